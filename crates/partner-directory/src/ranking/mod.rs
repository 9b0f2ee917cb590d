//! The published order of search results (decisions.md 8, FEA-2).
//!
//! An engine proposes offers; this module gives each one whole points by rules that anyone can
//! read in `seed-data/ranking.toml`, and puts them in order. Equal totals take turns by day.
//!
//! **Invariant:** the total of a score is the sum of its points, and at most 100.
//! **Invariant:** nothing about a person, no click, no payment and no learned weight enters.
//! **Invariant:** the same query, data, rules and day give the same order on every machine.

mod details;
mod distance;
mod exclude;
mod first;
mod foreign;
mod hash;
mod lexicon;
mod listing_words;
mod order;
mod rules;
mod score;
mod tags;
#[cfg(test)]
mod tests;
mod typed;
mod vocabulary;
mod word_points;
mod word_query;

pub use details::{Detail, WordCounts};
pub use exclude::{Excluded, exclude};
pub use first::ToBeFirst;
pub use hash::result_hash;
pub use lexicon::{Lexicon, LexiconError, stem};
pub use listing_words::ListingWords;
pub use order::{Ranked, Rotation, key_of, order};
pub use rules::{Rule, Rules, RulesError};
pub use score::{Asked, Candidate, Point, Reason, ReasonCode, Score, Shown, Tally};
pub use tags::{Feature, Tags};
pub use vocabulary::Vocabulary;
pub use word_query::{Term, WordQuery};

/// The published rules, as the file holds them.
pub const PUBLISHED_RULES: &str = include_str!("../../../../seed-data/ranking.toml");
/// What people call themes, kinds and the like, as the file holds it.
pub const PUBLISHED_THEME_WORDS: &str = include_str!("../../../../seed-data/theme-words.toml");
/// Words of other languages and the French words for the same, as the file holds them.
pub const PUBLISHED_LANGUAGE_WORDS: &str =
    include_str!("../../../../seed-data/language-words.toml");
/// Words that mean the same and words that mean nothing, as the file holds them.
pub const PUBLISHED_SYNONYMS: &str = include_str!("../../../../seed-data/synonyms.toml");
