//! What changed in the directory, in commit order; search indexes read it.
//!
//! **Invariant:** a change that can be read has no later neighbour with a smaller number: the
//! row of the counter is locked from the first write of a transaction until it ends.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::OfferId;

use crate::schema::{changes, counters, offer_places, offers};
use crate::text::kept;
use crate::{Conn, StoreError};

/// One offer whose listing may look different since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The running number, from 1.
    pub seq: i64,
    /// The offer.
    pub offer: OfferId,
    /// When it was written.
    pub changed_at: DateTime<Utc>,
}

const COUNTER: &str = "changes";

/// The changes after number `seq`, oldest first, at most `limit` of them.
///
/// # Errors
/// When the database fails.
pub fn since(conn: &mut Conn, seq: i64, limit: u32) -> Result<Vec<Change>, StoreError> {
    let rows: Vec<(i64, String, NaiveDateTime)> = changes::table
        .filter(changes::seq.gt(seq))
        .order(changes::seq)
        .limit(i64::from(limit))
        .select((changes::seq, changes::offer_id, changes::changed_at))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(seq, offer, at)| Change { seq, offer: offer.into(), changed_at: at.and_utc() })
        .collect())
}

/// The number of the last change; read it before loading listings, then catch up from it.
///
/// # Errors
/// When the database fails.
pub fn latest(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(counters::table.find(COUNTER).select(counters::value).first(conn)?)
}

/// How far the index called `index` has followed: the last change it knows; `None` before it
/// was filled for the first time.
///
/// # Errors
/// When the database fails.
pub fn followed(conn: &mut Conn, index: &str) -> Result<Option<i64>, StoreError> {
    let row = counters::table.find(follower(index)?).select(counters::value);
    Ok(row.first(conn).optional()?)
}

/// Notes that the index called `index` knows everything up to change number `seq`.
///
/// # Errors
/// [`StoreError::NulCharacter`], or the database fails.
pub fn note_followed(conn: &mut Conn, index: &str, seq: i64) -> Result<(), StoreError> {
    let name = follower(index)?;
    let noted = diesel::update(counters::table.find(&name)).set(counters::value.eq(seq));
    if noted.execute(conn)? == 0 {
        diesel::insert_into(counters::table)
            .values((counters::name.eq(&name), counters::value.eq(seq)))
            .execute(conn)?;
    }
    Ok(())
}

fn follower(index: &str) -> Result<String, StoreError> {
    kept(&format!("index {index}"))
}

/// Waits for other writers of the directory to finish.
///
/// Every writer calls this before it touches a row, so that two of them cannot wait for
/// each other. Called before the first read, what was read is still true when it is written.
///
/// # Errors
/// When the database fails.
pub fn take_turn(conn: &mut Conn) -> Result<(), StoreError> {
    let counter = counters::table.find(COUNTER);
    match conn {
        // A row that is written again and again in one transaction leaves a longer and longer
        // trail of its old states, which each later writer walks; a lock leaves none.
        Conn::Postgres(conn) => {
            counter.select(counters::value).for_update().first::<i64>(conn)?;
        }
        Conn::Sqlite(conn) => {
            let same = counters::value.eq(counters::value);
            diesel::update(counter).set(same).execute(conn)?;
        }
    }
    Ok(())
}

/// Notes that the listings of `of` may look different since `now`.
pub(crate) fn append(conn: &mut Conn, of: &[String], now: DateTime<Utc>) -> Result<(), StoreError> {
    if of.is_empty() {
        return Ok(());
    }
    let count = i64::try_from(of.len()).unwrap_or(i64::MAX);
    diesel::update(counters::table.find(COUNTER))
        .set(counters::value.eq(counters::value + count))
        .execute(conn)?;
    let first = latest(conn)? - count + 1;
    for (seq, offer) in (first..).zip(of) {
        diesel::insert_into(changes::table)
            .values((
                changes::seq.eq(seq),
                changes::offer_id.eq(offer),
                changes::changed_at.eq(now.naive_utc()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The offers that show something of an organization.
pub(crate) fn offers_of(conn: &mut Conn, organization: &str) -> Result<Vec<String>, StoreError> {
    let of = offers::table.filter(offers::organization_id.eq(organization));
    Ok(of.order(offers::id).select(offers::id).load(conn)?)
}

/// The offers that show something of a place.
pub(crate) fn offers_at(conn: &mut Conn, place: &str) -> Result<Vec<String>, StoreError> {
    let at = offer_places::table.filter(offer_places::place_id.eq(place));
    Ok(at.order(offer_places::offer_id).select(offer_places::offer_id).load(conn)?)
}
