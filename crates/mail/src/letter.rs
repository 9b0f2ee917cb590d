//! One letter, and how it becomes a message.
//!
//! **Invariant:** a line break or another control character in a header field
//! refuses the letter; it is never cut out or escaped in silence.
//! **Invariant:** the same seed gives the same Message-ID, so that a mailbox can
//! recognize a letter that was sent twice.

use std::fmt;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};

use crate::MailError;

/// A letter to one person, with the same words as text and as HTML.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Address of the recipient, without a name.
    pub to: String,
    /// Name shown beside the address.
    pub to_name: Option<String>,
    /// Subject, in any script.
    pub subject: String,
    /// Body for readers without HTML.
    pub text: String,
    /// Body for readers with HTML.
    pub html: String,
    /// Where answers go when not to the sender.
    pub reply_to: Option<String>,
    /// Identity of the letter, of ASCII letters, digits, `-`, `_` and `.`; the id of its outbox row.
    pub seed: String,
    /// The instant in the Date header; the same one whenever the letter is tried again.
    pub at: DateTime<Utc>,
}

/// Shows the seed and the date only: the rest is personal.
impl fmt::Debug for Letter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Letter")
            .field("seed", &self.seed)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

/// The message that carries `letter`, written by `from`.
pub(crate) fn compose(letter: &Letter, from: &Mailbox) -> Result<Message, MailError> {
    let to_name = letter.to_name.as_deref().filter(|name| !name.trim().is_empty());
    let to = Mailbox::new(
        to_name.map(|name| header_text(name, "name")).transpose()?,
        address(&letter.to)?,
    );
    let message_id = format!("<{}@{}>", seed(letter)?, from.email.domain());
    let mut message = Message::builder()
        .from(from.clone())
        .to(to)
        .subject(header_text(&letter.subject, "subject")?)
        .date(date(letter.at)?)
        .message_id(Some(message_id))
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
    if let Some(reply_to) = &letter.reply_to {
        message = message.reply_to(Mailbox::new(None, address(reply_to)?));
    }
    message
        .multipart(MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone()))
        .map_err(|_| MailError::BadLetter("envelope"))
}

/// The sender named in a setting, `name@domain` or `Name <name@domain>`.
pub(crate) fn sender(from: &str) -> Result<Mailbox, MailError> {
    let wrong = MailError::BadSetting("the sender is not an e-mail address");
    if from.chars().any(char::is_control) {
        return Err(wrong);
    }
    let Ok(mailbox) = from.parse::<Mailbox>() else { return Err(wrong) };
    match address(mailbox.email.as_ref()) {
        Ok(email) => Ok(Mailbox::new(mailbox.name, email)),
        Err(_) => Err(wrong),
    }
}

/// The seed of `letter`, which is part of a header and of a file name.
pub(crate) fn seed(letter: &Letter) -> Result<&str, MailError> {
    let seed = letter.seed.as_str();
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.');
    // Dots at the ends or in a row are no message id.
    let dots = seed.starts_with('.') || seed.ends_with('.') || seed.contains("..");
    if seed.is_empty() || seed.len() > 100 || dots || !seed.chars().all(plain) {
        return Err(MailError::BadLetter("seed"));
    }
    Ok(seed)
}

/// True when a letter can be addressed to `text`; whether it arrives only the server knows.
pub fn is_address(text: &str) -> bool {
    address(text).is_ok()
}

fn address(text: &str) -> Result<Address, MailError> {
    if text.chars().any(char::is_control) {
        return Err(MailError::BadAddress);
    }
    let (user, domain) = text.rsplit_once('@').ok_or(MailError::BadAddress)?;
    let domain = if domain.is_ascii() {
        domain.to_owned()
    } else {
        // Most servers take `genève.example` only in its ASCII form.
        url::Host::parse(domain).map_err(|_| MailError::BadAddress)?.to_string()
    };
    Address::new(user, domain).map_err(|_| MailError::BadAddress)
}

fn header_text(text: &str, field: &'static str) -> Result<String, MailError> {
    // The two Unicode line separators are no control characters, yet some readers break there.
    if text.chars().any(|sign| sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}')) {
        return Err(MailError::BadLetter(field));
    }
    Ok(text.to_owned())
}

fn date(at: DateTime<Utc>) -> Result<SystemTime, MailError> {
    // Outside these years the Date header cannot be written.
    const YEARS: std::ops::Range<i64> = 0..253_402_300_800;
    if !YEARS.contains(&at.timestamp()) {
        return Err(MailError::BadLetter("date"));
    }
    Ok(at.into())
}

#[cfg(test)]
pub(crate) fn example() -> Letter {
    Letter {
        to: "accueil@atelier.example".to_owned(),
        to_name: Some("Atelier réparation".to_owned()),
        subject: "Une personne vous est adressée à l’été".to_owned(),
        text: "Bonjour,\nUne réponse est arrivée.\n".to_owned(),
        html: "<p>Bonjour,</p><p>Une réponse est arrivée.</p>".to_owned(),
        reply_to: Some("reponses@ville.example".to_owned()),
        seed: "0190b6a2-1111-7abc-8def-000000000001".to_owned(),
        at: DateTime::from_timestamp_millis(1_767_603_600_123).unwrap(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn composed(letter: &Letter) -> Result<String, MailError> {
        let from = sender("Réseau d’inclusion <relais@ville.example>").unwrap();
        compose(letter, &from).map(|message| String::from_utf8(message.formatted()).unwrap())
    }

    #[test]
    fn a_line_break_in_any_header_field_refuses_the_letter() {
        for end in ["\r\nBcc: spy@evil.example", "\n", "\r", "\0", "\u{85}", "\t"] {
            let tainted = |change: fn(&mut Letter, &str)| {
                let mut letter = example();
                change(&mut letter, end);
                composed(&letter).unwrap_err()
            };
            assert!(matches!(tainted(|l, end| l.subject += end), MailError::BadLetter("subject")));
            assert!(matches!(
                tainted(|l, end| l.to_name = Some(format!("Atelier{end}"))),
                MailError::BadLetter("name")
            ));
            assert!(matches!(tainted(|l, end| l.to += end), MailError::BadAddress));
            assert!(matches!(
                tainted(|l, end| l.to = format!("\"a{end}\"@atelier.example")),
                MailError::BadAddress
            ));
            assert!(matches!(
                tainted(|l, end| l.reply_to = Some(format!("a@ville.example{end}"))),
                MailError::BadAddress
            ));
            assert!(matches!(tainted(|l, end| l.seed += end), MailError::BadLetter("seed")));
        }
    }

    #[test]
    fn a_line_separator_of_unicode_in_the_subject_refuses_the_letter() {
        let letter = Letter { subject: "Bonjour\u{2028}Bcc: x".to_owned(), ..example() };
        assert!(matches!(composed(&letter), Err(MailError::BadLetter("subject"))));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for to in
            ["", "atelier", "@atelier.example", "a@", "a b@c.example", "a@b.example,c@d.example"]
        {
            let letter = Letter { to: to.to_owned(), ..example() };
            assert!(matches!(composed(&letter), Err(MailError::BadAddress)), "{to}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_message_id_and_date() {
        let first = composed(&example()).unwrap();
        let again = composed(&example()).unwrap();
        for line in [
            "Message-ID: <0190b6a2-1111-7abc-8def-000000000001@ville.example>\r\n",
            "Date: Mon, 05 Jan 2026 09:00:00 +0000\r\n",
            "Auto-Submitted: auto-generated\r\n",
        ] {
            assert!(first.contains(line) && again.contains(line), "{line}\n{first}");
        }
    }

    #[test]
    fn every_server_can_carry_the_letter_because_it_is_ascii_in_short_lines() {
        let long = "é".repeat(5_000);
        let letter = Letter { subject: long.clone(), text: long.clone(), html: long, ..example() };
        let message = composed(&letter).unwrap();
        assert!(message.is_ascii());
        assert!(message.split("\r\n").all(|line| line.len() <= 998));
    }

    #[test]
    fn an_accented_domain_is_written_in_its_ascii_form() {
        let letter = Letter { to: "accueil@genève.example".to_owned(), ..example() };
        let message = composed(&letter).unwrap();
        assert!(message.contains("<accueil@xn--genve-6ra.example>"), "{message}");
    }

    #[test]
    fn a_date_that_no_header_can_hold_is_refused() {
        for at in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
            let letter = Letter { at, ..example() };
            assert!(matches!(composed(&letter), Err(MailError::BadLetter("date"))));
        }
    }

    #[test]
    fn a_letter_in_a_log_shows_nothing_personal() {
        let shown = format!("{:?}", example());
        for personal in ["atelier", "Atelier", "ville", "Bonjour", "adressée"] {
            assert!(!shown.contains(personal), "{shown}");
        }
    }

    #[test]
    fn the_sender_may_have_a_name_and_must_have_an_address() {
        let named = sender("Réseau d’inclusion <relais@ville.example>").unwrap();
        assert_eq!(named.name.as_deref(), Some("Réseau d’inclusion"));
        assert_eq!(sender("relais@ville.example").unwrap().name, None);
        for from in ["", "Relais", "Relais <relais>", "a@b.example\r\nBcc: c@d.example"] {
            assert!(matches!(sender(from), Err(MailError::BadSetting(_))), "{from}");
        }
    }
}
