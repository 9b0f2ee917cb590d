//! The words somebody typed, read once per search.

use super::lexicon::{Lexicon, stem};
use super::listing_words::{Field, ListingWords};
use super::tags::Tags;
use super::typed::typed_words;
use super::vocabulary::{Vocabulary, stem_number, word_number};
use crate::query::Query;

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
    /// Phrases that count as found where all stems of one of them stand in one text: the phrase
    /// itself and those that mean the same.
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
}

// Longer questions are not clearer; each term costs time.
const TERMS_MAX: usize = 12;
const PREFIX_MIN: usize = 3;

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
            || self.in_field(&listing.description).is_some()
    }

    /// True when some offer may answer it; a word that nobody knows does not count.
    pub(super) fn is_known(&self) -> bool {
        self.found_in > 0 || self.is_of_tags
    }

    fn count(&mut self, vocabulary: &Vocabulary) {
        let together = self.alike_together.iter().filter_map(|all| {
            // Where the rarest of them stands, all may stand.
            all.iter().map(|number| vocabulary.offers_with(*number)).min()
        });
        let phrase = match self.tokens.is_empty() {
            true => self.inflected.iter().map(|number| vocabulary.offers_with(*number)).min(),
            false => None,
        };
        let words = match self.tokens.is_empty() {
            true => &[][..],
            false => self.inflected.as_slice(),
        };
        let alone = words.iter().chain(&self.begun).chain(&self.alike).chain(&self.corrected);
        let alone = alone.map(|number| vocabulary.offers_with(*number));
        self.found_in = alone.chain(together).chain(phrase).max().unwrap_or(0);
        self.is_of_tags = vocabulary.tags().meets(self.tags());
    }

    pub(super) fn in_field(&self, field: &Field) -> Option<How> {
        if field.has_any(&self.exact) {
            return Some(How::Exact);
        }
        let is_inflected =
            !self.inflected.is_empty() && self.inflected.iter().all(|number| field.has(*number));
        if is_inflected || field.has_any(&self.begun) {
            return Some(How::Inflected);
        }
        let has_all = |all: &Vec<u32>| all.iter().all(|number| field.has(*number));
        if field.has_any(&self.alike) || self.alike_together.iter().any(has_all) {
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

struct Reader<'a> {
    lexicon: &'a Lexicon,
    vocabulary: &'a Vocabulary,
    is_finished: bool,
}

impl Reader<'_> {
    fn terms(&self, typed: &[String], keep_all: bool) -> Vec<Term> {
        let stems: Vec<String> = typed.iter().map(|word| stem(word)).collect();
        let mut terms: Vec<Term> = Vec::new();
        let mut at = 0;
        while let (Some(word), Some(rest)) = (typed.get(at), stems.get(at..)) {
            let foreign = self.lexicon.foreign_phrase(typed.get(at..).unwrap_or_default());
            let phrase = self.lexicon.phrase(rest).max(foreign);
            let length = phrase.unwrap_or(1);
            let is_last = at + length == typed.len();
            if phrase.is_some() {
                let part = |all: &[String]| all.get(at..at + length).map(<[String]>::to_vec);
                let (typed, stems) = (part(typed), part(&stems));
                terms.extend(typed.zip(stems).map(|(typed, stems)| self.phrase(&typed, &stems)));
            } else if keep_all || !self.says_nothing(word) {
                terms.push(self.word(word, is_last && !self.is_finished));
            }
            at += length;
        }
        let mut seen = std::collections::HashSet::new();
        terms.retain(|term| seen.insert(term.typed.clone()));
        terms
    }

    fn phrase(&self, typed: &[String], stems: &[String]) -> Term {
        let telling: Vec<String> = typed
            .iter()
            .filter(|word| !self.lexicon.is_stop_word(word))
            .map(|word| stem(word))
            .collect();
        let mut term = Term {
            typed: typed.join(" "),
            inflected: telling.iter().map(|one| stem_number(one)).collect(),
            everyday: self.lexicon.everyday_tags(stems),
            ..Term::default()
        };
        if !telling.is_empty() {
            term.together.push(telling);
        }
        self.add_alike(&mut term, stems);
        self.add_meaning(&mut term, typed);
        term
    }

    // "Form" may be a stop word of one language and a need in another.
    fn says_nothing(&self, word: &str) -> bool {
        self.lexicon.is_stop_word(word) && self.lexicon.meaning(&[word.to_owned()]).is_empty()
    }

    fn word(&self, word: &str, is_last: bool) -> Term {
        let stem = stem(word);
        let (label, label_inflected) = self.lexicon.label_tags(word, &stem);
        let stems = [stem.clone()];
        let mut term = Term {
            typed: word.to_owned(),
            tokens: vec![word.to_owned()],
            stems: vec![stem.clone()],
            exact: vec![word_number(word)],
            inflected: vec![stem_number(&stem)],
            label,
            label_inflected,
            everyday: self.lexicon.everyday_tags(&stems),
            ..Term::default()
        };
        self.add_alike(&mut term, &stems);
        self.add_meaning(&mut term, &[word.to_owned()]);
        if is_last && word.len() >= PREFIX_MIN {
            self.add_beginnings(&mut term, word);
        }
        if !self.vocabulary.knows(word) && term.begun.is_empty() && self.means_nothing(&term) {
            self.correct(&mut term, word);
        }
        term
    }

    // A known stem, such as an unseen plural, needs no correction.
    fn means_nothing(&self, term: &Term) -> bool {
        term.label_inflected.is_empty() && term.everyday.is_empty() && term.alike.is_empty()
    }

    fn add_alike(&self, term: &mut Term, stems: &[String]) {
        for other in self.lexicon.alike(stems) {
            self.add_same(term, other);
        }
        dedup(&mut term.stems);
    }

    fn add_same(&self, term: &mut Term, stems: &[String]) {
        let telling: Vec<&String> =
            stems.iter().filter(|one| !self.lexicon.is_stop_stem(one)).collect();
        match telling.as_slice() {
            [] => {}
            [one] => {
                term.alike.push(stem_number(one));
                term.stems.push((*one).clone());
            }
            all => {
                term.alike_together.push(all.iter().map(|one| stem_number(one)).collect());
                term.together.push(all.iter().map(|one| (*one).clone()).collect());
            }
        }
    }

    fn add_meaning(&self, term: &mut Term, typed: &[String]) {
        for french in self.lexicon.meaning(typed) {
            term.everyday = term.everyday.with(self.lexicon.everyday_tags(french));
            self.add_same(term, french);
        }
        dedup(&mut term.stems);
    }

    fn add_beginnings(&self, term: &mut Term, start: &str) {
        term.prefix = Some(start.to_owned());
        for word in self.vocabulary.beginning_with(start).filter(|word| *word != start) {
            let stems = [stem(word)];
            term.begun.push(word_number(word));
            let (label, label_inflected) = self.lexicon.label_tags(word, &stems[0]);
            term.label_inflected = term.label_inflected.with(label).with(label_inflected);
            term.everyday = term.everyday.with(self.lexicon.everyday_tags(&stems));
        }
    }

    fn correct(&self, term: &mut Term, word: &str) {
        for near in self.vocabulary.near(word) {
            let stems = [stem(near)];
            term.is_corrected = true;
            term.tokens.push(near.to_owned());
            term.corrected.extend([word_number(near), stem_number(&stems[0])]);
            let (label, label_inflected) = self.lexicon.label_tags(near, &stems[0]);
            term.label_corrected = term.label_corrected.with(label).with(label_inflected);
            term.everyday_corrected =
                term.everyday_corrected.with(self.lexicon.everyday_tags(&stems));
            for other in self.lexicon.alike(&stems) {
                if let [one] = other {
                    term.corrected.push(stem_number(one));
                    term.stems.push(one.clone());
                }
            }
            term.stems.extend(stems);
        }
        dedup(&mut term.stems);
    }
}

fn dedup(stems: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    stems.retain(|stem| seen.insert(stem.clone()));
}
