use kernel::FieldErrors;
use partner_directory::schedule::{Exception, Rule, Times};
use partner_directory::{CountryHolidays, Schedule};

use super::*;
use crate::listings::labels::tests::at;
use crate::routes::form::Wrong;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn sent(pairs: &[(&str, &str)]) -> ScheduleForm {
    // What a browser sends of an untouched row.
    let defaults = [("rule-1-public", "closed"), ("rule-1-school", "open")];
    let pairs = pairs.iter().chain(&defaults).map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
    ScheduleForm::sent(&Pairs::new(pairs.collect()))
}

fn read(form: &ScheduleForm, before: &Schedule) -> Result<Schedule, FieldErrors> {
    form.read(before, day("2026-03-03"), &CountryHolidays::default())
}

fn wrong(pairs: &[(&str, &str)]) -> Vec<(&'static str, &'static str)> {
    let errors = read(&sent(pairs), &Schedule::empty("new".into())).unwrap_err();
    errors.iter().map(|error| (error.field, error.code)).collect()
}

fn week<'a>(opens: &'a str, closes: &'a str) -> Vec<(&'a str, &'a str)> {
    let (opens, closes) = (("rule-1-opens", opens), ("rule-1-closes", closes));
    vec![("rule-1-frequency", "weekly"), ("rule-1-days", "MO"), opens, closes]
}

#[test]
fn what_is_stored_comes_back_from_the_form_unchanged() {
    let lines = [
        "weekly MO,TH 09:00-12:00,14:00-17:00 public=closed",
        "weekly/2@2026-03-03 TU 20:00-24:00",
        "monthly[4,-1] TH 14:00-17:00 school=only",
        "dates 2026-03-03,2026-03-17 09:00-12:00",
    ];
    for line in lines {
        let schedule = Schedule {
            exceptions: vec![Exception::closed(day("2026-07-20"), day("2026-08-09"), None)],
            is_by_appointment: Some(true),
            note: Some("Sonner".to_owned()),
            valid_until: Some(day("2026-12-31")),
            ..Schedule::of_rules("own".into(), vec![Rule::from_line(line).unwrap()])
        };
        // The proof of "only in school holidays" needs some.
        let holidays =
            CountryHolidays::new([].into(), day("2026-03-01").iter_days().take(99).collect());
        let form = ScheduleForm::of(&schedule);
        assert_eq!(form.read(&schedule, day("2026-03-03"), &holidays), Ok(schedule), "{line}");
    }
}

#[test]
fn imported_text_stays_word_for_word_until_a_row_is_touched() {
    for text in ["mo-fr 9:00-12:00; PH off", "sur rendez-vous"] {
        let before = Schedule::of_hours("imported".into(), text.to_owned());
        assert_eq!(read(&ScheduleForm::of(&before), &before), Ok(before.clone()));
    }
    let before = Schedule::of_hours("imported".into(), "Mo-Fr 09:00-12:00; PH off".to_owned());
    let mut form = ScheduleForm::of(&before);
    form.rules[0].closes[0] = "13:00".to_owned();

    let after = read(&form, &before).unwrap();

    assert_eq!(after.osm, None);
    let line = "weekly MO,TU,WE,TH,FR 09:00-13:00 public=closed";
    assert_eq!(after.rules, [Rule::from_line(line).unwrap()]);
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    assert_eq!(wrong(&week("12:00", "9:00")), [("rule-1-closes", "closes_before_opening")]);
    assert_eq!(wrong(&week("25:00", "26:00")), [("rule-1-opens", "not_a_time")]);
    assert_eq!(wrong(&week("9:00", "")), [("rule-1-closes", "not_a_time")]);
    assert_eq!(wrong(&week("", "")), [("rule-1-opens", "no_times")]);
    let mut never = week("9:00", "12:00");
    never.extend([("schedule-from", "2026-04-01"), ("schedule-until", "04.04.2026")]);
    assert_eq!(wrong(&never), [("rule-1-days", "never_occurs")]);
    let mut past = week("9:00", "12:00");
    past.extend([("exception-1-from", "2026-01-05"), ("exception-1-until", "2026-01-06")]);
    assert_eq!(wrong(&past), [("exception-1-until", "in_the_past")]);
    let odd = [
        ("rule-1-frequency", "hourly"),
        ("rule-1-days", "MO"),
        ("rule-1-opens", "9:00"),
        ("rule-1-closes", "10:00"),
    ];
    assert_eq!(wrong(&odd), [("rule-1-frequency", "unknown")]);
    let dates = [("rule-1-frequency", "dates"), ("rule-1-dates", "31.02.2026")];
    assert_eq!(wrong(&dates), [("rule-1-dates", "not_a_date")]);
}

#[test]
fn typed_values_and_what_is_wrong_with_them_are_shown() {
    let labels = at("2026-03-03T09:00:00Z");
    let form = sent(&week("12:00", "9:00"));
    let errors = read(&form, &Schedule::empty("new".into())).unwrap_err();

    let editor = serde_json::to_value(form.editor(labels, &Wrong::of(labels, &errors))).unwrap();

    let slot = &editor["rules"][0]["slots"][0];
    assert_eq!(
        (slot["opens"]["value"].as_str(), slot["closes"]["value"].as_str()),
        (Some("12:00"), Some("9:00"))
    );
    assert!(slot["closes"]["error"].as_str().unwrap().contains("heure"));
    assert_eq!(editor["rules"].as_array().unwrap().len(), 1);
    let frequencies = editor["rules"][0]["frequencies"].as_array().unwrap();
    assert!(frequencies.iter().all(|one| !one["label"].as_str().unwrap().is_empty()));
}

#[test]
fn one_more_row_comes_when_it_is_asked_for() {
    let labels = at("2026-03-03T09:00:00Z");
    let mut pairs = week("9:00", "12:00");
    pairs.push(("schedule-more", "rule"));
    let form = sent(&pairs);
    assert!(form.wants_row());
    let editor = serde_json::to_value(form.editor(labels, &Wrong::default())).unwrap();
    assert_eq!(editor["rules"].as_array().unwrap().len(), 2);
}

/// What a browser sends of the form, whose fields and lines are those of `editor`.
fn browser(editor: &serde_json::Value) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut fields = |value: &serde_json::Value| {
        let (name, value) = (&value["name"], &value["value"]);
        pairs.push((name.as_str().unwrap().to_owned(), value.as_str().unwrap().to_owned()));
    };
    let rows = |name: &str| editor[name].as_array().unwrap().clone();
    for rule in rows("rules") {
        for name in ["frequency", "anchor", "dates", "public", "school"] {
            fields(&rule[name]);
        }
        for slot in rule["slots"].as_array().unwrap() {
            fields(&slot["opens"]);
            fields(&slot["closes"]);
        }
    }
    for exception in rows("exceptions") {
        for name in ["from", "until", "times", "reason"] {
            fields(&exception[name]);
        }
    }
    for name in ["from", "until", "note"] {
        fields(&editor[name]);
    }
    for rule in rows("rules") {
        for day in rule["day_choices"].as_array().unwrap() {
            if day["checked"] == true {
                let name = rule["days"]["name"].as_str().unwrap();
                pairs.push((name.to_owned(), day["value"].as_str().unwrap().to_owned()));
            }
        }
    }
    for (list, name) in [("kept_rules", "schedule-rule"), ("kept_exceptions", "schedule-exception")]
    {
        for row in rows(list) {
            pairs.push((name.to_owned(), row["line"].as_str().unwrap().to_owned()));
        }
    }
    pairs
}

fn shown(form: &ScheduleForm) -> serde_json::Value {
    let labels = at("2026-03-03T09:00:00Z");
    serde_json::to_value(form.editor(labels, &Wrong::default())).unwrap()
}

fn long() -> Schedule {
    let rules = ["MO 09:00-12:00", "TU 08:00-09:00,10:00-11:00,12:00-13:00", "WE 09:00-10:00"];
    let more = ["TH 09:00-12:00", "FR 09:00-12:00", "SA 09:00-12:00"];
    let rules = rules.iter().chain(&more).map(|days| format!("weekly {days}"));
    let exception = |number: u32| Exception {
        from: day(&format!("2026-05-{number:02}")),
        until: day(&format!("2026-05-{number:02}")),
        times: Times::read_all("08:00-09:00,10:00-11:00,14:00-15:00").unwrap(),
        reason: Some(format!("fête, jour {number}")),
    };
    Schedule {
        exceptions: (1..8).map(exception).collect(),
        ..Schedule::of_rules(
            "own".into(),
            rules.map(|line| Rule::from_line(&line).unwrap()).collect(),
        )
    }
}

#[test]
fn many_rules_and_times_come_back_from_the_browser_unchanged() {
    let schedule = long();
    let editor = shown(&ScheduleForm::of(&schedule));
    assert_eq!(editor["kept_rules"].as_array().unwrap().len(), 4);
    assert_eq!(editor["kept_exceptions"].as_array().unwrap().len(), 5);

    let form = ScheduleForm::sent(&Pairs::new(browser(&editor)));

    assert_eq!(read(&form, &schedule), Ok(schedule));
}

#[test]
fn opening_a_row_loses_nothing_and_an_exception_keeps_its_times_when_its_reason_changes() {
    let schedule = long();
    let mut pairs = browser(&shown(&ScheduleForm::of(&schedule)));
    pairs.push(("schedule-edit-exception".to_owned(), "1".to_owned()));
    let form = ScheduleForm::sent(&Pairs::new(pairs));
    assert!(form.wants_row());

    let mut pairs = browser(&shown(&form));
    let reason = pairs.iter_mut().find(|(_, value)| value == "fête, jour 2").unwrap();
    reason.1 = "panne".to_owned();
    let after = read(&ScheduleForm::sent(&Pairs::new(pairs)), &schedule).unwrap();

    assert_eq!(after.rules, schedule.rules);
    assert_eq!(after.exceptions.len(), schedule.exceptions.len());
    let changed = after.exception_on(day("2026-05-02")).unwrap();
    assert_eq!(changed.reason.as_deref(), Some("panne"));
    assert_eq!(changed.times.len(), 3);
}

#[test]
fn a_row_that_is_closed_can_be_taken_away() {
    let schedule = long();
    let mut pairs = browser(&shown(&ScheduleForm::of(&schedule)));
    pairs.push(("schedule-drop-rule".to_owned(), "0".to_owned()));
    let form = ScheduleForm::sent(&Pairs::new(pairs));
    let pairs = browser(&shown(&form));
    let after = read(&ScheduleForm::sent(&Pairs::new(pairs)), &schedule).unwrap();
    assert_eq!(after.rules, schedule.rules[1..]);
}
