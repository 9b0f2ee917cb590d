//! Values that tests start from: one complete offer of one partner at one place.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::Language;

use crate::*;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(crate) fn offer() -> Offer {
    Offer {
        id: "offer-1".into(),
        slug: "permanence-numerique".into(),
        organization: "organization-1".into(),
        name: "Permanence numérique".to_owned(),
        summary: "De l’aide pour vos démarches en ligne.".to_owned(),
        description: String::new(),
        kind: Kind::DigitalDropIn,
        themes: vec![Theme::AdministrativeHelp],
        audiences: vec![],
        adjustments: vec![],
        help_modes: vec![HelpMode::OneToOne],
        access_modes: vec![AccessMode::WalkIn],
        languages: vec![OfferLanguage { language: Language::french(), kind: LanguageKind::Spoken }],
        cost: Cost { bands: vec![CostBand::Free], amount: None, note: None },
        booking_url: None,
        documents_to_bring: None,
        human_channel: Some("Au guichet".to_owned()),
        is_anonymous_possible: Some(true),
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

pub(crate) fn partner() -> Organization {
    Organization {
        id: "organization-1".into(),
        slug: "maison-de-quartier".into(),
        name: "Maison de quartier".to_owned(),
        description: String::new(),
        legal_form: None,
        identifier: None,
        parent_name: None,
        website: None,
        email: None,
        phone: None,
        referral_email: Some("accueil@example.org".to_owned()),
        referral_phone: None,
        answer_promise_days: Some(2),
        data_regime: None,
        agreement: Some(Agreement { version: "1".to_owned(), signed_on: day("2026-01-01") }),
        status: OrganizationStatus::Active,
        is_trusted_sender: true,
        closures: vec![],
        created_at: at("2026-01-01T08:00:00Z"),
        updated_at: at("2026-01-01T08:00:00Z"),
        version: 1,
    }
}

pub(crate) fn place() -> Place {
    Place {
        id: "place-1".into(),
        name: "Maison de quartier".to_owned(),
        street: "Rue de Lyon 1".to_owned(),
        complement: None,
        postcode: "1203".to_owned(),
        locality: "Genève".to_owned(),
        commune: "Genève".to_owned(),
        commune_code: Some("6621".to_owned()),
        country: "CH".to_owned(),
        point: Point::new(46.2105, 6.1300),
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

pub(crate) fn at_place(osm: &str) -> OfferAtPlace {
    OfferAtPlace {
        id: "offer-place-1".into(),
        offer: "offer-1".into(),
        place: "place-1".into(),
        schedules: vec![Schedule {
            id: "schedule-1".into(),
            osm: Some(osm.to_owned()),
            is_by_appointment: None,
            valid_from: None,
            valid_until: None,
            note: None,
        }],
    }
}

/// Real files that are not part of the project; `None`, said aloud, where they are not at hand.
#[expect(clippy::disallowed_methods, reason = "the place of real data is set outside")]
pub(crate) fn real_files<const N: usize>(names: [&str; N]) -> Option<[Vec<u8>; N]> {
    let shared = std::env::var("RELAIS_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned());
    let folder = std::path::Path::new(&shared).join("data/mediation-numerique");
    if !folder.exists() {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "real data is missing");
        eprintln!("skipped: set RELAIS_SHARED to the folder of real data");
        return None;
    }
    Some(names.map(|name| std::fs::read(folder.join(name)).unwrap()))
}
