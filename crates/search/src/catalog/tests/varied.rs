//! A directory with offers of every make, and queries with every filter.

use kernel::Language;
use partner_directory::{
    Adjustment, Audience, Capacity, CapacityStatement, Coverage, Filters, Kind, LanguageKind,
    Listing, OfferLanguage, OpenFilter, Query, Theme,
};

use super::near_geneva;
use crate::testing::{day, listing, offer, place};

/// Offers of every make, drawn by counting with different steps.
pub(super) fn varied(count: usize) -> Vec<Listing> {
    let names = ["Couture", "Cours de smartphone", "Aide aux impôts", "Réparer un ordinateur"];
    let hours = ["Mo-Fr 09:00-12:00", "Tu 10:00-18:30", "Sa 09:00-12:00", "We[1] 14:00-17:00", ""];
    let languages = ["fr", "pt", "ar", "ti"].map(|tag| Language::parse(tag).unwrap());
    let one = |n: usize| {
        let mut offer = offer(&format!("offer-{n:05}"), names[n % 4]);
        offer.kind = Kind::ALL[n % Kind::ALL.len()];
        offer.themes = (0..n % 3).map(|more| Theme::ALL[(n + more) % 9]).collect();
        offer.audiences = (0..n % 2).map(|more| Audience::ALL[(n / 2 + more) % 7]).collect();
        offer.adjustments = (0..n % 4).map(|more| Adjustment::ALL[(n / 3 + more) % 9]).collect();
        let language = languages[n / 5 % 4].clone();
        offer.languages = vec![OfferLanguage { language, kind: LanguageKind::Spoken }];
        offer.cost.bands.truncate(n / 2 % 2);
        offer.is_anonymous_possible = [None, Some(true), Some(false)][n / 7 % 3];
        offer.freshness_since = day(["2026-03-01", "2025-11-01", "2025-01-01"][n / 11 % 3]);
        offer.asked_on = Some(day("2025-12-01"));
        offer.capacity = Capacity::ALL.get(n / 13 % 5).map(|state| CapacityStatement {
            state: *state,
            until: None,
            stated_on: day(["2026-03-01", "2026-01-01"][n / 3 % 2]),
        });
        if n.is_multiple_of(17) {
            offer.coverage = Coverage::Communes(vec![["6621", "6608"][n % 2].to_owned()]);
        }
        let spot = |more: usize| {
            let (lat, lon) = ((n * 7 + more) % 90, (n * 11 + more) % 90);
            let (lat, lon) = (46.0 + lat as f64 / 200.0, 6.0 + lon as f64 / 200.0);
            (place(&format!("place {n} {more}"), lat, lon), hours[(n + more) % 5])
        };
        let places: Vec<_> = (0..(n + 1) % 4).map(spot).collect();
        let mut listing = listing(offer, &places);
        for schedule in listing.places.iter_mut().flat_map(|place| &mut place.schedules) {
            schedule.is_by_appointment = [None, Some(true), Some(false)][n / 19 % 3];
        }
        listing
    };
    (0..count).map(one).collect()
}

/// Every filter alone, and some together.
fn filter_sets() -> Vec<Filters> {
    let none = Filters::default;
    let mut sets = vec![
        none(),
        Filters { theme: Some(Theme::SafeUse), ..none() },
        Filters { kind: Some(Kind::Repair), ..none() },
        Filters { audience: Some(Audience::Seniors), ..none() },
        Filters { language: Language::parse("pt"), ..none() },
        Filters { language: Language::parse("zh"), ..none() },
        Filters { adjustment: Some(Adjustment::QuietPlace), ..none() },
        Filters { free: true, ..none() },
        Filters { anonymous: true, ..none() },
        Filters { appointment: Some(true), ..none() },
        Filters { appointment: Some(false), ..none() },
    ];
    sets.extend(OpenFilter::ALL.iter().map(|open| Filters { open: Some(*open), ..none() }));
    sets.extend(Capacity::ALL.iter().map(|room| Filters { capacity: Some(*room), ..none() }));
    let (open, capacity) = (Some(OpenFilter::Today), Some(Capacity::Full));
    sets.push(Filters { free: true, open, language: Language::parse("fr"), ..none() });
    sets.push(Filters { capacity, anonymous: true, theme: Some(Theme::Parenting), ..none() });
    sets
}

pub(super) fn queries() -> Vec<Query> {
    let with = |filters: &Filters| {
        let base = Query { filters: filters.clone(), ..Query::default() };
        let near = Query { near: Some(near_geneva()), ..base.clone() };
        let within = Query { radius_km: Some(12), ..near.clone() };
        let said = Query { words: "couture".to_owned(), ..within.clone() };
        [base, near, within, said]
    };
    filter_sets().iter().flat_map(with).collect()
}
