//! One rule as one line of text, and back.
//!
//! `weekly MO,TH 09:00-12:00,14:00-17:00`, `weekly/2@2026-03-03 TU 14:00-17:00 school=closed`,
//! `monthly[2,-1] TH 14:00-17:00 public=closed`, `dates 2026-03-03,2026-03-17 09:00-12:00`.
//!
//! **Invariant:** a line that was written is read back as the same rule; nothing that was
//! released is ever read otherwise.

use std::fmt::{self, Display};
use std::str::FromStr;

use chrono::{NaiveDate, Weekday};

use super::{HolidayPolicy, Recurrence, Rule, Times};

pub(super) fn write(rule: &Rule, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match &rule.recurrence {
        Recurrence::Weekly { days, every, anchor } => {
            f.write_str("weekly")?;
            if *every > 1 {
                write!(f, "/{every}")?;
            }
            if let Some(anchor) = anchor {
                write!(f, "@{anchor}")?;
            }
            write!(f, " {}", joined(days.iter().map(|day| short(*day))))?;
        }
        Recurrence::Monthly { days, nth } => {
            write!(f, "monthly[{}] ", joined(nth.iter()))?;
            f.write_str(&joined(days.iter().map(|day| short(*day))))?;
        }
        Recurrence::Dates(dates) => write!(f, "dates {}", joined(dates.iter()))?,
    }
    write!(f, " {}", joined(rule.times.iter()))?;
    for (name, policy) in [("public", rule.public_holidays), ("school", rule.school_holidays)] {
        if policy != HolidayPolicy::Open {
            write!(f, " {name}={}", policy.word())?;
        }
    }
    Ok(())
}

impl Rule {
    /// Reads a line that the rule's [`fmt::Display`] wrote; `None` for any other text.
    pub fn from_line(line: &str) -> Option<Rule> {
        let mut words = line.split(' ');
        let (head, days, times) = (words.next()?, words.next()?, words.next()?);
        let mut rule =
            Rule::new(recurrence(head, days)?, list(times, |one| Times::read(one).ok())?);
        for word in words {
            let (name, policy) = word.split_once('=')?;
            let policy = HolidayPolicy::from_word(policy)?;
            match name {
                "public" => rule.public_holidays = policy,
                "school" => rule.school_holidays = policy,
                _ => return None,
            }
        }
        Some(rule)
    }
}

impl Times {
    /// Several, as in the line of a rule: `09:00-12:00,14:00-17:00`; empty for none.
    pub fn write_all(times: &[Times]) -> String {
        joined(times.iter())
    }

    /// Reads what [`Times::write_all`] wrote; `None` for any other text.
    pub fn read_all(text: &str) -> Option<Vec<Times>> {
        list(text, |one| Times::read(one).ok())
    }
}

fn recurrence(head: &str, days: &str) -> Option<Recurrence> {
    if head == "dates" {
        return Some(Recurrence::Dates(list(days, parsed::<NaiveDate>)?));
    }
    let days = list(days, weekday)?;
    if let Some(nth) = head.strip_prefix("monthly[") {
        let nth = list(nth.strip_suffix(']')?, parsed::<i8>)?;
        return Some(Recurrence::Monthly { days, nth });
    }
    let (head, anchor) = match head.split_once('@') {
        Some((head, anchor)) => (head, Some(anchor.parse().ok()?)),
        None => (head, None),
    };
    let every = match head.split_once('/') {
        Some(("weekly", every)) => every.parse().ok()?,
        None if head == "weekly" => 1,
        _ => return None,
    };
    Some(Recurrence::Weekly { days, every, anchor })
}

fn list<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    text.split(',').filter(|one| !one.is_empty()).map(read).collect()
}

fn parsed<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

fn joined<T: Display>(values: impl Iterator<Item = T>) -> String {
    values.map(|one| one.to_string()).collect::<Vec<_>>().join(",")
}

/// `MO` to `SU`, as in RFC 5545.
pub(super) fn short(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

/// Reads [`short`] names, also as OpenStreetMap writes them.
pub(super) fn weekday(text: &str) -> Option<Weekday> {
    crate::hours::WEEK.into_iter().find(|day| text.eq_ignore_ascii_case(short(*day)))
}
