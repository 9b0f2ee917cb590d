//! Which offers answer the words, and how much they promise before they are scored.
//!
//! **Invariant:** an offer counts as answering as many terms as the rules say it does, whatever
//! the engine found.
//! **Invariant:** those that answer less of the words, rare words counting more, are left out
//! once there are as many that answer more as the published rules call enough.

use partner_directory::ranking::{Rule, Rules, WordQuery};

use crate::bits::Bits;
use crate::index::{Candidates, TermSet};
use crate::snapshot::Snapshot;

/// The offers that answer some words.
pub(crate) struct Matching {
    pub(crate) all: Bits,
    weights: Weights,
    /// The terms that each slot answers by what it is and has.
    by_tags: Vec<TermSet>,
    /// How well the texts of each slot match, of 100.
    by_texts: Vec<u8>,
}

/// How many times each term counts.
struct Weights(Vec<u8>);

impl Matching {
    /// What the tags and the engine together find; what this state of the directory does not
    /// know is left out.
    pub(crate) fn of(
        snapshot: &Snapshot,
        words: &WordQuery,
        rules: &Rules,
        found: &Candidates,
    ) -> Matching {
        let weights = Weights::of(words, rules);
        let by_tags = by_tags(snapshot, words);
        let mut answered: Vec<u16> = by_tags.iter().map(|terms| weights.sum(*terms)).collect();
        let mut by_texts = vec![0; by_tags.len()];
        let mut doubtful = Vec::new();
        for one in &found.matches {
            let Some(slot) = snapshot.slot(one.offer) else { continue };
            let known = by_tags.get(slot).copied().unwrap_or_default().with(one.sure);
            if let (Some(answered), Some(weight)) = (answered.get_mut(slot), by_texts.get_mut(slot))
            {
                (*answered, *weight) = (weights.sum(known), one.weight);
            }
            if !one.doubtful.is_within(known) {
                doubtful.push((slot, weights.sum(known.with(one.doubtful))));
            }
        }
        // What cannot answer enough need not be looked at.
        let enough = rules.enough_offers();
        let mut least = least_answered(&answered, enough);
        let is_settled = doubtful.is_empty();
        for (slot, _) in doubtful.into_iter().filter(|(_, most)| *most >= least) {
            if let (Some(answered), Some(item)) = (answered.get_mut(slot), snapshot.item(slot)) {
                let terms = words.terms().iter().enumerate();
                let terms = terms.filter(|(_, term)| term.is_answered_by(&item.words));
                let terms = terms.map(|(number, _)| TermSet::one(number));
                *answered = weights.sum(terms.fold(TermSet::default(), TermSet::with));
            }
        }
        if !is_settled {
            least = least_answered(&answered, enough);
        }
        let all = Bits::of(answered.iter().map(|weight| *weight >= least));
        Matching { all, weights, by_tags, by_texts }
    }

    /// About how many points the words may give, times a hundred.
    pub(crate) fn promise(&self, slot: usize, rules: &Rules) -> u32 {
        let max = |rule| u32::from(rules.max(rule));
        let by_texts = self.by_texts.get(slot).copied().map_or(0, u32::from);
        let by_tags = self.by_tags.get(slot).map_or(0, |terms| u32::from(self.weights.sum(*terms)));
        let whole = u32::from(self.weights.whole().max(1));
        let by_tags = 100 * by_tags / whole;
        by_texts * (max(Rule::Name) + max(Rule::Description))
            + by_tags * max(Rule::Theme)
            + by_texts.max(by_tags) * max(Rule::Words)
    }
}

impl Weights {
    fn of(words: &WordQuery, rules: &Rules) -> Weights {
        Weights(words.terms().iter().map(|term| rules.weight(words, term)).collect())
    }

    fn sum(&self, terms: TermSet) -> u16 {
        let has = |number: &usize| TermSet::one(*number).is_within(terms);
        let weights = self.0.iter().enumerate().filter(|(number, _)| has(number));
        weights.map(|(_, weight)| u16::from(*weight)).sum()
    }

    fn whole(&self) -> u16 {
        self.0.iter().copied().map(u16::from).sum()
    }
}

fn by_tags(snapshot: &Snapshot, words: &WordQuery) -> Vec<TermSet> {
    let mut by_tags = vec![TermSet::default(); snapshot.slot_count()];
    for (number, term) in words.terms().iter().enumerate() {
        for slot in snapshot.tagged.having(term.tags()).iter() {
            if let Some(terms) = by_tags.get_mut(slot) {
                *terms = terms.with(TermSet::one(number));
            }
        }
    }
    by_tags
}

/// How much of the words an offer must answer, so that there are enough offers but not many too
/// many.
fn least_answered(answered: &[u16], enough: usize) -> u16 {
    let most = answered.iter().copied().max().unwrap_or(0);
    let mut answering = vec![0_usize; usize::from(most) + 1];
    for weight in answered {
        if let Some(count) = answering.get_mut(usize::from(*weight)) {
            *count += 1;
        }
    }
    let mut sum = 0;
    let counted = answering.iter().enumerate().rev().filter(|(weight, _)| *weight > 0);
    for (weight, count) in counted {
        sum += count;
        if sum >= enough {
            return u16::try_from(weight).unwrap_or(u16::MAX);
        }
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_is_enough_while_few_offers_answer_more() {
        let many = |weight: u16, offers: usize| vec![weight; offers];
        let least = |answered: &[u16]| least_answered(answered, 20);

        assert_eq!(least(&[many(3, 20), many(2, 500)].concat()), 3);
        assert_eq!(least(&[many(7, 19), many(2, 1), many(1, 500)].concat()), 2);
        assert_eq!(least(&[many(3, 2), many(1, 3), many(0, 900)].concat()), 1);
        assert_eq!(least(&[]), 1);
    }
}
