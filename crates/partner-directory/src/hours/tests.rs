use super::*;

fn holidays() -> Holidays {
    let dates = |days: &[&str]| days.iter().map(|day| day.parse().unwrap()).collect();
    Holidays::new([
        ("CH".to_owned(), dates(&["2026-08-01", "2026-09-10", "2026-12-25", "2026-12-31"])),
        ("FR".to_owned(), dates(&["2026-07-14", "2026-12-25"])),
    ])
}

fn hours(osm: &str, country: &str) -> Hours {
    Hours::parse(osm, country, &holidays()).unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A local time in Geneva: `2026-03-03 09:00`.
fn local(text: &str) -> DateTime<Utc> {
    let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    chrono_tz::Europe::Zurich.from_local_datetime(&naive).earliest().unwrap().to_utc()
}

#[test]
fn open_now_is_right_at_boundaries_holidays_and_clock_changes() {
    // Text, local time in Geneva, open?
    let fixtures = [
        ("Mo-Fr 09:00-12:00", "2026-03-03 08:59", false),
        ("Mo-Fr 09:00-12:00", "2026-03-03 09:00", true),
        ("Mo-Fr 09:00-12:00", "2026-03-03 11:59", true),
        ("Mo-Fr 09:00-12:00", "2026-03-03 12:00", false),
        ("Mo-Fr 09:00-12:00", "2026-03-07 10:00", false),
        ("Mo-Fr 09:00-12:00,14:00-17:00", "2026-03-03 13:00", false),
        ("Mo-Fr 09:00-12:00,14:00-17:00", "2026-03-03 14:00", true),
        ("Mo-Th 08:00-12:00,14:00-17:00; Fr 08:00-12:00", "2026-03-06 15:00", false),
        ("Mo-Th 09:00-12:00,14:00-18:00; Tu 14:00-18:00", "2026-03-03 10:00", false),
        ("Mo-Fr 09:00-18:00; PH off", "2026-09-10 10:00", false),
        ("Mo-Fr 09:00-18:00", "2026-09-10 10:00", true),
        ("Mo-Fr 09:00-18:00; PH 10:00-12:00", "2026-12-31 11:00", true),
        ("Mo-Fr 09:00-18:00; PH 10:00-12:00", "2026-12-31 15:00", false),
        ("24/7", "2026-12-25 03:00", true),
        ("Fr 22:00-02:00", "2026-03-07 01:59", true),
        ("Fr 22:00-02:00", "2026-03-07 02:00", false),
        ("Su 22:00-02:00", "2026-03-09 00:30", true),
        ("We[1] 14:00-17:00", "2026-03-04 14:00", true),
        ("We[1] 14:00-17:00", "2026-03-11 14:00", false),
        ("We[-1] 14:00-17:00", "2026-03-25 15:00", true),
        ("2026 Mar 12 14:00-17:00", "2026-03-12 16:59", true),
        ("2026 Mar 12 14:00-17:00", "2026-03-19 16:00", false),
        ("week 1-53/2 Mo 09:00-12:00", "2026-03-02 10:00", false),
        ("week 1-53/2 Mo 09:00-12:00", "2026-03-09 10:00", true),
        ("Jul-Aug Mo-Fr 08:00-10:00", "2026-08-31 09:00", true),
        ("Jul-Aug Mo-Fr 08:00-10:00", "2026-09-01 09:00", false),
        ("Mo-Fr 09:00-12:00 unknown", "2026-03-03 10:00", false),
        ("Mo-Fr 09:00-12:00 open \"sur rendez-vous\"", "2026-03-03 10:00", true),
        ("Mo-Fr 09:00-12:00 || \"sur appel\"", "2026-03-03 15:00", false),
        ("Sa 18:00-24:00", "2026-03-07 23:59", true),
        ("Su 01:00-04:00", "2026-03-29 03:30", true),
        ("Su 01:00-04:00", "2026-10-25 03:59", true),
        ("Su 01:00-04:00", "2026-10-25 04:00", false),
    ];
    for (osm, when, open) in fixtures {
        assert_eq!(hours(osm, "CH").is_open(local(when)), open, "{osm} at {when}");
    }
}

#[test]
fn each_place_keeps_the_holidays_and_the_zone_of_its_country() {
    let text = "Mo-Fr 09:00-18:00; PH off";
    let jeune_genevois = at("2026-09-10T08:00:00Z");

    assert!(!hours(text, "CH").is_open(jeune_genevois));
    assert!(hours(text, "FR").is_open(jeune_genevois));
    assert!(!hours(text, "FR").is_open(at("2026-07-14T08:00:00Z")));
}

#[test]
fn the_next_opening_is_the_one_under_way_or_the_first_after() {
    let office = hours("Mo-Fr 09:00-12:00; PH off", "CH");
    // From, opening, closing, local times in Geneva.
    let fixtures = [
        ("2026-03-03 10:00", "2026-03-03 09:00", "2026-03-03 12:00"),
        ("2026-03-03 12:00", "2026-03-04 09:00", "2026-03-04 12:00"),
        ("2026-03-06 12:00", "2026-03-09 09:00", "2026-03-09 12:00"),
        ("2026-09-09 12:00", "2026-09-11 09:00", "2026-09-11 12:00"),
        ("2026-03-28 00:00", "2026-03-30 09:00", "2026-03-30 12:00"),
        ("2026-12-24 12:00", "2026-12-28 09:00", "2026-12-28 12:00"),
    ];
    for (after, from, until) in fixtures {
        let span = Span { from: local(from), until: local(until) };
        assert_eq!(office.next_opening(local(after)), Some(span), "after {after}");
    }
}

#[test]
fn an_opening_over_midnight_or_over_several_days_is_one() {
    let night = hours("Fr 22:00-02:00", "CH").next_opening(local("2026-03-06 12:00")).unwrap();
    assert_eq!(night.until, local("2026-03-07 02:00"));

    let weekend = hours("Sa 10:00-24:00; Su 00:00-18:00", "CH");
    let weekend = weekend.next_opening(local("2026-03-06 12:00")).unwrap();
    assert_eq!(
        (weekend.from, weekend.until),
        (local("2026-03-07 10:00"), local("2026-03-08 18:00"))
    );

    assert!(hours("24/7", "CH").next_opening(local("2026-03-06 12:00")).is_some());
}

#[test]
fn an_opening_in_the_skipped_hour_starts_when_the_clock_moved() {
    let span = hours("Su 02:15-04:00", "CH").next_opening(local("2026-03-28 12:00")).unwrap();

    assert_eq!((span.from, span.until), (at("2026-03-29T01:00:00Z"), at("2026-03-29T02:00:00Z")));
}

#[test]
fn an_opening_in_the_repeated_hour_lasts_through_both() {
    let span = hours("Su 02:00-03:00", "CH").next_opening(local("2026-10-24 12:00")).unwrap();

    assert_eq!((span.from, span.until), (at("2026-10-25T00:00:00Z"), at("2026-10-25T02:00:00Z")));
}

#[test]
fn the_end_of_an_opening_lies_after_the_instant_asked_about() {
    let texts =
        ["Mo-Fr 09:00-12:00", "Sa,Su 01:30-02:30", "24/7", "Fr-Su 22:00-03:00", "We[1] 9:00-10:00"];
    for text in texts {
        let hours = hours(text, "CH");
        let mut now = at("2026-10-20T00:00:00Z");
        while now < at("2026-11-03T00:00:00Z") {
            let span = hours.next_opening(now).unwrap();
            assert!(span.until > now, "{text} at {now}: {span:?}");
            now += Duration::minutes(15);
        }
    }
}

#[test]
fn filters_find_what_is_still_to_come() {
    use OpenFilter::{Evening, Now, Saturday, Today};
    let tuesday = |time: &str| local(&format!("2026-03-03 {time}"));
    // Text, filter, time on Tuesday 3 March, found?
    let fixtures = [
        ("Tu 09:00-12:00", Now, "12:00", false),
        ("Tu 09:00-12:00", Today, "08:00", true),
        ("Tu 09:00-12:00", Today, "11:59", true),
        ("Tu 09:00-12:00", Today, "12:00", false),
        ("Tu 16:00-18:00", Evening, "12:00", false),
        ("Tu 16:00-19:00", Evening, "18:59", true),
        ("Tu 16:00-19:00", Evening, "19:00", false),
        ("Mo 16:00-20:00", Evening, "12:00", true),
        ("Sa 09:00-12:00", Saturday, "12:00", true),
        ("Mo-Fr 09:00-12:00", Saturday, "12:00", false),
        ("Sa[2] 09:00-12:00", Saturday, "12:00", false),
    ];
    for (osm, filter, time, found) in fixtures {
        let result = hours(osm, "CH").opens(filter, tuesday(time));
        assert_eq!(result, found, "{osm} {} at {time}", filter.word());
    }
    let saturday_noon = local("2026-03-07 12:00");
    assert!(!hours("Sa 09:00-12:00", "CH").opens(Saturday, saturday_noon), "it is over today");
}

#[test]
fn the_summary_puts_days_with_the_same_times_together() {
    let office = hours("Mo-Th 09:00-12:00,14:00-17:00; Fr 09:00-12:00; PH off", "CH");
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let any_day = "2026-03-03".parse().unwrap();

    let groups = office.weekly_summary(any_day).unwrap();

    assert_eq!(groups.len(), 2);
    assert_eq!(groups[0].days, WEEK[..4]);
    assert_eq!(groups[0].times, [(time(9), time(12)), (time(14), time(17))]);
    assert_eq!(groups[1].days, [Weekday::Fri]);
    assert_eq!(office.closes_on_holidays(), Some(true));
    assert_eq!(hours("We[1] 14:00-17:00", "CH").weekly_summary(any_day), None);
}

#[test]
fn schedules_hold_only_between_their_dates_and_add_up() {
    let schedule = |osm: &str, from: Option<&str>, until: Option<&str>| Schedule {
        valid_from: from.map(|day| day.parse().unwrap()),
        valid_until: until.map(|day| day.parse().unwrap()),
        ..Schedule::of_hours("schedule".into(), osm.to_owned())
    };
    let schedules = [
        schedule("Mo-Fr 09:00-12:00", None, Some("2026-06-30")),
        schedule("Mo-Fr 08:00-10:00", Some("2026-06-01"), None),
        schedule("sur rendez-vous", None, None),
    ];

    let hours = Hours::read(&schedules, "CH", &holidays()).unwrap();

    let count = |day: &str| hours.times_on(day.parse().unwrap()).len();
    assert_eq!((count("2026-05-29"), count("2026-06-15"), count("2026-07-15")), (1, 1, 1));
    let june = hours.times_on("2026-06-15".parse().unwrap());
    assert_eq!(june[0].1 - june[0].0, Duration::hours(4), "both schedules as one stretch");
    assert!(Hours::read(&schedules[2..], "CH", &holidays()).is_none(), "unreadable is unknown");
}

#[test]
fn text_that_is_not_opening_hours_is_refused() {
    for text in ["", "  ", "sur rendez-vous", "lundi 9h-12h", "Mo-Fr 25:90-12:00", "Mo–Fr"] {
        assert!(Hours::parse(text, "CH", &holidays()).is_err(), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reader(
        parts in proptest::collection::vec(proptest::sample::select(vec![
            "Mo", "-", "Fr", ",", "Su", " ", "09:00", "12:00", "26:00", "24:00", "PH", "SH", "off",
            "; ", "week 53", "Jan 31", "Feb 29", "2026", "-2027", "[1]", "[-1]", "24/7", "sunrise",
            "(sunset-01:00)", "||", "\"rdv\"", "+", "/00:30", "easter", " +2 days", "unknown", "é",
        ]), 0..9),
        hour in 0_i64..20_000,
    ) {
        let Ok(hours) = Hours::parse(&parts.concat(), "CH", &holidays()) else { return Ok(()) };
        let now = at("2026-01-01T00:00:00Z") + Duration::hours(hour);
        if let Some(span) = hours.next_opening(now) {
            proptest::prop_assert!(span.until > now);
        }
        for filter in OpenFilter::ALL {
            hours.opens(*filter, now);
        }
        hours.weekly_summary(now.date_naive());
    }
}
