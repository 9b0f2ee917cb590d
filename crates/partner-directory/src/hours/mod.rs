//! Opening hours of a place in its zone: by our own rules, or read from OpenStreetMap text.
//!
//! Most texts repeat every week; those are kept as a small table, because a search asks a
//! thousand of them at once, and our own rules are compared with the date. Texts with dates go
//! through the crate `opening-hours` each time.
//!
//! **Invariant:** what is asked at an instant is answered by the clock on the wall of the place.
//! **Invariant:** a text that says nothing about public holidays holds on them too, as its
//! syntax demands.

mod holidays;
mod own;
mod rule;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use chrono::{LocalResult, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use kernel::Closure;
use thiserror::Error;

pub use holidays::{CountryHolidays, Holidays};
use own::Own;
use rule::Rule;

use crate::place::zone_of;
use crate::query::OpenFilter;
use crate::schedule::{Exception, Schedule};

/// Opening hours of an offer at a place.
#[derive(Debug, Clone)]
pub struct Hours {
    zone: Tz,
    parts: Vec<Part>,
    /// Days on which the organization is closed, whatever its schedules say.
    closures: Box<[Closure]>,
}

#[derive(Debug, Clone)]
struct Part {
    rule: Rule,
    exceptions: Box<[Exception]>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

/// Text that is not opening hours in OpenStreetMap syntax.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not opening hours in OpenStreetMap syntax")]
pub struct Unreadable;

/// A stretch of time during which something is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The instant of opening.
    pub from: DateTime<Utc>,
    /// The instant of closing, which is no longer open.
    pub until: DateTime<Utc>,
}

/// Days of the week that have the same times, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayGroup {
    /// The days, Monday first.
    pub days: Vec<Weekday>,
    /// Opening and closing times; a closing time of 00:00 is midnight.
    pub times: Vec<(NaiveTime, NaiveTime)>,
}

/// Minutes of one local day: opening, closing; at most 1440.
type Minutes = (u16, u16);

const DAY_MINUTES: u16 = 24 * 60;
const EVENING: u16 = 18 * 60;
// A week and its neighbours always hold the next opening of a weekly rule, holidays included.
const WEEKLY_HORIZON_DAYS: u64 = 21;
const DATED_HORIZON_DAYS: u64 = 120;
// Our own rules are cheap to ask, and a tour is planned a season ahead.
const OWN_HORIZON_DAYS: u64 = 400;

impl Hours {
    /// Reads one text for a place of `country` (ISO 3166 code).
    ///
    /// # Errors
    /// [`Unreadable`] when the text is not in OpenStreetMap syntax.
    pub fn parse(osm: &str, country: &str, holidays: &Holidays) -> Result<Hours, Unreadable> {
        let rule = Rule::parse(osm, &holidays.of(country))?;
        let part = Part { rule, exceptions: Box::default(), from: None, until: None };
        Ok(Hours { zone: zone_of(country), parts: vec![part], closures: Box::default() })
    }

    /// Puts together all schedules that can be read; `None` when there is none.
    pub fn read(schedules: &[Schedule], country: &str, holidays: &Holidays) -> Option<Hours> {
        let days = holidays.of(country);
        let parts: Vec<Part> =
            schedules.iter().filter_map(|schedule| Part::read(schedule, &days)).collect();
        let closures = Box::default();
        (!parts.is_empty()).then(|| Hours { zone: zone_of(country), parts, closures })
    }

    /// The same with days on which the organization is closed.
    pub fn with_closures(self, closures: &[Closure]) -> Hours {
        Hours { closures: closures.into(), ..self }
    }

    /// The days on which the organization is closed.
    pub fn closures(&self) -> &[Closure] {
        &self.closures
    }

    /// The zone of the place.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// True at the instant of opening, false at the instant of closing.
    pub fn is_open(&self, at: DateTime<Utc>) -> bool {
        let local = self.local(at);
        let minute = minute_of(local);
        self.minutes_on(local.date()).any(|(from, until)| from <= minute && minute < until)
    }

    /// The opening that is under way at `after`, else the next one within the coming weeks
    /// (four months for texts with dates, a year for rules of our own).
    pub fn next_opening(&self, after: DateTime<Utc>) -> Option<Span> {
        let (from, until) = self.next_local(self.local(after))?;
        Some(Span { from: self.instant(from, Pass::First), until: self.instant(until, Pass::Last) })
    }

    /// Like [`Hours::next_opening`], by the clock on the wall of the place; cheaper.
    pub fn next_local(&self, after: NaiveDateTime) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let minute = minute_of(after);
        for (ahead, day) in self.days_from(after.date()).enumerate() {
            let next = self
                .minutes_on(day)
                .filter(|(_, until)| ahead > 0 || *until > minute)
                .min_by_key(|(from, _)| *from);
            if let Some((from, until)) = next {
                return Some((at_minute(day, from), self.closing(day, until)));
            }
        }
        None
    }

    /// True when there is still an opening at the time that `filter` asks for.
    pub fn opens(&self, filter: OpenFilter, now: DateTime<Utc>) -> bool {
        let local = self.local(now);
        let (today, minute) = (local.date(), minute_of(local));
        let later = |day: NaiveDate, since: u16| {
            let since = if day == today { since.max(minute) } else { since };
            self.minutes_on(day).any(|(_, until)| until > since)
        };
        match filter {
            OpenFilter::Now => self.is_open(now),
            OpenFilter::Today => later(today, 0),
            OpenFilter::Evening => today.iter_days().take(7).any(|day| later(day, EVENING)),
            OpenFilter::Saturday => today
                .iter_days()
                .find(|day| day.weekday() == Weekday::Sat)
                .is_some_and(|saturday| later(saturday, 0)),
        }
    }

    /// Opening and closing times on a local date, holidays considered; 00:00 closes at midnight.
    pub fn times_on(&self, day: NaiveDate) -> Vec<(NaiveTime, NaiveTime)> {
        times(self.merged(day))
    }

    /// The week that repeats, days with the same times together, Monday first; closed days are
    /// left out. `None` when a text in force on `day` names dates, weeks or the sun.
    pub fn weekly_summary(&self, day: NaiveDate) -> Option<Vec<DayGroup>> {
        let parts: Vec<&Part> = self.parts.iter().filter(|part| part.holds(day)).collect();
        if parts.iter().any(|part| !part.rule.is_weekly()) {
            return None;
        }
        let mut groups: Vec<DayGroup> = Vec::new();
        for weekday in WEEK {
            let minutes = parts.iter().flat_map(|part| part.rule.usual(weekday)).collect();
            let times = times(merge(minutes));
            match groups.iter_mut().find(|group| group.times == times) {
                _ if times.is_empty() => {}
                Some(group) => group.days.push(weekday),
                None => groups.push(DayGroup { days: vec![weekday], times }),
            }
        }
        Some(groups)
    }

    /// `Some(true)` when the text closes on public holidays, `Some(false)` when it names other
    /// times for them, `None` when it does not speak of them.
    pub fn closes_on_holidays(&self) -> Option<bool> {
        self.parts.iter().find_map(|part| part.rule.closes_on_holidays())
    }

    fn minutes_on(&self, day: NaiveDate) -> impl Iterator<Item = Minutes> + '_ {
        let is_closed = self.closures.iter().any(|closure| closure.covers(day));
        self.parts
            .iter()
            .filter(move |part| !is_closed && part.holds(day))
            .flat_map(move |part| part.minutes_on(day))
    }

    fn merged(&self, day: NaiveDate) -> Vec<Minutes> {
        merge(self.minutes_on(day).collect())
    }

    // Spans that touch, also over midnight, are one opening.
    fn closing(&self, day: NaiveDate, until: u16) -> NaiveDateTime {
        let (mut day, mut until) = (day, until);
        for _ in 0..WEEKLY_HORIZON_DAYS {
            let touching =
                self.minutes_on(day).filter(|(from, end)| *from <= until && until < *end);
            if let Some((_, end)) = touching.max_by_key(|(_, end)| *end) {
                until = end;
            } else if until == DAY_MINUTES
                && let Some(next) = day.succ_opt()
                && self.minutes_on(next).any(|(from, _)| from == 0)
            {
                (day, until) = (next, 0);
            } else {
                break;
            }
        }
        at_minute(day, until)
    }

    fn days_from(&self, first: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<> {
        let is_own = |part: &Part| matches!(part.rule, Rule::Own(_));
        let days = match self.closures.is_empty() && self.parts.iter().all(Part::is_simple) {
            true => WEEKLY_HORIZON_DAYS,
            false if self.parts.iter().all(is_own) => OWN_HORIZON_DAYS,
            false => DATED_HORIZON_DAYS,
        };
        let ends = self.parts.iter().map(|part| part.until).collect::<Option<Vec<_>>>();
        let last = ends.and_then(|ends| ends.into_iter().max()).unwrap_or(NaiveDate::MAX);
        let days = (0..days).filter_map(move |ahead| first.checked_add_days(Days::new(ahead)));
        days.take_while(move |day| *day <= last)
    }

    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.zone).naive_local()
    }

    // A local time that the clock change skips counts as the first instant after it.
    fn instant(&self, local: NaiveDateTime, pass: Pass) -> DateTime<Utc> {
        match (self.zone.from_local_datetime(&local), pass) {
            (LocalResult::Single(instant), _)
            | (LocalResult::Ambiguous(instant, _), Pass::First)
            | (LocalResult::Ambiguous(_, instant), Pass::Last) => instant.to_utc(),
            (LocalResult::None, _) => self
                .zone
                .from_local_datetime(&(local - Duration::hours(1)))
                .earliest()
                .map_or_else(|| local.and_utc(), |before| hour_start(before + Duration::hours(1))),
        }
    }
}

#[derive(Clone, Copy)]
enum Pass {
    First,
    Last,
}

impl Part {
    // Rules of our own are the truth as soon as there are some; else the text of the source.
    fn read(schedule: &Schedule, holidays: &CountryHolidays) -> Option<Part> {
        let rule = match schedule.rules.is_empty() {
            true => Rule::parse(schedule.osm.as_deref()?, holidays).ok()?,
            false => Rule::Own(Own::new(&schedule.rules, holidays)),
        };
        let exceptions = schedule.exceptions.clone().into_boxed_slice();
        Some(Part { rule, exceptions, from: schedule.valid_from, until: schedule.last_day() })
    }

    fn minutes_on(&self, day: NaiveDate) -> impl Iterator<Item = Minutes> + '_ {
        let excepted = own::excepted(&self.exceptions, day);
        let usual = excepted.is_none().then(|| self.rule.minutes_on(day));
        excepted.into_iter().flatten().chain(usual.into_iter().flatten())
    }

    fn is_simple(&self) -> bool {
        let repeats = match &self.rule {
            Rule::Own(_) => false,
            rule => rule.is_weekly(),
        };
        repeats && self.from.is_none() && self.exceptions.is_empty()
    }

    fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// The days of the week, Monday first.
pub(crate) const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

fn minute_of(local: NaiveDateTime) -> u16 {
    u16::try_from(local.hour() * 60 + local.minute()).unwrap_or(0)
}

fn at_minute(day: NaiveDate, minute: u16) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + Duration::minutes(minute.into())
}

fn hour_start(instant: DateTime<Tz>) -> DateTime<Utc> {
    let past_hour = Duration::minutes(instant.minute().into());
    (instant - past_hour).to_utc()
}

fn merge(mut minutes: Vec<Minutes>) -> Vec<Minutes> {
    minutes.sort_unstable();
    let mut merged: Vec<Minutes> = Vec::with_capacity(minutes.len());
    for (from, until) in minutes {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => merged.push((from, until)),
        }
    }
    merged
}

fn times(minutes: Vec<Minutes>) -> Vec<(NaiveTime, NaiveTime)> {
    let time = |minute: u16| NaiveTime::MIN + Duration::minutes(minute.into());
    minutes.into_iter().map(|(from, until)| (time(from), time(until))).collect()
}
