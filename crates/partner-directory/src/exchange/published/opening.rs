//! Opening hours as the one text that every format has room for.
//!
//! **Invariant:** text that came from elsewhere stays word for word, unless an exception or a
//! closure has to be said beside it.

use chrono::NaiveDate;
use kernel::Closure;

use crate::hours::Holidays;
use crate::offer::OfferAtPlace;
use crate::schedule::osm::to_osm;
use crate::schedule::{Exception, Schedule};

/// What the text does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    /// Said as dates, so that it is silent about later days.
    AfterDay,
    /// All of it.
    Hours,
    /// The days between which text from elsewhere holds.
    Bounds,
    /// Days on which the organization is closed.
    Closures,
}

/// Puts the text in the place of rules, exceptions and `closures`; what could not be said.
pub(super) fn say(
    at_place: &mut OfferAtPlace,
    closures: &[Closure],
    (country, holidays): (&str, &Holidays),
    today: NaiveDate,
) -> Vec<Lost> {
    let schedules = &mut at_place.schedules;
    for schedule in schedules.iter_mut() {
        schedule.exceptions.retain(|exception| exception.until >= today);
    }
    let is_known = |one: &Schedule| one.osm.is_some() || !one.rules.is_empty();
    let is_own = |one: &Schedule| !one.rules.is_empty() || !one.exceptions.is_empty();
    if !schedules.iter().any(is_known) {
        return if closures.is_empty() { Vec::new() } else { vec![Lost::Closures] };
    }
    if closures.is_empty() && !schedules.iter().any(is_own) {
        let is_bound = |one: &Schedule| one.valid_from.is_some() || one.valid_until.is_some();
        return if schedules.iter().any(is_bound) { vec![Lost::Bounds] } else { Vec::new() };
    }
    let said = to_osm(&closed(schedules, closures), country, holidays, today);
    let mut lost = Vec::new();
    match said {
        Some(said) => {
            lost.extend(said.exact_until.map(|_| Lost::AfterDay));
            write(schedules, said.text);
        }
        // Text that nobody can read cannot be joined with anything; it goes out as it came.
        None => {
            lost.extend(schedules.iter().any(is_own).then_some(Lost::Hours));
            lost.extend((!closures.is_empty()).then_some(Lost::Closures));
            for schedule in schedules {
                schedule.rules.clear();
                schedule.exceptions.clear();
            }
        }
    }
    lost
}

fn closed(schedules: &[Schedule], closures: &[Closure]) -> Vec<Schedule> {
    let mut schedules = schedules.to_vec();
    for schedule in &mut schedules {
        let closed = closures.iter().map(|one| Exception::closed(one.from, one.until, None));
        schedule.exceptions.extend(closed);
    }
    schedules
}

/// All hours in the first schedule; appointments and notes stay where they are.
fn write(schedules: &mut [Schedule], text: String) {
    let mut text = Some(text);
    for schedule in schedules {
        *schedule = Schedule {
            osm: text.take(),
            is_by_appointment: schedule.is_by_appointment,
            note: schedule.note.take(),
            ..Schedule::empty(schedule.id.clone())
        };
    }
}

#[cfg(test)]
mod tests;
