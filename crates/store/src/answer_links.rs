//! Links by which an organization answers, or reads how to reach the person, without an
//! account.
//!
//! **Invariant:** only the hash of a token is kept, and a link opens one attempt for one
//! purpose.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::AttemptId;

use crate::error::known;
use crate::schema::answer_links::{self, dsl};
use crate::{Conn, StoreError};

/// One link that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerLink {
    /// The hash of the token in the link.
    pub token_hash: String,
    /// The only attempt it opens.
    pub attempt: AttemptId,
    /// What it opens it for.
    pub purpose: Purpose,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
    /// When it was first used to say something; a link that was only opened is not used.
    pub used_at: Option<DateTime<Utc>>,
}

/// What a link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Saying yes or no.
    Answer,
    /// Reading how to reach the person, after a yes.
    Contact,
}

impl Purpose {
    /// Every purpose, in reading order.
    pub const ALL: [Purpose; 2] = [Purpose::Answer, Purpose::Contact];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Purpose::Answer => "answer",
            Purpose::Contact => "contact",
        }
    }

    /// Reads back a [`Purpose::word`].
    pub fn from_word(word: &str) -> Option<Purpose> {
        Purpose::ALL.into_iter().find(|purpose| purpose.word() == word)
    }
}

/// Keeps a new link.
///
/// # Errors
/// [`StoreError::Duplicate`] when the token is taken.
pub fn insert(conn: &mut Conn, link: &AnswerLink) -> Result<(), StoreError> {
    diesel::insert_into(dsl::answer_links).values(Row::from(link)).execute(conn)?;
    Ok(())
}

/// The link with this hash, expired and used ones too: the page says which it is.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn find(conn: &mut Conn, token_hash: &str) -> Result<AnswerLink, StoreError> {
    dsl::answer_links.find(token_hash).select(Row::as_select()).first(conn)?.into_link()
}

/// Lets a link work until `expires_at`; one that already works longer keeps its time.
///
/// # Errors
/// The database.
pub fn extend(
    conn: &mut Conn,
    token_hash: &str,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let at = expires_at.naive_utc();
    let shorter = dsl::answer_links.find(token_hash).filter(dsl::expires_at.lt(at));
    diesel::update(shorter).set(dsl::expires_at.eq(at)).execute(conn)?;
    Ok(())
}

/// Notes that somebody said something with the link; false when that was noted before.
///
/// # Errors
/// The database.
pub fn mark_used(
    conn: &mut Conn,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let unused = dsl::answer_links.find(token_hash).filter(dsl::used_at.is_null());
    Ok(diesel::update(unused).set(dsl::used_at.eq(now.naive_utc())).execute(conn)? > 0)
}

/// Takes back every link of an attempt, when its organization is no longer asked.
///
/// # Errors
/// The database.
pub fn delete_of_attempt(conn: &mut Conn, attempt: &AttemptId) -> Result<(), StoreError> {
    diesel::delete(dsl::answer_links.filter(dsl::attempt_id.eq(attempt.as_str()))).execute(conn)?;
    Ok(())
}

/// Forgets links that ended before `before`, and says how many.
///
/// # Errors
/// The database.
pub fn delete_expired(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, StoreError> {
    let dead = dsl::answer_links.filter(dsl::expires_at.lt(before.naive_utc()));
    Ok(diesel::delete(dead).execute(conn)?)
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = answer_links)]
struct Row {
    token_hash: String,
    attempt_id: String,
    purpose: String,
    created_at: NaiveDateTime,
    expires_at: NaiveDateTime,
    used_at: Option<NaiveDateTime>,
}

impl Row {
    fn into_link(self) -> Result<AnswerLink, StoreError> {
        Ok(AnswerLink {
            purpose: known(
                "answer_links.purpose",
                &self.purpose,
                Purpose::from_word(&self.purpose),
            )?,
            token_hash: self.token_hash,
            attempt: AttemptId::from(self.attempt_id),
            created_at: self.created_at.and_utc(),
            expires_at: self.expires_at.and_utc(),
            used_at: self.used_at.map(|at| at.and_utc()),
        })
    }
}

impl From<&AnswerLink> for Row {
    fn from(link: &AnswerLink) -> Self {
        Row {
            token_hash: link.token_hash.clone(),
            attempt_id: link.attempt.to_string(),
            purpose: link.purpose.word().to_owned(),
            created_at: link.created_at.naive_utc(),
            expires_at: link.expires_at.naive_utc(),
            used_at: link.used_at.map(|at| at.naive_utc()),
        }
    }
}
