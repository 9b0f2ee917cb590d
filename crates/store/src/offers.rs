//! Offers, with everything they say, and where they are given.
//!
//! **Invariant:** an offer and the rows that hang on it are written together, and each write
//! that a listing may show is noted in [`crate::changes`].

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::{OfferId, OrganizationId};
use partner_directory::{Offer, OfferAtPlace};

use crate::schema::offers;
use crate::slugs;
use crate::text::key;
use crate::{Conn, Saved, StoreError, changes};

mod at_places;
mod parts;
mod row;
mod schedules;
mod watch;
mod whole;

pub use at_places::{places_of, places_of_many, set_places};

pub(crate) use at_places::AtPlaces;
pub use watch::{
    CheckedByPeople, Imported, Watch, Watched, checked_by_people, closed_on, put_asked, put_doubt,
    watched,
};

pub(crate) use parts::Parts;
pub(crate) use row::Row;
use whole::Rows;

/// Finds one offer, whatever its status.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub fn find(conn: &mut Conn, id: &OfferId) -> Result<Offer, StoreError> {
    let row = offers::table.find(key(id.as_str())?).select(Row::as_select()).first(conn)?;
    whole(conn, vec![row])?.pop().ok_or(StoreError::NotFound)
}

/// Finds the offer whose address ends in `slug`, whatever its status.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub fn find_by_slug(conn: &mut Conn, slug: &str) -> Result<Offer, StoreError> {
    let with_slug = offers::table.filter(offers::slug.eq(key(slug)?));
    let row = with_slug.select(Row::as_select()).first(conn)?;
    whole(conn, vec![row])?.pop().ok_or(StoreError::NotFound)
}

/// Finds those of `ids` that exist, whatever their status.
///
/// # Errors
/// When the database fails.
pub fn find_many(conn: &mut Conn, ids: &[OfferId]) -> Result<HashMap<OfferId, Offer>, StoreError> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let some: Vec<&str> = some.iter().filter_map(|id| key(id.as_str()).ok()).collect();
        let rows = offers::table.filter(offers::id.eq_any(some)).select(Row::as_select());
        let rows = rows.load(conn)?;
        found.extend(whole(conn, rows)?.into_iter().map(|offer| (offer.id.clone(), offer)));
    }
    Ok(found)
}

/// The offers of one organization by name, archived ones included.
///
/// # Errors
/// When the database fails.
pub fn list_of(conn: &mut Conn, organization: &OrganizationId) -> Result<Vec<Offer>, StoreError> {
    // Left to itself, PostgreSQL sorts by the language of the server.
    let by_name = match conn {
        Conn::Postgres(_) => "sort_key COLLATE \"C\", id",
        Conn::Sqlite(_) => "sort_key, id",
    };
    let rows = offers::table
        .filter(offers::organization_id.eq(key(organization.as_str())?))
        .order(sql::<Text>(by_name))
        .select(Row::as_select())
        .load(conn)?;
    whole(conn, rows)
}

/// Keeps a new offer.
///
/// # Errors
/// [`StoreError::Duplicate`] when its slug is taken; [`StoreError::NulCharacter`].
pub fn insert(conn: &mut Conn, offer: &Offer) -> Result<(), StoreError> {
    insert_at(conn, offer, &[])
}

/// Keeps a new offer with where and when it is given.
///
/// # Errors
/// As [`insert`]; [`StoreError::Duplicate`] when a place comes twice, too.
pub fn insert_at(
    conn: &mut Conn,
    offer: &Offer,
    at_places: &[OfferAtPlace],
) -> Result<(), StoreError> {
    changes::take_turn(conn)?;
    Rows::new(offer)?.insert(conn)?;
    at_places::insert(conn, &offer.id, at_places)?;
    changes::append(conn, &[offer.id.to_string()], offer.created_at)
}

/// Keeps a changed offer; its version goes up.
///
/// # Errors
/// [`StoreError::Stale`] when somebody changed it after it was read.
pub fn update(conn: &mut Conn, offer: &Offer, now: DateTime<Utc>) -> Result<(), StoreError> {
    changes::take_turn(conn)?;
    Rows::new(offer)?.update(conn, now)?;
    changes::append(conn, &[offer.id.to_string()], now)
}

/// Keeps `offer`, which was read as `before`; writes nothing when they say the same.
///
/// # Errors
/// As [`insert`] and [`update`].
pub fn save(
    conn: &mut Conn,
    before: Option<&Offer>,
    offer: &Offer,
    now: DateTime<Utc>,
) -> Result<Saved, StoreError> {
    let Some(before) = before else {
        insert(conn, offer)?;
        return Ok(Saved::Inserted);
    };
    let wanted = Offer {
        created_at: before.created_at,
        updated_at: before.updated_at,
        version: before.version,
        ..offer.clone()
    };
    if Rows::new(&wanted)? == Rows::new(before)? {
        return Ok(Saved::Unchanged);
    }
    update(conn, &wanted, now)?;
    Ok(Saved::Updated)
}

/// The names and slugs of offers, without the rest of them; unknown ones are left out.
///
/// # Errors
/// When the database fails.
pub fn names(
    conn: &mut Conn,
    ids: &[OfferId],
) -> Result<HashMap<OfferId, (String, String)>, StoreError> {
    let mut names = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let some: Vec<&str> = some.iter().map(OfferId::as_str).collect();
        let rows: Vec<(String, String, String)> = offers::table
            .filter(offers::id.eq_any(some))
            .select((offers::id, offers::name, offers::slug))
            .load(conn)?;
        names.extend(rows.into_iter().map(|(id, name, slug)| (OfferId::from(id), (name, slug))));
    }
    Ok(names)
}

/// `wanted`, or the first of `wanted-2`, `wanted-3`… that no offer has.
///
/// # Errors
/// When the database fails.
pub fn free_slug(conn: &mut Conn, wanted: &str) -> Result<String, StoreError> {
    let same = offers::table.filter(offers::slug.eq(key(wanted)?));
    if same.count().get_result::<i64>(conn)? == 0 {
        return Ok(wanted.to_owned());
    }
    let like = offers::slug.like(slugs::pattern(wanted)?);
    let taken = offers::table.filter(offers::slug.eq(wanted).or(like));
    Ok(slugs::first_free(wanted, taken.select(offers::slug).load(conn)?))
}

fn whole(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Offer>, StoreError> {
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let mut parts = Parts::load(conn, Scope::Offers(&ids))?;
    rows.into_iter().map(|row| parts.complete(row)).collect()
}

/// For which offers rows are loaded.
#[derive(Clone, Copy)]
pub(crate) enum Scope<'a> {
    /// Whole tables.
    All,
    /// These only; short enough for one `IN (…)`.
    Offers(&'a [String]),
}
