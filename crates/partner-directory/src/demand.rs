//! What people look for, cleaned of whatever may say who they are.
//!
//! Two rules, one strict and one mild. [`known_words`] is for the demand log: only words of the
//! open word lists are kept, so a name cannot get in, however it is written; a new word of the
//! street is lost with it, which is the price. [`without_personal`] is for a sentence that a
//! coordinator reads: it keeps ordinary words and takes out what looks like a name, an address,
//! a telephone number, a date of birth or an insurance number.
//!
//! **Invariant:** no digit, no `@` and nothing after « Mme » leaves either of them.

use crate::closed_list::closed_list;
use crate::fold::{fold, words};

closed_list! {
    /// Who searches.
    DemandChannel {
        Public = "public",
        /// Somebody of the network, for a person at the counter.
        Mediator = "mediator",
    }

    /// How a need came into the register.
    NeedSource {
        /// Somebody noted it, after a search that found nothing or at a counter.
        Search = "search",
        /// An organization said no, and the referral ended without help.
        Refusal = "refusal",
        /// Nobody was left to be asked, and the referral ended without help.
        Rerouting = "rerouting",
        /// The person said that no help came.
        Person = "person",
    }

    /// Why a need stays unmet when it is closed without an offer.
    ClosingReason {
        /// Somebody is going to offer it.
        Planned = "planned",
        /// The network has no means for it now.
        NoMeans = "no_means",
        OutsideNetwork = "outside_network",
        /// Recorded already.
        Duplicate = "duplicate",
        Mistake = "mistake",
    }
}

/// What stands in place of something that was taken out.
const GAP: &str = "…";
/// What comes before the name of a person.
const BEFORE_NAMES: &[&str] = &[
    "m",
    "mr",
    "mme",
    "mmes",
    "mlle",
    "monsieur",
    "madame",
    "mademoiselle",
    "dr",
    "docteur",
    "me",
    "maitre",
    "herr",
    "frau",
    "senhor",
    "senhora",
    "senor",
    "senora",
    "signor",
    "signora",
    "mrs",
    "miss",
    "appelle",
    "nomme",
    "nom",
    "prenom",
    "ne",
    "nee",
];
/// What comes before the name of a street.
const STREETS: &[&str] = &[
    "rue",
    "avenue",
    "av",
    "chemin",
    "ch",
    "route",
    "rte",
    "boulevard",
    "bd",
    "quai",
    "impasse",
    "passage",
    "sentier",
    "ruelle",
    "allee",
    "promenade",
];
/// How many words after a title or a street may belong to it.
const FOLLOWING: usize = 3;

/// The words of a search that may be kept: those that `is_known`, each once, in their order.
pub fn known_words(text: &str, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for token in cleaned(text, &is_known).into_iter().flatten() {
        for word in words(token) {
            if is_known(&word) && !kept.contains(&word) {
                kept.push(word);
            }
        }
    }
    kept
}

/// A sentence without what may say who somebody is; a gap shows where something was.
pub fn without_personal(text: &str, is_known: impl Fn(&str) -> bool) -> String {
    let mut said: Vec<&str> = Vec::new();
    for token in cleaned(text, &is_known) {
        match token {
            Some(token) => said.push(token),
            None if said.last() == Some(&GAP) => {}
            None => said.push(GAP),
        }
    }
    said.join(" ")
}

/// The parts of a text between spaces; `None` for what looks personal.
fn cleaned<'a>(text: &'a str, is_known: &impl Fn(&str) -> bool) -> Vec<Option<&'a str>> {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let knows = |token: &str| words(token).iter().all(|word| is_known(word));
    let mut is_out: Vec<bool> = tokens.iter().map(|token| is_telling(token)).collect();
    let mut drop_at = |at: usize| {
        if let Some(one) = is_out.get_mut(at) {
            *one = true;
        }
    };
    for (at, token) in tokens.iter().enumerate() {
        let last_word = words(token).pop().unwrap_or_default();
        let is_title = BEFORE_NAMES.contains(&last_word.as_str());
        if is_title || STREETS.contains(&last_word.as_str()) {
            drop_at(at);
            drop_at(at + 1);
            let rest = tokens.iter().enumerate().skip(at + 2).take(FOLLOWING - 1);
            let unknown = rest.take_while(|(_, next)| !knows(next) || is_telling(next));
            unknown.for_each(|(next, _)| drop_at(next));
        }
        // Two capitals in a row, or one within the sentence, that no word list knows.
        let is_name = is_capital(token) && !knows(token);
        if is_name && (at > 0 || tokens.get(1).is_some_and(|next| is_capital(next))) {
            drop_at(at);
        }
    }
    tokens.into_iter().zip(is_out).map(|(token, is_out)| (!is_out).then_some(token)).collect()
}

/// True for numbers of any kind and for addresses of mail or pages.
fn is_telling(token: &str) -> bool {
    token.chars().any(char::is_numeric) || token.contains('@') || token.contains("://")
}

fn is_capital(token: &str) -> bool {
    let mut letters = token.chars().skip_while(|c| !c.is_alphanumeric());
    letters.next().is_some_and(char::is_uppercase) && !fold(token).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 8] =
        ["imprimer", "impots", "smartphone", "de", "pour", "cours", "avec", "carouge"];

    fn log(text: &str) -> String {
        known_words(text, |word| KNOWN.contains(&word)).join(" ")
    }

    fn said(text: &str) -> String {
        without_personal(text, |word| KNOWN.contains(&word))
    }

    #[test]
    fn the_log_keeps_known_words_only_each_once() {
        assert_eq!(log("Imprimer, imprimer des IMPÔTS"), "imprimer impots");
        assert_eq!(log("l’imprimer piscinette"), "imprimer");
        assert_eq!(log(""), "");
        assert_eq!(log("مرحبا 🖨 ' OR 1=1 --"), "");
    }

    #[test]
    fn whatever_tells_who_somebody_is_leaves_neither_in_log_nor_in_sentence() {
        let telling = [
            ("imprimer pour Mme Rochat", "rochat"),
            ("imprimer pour madame rochat", "rochat"),
            ("M. Ali Ben Salah imprimer", "salah"),
            ("imprimer monsieur Impots", "impots"),
            ("je m’appelle fatou imprimer", "fatou"),
            ("Marie Rochat imprimer", "rochat"),
            ("imprimer avec Rochat", "rochat"),
            ("imprimer 079 123 45 67", "79"),
            ("imprimer +41791234567", "41"),
            ("imprimer marie@public.example", "marie"),
            ("imprimer 756.1234.5678.97", "756"),
            ("imprimer né le 12.03.1950", "1950"),
            ("imprimer 12 rue du Lac 7", "lac"),
            ("imprimer chemin des Vignes 3", "vignes"),
        ];
        for (text, secret) in telling {
            for left in [log(text), said(text).to_lowercase()] {
                assert!(!left.contains(secret), "{text}: {left}");
            }
            assert!(log(text).contains("imprimer"), "{text}: {}", log(text));
        }
    }

    #[test]
    fn a_sentence_keeps_its_ordinary_words_and_shows_the_gaps() {
        assert_eq!(said("cours de portugais le samedi"), "cours de portugais le samedi");
        assert_eq!(said("cours pour Mme Rochat Dupont, samedi"), "cours pour …");
        assert_eq!(said("cours à Carouge avec poussette"), "cours à Carouge avec poussette");
    }

    #[test]
    fn no_digit_is_ever_left() {
        for number in 0..500_u32 {
            let text = format!("cours {number} {number}{number} a{number} {number}, Nom{number}");
            for left in [log(&text), said(&text)] {
                assert!(!left.chars().any(char::is_numeric), "{text}: {left}");
            }
        }
    }
}
