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
        summary: "De l’aide pour vos démarches en ligne.".to_owned(),
        themes: vec![Theme::AdministrativeHelp],
        help_modes: vec![HelpMode::OneToOne],
        access_modes: vec![AccessMode::WalkIn],
        languages: vec![OfferLanguage { language: Language::french(), kind: LanguageKind::Spoken }],
        cost: Cost { bands: vec![CostBand::Free], amount: None, note: None },
        human_channel: Some("Au guichet".to_owned()),
        is_anonymous_possible: Some(true),
        accepts_referrals: true,
        status: OfferStatus::Published,
        verified: Verified { on: day("2026-03-01"), how: VerifiedHow::Visit, by: None },
        created_at: at("2026-01-01T08:00:00Z"),
        updated_at: at("2026-03-01T08:00:00Z"),
        ..Offer::draft(
            "offer-1".into(),
            "organization-1".into(),
            ("permanence-numerique".into(), "Permanence numérique".to_owned()),
            Kind::DigitalDropIn,
            (at("2026-01-01T08:00:00Z"), day("2026-03-01")),
        )
    }
}

pub(crate) fn partner() -> Organization {
    Organization {
        referral_email: Some("accueil@example.org".to_owned()),
        answer_promise_days: Some(2),
        agreement: Some(Agreement { version: "1".to_owned(), signed_on: day("2026-01-01") }),
        is_trusted_sender: true,
        ..Organization::named(
            "organization-1".into(),
            "maison-de-quartier".to_owned(),
            "Maison de quartier".to_owned(),
            at("2026-01-01T08:00:00Z"),
        )
    }
}

pub(crate) fn place() -> Place {
    Place {
        street: "Rue de Lyon 1".to_owned(),
        postcode: "1203".to_owned(),
        commune_code: Some("6621".to_owned()),
        point: Point::new(46.2105, 6.1300),
        ..Place::named(
            "place-1".into(),
            "Maison de quartier".to_owned(),
            "Genève".to_owned(),
            at("2026-01-01T08:00:00Z"),
        )
    }
}

pub(crate) fn at_place(osm: &str) -> OfferAtPlace {
    OfferAtPlace {
        id: "offer-place-1".into(),
        offer: "offer-1".into(),
        place: "place-1".into(),
        schedules: vec![Schedule::of_hours("schedule-1".into(), osm.to_owned())],
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
