//! Which offers are scored, when there are more than can be scored in time.
//!
//! **Invariant:** with no more than [`SCORED`] offers left, all of them are scored; the choice
//! among more depends on nothing but the query, the data and the time.

use partner_directory::Sort;

use crate::bits::Bits;
use crate::map::Nearest;
use crate::matching::Matching;
use crate::search::Search;

/// How many offers are scored at most; the others follow unscored.
pub(crate) const SCORED: usize = 400;

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
        let standing = self.standing();
        let mut choice = Choice { waiting: left.clone(), chosen: Vec::new() };
        match self.asked.query.sort {
            Sort::NextOpening => choice.take(self.by_opening(left), usize::MAX),
            Sort::Distance => choice.take(by_way(left, near, usize::MAX), usize::MAX),
            Sort::Points | Sort::Name => {
                if let Some(matching) = matching {
                    let promise = |slot| {
                        let promise = matching.promise(slot, self.rules);
                        (std::cmp::Reverse(promise), standing.place(slot), slot)
                    };
                    let best = least(left.iter().map(promise).collect(), SCORED);
                    let share = if near.is_empty() { SCORED } else { SCORED / 2 };
                    choice.take(best.into_iter().map(|(.., slot)| slot), share);
                }
                choice.take(by_way(left, near, SCORED), SCORED);
            }
        }
        choice.take(standing.slots.iter().copied(), limit.max(SCORED));
        choice.chosen
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

/// The nearest `count` of the offers that are left, in order.
fn by_way(left: &Bits, near: &[Nearest], count: usize) -> impl Iterator<Item = usize> + use<> {
    let left = near.iter().filter(|one| left.has(one.slot)).copied().collect();
    least(left, count).into_iter().map(|one| one.slot)
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
