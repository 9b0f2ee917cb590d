//! Which version of the sheet is printed: second language, size of the letters, neutral or not.

use chrono::{DateTime, Utc, Weekday};
use serde::Serialize;

use crate::listings::labels::Labels;
use crate::phrases::{Phrases, Spoken};
use crate::routes::form::Pairs;
use crate::site::Site;

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version {
    /// The tag of the second language; `fr` for none.
    pub(super) language: String,
    /// 18 points instead of 14.
    pub(super) is_large: bool,
    /// Nothing that says what it is about, for who must not be asked at home.
    pub(super) is_neutral: bool,
}

impl Version {
    /// What an address or a form asks for; `usual` is the language when it does not say.
    pub(super) fn read(asked: &Pairs, usual: &str) -> Version {
        let language = asked.one("langue");
        Version {
            language: if language.is_empty() { usual.to_owned() } else { language },
            is_large: asked.one("taille") == "grand",
            is_neutral: asked.one("neutre") == "oui",
        }
    }

    /// The address of this version.
    pub(super) fn of(&self, address: &str) -> String {
        let mut of = format!("{address}?langue={}", crate::routes::encode(&self.language));
        if self.is_large {
            of.push_str("&taille=grand");
        }
        if self.is_neutral {
            of.push_str("&neutre=oui");
        }
        of
    }
}

/// A text in French, and in the second language when there is one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Both {
    pub(super) text: String,
    /// Empty without a second language, and where it has no phrase.
    pub(super) other: String,
}

/// Writes one version of the sheet.
pub(super) struct Paper<'a> {
    labels: Labels<'a>,
    phrases: Phrases<'a>,
    spoken: Option<Spoken<'a>>,
    version: &'a Version,
}

impl<'a> Paper<'a> {
    pub(super) fn new(site: &'a Site, version: &'a Version) -> Paper<'a> {
        Paper {
            labels: Labels::of(site),
            phrases: site.phrases(),
            spoken: site.phrases().spoken(&version.language),
            version,
        }
    }

    pub(super) fn labels(&self) -> Labels<'a> {
        self.labels
    }

    pub(super) fn phrases(&self) -> Phrases<'a> {
        self.phrases
    }

    pub(super) fn spoken(&self) -> Option<Spoken<'a>> {
        self.spoken
    }

    pub(super) fn version(&self) -> &Version {
        self.version
    }

    /// A text with the same values in both languages.
    pub(super) fn say(&self, key: &str, args: &[(&str, &str)]) -> Both {
        let values: Vec<_> = args.iter().map(|(name, value)| (*name, (*value).into())).collect();
        let other = self.spoken.and_then(|spoken| spoken.say(key, args));
        Both { text: self.labels.say(key, &values), other: other.unwrap_or_default() }
    }

    /// The text of `key` with a day, which each language writes in its way, and a number.
    pub(super) fn say_dated(&self, key: &str, day: Both, phone: &str) -> Both {
        let text = self.labels.say(key, &[("day", day.text.into()), ("phone", phone.into())]);
        let other = self
            .spoken
            .and_then(|spoken| spoken.say(key, &[("day", day.other.as_str()), ("phone", phone)]));
        Both { text, other: other.unwrap_or_default() }
    }

    /// The date of an instant in full: paper is read on another day.
    pub(super) fn day(&self, at: DateTime<Utc>) -> Both {
        let local = self.labels.local(at);
        let other = self.spoken.and_then(|spoken| spoken.day(local.date()));
        let text = self.labels.words().date_long(local.date());
        Both { text, other: other.unwrap_or_default() }
    }

    /// The same with the time, for who has an appointment.
    pub(super) fn moment(&self, at: DateTime<Utc>) -> Both {
        let local = self.labels.local(at);
        let words = self.labels.words();
        let (day, time) = (words.date_long(local.date()), words.time(local.time()));
        let text = self.labels.say("moment", &[("day", day.into()), ("time", time.into())]);
        let other = self.spoken.and_then(|spoken| spoken.moment(local));
        Both { text, other: other.unwrap_or_default() }
    }

    /// `lundi`, and the same in the other language.
    pub(super) fn weekday(&self, day: Weekday) -> Both {
        self.say(&format!("weekday-{}", day.number_from_monday()), &[])
    }
}

/// A number that no line breaks.
pub(super) fn one_word(phone: &str) -> String {
    phone.replace(' ', "\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_back_from_its_own_address() {
        let version = Version { language: "ti".into(), is_large: true, is_neutral: true };
        let address = version.of("/offres/x/feuille");
        let query = address.split_once('?').unwrap().1;
        let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();

        assert_eq!(Version::read(&Pairs::new(pairs), "fr"), version);
        let usual = Version::read(&Pairs::default(), "pt");
        assert_eq!(
            (usual.language.as_str(), usual.is_large, usual.is_neutral),
            ("pt", false, false)
        );
    }
}
