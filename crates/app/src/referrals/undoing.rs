//! Taking a sending back before anything has left (UX-07).
//!
//! **Invariant:** the letter that asks the organization waits as long as the sending can be
//! taken back, so nobody outside learns of what was undone.

use chrono::{DateTime, Duration, Utc};
use kernel::{Actor, Channel, ReferralId};
use referral_tracking::{Action, Referral, ReferralState, Refused};
use store::referrals;

use crate::{App, AppError};

/// How long a sender can take a sending back.
pub(super) const UNDO: Duration = Duration::seconds(60);

impl App {
    /// Takes back what was just sent; no letter leaves and nothing is counted.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a stranger; [`AppError::Refused`] once the minute is over or
    /// somebody has acted on it.
    pub async fn undo_sending(&self, actor: &Actor, id: ReferralId) -> Result<(), AppError> {
        let (app, actor, now) = (self.clone(), actor.clone(), self.clock.now());
        self.db
            .write(move |conn| {
                let referral = referrals::find(conn, &id)?;
                let action = Action::MarkEnteredInError;
                // Carried out first: a stranger must not learn how old it is.
                app.carry_out(conn, &id, action, &actor, Channel::Web)?;
                match undo_until(&referral).is_some_and(|until| now < until) {
                    true => Ok(()),
                    false => Err(Refused::TooLate.into()),
                }
            })
            .await
    }
}

/// Until when what was sent can be taken back; none when it was not sent or is over.
pub(crate) fn undo_until(referral: &Referral) -> Option<DateTime<Utc>> {
    match referral.state {
        ReferralState::Held => Some(referral.created_at + UNDO),
        ReferralState::Open => referral.opened_at.map(|at| at + UNDO),
        _ => None,
    }
}
