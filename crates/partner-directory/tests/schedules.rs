//! Every schedule of the table `schedules.txt`: the days it is open, its boundaries, and what it
//! becomes as OpenStreetMap text and as a recurrence.

#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]
#![expect(clippy::indexing_slicing, reason = "a test stops where it stands")]

mod calendars;

use std::collections::BTreeSet;

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Zurich;
use partner_directory::schedule::from_osm::from_osm;
use partner_directory::schedule::osm::to_osm;
use partner_directory::schedule::rrule;
use partner_directory::schedule::{Exception, Recurrence, Rule, Times};
use partner_directory::{CountryHolidays, Holidays, Hours, Schedule};

const PUBLIC: &str = include_str!("../../../seed-data/calendars/geneva-public-holidays.csv");
const SCHOOL: &str = include_str!("../../../seed-data/calendars/geneva-school-holidays.csv");

struct Fixture {
    name: &'static str,
    schedule: Schedule,
    after: NaiveDate,
    is_exact: bool,
    days: Vec<NaiveDate>,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

fn holidays() -> Holidays {
    let first = |line: &str| day(line.split(',').next().unwrap());
    let public = PUBLIC.lines().skip(1).map(first).collect();
    let school = SCHOOL.lines().skip(1).flat_map(|line| {
        let ends: Vec<&str> = line.split(',').collect();
        let last = day(ends[1]);
        day(ends[0]).iter_days().take_while(move |day| *day <= last)
    });
    let both = CountryHolidays::new(public, school.collect());
    Holidays::of_countries([("CH".to_owned(), both)])
}

fn exception(text: &str) -> Exception {
    let mut words = text.splitn(3, ' ');
    let (days, times) = (words.next().unwrap(), words.next().unwrap());
    let (from, until) = days.split_once("..").unwrap_or((days, days));
    let times = match times {
        "off" => Vec::new(),
        times => Times::read_all(times).unwrap(),
    };
    Exception { from: day(from), until: day(until), times, reason: words.next().map(str::to_owned) }
}

fn fixtures() -> Vec<Fixture> {
    let rows = include_str!("schedules.txt").lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| {
        let [name, rules, bounds, exceptions, after, osm, days] =
            row.split('|').collect::<Vec<_>>().try_into().unwrap();
        let bound = |text: &str| (!text.is_empty()).then(|| day(text));
        let (from, until) = bounds.split_once("..").unwrap_or_default();
        let rules = rules
            .split(" & ")
            .map(|line| Rule::from_line(line).unwrap_or_else(|| panic!("{line}")))
            .collect();
        let exceptions = exceptions.split(" & ").filter(|text| !text.is_empty()).map(exception);
        let schedule = Schedule {
            exceptions: exceptions.collect(),
            valid_from: bound(from),
            valid_until: bound(until),
            ..Schedule::of_rules("schedule".into(), rules)
        };
        Fixture {
            name,
            schedule,
            after: day(after),
            is_exact: osm == "exact",
            days: days.split(',').map(day).collect(),
        }
    })
    .collect()
}

fn hours(schedule: &Schedule) -> Hours {
    Hours::read(std::slice::from_ref(schedule), "CH", &holidays()).unwrap()
}

fn year(from: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take(366)
}

#[test]
fn the_table_is_long_enough_and_each_row_has_days() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 60, "{}", fixtures.len());
    assert!(fixtures.iter().all(|one| !one.days.is_empty()));
}

#[test]
fn each_schedule_is_open_on_its_days_and_on_no_other() {
    for fixture in fixtures() {
        let hours = hours(&fixture.schedule);
        let days = fixture.after.iter_days().take(501);
        let open: Vec<_> = days.filter(|day| !hours.times_on(*day).is_empty()).take(6).collect();
        assert_eq!(open, fixture.days, "{}", fixture.name);
    }
}

/// The instant of a local time; one that the clock skips is the instant after.
fn instant(day: NaiveDate, time: NaiveTime, is_closing: bool) -> Option<DateTime<Utc>> {
    let day = if is_closing && time == NaiveTime::MIN { day + Days::new(1) } else { day };
    let at = Zurich.from_local_datetime(&day.and_time(time));
    let at = if is_closing { at.latest() } else { at.earliest() };
    at.map(|at| at.to_utc())
}

#[test]
fn it_is_open_at_the_instant_of_opening_and_closed_at_that_of_closing() {
    let mut asserted = 0;
    for fixture in fixtures() {
        let hours = hours(&fixture.schedule);
        for day in year(fixture.after) {
            for (opens, closes) in hours.times_on(day) {
                let (Some(from), Some(until)) =
                    (instant(day, opens, false), instant(day, closes, true))
                else {
                    continue;
                };
                let (name, minute) = (fixture.name, Duration::minutes(1));
                assert!(hours.is_open(from), "{name} opens at {from}");
                assert!(hours.is_open(until - minute), "{name} before {until}");
                let next = hours.next_opening(from).unwrap();
                let touches_before = hours.is_open(from - minute);
                let touches_after = hours.is_open(until);
                assert_eq!(next.from, from, "{name}");
                assert!(next.until >= until, "{name}");
                assert!(touches_after || next.until == until, "{name} until {until}");
                if !touches_before {
                    assert_eq!(hours.next_opening(from - minute), Some(next), "{name}");
                }
                let after = hours.next_opening(until);
                assert!(after.is_none_or(|after| after.from >= until), "{name} after {until}");
                asserted += 1;
            }
        }
    }
    assert!(asserted > 3000, "{asserted}");
}

#[test]
fn a_line_holds_the_whole_rule() {
    for rule in fixtures().iter().flat_map(|fixture| &fixture.schedule.rules) {
        assert_eq!(Rule::from_line(&rule.to_string()).as_ref(), Some(rule));
    }
}

#[test]
fn openstreetmap_text_gives_the_same_openings_as_far_as_it_says() {
    for fixture in fixtures() {
        let (name, after) = (fixture.name, fixture.after);
        let schedules = std::slice::from_ref(&fixture.schedule);
        let written = to_osm(schedules, "CH", &holidays(), after).expect(name);
        assert_eq!(written.exact_until.is_none(), fixture.is_exact, "{name}: {}", written.text);
        let last = written.exact_until.unwrap_or(after + Days::new(2 * 366 - 1));
        assert!(last >= after + Days::new(365), "{name}");

        let read = Hours::parse(&written.text, "CH", &holidays()).expect(&written.text);
        let own = hours(&fixture.schedule);
        for day in after.iter_days().take_while(|day| *day <= last) {
            let text = &written.text;
            assert_eq!(read.times_on(day), own.times_on(day), "{name} on {day}: {text}");
        }
    }
}

#[test]
fn exact_text_is_read_back_as_rules_that_open_at_the_same_times() {
    let mut read_back = 0;
    for fixture in fixtures().iter().filter(|fixture| fixture.is_exact) {
        let schedules = std::slice::from_ref(&fixture.schedule);
        let text = to_osm(schedules, "CH", &holidays(), fixture.after).unwrap().text;
        let Some((rules, exceptions)) = from_osm(&text) else {
            continue;
        };
        let again = Schedule { exceptions, ..Schedule::of_rules("schedule".into(), rules) };
        let (own, again) = (hours(&fixture.schedule), hours(&again));
        for day in fixture.after.iter_days().take(2 * 366) {
            let name = fixture.name;
            assert_eq!(again.times_on(day), own.times_on(day), "{name} on {day}: {text}");
        }
        read_back += 1;
    }
    assert!(read_back >= 40, "{read_back}");
}

#[test]
fn text_that_says_more_than_rules_stays_text() {
    for text in [
        "Mo-Fr 09:00-12:00 open \"sur rendez-vous\"",
        "Mo-Fr 09:00-12:00 unknown",
        "Mo-Fr 09:00-12:00 || \"sur appel\"",
        "Mo-Fr sunrise-12:00",
        "Jul-Aug Mo-Fr 08:00-10:00",
        "week 1-53/2 Mo 09:00-12:00",
        "Mo-Fr 09:00-18:00; PH 10:00-12:00",
        "sur rendez-vous",
        "",
    ] {
        assert_eq!(from_osm(text), None, "{text}");
    }
}

#[test]
fn a_recurrence_is_read_back_from_its_rrule() {
    let mut read_back = 0;
    for fixture in fixtures() {
        for rule in &fixture.schedule.rules {
            let Some(text) = rrule::rrule(&rule.recurrence) else { continue };
            let anchor = match &rule.recurrence {
                Recurrence::Weekly { anchor: Some(anchor), .. } => *anchor,
                _ => fixture.after,
            };
            let (again, until) = rrule::from_rrule(&text, anchor).expect(&text);
            assert_eq!((again, until), (rule.recurrence.clone(), None), "{text}");
            read_back += 1;
        }
    }
    assert!(read_back >= 60, "{read_back}");
    let start = day("2026-03-12");
    for (text, line) in [
        ("RRULE:FREQ=WEEKLY", "weekly TH 09:00-12:00"),
        ("FREQ=MONTHLY;BYDAY=TH;BYSETPOS=2", "monthly[2] TH 09:00-12:00"),
        ("FREQ=MONTHLY;BYDAY=+2TH", "monthly[2] TH 09:00-12:00"),
    ] {
        let (recurrence, _) = rrule::from_rrule(text, start).expect(text);
        assert_eq!(recurrence, Rule::from_line(line).unwrap().recurrence, "{text}");
    }
    let until = rrule::from_rrule("FREQ=WEEKLY;UNTIL=20260630T120000Z", start).unwrap().1;
    assert_eq!(until, Some(day("2026-06-30")));
    for text in [
        "",
        "FREQ=DAILY",
        "FREQ=MONTHLY;BYMONTHDAY=3",
        "FREQ=WEEKLY;COUNT=3",
        "FREQ=WEEKLY;X",
        "FREQ=MONTHLY;BYDAY=1MO,2TU",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;BYDAY=é",
    ] {
        assert_eq!(rrule::from_rrule(text, start), None, "{text}");
    }
}

#[test]
fn events_start_on_a_day_of_their_rule_and_name_every_day_left_out() {
    for fixture in fixtures() {
        let days = holidays().of("CH");
        for event in rrule::events(&fixture.schedule, Zurich, &days, fixture.after) {
            let left_out: BTreeSet<_> = event.left_out.iter().collect();
            assert_eq!(left_out.len(), event.left_out.len(), "{}", fixture.name);
            assert!(event.ends > event.starts);
            let first = event.starts.date();
            let is_open = !fixture.schedule.times_on(first, &days).is_empty();
            assert!(is_open || event.is_cancelled, "{} on {first}", fixture.name);
        }
    }
}
