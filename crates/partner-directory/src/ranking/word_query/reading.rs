//! From typed words to terms: phrases longest first, meanings, beginnings, corrections.

use super::Term;
use crate::ranking::lexicon::{Lexicon, stem};
use crate::ranking::vocabulary::{Vocabulary, pair_number, stem_number, word_number};

// Shorter beginnings are those of too many words.
const PREFIX_MIN: usize = 3;

/// Reads typed words into terms.
pub(super) struct Reader<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) vocabulary: &'a Vocabulary,
    /// True when the last word goes on no more.
    pub(super) is_finished: bool,
}

impl Reader<'_> {
    /// The terms in order, each once; with `keep_all` also words that say nothing.
    pub(super) fn terms(&self, typed: &[String], keep_all: bool) -> Vec<Term> {
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
            term.together.extend(some(told.telling));
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
                term.together.push(telling);
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
