//! The public observatory: the tables of one quarter, frozen once and never counted anew.
//!
//! All tables have the themes as rows and one other fact as columns. Two facts about people
//! are never crossed with each other but by way of the theme, so whatever fits one table
//! fits together with whatever fits another: tables side by side tell no more than each alone.
//!
//! **Invariant:** no count below [`crate::LEAST_PUBLIC`] leaves this module, and none that the
//! sums would give away; counts are multiples of five (LAW-20 to LAW-23).
//! **Invariant:** the same facts give the same bytes, whenever they are counted.

mod attack;
mod package;
mod tables;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use kernel::Calendar;
use referral_tracking::Policy;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::fact::Fact;
use crate::indicators::{Counted, Indicator};
use crate::{Cut, LEAST_PERCENT, LEAST_PUBLIC, Measure, Period, Shown, disclosure};
pub use attack::{Finding, attack};
pub use package::{File, Publisher, catalogue, files};

/// The version of the tables and their rules.
pub const VERSION: u32 = 1;
/// Days after the end of a quarter when it is counted: late answers are in by then.
pub const FROZEN_AFTER_DAYS: u64 = 30;
/// The indicators that everybody sees.
const PUBLIC: [&str; 7] = ["ind-01", "ind-02", "ind-03", "ind-04", "ind-05", "ind-06", "ind-10"];

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i32,
    /// 1 to 4.
    number: u32,
}

impl Quarter {
    /// The quarter of a day.
    pub fn of(day: NaiveDate) -> Quarter {
        Quarter { year: day.year(), number: day.month0() / 3 + 1 }
    }

    /// Reads `2026-T3`.
    pub fn parse(word: &str) -> Option<Quarter> {
        let (year, number) = word.split_once("-T")?;
        let quarter = Quarter { year: year.parse().ok()?, number: number.parse().ok()? };
        let fits = (1..=4).contains(&quarter.number) && (2000..=9999).contains(&quarter.year);
        (fits && quarter.word() == word).then_some(quarter)
    }

    /// `2026-T3`.
    pub fn word(self) -> String {
        format!("{}-T{}", self.year, self.number)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 to 4.
    pub fn number(self) -> u32 {
        self.number
    }

    /// The quarter before.
    #[must_use]
    pub fn before(self) -> Quarter {
        match self.number {
            1 => Quarter { year: self.year - 1, number: 4 },
            number => Quarter { year: self.year, number: number - 1 },
        }
    }

    /// Its first and last day.
    pub fn period(self) -> Option<Period> {
        let first = |one: Quarter| NaiveDate::from_ymd_opt(one.year, one.number * 3 - 2, 1);
        let next = match self.number {
            4 => Quarter { year: self.year + 1, number: 1 },
            number => Quarter { year: self.year, number: number + 1 },
        };
        Period::new(first(self)?, first(next)?.pred_opt()?)
    }

    /// The local date on which it is counted.
    pub fn counted_on(self) -> Option<NaiveDate> {
        self.period()?.until.checked_add_days(Days::new(FROZEN_AFTER_DAYS))
    }
}

/// What is published of one quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The word of the quarter.
    pub quarter: String,
    /// The version of the tables and their rules.
    pub version: u32,
    /// The local date as of which it was counted.
    pub counted_on: NaiveDate,
    /// Single figures.
    pub figures: Vec<EditionFigure>,
    /// Counts by theme and another fact.
    pub tables: Vec<EditionTable>,
}

/// One figure of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionFigure {
    /// Such as `ind-02`.
    pub indicator: String,
    /// The version of the formula.
    pub formula: u32,
    /// Which figure of the indicator.
    pub name: String,
    /// Of what: `count`, `percent`, `minutes`, or `tenths` of a mean.
    pub unit: String,
    /// The figure; empty when too few people stand behind it.
    pub value: Option<i64>,
}

/// One table of an edition; an empty cell is hidden.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionTable {
    /// Such as `commune`: what the columns are; the rows are themes.
    pub columns_are: String,
    /// The words of the rows.
    pub rows: Vec<String>,
    /// The words of the columns.
    pub columns: Vec<String>,
    /// The cells, rounded; hidden ones are empty.
    pub cells: Vec<Vec<Option<u64>>>,
    /// The sum of each row, rounded.
    pub row_sums: Vec<u64>,
    /// The sum of each column, rounded.
    pub column_sums: Vec<u64>,
    /// All, rounded.
    pub total: u64,
}

impl Edition {
    /// Counts a quarter as it looked at `counted_at`, the end of [`Quarter::counted_on`];
    /// `None` when too little happened to publish anything.
    pub fn count(
        quarter: Quarter,
        facts: &[Fact],
        calendar: &Calendar,
        policy: &Policy,
        counted_at: DateTime<Utc>,
    ) -> Option<Edition> {
        let period = quarter.period()?;
        let seen: Vec<Fact> = facts
            .iter()
            .filter(|fact| period.covers(fact.opened_on))
            .filter_map(|fact| fact.as_of(counted_at, calendar, policy))
            .filter(Fact::counts)
            .collect();
        if (seen.len() as u64) < LEAST_PUBLIC {
            return None;
        }
        let cut = Cut::all(period);
        let counted = Counted {
            cut: &cut,
            now: counted_at,
            facts: seen.iter().collect(),
            handouts: 0,
            needs: &[],
            searches: &[],
            listings: &[],
            communes: &[],
        };
        Some(Edition {
            quarter: quarter.word(),
            version: VERSION,
            counted_on: quarter.counted_on()?,
            figures: figures(&counted),
            tables: tables::all(&seen),
        })
    }

    /// The bytes that are kept, published and checked.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }

    /// The SHA-256 of [`Edition::to_bytes`], in hexadecimal.
    pub fn checksum(&self) -> String {
        checksum(&self.to_bytes())
    }
}

/// The SHA-256 of some bytes, in hexadecimal.
pub fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn figures(counted: &Counted<'_>) -> Vec<EditionFigure> {
    let public = PUBLIC.iter().filter_map(|id| Indicator::from_id(id));
    let mut figures = Vec::new();
    for indicator in public {
        let all = indicator.figures(counted).into_iter().filter(|one| one.of.is_none());
        // Slips carry no date of a referral; they are not part of a quarter of referrals.
        for figure in all.filter(|one| one.name != "handouts") {
            let (unit, value) = published(&figure.measure);
            figures.push(EditionFigure {
                indicator: indicator.id(),
                formula: indicator.version(),
                name: figure.name.to_owned(),
                unit: unit.to_owned(),
                value,
            });
        }
    }
    figures
}

fn published(measure: &Measure) -> (&'static str, Option<i64>) {
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    match measure {
        Measure::Count(count) => {
            let is_small = (1..LEAST_PUBLIC).contains(count);
            ("count", (!is_small).then(|| whole(disclosure::rounded(*count))))
        }
        Measure::Share(share) => {
            ("percent", share.public_percent(LEAST_PUBLIC).number().map(whole))
        }
        Measure::Times(times) => {
            let median = times.median(LEAST_PERCENT);
            ("minutes", median.map(|time| time.num_minutes()).number())
        }
        Measure::Mean { .. } => match measure.level(LEAST_PERCENT) {
            Shown::Number(tenths) => ("tenths", Some(tenths)),
            Shown::Hidden => ("tenths", None),
        },
        Measure::Median { .. } => ("count", None),
    }
}

#[cfg(test)]
mod tests;
