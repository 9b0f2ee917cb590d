//! The terms of a text: each word as it stands, and its stem.
//!
//! **Invariant:** a stem carries a mark that no folded word has, so that a stem and a word of
//! the same letters are two terms.
//! **Invariant:** a text has each term once; how often a word stands in it does not count.

use std::collections::HashMap;

use partner_directory::fold;
use partner_directory::ranking::stem;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

const STEM: char = '~';

/// The term under which all words with this stem are found.
pub(crate) fn stem_term(stem: &str) -> String {
    format!("{STEM}{stem}")
}

/// Cuts texts into terms; what stands between two spaces is looked at only once.
#[derive(Clone, Default)]
pub(super) struct Terms {
    terms: Vec<Term>,
    numbers: HashMap<String, usize>,
    chunks: HashMap<String, Box<[usize]>>,
    text: usize,
}

#[derive(Clone)]
struct Term {
    letters: String,
    /// The last text in which it was seen.
    seen_in: usize,
}

impl Terms {
    fn in_chunk(&mut self, chunk: &str) -> Box<[usize]> {
        if let Some(numbers) = self.chunks.get(chunk) {
            return numbers.clone();
        }
        let words = fold::words(chunk).into_iter();
        let both = words.flat_map(|word| [stem_term(&stem(&word)), word]);
        let numbers: Box<[usize]> = both.map(|letters| self.number(letters)).collect();
        self.chunks.insert(chunk.to_owned(), numbers.clone());
        numbers
    }

    fn number(&mut self, letters: String) -> usize {
        let next = self.terms.len();
        let number = *self.numbers.entry(letters.clone()).or_insert(next);
        if number == next {
            self.terms.push(Term { letters, seen_in: 0 });
        }
        number
    }
}

impl Tokenizer for Terms {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.text += 1;
        let mut numbers = Vec::new();
        for chunk in text.split_whitespace() {
            for number in self.in_chunk(chunk) {
                if let Some(term) = self.terms.get_mut(number).filter(|t| t.seen_in != self.text) {
                    term.seen_in = self.text;
                    numbers.push(number);
                }
            }
        }
        Stream { terms: &self.terms, numbers: numbers.into_iter(), token: Token::default() }
    }
}

/// The terms of one text.
pub(super) struct Stream<'a> {
    terms: &'a [Term],
    numbers: std::vec::IntoIter<usize>,
    token: Token,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some(term) = self.numbers.next().and_then(|number| self.terms.get(number)) else {
            return false;
        };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.clear();
        self.token.text.push_str(&term.letters);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(of: &mut Terms, text: &str) -> Vec<String> {
        let mut stream = of.token_stream(text);
        let mut terms = Vec::new();
        stream.process(&mut |token| terms.push(token.text.clone()));
        terms
    }

    #[test]
    fn each_word_and_its_stem_come_once_per_text() {
        let mut of = Terms::default();

        let first = terms(&mut of, "L’école, les\u{a0}écoles ; l'ECOLE");

        assert_eq!(first, ["~l", "l", "~ecol", "ecole", "~le", "les", "ecoles"]);
        assert_eq!(terms(&mut of, "école"), ["~ecol", "ecole"], "another text begins anew");
        assert!(terms(&mut of, " … ").is_empty());
    }
}
