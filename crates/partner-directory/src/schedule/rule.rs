use std::fmt;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::Times;
use crate::closed_list::closed_list;
use crate::hours::CountryHolidays;

/// When an offer is open, again and again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// On which days.
    pub recurrence: Recurrence,
    /// At what times on each of them.
    pub times: Vec<Times>,
    /// What public holidays change; dated sessions are held whatever the day.
    pub public_holidays: HolidayPolicy,
    /// What school holidays change; dated sessions are held whatever the day.
    pub school_holidays: HolidayPolicy,
}

/// The days of a rule (HSDS `freq`, `interval`, `byday`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recurrence {
    /// Days of the week, each week or every `every` weeks.
    Weekly {
        /// The days.
        days: Vec<Weekday>,
        /// 1 for each week, 2 for every second one.
        every: u8,
        /// Some day of a week that counts; needed when `every` is more than 1. Weeks start on
        /// Monday. Weeks before it count too.
        anchor: Option<NaiveDate>,
    },
    /// Days of the week by their place in the month.
    Monthly {
        /// The days.
        days: Vec<Weekday>,
        /// 1 for the first to 5 for the fifth, -1 for the last.
        nth: Vec<i8>,
    },
    /// Sessions on these days.
    Dates(Vec<NaiveDate>),
}

closed_list! {
    /// What a sort of holiday changes in a rule.
    HolidayPolicy {
        /// Nothing: it holds on them as well.
        Open = "open",
        /// It does not hold on them.
        Closed = "closed",
        /// It holds on nothing else.
        Only = "only",
    }
}

/// Days on which the rules do not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// The times on each of these days; empty when closed.
    pub times: Vec<Times>,
    /// Why, in words for the public.
    pub reason: Option<String>,
}

impl Rule {
    /// Every week on `days`, holidays of both sorts included.
    pub fn weekly(days: Vec<Weekday>, times: Vec<Times>) -> Rule {
        Rule::new(Recurrence::Weekly { days, every: 1, anchor: None }, times)
    }

    /// `recurrence` at `times`, holidays of both sorts included.
    pub fn new(recurrence: Recurrence, times: Vec<Times>) -> Rule {
        let open = HolidayPolicy::Open;
        Rule { recurrence, times, public_holidays: open, school_holidays: open }
    }

    /// True when the rule is held on `day`.
    pub fn falls_on(&self, day: NaiveDate, holidays: &CountryHolidays) -> bool {
        self.recurrence.falls_on(day) && (self.is_dated() || self.allows(day, holidays))
    }

    /// True for sessions on named days.
    pub fn is_dated(&self) -> bool {
        matches!(self.recurrence, Recurrence::Dates(_))
    }

    /// True when it repeats every week, whatever holidays do.
    pub fn is_every_week(&self) -> bool {
        matches!(self.recurrence, Recurrence::Weekly { every: 1, .. })
    }

    /// The last day on which it can be held; `None` when it has no end.
    pub fn last_day(&self) -> Option<NaiveDate> {
        match &self.recurrence {
            Recurrence::Dates(dates) => dates.iter().copied().max(),
            Recurrence::Weekly { .. } | Recurrence::Monthly { .. } => None,
        }
    }

    fn allows(&self, day: NaiveDate, holidays: &CountryHolidays) -> bool {
        self.public_holidays.allows(|| holidays.public.contains(&day))
            && self.school_holidays.allows(|| holidays.school.contains(&day))
    }
}

impl HolidayPolicy {
    fn allows(self, is_holiday: impl FnOnce() -> bool) -> bool {
        match self {
            HolidayPolicy::Open => true,
            HolidayPolicy::Closed => !is_holiday(),
            HolidayPolicy::Only => is_holiday(),
        }
    }
}

impl Recurrence {
    /// True when `day` is one of its days, holidays not considered.
    pub fn falls_on(&self, day: NaiveDate) -> bool {
        match self {
            Recurrence::Weekly { days, every, anchor } => {
                days.contains(&day.weekday()) && is_week(day, *every, *anchor)
            }
            Recurrence::Monthly { days, nth } => {
                days.contains(&day.weekday()) && nth.iter().any(|nth| is_nth(day, *nth))
            }
            Recurrence::Dates(dates) => dates.contains(&day),
        }
    }

    /// The days of the week it names; none for dated sessions.
    pub fn weekdays(&self) -> &[Weekday] {
        match self {
            Recurrence::Weekly { days, .. } | Recurrence::Monthly { days, .. } => days,
            Recurrence::Dates(_) => &[],
        }
    }
}

impl Exception {
    /// Closed from `from` until `until`.
    pub fn closed(from: NaiveDate, until: NaiveDate, reason: Option<String>) -> Exception {
        Exception { from, until, times: Vec::new(), reason }
    }

    /// True when it closes.
    pub fn is_closed(&self) -> bool {
        self.times.is_empty()
    }
}

fn is_week(day: NaiveDate, every: u8, anchor: Option<NaiveDate>) -> bool {
    match (every, anchor) {
        (0 | 1, _) | (_, None) => true,
        (every, Some(anchor)) => {
            let weeks = (monday(day) - monday(anchor)).num_weeks();
            weeks.rem_euclid(every.into()) == 0
        }
    }
}

/// The Monday of the week of `day`.
pub(super) fn monday(day: NaiveDate) -> NaiveDate {
    let past = Days::new(day.weekday().num_days_from_monday().into());
    day.checked_sub_days(past).unwrap_or(day)
}

fn is_nth(day: NaiveDate, nth: i8) -> bool {
    let from_start = i8::try_from((day.day() - 1) / 7 + 1).unwrap_or(0);
    let is_last = day.checked_add_days(Days::new(7)).is_none_or(|next| next.month() != day.month());
    nth == from_start || (nth == -1 && is_last)
}

/// The canonical line of the rule, as it is stored.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::line::write(self, f)
    }
}
