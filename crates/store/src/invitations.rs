//! Links sent once by mail that let somebody choose a password.
//!
//! **Invariant:** only the hash of the token is kept, and a link works once.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::AccountId;

use crate::schema::invitations::{self, dsl};
use crate::{Conn, StoreError};

/// One link that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The hash of the token in the link.
    pub token_hash: String,
    /// Whose password it sets.
    pub account: AccountId,
    /// When it was sent.
    pub created_at: DateTime<Utc>,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
    /// When it was followed.
    pub used_at: Option<DateTime<Utc>>,
}

/// Keeps a new invitation.
///
/// # Errors
/// [`StoreError::Duplicate`] when the token is taken.
pub fn insert(conn: &mut Conn, invitation: &Invitation) -> Result<(), StoreError> {
    diesel::insert_into(dsl::invitations).values(Row::from(invitation)).execute(conn)?;
    Ok(())
}

/// Finds an invitation that can still be followed.
///
/// # Errors
/// The database.
pub fn find_live(
    conn: &mut Conn,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Invitation>, StoreError> {
    let row: Option<Row> = dsl::invitations
        .find(token_hash)
        .filter(dsl::used_at.is_null().and(dsl::expires_at.gt(now.naive_utc())))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(Row::into_invitation))
}

/// Uses up an invitation and says whose it is; the second of two at once finds nothing.
///
/// # Errors
/// [`StoreError::NotFound`] when it is used, expired or unknown.
pub fn use_once(
    conn: &mut Conn,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<AccountId, StoreError> {
    let live = dsl::invitations
        .find(token_hash)
        .filter(dsl::used_at.is_null().and(dsl::expires_at.gt(now.naive_utc())));
    let used = diesel::update(live).set(dsl::used_at.eq(now.naive_utc())).execute(conn)?;
    if used == 0 {
        return Err(StoreError::NotFound);
    }
    let account: String = dsl::invitations.find(token_hash).select(dsl::account_id).first(conn)?;
    Ok(AccountId::from(account))
}

/// Takes back every invitation of an account: before a new one, and when it is closed.
///
/// # Errors
/// The database.
pub fn delete_of_account(conn: &mut Conn, account: &AccountId) -> Result<(), StoreError> {
    diesel::delete(dsl::invitations.filter(dsl::account_id.eq(account.as_str()))).execute(conn)?;
    Ok(())
}

/// Forgets invitations that ended before `before`, and says how many.
///
/// # Errors
/// The database.
pub fn delete_expired(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, StoreError> {
    let dead = dsl::invitations.filter(dsl::expires_at.lt(before.naive_utc()));
    Ok(diesel::delete(dead).execute(conn)?)
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = invitations)]
struct Row {
    token_hash: String,
    account_id: String,
    created_at: NaiveDateTime,
    expires_at: NaiveDateTime,
    used_at: Option<NaiveDateTime>,
}

impl Row {
    fn into_invitation(self) -> Invitation {
        Invitation {
            token_hash: self.token_hash,
            account: AccountId::from(self.account_id),
            created_at: self.created_at.and_utc(),
            expires_at: self.expires_at.and_utc(),
            used_at: self.used_at.map(|at| at.and_utc()),
        }
    }
}

impl From<&Invitation> for Row {
    fn from(invitation: &Invitation) -> Self {
        Row {
            token_hash: invitation.token_hash.clone(),
            account_id: invitation.account.to_string(),
            created_at: invitation.created_at.naive_utc(),
            expires_at: invitation.expires_at.naive_utc(),
            used_at: invitation.used_at.map(|at| at.naive_utc()),
        }
    }
}
