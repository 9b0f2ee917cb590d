//! What the figures over many referrals are counted from.
//!
//! **Invariant:** a line holds no word about the person and none about who acted.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::min;
use diesel::prelude::*;
use kernel::{Role, Urgency};
use referral_tracking::figures::{AttemptLine, ReferralLine};
use referral_tracking::{AttemptState, Move, ReferralState};

use crate::error::known;
use crate::schema::{attempts, referral_events, referrals};
use crate::{Conn, StoreError};

/// The referrals begun since an instant and handed to the network, oldest first.
///
/// # Errors
/// The database.
pub fn lines(conn: &mut Conn, since: DateTime<Utc>) -> Result<Vec<ReferralLine>, StoreError> {
    let mut attempts = attempt_lines(conn, since)?;
    let mut acted = coordinators_acted(conn, since)?;
    let rows: Vec<Row> = referrals::table
        .filter(referrals::created_at.ge(since.naive_utc()))
        .filter(referrals::opened_at.is_not_null())
        .order((referrals::created_at, referrals::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            let attempts = attempts.remove(&row.id).unwrap_or_default();
            let coordinator_at = acted.remove(&row.id);
            row.into_line(attempts, coordinator_at)
        })
        .collect()
}

fn attempt_lines(
    conn: &mut Conn,
    since: DateTime<Utc>,
) -> Result<HashMap<String, Vec<AttemptLine>>, StoreError> {
    let rows: Vec<AttemptRow> = attempts::table
        .inner_join(referrals::table.on(referrals::id.eq(attempts::referral_id)))
        .filter(referrals::created_at.ge(since.naive_utc()))
        .order((attempts::referral_id, attempts::position))
        .select(AttemptRow::as_select())
        .load(conn)?;
    let mut lines: HashMap<String, Vec<AttemptLine>> = HashMap::new();
    for row in rows {
        lines.entry(row.referral_id.clone()).or_default().push(row.into_line()?);
    }
    Ok(lines)
}

/// When a coordinator first did something with each referral. Handing it over is no answer
/// to it, so what a coordinator does as its sender does not count; asking an organization
/// only follows from something else that does, and looking at a name helps nobody yet.
fn coordinators_acted(
    conn: &mut Conn,
    since: DateTime<Utc>,
) -> Result<HashMap<String, DateTime<Utc>>, StoreError> {
    let no_answers =
        [Move::Create, Move::Send, Move::Hold, Move::Ask, Move::OpenIdentity].map(Move::word);
    let rows: Vec<(String, Option<NaiveDateTime>)> = referral_events::table
        .inner_join(referrals::table.on(referrals::id.eq(referral_events::referral_id)))
        .filter(referrals::created_at.ge(since.naive_utc()))
        .filter(referral_events::actor.eq(Role::Coordinator.word()))
        .filter(referral_events::what.ne_all(no_answers))
        .filter(referral_events::happened_at.nullable().ge(referrals::opened_at))
        .group_by(referral_events::referral_id)
        .select((referral_events::referral_id, min(referral_events::happened_at)))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(id, at)| Some((id, at?.and_utc()))).collect())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = referrals)]
struct Row {
    id: String,
    state: String,
    urgency: String,
    created_at: NaiveDateTime,
    opened_at: Option<NaiveDateTime>,
    closed_at: Option<NaiveDateTime>,
}

impl Row {
    fn into_line(
        self,
        attempts: Vec<AttemptLine>,
        coordinator_at: Option<DateTime<Utc>>,
    ) -> Result<ReferralLine, StoreError> {
        Ok(ReferralLine {
            state: known("referrals.state", &self.state, ReferralState::from_word(&self.state))?,
            urgency: known("referrals.urgency", &self.urgency, Urgency::from_word(&self.urgency))?,
            created_at: self.created_at.and_utc(),
            opened_at: self.opened_at.map(|at| at.and_utc()),
            closed_at: self.closed_at.map(|at| at.and_utc()),
            coordinator_at,
            attempts,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = attempts)]
struct AttemptRow {
    referral_id: String,
    state: String,
    sent_at: NaiveDateTime,
    due_at: Option<NaiveDateTime>,
    answered_at: Option<NaiveDateTime>,
    accepted_at: Option<NaiveDateTime>,
    lapsed_at: Option<NaiveDateTime>,
}

impl AttemptRow {
    fn into_line(self) -> Result<AttemptLine, StoreError> {
        Ok(AttemptLine {
            state: known("attempts.state", &self.state, AttemptState::from_word(&self.state))?,
            sent_at: self.sent_at.and_utc(),
            due: self.due_at.map(|at| at.and_utc()),
            answered_at: self.answered_at.map(|at| at.and_utc()),
            accepted_at: self.accepted_at.map(|at| at.and_utc()),
            lapsed_at: self.lapsed_at.map(|at| at.and_utc()),
        })
    }
}
