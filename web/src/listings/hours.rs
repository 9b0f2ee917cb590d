//! Opening hours in words: now, next, and the week.

use chrono::{DateTime, NaiveTime, Utc, Weekday};
use partner_directory::hours::DayGroup;
use partner_directory::{Hours, ListedPlace, Listing, Span};
use serde::Serialize;

use super::labels::Labels;

/// How many openings a page lists.
const NEXT: usize = 6;

/// One line of the table of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct WeekRow {
    /// The days, such as “lundi et mardi”.
    pub(crate) days: String,
    /// The times, such as “9 h – 12 h, 14 h – 17 h”.
    pub(crate) times: String,
}

/// One opening to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Opening {
    /// The day.
    pub(crate) day: String,
    /// From when until when.
    pub(crate) times: String,
    /// Where, when there are several places.
    pub(crate) place: Option<String>,
}

impl Labels<'_> {
    /// When one can go there: open now, or the next opening, with whether to book.
    pub(crate) fn when(self, place: Option<&ListedPlace>, opening: Option<Span>) -> String {
        let booking = place.and_then(by_appointment);
        let said = match (opening, booking) {
            (Some(span), _) => self.opening(span),
            (None, Some(true)) => return self.say("listing-by-appointment-only", &[]),
            (None, _) => return self.say("listing-hours-unknown", &[]),
        };
        match booking {
            Some(true) => self.say("listing-with-appointment", &[("when", said.into())]),
            Some(false) => self.say("listing-without-appointment", &[("when", said.into())]),
            None => said,
        }
    }

    fn opening(self, span: Span) -> String {
        let (from, until) = (self.local(span.from), self.local(span.until));
        if span.from > self.now() {
            let day = self.words().relative_day(from.date(), self.today());
            let times = self.range(from.time(), until.time());
            return self.say("listing-next", &[("day", day.into()), ("times", times.into())]);
        }
        match (span.until - self.now()).num_hours() {
            0..24 => {
                let until = self.closing(until.time());
                self.say("listing-open-until", &[("until", until.into())])
            }
            _ => self.say("listing-open", &[]),
        }
    }

    /// The week, days with the same times together; empty when a text names dates.
    pub(crate) fn week(self, hours: &Hours) -> Vec<WeekRow> {
        let groups = hours.weekly_summary(self.today()).unwrap_or_default();
        groups.iter().map(|group| self.row(group)).collect()
    }

    fn row(self, group: &DayGroup) -> WeekRow {
        let times = group.times.iter().map(|(from, until)| self.range(*from, *until));
        WeekRow { days: self.days(&group.days), times: times.collect::<Vec<_>>().join(", ") }
    }

    /// From when until when; two midnights are day and night.
    pub(crate) fn range(self, from: NaiveTime, until: NaiveTime) -> String {
        if from == NaiveTime::MIN && until == NaiveTime::MIN {
            return self.say("hours-day-and-night", &[]);
        }
        let ends = [("from", self.words().time(from).into()), ("to", self.closing(until).into())];
        self.say("time-range", &ends)
    }

    fn closing(self, until: NaiveTime) -> String {
        match until == NaiveTime::MIN {
            true => self.say("hours-midnight", &[]),
            false => self.words().time(until),
        }
    }

    fn days(self, days: &[Weekday]) -> String {
        let name = |day: &Weekday| self.say(&format!("weekday-{}", day.number_from_monday()), &[]);
        let is_run = days.windows(2).all(|two| matches!(two, [one, next] if one.succ() == *next));
        match days {
            [_, _, _, _, _, _, _] => self.say("hours-every-day", &[]),
            [first, _, .., last] if is_run && days.len() > 2 => {
                let ends = [("first", name(first).into()), ("last", name(last).into())];
                self.say("hours-from-to", &ends)
            }
            some => self.list(&some.iter().map(name).collect::<Vec<_>>()),
        }
    }

    /// The next openings at all places of a listing, soonest first.
    pub(crate) fn next_openings(self, listing: &Listing) -> Vec<Opening> {
        let next = self.spans_to_come(listing);
        let dates = next.iter().map(|(span, place)| self.next(*span, place, listing.places.len()));
        self.always_open(listing).into_iter().chain(dates).collect()
    }

    // Every day would be the next one.
    fn always_open(self, listing: &Listing) -> Vec<Opening> {
        let always = |place: &&ListedPlace| {
            place.hours.as_ref().is_some_and(|hours| self.is_always_open(hours))
        };
        let is_named = |place: &&ListedPlace| listing.places.len() > 1 && !place.name.is_empty();
        let opening = |place: &ListedPlace| Opening {
            day: self.say("hours-every-day", &[]),
            times: self.say("hours-day-and-night", &[]),
            place: Some(place).filter(is_named).map(|place| place.name.clone()),
        };
        listing.places.iter().filter(always).take(NEXT).map(opening).collect()
    }

    fn is_always_open(self, hours: &Hours) -> bool {
        let midnight = (NaiveTime::MIN, NaiveTime::MIN);
        let week = hours.weekly_summary(self.today()).unwrap_or_default();
        matches!(week.as_slice(), [only] if only.days.len() == 7 && only.times == [midnight])
    }

    /// The same as instants, each with its place.
    pub(crate) fn spans_to_come(self, listing: &Listing) -> Vec<(Span, &ListedPlace)> {
        let mut next: Vec<(Span, &ListedPlace)> = listing
            .places
            .iter()
            .filter_map(|place| Some((place, place.hours.as_ref()?)))
            .filter(|(_, hours)| !self.is_always_open(hours))
            .flat_map(|(place, hours)| openings(hours, self.now()).map(move |span| (span, place)))
            .collect();
        next.sort_by_key(|(span, _)| span.from);
        next.truncate(NEXT);
        next
    }

    fn next(self, span: Span, place: &ListedPlace, places: usize) -> Opening {
        let (from, until) = (self.local(span.from), self.local(span.until));
        let is_named = places > 1 && !place.name.is_empty();
        Opening {
            day: self.words().relative_day(from.date(), self.today()),
            times: self.range(from.time(), until.time()),
            place: is_named.then(|| place.name.clone()),
        }
    }
}

/// The opening under way at `now` and those after it.
fn openings(hours: &Hours, now: DateTime<Utc>) -> impl Iterator<Item = Span> + '_ {
    let first = hours.next_opening(now);
    std::iter::successors(first, |span| hours.next_opening(span.until)).take(NEXT)
}

/// Whether one has to book at a place; `None` when nobody said, or both.
pub(crate) fn by_appointment(place: &ListedPlace) -> Option<bool> {
    let mut stated = place.schedules.iter().filter_map(|schedule| schedule.is_by_appointment);
    let first = stated.next()?;
    stated.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::listings::labels::tests::at;
    use partner_directory::{Holidays, Hours};

    // A Tuesday, ten o'clock in Geneva.
    const NOW: &str = "2026-03-03T09:00:00Z";

    fn hours(osm: &str) -> Hours {
        Hours::parse(osm, "CH", &Holidays::default()).unwrap()
    }

    fn said(osm: &str) -> String {
        let labels = at(NOW);
        labels
            .when(None, hours(osm).next_opening(labels.now()))
            .replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn a_card_says_until_when_it_is_open_or_when_it_opens_next() {
        assert_eq!(said("Tu 09:00-12:30"), "Ouvert maintenant, jusqu’à 12 h 30");
        assert_eq!(said("Tu 14:00-17:00"), "Prochaine ouverture : aujourd’hui 14 h – 17 h");
        assert_eq!(said("We 14:00-17:00"), "Prochaine ouverture : demain 14 h – 17 h");
        assert_eq!(said("Sa 10:00-16:00"), "Prochaine ouverture : samedi 10 h – 16 h");
        assert_eq!(said("Mo 10:00-16:00"), "Prochaine ouverture : lundi 10 h – 16 h");
        assert_eq!(said("Tu 08:00-24:00"), "Ouvert maintenant, jusqu’à minuit");
        assert_eq!(said("24/7"), "Ouvert maintenant");
        assert_eq!(at(NOW).when(None, None), "Horaire à demander");
    }

    #[test]
    fn the_week_is_told_as_people_tell_it() {
        let rows = |osm: &str| -> Vec<(String, String)> {
            let plain = |text: String| text.replace(['\u{a0}', '\u{202f}'], " ");
            let rows = at(NOW).week(&hours(osm));
            rows.into_iter().map(|row| (plain(row.days), plain(row.times))).collect()
        };
        let row = |days: &str, times: &str| (days.to_owned(), times.to_owned());

        assert_eq!(
            rows("Mo-Fr 08:30-12:00,14:00-18:00; Sa 10:00-16:00"),
            [
                row("du lundi au vendredi", "8 h 30 – 12 h, 14 h – 18 h"),
                row("samedi", "10 h – 16 h")
            ]
        );
        assert_eq!(rows("Tu,Th 14:00-17:00"), [row("mardi et jeudi", "14 h – 17 h")]);
        assert_eq!(
            rows("Mo,We,Fr 14:00-17:00"),
            [row("lundi, mercredi et vendredi", "14 h – 17 h")]
        );
        assert_eq!(rows("Mo-Su 09:00-24:00"), [row("tous les jours", "9 h – minuit")]);
        assert_eq!(rows("24/7"), [row("tous les jours", "jour et nuit")]);
        assert_eq!(rows("Mar 05 14:00-17:00"), []);
    }
}
