//! Words of other languages and the French words for the same (UX-08).
//!
//! **Invariant:** these words are compared as they are typed, folded; French endings are not
//! taken off, so that no French word is mistaken for one of another language by its stem.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::Language;
use serde::Deserialize;

use super::lexicon::stem;
use crate::fold::words;

/// What words and phrases of other languages mean, as stems of French words and phrases.
#[derive(Debug, Clone, Default)]
pub(super) struct Foreign {
    meanings: HashMap<Vec<String>, Vec<Vec<String>>>,
    longest_phrase: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    stop_words: BTreeMap<Language, Vec<String>>,
    meaning: Vec<Meaning>,
}

#[derive(Deserialize)]
struct Meaning {
    french: Vec<String>,
    #[serde(flatten)]
    languages: BTreeMap<Language, Vec<String>>,
}

impl Foreign {
    /// The meanings, and the words that say nothing.
    pub(super) fn parse(text: &str) -> Result<(Foreign, BTreeSet<String>), toml::de::Error> {
        let File { stop_words, meaning } = toml::from_str(text)?;
        let mut foreign = Foreign::default();
        for Meaning { french, languages } in meaning {
            let french: Vec<Vec<String>> = french.iter().map(|text| stems_of(text)).collect();
            for text in languages.values().flatten() {
                foreign.learn(words(text), &french);
            }
        }
        let stop_words = stop_words.values().flatten().flat_map(|text| words(text));
        Ok((foreign, stop_words.collect()))
    }

    pub(super) fn meaning(&self, typed: &[String]) -> &[Vec<String>] {
        self.meanings.get(typed).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn phrase(&self, typed: &[String]) -> Option<usize> {
        let longest = self.longest_phrase.min(typed.len());
        let is_known = |length: &usize| {
            typed.get(..*length).is_some_and(|start| self.meanings.contains_key(start))
        };
        (2..=longest).rev().find(is_known)
    }

    fn learn(&mut self, typed: Vec<String>, french: &[Vec<String>]) {
        self.longest_phrase = self.longest_phrase.max(typed.len());
        let known = self.meanings.entry(typed).or_default();
        known.extend(french.iter().cloned());
    }
}

fn stems_of(text: &str) -> Vec<String> {
    words(text).iter().map(|word| stem(word)).collect()
}
