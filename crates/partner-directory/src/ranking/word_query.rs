//! The words somebody typed, read once per search.

mod reading;

use super::lexicon::Lexicon;
use super::listing_words::{Field, ListingWords};
use super::tags::Tags;
use super::typed::typed_words;
use super::vocabulary::{Vocabulary, stem_number};
use crate::query::Query;
use reading::Reader;

/// The terms of a query; none when only filters were used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordQuery {
    terms: Vec<Term>,
    offers: u32,
}

/// A word or phrase that somebody looks for, with all that counts as the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// What was typed, folded.
    pub typed: String,
    /// The word as it stands, then what it was corrected to; empty for a phrase.
    pub tokens: Vec<String>,
    /// Stems of the word, of its corrections and of words that mean the same.
    pub stems: Vec<String>,
    /// The beginning of the last word, which may still be being typed.
    pub prefix: Option<String>,
    /// Stems of phrases: of the phrase itself and of those that mean the same. An engine proposes
    /// what has all stems of one of them in one text; the rules look whether it is said there.
    pub together: Vec<Vec<String>>,
    /// True when the word itself is unknown and corrections stand in for it.
    pub is_corrected: bool,
    exact: Vec<u32>,
    // All of these make an inflected match: the stems of a phrase, or of one word.
    inflected: Vec<u32>,
    begun: Vec<u32>,
    corrected: Vec<u32>,
    alike: Vec<u32>,
    alike_together: Vec<Vec<u32>>,
    /// The phrase itself, where only its own words in their order say it.
    side_by_side: Vec<u32>,
    alike_side_by_side: Vec<Vec<u32>>,
    /// The telling words of a phrase, each of which says a part of it, and how many parts it has.
    parts: Vec<Vec<u32>>,
    part_count: usize,
    is_faint: bool,
    is_first: bool,
    found_in: u32,
    is_of_tags: bool,
    label: Tags,
    label_inflected: Tags,
    label_corrected: Tags,
    everyday: Tags,
    everyday_corrected: Tags,
}

/// How a term was found in a field, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    Exact,
    Inflected,
    Synonym,
    Corrected,
    /// Some words of a phrase, but not the phrase.
    Partly,
}

// Longer questions are not clearer; each term costs time.
const TERMS_MAX: usize = 12;

impl WordQuery {
    /// Reads free words: stop words dropped, elisions split, slips corrected against the
    /// vocabulary, the last word taken as a beginning too.
    pub fn parse(text: &str, lexicon: &Lexicon, vocabulary: &Vocabulary) -> WordQuery {
        let kept: String = text.chars().take(Query::WORDS_MAX).collect();
        let typed = typed_words(&kept, lexicon, vocabulary);
        let is_finished = kept.ends_with(|c: char| !c.is_alphanumeric());
        let reader = Reader { lexicon, vocabulary, is_finished };
        let mut terms = reader.terms(&typed, false);
        if terms.is_empty() {
            // "Aide" alone is still a question.
            terms = reader.terms(&typed, true);
        }
        terms.truncate(TERMS_MAX);
        terms.iter_mut().for_each(|term| term.count(vocabulary));
        let mut telling = terms.iter_mut().filter(|term| term.is_known() && !term.is_faint());
        if let Some(first) = telling.next() {
            first.is_first = true;
        }
        WordQuery { terms, offers: vocabulary.offers() }
    }

    /// The terms in the order in which they were typed.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// True when no word counts.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// How many terms the listing answers, in any field.
    pub fn answered_by(&self, listing: &ListingWords) -> usize {
        self.terms.iter().filter(|term| term.is_answered_by(listing)).count()
    }

    /// True when it is help for those who help that is looked for.
    pub(super) fn asks_for_professionals(&self) -> bool {
        self.terms.iter().any(|term| term.tags().meets(Tags::professional()))
    }

    /// In how many of a thousand offers the word stands, or one that means the same.
    pub(super) fn permille(&self, term: &Term) -> u32 {
        (u64::from(term.found_in) * 1000 / u64::from(self.offers.max(1))) as u32
    }

    /// The terms folded in one line, for the seed of the rotation.
    pub fn need(&self) -> String {
        self.terms.iter().map(|term| term.typed.as_str()).collect::<Vec<_>>().join(" ")
    }
}

impl Term {
    /// What an offer must be or have to answer the term without saying it.
    pub fn tags(&self) -> Tags {
        let corrected = self.label_corrected.with(self.everyday_corrected);
        self.label.with(self.label_inflected).with(self.everyday).with(corrected)
    }

    /// True when the listing answers it by what it is, has or says.
    pub fn is_answered_by(&self, listing: &ListingWords) -> bool {
        self.tags().meets(listing.tags)
            || self.in_field(&listing.name).is_some()
            || listing.texts().iter().any(|field| self.in_field(field).is_some())
    }

    /// True for a word that goes with almost any offer and chooses none.
    pub(super) fn is_faint(&self) -> bool {
        self.is_faint || self.tags().is_of_audiences_only()
    }

    /// True for the first word that says something: in French it is the one that the others
    /// tell more about.
    pub(super) fn is_first(&self) -> bool {
        self.is_first
    }

    /// How many words of a phrase stand in a field, and how many it has.
    pub(super) fn parts_in(&self, field: &Field) -> (usize, usize) {
        (self.parts.iter().filter(|part| field.has_any(part)).count(), self.part_count)
    }

    /// True when some offer may answer it; a word that nobody knows does not count.
    pub(super) fn is_known(&self) -> bool {
        self.found_in > 0 || self.is_of_tags
    }

    fn count(&mut self, vocabulary: &Vocabulary) {
        let rarest = |all: &Vec<String>| {
            // Where the rarest of them stands, all may stand.
            all.iter().map(|one| vocabulary.offers_with(stem_number(one))).min()
        };
        let phrases = self.together.iter().filter_map(rarest);
        let own: [&[u32]; 2] = match self.tokens.is_empty() {
            true => [&[], &[]],
            false => [&self.exact, &self.inflected],
        };
        let alone =
            own.into_iter().flatten().chain(&self.begun).chain(&self.alike).chain(&self.corrected);
        let alone = alone.map(|number| vocabulary.offers_with(*number));
        self.found_in = alone.chain(phrases).max().unwrap_or(0);
        self.is_of_tags = vocabulary.tags().meets(self.tags());
    }

    pub(super) fn in_field(&self, field: &Field) -> Option<How> {
        if field.has_any(&self.exact) {
            return Some(How::Exact);
        }
        let is_inflected =
            !self.inflected.is_empty() && self.inflected.iter().all(|number| field.has(*number));
        if is_inflected || field.has_any(&self.begun) || field.has_pairs(&self.side_by_side) {
            return Some(How::Inflected);
        }
        let has_all = |all: &Vec<u32>| all.iter().all(|number| field.has(*number));
        let mut side_by_side = self.alike_side_by_side.iter();
        if field.has_any(&self.alike)
            || self.alike_together.iter().any(has_all)
            || side_by_side.any(|pairs| field.has_pairs(pairs))
        {
            return Some(How::Synonym);
        }
        field.has_any(&self.corrected).then_some(How::Corrected)
    }

    pub(super) fn in_tags(&self, tags: Tags) -> Option<How> {
        let ways = [
            (self.label, How::Exact),
            (self.label_inflected, How::Inflected),
            (self.everyday, How::Synonym),
            (self.label_corrected.with(self.everyday_corrected), How::Corrected),
        ];
        ways.into_iter().find(|(own, _)| own.meets(tags)).map(|(_, how)| how)
    }
}
