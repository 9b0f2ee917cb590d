//! Listings that tests and measurements start from.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::Language;
use partner_directory::{
    Cost, CostBand, Coverage, Holidays, Itinerance, Kind, LanguageKind, Listing, Offer,
    OfferAtPlace, OfferLanguage, OfferStatus, Organization, OrganizationStatus, Place, Point,
    Schedule, StepFree, Theme, Verified, VerifiedHow, WhoMayRefer,
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
        id: id.into(),
        slug: id.to_owned(),
        organization: "organization".into(),
        name: name.to_owned(),
        summary: String::new(),
        description: String::new(),
        kind: Kind::DigitalDropIn,
        themes: vec![Theme::EverydayTools],
        audiences: vec![],
        adjustments: vec![],
        help_modes: vec![],
        access_modes: vec![],
        languages: vec![OfferLanguage { language: Language::french(), kind: LanguageKind::Spoken }],
        cost: Cost { bands: vec![CostBand::Free], amount: None, note: None },
        booking_url: None,
        documents_to_bring: None,
        human_channel: None,
        is_anonymous_possible: None,
        itinerance: Itinerance::Fixed,
        who_may_refer: WhoMayRefer::Both,
        accepts_referrals: true,
        contact_phone: None,
        contact_email: None,
        programmes: vec![],
        coverage: Coverage::Anywhere,
        capacity: None,
        places_per_week: None,
        status: OfferStatus::Published,
        source: None,
        verified: Verified { on: day("2026-03-01"), how: VerifiedHow::Visit, by: None },
        freshness_since: day("2026-03-01"),
        asked_on: None,
        created_at: at("2026-01-01T08:00:00Z"),
        updated_at: at("2026-03-01T08:00:00Z"),
        version: 1,
    }
}

/// The same with a description.
pub(crate) fn described(mut offer: Offer, about: &str) -> Offer {
    offer.description = about.to_owned();
    offer
}

pub(crate) fn organization(name: &str) -> Organization {
    Organization {
        id: "organization".into(),
        slug: "organization".to_owned(),
        name: name.to_owned(),
        description: String::new(),
        legal_form: None,
        identifier: None,
        parent_name: None,
        website: None,
        email: None,
        phone: None,
        referral_email: None,
        referral_phone: None,
        answer_promise_days: None,
        data_regime: None,
        agreement: None,
        status: OrganizationStatus::Active,
        is_trusted_sender: false,
        closures: vec![],
        created_at: at("2026-01-01T08:00:00Z"),
        updated_at: at("2026-01-01T08:00:00Z"),
        version: 1,
    }
}

/// A place in Geneva.
pub(crate) fn place(id: &str, lat: f64, lon: f64) -> Place {
    Place {
        id: id.into(),
        name: String::new(),
        street: String::new(),
        complement: None,
        postcode: "1203".to_owned(),
        locality: "Genève".to_owned(),
        commune: "Genève".to_owned(),
        commune_code: Some("6621".to_owned()),
        country: "CH".to_owned(),
        point: Point::new(lat, lon),
        step_free: StepFree::Unknown,
        transport_stop: None,
        entrance: None,
        has_free_computers: None,
        has_wifi: None,
        has_printing: None,
        accessibility_url: None,
        is_address_hidden: false,
        updated_at: at("2026-01-01T08:00:00Z"),
    }
}

/// The offer at a place, with these opening hours.
pub(crate) fn at_place(place: &Place, osm: &str) -> OfferAtPlace {
    OfferAtPlace {
        id: format!("offer at {}", place.id).as_str().into(),
        offer: "offer".into(),
        place: place.id.clone(),
        schedules: vec![Schedule {
            id: "schedule".into(),
            osm: Some(osm.to_owned()),
            is_by_appointment: None,
            valid_from: None,
            valid_until: None,
            note: None,
        }],
    }
}

/// The offer of one organization, at these places with these hours.
pub(crate) fn listing(offer: Offer, places: &[(Place, &str)]) -> Listing {
    let places = places.iter().map(|(place, osm)| (at_place(place, osm), place.clone()));
    Listing::build(offer, &organization("Maison de quartier"), places, &Holidays::default())
}
