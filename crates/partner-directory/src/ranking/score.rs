//! Points for one offer, and why.

use chrono::{DateTime, NaiveDate, Utc};

use super::listing_words::ListingWords;
use super::rules::{Rule, Rules};
use super::word_points::found_terms;
use super::word_query::WordQuery;
use crate::capacity::capacity;
use crate::closed_list::closed_list;
use crate::freshness::{Freshness, freshness};
use crate::hours::Span;
use crate::listing::Listing;
use crate::query::Query;
use crate::terms::{Capacity, HelpMode, Kind, LanguageKind};

/// What is asked, and when.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The whole query.
    pub query: &'a Query,
    /// Its words, read.
    pub words: &'a WordQuery,
    /// The instant of the search.
    pub now: DateTime<Utc>,
    /// The network's local date at that instant.
    pub today: NaiveDate,
}

/// An offer to be scored.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The offer with its places.
    pub listing: &'a Listing,
    /// Its words.
    pub words: &'a ListingWords,
    /// For each place, the opening under way or the next one.
    pub openings: &'a [Option<Span>],
}

/// The place of an offer that a result shows: the nearest one, else the one that opens first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// Its place in the listing.
    pub index: usize,
    /// The way from the place that was named, in whole metres.
    pub distance_m: Option<u32>,
    /// When it opens.
    pub opening: Option<Span>,
}

/// The points by rule, without the reasons; cheap enough for every candidate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally([u8; Rule::ALL.len()]);

/// The points of one offer with their reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The sum of all points.
    pub total: u32,
    /// One line for each rule, in the order of [`Rule::ALL`].
    pub points: Vec<Point>,
}

/// The points that one rule gave.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Point {
    pub rule: Rule,
    pub points: u8,
    pub max: u8,
    pub reason: Reason,
}

/// Why a rule gave so many points, for pages to put into a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What was found.
    pub code: ReasonCode,
    /// A number or words to put into the sentence: terms, metres, a date, an instant, a
    /// language; empty when the code says all.
    pub value: String,
}

closed_list! {
    /// What a rule found.
    ReasonCode {
        NotAsked = "not_asked",
        Absent = "absent",
        Unknown = "unknown",
        Exact = "exact",
        Inflected = "inflected",
        Synonym = "synonym",
        Corrected = "corrected",
        Partly = "partly",
        Metres = "metres",
        Remote = "remote",
        OpenNow = "open_now",
        OpensAt = "opens_at",
        Spoken = "spoken",
        Signed = "signed",
        Interpreter = "interpreter",
        Prepared = "prepared",
        Open = "open",
        FewPlaces = "few_places",
        Full = "full",
        Fresh = "fresh",
        Ask = "ask",
        ToConfirm = "to_confirm",
        Stale = "stale",
    }
}

impl Tally {
    /// The sum of all points.
    pub fn total(self) -> u32 {
        self.0.iter().map(|points| u32::from(*points)).sum()
    }

    /// The points of one rule.
    pub fn of(self, rule: Rule) -> u8 {
        self.0.get(rule as usize).copied().unwrap_or(0)
    }
}

impl Shown {
    /// The place to show; `None` for an offer without places.
    pub fn of(query: &Query, listing: &Listing, openings: &[Option<Span>]) -> Option<Shown> {
        let shown = |(index, place): (usize, &crate::ListedPlace)| {
            let from = query.near.as_ref().map(|near| near.point);
            let distance_m = from.zip(place.point).map(|(from, to)| from.distance_m(to) as u32);
            let opening = openings.get(index).copied().flatten();
            Shown { index, distance_m, opening }
        };
        let far_last = |shown: &Shown| shown.distance_m.unwrap_or(u32::MAX);
        let late_last =
            |shown: &Shown| shown.opening.map_or(DateTime::<Utc>::MAX_UTC, |span| span.from);
        let all = listing.places.iter().enumerate().map(shown);
        all.min_by_key(|shown| (far_last(shown), late_last(shown)))
    }
}

impl Rules {
    /// The points of one candidate, rule by rule.
    pub fn tally(&self, asked: &Asked<'_>, candidate: &Candidate<'_>) -> Tally {
        let shown = Shown::of(asked.query, candidate.listing, candidate.openings);
        let mut tally = Tally::default();
        for (points, rule) in tally.0.iter_mut().zip(Rule::ALL) {
            *points = self.judge(*rule, asked, candidate, shown.as_ref()).0;
        }
        tally
    }

    /// The points of one candidate with their reasons; adds up to the same total as
    /// [`Rules::tally`].
    pub fn score(&self, asked: &Asked<'_>, candidate: &Candidate<'_>) -> Score {
        let shown = Shown::of(asked.query, candidate.listing, candidate.openings);
        let points: Vec<Point> = Rule::ALL
            .iter()
            .map(|rule| {
                let (points, code) = self.judge(*rule, asked, candidate, shown.as_ref());
                let value = value(*rule, code, asked, candidate, shown.as_ref());
                Point { rule: *rule, points, max: self.max(*rule), reason: Reason { code, value } }
            })
            .collect();
        Score { total: points.iter().map(|point| u32::from(point.points)).sum(), points }
    }

    fn judge(
        &self,
        rule: Rule,
        asked: &Asked<'_>,
        candidate: &Candidate<'_>,
        shown: Option<&Shown>,
    ) -> (u8, ReasonCode) {
        let listing = candidate.listing;
        match rule {
            Rule::Words | Rule::Name | Rule::Theme | Rule::Description => {
                self.word_points(rule, asked.words, candidate.words)
            }
            Rule::Distance => self.distance(asked.query, listing, shown),
            Rule::Opening => self.opening(asked.now, shown),
            Rule::Language => self.language(asked.query, listing),
            Rule::Adjustment => match asked.query.filters.adjustment {
                None => (0, ReasonCode::NotAsked),
                Some(one) if listing.offer.adjustments.contains(&one) => {
                    (self.adjustment.prepared, ReasonCode::Prepared)
                }
                Some(_) => (0, ReasonCode::Absent),
            },
            Rule::Capacity => self.capacity(listing, asked.today),
            Rule::Freshness => match freshness(&listing.offer, asked.today) {
                Freshness::Fresh => (self.freshness.fresh, ReasonCode::Fresh),
                Freshness::Ask => (self.freshness.ask, ReasonCode::Ask),
                Freshness::ToConfirm => (self.freshness.to_confirm, ReasonCode::ToConfirm),
                Freshness::Stale => (self.freshness.stale, ReasonCode::Stale),
            },
        }
    }

    fn distance(
        &self,
        query: &Query,
        listing: &Listing,
        shown: Option<&Shown>,
    ) -> (u8, ReasonCode) {
        let Some(near) = &query.near else { return (0, ReasonCode::NotAsked) };
        if let Some((shown, metres)) = shown.and_then(|shown| Some((shown, shown.distance_m?))) {
            let step = self.distance.steps.iter().find(|step| metres <= step.up_to_m);
            let by_way = step.map_or(0, |step| step.points);
            let place = listing.places.get(shown.index);
            let commune = place.and_then(|place| place.commune_code.as_deref());
            let is_same = commune.is_some() && commune == near.commune_code.as_deref();
            let points = if is_same { by_way.max(self.distance.same_commune) } else { by_way };
            return (points, ReasonCode::Metres);
        }
        let offer = &listing.offer;
        let is_remote = offer.help_modes.contains(&HelpMode::Remote)
            || matches!(offer.kind, Kind::TelephoneLine | Kind::HomeVisit);
        if is_remote {
            (self.distance.remote, ReasonCode::Remote)
        } else {
            (0, ReasonCode::Unknown)
        }
    }

    fn opening(&self, now: DateTime<Utc>, shown: Option<&Shown>) -> (u8, ReasonCode) {
        let Some(opening) = shown.and_then(|shown| shown.opening) else {
            return (0, ReasonCode::Unknown);
        };
        if opening.from <= now {
            return (self.opening.now, ReasonCode::OpenNow);
        }
        let minutes = (opening.from - now).num_minutes();
        let step =
            self.opening.steps.iter().find(|step| minutes <= i64::from(step.within_hours) * 60);
        (step.map_or(0, |step| step.points), ReasonCode::OpensAt)
    }

    fn language(&self, query: &Query, listing: &Listing) -> (u8, ReasonCode) {
        let Some(language) = &query.filters.language else { return (0, ReasonCode::NotAsked) };
        let offered = listing.offer.languages.iter().filter(|one| one.language == *language);
        match offered.map(|one| one.kind).min() {
            Some(LanguageKind::Spoken) => (self.language.spoken, ReasonCode::Spoken),
            Some(LanguageKind::Signed) => (self.language.spoken, ReasonCode::Signed),
            Some(LanguageKind::InterpreterOnRequest) => {
                (self.language.interpreter, ReasonCode::Interpreter)
            }
            None => (0, ReasonCode::Absent),
        }
    }

    fn capacity(&self, listing: &Listing, today: NaiveDate) -> (u8, ReasonCode) {
        let now = capacity(&listing.offer, today);
        match now.state {
            Some(_) if now.is_to_confirm => (self.capacity.unknown, ReasonCode::ToConfirm),
            Some(Capacity::Open) => (self.capacity.open, ReasonCode::Open),
            Some(Capacity::FewPlaces) => (self.capacity.few_places, ReasonCode::FewPlaces),
            Some(Capacity::Full) => (self.capacity.full, ReasonCode::Full),
            None => (self.capacity.unknown, ReasonCode::Unknown),
        }
    }
}

fn value(
    rule: Rule,
    code: ReasonCode,
    asked: &Asked<'_>,
    candidate: &Candidate<'_>,
    shown: Option<&Shown>,
) -> String {
    let filters = &asked.query.filters;
    let value = match (rule, code) {
        (_, ReasonCode::NotAsked | ReasonCode::Absent | ReasonCode::Unknown) => None,
        (Rule::Words | Rule::Name | Rule::Theme | Rule::Description, _) => {
            Some(found_terms(rule, asked.words, candidate.words))
        }
        (Rule::Distance, _) => {
            shown.and_then(|shown| shown.distance_m).map(|metres| metres.to_string())
        }
        (Rule::Opening, _) => {
            shown.and_then(|shown| shown.opening).map(|span| span.from.to_rfc3339())
        }
        (Rule::Language, _) => filters.language.as_ref().map(|one| one.as_str().to_owned()),
        (Rule::Adjustment, _) => filters.adjustment.map(|one| one.word().to_owned()),
        (Rule::Capacity, _) => {
            candidate.listing.offer.capacity.as_ref().map(|stated| stated.stated_on.to_string())
        }
        (Rule::Freshness, _) => Some(candidate.listing.offer.verified.on.to_string()),
    };
    value.unwrap_or_default()
}
