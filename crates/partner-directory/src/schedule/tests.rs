use chrono::{Days, NaiveDate, Weekday};

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rule(line: &str) -> Rule {
    Rule::from_line(line).unwrap_or_else(|| panic!("{line}"))
}

fn of(lines: &[&str]) -> Schedule {
    Schedule::of_rules("schedule".into(), lines.iter().map(|line| rule(line)).collect())
}

fn holidays() -> CountryHolidays {
    let school = day("2026-02-21").iter_days().take(9).collect();
    CountryHolidays::new([day("2026-09-10"), day("2026-04-06")].into(), school)
}

fn refusals(schedule: &Schedule) -> Vec<(ScheduleField, ScheduleRefusal)> {
    let errors = check(schedule, day("2026-03-03"), &holidays());
    errors.into_iter().map(|error| (error.field, error.code)).collect()
}

#[test]
fn a_line_is_read_back_as_the_rule_that_wrote_it() {
    let lines = [
        "weekly MO,TH 09:00-12:00,14:00-17:00",
        "weekly/2@2026-03-03 TU 14:00-24:00 public=closed school=only",
        "monthly[2,-1] TH 14:00-17:00 public=closed",
        "dates 2026-03-03,2026-03-17 09:00-12:00",
    ];
    for line in lines {
        assert_eq!(rule(line).to_string(), line);
        let json = serde_json::to_string(&rule(line)).unwrap();
        assert_eq!(serde_json::from_str::<Rule>(&json).unwrap(), rule(line), "{json}");
    }
    for line in ["", "weekly", "weekly MO", "weekly XX 09:00-12:00", "weekly MO 12:00-09:00"] {
        assert_eq!(Rule::from_line(line), None, "{line}");
    }
}

#[test]
fn times_are_read_as_people_write_them() {
    for (opens, closes) in [("9:00", "12:00"), ("09.00", "12h"), ("9 h", "12 h 00"), ("9", "12")] {
        assert_eq!(Times::parse(opens, closes).unwrap().to_string(), "09:00-12:00");
    }
    for closes in ["24:00", "0:00", "00h"] {
        assert_eq!(Times::parse("20:00", closes).unwrap().to_string(), "20:00-24:00");
    }
    let refused = |opens, closes| Times::parse(opens, closes).unwrap_err();
    assert_eq!(refused("12:00", "12:00"), NotTimes::ClosesBeforeOpening);
    assert_eq!(refused("12:00", "9:00"), NotTimes::ClosesBeforeOpening);
    for odd in ["25:00", "24:01", "9:60", "-1:00", "neuf", "", "9:5:1", "１2:00", "99999:00"] {
        assert_eq!(refused(odd, "23:00"), NotTimes::NotATime, "{odd}");
        assert_eq!(refused("0:00", odd), NotTimes::NotATime, "{odd}");
    }
    assert_eq!(refused("24:00", "24:00"), NotTimes::NotATime);
}

#[test]
fn what_can_never_be_held_or_cannot_be_meant_is_refused_at_its_field() {
    use ScheduleField::*;
    use ScheduleRefusal::*;
    let fixtures = [
        ("weekly MO 09:00-12:00", None),
        ("weekly/2@2026-03-03 TU 09:00-12:00", None),
        ("monthly[5] MO 09:00-12:00", None),
        ("dates 2026-03-01,2026-03-03 09:00-12:00", None),
        ("weekly MO 09:00-12:00 school=only", Some((RuleHolidays(0), NeverOccurs))),
        ("weekly  09:00-12:00", Some((RuleDays(0), NoDays))),
        ("weekly/2 TU 09:00-12:00", Some((RuleAnchor(0), NoAnchor))),
        ("weekly/40@2026-03-03 TU 09:00-12:00", Some((RuleAnchor(0), OutOfRange))),
        ("monthly[] TU 09:00-12:00", Some((RuleNth(0), NoDays))),
        ("monthly[6] TU 09:00-12:00", Some((RuleNth(0), OutOfRange))),
        ("dates  09:00-12:00", Some((RuleDates(0), NoDays))),
        ("dates 2026-03-01,2026-03-02 09:00-12:00", Some((RuleDates(0), NeverOccurs))),
        ("weekly MO 09:00-12:00,11:00-13:00", Some((RuleTimes(0), Overlap))),
        ("weekly MO ", Some((RuleTimes(0), NoTimes))),
    ];
    for (line, expected) in fixtures {
        assert_eq!(refusals(&of(&[line])), expected.into_iter().collect::<Vec<_>>(), "{line}");
    }
}

#[test]
fn bounds_can_leave_a_rule_without_a_day() {
    use ScheduleField::*;
    let within = |line: &str, from: &str, until: &str| Schedule {
        valid_from: Some(day(from)),
        valid_until: Some(day(until)),
        ..of(&[line])
    };
    let never = ScheduleRefusal::NeverOccurs;
    let fifth = "monthly[5] MO 09:00-12:00";
    assert_eq!(refusals(&within(fifth, "2026-04-01", "2026-05-31")), [(RuleNth(0), never)]);
    assert_eq!(refusals(&within(fifth, "2026-06-01", "2026-06-30")), []);
    let week = "weekly MO 09:00-12:00";
    assert_eq!(refusals(&within(week, "2026-04-01", "2026-04-04")), [(RuleDays(0), never)]);
    let second = "weekly/2@2026-03-09 MO 09:00-12:00";
    assert_eq!(refusals(&within(second, "2026-03-16", "2026-03-20")), [(RuleAnchor(0), never)]);
    assert_eq!(
        refusals(&within(week, "2026-05-01", "2026-04-01")),
        [(ValidUntil, ScheduleRefusal::EndsBeforeStart)]
    );
}

#[test]
fn overlapping_rules_and_exceptions_that_are_over_are_refused() {
    use ScheduleField::*;
    let overlapping = ["weekly MO,TU 09:00-12:00", "weekly TU,WE 11:00-13:00"];
    assert_eq!(refusals(&of(&overlapping)), [(RuleTimes(1), ScheduleRefusal::Overlap)]);
    assert_eq!(refusals(&of(&["weekly MO 09:00-12:00", "weekly MO 12:00-13:00"])), []);

    let with = |from: &str, until: &str| Schedule {
        exceptions: vec![Exception::closed(day(from), day(until), None)],
        ..of(&["weekly MO 09:00-12:00"])
    };
    assert_eq!(
        refusals(&with("2026-07-20", "2026-07-19")),
        [(ExceptionDays(0), ScheduleRefusal::EndsBeforeStart)]
    );
    assert_eq!(
        refusals(&with("2026-02-01", "2026-03-02")),
        [(ExceptionDays(0), ScheduleRefusal::InThePast)]
    );
    assert_eq!(refusals(&with("2026-02-01", "2026-03-03")), []);
}

#[test]
fn a_schedule_knows_its_last_day() {
    let tour = of(&["dates 2026-03-03,2026-03-17 09:00-12:00"]);
    assert_eq!(tour.last_day(), Some(day("2026-03-17")));
    let bounded = Schedule { valid_until: Some(day("2026-03-10")), ..tour.clone() };
    assert_eq!(bounded.last_day(), Some(day("2026-03-10")));
    assert_eq!(of(&["weekly MO 09:00-12:00"]).last_day(), None);
    let both = of(&["weekly MO 09:00-12:00", "dates 2026-03-03 09:00-12:00"]);
    assert_eq!(both.last_day(), None);
    let moved = Exception {
        times: vec![Times::parse("9", "12").unwrap()],
        ..Exception::closed(day("2026-03-24"), day("2026-03-24"), None)
    };
    assert_eq!(Schedule { exceptions: vec![moved], ..tour }.last_day(), Some(day("2026-03-24")));
}

#[test]
fn every_second_week_goes_on_over_the_new_year_and_before_its_anchor() {
    let rule = rule("weekly/2@2026-12-29 TU 14:00-17:00");
    let start = day("2026-12-29");
    for fortnight in 0..30 {
        let held = start + Days::new(14 * fortnight);
        assert!(rule.falls_on(held, &holidays()), "{held}");
        assert!(!rule.falls_on(held + Days::new(7), &holidays()), "{held}");
        assert!(rule.falls_on(start - Days::new(14 * fortnight), &holidays()));
    }
}

#[test]
fn the_last_exception_that_covers_a_day_counts() {
    let mut schedule = of(&["weekly MO,TU 09:00-12:00"]);
    let week = Exception::closed(day("2026-03-02"), day("2026-03-08"), None);
    let short = Times::parse("10", "11").unwrap();
    let tuesday = Exception {
        times: vec![short],
        ..Exception::closed(day("2026-03-03"), day("2026-03-03"), None)
    };
    schedule.exceptions = vec![week, tuesday];

    let held: Vec<_> = schedule.days(day("2026-03-01"), day("2026-03-10"), &holidays()).collect();

    let usual = Times::parse("9", "12").unwrap();
    let expected = [("2026-03-03", short), ("2026-03-09", usual), ("2026-03-10", usual)];
    assert_eq!(held, expected.map(|(date, times)| (day(date), vec![times])));
    assert_eq!(rule("weekly MO 09:00-12:00").recurrence.weekdays(), [Weekday::Mon]);
}
