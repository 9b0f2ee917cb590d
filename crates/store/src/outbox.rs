//! Letters waiting to leave.
//!
//! **Invariant:** a row names things and holds nothing personal; words, tokens and
//! contacts are put in when the letter is written.
//! **Invariant:** the same letter about the same thing waits at most once.

mod counting;

use std::collections::HashSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::{AccountId, AttemptId, ReferralId};

pub use counting::{backlog, counts, sent_to_since};

use crate::schema::outbox::{self, dsl};
use crate::{Conn, StoreError};

const WAITING: &str = "waiting";
const SENT: &str = "sent";
const DROPPED: &str = "dropped";
const FAILED: &str = "failed";

/// What is to be said to whom; what is absent does not matter to the letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// Which letter, as a code.
    pub kind: String,
    /// The referral it is about.
    pub referral: Option<ReferralId>,
    /// The attempt it is about.
    pub attempt: Option<AttemptId>,
    /// The account it is for or about.
    pub account: Option<AccountId>,
    /// A code that the letter needs besides; never words of a person.
    pub detail: Option<String>,
}

/// A letter in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Names the row.
    pub id: String,
    /// What is to be said to whom.
    pub letter: Letter,
    /// When it may leave.
    pub not_before: DateTime<Utc>,
    /// How many times sending it failed.
    pub tries: i32,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
    /// True when it leaves together with others for the same account.
    pub is_bundled: bool,
}

/// A letter that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// What was to be said to whom.
    pub letter: Letter,
    /// What the mail server answered last.
    pub error: String,
    /// When it was given up.
    pub failed_at: DateTime<Utc>,
}

/// How the queue is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    /// How many letters wait.
    pub waiting: i64,
    /// Since when the oldest could have left; none when the queue is empty.
    pub oldest_due: Option<DateTime<Utc>>,
    /// How many were given up.
    pub failed: i64,
}

/// Queues a letter in the transaction of the change that caused it; false when the same
/// one is already waiting.
///
/// # Errors
/// The database.
pub fn push(
    conn: &mut Conn,
    letter: &Letter,
    not_before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    insert(conn, letter, Row::new(letter, not_before, now))
}

/// Queues a letter that leaves together with others for the same account, from `not_before` on;
/// false when the same one is already waiting.
///
/// # Errors
/// The database.
pub fn push_bundled(
    conn: &mut Conn,
    letter: &Letter,
    not_before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    insert(conn, letter, Row { is_bundled: true, ..Row::new(letter, not_before, now) })
}

fn insert(conn: &mut Conn, letter: &Letter, row: Row) -> Result<bool, StoreError> {
    if is_waiting(conn, letter)? {
        return Ok(false);
    }
    diesel::insert_into(dsl::outbox).values(row).execute(conn)?;
    Ok(true)
}

/// Lets a waiting letter leave together with others, from `not_before` on.
///
/// # Errors
/// [`StoreError::NotFound`] when it no longer waits.
pub fn bundle(conn: &mut Conn, id: &str, not_before: DateTime<Utc>) -> Result<(), StoreError> {
    let waiting = dsl::outbox.find(id).filter(dsl::state.eq(WAITING));
    found(
        diesel::update(waiting)
            .set((dsl::is_bundled.eq(true), dsl::not_before.eq(not_before.naive_utc())))
            .execute(conn)?,
    )
}

/// The letters that may leave now, the longest waiting first.
///
/// # Errors
/// The database.
pub fn due(conn: &mut Conn, now: DateTime<Utc>, limit: i64) -> Result<Vec<Waiting>, StoreError> {
    let rows: Vec<Row> = dsl::outbox
        .filter(dsl::state.eq(WAITING).and(dsl::not_before.le(now.naive_utc())))
        .order((dsl::not_before, dsl::id))
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Row::into_waiting).collect())
}

/// Notes that a letter left.
///
/// # Errors
/// [`StoreError::NotFound`] when it no longer waits.
pub fn mark_sent(conn: &mut Conn, id: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    finish(conn, id, SENT, now)
}

/// Notes that a letter is not needed any more.
///
/// # Errors
/// [`StoreError::NotFound`] when it no longer waits.
pub fn mark_dropped(conn: &mut Conn, id: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    finish(conn, id, DROPPED, now)
}

/// Notes that a letter could not leave, and when to try again; `None` gives it up.
///
/// # Errors
/// [`StoreError::NotFound`] when it no longer waits.
pub fn mark_failed(
    conn: &mut Conn,
    id: &str,
    error: &str,
    retry_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let waiting = dsl::outbox.find(id).filter(dsl::state.eq(WAITING));
    let tried = (dsl::tries.eq(dsl::tries + 1), dsl::last_error.eq(error));
    let written = match retry_at {
        Some(at) => diesel::update(waiting)
            .set((tried, dsl::not_before.eq(at.naive_utc())))
            .execute(conn)?,
        None => diesel::update(waiting)
            .set((tried, dsl::state.eq(FAILED), dsl::finished_at.eq(now.naive_utc())))
            .execute(conn)?,
    };
    found(written)
}

/// Stops every letter about a referral that has not left, and says how many.
///
/// # Errors
/// The database.
pub fn drop_for_referral(
    conn: &mut Conn,
    referral: &ReferralId,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let waiting =
        dsl::outbox.filter(dsl::referral_id.eq(referral.as_str()).and(dsl::state.eq(WAITING)));
    Ok(diesel::update(waiting)
        .set((dsl::state.eq(DROPPED), dsl::finished_at.eq(now.naive_utc())))
        .execute(conn)?)
}

/// True when a letter about an attempt was queued and has not left: it waits, was dropped or
/// was given up.
///
/// # Errors
/// The database.
pub fn never_left(conn: &mut Conn, attempt: &AttemptId, kind: &str) -> Result<bool, StoreError> {
    let about = dsl::outbox.filter(dsl::attempt_id.eq(attempt.as_str()).and(dsl::kind.eq(kind)));
    let (sent, queued): (i64, i64) = (
        about.filter(dsl::state.eq(SENT)).count().get_result(conn)?,
        about.count().get_result(conn)?,
    );
    Ok(sent == 0 && queued > 0)
}

/// Those of `referrals` about which a letter of this kind was given up.
///
/// # Errors
/// The database.
pub fn given_up(
    conn: &mut Conn,
    kind: &str,
    referrals: &[ReferralId],
) -> Result<HashSet<ReferralId>, StoreError> {
    let mut found = HashSet::new();
    for some in referrals.chunks(500) {
        let ids: Vec<&str> = some.iter().map(ReferralId::as_str).collect();
        let rows: Vec<Option<String>> = dsl::outbox
            .filter(dsl::state.eq(FAILED).and(dsl::kind.eq(kind)))
            .filter(dsl::referral_id.eq_any(ids))
            .select(dsl::referral_id)
            .load(conn)?;
        found.extend(rows.into_iter().flatten().map(ReferralId::from));
    }
    Ok(found)
}

/// The letters that were given up, latest first: a letter that never arrived looks like silence.
///
/// # Errors
/// The database.
pub fn list_failed(conn: &mut Conn, limit: i64) -> Result<Vec<Failed>, StoreError> {
    let rows: Vec<Row> = dsl::outbox
        .filter(dsl::state.eq(FAILED))
        .order((dsl::finished_at.desc(), dsl::id.desc()))
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Row::into_failed).collect())
}

/// Forgets letters that left or were dropped before `before`, and says how many.
///
/// # Errors
/// The database.
pub fn delete_finished(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, StoreError> {
    let finished = dsl::outbox.filter(dsl::finished_at.lt(before.naive_utc()));
    Ok(diesel::delete(finished).execute(conn)?)
}

fn finish(conn: &mut Conn, id: &str, state: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let waiting = dsl::outbox.find(id).filter(dsl::state.eq(WAITING));
    found(
        diesel::update(waiting)
            .set((dsl::state.eq(state), dsl::finished_at.eq(now.naive_utc())))
            .execute(conn)?,
    )
}

fn found(written: usize) -> Result<(), StoreError> {
    match written {
        0 => Err(StoreError::NotFound),
        _ => Ok(()),
    }
}

/// Compared here because `=` never holds between two absent values in SQL.
fn is_waiting(conn: &mut Conn, letter: &Letter) -> Result<bool, StoreError> {
    let mut same_kind = dsl::outbox
        .filter(dsl::state.eq(WAITING).and(dsl::kind.eq(&letter.kind)))
        .select(Row::as_select())
        .into_boxed();
    if let Some(referral) = &letter.referral {
        same_kind = same_kind.filter(dsl::referral_id.eq(referral.as_str()));
    }
    if let Some(account) = &letter.account {
        same_kind = same_kind.filter(dsl::account_id.eq(account.as_str()));
    }
    let rows: Vec<Row> = same_kind.load(conn)?;
    Ok(rows.into_iter().any(|row| row.into_waiting().letter == *letter))
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = outbox)]
struct Row {
    id: String,
    kind: String,
    referral_id: Option<String>,
    attempt_id: Option<String>,
    account_id: Option<String>,
    detail: Option<String>,
    state: String,
    not_before: NaiveDateTime,
    tries: i32,
    last_error: Option<String>,
    created_at: NaiveDateTime,
    finished_at: Option<NaiveDateTime>,
    is_bundled: bool,
}

impl Row {
    fn new(letter: &Letter, not_before: DateTime<Utc>, now: DateTime<Utc>) -> Row {
        Row {
            id: uuid::Uuid::now_v7().simple().to_string(),
            kind: letter.kind.clone(),
            referral_id: letter.referral.as_ref().map(ToString::to_string),
            attempt_id: letter.attempt.as_ref().map(ToString::to_string),
            account_id: letter.account.as_ref().map(ToString::to_string),
            detail: letter.detail.clone(),
            state: WAITING.to_owned(),
            not_before: not_before.naive_utc(),
            tries: 0,
            last_error: None,
            created_at: now.naive_utc(),
            finished_at: None,
            is_bundled: false,
        }
    }

    fn into_letter(self) -> Letter {
        Letter {
            kind: self.kind,
            referral: self.referral_id.map(ReferralId::from),
            attempt: self.attempt_id.map(AttemptId::from),
            account: self.account_id.map(AccountId::from),
            detail: self.detail,
        }
    }

    fn into_waiting(self) -> Waiting {
        Waiting {
            id: self.id.clone(),
            not_before: self.not_before.and_utc(),
            tries: self.tries,
            created_at: self.created_at.and_utc(),
            is_bundled: self.is_bundled,
            letter: self.into_letter(),
        }
    }

    fn into_failed(self) -> Failed {
        Failed {
            error: self.last_error.clone().unwrap_or_default(),
            failed_at: self.finished_at.unwrap_or(self.created_at).and_utc(),
            letter: self.into_letter(),
        }
    }
}
