use chrono::{Duration, NaiveDate};
use partner_directory::Theme;
use proptest::prelude::*;
use referral_tracking::{ContactChannel, Outcome, ReferralState};

use super::*;
use crate::indicators::cases::{at, calendar, fact};

/// Numbers that look drawn and are always the same.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, most: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    /// A place in a list where early ones are far more frequent.
    fn skewed(&mut self, most: u64) -> usize {
        let (one, two) = (self.below(most) + 1, self.below(most) + 1);
        (one.min(two).min(self.below(most) + 1) - 1) as usize
    }
}

fn invented(count: usize, seed: u64) -> Vec<Fact> {
    let mut drawn = Drawn(seed);
    let languages = ["fr", "pt", "es", "ar", "ti", "sq", "so", "fa", "uk", "ssr"];
    let start = at("2026-01-01T09:00");
    (0..count)
        .map(|_| {
            let opened_at = start + Duration::minutes(drawn.below(365 * 1440) as i64);
            let is_closed = drawn.below(10) < 7;
            let outcome = Outcome::ALL[drawn.skewed(7)];
            let mut one = Fact {
                theme: Theme::ALL[drawn.skewed(9)],
                commune: (drawn.below(20) > 0).then(|| format!("66{:02}", drawn.skewed(45)).into()),
                language: languages[drawn.skewed(10)].into(),
                channel: ContactChannel::ALL[drawn.skewed(7)],
                opened_at,
                closed_at: is_closed.then(|| opened_at + Duration::days(drawn.below(90) as i64)),
                ..fact()
            };
            if is_closed {
                let states = [ReferralState::Completed, ReferralState::ClosedWithoutHelp];
                one.state = states[drawn.skewed(2)];
                one.outcome = (one.state == ReferralState::Completed).then_some(outcome);
            }
            one.timed(&calendar(), &Policy::default())
        })
        .collect()
}

fn edition_at(quarter: &str, facts: &[Fact], counted_at: &str) -> Option<Edition> {
    let quarter = Quarter::parse(quarter).unwrap();
    Edition::count(quarter, facts, &calendar(), &Policy::default(), at(counted_at))
}

fn edition(quarter: &str, facts: &[Fact]) -> Option<Edition> {
    let end = Quarter::parse(quarter).unwrap().counted_on().unwrap();
    edition_at(quarter, facts, &format!("{end}T23:59"))
}

fn year(facts: &[Fact]) -> Vec<Edition> {
    let words = ["2026-T1", "2026-T2", "2026-T3", "2026-T4"];
    words.iter().filter_map(|word| edition(word, facts)).collect()
}

#[test]
fn quarters_have_a_word_a_period_and_one_before() {
    let quarter = Quarter::parse("2026-T3").unwrap();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(quarter, Quarter::of(day("2026-09-30")));
    assert_eq!(quarter.period(), Period::new(day("2026-07-01"), day("2026-09-30")));
    assert_eq!(quarter.counted_on(), Some(day("2026-10-30")));
    assert_eq!(Quarter::parse("2026-T1").unwrap().before().word(), "2025-T4");
    for wrong in ["2026-T5", "2026-T0", "2026", "26-T1", "2026-T01", "2026-t1", "", "x-T1"] {
        assert_eq!(Quarter::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_quarter_counted_again_long_after_has_the_same_checksum() {
    let mut facts = invented(1_500, 7);
    let first = edition("2026-T2", &facts).unwrap();

    // Much happens afterwards: everything that was open ends, and more comes in.
    let later = at("2027-06-01T09:00");
    for fact in facts.iter_mut().filter(|fact| fact.closed_at.is_none()) {
        fact.state = ReferralState::Duplicate;
        fact.closed_at = Some(later);
    }
    facts.reverse();
    facts.extend(
        invented(300, 8)
            .into_iter()
            .map(|one| Fact { opened_at: later, ..one })
            .map(|one| one.timed(&calendar(), &Policy::default())),
    );
    let again = edition("2026-T2", &facts).unwrap();

    assert_eq!(first.checksum(), again.checksum());
    assert_eq!(first.checksum().len(), 64);
    let read: Edition = serde_json::from_slice(&first.to_bytes()).unwrap();
    assert_eq!(read, first, "what is stored reads back");
}

#[test]
fn the_attacker_finds_no_small_cell_in_a_generated_year() {
    for seed in 0..5 {
        let facts = invented(200 + 900 * seed as usize, seed);
        let editions = year(&facts);
        assert!(!editions.is_empty());
        assert_eq!(attack(&editions), [], "seed {seed}");
    }
}

#[test]
#[ignore = "a year of 200,000 referrals; run by `cargo xtask soak`"]
fn the_attacker_finds_no_small_cell_in_a_year_of_200_000() {
    let editions = year(&invented(200_000, 42));
    assert_eq!(editions.len(), 4);
    let hidden = editions.iter().flat_map(|one| &one.tables).flat_map(|one| &one.cells).flatten();
    assert!(hidden.filter(|cell| cell.is_none()).count() > 50, "there is something to find");
    assert_eq!(attack(&editions), []);
}

#[test]
fn the_attacker_finds_a_small_cell_where_only_that_one_is_hidden() {
    let facts = invented(2_000, 3);
    let mut edition = edition("2026-T1", &facts).unwrap();
    let table = EditionTable {
        columns_are: "language".to_owned(),
        rows: vec!["a".to_owned(), "b".to_owned()],
        columns: vec!["x".to_owned(), "y".to_owned()],
        cells: vec![vec![Some(20), None], vec![Some(30), Some(40)]],
        row_sums: vec![20, 70],
        column_sums: vec![50, 40],
        total: 90,
    };
    edition.tables = vec![table];
    let found = attack(&[edition]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].cell, ("a".to_owned(), "y".to_owned()));
    assert!(found[0].highest < LEAST_PUBLIC);
}

#[test]
fn the_attacker_finds_what_changed_in_a_quarter_that_was_not_frozen() {
    let facts = invented(2_000, 3);
    let one = edition("2026-T1", &facts).unwrap();
    let mut two = one.clone();
    let shown = two.tables[0].cells.iter_mut().flatten().flatten().find(|cell| **cell > 0);
    *shown.unwrap() += 5;
    assert_eq!(attack(&[one, two]).len(), 1);
}

#[test]
fn public_counts_are_multiples_of_five_and_never_small() {
    for table in year(&invented(3_000, 5)).iter().flat_map(|one| &one.tables) {
        let sums = table.row_sums.iter().chain(&table.column_sums).chain([&table.total]);
        for count in table.cells.iter().flatten().flatten().chain(sums) {
            assert!(count % 5 == 0 && (*count == 0 || *count >= 10), "{count}");
        }
    }
}

#[test]
fn tables_of_a_quarter_have_the_same_themes_and_totals() {
    let edition = edition("2026-T2", &invented(2_000, 11)).unwrap();
    let first = &edition.tables[0];
    assert_eq!(edition.tables.len(), 5);
    for table in &edition.tables {
        assert_eq!((&table.rows, &table.row_sums), (&first.rows, &first.row_sums));
        assert_eq!(table.total, first.total);
    }
}

#[test]
fn a_quarter_with_too_few_referrals_is_not_published() {
    let few: Vec<Fact> = invented(60, 1).into_iter().take(9).collect();
    assert_eq!(edition("2026-T1", &few), None);
    assert_eq!(edition("2024-T1", &invented(500, 1)), None, "a quarter without data");
}

#[test]
fn the_package_names_every_file_with_its_checksum_and_columns() {
    let edition = edition("2026-T2", &invented(2_000, 11)).unwrap();
    let publisher = Publisher {
        name: "Réseau".to_owned(),
        url: "https://relais.example".to_owned(),
        licence: ("CC-BY-4.0".to_owned(), "https://licence.example".to_owned()),
    };
    let files = files(&edition, &publisher);
    let package: serde_json::Value = serde_json::from_slice(&files.last().unwrap().bytes).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), files.len() - 1);
    for (resource, file) in resources.iter().zip(&files) {
        assert_eq!(resource["path"], file.name.as_str());
        assert_eq!(resource["hash"], format!("sha256:{}", file.checksum()));
        let Some(fields) = resource["schema"]["fields"].as_array() else { continue };
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        let names: Vec<&str> = fields.iter().map(|one| one["name"].as_str().unwrap()).collect();
        for line in text.lines() {
            assert_eq!(line.split(',').count(), names.len(), "{}: {line}", file.name);
        }
        assert_eq!(text.lines().next(), Some(names.join(",").as_str()));
    }
    let catalogue = catalogue(&[edition], &publisher);
    assert_eq!(
        catalogue["dcat:dataset"][0]["dcat:distribution"].as_array().unwrap().len(),
        files.len()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_draw_of_referrals_gives_the_attacker_anything(seed in any::<u64>(), count in 40_usize..900) {
        let editions = year(&invented(count, seed));
        prop_assert_eq!(attack(&editions), []);
    }
}
