//! Rules of our own, and the exceptions of any schedule.

use std::sync::Arc;

use chrono::{NaiveDate, Weekday};

use super::{CountryHolidays, Minutes};
use crate::schedule::{self, Exception, HolidayPolicy, Recurrence, Times};

#[derive(Debug, Clone)]
pub(super) struct Own {
    rules: Arc<[schedule::Rule]>,
    holidays: CountryHolidays,
}

impl Own {
    pub(super) fn new(rules: &[schedule::Rule], holidays: &CountryHolidays) -> Own {
        Own { rules: rules.into(), holidays: holidays.clone() }
    }

    pub(super) fn minutes_on(&self, day: NaiveDate) -> impl Iterator<Item = Minutes> + '_ {
        let held = self.rules.iter().filter(move |rule| rule.falls_on(day, &self.holidays));
        held.flat_map(|rule| minutes(&rule.times))
    }

    /// True when the usual week says all but the holidays.
    pub(super) fn is_weekly(&self) -> bool {
        let only = HolidayPolicy::Only;
        self.rules.iter().all(|rule| {
            rule.is_every_week() && rule.public_holidays != only && rule.school_holidays != only
        })
    }

    pub(super) fn usual(&self, day: Weekday) -> Vec<Minutes> {
        let on_day = |rule: &&schedule::Rule| match &rule.recurrence {
            Recurrence::Weekly { days, every: 1, .. } => days.contains(&day),
            Recurrence::Weekly { .. } | Recurrence::Monthly { .. } | Recurrence::Dates(_) => false,
        };
        self.rules.iter().filter(on_day).flat_map(|rule| minutes(&rule.times)).collect()
    }

    pub(super) fn closes_on_holidays(&self) -> Option<bool> {
        let recurring = self.rules.iter().filter(|rule| !rule.is_dated());
        let mut policies = recurring.map(|rule| rule.public_holidays);
        let first = policies.next()?;
        (first == HolidayPolicy::Closed && policies.all(|other| other == first)).then_some(true)
    }
}

/// The times of the exception that counts on `day`; `None` when none does.
pub(super) fn excepted(
    exceptions: &[Exception],
    day: NaiveDate,
) -> Option<impl Iterator<Item = Minutes> + '_> {
    schedule::exception_on(exceptions, day).map(|exception| minutes(&exception.times))
}

fn minutes(times: &[Times]) -> impl Iterator<Item = Minutes> + '_ {
    times.iter().map(|times| (times.opens_minute(), times.closes_minute()))
}
