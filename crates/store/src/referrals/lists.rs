//! Referrals by who has to look at them, and when.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use kernel::{AccountId, AttemptId, OfferId, OrganizationId, ReferralId};
use partner_directory::Theme;
use referral_tracking::{AttemptState, Referral, ReferralState};

use super::{Need, find_needs, heads, load};
use crate::schema::{attempts, personal_data, referral_needs, referrals};
use crate::{Conn, Page, StoreError};

/// A referral in a list, with the need it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The referral, whole.
    pub referral: Referral,
    /// What is needed.
    pub need: Need,
}

/// Whose referrals to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SentBy {
    /// All that an organization's mediators sent.
    Organization(OrganizationId),
    /// Those that one account sent.
    Account(AccountId),
}

/// The referrals at which the clock has something to do, longest waiting first.
///
/// # Errors
/// The database.
pub fn due(conn: &mut Conn, now: DateTime<Utc>, limit: i64) -> Result<Vec<ReferralId>, StoreError> {
    let ids: Vec<String> = referrals::table
        .filter(referrals::wake_at.le(now.naive_utc()))
        .order((referrals::wake_at, referrals::id))
        .limit(limit)
        .select(referrals::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ReferralId::from).collect())
}

/// The open referrals that the pool or a coordinator owns, most pressing first, and how many
/// there are in all.
///
/// # Errors
/// The database.
pub fn queue(conn: &mut Conn, page: Page) -> Result<(i64, Vec<Listed>), StoreError> {
    let in_queue = || {
        referrals::table
            .filter(referrals::state.eq(ReferralState::Open.word()))
            .filter(referrals::owner_kind.eq_any(["pool", "account"]))
    };
    let total = in_queue().count().get_result(conn)?;
    let rows = in_queue()
        .order((referrals::due_at, referrals::id))
        .offset(page.offset())
        .limit(page.limit())
        .select(heads::Row::as_select())
        .load(conn)?;
    Ok((total, listed(conn, rows)?))
}

/// The referrals of senders that are not trusted yet, which a coordinator has to let go or
/// give back, most pressing first.
///
/// # Errors
/// The database.
pub fn held(conn: &mut Conn, page: Page) -> Result<Vec<Listed>, StoreError> {
    let rows = referrals::table
        .filter(referrals::state.eq(ReferralState::Held.word()))
        .order((referrals::due_at, referrals::id))
        .offset(page.offset())
        .limit(page.limit())
        .select(heads::Row::as_select())
        .load(conn)?;
    listed(conn, rows)
}

/// The attempts that wait for an organization or run there, most pressing first.
///
/// # Errors
/// The database.
pub fn inbox(
    conn: &mut Conn,
    organization: &OrganizationId,
    page: Page,
) -> Result<Vec<(AttemptId, Listed)>, StoreError> {
    let live = AttemptState::ALL.into_iter().filter(|state| state.is_live());
    let live: Vec<&str> = live.map(AttemptState::word).collect();
    let rows: Vec<(String, heads::Row)> = attempts::table
        .inner_join(referrals::table.on(referrals::id.eq(attempts::referral_id)))
        .filter(attempts::organization_id.eq(organization.as_str()))
        .filter(attempts::state.eq_any(live))
        .order((attempts::due_at, attempts::id))
        .offset(page.offset())
        .limit(page.limit())
        .select((attempts::id, heads::Row::as_select()))
        .load(conn)?;
    // At most one attempt of a referral is live, so no referral comes twice.
    let (ids, rows): (Vec<String>, Vec<heads::Row>) = rows.into_iter().unzip();
    Ok(ids.into_iter().map(AttemptId::from).zip(listed(conn, rows)?).collect())
}

/// The open referrals that ask an offer now, or are helped by it.
///
/// # Errors
/// The database.
pub fn asking(conn: &mut Conn, offer: &OfferId) -> Result<Vec<ReferralId>, StoreError> {
    let live = AttemptState::ALL.into_iter().filter(|state| state.is_live());
    let live: Vec<&str> = live.map(AttemptState::word).collect();
    let ids: Vec<String> = attempts::table
        .inner_join(referrals::table.on(referrals::id.eq(attempts::referral_id)))
        .filter(attempts::offer_id.eq(offer.as_str()))
        .filter(attempts::state.eq_any(live))
        .filter(referrals::closed_at.is_null())
        .order(referrals::id)
        .select(referrals::id)
        .distinct()
        .load(conn)?;
    Ok(ids.into_iter().map(ReferralId::from).collect())
}

/// What an organization or an account sent, latest first, and how many in all.
///
/// # Errors
/// The database.
pub fn sent_by(
    conn: &mut Conn,
    sender: &SentBy,
    page: Page,
) -> Result<(i64, Vec<Listed>), StoreError> {
    let sent = || match sender {
        SentBy::Organization(id) => {
            referrals::table.filter(referrals::sender_organization_id.eq(id.as_str())).into_boxed()
        }
        SentBy::Account(id) => {
            referrals::table.filter(referrals::sender_account_id.eq(id.as_str())).into_boxed()
        }
    };
    let total = sent().count().get_result(conn)?;
    let rows = sent()
        .order((referrals::created_at.desc(), referrals::id.desc()))
        .offset(page.offset())
        .limit(page.limit())
        .select(heads::Row::as_select())
        .load(conn)?;
    Ok((total, listed(conn, rows)?))
}

/// What an organization sent and is not over, with what ended since an instant; the first to
/// fall due first, `limit` at most.
///
/// # Errors
/// The database.
pub fn under_way(
    conn: &mut Conn,
    sender: &OrganizationId,
    ended_since: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let rows = referrals::table
        .filter(referrals::sender_organization_id.eq(sender.as_str()))
        .filter(referrals::closed_at.is_null().or(referrals::closed_at.ge(ended_since.naive_utc())))
        .order((referrals::due_at, referrals::id))
        .limit(limit)
        .select(heads::Row::as_select())
        .load(conn)?;
    listed(conn, rows)
}

/// Referrals since an instant of the same organization about the same need and contact,
/// latest first (REF-20).
///
/// # Errors
/// The database.
pub fn similar(
    conn: &mut Conn,
    sender: &OrganizationId,
    theme: Theme,
    contact_digest: &str,
    since: DateTime<Utc>,
) -> Result<Vec<ReferralId>, StoreError> {
    let ids: Vec<String> = referrals::table
        .inner_join(referral_needs::table.on(referral_needs::referral_id.eq(referrals::id)))
        .filter(referral_needs::contact_digest.eq(contact_digest))
        .filter(referral_needs::theme.eq(theme.word()))
        .filter(referrals::sender_organization_id.eq(sender.as_str()))
        .filter(referrals::created_at.ge(since.naive_utc()))
        .filter(referrals::state.ne(ReferralState::EnteredInError.word()))
        .order((referrals::created_at.desc(), referrals::id.desc()))
        .select(referrals::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ReferralId::from).collect())
}

/// The referrals whose personal data must be gone and is not, oldest duty first. Whatever
/// stopped an earlier try, the row stays here until the data is really gone.
///
/// # Errors
/// The database.
pub fn erasable(
    conn: &mut Conn,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<ReferralId>, StoreError> {
    let ids: Vec<(String, NaiveDateTime)> = referrals::table
        .filter(exists(personal_data::table.filter(personal_data::referral_id.eq(referrals::id))))
        .filter(referrals::is_identity_erased.eq(true).or(referrals::erase_at.le(now.naive_utc())))
        .order((referrals::erase_at, referrals::id))
        .limit(limit)
        .select((referrals::id, referrals::erase_at))
        .load(conn)?;
    Ok(ids.into_iter().map(|(id, _)| ReferralId::from(id)).collect())
}

fn listed(conn: &mut Conn, rows: Vec<heads::Row>) -> Result<Vec<Listed>, StoreError> {
    let referrals = load(conn, rows)?;
    let ids: Vec<ReferralId> = referrals.iter().map(|referral| referral.id.clone()).collect();
    let mut needs: HashMap<ReferralId, Need> = find_needs(conn, &ids)?;
    referrals
        .into_iter()
        .map(|referral| {
            let need = needs.remove(&referral.id).ok_or(StoreError::NotFound)?;
            Ok(Listed { referral, need })
        })
        .collect()
}
