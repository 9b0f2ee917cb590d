//! One place on the page of an offer: how to get there, get in, and what is there.
//!
//! **Invariant:** what nobody said about access is said to be unknown, never left out (DIR-04).

use partner_directory::{ListedPlace, PlaceKind, StepFree};
use serde::Serialize;

use super::contact::is_web;
use super::hours::{WeekRow, by_appointment};
use super::labels::Labels;
use super::offer_facts::capital;
use super::offer_page::said;

/// A place with all that is known of it.
#[derive(Serialize)]
pub(crate) struct PlaceView {
    title: String,
    lines: Vec<String>,
    stop: Option<String>,
    entrance: Option<String>,
    map_href: Option<String>,
    accessibility_href: Option<String>,
    access: Vec<AccessFact>,
    /// Its rules and the changes to come; none for imported text, which `week` tells.
    rules: Vec<String>,
    week: Vec<WeekRow>,
    notes: Vec<String>,
}

/// One answer about a place.
#[derive(Serialize)]
struct AccessFact {
    text: String,
    is_known: bool,
}

/// A place in one line, for offers with many.
#[derive(Serialize)]
pub(crate) struct BriefPlace {
    name: String,
    address: String,
    when: String,
}

impl PlaceView {
    /// The place as a reader of `labels` sees it.
    pub(crate) fn new(place: &ListedPlace, labels: Labels<'_>) -> PlaceView {
        let rules: Vec<String> = labels.rules(place).iter().map(|one| capital(one)).collect();
        PlaceView {
            title: title(place, labels),
            lines: lines(place, labels),
            stop: said(place.transport_stop.as_ref())
                .map(|stop| labels.say("offers-stop", &[("stop", stop.into())])),
            entrance: said(place.entrance.as_ref()),
            map_href: place.point.map(|point| {
                let (lat, lon) = (point.lat(), point.lon());
                format!("https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}")
            }),
            accessibility_href: place.accessibility_url.clone().filter(|url| is_web(url)),
            access: access(place, labels),
            week: match rules.is_empty() {
                true => place.hours.as_ref().map(|hours| labels.week(hours)).unwrap_or_default(),
                false => Vec::new(),
            },
            rules,
            notes: notes(place, labels),
        }
    }
}

impl BriefPlace {
    /// The place in one line.
    pub(crate) fn new(place: &ListedPlace, labels: Labels<'_>) -> BriefPlace {
        let opening = place.hours.as_ref().and_then(|hours| hours.next_opening(labels.now()));
        BriefPlace {
            name: title(place, labels),
            address: lines(place, labels).join(", "),
            when: labels.when(Some(place), opening),
        }
    }
}

fn title(place: &ListedPlace, labels: Labels<'_>) -> String {
    match place.is_address_hidden {
        true => labels.say("offers-hidden-place", &[("town", place.commune.as_str().into())]),
        false if place.name.is_empty() => place.locality.clone(),
        false => place.name.clone(),
    }
}

/// The address, and what sort of place it is when it is no building.
fn lines(place: &ListedPlace, labels: Labels<'_>) -> Vec<String> {
    let sort = (!matches!(place.kind, PlaceKind::Physical) && !place.is_address_hidden)
        .then(|| labels.word("place-kind", place.kind.word()));
    let town = format!("{} {}", place.postcode, place.locality).trim().to_owned();
    let address = [Some(place.street.clone()), place.complement.clone(), Some(town)];
    sort.into_iter()
        .chain(address.into_iter().flatten())
        .filter(|line| !line.trim().is_empty())
        .collect()
}

fn access(place: &ListedPlace, labels: Labels<'_>) -> Vec<AccessFact> {
    if place.is_address_hidden || place.kind == PlaceKind::Virtual {
        return Vec::new();
    }
    let step_free = match place.step_free {
        StepFree::Yes => Some(true),
        StepFree::No => Some(false),
        StepFree::Unknown => None,
    };
    let answers = [
        ("step-free", step_free),
        ("toilet", place.has_accessible_toilet),
        ("computers", place.has_free_computers),
        ("wifi", place.has_wifi),
        ("printing", place.has_printing),
    ];
    let fact = |(what, answer): (&str, Option<bool>)| {
        let word = match answer {
            Some(true) => "yes",
            Some(false) => "no",
            None => "unknown",
        };
        let text = labels.say(&format!("offers-place-{what}-{word}"), &[]);
        AccessFact { text, is_known: answer.is_some() }
    };
    answers.into_iter().map(fact).collect()
}

fn notes(place: &ListedPlace, labels: Labels<'_>) -> Vec<String> {
    let booking = by_appointment(place).map(|is_booked| match is_booked {
        true => labels.say("offers-with-appointment", &[]),
        false => labels.say("offers-without-appointment", &[]),
    });
    let holidays = place.hours.as_ref().and_then(|hours| hours.closes_on_holidays());
    let holidays = (holidays == Some(true)).then(|| labels.say("offers-closed-on-holidays", &[]));
    let unread = place.hours.is_none();
    let written = place.schedules.iter().filter_map(|schedule| schedule.osm.clone());
    let written: Vec<String> = written.filter(|_| unread).collect();
    let said = place.schedules.iter().filter_map(|schedule| schedule.note.clone());
    booking.into_iter().chain(holidays).chain(written).chain(said).collect()
}
