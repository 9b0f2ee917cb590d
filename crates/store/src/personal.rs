//! Name, contact and note of persons, as ciphertext.
//!
//! **Invariant:** nothing here can be read without a key of the other store
//! ([`crate::keys`]); deleting that key erases the person everywhere.

use diesel::dsl::exists;
use diesel::prelude::*;
use kernel::ReferralId;

use crate::referrals::forget_traces;
use crate::schema::personal_data::dsl;
use crate::{Conn, StoreError};

/// Keeps the ciphertext (base64) of a referral, in place of an older one.
///
/// # Errors
/// The database.
pub fn put(conn: &mut Conn, referral: &ReferralId, ciphertext: &str) -> Result<(), StoreError> {
    let kept = dsl::personal_data.find(referral.as_str());
    let is_kept: bool = diesel::select(exists(kept)).get_result(conn)?;
    if is_kept {
        diesel::update(kept).set(dsl::ciphertext.eq(ciphertext)).execute(conn)?;
    } else {
        diesel::insert_into(dsl::personal_data)
            .values((dsl::referral_id.eq(referral.as_str()), dsl::ciphertext.eq(ciphertext)))
            .execute(conn)?;
    }
    Ok(())
}

/// The ciphertext (base64) of a referral; none once it was deleted.
///
/// # Errors
/// The database.
pub fn find(conn: &mut Conn, referral: &ReferralId) -> Result<Option<String>, StoreError> {
    Ok(dsl::personal_data.find(referral.as_str()).select(dsl::ciphertext).first(conn).optional()?)
}

/// Those of `referrals` of whom a ciphertext is kept.
///
/// # Errors
/// The database.
pub fn kept_among(
    conn: &mut Conn,
    referrals: &[ReferralId],
) -> Result<Vec<ReferralId>, StoreError> {
    let mut kept = Vec::new();
    for some in referrals.chunks(500) {
        let ids: Vec<&str> = some.iter().map(ReferralId::as_str).collect();
        let rows: Vec<String> = dsl::personal_data
            .filter(dsl::referral_id.eq_any(ids))
            .select(dsl::referral_id)
            .load(conn)?;
        kept.extend(rows.into_iter().map(ReferralId::from));
    }
    Ok(kept)
}

/// Deletes the ciphertext with every other trace of the person: the notes of questions, the
/// digest of the contact, the card. Call it after [`crate::keys::erase`]; a second time
/// changes nothing.
///
/// # Errors
/// The database.
pub fn delete(conn: &mut Conn, referral: &ReferralId) -> Result<(), StoreError> {
    forget_traces(conn, referral)?;
    diesel::delete(dsl::personal_data.find(referral.as_str())).execute(conn)?;
    Ok(())
}
