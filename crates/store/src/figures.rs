//! What the figures over the whole network are counted from.
//!
//! **Invariant:** a fact holds no word about the person and none about who acted.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::min;
use diesel::prelude::*;
use kernel::{Role, Urgency};
use network_figures::fact::{AttemptFact, Fact, Word};
use partner_directory::Theme;
use referral_tracking::{
    AttemptState, ContactChannel, Ending, Move, Outcome, ReferralState, UnmetCause,
};

use crate::error::known;
use crate::schema::{attempts, referral_events, referral_needs, referrals};
use crate::{Conn, StoreError};

/// The most identifiers that one query names.
const BATCH: usize = 500;

/// Coded words, each kept once however many facts name it.
#[derive(Debug, Default)]
pub struct Words(HashSet<Word>);

impl Words {
    fn shared(&mut self, word: &str) -> Word {
        match self.0.get(word) {
            Some(known) => known.clone(),
            None => {
                let new: Word = word.into();
                self.0.insert(new.clone());
                new
            }
        }
    }
}

/// Every referral that was handed to the network, by its name; opening times are not counted
/// yet ([`Fact::timed`]).
///
/// # Errors
/// The database.
pub fn all(conn: &mut Conn, words: &mut Words) -> Result<Vec<(String, Fact)>, StoreError> {
    facts(conn, None, words)
}

/// The same of some referrals; those that were not handed over are left out.
///
/// # Errors
/// The database.
pub fn of(
    conn: &mut Conn,
    ids: &[String],
    words: &mut Words,
) -> Result<Vec<(String, Fact)>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for batch in ids.chunks(BATCH) {
        found.extend(facts(conn, Some(batch), words)?);
    }
    Ok(found)
}

/// The referrals with which something happened at `since` or later, by the log.
///
/// # Errors
/// The database.
pub fn changed(conn: &mut Conn, since: DateTime<Utc>) -> Result<Vec<String>, StoreError> {
    Ok(referral_events::table
        .filter(referral_events::happened_at.ge(since.naive_utc()))
        .select(referral_events::referral_id)
        .distinct()
        .load(conn)?)
}

fn facts(
    conn: &mut Conn,
    ids: Option<&[String]>,
    words: &mut Words,
) -> Result<Vec<(String, Fact)>, StoreError> {
    let mut attempts = attempts_of(conn, ids, words)?;
    let mut acted = coordinators_acted(conn, ids)?;
    let mut query = referrals::table
        .inner_join(referral_needs::table.on(referral_needs::referral_id.eq(referrals::id)))
        .filter(referrals::opened_at.is_not_null())
        .select((Row::as_select(), NeedRow::as_select()))
        .into_boxed();
    if let Some(ids) = ids {
        query = query.filter(referrals::id.eq_any(ids));
    }
    let rows: Vec<(Row, NeedRow)> = query.load(conn)?;
    let mut found = Vec::with_capacity(rows.len());
    for (row, need) in rows {
        let id = row.id.clone();
        let mut fact = row.into_fact(need, words)?;
        fact.attempts = attempts.remove(&id).unwrap_or_default();
        fact.coordinator_at = acted.remove(&id);
        found.push((id, fact));
    }
    Ok(found)
}

fn attempts_of(
    conn: &mut Conn,
    ids: Option<&[String]>,
    words: &mut Words,
) -> Result<HashMap<String, Vec<AttemptFact>>, StoreError> {
    let mut query = attempts::table
        .order((attempts::referral_id, attempts::position))
        .select(AttemptRow::as_select())
        .into_boxed();
    if let Some(ids) = ids {
        query = query.filter(attempts::referral_id.eq_any(ids));
    }
    let rows: Vec<AttemptRow> = query.load(conn)?;
    let mut found: HashMap<String, Vec<AttemptFact>> = HashMap::new();
    for row in rows {
        let referral = row.referral_id.clone();
        found.entry(referral).or_default().push(row.into_fact(words)?);
    }
    Ok(found)
}

/// When a coordinator first did something with each referral. Handing it over is no answer
/// to it, so what a coordinator does as its sender does not count; asking an organization
/// only follows from something else that does, and looking at a name helps nobody yet.
fn coordinators_acted(
    conn: &mut Conn,
    ids: Option<&[String]>,
) -> Result<HashMap<String, DateTime<Utc>>, StoreError> {
    let no_answers =
        [Move::Create, Move::Send, Move::Hold, Move::Ask, Move::OpenIdentity].map(Move::word);
    let mut query = referral_events::table
        .inner_join(referrals::table.on(referrals::id.eq(referral_events::referral_id)))
        .filter(referral_events::actor.eq(Role::Coordinator.word()))
        .filter(referral_events::what.ne_all(no_answers))
        .filter(referral_events::happened_at.nullable().ge(referrals::opened_at))
        .group_by(referral_events::referral_id)
        .select((referral_events::referral_id, min(referral_events::happened_at)))
        .into_boxed();
    if let Some(ids) = ids {
        query = query.filter(referral_events::referral_id.eq_any(ids));
    }
    let rows: Vec<(String, Option<NaiveDateTime>)> = query.load(conn)?;
    Ok(rows.into_iter().filter_map(|(id, at)| Some((id, at?.and_utc()))).collect())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = referrals)]
struct Row {
    id: String,
    state: String,
    urgency: String,
    sender_organization_id: String,
    opened_at: Option<NaiveDateTime>,
    closed_at: Option<NaiveDateTime>,
    ending_reason: Option<String>,
    ending_cause: Option<String>,
    duplicate_of: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = referral_needs)]
struct NeedRow {
    theme: String,
    commune_code: Option<String>,
    language: String,
    contact_channel: String,
    handover: String,
}

impl Row {
    fn into_fact(self, need: NeedRow, words: &mut Words) -> Result<Fact, StoreError> {
        let state = ReferralState::from_word(&self.state);
        let state = known("referrals.state", &self.state, state)?;
        let opened_at = self.opened_at.unwrap_or_default().and_utc();
        let channel = ContactChannel::from_word(&need.contact_channel);
        let (outcome, cause) = self.ending(state);
        Ok(Fact {
            state,
            urgency: known("referrals.urgency", &self.urgency, Urgency::from_word(&self.urgency))?,
            theme: known("referral_needs.theme", &need.theme, Theme::from_word(&need.theme))?,
            commune: need.commune_code.as_deref().map(|code| words.shared(code)),
            language: words.shared(&need.language),
            channel: known("referral_needs.contact_channel", &need.contact_channel, channel)?,
            handover: words.shared(&need.handover),
            sender: words.shared(&self.sender_organization_id),
            opened_at,
            opened_on: opened_at.date_naive(),
            closed_at: self.closed_at.map(|at| at.and_utc()),
            outcome,
            cause,
            coordinator_at: None,
            answer_minutes: None,
            attempts: Vec::new(),
            left_after: opened_at,
        })
    }

    fn ending(&self, state: ReferralState) -> (Option<Outcome>, Option<UnmetCause>) {
        let reason = self.ending_reason.as_deref();
        let cause = self.ending_cause.as_deref();
        match Ending::from_parts(state, reason, cause, self.duplicate_of.as_deref()) {
            Some(Ending::Completed(outcome)) => (Some(outcome), None),
            Some(Ending::WithoutHelp(_, cause)) => (None, Some(cause)),
            _ => (None, None),
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = attempts)]
struct AttemptRow {
    referral_id: String,
    offer_id: String,
    organization_id: String,
    state: String,
    sent_at: NaiveDateTime,
    due_at: Option<NaiveDateTime>,
    answered_at: Option<NaiveDateTime>,
    accepted_at: Option<NaiveDateTime>,
    contacted_at: Option<NaiveDateTime>,
    lapsed_at: Option<NaiveDateTime>,
}

impl AttemptRow {
    fn into_fact(self, words: &mut Words) -> Result<AttemptFact, StoreError> {
        let utc = |at: Option<NaiveDateTime>| at.map(|at| at.and_utc());
        Ok(AttemptFact {
            partner: words.shared(&self.organization_id),
            offer: words.shared(&self.offer_id),
            state: known("attempts.state", &self.state, AttemptState::from_word(&self.state))?,
            sent_at: self.sent_at.and_utc(),
            due: utc(self.due_at),
            answered_at: utc(self.answered_at),
            accepted_at: utc(self.accepted_at),
            contacted_at: utc(self.contacted_at),
            lapsed_at: utc(self.lapsed_at),
            answer_minutes: None,
            contact_minutes: None,
        })
    }
}
