//! Several people of one organization, who look after each other's accounts.
//!
//! **Invariant:** from here only partner accounts of the organization itself are made or closed.

use kernel::{AccountId, Actor, OrganizationId, Role};
use store::accounts::{self, Account};

use super::edited;
use crate::accounts::NewAccount;
use crate::{App, AppError};

impl App {
    /// The accounts of an organization by name, closed ones included.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn people(
        &self,
        actor: &Actor,
        of: Option<OrganizationId>,
    ) -> Result<Vec<Account>, AppError> {
        let id = edited(actor, of)?;
        self.db.read(move |conn| Ok(accounts::list_of_organization(conn, &id)?)).await
    }

    /// Invites somebody else to look after the listings.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit them, [`AppError::Invalid`] at `email` or
    /// `name`.
    pub async fn invite_colleague(
        &self,
        actor: &Actor,
        of: Option<OrganizationId>,
        email: String,
        name: String,
    ) -> Result<AccountId, AppError> {
        let organization = Some(edited(actor, of)?);
        self.send_invitation(NewAccount { email, name, role: Role::Partner, organization }).await
    }

    /// Closes the account of a colleague; their sessions end at once.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for anybody but another partner of the organization.
    pub async fn disable_colleague(
        &self,
        actor: &Actor,
        of: Option<OrganizationId>,
        id: AccountId,
    ) -> Result<(), AppError> {
        let organization = edited(actor, of)?;
        if actor.account() == Some(&id) {
            return Err(AppError::NotFound);
        }
        let now = self.clock.now();
        self.db
            .write(move |conn| {
                let account = accounts::find(conn, &id)?;
                let is_colleague = account.role == Role::Partner
                    && account.organization.as_ref() == Some(&organization);
                if !is_colleague {
                    return Err(AppError::NotFound);
                }
                Ok(accounts::disable(conn, &id, now)?)
            })
            .await
    }
}
