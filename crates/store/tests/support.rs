//! Examples and short ways to write and read.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use kernel::{
    Closure, Currency, Language, Money, OfferId, OfferPlaceId, OrganizationId, PlaceId, ScheduleId,
};
use partner_directory::{
    AccessMode, Adjustment, Agreement, Audience, Capacity, CapacityStatement, Cost, CostBand,
    Coverage, DataRegime, HelpMode, Identifier, IdentifierScheme, Itinerance, Kind, Label,
    LanguageKind, Offer, OfferAtPlace, OfferLanguage, OfferStatus, Organization, Place, PlaceKind,
    Point, Schedule, Source, StepFree, Theme, Verified, VerifiedHow, WhoMayRefer,
};
use store::{Conn, Db, StoreError, offers, organizations, places};

pub(crate) async fn write<T: Send + 'static>(
    db: &Db,
    work: impl FnOnce(&mut Conn) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    db.write(work).await
}

pub(crate) async fn read<T: Send + 'static>(
    db: &Db,
    work: impl FnOnce(&mut Conn) -> Result<T, StoreError> + Send + 'static,
) -> T {
    db.read(work).await.unwrap()
}

pub(crate) fn now() -> DateTime<Utc> {
    "2026-03-02T12:00:00.123Z".parse().unwrap()
}

pub(crate) fn later(minutes: i64) -> DateTime<Utc> {
    now() + Duration::minutes(minutes)
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An organization that says nothing but its name.
pub(crate) fn organization(slug: &str) -> Organization {
    Organization::named(OrganizationId::fresh(), slug.to_owned(), slug.to_owned(), now())
}

/// An organization with every field set.
pub(crate) fn full_organization(slug: &str) -> Organization {
    Organization {
        name: "Association L’Éclair".to_owned(),
        description: "Aide au numérique\npour tous.".to_owned(),
        legal_form: Some("ASSO|CCAS".to_owned()),
        identifier: Some(Identifier {
            scheme: IdentifierScheme::ChUid,
            value: "CHE123456789".to_owned(),
        }),
        parent_name: Some("Ville de Genève".to_owned()),
        website: Some("https://eclair.example".to_owned()),
        email: Some("bonjour@eclair.example".to_owned()),
        phone: Some("+41 22 000 00 00".to_owned()),
        referral_email: Some("orientations@eclair.example".to_owned()),
        referral_phone: Some("+41 22 000 00 01".to_owned()),
        answer_promise_days: Some(2),
        data_regime: Some(DataRegime::Lpd),
        short_name: Some("L’Éclair".to_owned()),
        labels: vec![
            Label {
                name: "Aidants Connect".to_owned(),
                awarded_by: Some("ANCT".to_owned()),
                from: Some(day("2025-01-01")),
                until: Some(day("2027-12-31")),
            },
            Label {
                name: "Ami du numérique".to_owned(),
                awarded_by: None,
                from: None,
                until: None,
            },
        ],
        agreement: Some(Agreement { version: "2026-1".to_owned(), signed_on: day("2026-01-15") }),
        is_trusted_sender: true,
        closures: vec![
            Closure { from: day("2026-07-20"), until: day("2026-08-07") },
            Closure { from: day("2026-12-24"), until: day("2026-12-31") },
        ],
        ..organization(slug)
    }
}

/// A place of which only the commune is known.
pub(crate) fn place(name: &str) -> Place {
    Place {
        postcode: "1203".to_owned(),
        ..Place::named(PlaceId::fresh(), name.to_owned(), "Genève".to_owned(), now())
    }
}

/// A place with every field set.
pub(crate) fn full_place(name: &str) -> Place {
    Place {
        street: "Rue de la Servette 100".to_owned(),
        complement: Some("2e étage".to_owned()),
        commune_code: Some("6621".to_owned()),
        point: Point::new(46.209_876_543_21, 6.129_999_9),
        kind: PlaceKind::Mobile,
        parent: Some("library".into()),
        building_id: Some("1234567".to_owned()),
        step_free: StepFree::Yes,
        has_accessible_toilet: Some(true),
        transport_stop: Some("Servette (14, 18)".to_owned()),
        entrance: Some("Par la cour".to_owned()),
        has_free_computers: Some(true),
        has_wifi: Some(false),
        has_printing: Some(true),
        accessibility_url: Some("https://acces.example/1".to_owned()),
        is_address_hidden: true,
        ..place(name)
    }
}

/// A published offer that says nothing but its name.
pub(crate) fn offer(of: &Organization, slug: &str) -> Offer {
    Offer {
        status: OfferStatus::Published,
        verified: Verified { on: day("2026-02-01"), how: VerifiedHow::Import, by: None },
        ..Offer::draft(
            OfferId::fresh(),
            of.id.clone(),
            (slug.to_owned(), slug.to_owned()),
            Kind::DigitalDropIn,
            (now(), day("2026-02-01")),
        )
    }
}

/// An offer with every field set; lists are in an order of their own.
pub(crate) fn full_offer(of: &Organization, slug: &str) -> Offer {
    let language =
        |tag: &str, kind| OfferLanguage { language: Language::parse(tag).unwrap(), kind };
    Offer {
        name: "Permanence numérique".to_owned(),
        summary: "Sans rendez-vous.".to_owned(),
        description: "On vous aide avec l’ordinateur.".to_owned(),
        themes: vec![Theme::SafeUse, Theme::AdministrativeHelp],
        audiences: vec![Audience::Women, Audience::Seniors],
        adjustments: vec![Adjustment::QuietPlace, Adjustment::LowLiteracy],
        help_modes: vec![HelpMode::Remote, HelpMode::OneToOne],
        access_modes: vec![AccessMode::WalkIn, AccessMode::Phone],
        languages: vec![
            language("pt", LanguageKind::Spoken),
            language("ssr", LanguageKind::Signed),
            language("fr", LanguageKind::Spoken),
            language("fr", LanguageKind::InterpreterOnRequest),
        ],
        cost: Cost {
            bands: vec![CostBand::Paid, CostBand::Free],
            amount: Some(Money { cents: 1250, currency: Currency::Chf }),
            note: Some("Gratuit avec la carte Gigogne".to_owned()),
        },
        booking_url: Some("https://rdv.example".to_owned()),
        documents_to_bring: Some("Permis de séjour".to_owned()),
        human_channel: Some("Au guichet".to_owned()),
        is_anonymous_possible: Some(true),
        itinerance: Itinerance::Itinerant,
        who_may_refer: WhoMayRefer::Professional,
        accepts_referrals: true,
        contact_phone: Some("+41 22 000 00 02".to_owned()),
        contact_email: Some("offre@eclair.example".to_owned()),
        programmes: vec!["Aidants Connect".to_owned(), "Conseillers numériques".to_owned()],
        coverage: Coverage::Communes(vec!["6621".to_owned(), "6608".to_owned()]),
        capacity: Some(CapacityStatement {
            state: Capacity::FewPlaces,
            until: Some(day("2026-04-01")),
            stated_on: day("2026-03-01"),
        }),
        places_per_week: Some(12),
        status: OfferStatus::Published,
        source: Some(Source {
            name: "Cartographie".to_owned(),
            url: Some("https://carto.example/7".to_owned()),
        }),
        verified: Verified {
            on: day("2026-02-15"),
            how: VerifiedHow::Phone,
            by: Some("La coordination".to_owned()),
        },
        freshness_since: day("2026-02-15"),
        asked_on: Some(day("2026-02-20")),
        doubted_on: Some(day("2026-02-25")),
        ..conditioned_offer(of, slug)
    }
}

/// An offer that says for whom, with whom and how long.
fn conditioned_offer(of: &Organization, slug: &str) -> Offer {
    Offer {
        minimum_age: Some(16),
        maximum_age: Some(99),
        conditions: Some("Habiter le quartier".to_owned()),
        answer_promise_days: Some(5),
        contact_name: Some("Camille, à l’accueil".to_owned()),
        alert: Some("Entrée par la cour".to_owned()),
        valid_from: Some(day("2026-01-01")),
        valid_until: Some(day("2027-12-31")),
        ..offer(of, slug)
    }
}

/// The offer at the place, open as `osm` says.
pub(crate) fn at_place(offer: &Offer, place: &Place, osm: &str) -> OfferAtPlace {
    OfferAtPlace {
        id: OfferPlaceId::fresh(),
        offer: offer.id.clone(),
        place: place.id.clone(),
        schedules: vec![Schedule {
            is_by_appointment: Some(true),
            valid_from: Some(day("2026-01-01")),
            valid_until: Some(day("2026-12-31")),
            note: Some("Sonner deux fois".to_owned()),
            ..Schedule::of_hours(ScheduleId::fresh(), osm.to_owned())
        }],
    }
}

/// A directory of one full organization, place and offer, kept.
#[derive(Clone)]
pub(crate) struct Example {
    pub(crate) organization: Organization,
    pub(crate) place: Place,
    pub(crate) offer: Offer,
    pub(crate) at_place: OfferAtPlace,
}

pub(crate) async fn example(db: &Db) -> Example {
    let organization = full_organization("eclair");
    let place = Place { is_address_hidden: false, ..full_place("Maison") };
    let offer = full_offer(&organization, "permanence");
    let at_place = at_place(&offer, &place, "Mo-Fr 09:00-12:00");
    let example = Example { organization, place, offer, at_place };
    let kept = example.clone();
    write(db, move |conn| {
        organizations::insert(conn, &kept.organization)?;
        places::insert(conn, &kept.place)?;
        offers::insert(conn, &kept.offer)?;
        offers::set_places(conn, &kept.offer.id, &[kept.at_place], now())?;
        Ok(())
    })
    .await
    .unwrap();
    example
}
