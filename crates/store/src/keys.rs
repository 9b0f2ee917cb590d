//! The keys that open the personal data of referrals. Pass a connection of
//! [`Part::Keys`](crate::Part::Keys): these tables are not in the main database.
//!
//! **Invariant:** an erased key has a line in the list of erasures, which a restore
//! replays; without its key the personal data of a referral is noise, in backups too.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use kernel::ReferralId;

use crate::schema::{erasures, referral_keys};
use crate::{Conn, StoreError};

/// One referral whose personal data was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Which referral.
    pub referral: ReferralId,
    /// When its key was deleted.
    pub erased_at: DateTime<Utc>,
    /// Why, as a code.
    pub cause: String,
}

/// Keeps the wrapped key of a new referral.
///
/// # Errors
/// [`StoreError::Duplicate`] when it has one: a second key would orphan the first text.
pub fn put(
    conn: &mut Conn,
    referral: &ReferralId,
    wrapped_key: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::insert_into(referral_keys::table)
        .values((
            referral_keys::referral_id.eq(referral.as_str()),
            referral_keys::wrapped_key.eq(wrapped_key),
            referral_keys::created_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// The wrapped key of a referral; none once it was erased.
///
/// # Errors
/// The database.
pub fn find(conn: &mut Conn, referral: &ReferralId) -> Result<Option<String>, StoreError> {
    Ok(referral_keys::table
        .find(referral.as_str())
        .select(referral_keys::wrapped_key)
        .first(conn)
        .optional()?)
}

/// Deletes the key of a referral and notes it, together; a second time changes nothing.
///
/// # Errors
/// The database.
pub fn erase(
    conn: &mut Conn,
    referral: &ReferralId,
    at: DateTime<Utc>,
    cause: &str,
) -> Result<(), StoreError> {
    conn.transaction(|conn| {
        diesel::delete(referral_keys::table.find(referral.as_str())).execute(conn)?;
        let is_noted: bool =
            diesel::select(diesel::dsl::exists(erasures::table.find(referral.as_str())))
                .get_result(conn)?;
        if !is_noted {
            diesel::insert_into(erasures::table)
                .values((
                    erasures::referral_id.eq(referral.as_str()),
                    erasures::erased_at.eq(at.naive_utc()),
                    erasures::cause.eq(cause),
                ))
                .execute(conn)?;
        }
        Ok(())
    })
}

/// Deletes the keys of `referrals` again: a restored copy may have brought some back.
///
/// # Errors
/// The database.
pub fn forget(conn: &mut Conn, referrals: &[ReferralId]) -> Result<usize, StoreError> {
    let mut gone = 0;
    for some in referrals.chunks(500) {
        let ids: Vec<&str> = some.iter().map(ReferralId::as_str).collect();
        let known = referral_keys::table.filter(referral_keys::referral_id.eq_any(ids));
        gone += diesel::delete(known).execute(conn)?;
    }
    Ok(gone)
}

/// Notes erasures that another copy of the list knows; those known already stay as they are.
///
/// # Errors
/// The database.
pub fn note_erasures(conn: &mut Conn, erasures: &[Erasure]) -> Result<(), StoreError> {
    for one in erasures {
        erase(conn, &one.referral, one.erased_at, &one.cause)?;
    }
    Ok(())
}

/// Takes what was deleted out of the files too: on SQLite a deleted key would stay readable in
/// the write-ahead log until it is written over. Call it through [`crate::Db::read`].
///
/// # Errors
/// The database.
pub fn forget_freed(conn: &mut Conn) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(conn) => Ok(conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?),
        Conn::Postgres(_) => Ok(()),
    }
}

/// The erasures since an instant, oldest first: what a restore must do again.
///
/// # Errors
/// The database.
pub fn erasures_since(conn: &mut Conn, since: DateTime<Utc>) -> Result<Vec<Erasure>, StoreError> {
    let rows: Vec<(String, NaiveDateTime, String)> = erasures::table
        .filter(erasures::erased_at.ge(since.naive_utc()))
        .order((erasures::erased_at, erasures::referral_id))
        .select((erasures::referral_id, erasures::erased_at, erasures::cause))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(referral, at, cause)| Erasure {
            referral: ReferralId::from(referral),
            erased_at: at.and_utc(),
            cause,
        })
        .collect())
}
