//! The words somebody typed, read once per search.

use super::lexicon::{Lexicon, stem};
use super::listing_words::{Field, ListingWords};
use super::tags::Tags;
use super::typed::typed_words;
use super::vocabulary::{Vocabulary, pair_number, stem_number, word_number};
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
    /// Stems of phrases that count as found where they stand word for word; an engine that finds
    /// all of these stems in one text leaves it to the rules whether they do.
    pub maybe_together: Vec<Vec<String>>,
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
        let phrases = self.together.iter().chain(&self.maybe_together).filter_map(rarest);
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
        let told = self.lexicon.told(stems);
        let telling = numbers(&told.telling);
        let parts = told.telling.iter().map(|one| self.part(one)).collect();
        let mut term = Term {
            typed: typed.join(" "),
            everyday: self.lexicon.everyday_tags(stems),
            part_count: told.telling.len() + told.lost,
            is_faint: self.lexicon.is_faint(stems),
            ..Term::default()
        };
        if told.is_word_for_word {
            term.side_by_side = pairs(stems);
            term.maybe_together.extend(some(told.telling));
        } else {
            term.inflected.clone_from(&telling);
            term.together.extend(some(told.telling));
        }
        if term.part_count > 1 && !told.is_manner {
            term.parts = parts;
        }
        self.add_alike(&mut term, stems);
        for within in self.lexicon.phrases_within(stems) {
            term.everyday = term.everyday.with(self.lexicon.everyday_tags(within));
            self.add_alike(&mut term, within);
        }
        self.add_meaning(&mut term, typed);
        term
    }

    /// A word of a phrase with the single words that mean the same.
    fn part(&self, stem: &String) -> Vec<u32> {
        let alike = self.lexicon.alike(std::slice::from_ref(stem));
        let alike = alike.filter_map(|other| match other {
            [one] => Some(stem_number(one)),
            _ => None,
        });
        let mut part: Vec<u32> = std::iter::once(stem_number(stem)).chain(alike).collect();
        part.dedup();
        part
    }

    // "Form" may be a stop word of one language and a need in another.
    fn says_nothing(&self, word: &str) -> bool {
        self.lexicon.is_stop_word(word) && self.lexicon.meaning(&[word.to_owned()]).is_empty()
    }

    fn word(&self, word: &str, is_last: bool) -> Term {
        let stem = stem(word);
        let (label, label_inflected) = self.lexicon.label_tags(word, &stem);
        let stems = [stem.clone()];
        let is_whole = !self.lexicon.is_stop_stem(&stem) || self.lexicon.is_stop_word(word);
        if self.lexicon.is_manner(&stems) {
            return Term {
                typed: word.to_owned(),
                label,
                label_inflected,
                everyday: self.lexicon.everyday_tags(&stems),
                is_faint: true,
                ..Term::default()
            };
        }
        let mut term = Term {
            typed: word.to_owned(),
            tokens: vec![word.to_owned()],
            // "Fautes" has the stem of "il faut": such a word is found as it stands.
            stems: vec![stem.clone()].into_iter().filter(|_| is_whole).collect(),
            exact: vec![word_number(word)],
            inflected: if is_whole { vec![stem_number(&stem)] } else { Vec::new() },
            label,
            label_inflected,
            everyday: self.lexicon.everyday_tags(&stems),
            is_faint: self.lexicon.is_faint(&stems),
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
        let is_unseen = |number: &u32| self.vocabulary.offers_with(*number) == 0;
        term.inflected.iter().all(is_unseen)
            && term.label_inflected.is_empty()
            && term.everyday.is_empty()
            && term.alike.is_empty()
    }

    fn add_alike(&self, term: &mut Term, stems: &[String]) {
        for other in self.lexicon.alike(stems) {
            self.add_same(term, other);
        }
        dedup(&mut term.stems);
    }

    fn add_same(&self, term: &mut Term, stems: &[String]) {
        let told = self.lexicon.told(stems);
        let telling = told.telling;
        match telling.as_slice() {
            [] => {}
            _ if told.is_word_for_word => {
                term.alike_side_by_side.push(pairs(stems));
                term.maybe_together.push(telling);
            }
            [one] => {
                term.alike.push(stem_number(one));
                term.stems.push(one.clone());
            }
            all => {
                term.alike_together.push(numbers(all));
                term.together.push(telling);
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

fn numbers(stems: &[String]) -> Vec<u32> {
    stems.iter().map(|one| stem_number(one)).collect()
}

fn pairs(stems: &[String]) -> Vec<u32> {
    let numbers = numbers(stems);
    numbers.iter().zip(numbers.iter().skip(1)).map(|(one, next)| pair_number(*one, *next)).collect()
}

fn some(telling: Vec<String>) -> Option<Vec<String>> {
    (!telling.is_empty()).then_some(telling)
}

fn dedup(stems: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    stems.retain(|stem| seen.insert(stem.clone()));
}
