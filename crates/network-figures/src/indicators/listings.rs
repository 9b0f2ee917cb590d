//! Indicators of the directory: fresh, complete, near enough, with room.

use std::collections::BTreeMap;

use partner_directory::{Kind, Point, Theme};

use super::{Counted, Figure};
use crate::measure::{Measure, Share, median_of};

/// Days after which a listing has to be confirmed.
const FRESH_DAYS: u64 = 180;
/// How far a person can be expected to go, in metres (IND-15).
const REACH_METRES: f64 = 1_500.0;

/// What is known of one published offer today.
#[derive(Debug, Clone, PartialEq)]
pub struct ListingFact {
    /// The offer.
    pub offer: String,
    /// How help is given.
    pub kind: Kind,
    /// With what.
    pub themes: Vec<Theme>,
    /// Whole days since somebody last looked at it.
    pub age_days: u64,
    /// 0 to 100 (DIR-03).
    pub completeness: u64,
    /// Places for new people in a week, where the organization said so.
    pub places_per_week: Option<u64>,
    /// Free of charge, open within the next seven days, and people can be referred to it.
    pub is_within_reach: bool,
    /// Where it is given; empty for help by telephone.
    pub points: Vec<Point>,
}

/// A commune and where its people live, as one point.
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// Its number.
    pub commune: String,
    /// Its middle.
    pub point: Point,
}

/// One theme in one commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The number of the commune.
    pub commune: String,
    /// The theme.
    pub theme: Theme,
    /// True when there is help within reach.
    pub is_covered: bool,
}

/// IND-13: published offers that somebody looked at within 180 days; their median age.
pub(super) fn freshness(counted: &Counted<'_>) -> Vec<Figure> {
    let fresh = counted.listings.iter().map(|one| Some(one.age_days <= FRESH_DAYS));
    let ages = counted.listings.iter().map(|one| one.age_days).collect();
    vec![
        Figure::new("fresh", Measure::Share(Share::of(fresh))),
        Figure::new("age", median_of(ages)),
    ]
}

/// IND-14: the mean of the points for completeness of the published offers.
pub(super) fn completeness(counted: &Counted<'_>) -> Vec<Figure> {
    let sum = counted.listings.iter().map(|one| one.completeness).sum();
    vec![Figure::new("points", Measure::Mean { sum, count: counted.listings.len() as u64 })]
}

/// IND-15: pairs of commune and theme with help within reach, and by theme; see [`coverage`].
pub(super) fn reach(counted: &Counted<'_>) -> Vec<Figure> {
    let pairs = coverage(counted.listings, counted.communes);
    let share = |of: &dyn Fn(&Covered) -> bool| {
        let kept = pairs.iter().filter(|pair| of(pair));
        Measure::Share(Share::of(kept.map(|pair| Some(pair.is_covered))))
    };
    let mut figures = vec![Figure::new("covered", share(&|_| true))];
    for theme in Theme::ALL {
        let part = share(&|pair| pair.theme == *theme);
        figures.push(Figure::new("covered", part).of("theme", theme.word()));
    }
    figures
}

/// For each commune and theme, whether there is a free offer that is open within the next
/// seven days, takes referrals, and is at most 1.5 km from the middle of the commune in a
/// straight line. Travel by public transport is not counted yet.
pub fn coverage(listings: &[ListingFact], communes: &[Reach]) -> Vec<Covered> {
    let mut found = Vec::new();
    for reach in communes {
        let is_near = |one: &&ListingFact| {
            let near = |point: &Point| point.distance_m(reach.point) <= REACH_METRES;
            one.is_within_reach && one.points.iter().any(near)
        };
        let near: Vec<&ListingFact> = listings.iter().filter(is_near).collect();
        for theme in Theme::ALL {
            found.push(Covered {
                commune: reach.commune.clone(),
                theme: *theme,
                is_covered: near.iter().any(|one| one.themes.contains(theme)),
            });
        }
    }
    found
}

/// IND-16: referrals sent for each place for new people that was declared for the period, by
/// nature of the offer. Offers that declare nothing are left out on both sides.
pub(super) fn pressure(counted: &Counted<'_>) -> Vec<Figure> {
    let days = counted.cut.period.days();
    let mut places: BTreeMap<Kind, u64> = BTreeMap::new();
    let mut kind_of: BTreeMap<&str, Kind> = BTreeMap::new();
    for listing in counted.listings {
        if let Some(per_week) = listing.places_per_week {
            *places.entry(listing.kind).or_default() += per_week * days;
            kind_of.insert(&listing.offer, listing.kind);
        }
    }
    let mut sent: BTreeMap<Kind, u64> = BTreeMap::new();
    for attempt in counted.attempts() {
        if let Some(kind) = kind_of.get(&*attempt.offer) {
            *sent.entry(*kind).or_default() += 1;
        }
    }
    // Places of a week over days: seven of them are one place.
    let share = |sent: u64, places: u64| Measure::Share(Share { part: sent, whole: places / 7 });
    let all = share(sent.values().sum(), places.values().sum());
    let mut figures = vec![Figure::new("sent", all)];
    for (kind, places) in places {
        let sent = sent.get(&kind).copied().unwrap_or(0);
        figures.push(Figure::new("sent", share(sent, places)).of("kind", kind.word()));
    }
    figures
}
