//! Every word that stands in a listing or in the words files.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::Arc;

use super::distance::{forgiven, letters_of, may_be_near, slips};
use super::hash::{hash, mix};
use super::lexicon::{Lexicon, stem};
use super::listing_words::ListingWords;
use super::tags::Tags;

/// Every known word, to tell a slip of the finger from a rare word, and in how many offers each
/// stands.
///
/// **Invariant:** words are only added; a word whose last listing is gone does no harm.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    words: BTreeMap<Arc<str>, Known>,
    by_length: Vec<Vec<(u32, Arc<str>)>>,
    /// For each word and stem the number of offers that have it.
    counts: HashMap<u32, u32>,
    offers: u32,
    tags: Tags,
}

/// A word and its stem, as numbers that are compared in one step.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) word: u32,
    pub(super) stem: u32,
}

// More near words than this say nothing about what was meant.
const NEAR_MAX: usize = 6;
const PREFIX_MAX: usize = 40;

impl Vocabulary {
    /// The words of the words files alone.
    pub fn new(lexicon: &Lexicon) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for word in lexicon.all_words() {
            vocabulary.learn(word);
        }
        vocabulary
    }

    /// How many words are known.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True when no word is known.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Counts an offer no longer; its words stay known.
    pub fn forget(&mut self, listing: &ListingWords) {
        self.offers = self.offers.saturating_sub(1);
        for number in listing.numbers() {
            if let Some(count) = self.counts.get_mut(&number) {
                *count = count.saturating_sub(1);
            }
        }
    }

    pub(super) fn count(&mut self, listing: &ListingWords) {
        self.offers += 1;
        self.tags = self.tags.with(listing.tags);
        for number in listing.numbers() {
            *self.counts.entry(number).or_default() += 1;
        }
    }

    pub(super) fn offers(&self) -> u32 {
        self.offers
    }

    pub(super) fn offers_with(&self, number: u32) -> u32 {
        self.counts.get(&number).copied().unwrap_or(0)
    }

    /// What some offer is or has.
    pub(super) fn tags(&self) -> Tags {
        self.tags
    }

    pub(super) fn knows(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    pub(super) fn learn(&mut self, word: &str) -> Known {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let (word, known): (Arc<str>, Known) = (word.into(), Known::of(word));
        if self.by_length.len() <= word.len() {
            self.by_length.resize(word.len() + 1, Vec::new());
        }
        if let Some(alike) = self.by_length.get_mut(word.len()) {
            alike.push((letters_of(&word), word.clone()));
        }
        self.words.insert(word, known);
        known
    }

    /// The known words that may have been meant by `word`, nearest only, in a fixed order.
    pub(super) fn near(&self, word: &str) -> Vec<&str> {
        let most = forgiven(word.chars().count());
        let letters = letters_of(word);
        for count in 1..=most {
            let lengths = word.len().saturating_sub(count)..=word.len() + count;
            let of_length = lengths.filter_map(|length| self.by_length.get(length)).flatten();
            let mut near: Vec<&str> = of_length
                .filter(|(other, _)| may_be_near(letters, *other, count))
                .map(|(_, other)| &**other)
                .filter(|other| slips(word, other, count).is_some())
                .collect();
            if !near.is_empty() {
                near.sort_unstable();
                near.truncate(NEAR_MAX);
                return near;
            }
        }
        Vec::new()
    }

    /// The known words that begin with `start`, in order, not more than forty.
    pub(super) fn beginning_with<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a str> {
        self.words
            .range::<str, _>((Bound::Included(start), Bound::Unbounded))
            .map(|(word, _)| &**word)
            .take_while(move |word| word.starts_with(start))
            .take(PREFIX_MAX)
    }
}

impl Known {
    pub(super) fn of(word: &str) -> Known {
        Known { word: word_number(word), stem: stem_number(&stem(word)) }
    }
}

pub(super) fn word_number(word: &str) -> u32 {
    cut(hash(word))
}

/// Another number than that of the same letters as a word.
pub(super) fn stem_number(stem: &str) -> u32 {
    cut(hash(stem) ^ 0x7374_656d_7374_656d)
}

/// A number for two stems that stand side by side in this order.
pub(super) fn pair_number(one: u32, next: u32) -> u32 {
    cut(mix((u64::from(one) << 32) | u64::from(next)))
}

fn cut(number: u64) -> u32 {
    (number & 0xffff_ffff) as u32
}
