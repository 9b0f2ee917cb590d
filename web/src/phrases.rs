//! The phrase book: what a person reads, in the languages of the people who come.
//!
//! One file for each language in `seed-data/phrases/`; each phrase stands beside the French
//! text that it translates, under the same key.
//!
//! **Invariant:** outside of a demonstration a phrase is shown only when a native reader has
//! read it and signed the language with name and date; everything else stays French (FEA-5).

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use rust_embed::Embed;
use serde::Deserialize;

#[derive(Embed)]
#[folder = "../seed-data/phrases/"]
struct Files;

/// The languages in the order of the network: by how many people speak them.
const ORDER: [&str; 8] = ["pt", "es", "en", "sq", "ar", "ti", "so", "uk"];

/// Why the phrase book cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PhraseError {
    /// A file is missing or not valid UTF-8.
    #[error("phrases `{0}` cannot be read")]
    Unreadable(String),
    /// A file does not hold what it should.
    #[error("phrases `{file}`: {reason}")]
    Wrong {
        /// Which file.
        file: String,
        /// What is wrong.
        reason: String,
    },
}

/// All languages, read once at start.
pub(crate) struct Books(Vec<Book>);

/// What of the books may be shown to whom asks.
#[derive(Clone, Copy)]
pub(crate) struct Phrases<'a> {
    books: &'a [Book],
    with_drafts: bool,
}

/// One language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Book {
    language: String,
    name: String,
    direction: Direction,
    reader: Reader,
    phrases: BTreeMap<String, Phrase>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Direction {
    Ltr,
    Rtl,
}

/// Who read the language, other than the translator; empty while nobody has.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reader {
    name: String,
    date: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    /// The French text that was translated; a test compares it with today's.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by translators and by the tests"))]
    fr: String,
    text: String,
    status: Status,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Draft,
    Read,
}

impl Reader {
    /// True with a name and a date that exists.
    fn has_signed(&self) -> bool {
        !self.name.trim().is_empty() && self.date.parse::<NaiveDate>().is_ok()
    }
}

/// One language as it may be shown.
#[derive(Clone, Copy)]
pub(crate) struct Spoken<'a> {
    book: &'a Book,
    with_drafts: bool,
}

impl Books {
    /// Reads every file.
    ///
    /// # Errors
    /// A file is missing or wrong: that stops the start.
    pub(crate) fn load() -> Result<Books, PhraseError> {
        Ok(Books(ORDER.iter().map(|tag| Book::read(tag)).collect::<Result<_, _>>()?))
    }

    /// Everything, drafts too: for a demonstration alone.
    pub(crate) fn with_drafts(&self) -> Phrases<'_> {
        Phrases { books: &self.0, with_drafts: true }
    }

    /// What native readers have read and signed.
    pub(crate) fn signed(&self) -> Phrases<'_> {
        Phrases { books: &self.0, with_drafts: false }
    }
}

impl<'a> Phrases<'a> {
    /// The languages that may be shown, in the order of the network.
    pub(crate) fn offered(self) -> impl Iterator<Item = Spoken<'a>> {
        let with_drafts = self.with_drafts;
        self.books
            .iter()
            .filter(move |book| with_drafts || book.reader.has_signed())
            .map(move |book| Spoken { book, with_drafts })
    }

    /// One language, when it may be shown.
    pub(crate) fn spoken(self, tag: &str) -> Option<Spoken<'a>> {
        self.offered().find(|one| one.tag() == tag)
    }

    /// True for a language that waits for its native reader.
    pub(crate) fn waits_for_reader(self, tag: &str) -> bool {
        self.spoken(tag).is_none() && self.books.iter().any(|book| book.language == tag)
    }

    /// What speakers call a language, when the book has it.
    pub(crate) fn own_name(self, tag: &str) -> Option<&'a str> {
        self.books.iter().find(|book| book.language == tag).map(|book| book.name.as_str())
    }
}

impl<'a> Spoken<'a> {
    /// The tag of the language.
    pub(crate) fn tag(self) -> &'a str {
        &self.book.language
    }

    /// What its speakers call it.
    pub(crate) fn name(self) -> &'a str {
        &self.book.name
    }

    /// `ltr` or `rtl`.
    pub(crate) fn direction(self) -> &'static str {
        match self.book.direction {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }

    /// True while no native reader has signed.
    pub(crate) fn is_draft(self) -> bool {
        !self.book.reader.has_signed()
    }

    /// Weekday in words and date in numbers, which need no grammar.
    pub(crate) fn day(self, date: NaiveDate) -> Option<String> {
        let key = format!("weekday-{}", date.weekday().number_from_monday());
        Some(format!("{} {}", self.say(&key, &[])?, date.format("%d.%m.%Y")))
    }

    /// The same with the time.
    pub(crate) fn moment(self, at: NaiveDateTime) -> Option<String> {
        Some(format!("{}, {}", self.day(at.date())?, at.format("%H:%M")))
    }

    /// The phrase for the text with this key; none while it may not be shown.
    ///
    /// Values are kept apart from the words around them, so that a number stays readable in a
    /// text from right to left.
    pub(crate) fn say(self, key: &str, args: &[(&str, &str)]) -> Option<String> {
        let phrase = self.book.phrases.get(key)?;
        let may_show =
            self.with_drafts || (phrase.status == Status::Read && self.book.reader.has_signed());
        let mut text = may_show.then(|| phrase.text.clone())?;
        for (name, value) in args {
            let value = match self.book.direction {
                Direction::Ltr => (*value).to_owned(),
                Direction::Rtl => format!("\u{2068}{value}\u{2069}"),
            };
            text = text.replace(&format!("{{ ${name} }}"), &value);
        }
        Some(text)
    }
}

impl Book {
    fn read(tag: &str) -> Result<Book, PhraseError> {
        let file = format!("{tag}.toml");
        let unreadable = || PhraseError::Unreadable(file.clone());
        let found = Files::get(&file).ok_or_else(unreadable)?;
        let source = String::from_utf8(found.data.into_owned()).map_err(|_| unreadable())?;
        let wrong = |reason: String| PhraseError::Wrong { file: file.clone(), reason };
        let book: Book = toml::from_str(&source).map_err(|error| wrong(error.to_string()))?;
        match book.language == tag {
            true => Ok(book),
            false => Err(wrong(format!("it speaks `{}`", book.language))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> =
            text.split("{ $").skip(1).filter_map(|rest| rest.split(' ').next()).collect();
        names.sort_unstable();
        names
    }

    fn source(key: &str) -> Option<String> {
        let files =
            ["slips", "code", "components", "common", "listings", "words", "referral-words"];
        let files = files.iter().chain(&["errors"]);
        files.into_iter().find_map(|file| {
            let path = format!("{}/locales/fr/{file}.ftl", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).unwrap();
            let start = format!("{key} = ");
            text.lines().find_map(|line| line.strip_prefix(&start).map(str::to_owned))
        })
    }

    #[test]
    fn every_language_has_every_phrase_of_todays_french_with_the_same_values() {
        let Books(books) = Books::load().unwrap();
        let keys: Vec<&String> = books[0].phrases.keys().collect();
        assert!(keys.len() >= 80, "{}", keys.len());
        for book in &books {
            assert_eq!(book.phrases.keys().collect::<Vec<_>>(), keys, "{}", book.language);
            for (key, phrase) in &book.phrases {
                let french = source(key).unwrap_or_else(|| panic!("no French text {key}"));
                assert_eq!(phrase.fr, french, "{} {key}: read it again", book.language);
                assert_eq!(names(&phrase.text), names(&french), "{} {key}", book.language);
                assert!(!phrase.text.trim().is_empty(), "{} {key}", book.language);
            }
        }
    }

    #[test]
    fn a_language_without_a_native_reader_is_spoken_in_a_demonstration_only() {
        let mut books = Books::load().unwrap();
        // Whoever signed in the files of today does not matter here.
        books.0.iter_mut().for_each(|book| book.reader = Reader::default());
        assert_eq!(books.with_drafts().offered().count(), ORDER.len());
        let spoken = books.with_drafts().spoken("pt").unwrap();
        assert_eq!(spoken.say("slips-show-where", &[]).unwrap(), "Onde");

        assert_eq!(books.signed().offered().count(), 0);
        assert!(books.signed().spoken("pt").is_none() && books.signed().waits_for_reader("pt"));
        for signed in [("", "2026-11-20"), ("Maria Exemplo", ""), ("Maria Exemplo", "hier")] {
            books.0[0].reader = Reader { name: signed.0.into(), date: signed.1.into() };
            assert!(books.signed().spoken("pt").is_none(), "{signed:?}");
        }
    }

    #[test]
    fn of_a_signed_language_only_what_was_read_is_shown() {
        let mut books = Books::load().unwrap();
        let book = &mut books.0[0];
        book.reader = Reader { name: "Maria Exemplo".into(), date: "2026-11-20".into() };
        book.phrases.values_mut().for_each(|phrase| phrase.status = Status::Draft);
        book.phrases.get_mut("slips-show-where").unwrap().status = Status::Read;

        let spoken = books.signed().spoken("pt").unwrap();
        assert_eq!(spoken.say("slips-show-where", &[]).as_deref(), Some("Onde"));
        assert_eq!(spoken.say("slips-show-when", &[]), None);
        assert!(!spoken.is_draft());
    }

    #[test]
    fn numbers_are_kept_apart_in_a_text_from_right_to_left() {
        let books = Books::load().unwrap();
        let arabic = books.with_drafts().spoken("ar").unwrap();
        let said = arabic.say("slips-show-help", &[("phone", "022 555 10 00")]).unwrap();
        assert!(said.contains("\u{2068}022 555 10 00\u{2069}"));
    }
}
