//! Keeping what people changed, so that it can be shown and taken back (DIR-08).
//!
//! **Invariant:** called in the transaction of the change, after it, by everybody who changes
//! the directory for a person; an unchanged object leaves no revision.

use chrono::{DateTime, Utc};
use kernel::{AccountId, Actor, Channel, OfferId, OrganizationId, RevisionId};
use partner_directory::revision::{Snapshot, WholeOffer, differences};
use store::revisions::{self, Revision};
use store::{Conn, StoreError, accounts, offers, organizations, places};

use crate::AppError;

/// Who changes something, as histories name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    /// The word of the kind of actor.
    pub role: String,
    /// The account, when somebody is signed in.
    pub account: Option<AccountId>,
    /// What colleagues call them; empty for a job.
    pub label: String,
}

impl Editor {
    /// Who `actor` is.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for an account or organization that is gone.
    pub fn of(conn: &mut Conn, actor: &Actor) -> Result<Editor, AppError> {
        let label = match actor {
            Actor::Account { id, .. } => accounts::find(conn, id)?.name,
            Actor::AnswerLink { organization, .. } => organizations::find(conn, organization)?.name,
            Actor::Visitor | Actor::Person { .. } | Actor::System => String::new(),
        };
        Ok(Editor { role: actor.word().to_owned(), account: actor.account().cloned(), label })
    }
}

/// Notes that `who` changed an object from `before` to `after`, which are as they were read from
/// the database; the revision, if anything changed.
///
/// # Errors
/// Only that the database did not answer.
pub fn revise(
    conn: &mut Conn,
    (who, how): (&Editor, Channel),
    before: Option<Snapshot>,
    after: Snapshot,
    now: DateTime<Utc>,
) -> Result<Option<RevisionId>, AppError> {
    if before.is_some() && differences(before.as_ref(), &after).is_empty() {
        return Ok(None);
    }
    let revision = Revision {
        id: RevisionId::fresh(),
        organization: owner(conn, &after)?,
        changed_at: now,
        role: who.role.clone(),
        account: who.account.clone(),
        label: who.label.clone(),
        how,
        before,
        after,
        undone_by: None,
    };
    revisions::insert(conn, &revision)?;
    Ok(Some(revision.id))
}

/// An offer with where and when it is given.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn whole_offer(conn: &mut Conn, id: &OfferId) -> Result<WholeOffer, StoreError> {
    Ok(WholeOffer { offer: offers::find(conn, id)?, places: offers::places_of(conn, id)? })
}

fn owner(conn: &mut Conn, after: &Snapshot) -> Result<Option<OrganizationId>, AppError> {
    Ok(match after {
        Snapshot::Organization(one) => Some(one.id.clone()),
        Snapshot::Offer(one) => Some(one.offer.organization.clone()),
        Snapshot::Place(one) => {
            let users = places::used_by(conn, &one.id)?;
            users.into_iter().next().map(|(_, organization)| organization)
        }
    })
}
