use super::*;
use kernel::{Currency, Money, OfferId, OrganizationId};

fn full() -> WholeOffer {
    let now = "2026-03-03T09:00:00Z".parse().unwrap();
    let names = ("aide".to_owned(), "Aide".to_owned());
    let today = "2026-03-03".parse().unwrap();
    let id = OfferId::from("o");
    let draft =
        Offer::draft(id, OrganizationId::from("g"), names, Kind::DigitalDropIn, (now, today));
    let offer = Offer {
        summary: "<b>Gras</b>".to_owned(),
        themes: vec![Theme::SafeUse, Theme::JobSearch],
        minimum_age: Some(16),
        maximum_age: Some(25),
        languages: vec![OfferLanguage {
            language: Language::french(),
            kind: LanguageKind::InterpreterOnRequest,
        }],
        cost: Cost {
            bands: vec![CostBand::Paid],
            amount: Some(Money { cents: 1205, currency: Currency::Eur }),
            note: Some("la séance".to_owned()),
        },
        is_anonymous_possible: Some(false),
        contact_phone: Some("numéro d’avant".to_owned()),
        coverage: Coverage::Communes(vec!["6621".to_owned(), "2A004".to_owned()]),
        places_per_week: Some(4),
        valid_from: Some(today),
        ..draft
    };
    WholeOffer { offer, places: Vec::new() }
}

fn errors(change: impl FnOnce(&mut OfferForm)) -> Vec<(&'static str, &'static str)> {
    let whole = full();
    let mut form = OfferForm::of(&whole);
    change(&mut form);
    match form.read(&whole.offer) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.iter().map(|error| (error.field, error.code)).collect(),
    }
}

#[test]
fn a_form_sent_back_unchanged_means_the_same_offer() {
    let whole = full();
    assert_eq!(OfferForm::of(&whole).read(&whole.offer), Ok(whole.offer));
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let found = errors(|form| {
        form.name = " ".to_owned();
        form.summary = "é".repeat(281);
        form.minimum_age = "30".to_owned();
        form.cost_amount = "-5".to_owned();
        form.booking_url = "javascript:alert(1)".to_owned();
        form.contact_phone = "12".to_owned();
        form.contact_email = "moi@".to_owned();
        form.valid_until = "2026-03-02".to_owned();
        form.themes.push("magic".to_owned());
        form.places_per_week = "beaucoup".to_owned();
    });
    let expected = [
        ("name", "required"),
        ("summary", "too_long"),
        ("themes", "unknown"),
        ("maximum_age", "order"),
        ("booking_url", "not_a_url"),
        ("contact_phone", "not_a_phone"),
        ("contact_email", "not_an_address"),
        ("cost_amount", "not_a_price"),
        ("places_per_week", "not_a_number"),
        ("valid_until", "order"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_is_just_right_is_taken() {
    let found = errors(|form| {
        form.summary = "é".repeat(280);
        form.maximum_age = "16".to_owned();
        form.cost_amount = "0".to_owned();
        form.valid_until = "03.03.2026".to_owned();
        form.contact_phone = "022 418 29 00".to_owned();
    });
    assert_eq!(found, []);
}

#[test]
fn a_new_form_of_each_kind_can_be_read() {
    for kind in Kind::ALL {
        let form = new_offer_form(*kind, "Aide".to_owned());
        let read = form.read(&full().offer).unwrap();
        assert_eq!(read.kind, *kind);
        assert!(read.cost.bands.is_empty(), "a price is never filled in");
    }
}
