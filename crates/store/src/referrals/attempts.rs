//! The attempts of a referral. They are written with their referral only, under its guard.

use std::collections::HashMap;

use chrono::{Duration, NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use kernel::{AttemptId, OfferId, OrganizationId, ReferralId};
use referral_tracking::{AnswerClock, Attempt, AttemptState, Declined, Exchange, Question};

use crate::error::known;
use crate::schema::attempts::{self, dsl};
use crate::text::kept_optional;
use crate::{Conn, StoreError};

/// Keeps the attempts; writes only what differs. An attempt never goes away.
pub(super) fn keep(
    conn: &mut Conn,
    referral: &ReferralId,
    attempts: &[Attempt],
) -> Result<(), StoreError> {
    let before: Vec<Row> = dsl::attempts
        .filter(dsl::referral_id.eq(referral.as_str()))
        .select(Row::as_select())
        .load(conn)?;
    for attempt in attempts {
        let row = Row::new(referral, attempt)?;
        match before.iter().find(|before| before.id == row.id) {
            Some(before) if *before == row => {}
            Some(_) => {
                diesel::update(dsl::attempts.find(attempt.id.as_str())).set(row).execute(conn)?;
            }
            None => {
                diesel::insert_into(dsl::attempts).values(row).execute(conn)?;
            }
        }
    }
    Ok(())
}

/// The attempts of several referrals, each list in order.
pub(super) fn of_referrals(
    conn: &mut Conn,
    ids: &[&str],
) -> Result<HashMap<String, Vec<Attempt>>, StoreError> {
    let rows: Vec<Row> = dsl::attempts
        .filter(dsl::referral_id.eq_any(ids))
        .order((dsl::referral_id, dsl::position))
        .select(Row::as_select())
        .load(conn)?;
    let attempts: Result<Vec<_>, StoreError> = rows.into_iter().map(Row::into_attempt).collect();
    Ok(super::by_referral(attempts?))
}

/// Forgets the free words in the attempts of a referral: questions, answers, and who took care.
pub(super) fn forget_words(conn: &mut Conn, referral: &ReferralId) -> Result<(), StoreError> {
    diesel::update(dsl::attempts.filter(dsl::referral_id.eq(referral.as_str())))
        .set((
            dsl::in_charge.eq(None::<String>),
            dsl::question_note.eq(None::<String>),
            dsl::question_answer.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(())
}

#[derive(Queryable, Selectable, Insertable, AsChangeset, PartialEq)]
#[diesel(table_name = attempts, treat_none_as_null = true)]
struct Row {
    id: String,
    referral_id: String,
    position: i32,
    offer_id: String,
    organization_id: String,
    state: String,
    sent_at: NaiveDateTime,
    due_at: Option<NaiveDateTime>,
    clock_allowed_ms: i64,
    clock_left_ms: i64,
    clock_since: NaiveDateTime,
    pause_left_ms: i64,
    reminders: i32,
    reviews: i32,
    answered_at: Option<NaiveDateTime>,
    accepted_at: Option<NaiveDateTime>,
    in_charge: Option<String>,
    expected_on: Option<NaiveDate>,
    contacted_at: Option<NaiveDateTime>,
    appointment_at: Option<NaiveDateTime>,
    question: Option<String>,
    question_note: Option<String>,
    question_answer: Option<String>,
    declined_by: Option<String>,
    declined_reason: Option<String>,
    lapsed_at: Option<NaiveDateTime>,
    closed_at: Option<NaiveDateTime>,
}

impl Row {
    fn new(referral: &ReferralId, attempt: &Attempt) -> Result<Row, StoreError> {
        let exchange = attempt.exchange.as_ref();
        Ok(Row {
            id: attempt.id.to_string(),
            referral_id: referral.to_string(),
            position: attempt.position,
            offer_id: attempt.offer.to_string(),
            organization_id: attempt.organization.to_string(),
            state: attempt.state.word().to_owned(),
            sent_at: attempt.sent_at.naive_utc(),
            due_at: attempt.due.map(|at| at.naive_utc()),
            clock_allowed_ms: attempt.clock.allowed.num_milliseconds(),
            clock_left_ms: attempt.clock.left.num_milliseconds(),
            clock_since: attempt.clock.since.naive_utc(),
            pause_left_ms: attempt.pause_left.num_milliseconds(),
            reminders: attempt.reminders,
            reviews: attempt.reviews,
            answered_at: attempt.answered_at.map(|at| at.naive_utc()),
            accepted_at: attempt.accepted_at.map(|at| at.naive_utc()),
            in_charge: kept_optional(&attempt.in_charge)?,
            expected_on: attempt.expected_on,
            contacted_at: attempt.contacted_at.map(|at| at.naive_utc()),
            appointment_at: attempt.appointment_at.map(|at| at.naive_utc()),
            question: exchange.map(|exchange| exchange.question.word().to_owned()),
            question_note: kept_optional(&exchange.and_then(|exchange| exchange.note.clone()))?,
            question_answer: kept_optional(&exchange.and_then(|exchange| exchange.answer.clone()))?,
            declined_by: attempt.declined.map(|declined| declined.by_word().to_owned()),
            declined_reason: attempt.declined.map(|declined| declined.reason_word().to_owned()),
            lapsed_at: attempt.lapsed_at.map(|at| at.naive_utc()),
            closed_at: attempt.closed_at.map(|at| at.naive_utc()),
        })
    }

    fn into_attempt(self) -> Result<(String, Attempt), StoreError> {
        let declined = self.declined()?;
        let attempt = Attempt {
            state: known("attempts.state", &self.state, AttemptState::from_word(&self.state))?,
            exchange: exchange(self.question, self.question_note, self.question_answer)?,
            id: AttemptId::from(self.id),
            position: self.position,
            offer: OfferId::from(self.offer_id),
            organization: OrganizationId::from(self.organization_id),
            sent_at: self.sent_at.and_utc(),
            due: self.due_at.map(|at| at.and_utc()),
            clock: AnswerClock {
                allowed: Duration::milliseconds(self.clock_allowed_ms),
                left: Duration::milliseconds(self.clock_left_ms),
                since: self.clock_since.and_utc(),
            },
            pause_left: Duration::milliseconds(self.pause_left_ms),
            reminders: self.reminders,
            reviews: self.reviews,
            answered_at: self.answered_at.map(|at| at.and_utc()),
            accepted_at: self.accepted_at.map(|at| at.and_utc()),
            in_charge: self.in_charge,
            expected_on: self.expected_on,
            contacted_at: self.contacted_at.map(|at| at.and_utc()),
            appointment_at: self.appointment_at.map(|at| at.and_utc()),
            declined,
            lapsed_at: self.lapsed_at.map(|at| at.and_utc()),
            closed_at: self.closed_at.map(|at| at.and_utc()),
        };
        Ok((self.referral_id, attempt))
    }

    fn declined(&self) -> Result<Option<Declined>, StoreError> {
        match (&self.declined_by, &self.declined_reason) {
            (Some(by), Some(reason)) => {
                known("attempts.declined_reason", reason, Declined::from_words(by, reason))
                    .map(Some)
            }
            _ => Ok(None),
        }
    }
}

fn exchange(
    question: Option<String>,
    note: Option<String>,
    answer: Option<String>,
) -> Result<Option<Exchange>, StoreError> {
    let Some(word) = question else { return Ok(None) };
    let question = known("attempts.question", &word, Question::from_word(&word))?;
    Ok(Some(Exchange { question, note, answer }))
}
