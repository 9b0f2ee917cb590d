use super::words::{Spoken, written_language};
use super::*;
use crate::exchange::difference::Entry;
use crate::exchange::published::{Origins, Published};
use crate::exchange::{Encoding, FileKind, table};
use crate::fixtures::{self, at, day};
use crate::terms::{
    AccessMode, Adjustment, Audience, CostBand, HelpMode, IdentifierScheme, Itinerance, Kind,
    LanguageKind, Theme,
};

const HEADER: &str = "id;structure;offre;npa;localite";

fn moment() -> Moment {
    Moment { now: at("2026-03-03T08:00:00Z"), today: day("2026-03-03") }
}

fn import(text: &str) -> Import {
    super::read(text.as_bytes(), moment()).unwrap()
}

fn reasons(remarks: &[Remark]) -> Vec<(usize, &str, &str, Reason)> {
    remarks
        .iter()
        .map(|one| (one.row, one.field.as_str(), one.value.as_str(), one.reason))
        .collect()
}

/// The row of the template under an identifier of its own.
fn filled_in() -> String {
    template().replacen(EXAMPLE_ID, "a-1", 1)
}

#[test]
fn the_template_is_read_as_soon_as_its_row_has_an_identifier() {
    let import = import(&filled_in());

    assert_eq!((reasons(&import.remarks), reasons(&import.refused)), (vec![], vec![]));
    let Entry { organization, place, offer, at_place } = &import.records[0].entry;
    assert_eq!(organization.name, "Atelier du Lac");
    assert_eq!((place.name.as_str(), place.postcode.as_str()), ("Maison du Lac", "1203"));
    assert_eq!(place.commune_code.as_deref(), Some("6621"));
    assert_eq!(offer.kind, Kind::DigitalDropIn);
    assert_eq!(offer.themes, [Theme::AdministrativeHelp, Theme::EverydayTools]);
    assert_eq!(offer.audiences, [Audience::Seniors]);
    assert_eq!(offer.adjustments, [Adjustment::QuietPlace]);
    assert_eq!(offer.access_modes, [AccessMode::WalkIn, AccessMode::Phone]);
    assert_eq!(offer.languages[2].kind, LanguageKind::InterpreterOnRequest);
    assert_eq!(offer.contact_phone.as_deref(), Some("+41225550000"));
    assert_eq!(offer.human_channel.as_deref(), Some("Au guichet, le mardi"));
    assert_eq!(offer.verified.on, day("2026-03-01"));
    assert_eq!(at_place.schedules[0].osm.as_deref(), Some("Tu 14:00-17:00; SH off"));
}

#[test]
fn the_example_of_the_template_is_never_imported() {
    let import = import(&template());

    assert_eq!(import.records, []);
    assert_eq!(reasons(&import.refused), [(1, "id", EXAMPLE_ID, Reason::Example)]);
}

#[test]
fn comma_or_semicolon_and_byte_order_mark_make_no_difference() {
    let semicolons = format!("{HEADER}\n1;Atelier;Aide;1203;Genève\n");
    let commas = format!("\u{feff}{}", semicolons.replace(';', ",").replace('\n', "\r\n"));

    assert_eq!(import(&semicolons), import(&commas));
    let typed = semicolons.replace("structure;offre", " Structure ;OFFRE");
    assert_eq!(import(&semicolons), import(&typed));
}

#[test]
fn rows_without_what_is_needed_are_refused_with_row_column_and_value() {
    let import = import(&format!(
        "{HEADER};pays\n\
         ;Atelier;Aide;1203;Genève;\n\
         2;;Aide;1203;Genève;\n\
         3;Atelier;;1203;Genève;\n\
         4;Atelier;Aide;12030;Genève;\n\
         5;Atelier;Aide;1203;;\n\
         6;Atelier;Aide;1203;Genève;IT\n\
         7;Atelier;Aide;1203;Genève;FR\n\
         8;Atelier;Aide;74100;Annemasse;FR\n\
         8;Atelier;Aide;1203;Genève;\n\
         9;Atelier\n\
         ;;;;;\n"
    ));

    assert_eq!(import.records.iter().map(|one| one.row).collect::<Vec<_>>(), [8]);
    assert_eq!(
        reasons(&import.refused),
        [
            (1, "id", "", Reason::Missing),
            (2, "structure", "", Reason::Missing),
            (3, "offre", "", Reason::Missing),
            (4, "npa", "12030", Reason::Invalid),
            (5, "localite", "", Reason::Missing),
            (6, "pays", "IT", Reason::UnknownValue),
            (7, "npa", "1203", Reason::Invalid),
            (9, "id", "8", Reason::DuplicateId),
            (10, "", "9,Atelier", Reason::FieldCount),
        ]
    );
}

#[test]
fn values_that_cannot_be_are_named_and_the_row_stays() {
    let cases = [
        ("horaires", "Mo 25:00-26:00", Reason::UnreadableHours),
        ("horaires", "le mardi", Reason::UnreadableHours),
        ("horaires", "Tu 18:00-09:00", Reason::OverMidnight),
        ("identifiant", "CHE-123.456.789", Reason::WrongCheckDigit),
        ("identifiant", "43493312300028", Reason::WrongCheckDigit),
        ("identifiant", "00000000000000", Reason::Placeholder),
        ("themes", "Cuisine", Reason::UnknownValue),
        ("nature", "Apéritif", Reason::UnknownValue),
        ("langues", "français", Reason::UnknownValue),
        ("site_web", "javascript:alert(1)", Reason::Invalid),
        ("courriel", "accueil", Reason::Invalid),
        ("telephone", "3960", Reason::UnusualPhone),
        ("numero_commune", "66", Reason::Invalid),
        ("verifie_le", "2031-01-01", Reason::UnlikelyDate),
        ("couleur", "", Reason::UnknownColumn),
    ];
    for (column, value, reason) in cases {
        let text = format!("{HEADER};{column}\n1;Atelier;Aide;1203;Genève;{value}\n");
        let import = import(&text);

        let row = if reason == Reason::UnknownColumn { 0 } else { 1 };
        assert_eq!(reasons(&import.remarks), [(row, column, value, reason)]);
        assert_eq!(import.records.len(), 1, "{column}");
    }
}

#[test]
fn points_abroad_or_the_wrong_way_round_are_named() {
    let cases = [
        ("CH", "1203", "6.14", "46.2", Some(Reason::CoordinatesSwapped)),
        ("CH", "1203", "48.85", "2.35", Some(Reason::CoordinatesElsewhere)),
        ("CH", "1203", "0", "0", Some(Reason::Placeholder)),
        ("FR", "74100", "10", "80", Some(Reason::CoordinatesElsewhere)),
        ("FR", "74100", "46.19", "6.24", None),
        ("CH", "1203", "46.2105", "6.13", None),
    ];
    for (country, postcode, lat, lon, reason) in cases {
        let text =
            format!("{HEADER};pays;latitude;longitude\n1;A;B;{postcode};C;{country};{lat};{lon}\n");
        let import = import(&text);

        let found: Vec<Reason> = import.remarks.iter().map(|one| one.reason).collect();
        assert_eq!(found, Vec::from_iter(reason), "{country} {lat} {lon}");
        assert_eq!(import.records[0].entry.place.point.is_some(), reason.is_none());
    }
}

#[test]
fn an_official_number_keeps_the_form_of_its_register() {
    let text = format!("{HEADER};identifiant\n1;A;B;1203;C;CHE-109.740.078\n");

    let identifier = import(&text).records[0].entry.organization.identifier.clone().unwrap();

    assert_eq!(identifier.scheme, IdentifierScheme::ChUid);
    assert_eq!(identifier.value, "CHE109740078");
}

#[test]
fn a_text_that_was_kept_from_being_a_formula_loses_its_apostrophe() {
    let text = format!("{HEADER};telephone;resume\n1;A;B;1203;C;+41225550000;'=1+1\n");

    let import = import(&text);

    let offer = &import.records[0].entry.offer;
    assert_eq!(
        (offer.contact_phone.as_deref(), offer.summary.as_str()),
        (Some("+41225550000"), "=1+1")
    );
}

#[test]
fn a_file_that_cannot_be_trusted_is_refused_as_a_whole() {
    let good = format!("{HEADER}\n1;Médiathèque;Aide;1203;Genève\n");
    let latin1: Vec<u8> = good.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let zip = |inside: &str| format!("PK\u{3}\u{4}....{inside}").into_bytes();
    let kind = FileError::WrongKind;
    let cases: Vec<(Vec<u8>, FileError)> = vec![
        (vec![], FileError::Empty),
        (HEADER.as_bytes().to_vec(), FileError::Empty),
        (format!("{HEADER}\n;;;;\n").into_bytes(), FileError::Empty),
        (latin1, FileError::NotUtf8(Encoding::Latin1)),
        (good.replace(';', "\t").into_bytes(), FileError::WrongDelimiter('\t')),
        (format!("{good}2;Atelier").into_bytes(), FileError::Truncated { row: 2 }),
        (format!("{good}2;\"Ate").into_bytes(), FileError::Truncated { row: 2 }),
        (
            b"id;structure\n1;2\n".to_vec(),
            FileError::MissingColumns(vec!["offre", "npa", "localite"]),
        ),
        (zip("[Content_Types].xml"), kind(FileKind::Spreadsheet)),
        (b"\xd0\xcf\x11\xe0\xa1\xb1".to_vec(), kind(FileKind::Spreadsheet)),
        (zip("photo.jpg"), kind(FileKind::Archive)),
        (b"%PDF-1.7".to_vec(), kind(FileKind::Pdf)),
        (b"\n<!DOCTYPE html><html>".to_vec(), kind(FileKind::WebPage)),
        (b"\x89PNG\r\n".to_vec(), kind(FileKind::Picture)),
    ];
    for (bytes, expected) in cases {
        assert_eq!(super::read(&bytes, moment()).unwrap_err(), expected);
    }
}

#[test]
fn the_exported_table_is_read_as_the_same_values() {
    let (mut offer, place, partner) = (fixtures::offer(), fixtures::place(), fixtures::partner());
    offer.languages.push(words::read_language("ti (interprète sur demande)").unwrap());
    offer.summary = "=1+1".to_owned();
    let at_place = fixtures::at_place("Tu 14:00-17:00");
    let published = Published::new(offer.clone(), partner, [(at_place, place.clone())]);
    let mut file = Vec::new();
    table::write_csv(&[published], &Origins::default(), "relais-test", &mut file).unwrap();

    let import = super::read(&file, moment()).unwrap();

    assert_eq!(import.refused, []);
    assert!(import.remarks.iter().all(|one| one.reason == Reason::UnknownColumn), "{import:#?}");
    let entry = import.records[0].entry.clone();
    let read = &entry.offer;
    assert_eq!((&read.name, &read.summary, read.kind), (&offer.name, &offer.summary, offer.kind));
    assert_eq!((&read.themes, &read.languages), (&offer.themes, &offer.languages));
    assert_eq!((&read.help_modes, &read.access_modes), (&offer.help_modes, &offer.access_modes));
    assert_eq!(read.human_channel, offer.human_channel);
    assert_eq!((&entry.place.street, entry.place.point), (&place.street, place.point));
    assert_eq!(entry.at_place.schedules[0].osm.as_deref(), Some("Tu 14:00-17:00"));
    assert_eq!(import.records[0].source(), "relais-test");
}

fn read_back<T: Spoken + std::fmt::Debug>(all: &[T], code: impl Fn(T) -> &'static str) {
    for value in all {
        assert!(!value.french().is_empty(), "{value:?}");
        assert_eq!(T::read(value.french()), Some(*value));
        assert_eq!(T::read(code(*value)), Some(*value));
    }
}

#[test]
fn every_word_of_every_list_is_read_back_in_french_and_as_code() {
    read_back(Kind::ALL, Kind::word);
    read_back(Theme::ALL, Theme::word);
    read_back(Audience::ALL, Audience::word);
    read_back(Adjustment::ALL, Adjustment::word);
    read_back(HelpMode::ALL, HelpMode::word);
    read_back(AccessMode::ALL, AccessMode::word);
    read_back(CostBand::ALL, CostBand::word);
    read_back(Itinerance::ALL, Itinerance::word);
    assert_eq!(Theme::read("aide aux demarches administratives"), Some(Theme::AdministrativeHelp));
}

#[test]
fn languages_are_read_back_as_they_are_written() {
    for text in ["fr", "ssr (langue des signes)", "ti (interprète sur demande)"] {
        let language = words::read_language(text).unwrap();
        assert_eq!(written_language(&language), text);
    }
    assert_eq!(words::read_language("fr (peu)"), None);
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reader_and_no_row_is_lost(
        cells in proptest::collection::vec("[a-zé0-9 ';|=+]{1,8}", 5..40),
    ) {
        let rows: Vec<&[String]> = cells.chunks_exact(5).collect();
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        writer.write_record(HEADER.split(';')).unwrap();
        for row in &rows {
            writer.write_record(*row).unwrap();
        }
        let import = super::read(&writer.into_inner().unwrap(), moment()).unwrap();
        let blank = rows.iter().filter(|row| row.iter().all(|one| one.trim().is_empty())).count();

        proptest::prop_assert_eq!(import.records.len() + import.refused.len() + blank, rows.len());
    }
}
