//! Our rules as recurrences of RFC 5545, and back.
//!
//! **Invariant:** an event starts on a day on which its rule falls, as RFC 5545 demands; days that
//! holidays and exceptions take away are named, two years ahead.

use std::collections::BTreeSet;
use std::fmt::Write;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeZone, Weekday};
use chrono_tz::Tz;

use super::{HolidayPolicy, Recurrence, Rule, Schedule, Times, line};
use crate::hours::CountryHolidays;

/// One event of a calendar, by the clock on the wall of the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Tells it from the other events of the schedule; the same as long as the rule is.
    pub key: String,
    /// When it first starts.
    pub starts: NaiveDateTime,
    /// When it first ends.
    pub ends: NaiveDateTime,
    /// How it recurs, without the name `RRULE`.
    pub rrule: Option<String>,
    /// Starts that are left out.
    pub left_out: Vec<NaiveDateTime>,
    /// Starts besides the first, when no recurrence can say them.
    pub besides: Vec<NaiveDateTime>,
    /// True for a dated session that an exception took away.
    pub is_cancelled: bool,
    /// Why it is cancelled or other than usual.
    pub reason: Option<String>,
}

const HORIZON_DAYS: u64 = 2 * 366;

/// The events of `schedule` from the year of `today` on; none without rules.
pub fn events(
    schedule: &Schedule,
    zone: Tz,
    holidays: &CountryHolidays,
    today: NaiveDate,
) -> Vec<Event> {
    let year = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
    let from = schedule.valid_from.map_or(year, |from| from.max(year));
    let horizon = today.checked_add_days(Days::new(HORIZON_DAYS)).unwrap_or(today);
    let until = schedule.valid_until.map_or(horizon, |until| until.min(horizon));
    let window = Window { schedule, zone, holidays, from, until };
    let mut events = Vec::new();
    for (index, rule) in schedule.rules.iter().enumerate() {
        for times in &rule.times {
            let key = format!("r{index}-{}", times.opens_minute());
            match &rule.recurrence {
                Recurrence::Dates(dates) => {
                    events.extend(dates.iter().map(|day| window.session(*day, *times)));
                }
                _ => events.extend(window.recurring(key, rule, *times)),
            }
        }
    }
    events.extend(window.exceptional());
    events
}

struct Window<'a> {
    schedule: &'a Schedule,
    zone: Tz,
    holidays: &'a CountryHolidays,
    from: NaiveDate,
    until: NaiveDate,
}

impl Window<'_> {
    fn days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.from.iter_days().take_while(|day| *day <= self.until)
    }

    fn recurring(&self, key: String, rule: &Rule, times: Times) -> Option<Event> {
        let is_held = |day: &NaiveDate| {
            let is_excepted = self.schedule.exception_on(*day).is_some();
            !is_excepted && rule.falls_on(*day, self.holidays)
        };
        let mut event = Event::once(key, self.days().find(is_held)?, times);
        if [rule.public_holidays, rule.school_holidays].contains(&HolidayPolicy::Only) {
            let held = self.days().filter(is_held).skip(1);
            event.besides = held.map(|day| starts(day, times)).collect();
            return Some(event);
        }
        let first = event.starts.date();
        let falls = self.days().filter(|day| rule.recurrence.falls_on(*day) && *day >= first);
        let gone = falls.filter(|day| !is_held(day));
        event.left_out = gone.map(|day| starts(day, times)).collect();
        event.rrule = rrule(&rule.recurrence);
        if let (Some(rrule), Some(until)) = (&mut event.rrule, self.schedule.valid_until) {
            // An end has to be in UTC where the start has a zone.
            let last = starts(until, times);
            let last = self.zone.from_local_datetime(&last).latest().map(|at| at.to_utc());
            let last = last.map_or_else(|| starts(until, times), |at| at.naive_utc());
            let _ = write!(rrule, ";UNTIL={}", last.format("%Y%m%dT%H%M%SZ"));
        }
        Some(event)
    }

    fn session(&self, day: NaiveDate, times: Times) -> Event {
        let key = format!("d{}-{}", day.format("%Y%m%d"), times.opens_minute());
        let exception = self.schedule.exception_on(day);
        Event {
            is_cancelled: exception.is_some() || !self.schedule.holds(day),
            reason: exception.and_then(|exception| exception.reason.clone()),
            ..Event::once(key, day, times)
        }
    }

    // Other times than usual, day by day.
    fn exceptional(&self) -> Vec<Event> {
        let excepted = |exception: &super::Exception| {
            let first = exception.from.max(self.from);
            let last = exception.until.min(self.until);
            first.iter_days().take_while(move |day| *day <= last).collect::<Vec<_>>()
        };
        let days: BTreeSet<NaiveDate> =
            self.schedule.exceptions.iter().flat_map(excepted).collect();
        let mut events = Vec::new();
        for day in days {
            let Some(exception) = self.schedule.exception_on(day) else { continue };
            for times in &exception.times {
                let key = format!("x{}-{}", day.format("%Y%m%d"), times.opens_minute());
                let reason = exception.reason.clone();
                events.push(Event { reason, ..Event::once(key, day, *times) });
            }
        }
        events
    }
}

impl Event {
    fn once(key: String, day: NaiveDate, times: Times) -> Event {
        let minutes = u32::from(times.closes_minute() - times.opens_minute());
        let starts = starts(day, times);
        Event {
            key,
            starts,
            ends: starts + chrono::Duration::minutes(minutes.into()),
            rrule: None,
            left_out: Vec::new(),
            besides: Vec::new(),
            is_cancelled: false,
            reason: None,
        }
    }
}

fn starts(day: NaiveDate, times: Times) -> NaiveDateTime {
    day.and_time(times.opens())
}

/// The recurrence without its name; `None` for dated sessions.
pub fn rrule(recurrence: &Recurrence) -> Option<String> {
    match recurrence {
        Recurrence::Weekly { days, every, .. } => {
            let interval = match every {
                0 | 1 => String::new(),
                every => format!(";INTERVAL={every}"),
            };
            Some(format!("FREQ=WEEKLY{interval};BYDAY={};WKST=MO", by_day(days, &[])))
        }
        Recurrence::Monthly { days, nth } => {
            Some(format!("FREQ=MONTHLY;BYDAY={}", by_day(days, nth)))
        }
        Recurrence::Dates(_) => None,
    }
}

fn by_day(days: &[Weekday], nth: &[i8]) -> String {
    let named = |day: &Weekday| -> Vec<String> {
        match nth {
            [] => vec![line::short(*day).to_owned()],
            nth => nth.iter().map(|nth| format!("{nth}{}", line::short(*day))).collect(),
        }
    };
    days.iter().flat_map(named).collect::<Vec<_>>().join(",")
}

/// A recurrence of RFC 5545 that starts on `starts`, and its last day; `None` when our rules
/// cannot say it (by hour, by month, a count, a place in the year).
pub fn from_rrule(rrule: &str, starts: NaiveDate) -> Option<(Recurrence, Option<NaiveDate>)> {
    let (mut frequency, mut every, mut days, mut position, mut until) =
        ("", 1_u8, Vec::new(), None, None);
    for part in rrule.trim().trim_start_matches("RRULE:").split(';') {
        let (name, value) = part.split_once('=')?;
        match name {
            "FREQ" => frequency = value,
            "INTERVAL" => every = value.parse().ok().filter(|every| *every > 0)?,
            "BYDAY" => days = value.split(',').map(numbered_day).collect::<Option<_>>()?,
            "BYSETPOS" => position = Some(value.parse::<i8>().ok()?),
            "UNTIL" => until = Some(NaiveDate::parse_from_str(value.get(..8)?, "%Y%m%d").ok()?),
            "WKST" if value == "MO" || every == 1 => {}
            _ => return None,
        }
    }
    if days.is_empty() {
        days.push((None, starts.weekday()));
    }
    let weekdays = || days.iter().map(|(_, day)| *day).fold(Vec::new(), with);
    let numbers: Vec<Option<i8>> = days.iter().map(|(nth, _)| *nth).collect();
    let recurrence = match (frequency, every, position) {
        ("WEEKLY", every, None) if numbers.iter().all(Option::is_none) => {
            let anchor = (every > 1).then_some(starts);
            Recurrence::Weekly { days: weekdays(), every, anchor }
        }
        ("MONTHLY", 1, Some(nth)) if numbers == [None] => {
            Recurrence::Monthly { days: weekdays(), nth: vec![nth] }
        }
        ("MONTHLY", 1, None) => {
            let nth: Vec<i8> = days.iter().map(|(nth, _)| *nth).collect::<Option<_>>()?;
            let nth = nth.into_iter().fold(Vec::new(), with);
            let (days, is_product) = (weekdays(), |count| count == numbers.len());
            // Each place of each day, or it is another set of days.
            if !is_product(days.len() * nth.len()) {
                return None;
            }
            Recurrence::Monthly { days, nth }
        }
        _ => return None,
    };
    Some((recurrence, until))
}

fn with<T: PartialEq>(mut list: Vec<T>, one: T) -> Vec<T> {
    if !list.contains(&one) {
        list.push(one);
    }
    list
}

fn numbered_day(text: &str) -> Option<(Option<i8>, Weekday)> {
    let (nth, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let nth = match nth {
        "" => None,
        nth => Some(nth.trim_start_matches('+').parse().ok()?),
    };
    Some((nth, line::weekday(day)?))
}
