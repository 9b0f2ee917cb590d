use super::*;
use crate::fixtures::{at_place, offer, partner, place};

fn written(published: &[Published]) -> String {
    let mut out = Vec::new();
    write_csv(published, &Origins::default(), "relais-test", &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_row_has_the_columns_of_the_import_and_then_those_that_only_the_export_writes() {
    let one = Published::new(offer(), partner(), [(at_place("Mo 09:00-12:00"), place())]);
    let text = written(&[one]);
    let bare = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(bare.as_bytes());

    let header = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    let said = |name: &str| row.get(header.iter().position(|one| one == name).unwrap()).unwrap();

    assert_eq!(header.len(), TableColumn::ALL.len());
    assert_eq!(&header[1], "structure");
    assert_eq!(said("npa"), "1203");
    assert_eq!(said("latitude"), "46.2105");
    assert_eq!(said("nature"), "Permanence numérique");
    assert_eq!(said("source"), "relais-test");
    assert_eq!((said("anonyme"), said("wifi")), ("oui", ""));
    assert!(is_extra("wifi") && !is_extra("npa"));
}

#[test]
fn what_is_written_is_read_again_as_the_same() {
    use crate::exchange::difference::{Difference, Entry};
    use crate::exchange::import::Moment;
    let mut named = offer();
    named.source = Some(crate::Source { name: "ville".to_owned(), url: None });
    named.verified.how = crate::VerifiedHow::Import;
    let mut organization = partner();
    organization.agreement = None;
    let one = Published::new(named, organization, [(at_place("Mo 09:00-12:00"), place())]);
    let before = Entry {
        organization: one.organization().clone(),
        place: one.places()[0].1.clone(),
        offer: one.offer().clone(),
        at_place: one.places()[0].0.clone(),
    };
    let text = written(&[one]);

    let moment = Moment {
        now: crate::fixtures::at("2026-03-03T09:00:00Z"),
        today: crate::fixtures::day("2026-03-03"),
    };
    let again = crate::exchange::plain_csv::read(text.as_bytes(), moment).unwrap();

    assert_eq!((again.records.len(), again.refused.len()), (1, 0), "{:?}", again.refused);
    assert_eq!(before.difference(&again.records[0].entry), Difference::Unchanged);
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
    assert!(text.contains(";+41224180000;"), "{text}");
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

#[test]
fn the_file_opens_in_a_french_spreadsheet_as_the_template_does() {
    let hours = at_place("Mo 09:00-12:00; SH off");
    let text = written(&[Published::new(offer(), partner(), [(hours, place())])]);
    let template = crate::exchange::plain_csv::template();
    let first = |text: &str| text.split(';').next().unwrap().to_owned();

    assert_eq!(first(&text), first(&template), "the same mark and the same first column");
    assert!(text.lines().all(|line| line.matches(';').count() >= 30), "{text}");
    assert!(text.contains("\r\n") && text.contains("\"Mo 09:00-12:00; SH off\""), "{text}");
}
