//! The rules held against real directories, which are not part of the project.

use super::*;
use crate::exchange::mednum::{Format, Moment, Record, read, understand};
use crate::fixtures::{at, day, real_files};

fn records(bytes: &[u8]) -> Vec<Record> {
    let moment = Moment { now: at("2026-03-01T08:00:00Z"), today: day("2026-03-01") };
    understand(read(bytes, Format::Csv).unwrap(), moment).records
}

fn traits(record: &Record) -> Traits {
    let (offer, organization) = (&record.entry.offer, &record.entry.organization);
    let contacts = Contacts {
        phones: offer.contact_phone.as_deref().into_iter().collect(),
        emails: offer.contact_email.as_deref().into_iter().collect(),
        websites: organization.website.as_deref().into_iter().collect(),
    };
    Traits::of_place(&record.entry.place, &contacts)
}

fn places(records: &[Record], prefix: &str) -> Vec<(String, Traits)> {
    records.iter().map(|one| (format!("{prefix}{}", one.external_id), traits(one))).collect()
}

fn pairs(rows: Vec<(String, Traits)>) -> Vec<Pair> {
    Pool::new(rows).pairs()
}

/// Looked at one by one: 14 of 14 in the Charente and 12 of 12 in Auvergne-Rhône-Alpes are one
/// place entered twice.
#[test]
fn real_directories_give_the_pairs_that_a_person_confirmed() {
    let names = ["v1-charente.csv", "v0-charente.csv", "v0-hinaura-auvergne-rhone-alpes.csv"];
    let Some(files) = real_files(names) else { return };
    let counts = files.map(|file| {
        let records = records(&file);
        (records.len(), pairs(places(&records, "")).len())
    });

    assert_eq!(counts, [(188, 14), (188, 14), (687, 12)]);
}

#[test]
fn a_second_file_about_the_same_places_is_recognised_row_by_row() {
    let Some([v0, v1]) = real_files(["v0-charente.csv", "v1-charente.csv"]) else { return };
    let pool = Pool::new(places(&records(&v1), ""));
    let v0 = records(&v0);

    let lost: Vec<&str> = v0
        .iter()
        .filter(|record| {
            let alike = pool.alike(&traits(record), 5);
            !alike.iter().any(|(id, _)| *id == record.external_id)
        })
        .map(|record| record.entry.place.name.as_str())
        .collect();

    assert!(lost.len() * 100 <= v0.len() * 5, "{} of {}: {lost:?}", lost.len(), v0.len());
}

#[test]
fn twenty_thousand_rows_are_compared_with_few_others() {
    let Some([file]) = real_files(["v0-hinaura-auvergne-rhone-alpes.csv"]) else { return };
    let records = records(&file);
    let copies = (0..20_000).zip(records.iter().cycle()).map(|(number, record)| {
        let mut place = record.entry.place.clone();
        // Each copy of the region lies in another one, with other postcodes and numbers.
        let region = number / records.len();
        place.postcode = format!("{region}-{}", place.postcode);
        place.point = place
            .point
            .and_then(|point| crate::Point::new(point.lat() + region as f64, point.lon()));
        (number.to_string(), Traits::of_place(&place, &Contacts::default()))
    });
    let pool = Pool::new(copies);

    let compared = pool.comparisons();

    assert!(compared < 20_000 * 30, "{compared}");
    assert!(!pool.pairs().is_empty());
}
