//! Our rules as OpenStreetMap opening hours, for files that know nothing else.
//!
//! **Invariant:** text that is called exact was read back and gives the same times on each day of
//! two years. What the syntax cannot say (every second week over the new year, school holidays of
//! one rule only) is written as dates up to a stated day.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::rule::monday;
use super::{Exception, HolidayPolicy, Recurrence, Rule, Schedule, Times, line};
use crate::hours::{Holidays, Hours};

/// Opening hours as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OsmText {
    /// In the syntax of OpenStreetMap.
    pub text: String,
    /// The last day on which the text is right, when it could not be said for good.
    pub exact_until: Option<NaiveDate>,
}

const PROOF_DAYS: u64 = 2 * 366;
const WRITTEN_DAYS: u64 = 366;

/// All `schedules` of an offer at a place in `country`, true from `from` on; `None` when nothing
/// is known. Imported text without rules or exceptions passes word for word.
pub fn to_osm(
    schedules: &[Schedule],
    country: &str,
    holidays: &Holidays,
    from: NaiveDate,
) -> Option<OsmText> {
    let is_own = |one: &Schedule| !one.rules.is_empty() || !one.exceptions.is_empty();
    if !schedules.iter().any(is_own) {
        let texts: Vec<&str> = schedules.iter().filter_map(|one| one.osm.as_deref()).collect();
        let text = texts.join("; ");
        return (!texts.is_empty()).then_some(OsmText { text, exact_until: None });
    }
    let hours = Hours::read(schedules, country, holidays)?;
    let proves = |text: &String| {
        let Ok(read) = Hours::parse(text, country, holidays) else { return false };
        let mut days = days(from, PROOF_DAYS);
        days.all(|day| read.times_on(day) == hours.times_on(day))
    };
    if let Some(text) = short_text(schedules, from).filter(proves) {
        return Some(OsmText { text, exact_until: None });
    }
    dated_text(&hours, from)
}

fn days(from: NaiveDate, count: u64) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take(usize::try_from(count).unwrap_or(usize::MAX))
}

fn short_text(schedules: &[Schedule], from: NaiveDate) -> Option<String> {
    let parts: Option<Vec<String>> = schedules.iter().map(|one| text_of(one, from)).collect();
    Some(parts?.join(", "))
}

fn text_of(schedule: &Schedule, from: NaiveDate) -> Option<String> {
    let bounds = bounds(schedule, from);
    let mut text = match schedule.rules.is_empty() {
        true => schedule.osm.clone()?,
        false => rules_text(&schedule.rules, &bounds, from),
    };
    for exception in &schedule.exceptions {
        text.push_str("; ");
        text.push_str(&exception_text(exception));
    }
    Some(text)
}

fn bounds(schedule: &Schedule, from: NaiveDate) -> String {
    match (schedule.valid_from, schedule.valid_until) {
        (None, None) => String::new(),
        (Some(first), None) => format!("{}+ ", date(first)),
        (first, Some(last)) => {
            let first = first.or(NaiveDate::from_ymd_opt(from.year(), 1, 1)).unwrap_or(from);
            format!("{}-{} ", date(first), date(last))
        }
    }
}

// What a holiday closes comes before the word that closes it, the rest after.
fn rules_text(rules: &[Rule], bounds: &str, from: NaiveDate) -> String {
    use HolidayPolicy::{Closed, Open};
    let one = |rule: &Rule| rule_text(rule, bounds, from);
    let of = |public: HolidayPolicy, school: HolidayPolicy| -> Vec<String> {
        let like = rules.iter().filter(|rule| {
            let policies = (rule.public_holidays, rule.school_holidays);
            !rule.is_dated() && policies == (public, school)
        });
        like.map(one).collect()
    };
    let (both, public, school) = (of(Closed, Closed), of(Closed, Open), of(Open, Closed));
    let steps = match (both.is_empty(), public.is_empty(), school.is_empty()) {
        (false, true, true) => vec![(both, "PH,SH off")],
        (true, _, _) | (_, false, _) => {
            vec![(both, "SH off"), (public, "PH off"), (school, "SH off")]
        }
        (false, true, false) => vec![(both, "PH off"), (school, "SH off")],
    };
    let open = rules.iter().filter(|rule| {
        let policies = [rule.public_holidays, rule.school_holidays];
        rule.is_dated() || policies == [Open, Open] || policies.contains(&HolidayPolicy::Only)
    });
    let mut text = String::new();
    for (rules, closing) in steps.into_iter().filter(|(rules, _)| !rules.is_empty()) {
        append(&mut text, ", ", &rules.join(", "));
        append(&mut text, "; ", closing);
    }
    append(&mut text, ", ", &open.map(one).collect::<Vec<_>>().join(", "));
    text
}

fn append(text: &mut String, separator: &str, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push_str(separator);
    }
    text.push_str(more);
}

fn rule_text(rule: &Rule, bounds: &str, from: NaiveDate) -> String {
    let times = Times::write_all(&rule.times);
    match &rule.recurrence {
        Recurrence::Weekly { days, every, anchor } => {
            let week = match anchor {
                Some(anchor) if *every > 1 => week_text(*every, *anchor, from),
                _ => String::new(),
            };
            let holidays = match (rule.public_holidays, rule.school_holidays) {
                (HolidayPolicy::Only, _) if days.len() == 7 => return format!("PH {times}"),
                (_, HolidayPolicy::Only) if days.len() == 7 => return format!("SH {times}"),
                (HolidayPolicy::Only, _) => "PH ",
                (_, HolidayPolicy::Only) => "SH ",
                _ => "",
            };
            format!("{bounds}{week}{holidays}{} {times}", week_days(days))
        }
        Recurrence::Monthly { days, nth } => {
            let nth = nth.iter().map(i8::to_string).collect::<Vec<_>>().join(",");
            let days = days.iter().map(|day| format!("{}[{nth}]", short(*day)));
            format!("{bounds}{} {times}", days.collect::<Vec<_>>().join(","))
        }
        Recurrence::Dates(dates) => {
            let dates = dates.iter().map(|day| date(*day)).collect::<Vec<_>>().join(",");
            format!("{dates} {times}")
        }
    }
}

// Weeks of the calendar start anew each year, which reading back will notice.
fn week_text(every: u8, anchor: NaiveDate, from: NaiveDate) -> String {
    let weeks = (monday(from) - monday(anchor)).num_weeks();
    let ahead = (-weeks).rem_euclid(every.into()).unsigned_abs();
    let next = monday(from).checked_add_days(Days::new(ahead * 7)).unwrap_or(from);
    let (week, every) = (next.iso_week().week(), u32::from(every));
    let first = match week % every {
        0 => every,
        first => first,
    };
    format!("week {first:02}-53/{every} ")
}

fn exception_text(exception: &Exception) -> String {
    let days = match exception.from == exception.until {
        true => date(exception.from),
        false => format!("{}-{}", date(exception.from), date(exception.until)),
    };
    let reason = exception.reason.as_deref().unwrap_or_default().replace('"', "’");
    match (exception.is_closed(), reason.trim()) {
        (true, "") => format!("{days} off"),
        (true, reason) => format!("{days} off \"{reason}\""),
        (false, _) => format!("{days} {}", Times::write_all(&exception.times)),
    }
}

// Days with the same times together, so that the text stays short.
fn dated_text(hours: &Hours, from: NaiveDate) -> Option<OsmText> {
    let mut of_times: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for day in days(from, WRITTEN_DAYS) {
        let times: Vec<String> = hours
            .times_on(day)
            .iter()
            .filter_map(|(opens, closes)| {
                let ends = [opens, closes].map(|time| time.format("%H:%M").to_string());
                Some(Times::parse(ends.first()?, ends.last()?).ok()?.to_string())
            })
            .collect();
        if !times.is_empty() {
            of_times.entry(times).or_default().push(date(day));
        }
    }
    let parts =
        of_times.iter().map(|(times, days)| format!("{} {}", days.join(","), times.join(",")));
    let text = parts.collect::<Vec<_>>().join("; ");
    let until = from.checked_add_days(Days::new(WRITTEN_DAYS - 1));
    (!text.is_empty()).then_some(OsmText { text, exact_until: until })
}

fn date(day: NaiveDate) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
    format!("{} {month} {:02}", day.year(), day.day())
}

fn week_days(days: &[Weekday]) -> String {
    let mut days: Vec<Weekday> = days.to_vec();
    days.sort_by_key(|day| day.num_days_from_monday());
    days.dedup();
    let is_run = days.windows(2).all(|two| matches!(two, [one, next] if one.succ() == *next));
    match days.as_slice() {
        [first, _, .., last] if is_run => format!("{}-{}", short(*first), short(*last)),
        days => days.iter().map(|day| short(*day)).collect::<Vec<_>>().join(","),
    }
}

/// `Mo` to `Su`.
fn short(day: Weekday) -> String {
    let name = line::short(day);
    let (first, rest) = name.split_at(1);
    format!("{first}{}", rest.to_ascii_lowercase())
}
