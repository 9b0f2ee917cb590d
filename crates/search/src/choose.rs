//! Which offers are scored, when there are more than can be scored in time.
//!
//! **Invariant:** the choice depends on the words and the place asked for alone; with no more
//! than [`SCORED`] offers left, all of them are chosen.

use std::collections::HashSet;

use partner_directory::Sort;

use crate::bits::Bits;
use crate::map::Nearest;
use crate::moment::Moment;
use crate::snapshot::Snapshot;

/// How many offers are scored at most; the others follow in the order of the choice.
pub(crate) const SCORED: usize = 1_000;

/// The offers that are left, those worth scoring first.
pub(crate) fn by_promise(left: &Bits, best: &[usize], nearest: &[Nearest]) -> Vec<usize> {
    let best: Vec<usize> = best.iter().copied().filter(|slot| left.has(*slot)).collect();
    let total = left.count();
    let from_words = if nearest.is_empty() { SCORED } else { SCORED / 2 };
    let mut chosen: Vec<usize> = Vec::with_capacity(total);
    let is_all = total <= SCORED;
    chosen.extend(best.iter().take(if is_all { SCORED } else { from_words }));
    let mut is_new: Bits = left.without(&chosen.iter().copied().collect());
    let mut add = |slot: usize, chosen: &mut Vec<usize>| {
        if is_new.has(slot) {
            is_new.set(slot, false);
            chosen.push(slot);
        }
    };
    if !is_all {
        let mut near: Vec<&Nearest> = nearest.iter().filter(|one| left.has(one.slot)).collect();
        let some = SCORED.min(near.len());
        if some < near.len() {
            near.select_nth_unstable_by(some, |one, two| one.metres.total_cmp(&two.metres));
        }
        near.iter().take(some).for_each(|one| add(one.slot, &mut chosen));
    }
    best.iter().for_each(|slot| add(*slot, &mut chosen));
    left.iter().for_each(|slot| add(slot, &mut chosen));
    chosen
}
