//! The person says by the card how they want to be reached from now on.
//!
//! **Invariant:** only who has code and PIN changes it, and what they type is kept encrypted
//! under the referral's key like what the mediator wrote.

use kernel::ReferralId;
use referral_tracking::{ContactChannel, PersonDetails, Refused};
use store::{keys, personal, referrals};

use super::persons::{self, write};
use super::repeats::period;
use super::sending::contact;
use crate::{App, AppError};

impl App {
    /// Keeps another way to reach the person. Whoever opens the contact later reads the new one.
    ///
    /// # Errors
    /// As [`App::card`]; [`AppError::Invalid`] for a number or address that cannot be;
    /// [`AppError::Refused`] once the referral is closed or the person is erased.
    pub async fn reach_by_card(
        &self,
        code: &str,
        pin: &str,
        channel: ContactChannel,
        typed: &str,
    ) -> Result<(), AppError> {
        let page = self.card(code, Some(pin)).await?;
        let Some(details) = page.details else { return Err(AppError::NotFound) };
        let id = details.referral;
        let (of, for_text) = (id.clone(), id.clone());
        let wrapped = self.keys.read(move |conn| Ok::<_, AppError>(keys::find(conn, &of)?)).await?;
        let kept = self.db.read(move |conn| Ok::<_, AppError>(personal::find(conn, &for_text)?));
        let (Some(wrapped), Some(kept)) = (wrapped, kept.await?) else {
            return Err(Refused::Erased.into());
        };
        let person = persons::read(&self.secrets.decrypt(&id, &wrapped, &kept)?)?;
        let changed = PersonDetails {
            name: person.name,
            channel,
            contact: typed.to_owned(),
            language: person.language,
            note: person.note,
        };
        let changed = valid(changed)?;
        let text = write(&changed, &person.adjustments)?;
        let ciphertext = self.secrets.encrypt(&id, &wrapped, &text)?;
        self.keep_contact(id.clone(), changed, ciphertext).await?;
        tracing::info!(target: "audit", referral = %id, by = "person", "contact changed");
        Ok(())
    }

    async fn keep_contact(
        &self,
        id: ReferralId,
        changed: PersonDetails,
        ciphertext: String,
    ) -> Result<(), AppError> {
        let now = self.clock.now();
        let digest = (!changed.contact.is_empty())
            .then(|| self.secrets.contact_digest(&changed.contact, period(now)));
        self.db
            .write(move |conn| {
                if referrals::find(conn, &id)?.state.is_closed() {
                    return Err(Refused::Closed.into());
                }
                let mut need = referrals::find_need(conn, &id)?;
                need.contact_channel = changed.channel;
                need.contact_digest = digest;
                referrals::update_need(conn, &id, &need)?;
                Ok(personal::put(conn, &id, &ciphertext)?)
            })
            .await
    }
}

/// The details with the number or address as it is kept.
fn valid(details: PersonDetails) -> Result<PersonDetails, AppError> {
    let details = details.validate()?;
    match contact(details.channel, &details.contact) {
        Ok(contact) => Ok(PersonDetails { contact, ..details }),
        Err(code) => {
            let mut errors = kernel::FieldErrors::default();
            errors.add("contact", code);
            Err(errors.into())
        }
    }
}
