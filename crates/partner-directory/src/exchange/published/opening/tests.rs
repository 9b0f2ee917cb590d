use kernel::{Closure, ScheduleId};

use super::*;
use crate::fixtures::at_place;
use crate::schedule::{HolidayPolicy, Recurrence, Rule, Times};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn schedule(opening: Schedule) -> OfferAtPlace {
    OfferAtPlace { schedules: vec![opening], ..at_place("24/7") }
}

fn mornings() -> Rule {
    Rule::weekly(vec![chrono::Weekday::Mon], vec![Times::parse("9:00", "12:00").unwrap()])
}

fn said(mut opening: OfferAtPlace, closures: &[Closure]) -> (String, Vec<Lost>) {
    let holidays = Holidays::default();
    let lost = say(&mut opening, closures, ("CH", &holidays), day("2026-03-02"));
    assert!(opening.schedules.iter().all(|one| one.rules.is_empty()), "rules are left");
    let text = opening.schedules.iter().filter_map(|one| one.osm.clone()).collect::<Vec<_>>();
    (text.join("; "), lost)
}

fn id() -> ScheduleId {
    ScheduleId::from("schedule-1")
}

#[test]
fn text_from_elsewhere_stays_word_for_word() {
    assert_eq!(said(at_place("Mo-Fr 9:00-12:00"), &[]), ("Mo-Fr 9:00-12:00".into(), vec![]));
    assert_eq!(said(at_place("sur demande"), &[]), ("sur demande".into(), vec![]));
}

#[test]
fn rules_exceptions_and_closures_to_come_are_said() {
    let rules = Schedule {
        exceptions: vec![
            Exception::closed(day("2026-01-05"), day("2026-01-05"), None),
            Exception::closed(day("2026-04-06"), day("2026-04-06"), Some("Pâques".into())),
        ],
        ..Schedule::of_rules(id(), vec![mornings()])
    };
    let closure = Closure { from: day("2026-07-06"), until: day("2026-07-20") };

    let (text, lost) = said(schedule(rules), &[closure]);

    assert_eq!(lost, vec![]);
    assert!(text.contains("Mo 09:00-12:00"), "{text}");
    assert!(
        text.contains("2026 Apr 06 off") && text.contains("2026 Jul 06-2026 Jul 20 off"),
        "{text}"
    );
    assert!(!text.contains("Jan 05"), "what is over is not said: {text}");
}

#[test]
fn a_closure_is_said_beside_text_from_elsewhere() {
    let closure = Closure { from: day("2026-07-06"), until: day("2026-07-06") };
    let (text, lost) = said(at_place("Mo-Fr 09:00-12:00"), std::slice::from_ref(&closure));
    assert_eq!((text.as_str(), lost), ("Mo-Fr 09:00-12:00; 2026 Jul 06 off", vec![]));
    let (text, lost) = said(at_place("sur demande"), std::slice::from_ref(&closure));
    assert_eq!((text.as_str(), lost), ("sur demande", vec![Lost::Closures]));
}

#[test]
fn hours_that_no_rule_of_the_syntax_fits_are_dates_and_counted() {
    let every_second = Rule {
        recurrence: Recurrence::Weekly {
            days: vec![chrono::Weekday::Mon],
            every: 2,
            anchor: Some(day("2026-03-02")),
        },
        public_holidays: HolidayPolicy::Open,
        ..mornings()
    };
    let (text, lost) = said(schedule(Schedule::of_rules(id(), vec![every_second])), &[]);
    assert_eq!(lost, vec![Lost::AfterDay]);
    assert!(text.contains("2026 Mar 02,2026 Mar 16"), "{text}");
}

#[test]
fn bounds_and_hours_that_cannot_be_said_are_counted() {
    let bound = Schedule {
        valid_until: Some(day("2026-12-31")),
        ..Schedule::of_hours(id(), "Mo 09:00-12:00".into())
    };
    assert_eq!(said(schedule(bound), &[]), ("Mo 09:00-12:00".into(), vec![Lost::Bounds]));
    let unread = Schedule {
        exceptions: vec![Exception::closed(day("2026-04-06"), day("2026-04-06"), None)],
        ..Schedule::of_hours(id(), "sur demande".into())
    };
    assert_eq!(said(schedule(unread), &[]), ("sur demande".into(), vec![Lost::Hours]));
}
