//! Listings that tests and measurements start from.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::Language;
use partner_directory::{
    Cost, CostBand, Holidays, Kind, LanguageKind, Listing, Offer, OfferAtPlace, OfferLanguage,
    OfferStatus, Organization, Place, Point, Schedule, Theme, Verified, VerifiedHow,
};

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An offer of everyday help in French that somebody visited two days ago.
pub(crate) fn offer(id: &str, name: &str) -> Offer {
    Offer {
        themes: vec![Theme::EverydayTools],
        languages: vec![OfferLanguage { language: Language::french(), kind: LanguageKind::Spoken }],
        cost: Cost { bands: vec![CostBand::Free], amount: None, note: None },
        accepts_referrals: true,
        status: OfferStatus::Published,
        verified: Verified { on: day("2026-03-01"), how: VerifiedHow::Visit, by: None },
        ..Offer::draft(
            id.into(),
            "organization".into(),
            (id.to_owned(), name.to_owned()),
            Kind::DigitalDropIn,
            (at("2026-01-01T08:00:00Z"), day("2026-03-01")),
        )
    }
}

/// The same with a description.
pub(crate) fn described(mut offer: Offer, about: &str) -> Offer {
    offer.description = about.to_owned();
    offer
}

pub(crate) fn organization(name: &str) -> Organization {
    Organization::named(
        "organization".into(),
        "organization".to_owned(),
        name.to_owned(),
        at("2026-01-01T08:00:00Z"),
    )
}

/// A place in Geneva.
pub(crate) fn place(id: &str, lat: f64, lon: f64) -> Place {
    Place {
        postcode: "1203".to_owned(),
        commune_code: Some("6621".to_owned()),
        point: Point::new(lat, lon),
        ..Place::named(id.into(), String::new(), "Genève".to_owned(), at("2026-01-01T08:00:00Z"))
    }
}

/// The offer at a place, with these opening hours.
pub(crate) fn at_place(place: &Place, osm: &str) -> OfferAtPlace {
    OfferAtPlace {
        id: format!("offer at {}", place.id).as_str().into(),
        offer: "offer".into(),
        place: place.id.clone(),
        schedules: vec![Schedule::of_hours("schedule".into(), osm.to_owned())],
    }
}

/// The offer of one organization, at these places with these hours.
pub(crate) fn listing(offer: Offer, places: &[(Place, &str)]) -> Listing {
    let places = places.iter().map(|(place, osm)| (at_place(place, osm), place.clone()));
    Listing::build(offer, &organization("Maison de quartier"), places, &Holidays::default())
}
