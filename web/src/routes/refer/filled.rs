//! What was filled in on the page to refer.

use app::referrals::{Handover, NewReferral, ReferForm};
use kernel::{FieldErrors, Language, Urgency};
use partner_directory::{Adjustment, Theme};
use referral_tracking::{ConsentMode, ContactChannel, PersonDetails};
use serde::Serialize;

use crate::routes::form::Pairs;

/// Everything that was filled in, as it was typed.
#[derive(Debug, Default, Serialize)]
pub(super) struct Filled {
    /// Tells this opened form from others; not shown.
    pub(super) form: String,
    /// Under which seed it is kept while it is not sent; not shown.
    pub(super) unsent: String,
    /// True when it was begun before and opened again.
    pub(super) is_resumed: bool,
    /// Ticked when it is another need than the one sent lately.
    pub(super) is_another: bool,
    pub(super) name: String,
    pub(super) channel: String,
    pub(super) contact: String,
    pub(super) language: String,
    pub(super) urgency: String,
    pub(super) theme: String,
    pub(super) commune: String,
    pub(super) note: String,
    pub(super) adjustments: Vec<String>,
    pub(super) scope: String,
    pub(super) consent: String,
    pub(super) handover: String,
}

impl Filled {
    /// What was sent.
    pub(super) fn read(pairs: &Pairs) -> Filled {
        Filled {
            form: pairs.one("form"),
            unsent: pairs.one(super::unsent::SEED),
            is_resumed: false,
            is_another: pairs.one("another") == "oui",
            name: pairs.one("name"),
            channel: pairs.one("channel"),
            contact: pairs.one("contact"),
            language: pairs.one("language"),
            urgency: pairs.one("urgency"),
            theme: pairs.one("theme"),
            commune: pairs.one("commune"),
            note: pairs.one("note"),
            adjustments: pairs.all("adjustment"),
            scope: pairs.one("scope"),
            consent: pairs.one("consent"),
            handover: pairs.one("handover"),
        }
    }

    /// True when something is filled in below the fold.
    pub(super) fn has_details(&self) -> bool {
        let is_sent = self.handover.is_empty() || self.handover == Handover::Sent.word();
        !(self.commune.is_empty() && self.note.is_empty() && self.adjustments.is_empty() && is_sent)
    }

    /// What the application is asked; a word that is on none of the lists is named.
    pub(super) fn to_referral(&self, form: &ReferForm) -> Result<NewReferral, FieldErrors> {
        let mut errors = FieldErrors::default();
        let channel = one("channel", &self.channel, ContactChannel::from_word, &mut errors);
        let language = one("language", &self.language, Language::parse, &mut errors);
        let theme = one("theme", &self.theme, Theme::from_word, &mut errors);
        let urgency = one("urgency", &self.urgency, Urgency::from_word, &mut errors);
        let handover = match self.handover.is_empty() {
            true => Some(Handover::Sent),
            false => one("handover", &self.handover, Handover::from_word, &mut errors),
        };
        let any_partner = one("scope", &self.scope, is_any_partner, &mut errors);
        let adjustments: Option<Vec<_>> =
            self.adjustments.iter().map(|word| Adjustment::from_word(word)).collect();
        if adjustments.is_none() {
            errors.add("adjustment", "unknown");
        }
        let (Some(theme), Some(channel), Some(language)) = (theme, channel, language) else {
            return Err(errors);
        };
        let (Some(urgency), Some(handover), Some(any_partner), Some(adjustments)) =
            (urgency, handover, any_partner, adjustments)
        else {
            return Err(errors);
        };
        let open = form.chosen.iter().filter(|one| one.hindrance.is_none());
        let offers: Vec<_> = open.map(|one| &one.listing.offer).collect();
        Ok(NewReferral {
            form: self.form.clone(),
            is_another: self.is_another,
            kind: offers.first().map(|offer| offer.kind),
            offers: offers.iter().map(|offer| offer.id.clone()).collect(),
            any_partner,
            consent: ConsentMode::from_word(&self.consent),
            person: PersonDetails {
                name: self.name.clone(),
                channel,
                contact: self.contact.clone(),
                language,
                note: self.note.clone(),
            },
            adjustments,
            theme,
            commune_code: Some(self.commune.clone()).filter(|code| !code.is_empty()),
            urgency,
            handover,
        })
    }
}

/// The word in a field; notes what is missing or on none of the lists.
fn one<T>(
    field: &'static str,
    typed: &str,
    read: impl Fn(&str) -> Option<T>,
    errors: &mut FieldErrors,
) -> Option<T> {
    let found = read(typed);
    if found.is_none() {
        errors.add(field, if typed.is_empty() { "required" } else { "unknown" });
    }
    found
}

/// Whether the person allows any partner of the network.
fn is_any_partner(word: &str) -> Option<bool> {
    match word {
        "named" => Some(false),
        "any_partner" => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(sent: &[(&str, &str)]) -> Vec<(&'static str, &'static str)> {
        let pairs = sent.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let today = "2026-03-03".parse().unwrap();
        let form = ReferForm { chosen: Vec::new(), today };
        let errors = Filled::read(&Pairs::new(pairs)).to_referral(&form).err().unwrap();
        errors.iter().map(|error| (error.field, error.code)).collect()
    }

    #[test]
    fn a_form_without_a_need_or_a_channel_says_so_and_asks_nothing() {
        let sent = [("name", "Amina"), ("language", "fr"), ("urgency", "u0"), ("scope", "named")];

        assert_eq!(wrong(&sent), [("channel", "required"), ("theme", "required")]);
    }

    #[test]
    fn a_choice_on_none_of_the_lists_is_named_and_nothing_stands_in_for_it() {
        let sent = [
            ("channel", "phone"),
            ("language", "fr"),
            ("theme", "x"),
            ("urgency", "u9"),
            ("handover", "x"),
            ("scope", "x"),
            ("adjustment", "x"),
        ];

        let fields = ["theme", "urgency", "handover", "scope", "adjustment"];
        assert_eq!(wrong(&sent), fields.map(|field| (field, "unknown")));
    }
}
