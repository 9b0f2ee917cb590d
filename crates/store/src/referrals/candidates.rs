//! The offers still to ask, in order.

use std::collections::HashMap;

use chrono::Duration;
use diesel::prelude::*;
use kernel::{OfferId, OrganizationId, ReferralId};
use referral_tracking::Candidate;

use crate::schema::referral_candidates::{self, dsl};
use crate::{Conn, StoreError};

/// Keeps exactly these candidates; writes nothing when they are the ones kept already.
pub(super) fn keep(
    conn: &mut Conn,
    referral: &ReferralId,
    candidates: &[Candidate],
) -> Result<(), StoreError> {
    let kept: Vec<Row> = dsl::referral_candidates
        .filter(dsl::referral_id.eq(referral.as_str()))
        .order(dsl::position)
        .select(Row::as_select())
        .load(conn)?;
    let wanted: Vec<Row> = (0..)
        .zip(candidates)
        .map(|(position, candidate)| Row::new(referral, position, candidate))
        .collect();
    if kept == wanted {
        return Ok(());
    }
    diesel::delete(dsl::referral_candidates.filter(dsl::referral_id.eq(referral.as_str())))
        .execute(conn)?;
    for row in wanted {
        diesel::insert_into(dsl::referral_candidates).values(row).execute(conn)?;
    }
    Ok(())
}

/// The candidates of several referrals, each list in order.
pub(super) fn of_referrals(
    conn: &mut Conn,
    ids: &[&str],
) -> Result<HashMap<String, Vec<Candidate>>, StoreError> {
    let rows: Vec<Row> = dsl::referral_candidates
        .filter(dsl::referral_id.eq_any(ids))
        .order((dsl::referral_id, dsl::position))
        .select(Row::as_select())
        .load(conn)?;
    Ok(super::by_referral(rows.into_iter().map(Row::into_candidate).collect()))
}

#[derive(Queryable, Selectable, Insertable, PartialEq)]
#[diesel(table_name = referral_candidates)]
struct Row {
    referral_id: String,
    position: i32,
    offer_id: String,
    organization_id: String,
    promise_ms: Option<i64>,
}

impl Row {
    fn new(referral: &ReferralId, position: i32, candidate: &Candidate) -> Row {
        Row {
            referral_id: referral.to_string(),
            position,
            offer_id: candidate.offer.to_string(),
            organization_id: candidate.organization.to_string(),
            promise_ms: candidate.promise.map(|promise| promise.num_milliseconds()),
        }
    }

    fn into_candidate(self) -> (String, Candidate) {
        let candidate = Candidate {
            offer: OfferId::from(self.offer_id),
            organization: OrganizationId::from(self.organization_id),
            promise: self.promise_ms.map(Duration::milliseconds),
        };
        (self.referral_id, candidate)
    }
}
