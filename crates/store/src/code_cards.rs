//! The code and PIN on the paper slip (SEC-06).
//!
//! **Invariant:** a referral has at most one live code; a new card kills the old one.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use kernel::ReferralId;

use crate::schema::code_cards::dsl;
use crate::text::key;
use crate::{Conn, StoreError};

/// The card that opens the state of one referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeCard {
    /// Which referral.
    pub referral: ReferralId,
    /// The 8 signs, without dash.
    pub code: String,
    /// The hash of the PIN.
    pub pin_hash: String,
    /// How many wrong PINs were typed since the last right one.
    pub wrong_pins: i32,
}

/// Gives a referral a new card; the code on an older one is dead.
///
/// # Errors
/// [`StoreError::Duplicate`] when the code is taken: the caller makes another one.
pub fn issue(
    conn: &mut Conn,
    referral: &ReferralId,
    code: &str,
    pin_hash: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    // Looked up first: PostgreSQL ends the whole transaction at a broken rule.
    if find_by_code(conn, code)?.is_some() {
        return Err(StoreError::Duplicate);
    }
    delete(conn, referral)?;
    diesel::insert_into(dsl::code_cards)
        .values((
            dsl::referral_id.eq(referral.as_str()),
            dsl::code.eq(code),
            dsl::pin_hash.eq(pin_hash),
            dsl::wrong_pins.eq(0),
            dsl::issued_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// The card with this code.
///
/// # Errors
/// The database.
pub fn find_by_code(conn: &mut Conn, code: &str) -> Result<Option<CodeCard>, StoreError> {
    let Ok(code) = key(code) else { return Ok(None) };
    let row: Option<Row> = dsl::code_cards
        .filter(dsl::code.eq(code))
        .select((dsl::referral_id, dsl::code, dsl::pin_hash, dsl::wrong_pins))
        .first(conn)
        .optional()?;
    Ok(row.map(card))
}

/// The card of a referral; none before it was printed and after the person's data is erased.
///
/// # Errors
/// The database.
pub fn find(conn: &mut Conn, referral: &ReferralId) -> Result<Option<CodeCard>, StoreError> {
    let row: Option<Row> = dsl::code_cards
        .find(referral.as_str())
        .select((dsl::referral_id, dsl::code, dsl::pin_hash, dsl::wrong_pins))
        .first(conn)
        .optional()?;
    Ok(row.map(card))
}

/// The codes of those of `referrals` that have a card.
///
/// # Errors
/// The database.
pub fn codes_of(
    conn: &mut Conn,
    referrals: &[ReferralId],
) -> Result<HashMap<ReferralId, String>, StoreError> {
    let mut codes = HashMap::with_capacity(referrals.len());
    for some in referrals.chunks(500) {
        let ids: Vec<&str> = some.iter().map(ReferralId::as_str).collect();
        let rows: Vec<(String, String)> = dsl::code_cards
            .filter(dsl::referral_id.eq_any(ids))
            .select((dsl::referral_id, dsl::code))
            .load(conn)?;
        codes.extend(rows.into_iter().map(|(id, code)| (ReferralId::from(id), code)));
    }
    Ok(codes)
}

/// Counts a wrong PIN and says how many that makes.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn count_wrong_pin(conn: &mut Conn, referral: &ReferralId) -> Result<i32, StoreError> {
    diesel::update(dsl::code_cards.find(referral.as_str()))
        .set(dsl::wrong_pins.eq(dsl::wrong_pins + 1))
        .execute(conn)?;
    Ok(dsl::code_cards.find(referral.as_str()).select(dsl::wrong_pins).first(conn)?)
}

/// Starts the count again, after a right PIN.
///
/// # Errors
/// The database.
pub fn forgive_wrong_pins(conn: &mut Conn, referral: &ReferralId) -> Result<(), StoreError> {
    diesel::update(dsl::code_cards.find(referral.as_str()))
        .set(dsl::wrong_pins.eq(0))
        .execute(conn)?;
    Ok(())
}

/// Kills the code of a referral.
///
/// # Errors
/// The database.
pub fn delete(conn: &mut Conn, referral: &ReferralId) -> Result<(), StoreError> {
    diesel::delete(dsl::code_cards.find(referral.as_str())).execute(conn)?;
    Ok(())
}

type Row = (String, String, String, i32);

fn card((referral, code, pin_hash, wrong_pins): Row) -> CodeCard {
    CodeCard { referral: ReferralId::from(referral), code, pin_hash, wrong_pins }
}
