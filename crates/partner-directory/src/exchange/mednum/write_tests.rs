use super::*;
use crate::exchange::formula::neutralised;
use crate::exchange::loss::{LossReason, LossReport};
use crate::exchange::published::{Origins, Published};
use crate::fixtures::{at, at_place, day, offer, partner, place, real_files};
use crate::terms::{Adjustment, Audience};
use crate::{
    AccessMode, CostBand, HelpMode, Identifier, IdentifierScheme, Itinerance, Kind, LanguageKind,
    OfferLanguage, Theme,
};

fn settings(profile: Profile) -> Settings {
    Settings {
        own_source: "relais-test".to_owned(),
        public_url: "https://relais.example".to_owned(),
        today: day("2026-03-03"),
        profile,
    }
}

fn exported(published: &[Published], origins: &Origins, profile: Profile) -> (String, LossReport) {
    let mut out = Vec::new();
    let (_, losses) = write(published, origins, &settings(profile), Format::Csv, &mut out).unwrap();
    (String::from_utf8(out).unwrap(), losses)
}

/// The one record that a file holds.
fn only(text: &str) -> Row {
    let sheet = read(text.as_bytes(), Format::Csv).unwrap();
    assert_eq!((sheet.rows.len(), sheet.refused.len()), (1, 0), "{text}");
    sheet.rows.into_iter().next().unwrap()
}

fn genevan() -> Published {
    let mut organization = partner();
    let value = "CHE123456788".to_owned();
    organization.identifier = Some(Identifier { scheme: IdentifierScheme::ChUid, value });
    let mut offer = offer();
    offer.contact_phone = Some("+41224180000".to_owned());
    Published::new(offer, organization, [(at_place("Mo 09:00-12:00"), place())])
}

#[test]
fn a_file_has_the_32_columns_of_the_schema_in_its_order() {
    let (text, _) = exported(&[], &Origins::default(), Profile::Swiss);
    let header: Vec<&str> = text.trim_end().split(',').collect();

    assert_eq!(header.len(), 32);
    assert_eq!(header, Column::ALL.iter().map(|one| one.word()).collect::<Vec<_>>());
}

#[test]
fn swiss_values_are_written_as_they_are() {
    let (text, _) = exported(&[genevan()], &Origins::default(), Profile::Swiss);
    let row = only(&text);

    assert_eq!(row.text(Column::CodePostal), "1203");
    assert_eq!(row.text(Column::CodeInsee), "6621");
    assert_eq!(row.text(Column::Telephone), "+41224180000");
    assert_eq!(row.text(Column::Pivot), "CHE123456788");
    assert_eq!(row.text(Column::Source), "relais-test");
}

#[test]
fn for_french_recipients_a_column_is_empty_rather_than_wrong_and_the_report_says_so() {
    let (text, losses) = exported(&[genevan()], &Origins::default(), Profile::Strict);
    let row = only(&text);

    for column in [Column::CodePostal, Column::CodeInsee, Column::Telephone] {
        assert_eq!(row.text(column), "");
        assert_eq!(losses.count(column.word(), LossReason::OtherForm), 1, "{}", column.word());
    }
}

#[test]
fn no_pivot_is_made_up_for_a_swiss_place() {
    let one = Published::new(offer(), partner(), [(at_place("24/7"), place())]);
    let (text, _) = exported(&[one], &Origins::default(), Profile::Swiss);

    assert_eq!(only(&text).text(Column::Pivot), "");
}

#[test]
fn a_protected_place_has_neither_address_nor_point() {
    let mut refuge = place();
    refuge.is_address_hidden = true;
    refuge.complement = Some("Au fond de la cour".to_owned());
    let one = Published::new(offer(), partner(), [(at_place("24/7"), refuge)]);

    let (text, losses) = exported(&[one], &Origins::default(), Profile::Swiss);

    for secret in ["Lyon", "1203", "46.2", "fond de la"] {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
    assert_eq!(losses.count("place.address", LossReason::Protected), 1);
}

#[test]
fn the_offers_of_one_organization_at_one_place_become_one_record() {
    let mut second = offer();
    second.id = "offer-2".into();
    second.name = "Atelier photo".to_owned();
    second.themes = vec![Theme::LeisureCreation, Theme::AdministrativeHelp];
    let both = [
        Published::new(offer(), partner(), [(at_place("Mo 09:00-12:00"), place())]),
        Published::new(second, partner(), [(at_place("Tu 14:00-16:00"), place())]),
    ];

    let (text, losses) = exported(&both, &Origins::default(), Profile::Swiss);
    let row = only(&text);

    assert_eq!(
        row.text(Column::Services),
        "Aide aux démarches administratives|Loisirs et créations numériques"
    );
    assert_eq!(row.text(Column::Horaires), "Mo 09:00-12:00, Tu 14:00-16:00");
    assert!(row.text(Column::PresentationDetail).contains("Atelier photo"));
    assert_eq!(losses.count("offer", LossReason::Merged), 1);
}

#[test]
fn a_telephone_line_is_counted_as_lost() {
    let line = Published::new(offer(), partner(), []);
    let (text, losses) = exported(&[line], &Origins::default(), Profile::Swiss);

    assert_eq!(text.lines().count(), 1);
    assert_eq!(losses.count("offer", LossReason::NoPlace), 1);
}

#[test]
fn a_formula_is_plain_text_in_the_file_and_itself_after_reading() {
    let mut evil = offer();
    evil.summary = "=1+1".to_owned();
    let one = Published::new(evil, partner(), [(at_place("24/7"), place())]);

    let (text, _) = exported(&[one], &Origins::default(), Profile::Swiss);

    assert!(text.contains(&format!(",{},", neutralised("=1+1"))), "{text}");
}

#[test]
fn every_word_of_each_list_has_a_label_that_is_read_back_or_is_declared_lost() {
    use labels::People;
    use labels::{ACCESS_MODES, COSTS, HELP_MODES, ITINERANCE, PEOPLE, THEMES, label_of, meaning};
    fn both_ways<T: Copy + PartialEq + std::fmt::Debug>(list: labels::Labels<T>, all: &[T]) {
        for value in all {
            let label = label_of(list, *value).unwrap_or_else(|| panic!("{value:?}"));
            assert_eq!(meaning(list, label), Some(*value), "{label}");
        }
    }
    both_ways(THEMES, Theme::ALL);
    both_ways(HELP_MODES, HelpMode::ALL);
    both_ways(ACCESS_MODES, AccessMode::ALL);
    both_ways(COSTS, CostBand::ALL);
    both_ways(ITINERANCE, Itinerance::ALL);

    let lost_audiences = [Audience::JobSeekers, Audience::Professionals];
    let lost_adjustments = [
        Adjustment::HomeVisitPossible,
        Adjustment::QuietPlace,
        Adjustment::MoreTime,
        Adjustment::ChildWelcome,
    ];
    for audience in Audience::ALL {
        let label = label_of(PEOPLE, People::For(*audience));
        assert_eq!(label.is_none(), lost_audiences.contains(audience), "{audience:?}");
    }
    for adjustment in Adjustment::ALL {
        let label = label_of(PEOPLE, People::Prepared(*adjustment));
        assert_eq!(label.is_none(), lost_adjustments.contains(adjustment), "{adjustment:?}");
    }
}

#[test]
fn what_the_format_has_no_word_for_is_counted() {
    let mut rich = offer();
    rich.kind = Kind::PublicWriter;
    rich.audiences = vec![Audience::Seniors, Audience::Professionals];
    rich.adjustments = vec![Adjustment::QuietPlace];
    let spoken = |tag| OfferLanguage {
        language: kernel::Language::parse(tag).unwrap(),
        kind: LanguageKind::Spoken,
    };
    rich.languages = vec![spoken("fr"), spoken("ti")];
    let one = Published::new(rich, partner(), [(at_place("24/7"), place())]);

    let (text, losses) = exported(&[one], &Origins::default(), Profile::Swiss);
    let row = only(&text);

    assert_eq!(row.text(Column::PublicsSpecifiquementAdresses), "Seniors");
    assert_eq!(row.text(Column::PriseEnChargeSpecifique), "Langues étrangères (autres)");
    assert_eq!(losses.count("offer.kind", LossReason::NoField), 1);
    assert_eq!(losses.count("offer.audiences", LossReason::NoWord), 1);
    assert_eq!(losses.count("offer.adjustments", LossReason::NoWord), 1);
    assert_eq!(losses.count("offer.languages", LossReason::Coarser), 1);
    assert_eq!(losses.count("offer.human_channel", LossReason::NoField), 1);
}

#[test]
fn a_real_file_that_is_written_and_read_again_says_the_same() {
    let Some([bytes]) = real_files(["v1-charente.csv"]) else { return };
    let moment = Moment { now: at("2026-03-03T09:00:00Z"), today: day("2026-03-03") };
    let first = understand(read(&bytes, Format::Csv).unwrap(), moment);
    let mut origins = Origins::default();
    let published: Vec<Published> = first
        .records
        .iter()
        .map(|record| {
            let id = record.external_id.clone();
            let mut entry = record.entry.clone();
            entry.organization.id = record.organization_key.as_str().into();
            origins.offers.insert(entry.offer.id.to_string(), id.clone());
            origins.places.insert(entry.place.id.to_string(), id);
            Published::new(entry.offer, entry.organization, [(entry.at_place, entry.place)])
        })
        .collect();

    let (text, losses) = exported(&published, &origins, Profile::Strict);
    let second = understand(read(text.as_bytes(), Format::Csv).unwrap(), moment);

    assert!(first.records.len() > 150);
    assert_eq!(second.records.len(), first.records.len());
    assert_eq!(losses.count("place.address", LossReason::Protected), 0);
    for record in &first.records {
        let again = second.records.iter().find(|one| one.external_id == record.external_id);
        let again = again.unwrap_or_else(|| panic!("{} is gone", record.external_id));
        assert_eq!(
            record.entry.difference(&again.entry),
            crate::exchange::difference::Difference::Unchanged,
            "{}",
            record.external_id
        );
    }
}
