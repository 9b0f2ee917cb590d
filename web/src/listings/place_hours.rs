//! All that is said of the hours at one place: rules of our own, imported text, and closures.
//!
//! **Invariant:** a reader never sees the code of an imported text. What our rules can say is said
//! by them, anything else by its next dates.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use kernel::Closure;
use partner_directory::schedule::from_osm::from_osm;
use partner_directory::schedule::{Exception, Rule};
use partner_directory::{Holidays, Hours, ListedPlace, Listing, Schedule};

use super::labels::Labels;

/// How many openings stand for hours that no rule can say.
const DATES: usize = 3;
/// How many closures to come are named.
const CLOSURES: usize = 3;

/// What a schedule says, in words where there are some.
enum Told {
    Words(Vec<String>),
    Dates,
}

impl Labels<'_> {
    /// The rules of a place and the exceptions to come, one line each; none when its usual week
    /// or its next dates tell all there is.
    pub(crate) fn rules(self, place: &ListedPlace) -> Vec<String> {
        let is_own = place.schedules.iter().any(|schedule| !schedule.rules.is_empty());
        let week = place.hours.as_ref().and_then(|hours| hours.weekly_summary(self.today()));
        if !is_own && week.is_some_and(|week| !week.is_empty()) {
            return Vec::new();
        }
        match place.schedules.iter().all(|one| matches!(self.told(one), Told::Dates)) {
            true => Vec::new(),
            false => self.hours_words(&place.schedules, place.hours.as_ref()),
        }
    }

    /// The same of any schedules whose `hours` are read: always something, unless nothing is known.
    pub(crate) fn hours_words(self, schedules: &[Schedule], hours: Option<&Hours>) -> Vec<String> {
        let (mut lines, mut is_dated) = (Vec::new(), false);
        for schedule in schedules {
            match self.told(schedule) {
                Told::Words(words) => lines.extend(words),
                Told::Dates => is_dated = true,
            }
        }
        if is_dated {
            lines.push(self.next_dates(hours));
        }
        lines
    }

    /// The same of one schedule of which the country is not known.
    pub(crate) fn any_words(self, schedule: &Schedule) -> Vec<String> {
        let alone = std::slice::from_ref(schedule);
        self.hours_words(alone, Hours::read(alone, "", &Holidays::default()).as_ref())
    }

    fn told(self, schedule: &Schedule) -> Told {
        let text = schedule.osm.as_ref().filter(|_| schedule.rules.is_empty());
        match text.map(|text| read_once(text)) {
            None => Told::Words(self.schedule_words(schedule)),
            Some(Some((rules, exceptions))) => {
                let own = schedule.exceptions.iter().cloned();
                let exceptions = exceptions.into_iter().chain(own).collect();
                let read = Schedule { rules, exceptions, ..schedule.clone() };
                Told::Words(self.schedule_words(&read))
            }
            Some(None) => Told::Dates,
        }
    }

    fn next_dates(self, hours: Option<&Hours>) -> String {
        match hours.map(|hours| self.dates_to_come(hours)).unwrap_or_default() {
            none if none.is_empty() => self.say("hours-to-ask", &[]),
            dates => self.say("hours-next-dates", &[("dates", dates.into())]),
        }
    }

    /// The next openings with their full dates, because paper is read on another day; empty when
    /// none is to come.
    pub(crate) fn dates_to_come(self, hours: &Hours) -> String {
        let first = hours.next_opening(self.now());
        let next = std::iter::successors(first, |span| hours.next_opening(span.until)).take(DATES);
        let date = |span: partner_directory::Span| {
            let (from, until) = (self.local(span.from), self.local(span.until));
            let times = self.range(from.time(), until.time());
            format!("{} {times}", self.words().date_long(from.date()))
        };
        next.map(date).collect::<Vec<_>>().join(" ; ")
    }

    /// The days to come on which the organization is closed, soonest first.
    pub(crate) fn closures(self, listing: &Listing) -> Vec<String> {
        let mut to_come: Vec<&Closure> = listing.organization.closures.iter().collect();
        to_come.retain(|closure| closure.until >= self.today());
        to_come.sort_by_key(|closure| closure.from);
        to_come.dedup();
        let days = |closure: &Closure| self.days_on(closure.from, closure.until);
        to_come
            .into_iter()
            .take(CLOSURES)
            .map(|closure| self.say("hours-closed", &[("days", days(closure).into())]))
            .collect()
    }
}

/// What a text says as rules and exceptions.
type Read = Option<(Vec<Rule>, Vec<Exception>)>;

/// How many texts are remembered; a directory repeats a few hundred.
const REMEMBERED: usize = 4_000;

// Reading proves itself on eight years of days, too slow for a booklet of hundreds of offers.
fn read_once(text: &str) -> Read {
    static KNOWN: OnceLock<Mutex<HashMap<String, Read>>> = OnceLock::new();
    let known = KNOWN.get_or_init(Mutex::default);
    if let Some(read) = known.lock().unwrap_or_else(PoisonError::into_inner).get(text) {
        return read.clone();
    }
    let read = from_osm(text);
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() >= REMEMBERED {
        known.clear();
    }
    known.insert(text.to_owned(), read.clone());
    read
}

#[cfg(test)]
mod tests;
