use kernel::{Currency, Language, Money};

use super::*;
use crate::fixtures::{at, at_place, day, offer, partner, place};
use crate::schedule::Rule;

fn imported() -> Entry {
    let mut organization = partner();
    organization.agreement = None;
    let mut offer = offer();
    offer.verified.how = VerifiedHow::Import;
    Entry { organization, place: place(), offer, at_place: at_place("Mo 09:00-12:00") }
}

#[test]
fn the_same_row_on_another_day_changes_nothing() {
    let mut again = imported();
    again.offer.freshness_since = day("2026-06-01");
    again.offer.updated_at = at("2026-06-01T08:00:00Z");
    again.organization.slug = "autre".to_owned();

    assert_eq!(imported().difference(&again), Difference::Unchanged);
}

#[test]
fn each_changed_field_is_shown_before_and_after() {
    let mut newer = imported();
    newer.place.street = "Rue de Lyon 3".to_owned();
    newer.at_place.schedules.clear();

    let Difference::Changed(changes) = imported().difference(&newer) else { panic!() };

    assert_eq!(changes.len(), 2);
    assert_eq!(changes[0].field, "place.street");
    assert_eq!(
        (changes[0].before.as_str(), changes[0].after.as_str()),
        ("Rue de Lyon 1", "Rue de Lyon 3")
    );
    assert_eq!(changes[1].field, "schedule.osm");
}

#[test]
fn a_fresher_check_by_a_person_is_not_overwritten() {
    let mut checked = imported();
    checked.offer.verified.how = VerifiedHow::Phone;
    checked.offer.name = "Permanence du mardi".to_owned();

    assert!(matches!(checked.difference(&imported()), Difference::Protected(_)));
    let mut newer = imported();
    newer.offer.verified.on = day("2026-04-01");
    assert!(matches!(checked.difference(&newer), Difference::Changed(_)));
}

#[test]
fn an_update_keeps_identifiers_addresses_and_what_people_stated() {
    let mut existing = imported();
    existing.offer.human_channel = Some("Au guichet".to_owned());
    existing.offer.slug = "adresse-connue".to_owned();
    let mut newer = imported().with_ids(EntryIds {
        organization: "o".into(),
        place: "p".into(),
        offer: "f".into(),
        at_place: "a".into(),
        schedule: "s".into(),
    });
    newer.offer.name = "Nouveau nom".to_owned();
    newer.offer.human_channel = None;

    let updated = existing.clone().updated_by(newer.clone());

    assert_eq!(updated.offer.name, "Nouveau nom");
    assert_eq!(updated.offer.slug, "adresse-connue");
    assert_eq!(updated.offer.human_channel, existing.offer.human_channel);
    assert_eq!(updated.at_place.id, existing.at_place.id);
    assert_eq!(updated.at_place.schedules[0].id, existing.at_place.schedules[0].id);
    assert_eq!(updated.difference(&newer), Difference::Unchanged);
}

#[test]
fn a_partner_keeps_its_own_words_about_itself() {
    let mut existing = imported();
    existing.organization = partner();
    let mut newer = imported();
    newer.organization.name = "MAISON DE QUARTIER".to_owned();

    assert_eq!(existing.difference(&newer), Difference::Unchanged);
    assert_eq!(existing.updated_by(newer).organization.name, "Maison de quartier");
}

#[test]
fn hours_written_here_outlive_an_import() {
    let mut existing = imported();
    existing.at_place.schedules[0].rules = vec![Rule::weekly(vec![chrono::Weekday::Tue], vec![])];
    let mut newer = imported();
    newer.at_place.schedules[0].osm = Some("Sa 10:00-11:00".to_owned());

    assert_eq!(existing.difference(&newer), Difference::Unchanged);
    let kept = existing.at_place.schedules.clone();
    assert_eq!(existing.updated_by(newer).at_place.schedules, kept);
}

#[test]
fn a_file_may_fill_a_missing_human_channel_but_not_replace_or_remove_one() {
    let with = |channel: Option<&str>| {
        let mut entry = imported();
        entry.offer.human_channel = channel.map(str::to_owned);
        entry
    };

    assert!(matches!(with(None).difference(&with(Some("Au guichet"))), Difference::Changed(_)));
    let filled = with(None).updated_by(with(Some("Au guichet")));
    assert_eq!(filled.offer.human_channel.as_deref(), Some("Au guichet"));
    let stated = with(Some("Par téléphone"));
    assert_eq!(stated.difference(&with(Some("Au guichet"))), Difference::Unchanged);
    assert_eq!(stated.difference(&with(None)), Difference::Unchanged);
}

#[test]
fn what_files_do_not_say_of_prices_and_languages_stays() {
    let language = |kind| OfferLanguage { language: Language::parse("ti").unwrap(), kind };
    let mut existing = imported();
    existing.offer.cost.bands = vec![CostBand::Paid];
    existing.offer.cost.amount = Some(Money { cents: 2500, currency: Currency::Chf });
    existing.offer.cost.note = Some("La visite".to_owned());
    existing.offer.languages = vec![language(LanguageKind::InterpreterOnRequest)];
    let mut newer = imported();
    newer.offer.cost.bands = vec![CostBand::Paid];
    newer.offer.languages = vec![language(LanguageKind::Spoken)];
    newer.place.street = "Rue de Lyon 3".to_owned();

    let updated = existing.clone().updated_by(newer.clone()).offer;

    assert_eq!(updated.cost, existing.offer.cost);
    assert_eq!(updated.languages, existing.offer.languages);
    newer.offer.cost.bands = vec![CostBand::Free];
    let free = existing.updated_by(newer).offer.cost;
    assert_eq!((free.amount, free.note), (None, None), "what is free has no price");
}
