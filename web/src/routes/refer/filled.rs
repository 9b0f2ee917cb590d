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
        let theme = Theme::from_word(&self.theme);
        let channel = ContactChannel::from_word(&self.channel);
        let language = Language::parse(&self.language);
        for (field, is_there) in [
            ("channel", channel.is_some()),
            ("language", language.is_some()),
            ("theme", theme.is_some()),
        ] {
            if !is_there {
                errors.add(field, "required");
            }
        }
        let (Some(theme), Some(channel), Some(language)) = (theme, channel, language) else {
            return Err(errors);
        };
        let open = form.chosen.iter().filter(|one| one.hindrance.is_none());
        let offers: Vec<_> = open.map(|one| &one.listing.offer).collect();
        Ok(NewReferral {
            kind: offers.first().map(|offer| offer.kind),
            offers: offers.iter().map(|offer| offer.id.clone()).collect(),
            any_partner: self.scope == "any_partner",
            consent: ConsentMode::from_word(&self.consent),
            person: PersonDetails {
                name: self.name.clone(),
                channel,
                contact: self.contact.clone(),
                language,
                note: self.note.clone(),
            },
            adjustments: self
                .adjustments
                .iter()
                .filter_map(|word| Adjustment::from_word(word))
                .collect(),
            theme,
            commune_code: Some(self.commune.clone()).filter(|code| !code.is_empty()),
            urgency: Urgency::from_word(&self.urgency).unwrap_or(Urgency::U0),
            handover: Handover::from_word(&self.handover).unwrap_or(Handover::Sent),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_without_a_need_or_a_channel_says_so_and_asks_nothing() {
        let sent = [("name", "Amina"), ("language", "fr"), ("urgency", "u0")];
        let pairs = Pairs::new(sent.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec());
        let today = "2026-03-03".parse().unwrap();
        let form = ReferForm { chosen: Vec::new(), today };

        let wrong = Filled::read(&pairs).to_referral(&form).err().unwrap();

        let fields: Vec<_> = wrong.iter().map(|error| error.field).collect();
        assert_eq!(fields, ["channel", "theme"]);
    }
}
