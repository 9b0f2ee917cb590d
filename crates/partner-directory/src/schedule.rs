//! When an offer is open at a place: as its source wrote it, or by rules of our own.
//!
//! **Invariant:** imported text is kept as it came, also when it cannot be read, until somebody
//! writes rules; from then on the rules are the truth and the text is gone.
//! **Invariant:** exceptions end by themselves: each has a last day.

mod check;
pub mod from_osm;
mod line;
pub mod osm;
pub mod rrule;
mod rule;
#[cfg(test)]
mod tests;
mod times;

use chrono::NaiveDate;
use kernel::ScheduleId;
use serde::{Deserialize, Serialize};

pub use check::{ScheduleError, ScheduleField, ScheduleRefusal, check};
pub use rule::{Exception, HolidayPolicy, Recurrence, Rule};
pub use times::{NotTimes, Times};

use crate::hours::CountryHolidays;

/// One recurring or dated opening of an offer at a place (HSDS schedule).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// Its identifier, never reused.
    pub id: ScheduleId,
    /// Opening hours in OpenStreetMap syntax, as they came; read them with [`crate::hours`].
    /// Not looked at when there are rules.
    pub osm: Option<String>,
    /// When it is open, written here; all of them together.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// Days on which rules and text do not hold; of several that cover a day the last one counts.
    #[serde(default)]
    pub exceptions: Vec<Exception>,
    /// Whether an appointment is needed; `None` when nobody said.
    pub is_by_appointment: Option<bool>,
    /// First local date on which it holds.
    pub valid_from: Option<NaiveDate>,
    /// Last local date on which it holds.
    pub valid_until: Option<NaiveDate>,
    /// What people should know besides.
    pub note: Option<String>,
}

impl Schedule {
    /// A schedule that says nothing yet.
    pub fn empty(id: ScheduleId) -> Schedule {
        Schedule {
            id,
            osm: None,
            rules: Vec::new(),
            exceptions: Vec::new(),
            is_by_appointment: None,
            valid_from: None,
            valid_until: None,
            note: None,
        }
    }

    /// The hours of `osm` (OpenStreetMap syntax) and nothing else.
    pub fn of_hours(id: ScheduleId, osm: String) -> Schedule {
        Schedule { osm: Some(osm), ..Schedule::empty(id) }
    }

    /// These rules and nothing else.
    pub fn of_rules(id: ScheduleId, rules: Vec<Rule>) -> Schedule {
        Schedule { rules, ..Schedule::empty(id) }
    }

    /// The same with sessions on `days` too; sessions before the local date `today` are over and
    /// leave it.
    pub fn with_dates(mut self, days: &[NaiveDate], times: Times, today: NaiveDate) -> Schedule {
        let new = self.rules.iter_mut().find(|rule| rule.is_dated() && rule.times == [times]);
        match new.map(|rule| &mut rule.recurrence) {
            Some(Recurrence::Dates(dates)) => dates.extend(days),
            _ => self.rules.push(Rule::new(Recurrence::Dates(days.to_vec()), vec![times])),
        }
        for rule in &mut self.rules {
            if let Recurrence::Dates(dates) = &mut rule.recurrence {
                dates.retain(|day| *day >= today);
                dates.sort_unstable();
                dates.dedup();
            }
        }
        self.rules.retain(|rule| !matches!(&rule.recurrence, Recurrence::Dates(d) if d.is_empty()));
        self
    }

    /// True when `day` lies within its bounds.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day)
            && self.valid_until.is_none_or(|until| day <= until)
    }

    /// The exception that counts on `day`.
    pub fn exception_on(&self, day: NaiveDate) -> Option<&Exception> {
        exception_on(&self.exceptions, day)
    }

    /// The times on `day` by its rules, bounds and exceptions, in order; the text is not read.
    pub fn times_on(&self, day: NaiveDate, holidays: &CountryHolidays) -> Vec<Times> {
        if !self.holds(day) {
            return Vec::new();
        }
        let mut times: Vec<Times> = match self.exception_on(day) {
            Some(exception) => exception.times.clone(),
            None => {
                let falls = self.rules.iter().filter(|rule| rule.falls_on(day, holidays));
                falls.flat_map(|rule| rule.times.iter().copied()).collect()
            }
        };
        times.sort_unstable();
        times.dedup();
        times
    }

    /// The days from `from` until `until` on which there are times by its rules.
    pub fn days<'a>(
        &'a self,
        from: NaiveDate,
        until: NaiveDate,
        holidays: &'a CountryHolidays,
    ) -> impl Iterator<Item = (NaiveDate, Vec<Times>)> + 'a {
        let days = from.iter_days().take_while(move |day| *day <= until);
        days.map(|day| (day, self.times_on(day, holidays))).filter(|(_, times)| !times.is_empty())
    }

    /// The last day on which it can be open; `None` when it has no end.
    pub fn last_day(&self) -> Option<NaiveDate> {
        let of_rules = self.rules.iter().map(Rule::last_day).max_by_key(|last| match last {
            None => NaiveDate::MAX,
            Some(day) => *day,
        });
        let of_rules = match self.rules.is_empty() {
            true => None,
            false => of_rules.flatten(),
        };
        let of_exceptions = self.exceptions.iter().filter(|one| !one.times.is_empty());
        let of_rules = of_rules
            .map(|day| of_exceptions.map(|one| one.until).fold(day, |last, next| last.max(next)));
        match (of_rules, self.valid_until) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        }
    }
}

/// The last of `exceptions` that covers `day`.
pub(crate) fn exception_on(exceptions: &[Exception], day: NaiveDate) -> Option<&Exception> {
    exceptions.iter().rev().find(|one| one.from <= day && day <= one.until)
}
