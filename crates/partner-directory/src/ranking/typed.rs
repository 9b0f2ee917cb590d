//! What was typed, cut into the words that were meant: apostrophes left out, words written
//! together or apart.
//!
//! **Invariant:** a word that the directory knows is never taken apart or put together.

use super::lexicon::Lexicon;
use super::vocabulary::Vocabulary;
use crate::fold::words;

const ARTICLES: [&str; 9] = ["qu", "l", "d", "j", "n", "s", "c", "m", "t"];
/// Shorter beginnings and parts are found in words by chance.
const PART_MIN: usize = 3;
/// What is written as one word by mistake has at least so many letters.
const JOINED_MIN: usize = 7;

/// The words of `text` as they were meant.
pub(super) fn typed_words(text: &str, lexicon: &Lexicon, vocabulary: &Vocabulary) -> Vec<String> {
    let reader = Reader { lexicon, vocabulary };
    let whole = reader.put_together(words(text));
    whole.into_iter().flat_map(|word| reader.taken_apart(word)).collect()
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    vocabulary: &'a Vocabulary,
}

impl Reader<'_> {
    // "smart phone", "e mail": neither part says it, both together do.
    fn put_together(&self, typed: Vec<String>) -> Vec<String> {
        let mut whole: Vec<String> = Vec::with_capacity(typed.len());
        for word in typed {
            let joined = whole.last().map(|before| (before, format!("{before}{word}")));
            match joined {
                Some((before, joined))
                    if joined.len() > PART_MIN
                        && self.vocabulary.knows(&joined)
                        && self.is_one_unknown(before, &word) =>
                {
                    whole.pop();
                    whole.push(joined);
                }
                _ => whole.push(word),
            }
        }
        whole
    }

    fn is_one_unknown(&self, one: &str, other: &str) -> bool {
        let is_unknown = |word: &str| !self.is_known(word) || word.len() == 1;
        let is_article = ARTICLES.contains(&one);
        !is_article && (is_unknown(one) || is_unknown(other))
    }

    fn is_known(&self, word: &str) -> bool {
        self.vocabulary.knows(word)
            || self.lexicon.is_stop_word(word)
            || !self.lexicon.meaning(std::slice::from_ref(&word.to_owned())).is_empty()
    }

    fn taken_apart(&self, word: String) -> Vec<String> {
        // An unseen plural of an everyday word is no slip.
        if self.is_known(&word) || self.lexicon.is_everyday(&word) {
            return vec![word];
        }
        if let Some(rest) = self.without_article(&word) {
            return vec![rest];
        }
        self.parts(&word).unwrap_or_else(|| vec![word])
    }

    // "dimpots", "lordinateur": the apostrophe was left out.
    fn without_article(&self, word: &str) -> Option<String> {
        let rests = ARTICLES.iter().filter_map(|article| word.strip_prefix(article));
        let mut known = rests.filter(|rest| rest.len() >= PART_MIN).filter(|rest| {
            rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']) && self.vocabulary.knows(rest)
        });
        known.next().map(str::to_owned)
    }

    // "motdepasse", "boitemail": the spaces were left out. The longest first part wins.
    fn parts(&self, word: &str) -> Option<Vec<String>> {
        if word.len() < JOINED_MIN || !word.is_ascii() {
            return None;
        }
        (PART_MIN..=word.len() - PART_MIN).rev().find_map(|at| {
            let (first, rest) = word.split_at_checked(at)?;
            if !self.vocabulary.knows(first) {
                return None;
            }
            let link = ["de", "du", "des", "d", "en", "a"]
                .into_iter()
                .find(|link| rest.strip_prefix(link).is_some_and(|last| self.is_part(last)));
            match link {
                _ if self.is_part(rest) => Some(vec![first.to_owned(), rest.to_owned()]),
                Some(link) => {
                    let last = rest.strip_prefix(link)?;
                    Some(vec![first.to_owned(), link.to_owned(), last.to_owned()])
                }
                None => None,
            }
        })
    }

    fn is_part(&self, word: &str) -> bool {
        word.len() > PART_MIN && self.vocabulary.knows(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let lexicon = Lexicon::published().unwrap();
        let vocabulary = Vocabulary::new(&lexicon);
        typed_words(text, &lexicon, &vocabulary)
    }

    #[test]
    fn words_written_together_or_apart_are_read_as_they_were_meant() {
        let fixtures = [
            ("dimpots lordinateur", "impots ordinateur"),
            ("smart phone", "smartphone"),
            ("photoco pie", "photocopie"),
            ("photocopies", "photocopies"),
            ("motdepasse", "mot de passe"),
            ("ordinateurportable", "ordinateur portable"),
            ("l'ordinateur", "l ordinateur"),
        ];
        for (text, expected) in fixtures {
            assert_eq!(read(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn no_known_word_is_taken_apart_or_joined() {
        let lexicon = Lexicon::published().unwrap();
        for word in lexicon.all_words().filter(|word| word.len() > 1) {
            assert_eq!(read(word), [word]);
        }
    }
}
