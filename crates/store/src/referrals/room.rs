//! How many people an offer was asked to take lately.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use kernel::OfferId;
use referral_tracking::AttemptState;

use crate::schema::{attempts, offers};
use crate::{Conn, StoreError};

/// How many attempts from an instant to another ask an offer and have not failed: each takes a
/// place.
///
/// The row of the offer is held until the transaction ends, so that of two that count at once
/// the second sees what the first asked. Call it for one offer after the other in the order of
/// their names.
///
/// # Errors
/// The database.
pub fn asked_since(
    conn: &mut Conn,
    offer: &OfferId,
    (since, before): (DateTime<Utc>, DateTime<Utc>),
) -> Result<i64, StoreError> {
    diesel::update(offers::table.find(offer.as_str()))
        .set(offers::id.eq(offers::id))
        .execute(conn)?;
    count_since(conn, offer, (since, before))
}

/// The same count for a page, which holds nothing.
///
/// # Errors
/// The database.
pub fn count_since(
    conn: &mut Conn,
    offer: &OfferId,
    (since, before): (DateTime<Utc>, DateTime<Utc>),
) -> Result<i64, StoreError> {
    let gone = AttemptState::ALL
        .into_iter()
        .filter(|state| state.is_failed() || *state == AttemptState::Withdrawn);
    let gone: Vec<&str> = gone.map(AttemptState::word).collect();
    Ok(attempts::table
        .filter(attempts::offer_id.eq(offer.as_str()))
        .filter(attempts::sent_at.ge(since.naive_utc()))
        .filter(attempts::sent_at.lt(before.naive_utc()))
        .filter(attempts::state.ne_all(gone))
        .count()
        .get_result(conn)?)
}
