//! Which offers are scored, when there are more than can be scored in time.
//!
//! **Invariant:** with no more than [`SCORED`] offers left, all of them are scored; the choice
//! among more depends on nothing but the query, the data and the time.

use std::cmp::Reverse;

use partner_directory::Sort;
use partner_directory::ranking::Rule;

use crate::bits::Bits;
use crate::facets::Facet;
use crate::map::Nearest;
use crate::matching::Matching;
use crate::search::Search;

/// How many offers are scored at most; the others follow by their promise.
pub(crate) const SCORED: usize = 200;

impl Search<'_> {
    /// The offers that are left, up to the first `limit` at least; the first [`SCORED`] of them
    /// are those worth scoring, and are the same for any `limit`.
    pub(crate) fn choose(
        &self,
        left: &Bits,
        matching: Option<&Matching>,
        near: &[Nearest],
        limit: usize,
    ) -> Vec<usize> {
        if left.count() <= SCORED {
            return left.iter().collect();
        }
        let limit = limit.max(SCORED);
        let standing = self.standing();
        let mut choice = Choice { waiting: left.clone(), chosen: Vec::new() };
        match self.asked.query.sort {
            Sort::NextOpening => choice.take(self.by_opening(left), usize::MAX),
            Sort::Distance => choice.take(by_way(left, near), usize::MAX),
            Sort::Points | Sort::Name if matching.is_none() && near.is_empty() => {}
            Sort::Points | Sort::Name => {
                let promise = |(slot, way): (usize, u32)| {
                    let words = matching.map_or(0, |matching| matching.promise(slot, self.rules));
                    let sum = words + way + 100 * standing.points(slot);
                    (Reverse(sum), standing.place(slot), slot)
                };
                let best = least(self.ways(left, near).map(promise).collect(), limit);
                choice.take(best.into_iter().map(|(.., slot)| slot), limit);
            }
        }
        choice.take(standing.slots.iter().copied(), limit);
        choice.chosen
    }

    /// Each offer that is left, with about how many points the way to it may give, times a
    /// hundred; half of them where nobody knows the way or there is none.
    fn ways(&self, left: &Bits, near: &[Nearest]) -> impl Iterator<Item = (usize, u32)> {
        let most = 100 * u32::from(self.rules.max(Rule::Distance));
        let located = near.iter().filter(|one| left.has(one.slot()));
        let commune = self.asked.query.near.as_ref().and_then(|near| near.commune_code.as_deref());
        let same = commune.and_then(|code| self.snapshot.columns.of(Facet::Commune, code));
        let located = located.map(move |one| {
            let is_same = same.is_some_and(|bits| bits.has(one.slot()));
            (one.slot(), if is_same { most } else { one.promise(most) })
        });
        let elsewhere =
            if near.is_empty() { left.clone() } else { left.without(self.snapshot.map.located()) };
        let elsewhere: Vec<usize> = elsewhere.iter().collect();
        located.chain(elsewhere.into_iter().map(move |slot| (slot, most / 2)))
    }

    fn by_opening(&self, left: &Bits) -> impl Iterator<Item = usize> {
        let opens = |slot: usize| {
            let openings = self.moment.openings(slot).iter().flatten();
            openings.map(|span| span.from.timestamp()).min().unwrap_or(i64::MAX)
        };
        let mut slots: Vec<_> =
            left.iter().map(|slot| (opens(slot), self.key(slot), slot)).collect();
        slots.sort_unstable();
        slots.into_iter().map(|(.., slot)| slot)
    }
}

/// The offers that are left and have a point, nearest first.
fn by_way(left: &Bits, near: &[Nearest]) -> impl Iterator<Item = usize> + use<> {
    let mut near: Vec<Nearest> = near.iter().filter(|one| left.has(one.slot())).copied().collect();
    near.sort_unstable();
    near.into_iter().map(Nearest::slot)
}

/// The least `count` values, in order.
fn least<T: Ord>(mut values: Vec<T>, count: usize) -> Vec<T> {
    if count < values.len() {
        values.select_nth_unstable(count);
        values.truncate(count);
    }
    values.sort_unstable();
    values
}

struct Choice {
    waiting: Bits,
    chosen: Vec<usize>,
}

impl Choice {
    fn take(&mut self, slots: impl IntoIterator<Item = usize>, up_to: usize) {
        for slot in slots {
            if self.chosen.len() >= up_to {
                return;
            }
            if self.waiting.has(slot) {
                self.waiting.set(slot, false);
                self.chosen.push(slot);
            }
        }
    }
}
