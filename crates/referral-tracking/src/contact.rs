//! How the person can be reached, and what is kept to do so.
//!
//! **Invariant:** nothing here is ever written beside the referral: who keeps it encrypts it
//! with a key of its own (decisions.md 3).

use std::fmt;

use kernel::{FieldErrors, Language};

/// The longest name or contact kept, in characters.
pub const MOST_NAME: usize = 80;

/// The longest note kept, in characters (REF-03).
pub const MOST_NOTE: usize = 280;

/// How the person wants to be reached (REF-03, peers.md 3.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ContactChannel {
    /// A call.
    Phone,
    /// A short message.
    Sms,
    /// An e-mail.
    Email,
    /// A letter.
    Letter,
    /// Through the mediator who handed the person over.
    ViaMediator,
    /// The person comes back to the counter on their own.
    ComesBack,
    /// At the counter of the organization asked.
    Counter,
}

impl ContactChannel {
    /// Every channel, in reading order.
    pub const ALL: [ContactChannel; 7] = [
        ContactChannel::Phone,
        ContactChannel::Sms,
        ContactChannel::Email,
        ContactChannel::Letter,
        ContactChannel::ViaMediator,
        ContactChannel::ComesBack,
        ContactChannel::Counter,
    ];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            ContactChannel::Phone => "phone",
            ContactChannel::Sms => "sms",
            ContactChannel::Email => "email",
            ContactChannel::Letter => "letter",
            ContactChannel::ViaMediator => "via_mediator",
            ContactChannel::ComesBack => "comes_back",
            ContactChannel::Counter => "counter",
        }
    }

    /// Reads back a [`ContactChannel::word`].
    pub fn from_word(word: &str) -> Option<ContactChannel> {
        ContactChannel::ALL.into_iter().find(|channel| channel.word() == word)
    }

    /// True when it needs a number or an address.
    pub fn needs_contact(self) -> bool {
        match self {
            ContactChannel::Phone
            | ContactChannel::Sms
            | ContactChannel::Email
            | ContactChannel::Letter => true,
            ContactChannel::ViaMediator | ContactChannel::ComesBack | ContactChannel::Counter => {
                false
            }
        }
    }

    /// True when the program can carry the message itself; else a human has a task (REF-15).
    pub fn is_automatic(self) -> bool {
        matches!(self, ContactChannel::Email)
    }
}

/// All that is known about the person; nothing else has a place (REF-03).
#[derive(Clone, PartialEq, Eq)]
pub struct PersonDetails {
    /// First name or chosen name, or a number.
    pub name: String,
    /// How to reach them.
    pub channel: ContactChannel,
    /// The number or address that the channel needs; empty when it needs none.
    pub contact: String,
    /// The language they speak best.
    pub language: Language,
    /// Free words for the organization asked.
    pub note: String,
}

// Never shown by accident: a log line of a struct that holds it stays without personal data.
impl fmt::Debug for PersonDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PersonDetails").field("channel", &self.channel).finish_non_exhaustive()
    }
}

impl PersonDetails {
    /// The details without spaces around them, when they may be taken. Whether a number or
    /// address can exist is for the caller to check.
    ///
    /// # Errors
    /// What is missing, too long or unreadable, in the order of the form.
    pub fn validate(self) -> Result<PersonDetails, FieldErrors> {
        let details = PersonDetails {
            name: self.name.trim().to_owned(),
            contact: self.contact.trim().to_owned(),
            note: self.note.trim().to_owned(),
            ..self
        };
        let mut errors = FieldErrors::default();
        if details.name.is_empty() {
            errors.add("name", "required");
        }
        check_text(&mut errors, "name", &details.name, MOST_NAME);
        if details.channel.needs_contact() && details.contact.is_empty() {
            errors.add("contact", "required");
        }
        check_text(&mut errors, "contact", &details.contact, MOST_NOTE);
        check_text(&mut errors, "note", &details.note, MOST_NOTE);
        errors.or(details)
    }
}

fn check_text(errors: &mut FieldErrors, field: &'static str, text: &str, most: usize) {
    if text.chars().count() > most {
        errors.add(field, "too_long");
    }
    // A note and a postal address may have lines.
    let has_lines = field != "name";
    if text.chars().any(|c| c.is_control() && !(has_lines && matches!(c, '\n' | '\r'))) {
        errors.add(field, "unreadable");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details() -> PersonDetails {
        PersonDetails {
            name: "Amina".to_owned(),
            channel: ContactChannel::Phone,
            contact: "022 000 00 00".to_owned(),
            language: Language::french(),
            note: String::new(),
        }
    }

    fn wrong(details: PersonDetails) -> Vec<(&'static str, &'static str)> {
        match details.validate() {
            Ok(_) => Vec::new(),
            Err(errors) => errors.iter().map(|error| (error.field, error.code)).collect(),
        }
    }

    #[test]
    fn a_name_and_a_number_are_enough_and_lose_the_spaces_around_them() {
        let kept = PersonDetails { name: "  Amina ".to_owned(), ..details() }.validate().unwrap();

        assert_eq!(kept.name, "Amina");
    }

    #[test]
    fn a_name_is_always_required() {
        assert_eq!(
            wrong(PersonDetails { name: " ".to_owned(), ..details() }),
            [("name", "required")]
        );
    }

    #[test]
    fn a_contact_is_required_only_by_channels_that_need_one() {
        for channel in ContactChannel::ALL {
            let found = wrong(PersonDetails { channel, contact: String::new(), ..details() });
            let expected: &[_] =
                if channel.needs_contact() { &[("contact", "required")] } else { &[] };
            assert_eq!(found, expected, "{channel:?}");
        }
    }

    #[test]
    fn a_note_of_280_characters_fits_and_one_more_does_not() {
        assert_eq!(wrong(PersonDetails { note: "é".repeat(280), ..details() }), []);
        let long = PersonDetails { note: "é".repeat(281), ..details() };
        assert_eq!(wrong(long), [("note", "too_long")]);
    }

    #[test]
    fn control_characters_are_refused_but_a_note_may_have_lines() {
        let bell = PersonDetails { name: "A\u{7}".to_owned(), ..details() };
        assert_eq!(wrong(bell), [("name", "unreadable")]);
        let lines = PersonDetails { note: "a\r\nb".to_owned(), ..details() };
        assert_eq!(wrong(lines), []);
        let broken = PersonDetails { name: "A\nB".to_owned(), ..details() };
        assert_eq!(wrong(broken), [("name", "unreadable")]);
    }

    #[test]
    fn nothing_about_the_person_reaches_a_log() {
        let shown = format!("{:?}", details());

        assert!(!shown.contains("Amina") && !shown.contains("022"), "{shown}");
    }

    #[test]
    fn every_word_reads_back() {
        for channel in ContactChannel::ALL {
            assert_eq!(ContactChannel::from_word(channel.word()), Some(channel));
        }
    }
}
