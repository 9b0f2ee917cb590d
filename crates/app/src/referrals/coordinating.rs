//! What coordinators do with a referral that waits for them.

use kernel::{Actor, Channel, FieldErrors, ReferralId};
use referral_tracking::code::Code;
use referral_tracking::{Action, Referral};
use store::accounts::{self, Account};
use store::{StoreError, code_cards, offers};

use super::sending::candidate;
use crate::access::{Right, scope};
use crate::{App, AppError};

impl App {
    /// The coordinators to whom a referral can be given, by name.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate.
    pub async fn coordinators(&self, actor: &Actor) -> Result<Vec<Account>, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        self.db.read(|conn| Ok(accounts::list_of_role(conn, kernel::Role::Coordinator)?)).await
    }

    /// Asks the offer with this slug now; whoever is asked at the moment is told.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate, [`AppError::Invalid`] for an offer
    /// that does not exist, [`AppError::Refused`] by the rules.
    pub async fn ask_another(
        &self,
        actor: &Actor,
        id: ReferralId,
        slug: &str,
    ) -> Result<Referral, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let (app, actor, slug) = (self.clone(), actor.clone(), slug.trim().to_owned());
        self.db
            .write(move |conn| {
                let offer = match offers::find_by_slug(conn, &slug) {
                    Err(StoreError::NotFound) => return Err(one_error("offer", "unknown_offer")),
                    found => found?,
                };
                let better = candidate(conn, &offer.id)?;
                app.carry_out(conn, &id, Action::Reroute(better), &actor, Channel::Web)
            })
            .await
    }

    /// Ends a referral in favour of the one whose card has this code.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate, [`AppError::Invalid`] for a code that
    /// is on no card, [`AppError::Refused`] by the rules.
    pub async fn mark_duplicate(
        &self,
        actor: &Actor,
        id: ReferralId,
        code: &str,
    ) -> Result<Referral, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let (app, actor, code) = (self.clone(), actor.clone(), Code::parse(code));
        self.db
            .write(move |conn| {
                let found = match &code {
                    Some(code) => code_cards::find_by_code(conn, code.as_str())?,
                    None => None,
                };
                let other = found.ok_or_else(|| one_error("duplicate_of", "wrong_code"))?.referral;
                app.carry_out(conn, &id, Action::MarkDuplicate(other), &actor, Channel::Web)
            })
            .await
    }
}

fn one_error(field: &'static str, code: &'static str) -> AppError {
    let mut errors = FieldErrors::default();
    errors.add(field, code);
    errors.into()
}
