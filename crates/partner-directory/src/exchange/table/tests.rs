use super::*;
use crate::fixtures::{at_place, offer, partner, place};

fn written(published: &[Published]) -> String {
    let mut out = Vec::new();
    write_csv(published, &Origins::default(), "relais-test", &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_row_has_every_column_under_its_name() {
    let one = Published::new(offer(), partner(), [(at_place("Mo 09:00-12:00"), place())]);
    let text = written(&[one]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());

    let header = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    let said = |column: TableColumn| {
        row.get(header.iter().position(|name| name == column.word()).unwrap()).unwrap()
    };

    assert_eq!(header.len(), TableColumn::ALL.len());
    assert_eq!(said(TableColumn::Postcode), "1203");
    assert_eq!(said(TableColumn::Latitude), "46.2105");
    assert_eq!(said(TableColumn::Hours), "Mo 09:00-12:00");
    assert_eq!(said(TableColumn::Source), "relais-test");
    assert_eq!(said(TableColumn::HasWifi), "");
}

#[test]
fn an_offer_without_a_place_has_a_row_too() {
    let text = written(&[Published::new(offer(), partner(), [])]);
    assert_eq!(text.lines().count(), 2, "{text}");
}

#[test]
fn a_formula_in_a_name_is_plain_text_in_the_file() {
    let mut evil = offer();
    evil.name = "=HYPERLINK(\"https://evil.example\")".to_owned();
    evil.contact_phone = Some("+41224180000".to_owned());

    let text = written(&[Published::new(evil, partner(), [])]);

    assert!(text.contains("\"'=HYPERLINK("), "{text}");
    assert!(text.contains(",+41224180000,"), "{text}");
}

#[test]
fn a_protected_place_has_a_commune_and_no_address() {
    let mut refuge = place();
    refuge.is_address_hidden = true;
    let one = Published::new(offer(), partner(), [(at_place("24/7"), refuge)]);
    let mut losses = LossReport::default();
    note_losses(&one, &mut losses);

    let text = written(&[one]);

    assert!(text.contains("Genève") && !text.contains("Lyon") && !text.contains("46.2"), "{text}");
    assert_eq!(losses.count("place.address", LossReason::Protected), 1);
}
