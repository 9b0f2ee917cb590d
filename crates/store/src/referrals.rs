//! Referrals, found and kept whole: the head, its attempts, the offers still to ask and
//! the agreement in force.
//!
//! **Invariant:** the version guard is on the referral, never on an attempt, so two answers
//! to two attempts of one referral cannot both win (decisions.md 3).
//! **Invariant:** what is loaded equals what was saved, but for the version.
//! **Invariant:** no word about the person is here; see [`crate::personal`].

mod attempts;
mod candidates;
mod consents;
pub mod events;
mod forgetting;
mod heads;
mod lists;
mod needs;
mod room;

use std::collections::HashMap;

use diesel::prelude::*;
use kernel::{AttemptId, ReferralId};
use referral_tracking::Referral;

pub use forgetting::{delete_whole, ended_before};
pub use lists::{
    Listed, SentBy, asking, due, erasable, held, inbox, queue, sent_by, similar, under_way,
};
pub use needs::{Handover, Need, find_need, find_needs, update_need};
pub use room::{asked_since, count_since};

use crate::schema::{attempts as attempt_rows, referrals as head_rows};
use crate::text::key;
use crate::{Conn, StoreError, code_cards};

/// How many referrals are loaded at once; more bound values than that and SQLite refuses.
const BATCH: usize = 1000;

/// Finds one referral.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn find(conn: &mut Conn, id: &ReferralId) -> Result<Referral, StoreError> {
    let head =
        head_rows::table.find(key(id.as_str())?).select(heads::Row::as_select()).first(conn)?;
    load(conn, vec![head])?.pop().ok_or(StoreError::NotFound)
}

/// Finds several referrals, in the order of their names; unknown ones are left out.
///
/// # Errors
/// The database.
pub fn find_many(conn: &mut Conn, ids: &[ReferralId]) -> Result<Vec<Referral>, StoreError> {
    let ids: Vec<&str> = ids.iter().map(ReferralId::as_str).collect();
    let mut found = Vec::with_capacity(ids.len());
    for batch in ids.chunks(BATCH) {
        let heads = head_rows::table
            .filter(head_rows::id.eq_any(batch))
            .order(head_rows::id)
            .select(heads::Row::as_select())
            .load(conn)?;
        found.extend(load(conn, heads)?);
    }
    Ok(found)
}

/// Finds the referral that an attempt belongs to.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn find_by_attempt(conn: &mut Conn, attempt: &AttemptId) -> Result<Referral, StoreError> {
    let id: String = attempt_rows::table
        .find(key(attempt.as_str())?)
        .select(attempt_rows::referral_id)
        .first(conn)?;
    find(conn, &ReferralId::from(id))
}

/// Keeps a new referral with the need it is about.
///
/// # Errors
/// [`StoreError::Duplicate`] when its name is taken.
pub fn insert(conn: &mut Conn, referral: &Referral, need: &Need) -> Result<(), StoreError> {
    diesel::insert_into(head_rows::table).values(heads::Row::from(referral)).execute(conn)?;
    needs::insert(conn, &referral.id, need)?;
    keep_parts(conn, referral)
}

/// Keeps a changed referral, unless somebody changed it after it was read. The version in
/// the database is then one more than in `referral`.
///
/// # Errors
/// [`StoreError::Stale`].
pub fn update(conn: &mut Conn, referral: &Referral) -> Result<(), StoreError> {
    let read =
        head_rows::table.find(referral.id.as_str()).filter(head_rows::version.eq(referral.version));
    let mut row = heads::Row::from(referral);
    row.version += 1;
    if diesel::update(read).set(row).execute(conn)? == 0 {
        return Err(StoreError::Stale);
    }
    keep_parts(conn, referral)
}

/// Forgets what beside the ciphertext could lead to the person. It counts as a change, so
/// that nobody who read the referral before writes the traces back.
pub(crate) fn forget_traces(conn: &mut Conn, id: &ReferralId) -> Result<(), StoreError> {
    diesel::update(head_rows::table.find(id.as_str()))
        .set(head_rows::version.eq(head_rows::version + 1))
        .execute(conn)?;
    attempts::forget_words(conn, id)?;
    needs::forget_contact(conn, id)?;
    code_cards::delete(conn, id)
}

fn keep_parts(conn: &mut Conn, referral: &Referral) -> Result<(), StoreError> {
    candidates::keep(conn, &referral.id, &referral.candidates)?;
    attempts::keep(conn, &referral.id, &referral.attempts)?;
    match &referral.consent {
        Some(consent) => consents::keep(conn, &referral.id, consent),
        None => Ok(()),
    }
}

/// Puts the parts to their heads, in the order of the heads.
fn load(conn: &mut Conn, heads: Vec<heads::Row>) -> Result<Vec<Referral>, StoreError> {
    let mut referrals = Vec::with_capacity(heads.len());
    let mut left = heads.into_iter().peekable();
    while left.peek().is_some() {
        let batch: Vec<heads::Row> = left.by_ref().take(BATCH).collect();
        let ids: Vec<&str> = batch.iter().map(|head| head.id.as_str()).collect();
        let agreements: Vec<&str> =
            batch.iter().filter_map(|head| head.consent_id.as_deref()).collect();
        let mut attempts = attempts::of_referrals(conn, &ids)?;
        let mut candidates = candidates::of_referrals(conn, &ids)?;
        let mut consents = consents::by_id(conn, &agreements)?;
        for head in batch {
            let consent = match &head.consent_id {
                Some(id) => Some(consents.remove(id).ok_or(StoreError::NotFound)?),
                None => None,
            };
            let attempts = attempts.remove(&head.id).unwrap_or_default();
            let candidates = candidates.remove(&head.id).unwrap_or_default();
            referrals.push(head.into_referral(consent, candidates, attempts)?);
        }
    }
    Ok(referrals)
}

/// Gathers rows that carry the name of their referral, keeping their order.
fn by_referral<T>(rows: Vec<(String, T)>) -> HashMap<String, Vec<T>> {
    let mut gathered: HashMap<String, Vec<T>> = HashMap::new();
    for (referral, row) in rows {
        gathered.entry(referral).or_default().push(row);
    }
    gathered
}
