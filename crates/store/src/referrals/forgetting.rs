//! Coded lines whose time is over, whole: nothing of a referral stays.
//!
//! **Invariant:** a log loses no single line; it goes with its referral, or stays.

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use kernel::ReferralId;

use crate::schema::{
    answer_links, attempts, code_cards, consent_organizations, consents, outbox, personal_data,
    referral_candidates, referral_events, referral_needs, referrals,
};
use crate::{Conn, StoreError};

/// The referrals that ended before an instant and hold nothing personal any more, oldest
/// first. One that another still names as its double stays as long as that one.
///
/// # Errors
/// The database.
pub fn ended_before(
    conn: &mut Conn,
    before: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<ReferralId>, StoreError> {
    let other = diesel::alias!(referrals as other);
    let named = other.filter(other.field(referrals::duplicate_of).eq(referrals::id.nullable()));
    let ids: Vec<String> = referrals::table
        .filter(referrals::closed_at.lt(before.naive_utc()))
        .filter(referrals::is_identity_erased.eq(true))
        .filter(diesel::dsl::not(exists(named)))
        .filter(diesel::dsl::not(exists(
            personal_data::table.filter(personal_data::referral_id.eq(referrals::id)),
        )))
        .order((referrals::closed_at, referrals::id))
        .limit(limit)
        .select(referrals::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ReferralId::from).collect())
}

/// Deletes a referral with everything that hangs on it.
///
/// # Errors
/// The database.
pub fn delete_whole(conn: &mut Conn, id: &ReferralId) -> Result<(), StoreError> {
    let id = id.as_str();
    let own_attempts = attempts::table.filter(attempts::referral_id.eq(id));
    let own_consents = consents::table.filter(consents::referral_id.eq(id));
    diesel::delete(outbox::table.filter(outbox::referral_id.eq(id))).execute(conn)?;
    diesel::delete(
        answer_links::table
            .filter(answer_links::attempt_id.eq_any(own_attempts.select(attempts::id))),
    )
    .execute(conn)?;
    diesel::delete(referral_events::table.filter(referral_events::referral_id.eq(id)))
        .execute(conn)?;
    diesel::delete(own_attempts).execute(conn)?;
    diesel::delete(
        consent_organizations::table
            .filter(consent_organizations::consent_id.eq_any(own_consents.select(consents::id))),
    )
    .execute(conn)?;
    diesel::delete(own_consents).execute(conn)?;
    diesel::delete(referral_candidates::table.filter(referral_candidates::referral_id.eq(id)))
        .execute(conn)?;
    diesel::delete(referral_needs::table.find(id)).execute(conn)?;
    diesel::delete(code_cards::table.find(id)).execute(conn)?;
    diesel::delete(referrals::table.find(id)).execute(conn)?;
    Ok(())
}
