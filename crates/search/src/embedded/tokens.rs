//! The terms of a text: each word as it stands, and its stem.
//!
//! **Invariant:** a stem carries a mark that no folded word has, so that a stem and a word of
//! the same letters are two terms.

use std::collections::HashMap;

use partner_directory::fold;
use partner_directory::ranking::stem;
use tantivy::tokenizer::{PreTokenizedString, Token};

const STEM: char = '~';

/// Cuts texts into terms; remembers the stems that it has seen.
#[derive(Default)]
pub(super) struct Tokens {
    stems: HashMap<String, String>,
}

impl Tokens {
    pub(super) fn of(&mut self, text: &str) -> PreTokenizedString {
        let mut tokens = Vec::new();
        for (position, word) in fold::words(text).into_iter().enumerate() {
            let stem = self.stems.entry(word.clone()).or_insert_with(|| stem_term(&stem(&word)));
            tokens.push(token(position, stem.clone()));
            tokens.push(token(position, word));
        }
        PreTokenizedString { text: String::new(), tokens }
    }
}

/// The term under which all words with this stem are found.
pub(super) fn stem_term(stem: &str) -> String {
    format!("{STEM}{stem}")
}

fn token(position: usize, text: String) -> Token {
    Token { position, text, ..Token::default() }
}
