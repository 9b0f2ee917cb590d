//! The calendars of all fixtures, read back by other people's software.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{Duration, NaiveDateTime};
use kernel::Closure;
use partner_directory::exchange::icalendar::{Moment, calendar};
use partner_directory::{Kind, Listing, Offer, OfferAtPlace, Organization, Place};

use super::*;

const REQUIREMENTS: &str = include_str!("requirements.txt");

fn listing(schedule: Schedule, closures: Vec<Closure>, is_hidden: bool) -> Listing {
    let now = DateTime::<Utc>::UNIX_EPOCH;
    let (slug, name) = ("aide".to_owned(), "Aide, conseil ; écoute à l’épicerie \\ bar".to_owned());
    let offer = ("offer".into(), "organization".into(), (slug, name), Kind::DigitalDropIn);
    let (id, organization, names, kind) = offer;
    let offer = Offer::draft(id, organization, names, kind, (now, now.date_naive()));
    let organization = Organization::named("organization".into(), "o".into(), "O".into(), now);
    let place = Place {
        street: "Rue de l’Exposition-Nationale-et-Internationale-des-Arts 1".to_owned(),
        postcode: "1203".to_owned(),
        is_address_hidden: is_hidden,
        ..Place::named("place".into(), "Maison".to_owned(), "Genève".to_owned(), now)
    };
    let at = OfferAtPlace {
        id: "at".into(),
        offer: "offer".into(),
        place: "place".into(),
        schedules: vec![schedule],
    };
    let organization = Organization { closures, ..organization };
    Listing::build(offer, &organization, [(at, place)], &holidays())
}

fn written(listing: &Listing, after: NaiveDate) -> String {
    let now = after.and_time(NaiveTime::MIN).and_utc();
    let holidays = holidays();
    let moment = Moment { now, today: after, holidays: &holidays };
    calendar(listing, "https://relais.example/offres/aide", moment)
}

/// Starts and ends from `first` on within a year, touching openings together.
fn own(listing: &Listing, first: NaiveDate) -> BTreeSet<(NaiveDateTime, NaiveDateTime)> {
    let Some(hours) = &listing.places[0].hours else { return BTreeSet::new() };
    let of_day = |day: NaiveDate| {
        let end = move |closes: NaiveTime| match closes == NaiveTime::MIN {
            true => (day + Days::new(1)).and_time(closes),
            false => day.and_time(closes),
        };
        hours.times_on(day).into_iter().map(move |(from, until)| (day.and_time(from), end(until)))
    };
    merged(year(first).flat_map(of_day).collect())
}

fn merged(
    spans: BTreeSet<(NaiveDateTime, NaiveDateTime)>,
) -> BTreeSet<(NaiveDateTime, NaiveDateTime)> {
    let mut out: Vec<(NaiveDateTime, NaiveDateTime)> = Vec::new();
    for (from, until) in spans {
        match out.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => out.push((from, until)),
        }
    }
    out.into_iter().collect()
}

#[test]
fn other_software_reads_the_same_sessions_out_of_every_calendar() {
    let python = match python() {
        Ok(python) => python,
        Err(reason) => {
            assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "{reason}");
            eprintln!("skipped: {reason}");
            return;
        }
    };
    let folder = tempfile::tempdir().unwrap();
    // Both changes of the clock lie within the year.
    let after = day("2026-03-01");
    let mut expected = BTreeMap::new();
    let closure = Closure { from: day("2026-07-20"), until: day("2026-08-09") };
    let texts = ["Jul-Aug Mo-Fr 08:00-10:00", "Mo-Fr 09:00-12:00; PH off", "24/7"];
    let texts = texts.map(|text| Schedule::of_hours("text".into(), text.to_owned()));
    let schedules = fixtures().into_iter().map(|one| one.schedule).chain(texts);
    for (index, schedule) in schedules.enumerate() {
        for (suffix, closures) in [("", Vec::new()), ("-closed", vec![closure.clone()])] {
            let listing = listing(schedule.clone(), closures, false);
            let name = format!("{index:03}{suffix}");
            fs::write(folder.path().join(format!("{name}.ics")), written(&listing, after)).unwrap();
            expected.insert(name, own(&listing, after));
        }
    }

    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/calendars/read.py");
    let last = after + Days::new(365);
    let output = Command::new(python)
        .arg(script)
        .arg(folder.path())
        .args([after.to_string(), last.to_string()])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read: BTreeMap<String, Vec<(String, String)>> =
        serde_json::from_slice(&output.stdout).unwrap();

    let instant = |text: &String| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    let mut sessions = 0;
    for (name, own) in &expected {
        let spans = read[name].iter().map(|(from, until)| (instant(from), instant(until)));
        assert_eq!(&merged(spans.collect()), own, "{name}");
        sessions += own.len();
    }
    assert!(sessions > 5000, "{sessions}");
}

#[test]
fn a_calendar_names_the_zone_escapes_text_and_keeps_its_names() {
    let rule = Rule::from_line("dates 2026-03-17,2026-03-24 09:00-12:00").unwrap();
    let away = Exception::closed(day("2026-03-24"), day("2026-03-24"), Some("vacances".to_owned()));
    let schedule =
        Schedule { exceptions: vec![away], ..Schedule::of_rules("0190b6a2".into(), vec![rule]) };

    let text = written(&listing(schedule.clone(), Vec::new(), false), day("2026-03-01"));
    let unfolded = text.replace("\r\n ", "");

    for line in [
        "BEGIN:VTIMEZONE",
        "DTSTART;TZID=Europe/Zurich:20260317T090000",
        "SUMMARY:Aide\\, conseil \\; écoute à l’épicerie \\\\ bar",
        "UID:0190b6a2-d20260317-540",
        "STATUS:CANCELLED",
        "DESCRIPTION:vacances",
    ] {
        assert!(unfolded.lines().any(|one| one == line), "no {line} in {unfolded}");
    }
    assert!(unfolded.contains("LOCATION:Maison\\, Rue de l’Exposition"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");

    let hidden = written(&listing(schedule, Vec::new(), true), day("2026-03-01"));
    assert!(!hidden.contains("LOCATION") && !hidden.contains("Exposition"), "{hidden}");
    assert_eq!(hidden.matches("UID:0190b6a2").count(), 2);
}

#[test]
fn a_session_that_is_held_keeps_its_length_when_the_clock_changes() {
    let rule = Rule::from_line("weekly SU 01:00-04:00").unwrap();
    let listing = listing(Schedule::of_rules("s".into(), vec![rule]), Vec::new(), false);
    let text = written(&listing, day("2026-03-01"));
    assert!(text.contains("DTEND;TZID=Europe/Zurich:20260104T040000"), "{text}");
    let starts = NaiveTime::MIN + Duration::hours(1);
    let own = own(&listing, day("2026-03-29"));
    assert!(own.contains(&(
        day("2026-03-29").and_time(starts),
        day("2026-03-29").and_time(starts) + Duration::hours(3)
    )));
}

/// The Python of an environment that holds what `requirements.txt` names, made once per machine.
fn python() -> Result<PathBuf, String> {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("calendar-venv");
    let (python, made_for) = (home.join("bin/python"), home.join("made-for.txt"));
    // Tests run side by side; one makes it, the others wait.
    let lock = File::create(home.with_extension("lock")).map_err(|error| error.to_string())?;
    lock.lock().map_err(|error| error.to_string())?;
    if fs::read_to_string(&made_for).is_ok_and(|done| done == REQUIREMENTS) {
        return Ok(python);
    }
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home))?;
    let requirements = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/calendars/requirements.txt");
    let install = ["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"];
    run(Command::new(&python).args(install).args(["-r", requirements]))?;
    fs::write(&made_for, REQUIREMENTS).map_err(|error| error.to_string())?;
    Ok(python)
}

fn run(command: &mut Command) -> Result<(), String> {
    let shown = format!("{command:?}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown}: {status}")),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}
