//! Sessions of signed-in people, kept on the server.
//!
//! **Invariant:** the token itself is never kept, only its hash; whoever reads the
//! database cannot take over a session.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::AccountId;

use crate::accounts::{self, Account};
use crate::schema::sessions::{self, dsl};
use crate::{Conn, StoreError};

/// One browser in which somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The hash of the token that the cookie holds.
    pub token_hash: String,
    /// Who signed in.
    pub account: AccountId,
    /// True on a computer that others use too: it ends sooner (SEC-02).
    pub is_shared_post: bool,
    /// When they signed in.
    pub created_at: DateTime<Utc>,
    /// When the last page was asked for.
    pub last_seen_at: DateTime<Utc>,
    /// When it ends whatever happens.
    pub expires_at: DateTime<Utc>,
}

/// How long a session lives without a page being asked for (SEC-02).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdleLimits {
    /// On a computer that others use too.
    pub shared_post: Duration,
    /// On one's own computer.
    pub own_post: Duration,
}

/// Keeps a new session.
///
/// # Errors
/// [`StoreError::Duplicate`] when the token is taken.
pub fn insert(conn: &mut Conn, session: &Session) -> Result<(), StoreError> {
    diesel::insert_into(dsl::sessions).values(Row::from(session)).execute(conn)?;
    Ok(())
}

/// Finds a session that has neither ended nor been idle too long, with its account.
///
/// # Errors
/// The database.
pub fn find_live(
    conn: &mut Conn,
    token_hash: &str,
    now: DateTime<Utc>,
    idle: IdleLimits,
) -> Result<Option<(Session, Account)>, StoreError> {
    let found: Option<(Row, accounts::Row)> = dsl::sessions
        .inner_join(
            crate::schema::accounts::table.on(crate::schema::accounts::id.eq(dsl::account_id)),
        )
        .filter(dsl::token_hash.eq(token_hash))
        .filter(crate::schema::accounts::is_disabled.eq(false))
        .select((Row::as_select(), accounts::Row::as_select()))
        .first(conn)
        .optional()?;
    let Some((row, account)) = found else { return Ok(None) };
    let session = row.into_session();
    match session.is_live(now, idle) {
        true => Ok(Some((session, account.into_account()?))),
        false => Ok(None),
    }
}

/// A session, also one that has ended and is not forgotten yet.
///
/// # Errors
/// The database.
pub fn find(conn: &mut Conn, token_hash: &str) -> Result<Option<Session>, StoreError> {
    let row: Option<Row> =
        dsl::sessions.find(token_hash).select(Row::as_select()).first(conn).optional()?;
    Ok(row.map(Row::into_session))
}

/// Notes that a page was asked for.
///
/// # Errors
/// The database; a session that has just ended is no error.
pub fn touch(conn: &mut Conn, token_hash: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(dsl::sessions.find(token_hash))
        .set(dsl::last_seen_at.eq(now.naive_utc()))
        .execute(conn)?;
    Ok(())
}

/// Ends one session; ending it twice is no error.
///
/// # Errors
/// The database.
pub fn delete(conn: &mut Conn, token_hash: &str) -> Result<(), StoreError> {
    diesel::delete(dsl::sessions.find(token_hash)).execute(conn)?;
    Ok(())
}

/// Ends every session of an account.
///
/// # Errors
/// The database.
pub fn delete_of_account(conn: &mut Conn, account: &AccountId) -> Result<(), StoreError> {
    diesel::delete(dsl::sessions.filter(dsl::account_id.eq(account.as_str()))).execute(conn)?;
    Ok(())
}

/// Ends every session of an account but one: after a password was changed.
///
/// # Errors
/// The database.
pub fn delete_others(
    conn: &mut Conn,
    account: &AccountId,
    kept_token_hash: &str,
) -> Result<(), StoreError> {
    let others = dsl::sessions
        .filter(dsl::account_id.eq(account.as_str()))
        .filter(dsl::token_hash.ne(kept_token_hash));
    diesel::delete(others).execute(conn)?;
    Ok(())
}

/// Forgets the sessions that nobody can use any more, and says how many.
///
/// # Errors
/// The database.
pub fn delete_expired(
    conn: &mut Conn,
    now: DateTime<Utc>,
    idle: IdleLimits,
) -> Result<usize, StoreError> {
    let idle_since = |limit: Duration| (now - limit).naive_utc();
    let dead = dsl::sessions.filter(
        dsl::expires_at
            .le(now.naive_utc())
            .or(dsl::is_shared_post
                .eq(true)
                .and(dsl::last_seen_at.le(idle_since(idle.shared_post))))
            .or(dsl::is_shared_post.eq(false).and(dsl::last_seen_at.le(idle_since(idle.own_post)))),
    );
    Ok(diesel::delete(dead).execute(conn)?)
}

impl Session {
    fn is_live(&self, now: DateTime<Utc>, idle: IdleLimits) -> bool {
        let limit = match self.is_shared_post {
            true => idle.shared_post,
            false => idle.own_post,
        };
        now < self.expires_at && now < self.last_seen_at + limit
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions)]
struct Row {
    token_hash: String,
    account_id: String,
    is_shared_post: bool,
    created_at: NaiveDateTime,
    last_seen_at: NaiveDateTime,
    expires_at: NaiveDateTime,
}

impl Row {
    fn into_session(self) -> Session {
        Session {
            token_hash: self.token_hash,
            account: AccountId::from(self.account_id),
            is_shared_post: self.is_shared_post,
            created_at: self.created_at.and_utc(),
            last_seen_at: self.last_seen_at.and_utc(),
            expires_at: self.expires_at.and_utc(),
        }
    }
}

impl From<&Session> for Row {
    fn from(session: &Session) -> Self {
        Row {
            token_hash: session.token_hash.clone(),
            account_id: session.account.to_string(),
            is_shared_post: session.is_shared_post,
            created_at: session.created_at.naive_utc(),
            last_seen_at: session.last_seen_at.naive_utc(),
            expires_at: session.expires_at.naive_utc(),
        }
    }
}
