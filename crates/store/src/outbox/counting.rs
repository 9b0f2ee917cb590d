//! How many letters left, wait or were given up.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::AccountId;

use super::{Backlog, FAILED, SENT, WAITING};
use crate::schema::outbox::dsl;
use crate::{Conn, StoreError};

/// How many letters left for an account since an instant; all that left in one bundle are one.
///
/// # Errors
/// The database.
pub fn sent_to_since(
    conn: &mut Conn,
    account: &AccountId,
    since: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let sent = || {
        dsl::outbox
            .filter(dsl::account_id.eq(account.as_str()).and(dsl::state.eq(SENT)))
            .filter(dsl::finished_at.ge(since.naive_utc()))
    };
    let alone: i64 = sent().filter(dsl::is_bundled.eq(false)).count().get_result(conn)?;
    let bundles: i64 = sent()
        .filter(dsl::is_bundled.eq(true))
        .select(diesel::dsl::count(dsl::finished_at).aggregate_distinct())
        .get_result(conn)?;
    Ok(alone + bundles)
}

/// How many letters of each kind are in each state: what left in the last days, what waits and
/// what was given up.
///
/// # Errors
/// The database.
pub fn counts(conn: &mut Conn) -> Result<Vec<(String, String, i64)>, StoreError> {
    Ok(dsl::outbox
        .group_by((dsl::kind, dsl::state))
        .select((dsl::kind, dsl::state, diesel::dsl::count_star()))
        .order((dsl::kind, dsl::state))
        .load(conn)?)
}

/// How many letters wait and since when; those that wait for a bundle are in no hurry.
///
/// # Errors
/// The database.
pub fn backlog(conn: &mut Conn) -> Result<Backlog, StoreError> {
    let waiting = dsl::outbox.filter(dsl::state.eq(WAITING).and(dsl::is_bundled.eq(false)));
    let oldest: Option<NaiveDateTime> =
        waiting.select(diesel::dsl::min(dsl::not_before)).first(conn)?;
    Ok(Backlog {
        waiting: waiting.count().get_result(conn)?,
        oldest_due: oldest.map(|at| at.and_utc()),
        failed: dsl::outbox.filter(dsl::state.eq(FAILED)).count().get_result(conn)?,
    })
}
