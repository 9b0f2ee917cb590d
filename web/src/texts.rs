//! The words on the pages and in the letters, in each language.
//!
//! The files `locales/<language>/*.ftl` are part of the binary. A language is
//! complete or absent: there is no fallback from one language to another.
//!
//! **Invariant:** no key is defined twice in a language, and every language has
//! the keys of [`format::KEYS`]; [`Texts::load`] fails otherwise.

pub mod format;

use std::collections::BTreeMap;

use fluent_bundle::{FluentArgs, FluentError, FluentResource, concurrent::FluentBundle};
use rust_embed::Embed;

pub use fluent_bundle::FluentValue;
pub use format::Words;

#[derive(Embed)]
#[folder = "locales/"]
struct Locales;

/// Why the texts cannot be read, or one text cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum TextError {
    /// A file is not valid UTF-8 or not valid Fluent.
    #[error("text file {file} cannot be read: {reason}")]
    Unreadable {
        /// Path below `locales/`.
        file: String,
        /// What the parser said.
        reason: String,
    },
    /// A key is defined in two places of one language.
    #[error("text file {file} repeats a key: {reason}")]
    Repeated {
        /// Path of the second definition, below `locales/`.
        file: String,
        /// Which key.
        reason: String,
    },
    /// The folder's name is not a language tag.
    #[error("`{0}` is not a language tag")]
    Language(String),
    /// The language has no such text.
    #[error("no text `{key}` in `{lang}`")]
    Missing {
        /// The language asked for.
        lang: String,
        /// The key asked for.
        key: String,
    },
    /// The text names a value that was not given.
    #[error("text `{key}` in `{lang}`: {reason}")]
    Incomplete {
        /// The language asked for.
        lang: String,
        /// The key asked for.
        key: String,
        /// What is missing.
        reason: String,
    },
}

/// All texts of all languages, read once at start.
pub struct Texts(BTreeMap<String, FluentBundle<FluentResource>>);

impl Texts {
    /// Reads every text file; a mistake in one of them stops the start.
    pub fn load() -> Result<Texts, TextError> {
        let mut files: Vec<_> = Locales::iter().filter(|file| file.ends_with(".ftl")).collect();
        files.sort();
        let mut sources = Vec::with_capacity(files.len());
        for file in files {
            let unreadable = |reason: &str| TextError::Unreadable {
                file: file.to_string(),
                reason: reason.to_owned(),
            };
            let found = Locales::get(&file).ok_or_else(|| unreadable("not found"))?;
            let source = String::from_utf8(found.data.into_owned())
                .map_err(|error| unreadable(&error.to_string()))?;
            sources.push((file.into_owned(), source));
        }
        Texts::from_sources(sources)
    }

    fn from_sources(sources: Vec<(String, String)>) -> Result<Texts, TextError> {
        let mut bundles = BTreeMap::new();
        for (file, source) in sources {
            let lang = file.split('/').next().unwrap_or_default().to_owned();
            let source = if lang == "fr" { tied(source) } else { source };
            let bundle = match bundles.entry(lang.clone()) {
                std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert(empty_bundle(&lang)?)
                }
            };
            add_file(bundle, &file, source)?;
        }
        let texts = Texts(bundles);
        for lang in texts.0.keys() {
            if let Some(key) = format::KEYS.iter().find(|key| !texts.has(lang, key)) {
                return Err(missing(lang, key));
            }
        }
        Ok(texts)
    }

    /// The languages that have texts, in the order of their tags.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether `lang` has a text for `key`.
    pub fn has(&self, lang: &str, key: &str) -> bool {
        self.0.get(lang).is_some_and(|bundle| {
            bundle.get_message(key).is_some_and(|message| message.value().is_some())
        })
    }

    /// The text for `key`, or `None` when `lang` lacks it or a value is missing.
    pub fn get(&self, lang: &str, key: &str, args: &[(&str, FluentValue<'_>)]) -> Option<String> {
        self.write(lang, key, args).ok()
    }

    /// Like [`Texts::get`], and says what is wrong.
    pub fn write(
        &self,
        lang: &str,
        key: &str,
        args: &[(&str, FluentValue<'_>)],
    ) -> Result<String, TextError> {
        let bundle = self.0.get(lang).ok_or_else(|| missing(lang, key))?;
        let message = bundle.get_message(key).ok_or_else(|| missing(lang, key))?;
        let pattern = message.value().ok_or_else(|| missing(lang, key))?;
        let args: FluentArgs<'_> =
            args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => Err(TextError::Incomplete {
                lang: lang.to_owned(),
                key: key.to_owned(),
                reason: error.to_string(),
            }),
        }
    }

    /// The helpers that write dates, times, amounts and distances in `lang`.
    pub fn words<'a>(&'a self, lang: &'a str) -> Words<'a> {
        Words::new(self, lang)
    }
}

fn missing(lang: &str, key: &str) -> TextError {
    TextError::Missing { lang: lang.to_owned(), key: key.to_owned() }
}

fn empty_bundle(lang: &str) -> Result<FluentBundle<FluentResource>, TextError> {
    let tag = lang.parse().map_err(|_| TextError::Language(lang.to_owned()))?;
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolation marks would travel with copied codes and phone numbers.
    bundle.set_use_isolating(false);
    if lang == "fr" {
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(format::french_number(&number.as_string())),
            _ => None,
        }));
    }
    Ok(bundle)
}

fn add_file(
    bundle: &mut FluentBundle<FluentResource>,
    file: &str,
    source: String,
) -> Result<(), TextError> {
    let resource =
        FluentResource::try_new(source).map_err(|(_, errors)| TextError::Unreadable {
            file: file.to_owned(),
            reason: errors.first().map(ToString::to_string).unwrap_or_default(),
        })?;
    bundle.add_resource(resource).map_err(|errors| TextError::Repeated {
        file: file.to_owned(),
        reason: errors.first().map(FluentError::to_string).unwrap_or_default(),
    })
}

/// French signs that stand apart from their word stay on its line, whoever typed the space.
fn tied(source: String) -> String {
    let mut tied = source.replace("« ", "«\u{a0}");
    for sign in [":", ";", "?", "!", "»", "%"] {
        tied = tied.replace(&format!(" {sign}"), &format!("\u{a0}{sign}"));
    }
    tied
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(extra: &[(&str, &str)]) -> Vec<(String, String)> {
        let common = include_str!("../locales/fr/common.ftl");
        let mut all = vec![("fr/common.ftl".to_owned(), common.to_owned())];
        all.extend(extra.iter().map(|(file, source)| (file.to_string(), source.to_string())));
        all
    }

    fn with(source: &str) -> Texts {
        Texts::from_sources(sources(&[("fr/extra.ftl", source)])).unwrap()
    }

    #[test]
    fn every_text_file_of_the_project_can_be_read() {
        let texts = Texts::load().unwrap();
        assert!(texts.languages().any(|lang| lang == "fr"));
    }

    #[test]
    fn a_key_in_two_files_stops_the_start() {
        let twice = [("fr/a.ftl", "same-key = un"), ("fr/b.ftl", "same-key = deux")];
        let error = Texts::from_sources(sources(&twice)).err().unwrap();
        assert!(matches!(&error, TextError::Repeated { file, .. } if file == "fr/b.ftl"));
        assert!(error.to_string().contains("same-key"), "{error}");
    }

    #[test]
    fn a_broken_file_stops_the_start() {
        let error = Texts::from_sources(sources(&[("fr/a.ftl", "key = { $open")])).err().unwrap();
        assert!(matches!(error, TextError::Unreadable { .. }), "{error}");
    }

    #[test]
    fn a_language_without_date_words_stops_the_start() {
        let error = Texts::from_sources(sources(&[("pt/a.ftl", "key = olá")])).err().unwrap();
        assert!(matches!(error, TextError::Missing { .. }), "{error}");
    }

    #[test]
    fn a_french_sign_never_begins_a_line() {
        let texts = with("asked = « { $what } » est juste ? Oui : merci !");

        let said = texts.get("fr", "asked", &[("what", "Ici".into())]).unwrap();

        assert_eq!(said, "«\u{a0}Ici\u{a0}» est juste\u{a0}? Oui\u{a0}: merci\u{a0}!");
    }

    #[test]
    fn a_missing_text_is_none_and_never_another_language() {
        let texts = with("here = ici");
        assert_eq!(texts.get("fr", "here", &[]).as_deref(), Some("ici"));
        assert_eq!(texts.get("fr", "nowhere", &[]), None);
        assert_eq!(texts.get("pt", "here", &[]), None);
    }

    #[test]
    fn a_missing_value_is_an_error_and_not_a_hole_in_the_sentence() {
        let texts = with("hello = Bonjour { $name }");
        assert_eq!(texts.get("fr", "hello", &[]), None);
        assert_eq!(
            texts.get("fr", "hello", &[("name", "Ada".into())]).as_deref(),
            Some("Bonjour Ada")
        );
    }

    #[test]
    fn plurals_follow_french_where_zero_is_singular() {
        let texts =
            with("offers = { $count ->\n  [one] { $count } offre\n *[other] { $count } offres\n }");
        let say = |count: i64| texts.get("fr", "offers", &[("count", count.into())]).unwrap();
        assert_eq!(say(0), "0 offre");
        assert_eq!(say(1), "1 offre");
        assert_eq!(say(1234), "1\u{202f}234 offres");
    }

    #[test]
    fn codes_given_as_words_are_not_changed_into_numbers() {
        let texts = with("call = Appelez le { $phone }");
        let said = texts.get("fr", "call", &[("phone", "0800000000".into())]).unwrap();
        assert_eq!(said, "Appelez le 0800000000");
    }
}
