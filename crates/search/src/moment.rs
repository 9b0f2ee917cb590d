//! What depends on the time: which offers are open, when they open next, what room they have.
//!
//! Reading opening hours is dear, so each answer is kept until the instant at which it can
//! change, and only then read again.
//!
//! **Invariant:** what is kept equals what reading the hours of every offer at that instant
//! would give.

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use partner_directory::{
    Capacity, Hours, ListedPlace, Listing, OpenFilter, Span, capacity, is_out_of_date,
};

use partner_directory::capacity::is_full;

use crate::bits::Bits;
use crate::facets::{Columns, Facet};

/// What depends on the time, as it was at one instant.
#[derive(Debug, Clone)]
pub(crate) struct Moment {
    now: DateTime<Utc>,
    today: NaiveDate,
    changes_at: DateTime<Utc>,
    slots: Vec<Times>,
    columns: Columns,
    stale: Bits,
    full: Bits,
}

#[derive(Debug, Clone)]
struct Times {
    openings: Arc<[Option<Span>]>,
    changes_at: DateTime<Utc>,
}

impl Default for Times {
    fn default() -> Times {
        Times { openings: Arc::default(), changes_at: DateTime::<Utc>::MIN_UTC }
    }
}

impl Default for Moment {
    fn default() -> Moment {
        Moment {
            now: DateTime::<Utc>::MIN_UTC,
            today: NaiveDate::MIN,
            changes_at: DateTime::<Utc>::MAX_UTC,
            slots: Vec::new(),
            columns: Columns::default(),
            stale: Bits::default(),
            full: Bits::default(),
        }
    }
}

impl Moment {
    /// True when nothing can have changed between the instant it was made for and `now`.
    pub(crate) fn holds(&self, now: DateTime<Utc>, today: NaiveDate) -> bool {
        self.today == today && self.now <= now && now < self.changes_at
    }

    /// The opening under way or the next one, for each place of the offer in that slot.
    pub(crate) fn openings(&self, slot: usize) -> &[Option<Span>] {
        self.slots.get(slot).map_or(&[], |times| &times.openings)
    }

    /// The facets that depend on the time: open, capacity.
    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The slots of offers that are hidden until somebody confirms them.
    pub(crate) fn stale(&self) -> &Bits {
        &self.stale
    }

    /// The slots of offers that surely have no room.
    pub(crate) fn full(&self) -> &Bits {
        &self.full
    }

    /// Moves to another instant; reads only the hours that can have changed.
    pub(crate) fn move_to<'a>(
        &mut self,
        now: DateTime<Utc>,
        today: NaiveDate,
        listings: impl Iterator<Item = Option<&'a Listing>>,
    ) {
        let (is_back, is_new_day) = (now < self.now, today != self.today);
        (self.now, self.today) = (now, today);
        self.changes_at = DateTime::<Utc>::MAX_UTC;
        for (slot, listing) in listings.enumerate() {
            let kept = self.slots.get(slot);
            if is_back || kept.is_none_or(|kept| kept.changes_at <= now) {
                self.read(slot, listing, is_back);
            }
            if is_new_day {
                self.read_day(slot, listing);
            }
            if let Some(times) = self.slots.get(slot) {
                self.changes_at = self.changes_at.min(times.changes_at);
            }
        }
    }

    /// Takes a changed listing, or its absence, into one slot.
    pub(crate) fn put(&mut self, slot: usize, listing: Option<&Listing>) {
        if self.today == NaiveDate::MIN {
            // Nobody has asked yet; the first search reads everything.
            return;
        }
        self.read(slot, listing, true);
        self.read_day(slot, listing);
        if let Some(times) = self.slots.get(slot) {
            self.changes_at = self.changes_at.min(times.changes_at);
        }
    }

    fn read(&mut self, slot: usize, listing: Option<&Listing>, is_new: bool) {
        let now = self.now;
        let places = listing.map_or(&[][..], |listing| &listing.places);
        let kept = self.slots.get(slot).filter(|_| !is_new).map(|times| times.openings.clone());
        let kept = |at: usize| kept.as_ref().and_then(|kept| kept.get(at).copied().flatten());
        let openings: Arc<[Option<Span>]> = places
            .iter()
            .enumerate()
            .map(|(at, place)| next_opening(place, kept(at), now))
            .collect();
        let changes = places.iter().zip(openings.iter()).filter_map(|(place, opening)| {
            place.hours.as_ref().map(|hours| next_change(hours, *opening, now))
        });
        let times = Times {
            changes_at: changes.min().unwrap_or(DateTime::<Utc>::MAX_UTC),
            openings: openings.clone(),
        };
        if self.slots.len() <= slot {
            self.slots.resize_with(slot + 1, Times::default);
        }
        if let Some(kept) = self.slots.get_mut(slot) {
            *kept = times;
        }
        for filter in OpenFilter::ALL {
            let mut all = places.iter().zip(openings.iter());
            let is_open = all.any(|(place, opening)| opens(place, *opening, *filter, now));
            self.columns.set(Facet::Open, filter.word(), slot, is_open);
        }
    }

    fn read_day(&mut self, slot: usize, listing: Option<&Listing>) {
        let state = listing.and_then(|listing| capacity(&listing.offer, self.today).state);
        for value in Capacity::ALL {
            self.columns.set(Facet::Capacity, value.word(), slot, state == Some(*value));
        }
        let is_stale = listing.is_some_and(|one| is_out_of_date(&one.offer, self.today));
        self.stale.set(slot, is_stale);
        self.full.set(slot, listing.is_some_and(|one| is_full(&one.offer, self.today)));
    }
}

// An opening that has not begun is still the next one.
fn next_opening(place: &ListedPlace, kept: Option<Span>, now: DateTime<Utc>) -> Option<Span> {
    let hours = place.hours.as_ref()?;
    kept.filter(|span| now < span.from).or_else(|| hours.next_opening(now))
}

fn opens(
    place: &ListedPlace,
    opening: Option<Span>,
    filter: OpenFilter,
    now: DateTime<Utc>,
) -> bool {
    match (&place.hours, opening) {
        (Some(_), Some(span)) if filter == OpenFilter::Now => span.from <= now && now < span.until,
        (Some(hours), Some(_)) => hours.opens(filter, now),
        _ => false,
    }
}

// Openings begin and end, and at midnight "today" and the coming week are others.
fn next_change(hours: &Hours, opening: Option<Span>, now: DateTime<Utc>) -> DateTime<Utc> {
    let zone = hours.zone();
    let midnight = now
        .with_timezone(&zone)
        .date_naive()
        .checked_add_days(Days::new(1))
        .and_then(|day| day.and_time(NaiveTime::MIN).and_local_timezone(zone).earliest())
        .map_or(DateTime::<Utc>::MAX_UTC, |midnight| midnight.to_utc());
    let edge = opening.map(|span| if now < span.from { span.from } else { span.until });
    edge.map_or(midnight, |edge| edge.min(midnight))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, listing, offer, place};

    fn listings() -> Vec<Listing> {
        let texts = [
            "Mo-Fr 09:00-12:00,14:00-17:00",
            "Mo-Su 00:00-24:00",
            "Sa 10:00-12:00",
            "We 18:30-20:00",
            "Fr 22:00-02:00",
            "We[1] 14:00-17:00",
            "2026 Mar 26 08:00-10:00",
            "sur rendez-vous",
        ];
        let at_one =
            texts.iter().map(|osm| listing(offer(osm, osm), &[(place("p", 46.2, 6.1), osm)]));
        let two = [(place("p", 46.2, 6.1), texts[0]), (place("q", 46.3, 6.2), texts[4])];
        at_one
            .chain([listing(offer("two", "two"), &two), listing(offer("none", "none"), &[])])
            .collect()
    }

    fn read_anew(listings: &[Listing], now: DateTime<Utc>) -> Moment {
        let mut moment = Moment::default();
        moment.move_to(now, now.date_naive(), listings.iter().map(Some));
        moment
    }

    #[test]
    fn what_is_kept_is_what_reading_all_hours_again_would_give() {
        let listings = listings();
        let mut kept = Moment::default();
        let mut now = at("2026-03-20T00:00:00Z");
        let mut moves = 0;
        while now < at("2026-04-05T00:00:00Z") {
            if !kept.holds(now, now.date_naive()) {
                kept.move_to(now, now.date_naive(), listings.iter().map(Some));
                moves += 1;
            }
            let anew = read_anew(&listings, now);
            assert_eq!(kept.columns.0, anew.columns.0, "at {now}");
            for slot in 0..listings.len() {
                assert_eq!(kept.openings(slot), anew.openings(slot), "{slot} at {now}");
            }
            now += chrono::Duration::minutes(17);
        }
        assert!(moves < 300, "{moves} readings in 16 days");
    }

    #[test]
    fn a_clock_that_goes_back_is_followed() {
        let listings = listings();
        let mut kept = read_anew(&listings, at("2026-03-25T18:00:00Z"));
        let earlier = at("2026-03-24T08:30:00Z");

        assert!(!kept.holds(earlier, earlier.date_naive()));
        kept.move_to(earlier, earlier.date_naive(), listings.iter().map(Some));

        assert_eq!(kept.columns.0, read_anew(&listings, earlier).columns.0);
    }

    #[test]
    fn open_now_begins_and_ends_to_the_minute() {
        let office = [listing(offer("o", "o"), &[(place("p", 46.2, 6.1), "Mo-Fr 09:00-12:00")])];
        let is_open = |now: &str| {
            let moment = read_anew(&office, at(now));
            moment.columns().of(Facet::Open, "now").is_some_and(|open| open.has(0))
        };

        assert!(!is_open("2026-03-24T07:59:59Z"));
        assert!(is_open("2026-03-24T08:00:00Z"));
        assert!(is_open("2026-03-24T10:59:59Z"));
        assert!(!is_open("2026-03-24T11:00:00Z"));
    }
}
