//! Sending once what was pressed twice, and asking before the same need is sent again (REF-20).
//!
//! **Invariant:** one filled-in form makes one referral, however often and however fast it is
//! sent; changed in any way it is another form.

use chrono::{DateTime, Duration, Utc};
use kernel::{Actor, FieldErrors, OfferId, OrganizationId, ReferralId};
use store::{Conn, StoreError, keys, referrals};

use super::NewReferral;
use crate::{App, AppError};

/// How far back the same need of the same person is asked about.
const SIMILAR_DAYS: i64 = 30;

impl App {
    /// The name of the referral that this form makes. It cannot be guessed or chosen, and
    /// says nothing about the person.
    pub(super) fn name_of(&self, actor: &Actor, new: &NewReferral, details: &str) -> ReferralId {
        let Some(account) = actor.account().filter(|_| !new.form.is_empty()) else {
            return ReferralId::fresh();
        };
        let offers: Vec<&str> = new.offers.iter().map(OfferId::as_str).collect();
        let choices = [
            new.theme.word(),
            new.urgency.word(),
            new.handover.word(),
            new.consent.map_or("", |mode| mode.word()),
            new.commune_code.as_deref().unwrap_or(""),
            if new.any_partner { "any" } else { "named" },
        ];
        let parts = (account.as_str(), &new.form, details, offers, choices);
        self.secrets.name_of_form(&format!("{parts:?}"))
    }

    /// True when the form was sent before.
    pub(super) async fn is_sent(&self, id: &ReferralId) -> Result<bool, AppError> {
        let id = id.clone();
        self.db
            .read(move |conn| match referrals::find(conn, &id) {
                Err(StoreError::NotFound) => Ok(false),
                found => Ok(found.map(|_| true)?),
            })
            .await
    }

    /// The wrapped key of a referral, made when it has none yet.
    pub(super) async fn key_for(
        &self,
        id: &ReferralId,
        now: DateTime<Utc>,
    ) -> Result<String, AppError> {
        let (of, again) = (id.clone(), id.clone());
        let fresh = self.secrets.new_referral_key(id)?;
        let put = self.keys.write(move |conn| match keys::find(conn, &of)? {
            Some(kept) => Ok(kept),
            None => keys::put(conn, &of, &fresh, now).map(|()| fresh),
        });
        match put.await {
            // Somebody put one at the same moment: that one counts.
            Err(StoreError::Duplicate) => {
                let kept = self.keys.read(move |conn| keys::find(conn, &again)).await?;
                kept.ok_or(AppError::Stale)
            }
            put => Ok(put?),
        }
    }

    /// Asks whether it is really another need, when the same organization sent somebody with
    /// this contact for this theme a short time ago.
    pub(super) fn ask_about_similar(
        &self,
        conn: &mut Conn,
        sender: &OrganizationId,
        new: &NewReferral,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        if new.is_another || new.person.contact.is_empty() {
            return Ok(());
        }
        let since = now - Duration::days(SIMILAR_DAYS);
        let mut periods = vec![period(since), period(now)];
        periods.dedup();
        for one in periods {
            let digest = self.secrets.contact_digest(&new.person.contact, one);
            if !referrals::similar(conn, sender, new.theme, &digest, since)?.is_empty() {
                let mut errors = FieldErrors::default();
                errors.add("another", "required");
                return Err(errors.into());
            }
        }
        Ok(())
    }
}

/// The span of 90 days after which the key of the duplicate guard changes (REF-20).
pub(super) fn period(now: DateTime<Utc>) -> i64 {
    now.timestamp() / (90 * 24 * 60 * 60)
}
