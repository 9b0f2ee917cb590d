//! What each night erased and deleted, one line a night (LAW-06).
//!
//! **Invariant:** a line holds counts and names nobody; it is written once.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::schema::purges::{self, dsl};
use crate::{Conn, StoreError};

/// One night.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purge {
    /// The local date of the night.
    pub day: NaiveDate,
    /// When it was done.
    pub ran_at: DateTime<Utc>,
    /// People whose key was destroyed since the night before.
    pub identities: i32,
    /// People whose details should be gone and are not: must be 0.
    pub overdue: i32,
    /// Coded lines that were deleted.
    pub referrals: i32,
    /// Handouts that were deleted.
    pub handouts: i32,
    /// Accounts that were closed because nobody used them.
    pub accounts_closed: i32,
    /// Closed accounts from which name and address were taken.
    pub accounts_emptied: i32,
    /// Made with the secret over all of the above.
    pub signature: String,
}

/// Keeps the line of a night.
///
/// # Errors
/// [`StoreError::Duplicate`] when that night has one.
pub fn insert(conn: &mut Conn, purge: &Purge) -> Result<(), StoreError> {
    diesel::insert_into(dsl::purges).values(Row::from(purge)).execute(conn)?;
    Ok(())
}

/// The latest nights, latest first.
///
/// # Errors
/// The database.
pub fn latest(conn: &mut Conn, limit: i64) -> Result<Vec<Purge>, StoreError> {
    let rows: Vec<Row> =
        dsl::purges.order(dsl::day.desc()).limit(limit).select(Row::as_select()).load(conn)?;
    Ok(rows.into_iter().map(Purge::from).collect())
}

/// Forgets lines of nights before a day.
///
/// # Errors
/// The database.
pub fn delete_before(conn: &mut Conn, day: NaiveDate) -> Result<usize, StoreError> {
    Ok(diesel::delete(dsl::purges.filter(dsl::day.lt(day))).execute(conn)?)
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = purges)]
struct Row {
    day: NaiveDate,
    ran_at: NaiveDateTime,
    identities: i32,
    overdue: i32,
    referrals: i32,
    handouts: i32,
    accounts_closed: i32,
    accounts_emptied: i32,
    signature: String,
}

impl From<&Purge> for Row {
    fn from(purge: &Purge) -> Self {
        Row {
            day: purge.day,
            ran_at: purge.ran_at.naive_utc(),
            identities: purge.identities,
            overdue: purge.overdue,
            referrals: purge.referrals,
            handouts: purge.handouts,
            accounts_closed: purge.accounts_closed,
            accounts_emptied: purge.accounts_emptied,
            signature: purge.signature.clone(),
        }
    }
}

impl From<Row> for Purge {
    fn from(row: Row) -> Self {
        Purge {
            day: row.day,
            ran_at: row.ran_at.and_utc(),
            identities: row.identities,
            overdue: row.overdue,
            referrals: row.referrals,
            handouts: row.handouts,
            accounts_closed: row.accounts_closed,
            accounts_emptied: row.accounts_emptied,
            signature: row.signature,
        }
    }
}
