//! Which offers are scored, when there are more than can be scored in time.
//!
//! **Invariant:** with no more than [`SCORED`] offers left, all of them are scored; the choice
//! among more depends on nothing but the query, the data and the time.

use crate::bits::Bits;
use crate::map::Nearest;

/// How many offers are scored at most; the others follow in the order of the choice.
pub(crate) const SCORED: usize = 1_000;

/// With this many offers that answer more terms, those that answer fewer are left out.
const ENOUGH: usize = 20;

/// How many terms an offer must answer, so that there are enough offers but not many too many;
/// `answered` is the number for each offer.
pub(crate) fn fewest_terms(answered: impl Iterator<Item = u8>) -> u8 {
    let mut offers = [0_usize; 1 << u8::BITS];
    for terms in answered {
        if let Some(offers) = offers.get_mut(usize::from(terms)) {
            *offers += 1;
        }
    }
    let mut so_far = 0;
    for terms in (1..=u8::MAX).rev() {
        so_far += offers.get(usize::from(terms)).copied().unwrap_or(0);
        if so_far >= ENOUGH {
            return terms;
        }
    }
    1
}

/// Orders in which offers may be worth scoring, best first; each may be empty or partial.
#[derive(Default)]
pub(crate) struct Hints<'a> {
    /// What the engine says of the words.
    pub(crate) by_words: &'a [usize],
    /// The way to the nearest place, in no order.
    pub(crate) nearest: &'a [Nearest],
    /// Every offer in an order that needs no words.
    pub(crate) standing: &'a [usize],
}

/// The offers that are left, those worth scoring first; at least `limit` of them if there are.
///
/// The first [`SCORED`] do not depend on a greater `limit`.
pub(crate) fn choose(left: &Bits, hints: &Hints<'_>, limit: usize) -> Vec<usize> {
    if left.count() <= SCORED {
        return left.iter().collect();
    }
    let limit = limit.max(SCORED);
    let mut choice = Choice { waiting: left.clone(), chosen: Vec::new() };
    let words_share = if hints.nearest.is_empty() { SCORED } else { SCORED / 2 };
    choice.take(hints.by_words.iter().copied(), words_share);
    if !hints.nearest.is_empty() {
        let mut near: Vec<&Nearest> =
            hints.nearest.iter().filter(|one| choice.waiting.has(one.slot)).collect();
        if limit < near.len() {
            near.select_nth_unstable_by(limit, |one, two| one.by_way(two));
            near.truncate(limit);
        }
        near.sort_unstable_by(|one, two| one.by_way(two).then(one.slot.cmp(&two.slot)));
        choice.take(near.iter().map(|one| one.slot), limit);
    }
    choice.take(hints.by_words.iter().copied(), limit);
    choice.take(hints.standing.iter().copied(), limit);
    choice.chosen
}

struct Choice {
    waiting: Bits,
    chosen: Vec<usize>,
}

impl Choice {
    fn take(&mut self, slots: impl Iterator<Item = usize>, up_to: usize) {
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
