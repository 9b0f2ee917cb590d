//! Which offers answer the words, and how much they promise before they are scored.
//!
//! **Invariant:** an offer counts as answering as many terms as the rules say it does, whatever
//! the engine found.
//! **Invariant:** those that answer fewer terms are left out once there are enough that answer
//! more.

use partner_directory::ranking::{Lexicon, Rule, Rules, Vocabulary, WordQuery};

use crate::bits::Bits;
use crate::index::{Candidates, TermSet};
use crate::snapshot::Snapshot;

/// With this many offers that answer more terms, those that answer fewer are left out.
const ENOUGH: usize = 20;

/// The offers that answer some words.
pub(crate) struct Matching {
    pub(crate) all: Bits,
    terms: u8,
    /// The terms that each slot answers by what it is and has.
    by_tags: Vec<TermSet>,
    /// How well the texts of each slot match, of 100.
    by_texts: Vec<u8>,
}

impl Matching {
    /// What the tags and the engine together find; what this state of the directory does not
    /// know is left out.
    pub(crate) fn of(
        snapshot: &Snapshot,
        words: &WordQuery,
        lexicon: &Lexicon,
        found: &Candidates,
    ) -> Matching {
        let by_tags = by_tags(snapshot, words, lexicon);
        let mut answered: Vec<u8> = by_tags.iter().map(|terms| terms.count()).collect();
        let mut by_texts = vec![0; by_tags.len()];
        let mut doubtful = Vec::new();
        for one in &found.matches {
            let Some(slot) = snapshot.slot(one.offer) else { continue };
            let known = by_tags.get(slot).copied().unwrap_or_default().with(one.sure);
            if let (Some(answered), Some(weight)) = (answered.get_mut(slot), by_texts.get_mut(slot))
            {
                (*answered, *weight) = (known.count(), one.weight);
            }
            if !one.doubtful.is_within(known) {
                doubtful.push((slot, known.with(one.doubtful).count()));
            }
        }
        // What cannot answer enough terms need not be looked at.
        let terms = u8::try_from(words.terms().len()).unwrap_or(u8::MAX);
        let mut least = fewest_terms(&answered, terms);
        let is_settled = doubtful.is_empty();
        for (slot, _) in doubtful.into_iter().filter(|(_, most)| *most >= least) {
            if let (Some(answered), Some(item)) = (answered.get_mut(slot), snapshot.item(slot)) {
                *answered = u8::try_from(words.answered_by(&item.words)).unwrap_or(u8::MAX);
            }
        }
        if !is_settled {
            least = fewest_terms(&answered, terms);
        }
        let all = Bits::of(answered.iter().map(|terms| *terms >= least));
        Matching { all, terms, by_tags, by_texts }
    }

    /// About how many points the words may give, times a hundred.
    pub(crate) fn promise(&self, slot: usize, rules: &Rules) -> u32 {
        let max = |rule| u32::from(rules.max(rule));
        let by_texts = self.by_texts.get(slot).copied().map_or(0, u32::from);
        let by_tags = self.by_tags.get(slot).map_or(0, |terms| u32::from(terms.count()));
        by_texts * (max(Rule::Name) + max(Rule::Description))
            + 100 * by_tags * max(Rule::Theme) / u32::from(self.terms.max(1))
    }
}

fn by_tags(snapshot: &Snapshot, words: &WordQuery, lexicon: &Lexicon) -> Vec<TermSet> {
    let mut by_tags = vec![TermSet::default(); snapshot.slot_count()];
    for (number, term) in words.terms().iter().enumerate() {
        let alone = alone(term, lexicon, &snapshot.vocabulary);
        for slot in snapshot.tagged.answering(&alone).iter() {
            if let Some(terms) = by_tags.get_mut(slot) {
                *terms = terms.with(TermSet::one(number));
            }
        }
    }
    by_tags
}

/// The term as a query of its own.
fn alone(
    term: &partner_directory::ranking::Term,
    lexicon: &Lexicon,
    vocabulary: &Vocabulary,
) -> WordQuery {
    // A space after the last word says that it is finished.
    let end = if term.prefix.is_some() { "" } else { " " };
    WordQuery::parse(&format!("{}{end}", term.typed), lexicon, vocabulary)
}

/// How many terms an offer must answer, so that there are enough offers but not many too many;
/// `most` is the number of all terms.
fn fewest_terms(answered: &[u8], most: u8) -> u8 {
    let answering = |least: u8| answered.iter().filter(|terms| **terms >= least).count();
    (1..=most).rev().find(|least| answering(*least) >= ENOUGH).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_term_alone_is_the_term_that_stood_in_the_query() {
        let lexicon = Lexicon::published().unwrap();
        let vocabulary = Vocabulary::new(&lexicon);
        let queries = [
            "j'arrive pas a faire ma declaration dimpots",
            "imprimmer un document",
            "ordinateur pas cher",
            "lordinateur, l’imprimante ! premiers pas",
            "aide",
            "recherche demploi cv ord",
            "mot de passe oublié smarthpone",
        ];
        for query in queries {
            let words = WordQuery::parse(query, &lexicon, &vocabulary);
            assert!(!words.is_empty());
            for term in words.terms() {
                let alone = alone(term, &lexicon, &vocabulary);
                assert_eq!(alone.terms(), std::slice::from_ref(term), "{query}");
            }
        }
    }

    #[test]
    fn fewer_terms_are_enough_while_few_offers_answer_more() {
        let many = |terms: u8, offers: usize| vec![terms; offers];

        assert_eq!(fewest_terms(&[many(3, 20), many(2, 500)].concat(), 3), 3);
        assert_eq!(fewest_terms(&[many(3, 19), many(2, 1), many(1, 500)].concat(), 4), 2);
        assert_eq!(fewest_terms(&[many(3, 2), many(1, 3), many(0, 900)].concat(), 3), 1);
        assert_eq!(fewest_terms(&[], 5), 1);
    }
}
