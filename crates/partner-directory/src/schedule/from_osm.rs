//! Imported opening hours as rules, so that editing them starts from what is there.
//!
//! **Invariant:** what is read gives the same times as the text on each day of eight years, whether
//! it is a holiday or not; any other text stays text.

use chrono::{NaiveDate, Weekday};
use opening_hours_syntax::rules::day::{
    Date, HolidayKind, MonthdayRange, WeekDayOffset, WeekDayRange,
};
use opening_hours_syntax::rules::time::Time;
use opening_hours_syntax::rules::{RuleKind, RuleOperator, RuleSequence};

use super::{Exception, HolidayPolicy, Recurrence, Rule, Schedule, Times};
use crate::hours::{CountryHolidays, Holidays, Hours};

/// The rules and exceptions that say the same as `osm`; `None` when it is not simple enough.
pub fn from_osm(osm: &str) -> Option<(Vec<Rule>, Vec<Exception>)> {
    let (first, holidays) = (PROOF_FROM, proof_holidays());
    let hours = Hours::parse(osm, "", &holidays).ok()?;
    let expression = opening_hours_syntax::parse(osm.trim()).ok()?;
    if !expression.rules.iter().all(is_plain) {
        return None;
    }
    let same = |(rules, exceptions): &(Vec<Rule>, Vec<Exception>)| {
        let own = Schedule {
            exceptions: exceptions.clone(),
            ..Schedule::of_rules("".into(), rules.clone())
        };
        let own = Hours::read(std::slice::from_ref(&own), "", &holidays);
        let mut days = first.iter_days().take(PROOF_DAYS);
        own.is_some_and(|own| days.all(|day| own.times_on(day) == hours.times_on(day)))
    };
    let read = of_week(&hours, first).or_else(|| of_sequences(&expression.rules))?;
    Some(read).filter(same)
}

const PROOF_FROM: NaiveDate = match NaiveDate::from_ymd_opt(2024, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
const PROOF_DAYS: usize = 8 * 366;

// Holidays of no country: on every day of the week and place in the month, alone and together,
// so that what differs on them shows.
fn proof_holidays() -> Holidays {
    let days = || PROOF_FROM.iter_days().take(PROOF_DAYS).enumerate();
    let public = days().filter(|(index, _)| index % 5 == 0).map(|(_, day)| day);
    let school = days().filter(|(index, _)| index / 11 % 3 == 0).map(|(_, day)| day);
    let both = CountryHolidays::new(public.collect(), school.collect());
    Holidays::of_countries([(String::new(), both)])
}

// A note or a doubt would be lost.
fn is_plain(rule: &RuleSequence) -> bool {
    let has_note = !rule.comment.is_empty() && rule.kind != RuleKind::Closed;
    !has_note && rule.kind != RuleKind::Unknown && rule.operator != RuleOperator::Fallback
}

fn of_week(hours: &Hours, from: NaiveDate) -> Option<(Vec<Rule>, Vec<Exception>)> {
    let policy = match hours.closes_on_holidays() {
        None => HolidayPolicy::Open,
        Some(true) => HolidayPolicy::Closed,
        Some(false) => return None,
    };
    let groups = hours.weekly_summary(from)?;
    let rules: Option<Vec<Rule>> = groups
        .into_iter()
        .map(|group| {
            let times: Option<Vec<Times>> = group.times.iter().map(times_of).collect();
            Some(Rule { public_holidays: policy, ..Rule::weekly(group.days, times?) })
        })
        .collect();
    rules.filter(|rules| !rules.is_empty()).map(|rules| (rules, Vec::new()))
}

fn times_of((opens, closes): &(chrono::NaiveTime, chrono::NaiveTime)) -> Option<Times> {
    let [opens, closes] = [opens, closes].map(|time| time.format("%H:%M").to_string());
    Times::parse(&opens, &closes).ok()
}

fn of_sequences(sequences: &[RuleSequence]) -> Option<(Vec<Rule>, Vec<Exception>)> {
    let (mut rules, mut exceptions) = (Vec::<Rule>::new(), Vec::new());
    for sequence in sequences {
        let days = &sequence.day_selector;
        if !days.year.is_empty() || !days.week.is_empty() {
            return None;
        }
        match (sequence.kind, days.monthday.as_slice(), days.weekday.as_slice()) {
            (RuleKind::Open, [], weekdays) => rules.push(recurring(weekdays, times(sequence)?)?),
            (RuleKind::Open, dates, []) => match dated(dates) {
                Some(dates) => {
                    rules.push(Rule::new(Recurrence::Dates(dates), times(sequence)?));
                }
                None => {
                    let (from, until) = range(dates)?;
                    let times = times(sequence)?;
                    exceptions.push(Exception { from, until, times, reason: None });
                }
            },
            (RuleKind::Closed, [], weekdays) => close(&mut rules, weekdays)?,
            (RuleKind::Closed, dates, []) => {
                let (from, until) = range(dates)?;
                let reason = Some(sequence.comment.to_string()).filter(|text| !text.is_empty());
                exceptions.push(Exception::closed(from, until, reason));
            }
            _ => return None,
        }
    }
    (!rules.is_empty()).then_some((rules, exceptions))
}

fn times(sequence: &RuleSequence) -> Option<Vec<Times>> {
    let spans = sequence.time_selector.spans.iter().map(|span| match &span.range {
        std::ops::Range { start: Time::Fixed(start), end: Time::Fixed(end) }
            if span.repeats.is_none() && !span.open_end =>
        {
            Times::of_minutes(start.mins_from_midnight(), end.mins_from_midnight()).ok()
        }
        _ => None,
    });
    spans.collect()
}

fn recurring(weekdays: &[WeekDayRange], times: Vec<Times>) -> Option<Rule> {
    let mut days: Vec<Weekday> = Vec::new();
    let mut places: Option<Vec<i8>> = None;
    for range in weekdays {
        let WeekDayRange::Fixed { range, offset: 0, nth_from_start, nth_from_end } = range else {
            return None;
        };
        let nth = places_in_month(nth_from_start, nth_from_end);
        match &places {
            Some(before) if *before != nth => return None,
            _ => places = Some(nth),
        }
        let week = std::iter::successors(Some(*range.start()), |day| Some(day.succ())).take(7);
        let last = *range.end();
        for day in week {
            days.push(day);
            if day == last {
                break;
            }
        }
    }
    let nth = places?;
    Some(match nth.is_empty() {
        true => Rule::weekly(days, times),
        false => Rule::new(Recurrence::Monthly { days, nth }, times),
    })
}

// All places named means: each week.
fn places_in_month(from_start: &[bool], from_end: &[bool]) -> Vec<i8> {
    if !from_start.contains(&false) && !from_end.contains(&false) {
        return Vec::new();
    }
    let first = (1_i8..).zip(from_start).filter(|(_, is_named)| **is_named);
    let last = (1_i8..).zip(from_end).filter(|(_, is_named)| **is_named);
    first.map(|(nth, _)| nth).chain(last.map(|(nth, _)| -nth)).collect()
}

fn close(rules: &mut [Rule], weekdays: &[WeekDayRange]) -> Option<()> {
    for range in weekdays {
        let WeekDayRange::Holiday { kind, offset: 0 } = range else { return None };
        for rule in rules.iter_mut().filter(|rule| !rule.is_dated()) {
            match kind {
                HolidayKind::Public => rule.public_holidays = HolidayPolicy::Closed,
                HolidayKind::School => rule.school_holidays = HolidayPolicy::Closed,
            }
        }
    }
    Some(())
}

fn dated(ranges: &[MonthdayRange]) -> Option<Vec<NaiveDate>> {
    let single = ranges.iter().map(|one| {
        let (from, until) = range(std::slice::from_ref(one))?;
        (from == until).then_some(from)
    });
    single.collect()
}

fn range(ranges: &[MonthdayRange]) -> Option<(NaiveDate, NaiveDate)> {
    let [MonthdayRange::Date { start, end }] = ranges else { return None };
    let is_moved = [start, end].iter().any(|(_, offset)| {
        offset.day_offset != 0 || !matches!(offset.wday_offset, WeekDayOffset::None)
    });
    let day = |date: &Date| match date {
        Date::Fixed { year: Some(year), month, day } => {
            NaiveDate::from_ymd_opt(**year, *month as u32, (*day).into())
        }
        _ => None,
    };
    match is_moved {
        true => None,
        false => Some((day(&start.0)?, day(&end.0)?)),
    }
}
