//! Letters that ask organizations whether their listings are still right, and the links in them.
//!
//! **Invariant:** only the hash of a token is kept, and a link opens the offers of one letter.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::{OfferId, OrganizationId};

use crate::error::known;
use crate::schema::{freshness_ask_offers as asked_offers, freshness_asks as asks};
use crate::text::key;
use crate::{Conn, StoreError};

/// One letter that asks one organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Names the letter.
    pub id: String,
    /// Who is asked.
    pub organization: OrganizationId,
    /// Why.
    pub cause: Cause,
    /// The local date.
    pub on: NaiveDate,
    /// When it was queued.
    pub at: DateTime<Utc>,
    /// The hash of the token in its link.
    pub token_hash: String,
    /// Until when the link works.
    pub expires_at: DateTime<Utc>,
    /// About which offers, in the order of the letter.
    pub offers: Vec<OfferId>,
}

/// Why an organization is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Time has passed since the last check.
    Age,
    /// Visitors reported errors.
    Report,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Cause; 2] = [Cause::Age, Cause::Report];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Cause::Age => "age",
            Cause::Report => "report",
        }
    }

    /// Reads back a [`Cause::word`].
    pub fn from_word(word: &str) -> Option<Cause> {
        Cause::ALL.into_iter().find(|cause| cause.word() == word)
    }
}

/// Keeps a letter that asks.
///
/// # Errors
/// [`StoreError::Duplicate`] when the token is taken.
pub fn insert(conn: &mut Conn, ask: &Ask) -> Result<(), StoreError> {
    diesel::insert_into(asks::table).values(Row::from(ask)).execute(conn)?;
    for (position, offer) in (0_i32..).zip(&ask.offers) {
        diesel::insert_into(asked_offers::table)
            .values((
                asked_offers::ask_id.eq(&ask.id),
                asked_offers::position.eq(position),
                asked_offers::offer_id.eq(offer.as_str()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// One letter.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn find(conn: &mut Conn, id: &str) -> Result<Ask, StoreError> {
    let row = asks::table.find(key(id)?).select(Row::as_select()).first(conn)?;
    whole(conn, row)
}

/// The letter whose link has this hash, an expired one too: the page says which it is.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn find_by_token(conn: &mut Conn, token_hash: &str) -> Result<Ask, StoreError> {
    let with_token = asks::table.filter(asks::token_hash.eq(token_hash));
    let row = with_token.select(Row::as_select()).first(conn)?;
    whole(conn, row)
}

/// Those who were asked for `cause` after the local date `day`.
///
/// # Errors
/// When the database fails.
pub fn asked_after(
    conn: &mut Conn,
    cause: Cause,
    day: NaiveDate,
) -> Result<HashSet<OrganizationId>, StoreError> {
    let since = asks::table.filter(asks::cause.eq(cause.word()).and(asks::asked_on.gt(day)));
    let rows: Vec<String> = since.select(asks::organization_id).load(conn)?;
    Ok(rows.into_iter().map(OrganizationId::from).collect())
}

/// Those whom a letter of the local date `day` or later could not reach.
///
/// # Errors
/// When the database fails.
pub fn unreached_since(
    conn: &mut Conn,
    day: NaiveDate,
) -> Result<HashSet<OrganizationId>, StoreError> {
    let lost = asks::table.filter(asks::undelivered_at.is_not_null().and(asks::asked_on.ge(day)));
    let rows: Vec<String> = lost.select(asks::organization_id).load(conn)?;
    Ok(rows.into_iter().map(OrganizationId::from).collect())
}

/// Notes that somebody answered by the link; the first time counts.
///
/// # Errors
/// When the database fails.
pub fn mark_answered(conn: &mut Conn, id: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let open = asks::table.find(id).filter(asks::answered_at.is_null());
    diesel::update(open).set(asks::answered_at.eq(now.naive_utc())).execute(conn)?;
    Ok(())
}

/// Notes that the letter will never arrive.
///
/// # Errors
/// When the database fails.
pub fn mark_undelivered(conn: &mut Conn, id: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let written = asks::table.find(id);
    diesel::update(written).set(asks::undelivered_at.eq(now.naive_utc())).execute(conn)?;
    Ok(())
}

/// Forgets letters whose link ended before `before`, and says how many.
///
/// # Errors
/// When the database fails.
pub fn delete_expired(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, StoreError> {
    let before = before.naive_utc();
    let old: Vec<String> =
        asks::table.filter(asks::expires_at.lt(before)).select(asks::id).load(conn)?;
    for some in old.chunks(500) {
        diesel::delete(asked_offers::table.filter(asked_offers::ask_id.eq_any(some)))
            .execute(conn)?;
        diesel::delete(asks::table.filter(asks::id.eq_any(some))).execute(conn)?;
    }
    Ok(old.len())
}

fn whole(conn: &mut Conn, row: Row) -> Result<Ask, StoreError> {
    let offers: Vec<String> = asked_offers::table
        .filter(asked_offers::ask_id.eq(&row.id))
        .order(asked_offers::position)
        .select(asked_offers::offer_id)
        .load(conn)?;
    Ok(Ask {
        cause: known("freshness_asks.cause", &row.cause, Cause::from_word(&row.cause))?,
        id: row.id,
        organization: row.organization_id.into(),
        on: row.asked_on,
        at: row.asked_at.and_utc(),
        token_hash: row.token_hash,
        expires_at: row.expires_at.and_utc(),
        offers: offers.into_iter().map(OfferId::from).collect(),
    })
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = asks)]
struct Row {
    id: String,
    organization_id: String,
    cause: String,
    asked_on: NaiveDate,
    asked_at: NaiveDateTime,
    token_hash: String,
    expires_at: NaiveDateTime,
}

impl From<&Ask> for Row {
    fn from(ask: &Ask) -> Self {
        Row {
            id: ask.id.clone(),
            organization_id: ask.organization.to_string(),
            cause: ask.cause.word().to_owned(),
            asked_on: ask.on,
            asked_at: ask.at.naive_utc(),
            token_hash: ask.token_hash.clone(),
            expires_at: ask.expires_at.naive_utc(),
        }
    }
}
