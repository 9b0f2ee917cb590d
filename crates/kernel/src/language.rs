use std::fmt;

use serde::{Deserialize, Serialize};

/// A language by its BCP 47 primary tag, in lower case: `fr`, `pt`, `ti`, or `sgg` (Swiss-German sign), `ssr` (Swiss-French sign).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// Reads a tag of two or three ASCII letters; `None` for anything else.
    pub fn parse(tag: &str) -> Option<Language> {
        let tag = tag.trim();
        let fits = (2..=3).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphabetic());
        fits.then(|| Language(tag.to_ascii_lowercase()))
    }

    /// French, the first language of the interface.
    pub fn french() -> Language {
        Language("fr".to_owned())
    }

    /// The tag in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> String {
        language.0
    }
}

impl TryFrom<String> for Language {
    type Error = &'static str;

    fn try_from(tag: String) -> Result<Self, Self::Error> {
        Language::parse(&tag).ok_or("not a language tag of two or three letters")
    }
}
