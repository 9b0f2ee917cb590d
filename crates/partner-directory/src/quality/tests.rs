use kernel::Money;

use super::*;
use crate::fixtures::{at_place, day, offer, partner, place};
use crate::terms::{Audience, StepFree};

const TODAY: &str = "2026-03-03";

fn good() -> Offer {
    Offer { description: "a".repeat(200), contact_phone: Some("022 000 00 00".into()), ..offer() }
}

fn of(offer: &Offer) -> Quality {
    quality(offer, &partner(), &[at_place("Mo 09:00-12:00")], &[place()], day(TODAY))
}

fn points(quality: &Quality, criterion: Criterion) -> Option<u8> {
    let found = quality.criteria.iter().find(|one| one.criterion == criterion);
    found.map(|one| one.points)
}

#[test]
fn a_complete_recent_offer_has_a_hundred_and_lacks_nothing() {
    let quality = of(&good());

    assert_eq!(quality.score, 100);
    assert_eq!(quality.missing().count(), 0);
    assert_eq!(quality.criteria.len(), 8, "nobody has to write or call: {quality:?}");
}

#[test]
fn an_empty_import_has_nothing_and_every_criterion_that_applies_is_named() {
    let mut offer = Offer::draft(
        "offer-2".into(),
        "organization-1".into(),
        ("x".into(), "X".into()),
        Kind::DigitalDropIn,
        (offer().created_at, day("2020-01-01")),
    );
    offer.verified.how = VerifiedHow::Import;

    let quality = quality(&offer, &partner(), &[], &[], day(TODAY));

    assert_eq!(quality.score, 0);
    let missing: Vec<_> = quality.missing().map(|(criterion, _)| criterion.word()).collect();
    let all = ["description", "theme", "audience", "access", "contact", "cost", "recent"];
    assert_eq!(missing, all);
}

#[test]
fn the_length_of_the_text_counts_at_its_published_bounds() {
    let cases = [(0, 0), (49, 0), (50, 5), (199, 5), (200, 10), (1999, 10), (2000, 5)];
    for (length, expected) in cases {
        let offer = Offer { summary: String::new(), description: "é".repeat(length), ..good() };
        assert_eq!(points(&of(&offer), Criterion::Description), Some(expected), "{length}");
    }
    let offer = Offer { summary: "é".repeat(60), description: "é".repeat(150), ..good() };
    assert_eq!(points(&of(&offer), Criterion::Description), Some(5), "the same words twice");
}

#[test]
fn a_check_counts_for_six_months_and_fades_until_two_years() {
    let cases = [
        ("2026-03-03", 10),
        ("2025-09-03", 10),
        ("2025-09-02", 9),
        ("2024-12-03", 5),
        ("2024-03-04", 0),
        ("2024-03-03", 0),
        ("1900-01-01", 0),
        ("2026-12-31", 10),
    ];
    for (since, expected) in cases {
        let offer = Offer { freshness_since: day(since), ..good() };
        assert_eq!(points(&of(&offer), Criterion::Recent), Some(expected), "{since}");
    }
}

#[test]
fn a_price_needs_its_amount_or_its_words_and_free_needs_nothing() {
    let with = |bands: &[CostBand], amount: Option<Money>, note: Option<&str>| {
        let cost = Cost { bands: bands.to_vec(), amount, note: note.map(str::to_owned) };
        points(&of(&Offer { cost, ..good() }), Criterion::Cost).unwrap()
    };
    assert_eq!(with(&[], None, Some("sur demande")), 0);
    assert_eq!(with(&[CostBand::Free], None, None), 10);
    assert_eq!(with(&[CostBand::Paid], None, Some(" ")), 5);
    assert_eq!(with(&[CostBand::FreeConditional], None, None), 5);
    assert_eq!(with(&[CostBand::Free, CostBand::Paid], None, Some("10 francs")), 10);
}

#[test]
fn how_to_come_in_and_a_human_being_are_half_each() {
    let access = |offer: Offer| points(&of(&offer), Criterion::Access).unwrap();

    assert_eq!(access(Offer { human_channel: Some(" ".into()), ..good() }), 5);
    assert_eq!(access(Offer { access_modes: vec![], ..good() }), 5);
    assert_eq!(access(Offer { access_modes: vec![], human_channel: None, ..good() }), 0);
}

#[test]
fn a_number_is_asked_for_only_of_offers_that_are_called() {
    let called = Offer {
        access_modes: vec![AccessMode::Phone, AccessMode::Mail],
        contact_phone: None,
        ..good()
    };
    let quality = of(&called);
    assert_eq!(points(&quality, Criterion::Phone), Some(0));
    assert_eq!(points(&quality, Criterion::Email), Some(0));
    assert_eq!(points(&quality, Criterion::Contact), Some(0));
    assert_eq!(quality.score, 70, "three of ten criteria lack: {quality:?}");
    assert_eq!(points(&of(&good()), Criterion::Phone), None);
}

#[test]
fn each_place_needs_its_street_and_a_protected_one_that_is_known_counts() {
    let mut known = place();
    known.is_address_hidden = true;
    known.step_free = StepFree::Unknown;
    let mut unknown = place();
    unknown.id = "place-2".into();
    unknown.street = " ".into();
    let here = at_place("Mo 09:00-12:00");
    let there = OfferAtPlace { place: "place-2".into(), ..here.clone() };
    let address = |at: &[OfferAtPlace]| {
        let places = [known.clone(), unknown.clone()];
        points(&quality(&good(), &partner(), at, &places, day(TODAY)), Criterion::Address)
    };
    assert_eq!(address(std::slice::from_ref(&here)), Some(10));
    assert_eq!(address(&[here, there.clone()]), Some(5));
    assert_eq!(address(&[there]), Some(0));
    assert_eq!(address(&[]), Some(0));
}

#[test]
fn a_telephone_line_needs_no_address() {
    let line = Offer { kind: Kind::TelephoneLine, access_modes: vec![AccessMode::Phone], ..good() };

    assert_eq!(points(&of(&line), Criterion::Address), None);
    assert_eq!(of(&line).score, 100);
}

#[test]
fn silence_about_the_audience_is_everyone_once_a_person_has_checked() {
    let mut imported = good();
    imported.verified.how = VerifiedHow::Import;
    assert_eq!(points(&of(&imported), Criterion::Audience), Some(0));
    imported.audiences = vec![Audience::Seniors];
    assert_eq!(points(&of(&imported), Criterion::Audience), Some(10));
    assert_eq!(points(&of(&good()), Criterion::Audience), Some(10));
}
