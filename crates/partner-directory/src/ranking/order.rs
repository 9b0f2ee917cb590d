//! The order of scored offers.

use std::cmp::Reverse;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use kernel::OfferId;

use super::hash::{hash, mix};
use crate::query::Sort;

/// One scored offer, reduced to what decides its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// Whatever the caller finds the offer by.
    pub slot: u32,
    /// Its total of points.
    pub total: u32,
    /// The way to the place that is shown.
    pub distance_m: Option<u32>,
    /// When the place that is shown opens.
    pub opens: Option<DateTime<Utc>>,
    /// [`key_of`] the offer, kept by the caller.
    pub key: u64,
}

/// Who comes first among equals: each in turn, one day after the other.
///
/// **Invariant:** over as many days as there are equals, each is first exactly once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotation {
    day: NaiveDate,
    need: u64,
}

impl Rotation {
    /// The rotation of one local date for one need, both shown to readers.
    pub fn new(day: NaiveDate, need: &str) -> Rotation {
        Rotation { day, need: hash(need) }
    }

    /// The date on which this rotation holds.
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    // The need decides who follows whom, the day who begins.
    fn place_of(&self, key: u64) -> u64 {
        mix(self.need ^ key)
    }

    fn steps(&self, equals: usize) -> usize {
        let days = usize::try_from(self.day.num_days_from_ce()).unwrap_or(0);
        days.checked_rem(equals).unwrap_or(0)
    }
}

/// A number that stands for an offer in every order; it never changes.
pub fn key_of(offer: &OfferId) -> u64 {
    hash(offer.as_str())
}

/// Puts offers in order: by points, by distance or by next opening (then by points), unknown
/// last; equals by rotation. By name the caller has to sort, because names are not here;
/// [`Sort::Name`] orders by points.
pub fn order(results: &mut [Ranked], sort: Sort, rotation: &Rotation) {
    let rank = |one: &Ranked| {
        let first = match sort {
            Sort::Points | Sort::Name => 0,
            Sort::Distance => one.distance_m.map_or(i64::MAX, i64::from),
            Sort::NextOpening => one.opens.map_or(i64::MAX, |opens| opens.timestamp()),
        };
        (first, Reverse(one.total))
    };
    results.sort_unstable_by_key(|one| (rank(one), rotation.place_of(one.key), one.key));
    for equals in results.chunk_by_mut(|one, next| rank(one) == rank(next)) {
        equals.rotate_left(rotation.steps(equals.len()));
    }
}
