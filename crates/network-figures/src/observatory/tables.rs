//! The tables of an edition: themes by one other fact.

use referral_tracking::{Outcome, ReferralState};

use super::EditionTable;
use crate::cross::OTHER;
use crate::fact::Fact;
use crate::{Cross, LEAST_PUBLIC, disclosure};

/// Opening minutes of one opening day.
const DAY: u32 = 600;

/// What the columns of a table are, and the word of a fact for them.
type Column = (&'static str, fn(&Fact) -> &str);

const COLUMNS: [Column; 5] = [
    ("commune", |fact| fact.commune.as_deref().unwrap_or(OTHER)),
    ("language", |fact| &fact.language),
    ("channel", |fact| fact.channel.word()),
    ("answer", answer),
    ("result", result),
];

/// Every table; the rows are the same in all.
pub(super) fn all(facts: &[Fact]) -> Vec<EditionTable> {
    // Themes are grouped once, by their sums, so that the tables have the same rows.
    let by_theme = Cross::count(facts.iter().map(|fact| (fact.theme.word(), "all")));
    let rows = by_theme.grouped(LEAST_PUBLIC).rows;
    let row = |fact: &Fact| match rows.iter().any(|row| row == fact.theme.word()) {
        true => fact.theme.word(),
        false => OTHER,
    };
    COLUMNS
        .iter()
        .map(|(name, column)| {
            let counts = Cross::count(facts.iter().map(|fact| (row(fact), column(fact))));
            published(name, &counts.turned().grouped(LEAST_PUBLIC).turned())
        })
        .collect()
}

/// How soon the first organization answered, in opening days.
fn answer(fact: &Fact) -> &str {
    let Some(first) = fact.attempts.first() else { return "not_asked" };
    match (first.lapsed_at, first.answer_minutes) {
        (Some(_), _) => "silent",
        (None, Some(0..DAY)) => "one_day",
        (None, Some(minutes)) if minutes < 2 * DAY => "two_days",
        (None, Some(_)) => "five_days",
        (None, None) => "not_yet",
    }
}

/// What came of it.
fn result(fact: &Fact) -> &str {
    match (fact.state, fact.outcome) {
        (ReferralState::Completed, Some(Outcome::HelpedPartly | Outcome::CourseStarted)) => {
            "partly"
        }
        (ReferralState::Completed, Some(Outcome::InformedOnly)) => "informed",
        (ReferralState::Completed, _) => "helped",
        (ReferralState::ClosedWithoutHelp, _) => "without_help",
        (ReferralState::Withdrawn, _) => "withdrawn",
        _ => "under_way",
    }
}

fn published(name: &str, table: &Cross) -> EditionTable {
    let mask = disclosure::hidden(table, LEAST_PUBLIC);
    let is_safe = disclosure::is_safe(table, &mask, LEAST_PUBLIC);
    // With one row or one column, the cells are sums, which are large enough.
    let is_line = table.rows.len() < 2 || table.columns.len() < 2;
    let cell = |(cell, is_hidden): (&u64, &bool)| {
        let is_shown = is_line || (is_safe && !is_hidden);
        is_shown.then(|| disclosure::rounded(*cell))
    };
    let row = |(cells, mask): (&Vec<u64>, &Vec<bool>)| cells.iter().zip(mask).map(cell).collect();
    let rounded = |sums: Vec<u64>| sums.into_iter().map(disclosure::rounded).collect();
    EditionTable {
        columns_are: name.to_owned(),
        rows: table.rows.clone(),
        columns: table.columns.clone(),
        cells: table.cells.iter().zip(&mask).map(row).collect(),
        row_sums: rounded(table.row_sums()),
        column_sums: rounded(table.column_sums()),
        total: disclosure::rounded(table.total()),
    }
}
