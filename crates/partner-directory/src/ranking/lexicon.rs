//! What people call things: words for themes and kinds, words that mean the same, words that
//! mean nothing.
//!
//! **Invariant:** all words are folded; a stem stands for every form of its word.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use frostem::{Algorithm, Stemmer};
use serde::Deserialize;
use thiserror::Error;

use super::foreign::Foreign;
use super::tags::Tags;
use crate::fold::words;
use crate::listing::Listing;
use crate::query::OpenFilter;

/// The French stem of a folded word; one for singular and plural, verb and noun.
pub fn stem(word: &str) -> String {
    Stemmer::new(Algorithm::French).stem(word).into_owned()
}

/// The words files, read.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    stop_words: BTreeSet<String>,
    stop_stems: BTreeSet<String>,
    /// Words and phrases, by their stems, that go with almost any offer.
    faint: BTreeSet<Vec<String>>,
    /// Phrases, by their stems, that say how somebody wants to be helped.
    manners: BTreeSet<Vec<String>>,
    /// Words of a label, as they stand and by their stem.
    labels: HashMap<String, Tags>,
    /// Everyday words and phrases, by the stems of all their words.
    everyday: HashMap<Vec<String>, Tags>,
    /// Groups of words and phrases that mean the same, by stems.
    alike: Vec<Vec<Vec<String>>>,
    alike_of: HashMap<Vec<String>, Vec<usize>>,
    longest_phrase: usize,
    texts: Vec<(Tags, String)>,
    all_words: BTreeSet<String>,
    foreign: Foreign,
    moments: HashMap<Vec<String>, OpenFilter>,
}

/// A words file that cannot be used.
#[derive(Debug, Error)]
pub enum LexiconError {
    /// Not TOML, or not of the right form.
    #[error("the words file has the wrong form")]
    Form(#[from] toml::de::Error),
    /// A table or key that names nothing in the directory.
    #[error("{list}.{word} is no theme, kind, audience, adjustment, feature or moment")]
    UnknownTag {
        /// The table.
        list: String,
        /// The key in it.
        word: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SynonymsFile {
    stop_words: Vec<String>,
    faint_words: Vec<String>,
    manners: Vec<String>,
    alike: Vec<Vec<String>>,
    moments: BTreeMap<String, Vec<String>>,
    /// What is said, and what it finds; not the other way round.
    said: Vec<Said>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    words: Vec<String>,
    finds: Vec<String>,
}

type ThemeWordsFile = BTreeMap<String, BTreeMap<String, Vec<String>>>;

impl Lexicon {
    /// Reads both files: `theme_words` with one table for each list of tags, whose first entry
    /// is the label; `synonyms` with `stop_words` and `alike`.
    ///
    /// # Errors
    /// [`LexiconError`] when a file has the wrong form or names something unknown.
    pub fn parse(theme_words: &str, synonyms: &str) -> Result<Lexicon, LexiconError> {
        let theme_words: ThemeWordsFile = toml::from_str(theme_words)?;
        let synonyms: SynonymsFile = toml::from_str(synonyms)?;
        let stop_words: BTreeSet<String> =
            synonyms.stop_words.iter().flat_map(|word| words(word)).collect();
        let stop_stems = stop_words.iter().map(|word| stem(word)).collect();
        let mut lexicon = Lexicon { stop_words, stop_stems, ..Lexicon::default() };
        for (list, entries) in theme_words {
            for (word, texts) in entries {
                let Some(tags) = Tags::named(&list, &word) else {
                    return Err(LexiconError::UnknownTag { list, word });
                };
                lexicon.learn(tags, &texts);
            }
        }
        for group in &synonyms.alike {
            lexicon.learn_alike(group, group);
        }
        for said in &synonyms.said {
            lexicon.learn_alike(&said.words, &said.finds);
        }
        let stems = |text: &String| words(text).iter().map(|word| stem(word)).collect::<Vec<_>>();
        lexicon.faint = synonyms.faint_words.iter().map(stems).collect();
        lexicon.manners = synonyms.manners.iter().map(stems).collect();
        for (word, texts) in synonyms.moments {
            let Some(open) = OpenFilter::from_word(&word) else {
                return Err(LexiconError::UnknownTag { list: "moments".to_owned(), word });
            };
            lexicon.moments.extend(texts.iter().map(|text| (words(text), open)));
        }
        Ok(lexicon)
    }

    /// The published words of the project.
    ///
    /// # Errors
    /// [`LexiconError`] when one of the files that are part of the program is malformed.
    pub fn published() -> Result<Lexicon, LexiconError> {
        Lexicon::parse(super::PUBLISHED_THEME_WORDS, super::PUBLISHED_SYNONYMS)?
            .with_languages(super::PUBLISHED_LANGUAGE_WORDS)
    }

    /// Learns the words of other languages: a file of `stop_words` by language and of
    /// `meaning`, each with its French words.
    ///
    /// # Errors
    /// [`LexiconError::Form`] when the file has the wrong form or names no language.
    pub fn with_languages(mut self, languages: &str) -> Result<Lexicon, LexiconError> {
        let (foreign, stop_words) = Foreign::parse(languages)?;
        self.foreign = foreign;
        self.stop_words.extend(stop_words);
        Ok(self)
    }

    /// All words for what the listing is and has, for an engine to index.
    pub fn words_for(&self, listing: &Listing) -> String {
        let tags = Tags::of(listing);
        let texts = self.texts.iter().filter(|(tag, _)| tag.meets(tags));
        texts.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// When somebody wants to come, by folded words; `None` when they name no time.
    pub fn moment(&self, folded: &[String]) -> Option<OpenFilter> {
        self.moments.get(folded).copied()
    }

    /// True when a folded word says nothing or stands for a need, in any language.
    pub fn is_everyday(&self, word: &str) -> bool {
        let (own, stems) = ([word.to_owned()], [stem(word)]);
        let (label, label_inflected) = self.label_tags(word, &stems[0]);
        self.is_stop_word(word)
            || !label.with(label_inflected).is_empty()
            || !self.everyday_tags(&stems).is_empty()
            || self.alike_of.contains_key(&stems[..])
            || !self.meaning(&own).is_empty()
    }

    pub(super) fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.contains(word) || word.chars().count() < 2
    }

    /// True for the stem of a word that says nothing.
    pub(super) fn is_stop_stem(&self, stem: &str) -> bool {
        self.stop_stems.contains(stem) || stem.chars().count() < 2
    }

    /// What a word or phrase needs to be said by a text.
    pub(super) fn told(&self, stems: &[String]) -> Told {
        let faint = self.faint_within(stems);
        let strong = stems.iter().zip(faint).filter(|(_, is_faint)| !is_faint);
        let (telling, others): (Vec<&String>, Vec<&String>) =
            strong.map(|(one, _)| one).partition(|one| !self.is_stop_stem(one));
        let lost = others.iter().filter(|one| !is_link(one)).count();
        let is_manner = self.is_manner(stems);
        Told {
            is_word_for_word: is_manner || (telling.len() == 1 && lost > 0),
            telling: telling.into_iter().cloned().collect(),
            lost,
            is_manner,
        }
    }

    /// True for the stems of what says how somebody wants to be helped.
    pub(super) fn is_manner(&self, stems: &[String]) -> bool {
        self.manners.contains(stems)
    }

    /// Which stems of a longer phrase belong to a faint phrase within it.
    fn faint_within(&self, stems: &[String]) -> Vec<bool> {
        let mut faint = vec![false; stems.len()];
        for length in 2..stems.len() {
            for (start, run) in stems.windows(length).enumerate() {
                if self.is_faint(run) {
                    faint.iter_mut().skip(start).take(length).for_each(|one| *one = true);
                }
            }
        }
        faint
    }

    /// The known phrases within a longer one, without those that choose nothing.
    pub(super) fn phrases_within<'a>(
        &'a self,
        stems: &'a [String],
    ) -> impl Iterator<Item = &'a [String]> {
        let lengths = (2..stems.len()).rev();
        let runs = lengths.flat_map(|length| stems.windows(length));
        let telling = runs.filter(|run| !self.is_faint(run));
        telling.filter(|run| self.everyday.contains_key(*run) || self.alike_of.contains_key(*run))
    }

    /// True for the stems of a word or phrase that goes with almost any offer.
    pub(super) fn is_faint(&self, stems: &[String]) -> bool {
        self.faint.contains(stems)
    }

    /// True when `text` has a word that says something.
    pub fn says_something(&self, text: &str) -> bool {
        words(text).iter().any(|word| !self.is_stop_word(word))
    }

    /// Every word of the files that is not a stop word.
    pub(super) fn all_words(&self) -> impl Iterator<Item = &str> {
        self.all_words.iter().map(String::as_str)
    }

    pub(super) fn label_tags(&self, word: &str, stem: &str) -> (Tags, Tags) {
        let of = |text: &str| self.labels.get(text).copied().unwrap_or_default();
        (of(word), of(&stem_key(stem)))
    }

    /// What a word or phrase stands for in everyday speech, those alike included.
    pub(super) fn everyday_tags(&self, stems: &[String]) -> Tags {
        let own = self.everyday.get(stems).copied().unwrap_or_default();
        self.alike(stems).fold(own, |tags, other| {
            tags.with(self.everyday.get(other).copied().unwrap_or_default())
        })
    }

    /// The stems of words and phrases that mean the same.
    pub(super) fn alike(&self, stems: &[String]) -> impl Iterator<Item = &[String]> {
        let groups = self.alike_of.get(stems).into_iter().flatten();
        groups.filter_map(|group| self.alike.get(*group)).flatten().map(Vec::as_slice)
    }

    /// What words typed in another language mean: the stems of French words and phrases.
    pub(super) fn meaning(&self, typed: &[String]) -> &[Vec<String>] {
        self.foreign.meaning(typed)
    }

    /// How many words at the start of `typed` make a known phrase of another language; at least
    /// two, else none.
    pub(super) fn foreign_phrase(&self, typed: &[String]) -> Option<usize> {
        self.foreign.phrase(typed)
    }

    /// How many words at the start of `stems` make a known phrase; at least two, else none.
    pub(super) fn phrase(&self, stems: &[String]) -> Option<usize> {
        let longest = self.longest_phrase.min(stems.len());
        (2..=longest).rev().find(|length| {
            let start = stems.get(..*length).unwrap_or_default();
            self.everyday.contains_key(start) || self.alike_of.contains_key(start)
        })
    }

    fn learn(&mut self, tags: Tags, texts: &[String]) {
        for (index, text) in texts.iter().enumerate() {
            let all = self.note(text);
            if index == 0 {
                self.learn_label(tags, &all);
            } else {
                let stems = all.iter().map(|word| stem(word)).collect();
                let known = self.everyday.entry(stems).or_default();
                *known = known.with(tags);
            }
        }
        self.texts.push((tags, texts.join(" ")));
    }

    fn learn_label(&mut self, tags: Tags, label: &[String]) {
        for word in
            label.iter().filter(|word| !self.is_stop_word(word)).cloned().collect::<Vec<_>>()
        {
            let stem = stem_key(&stem(&word));
            for key in [word, stem] {
                let known = self.labels.entry(key).or_default();
                *known = known.with(tags);
            }
        }
    }

    fn learn_alike(&mut self, said: &[String], finds: &[String]) {
        let number = self.alike.len();
        for text in said {
            let stems = self.stems_of(text);
            self.alike_of.entry(stems).or_default().push(number);
        }
        let finds = finds.iter().map(|text| self.stems_of(text)).collect();
        self.alike.push(finds);
    }

    fn stems_of(&mut self, text: &str) -> Vec<String> {
        self.note(text).iter().map(|word| stem(word)).collect()
    }

    fn note(&mut self, text: &str) -> Vec<String> {
        let all = words(text);
        self.longest_phrase = self.longest_phrase.max(all.len());
        let telling = all.iter().filter(|word| !self.is_stop_word(word)).cloned();
        self.all_words.extend(telling.collect::<Vec<_>>());
        all
    }
}

/// What of a word or phrase must stand in a text.
pub(super) struct Told {
    /// The stems that say something by themselves.
    pub(super) telling: Vec<String>,
    /// How many other words change what it says, such as "pas" and "sans".
    pub(super) lost: usize,
    /// True when only its own words in their order say it: "lire" is not "ne sait pas lire".
    pub(super) is_word_for_word: bool,
    /// True when it says how somebody wants to be helped.
    pub(super) is_manner: bool,
}

/// Words between words, without which a phrase says the same.
const LINKS: [&str; 17] = [
    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "un", "une",
    "mon", "ma",
];

fn is_link(stem: &str) -> bool {
    LINKS.contains(&stem)
}

// A stem and a word of the same letters are two keys.
fn stem_key(stem: &str) -> String {
    format!("~{stem}")
}
