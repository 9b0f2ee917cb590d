//! The fictional city as listings, and pages around them, for tests.

use std::sync::{Arc, OnceLock};

use app::demo::city::City;
use app::directory::{Hit, Results};
use chrono::NaiveDate;
use partner_directory::ranking::{Point, Reason, ReasonCode, Shown};
use partner_directory::ranking::{Rotation, Rule, Score, ToBeFirst};
use partner_directory::{Holidays, Listing};

use crate::pages::{Chrome, NetworkView, Pages, Width};

/// A Tuesday; ten o'clock in Geneva.
pub(crate) const NOW: &str = "2026-03-03T09:00:00Z";

/// Every published and unpublished offer of the fictional city, as it stands on that Tuesday.
pub(crate) fn city() -> Vec<Listing> {
    let today = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
    let city = City::read(today).unwrap();
    let place =
        |id: &kernel::PlaceId| city.places.iter().find(|place| place.id == *id).unwrap().clone();
    let listing = |offer: &partner_directory::Offer| {
        let at = city.offer_places.iter().filter(|at| at.offer == offer.id).cloned();
        let organization = city.organizations.iter().find(|one| one.id == offer.organization);
        let places: Vec<_> = at.map(|at| (at.clone(), place(&at.place))).collect();
        Listing::build(offer.clone(), organization.unwrap(), places, &Holidays::default())
    };
    city.offers.iter().map(listing).collect()
}

/// One page that shows `listings`, each with points from every rule.
pub(crate) fn results(listings: Vec<Listing>, total: usize) -> Results {
    let point = |rule: &Rule| {
        let reason = Reason { code: ReasonCode::Unknown, value: "impôts".to_owned() };
        Point { rule: *rule, points: 3, max: 5, reason }
    };
    let hit = |listing: Listing| Hit {
        shown: (!listing.places.is_empty()).then_some(Shown {
            index: 0,
            distance_m: Some(450),
            opening: None,
        }),
        listing: Arc::new(listing),
        score: Score { total: 30, points: Rule::ALL.iter().map(point).collect() },
        to_be_first: Some(ToBeFirst::With(Rule::ALL.to_vec())),
    };
    Results {
        total,
        page: 1,
        per_page: 8,
        items: listings.into_iter().map(hit).collect(),
        facets: Default::default(),
        distances: Vec::new(),
        orientable: total,
        excluded: Vec::new(),
        relax: Vec::new(),
        corrected: Vec::new(),
        backend: "embedded",
        is_fallback: false,
        rules_version: "1".to_owned(),
        rotation: Rotation::new(NaiveDate::from_ymd_opt(2026, 3, 3).unwrap(), ""),
        hash: "0".repeat(16),
    }
}

/// The page `template` around `view`.
pub(crate) fn page(template: &str, view: &impl serde::Serialize) -> String {
    let chrome = Chrome {
        lang: "fr".into(),
        dir: "ltr".into(),
        title_key: "search-title".into(),
        path: "/recherche".into(),
        nav: Vec::new(),
        account: None,
        flash: None,
        basket: 0,
        network: NetworkView {
            name: "Réseau".into(),
            helpdesk_phone: "0800 00 00 00".into(),
            helpdesk_hours: "lundi à vendredi".into(),
        },
        is_demo: false,
        width: Width::Wide,
    };
    static PAGES: OnceLock<Pages> = OnceLock::new();
    PAGES.get_or_init(|| Pages::load().unwrap()).render(template, &chrome, view).unwrap()
}

/// How many elements a page has.
pub(crate) fn elements(html: &str) -> usize {
    let starts = html.split('<').skip(1);
    starts.filter(|rest| rest.starts_with(|first: char| first.is_ascii_lowercase())).count()
}
