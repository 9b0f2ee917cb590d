//! The log of what happened to referrals.
//!
//! **Invariant:** lines are added and read, nothing else: no function changes or removes one;
//! five years after the end a log goes with its referral ([`super::delete_whole`]). Lines of a referral are numbered from 1 without gaps.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::max;
use diesel::prelude::*;
use kernel::{AccountId, AttemptId, Channel, OrganizationId, ReferralId};
use referral_tracking::{By, Event, Move};

use crate::error::known;
use crate::schema::referral_events::{self, dsl};
use crate::text::{kept, kept_optional};
use crate::{Conn, StoreError};

/// Adds lines to the log, in the transaction of the change they tell of and after it: the
/// referral's guard then keeps two writers from taking the same number.
///
/// # Errors
/// The database.
pub fn append(conn: &mut Conn, events: &[Event]) -> Result<(), StoreError> {
    for of_one in events.chunk_by(|one, next| one.referral == next.referral) {
        let Some(first) = of_one.first() else { continue };
        let last: Option<i32> = dsl::referral_events
            .filter(dsl::referral_id.eq(first.referral.as_str()))
            .select(max(dsl::position))
            .first(conn)?;
        for (position, event) in (last.unwrap_or(0) + 1..).zip(of_one) {
            let row = Row::new(event, position)?;
            diesel::insert_into(dsl::referral_events).values(row).execute(conn)?;
        }
    }
    Ok(())
}

/// The log of one referral, oldest line first.
///
/// # Errors
/// The database.
pub fn list(conn: &mut Conn, referral: &ReferralId) -> Result<Vec<Event>, StoreError> {
    let rows: Vec<Row> = dsl::referral_events
        .filter(dsl::referral_id.eq(referral.as_str()))
        .order(dsl::position)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_event).collect()
}

/// The logs of several referrals, each oldest line first.
///
/// # Errors
/// The database.
pub fn list_many(
    conn: &mut Conn,
    referrals: &[ReferralId],
) -> Result<HashMap<ReferralId, Vec<Event>>, StoreError> {
    let mut logs: HashMap<ReferralId, Vec<Event>> = HashMap::with_capacity(referrals.len());
    for some in referrals.chunks(500) {
        let ids: Vec<&str> = some.iter().map(ReferralId::as_str).collect();
        let rows: Vec<Row> = dsl::referral_events
            .filter(dsl::referral_id.eq_any(ids))
            .order((dsl::referral_id, dsl::position))
            .select(Row::as_select())
            .load(conn)?;
        for row in rows {
            let event = row.into_event()?;
            logs.entry(event.referral.clone()).or_default().push(event);
        }
    }
    Ok(logs)
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = referral_events)]
struct Row {
    referral_id: String,
    position: i32,
    attempt_id: Option<String>,
    happened_at: NaiveDateTime,
    actor: String,
    account_id: Option<String>,
    organization_id: Option<String>,
    channel: String,
    what: String,
    from_state: String,
    to_state: String,
    reason: Option<String>,
}

impl Row {
    fn new(event: &Event, position: i32) -> Result<Row, StoreError> {
        Ok(Row {
            referral_id: event.referral.to_string(),
            position,
            attempt_id: event.attempt.as_ref().map(ToString::to_string),
            happened_at: event.at.naive_utc(),
            actor: kept(&event.by.word)?,
            account_id: event.by.account.as_ref().map(ToString::to_string),
            organization_id: event.by.organization.as_ref().map(ToString::to_string),
            channel: event.channel.word().to_owned(),
            what: event.what.word().to_owned(),
            from_state: kept(&event.from)?,
            to_state: kept(&event.to)?,
            reason: kept_optional(&event.reason)?,
        })
    }

    fn into_event(self) -> Result<Event, StoreError> {
        Ok(Event {
            channel: known(
                "referral_events.channel",
                &self.channel,
                Channel::from_word(&self.channel),
            )?,
            what: known("referral_events.what", &self.what, Move::from_word(&self.what))?,
            at: self.happened_at.and_utc(),
            referral: ReferralId::from(self.referral_id),
            attempt: self.attempt_id.map(AttemptId::from),
            by: By {
                word: self.actor,
                account: self.account_id.map(AccountId::from),
                organization: self.organization_id.map(OrganizationId::from),
            },
            from: self.from_state,
            to: self.to_state,
            reason: self.reason,
        })
    }
}
