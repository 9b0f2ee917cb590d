//! Openings as a calendar that anyone may subscribe to: iCalendar, RFC 5545 (DIR-09).
//!
//! **Invariant:** the same opening keeps its `UID`, so that a subscribed calendar moves it and does
//! not show it twice.
//! **Invariant:** a protected place has no `LOCATION`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::hours::{Holidays, Hours};
use crate::listing::{ListedPlace, Listing};
use crate::schedule::from_osm::from_osm;
use crate::schedule::rrule::{self, Event};
use crate::schedule::{Exception, Schedule};
use crate::terms::PlaceKind;

/// What the calendar of an offer is made with.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// When it is made.
    pub now: DateTime<Utc>,
    /// The local date of it.
    pub today: NaiveDate,
    /// By which holidays rules are read.
    pub holidays: &'a Holidays,
}

/// How far ahead openings are listed whose text no rule can say.
const LISTED_DAYS: usize = 366;
/// How many octets a line has at most, its end not counted (RFC 5545, 3.1).
const LINE_OCTETS: usize = 75;

/// The calendar of an offer whose page is `url`.
pub fn calendar(listing: &Listing, url: &str, moment: Moment<'_>) -> String {
    let mut out = Lines::default();
    out.put("BEGIN", "VCALENDAR");
    out.put("VERSION", "2.0");
    out.put("PRODID", "-//Relais//Relais//FR");
    out.put("CALSCALE", "GREGORIAN");
    out.put("METHOD", "PUBLISH");
    out.put("X-WR-CALNAME", &escaped(&listing.offer.name));
    out.put("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
    let places = || listing.places.iter().filter_map(|place| Some((place, place.hours.as_ref()?)));
    let zones: BTreeSet<&str> = places().map(|(_, hours)| hours.zone().name()).collect();
    for zone in zones {
        out.zone(zone);
    }
    for (place, hours) in places() {
        for schedule in &place.schedules {
            for event in of_schedule(schedule, place, hours, moment) {
                out.event(&event, hours.zone(), &About { listing, place, schedule, url, moment });
            }
        }
    }
    out.put("END", "VCALENDAR");
    out.0
}

struct About<'a> {
    listing: &'a Listing,
    place: &'a ListedPlace,
    schedule: &'a Schedule,
    url: &'a str,
    moment: Moment<'a>,
}

/// Rules as they are, imported text as rules where it is simple, else day by day.
fn of_schedule(
    schedule: &Schedule,
    place: &ListedPlace,
    hours: &Hours,
    moment: Moment<'_>,
) -> Vec<Event> {
    let mut schedule = schedule.clone();
    if schedule.rules.is_empty() {
        match schedule.osm.as_deref().and_then(from_osm) {
            Some((rules, exceptions)) => {
                let own = std::mem::take(&mut schedule.exceptions);
                schedule.rules = rules;
                schedule.exceptions = exceptions.into_iter().chain(own).collect();
            }
            None => return listed(&schedule, place, hours, moment),
        }
    }
    // The last exception counts, so that no other opens what the organization closes.
    let closures = hours.closures().iter();
    schedule.exceptions.extend(closures.map(|one| Exception::closed(one.from, one.until, None)));
    let holidays = moment.holidays.of(&place.country);
    rrule::events(&schedule, hours.zone(), &holidays, moment.today)
}

fn listed(
    schedule: &Schedule,
    place: &ListedPlace,
    hours: &Hours,
    moment: Moment<'_>,
) -> Vec<Event> {
    let own = Hours::read(std::slice::from_ref(schedule), &place.country, moment.holidays);
    let Some(own) = own.map(|own| own.with_closures(hours.closures())) else { return Vec::new() };
    let mut by_times: BTreeMap<(NaiveTime, NaiveTime), Vec<NaiveDate>> = BTreeMap::new();
    for day in moment.today.iter_days().take(LISTED_DAYS) {
        for times in own.times_on(day) {
            by_times.entry(times).or_default().push(day);
        }
    }
    let event = |((opens, closes), days): ((NaiveTime, NaiveTime), Vec<NaiveDate>)| {
        let (first, others) = days.split_first()?;
        let last_day = match closes <= opens {
            true => first.checked_add_days(Days::new(1))?,
            false => *first,
        };
        Some(Event {
            key: format!("t{}", opens.format("%H%M")),
            starts: first.and_time(opens),
            ends: last_day.and_time(closes),
            rrule: None,
            left_out: Vec::new(),
            besides: others.iter().map(|day| day.and_time(opens)).collect(),
            is_cancelled: false,
            reason: None,
        })
    };
    by_times.into_iter().filter_map(event).collect()
}

/// Lines that end and are folded as RFC 5545 demands.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn put(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for sign in name.chars().chain([':']).chain(value.chars()) {
            if octets + sign.len_utf8() > LINE_OCTETS {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(sign);
            octets += sign.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    // The clocks of both countries change on the same days since 1996.
    fn zone(&mut self, name: &str) {
        self.put("BEGIN", "VTIMEZONE");
        self.put("TZID", name);
        for (part, from, to, word, start, month) in [
            ("DAYLIGHT", "+0100", "+0200", "CEST", "19960331T020000", 3),
            ("STANDARD", "+0200", "+0100", "CET", "19961027T030000", 10),
        ] {
            self.put("BEGIN", part);
            self.put("TZOFFSETFROM", from);
            self.put("TZOFFSETTO", to);
            self.put("TZNAME", word);
            self.put("DTSTART", start);
            self.put("RRULE", &format!("FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU"));
            self.put("END", part);
        }
        self.put("END", "VTIMEZONE");
    }

    fn event(&mut self, event: &Event, zone: Tz, about: &About<'_>) {
        let (listing, moment) = (about.listing, about.moment);
        let zoned = |name: &str| format!("{name};TZID={}", zone.name());
        self.put("BEGIN", "VEVENT");
        self.put("UID", &format!("{}-{}", about.schedule.id, event.key));
        self.put("DTSTAMP", &moment.now.format("%Y%m%dT%H%M%SZ").to_string());
        self.put(&zoned("DTSTART"), &local(event.starts));
        self.put(&zoned("DTEND"), &local(lasting(event)));
        if let Some(rrule) = &event.rrule {
            self.put("RRULE", rrule);
        }
        for (name, starts) in [("RDATE", &event.besides), ("EXDATE", &event.left_out)] {
            if !starts.is_empty() {
                let all: Vec<String> = starts.iter().map(|one| local(*one)).collect();
                self.put(&zoned(name), &all.join(","));
            }
        }
        self.put("SUMMARY", &escaped(&listing.offer.name));
        if event.is_cancelled {
            self.put("STATUS", "CANCELLED");
        }
        if let Some(location) = location(about.place) {
            self.put("LOCATION", &escaped(&location));
        }
        let said = [event.reason.as_deref(), about.schedule.note.as_deref()];
        let said: Vec<&str> = said.into_iter().flatten().collect();
        if !said.is_empty() {
            self.put("DESCRIPTION", &escaped(&said.join("\n")));
        }
        self.put("URL", about.url);
        self.put("END", "VEVENT");
    }
}

/// The end; at least a minute after the start.
fn lasting(event: &Event) -> NaiveDateTime {
    event.ends.max(event.starts + Duration::minutes(1))
}

fn local(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

/// The address in one line; none for a protected place and for one that is not a place.
fn location(place: &ListedPlace) -> Option<String> {
    if place.is_address_hidden || place.kind == PlaceKind::Virtual {
        return None;
    }
    let town = format!("{} {}", place.postcode, place.locality).trim().to_owned();
    let parts = [&place.name, &place.street, &town].into_iter().filter(|part| !part.is_empty());
    let location = parts.map(String::as_str).collect::<Vec<_>>().join(", ");
    (!location.is_empty()).then_some(location)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' | ';' | ',' => {
                let _ = write!(out, "\\{sign}");
            }
            '\n' => out.push_str("\\n"),
            sign if sign.is_control() => {}
            sign => out.push(sign),
        }
    }
    out
}
