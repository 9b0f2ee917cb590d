//! Places, found and kept.
//!
//! **Invariant:** each change moves `updated_at` forward, so that a place read before cannot
//! overwrite one changed since.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use kernel::{OfferId, OrganizationId, PlaceId};
use partner_directory::Place;

use crate::schema::{offer_places, offers, places};
use crate::text::key;
use crate::{Conn, Saved, StoreError, changes};

mod row;

pub(crate) use row::Row;

/// Finds one place.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub fn find(conn: &mut Conn, id: &PlaceId) -> Result<Place, StoreError> {
    let id = key(id.as_str())?;
    places::table.find(id).select(Row::as_select()).first(conn)?.into_place()
}

/// Finds those of `ids` that exist.
///
/// # Errors
/// When the database fails.
pub fn find_many(conn: &mut Conn, ids: &[PlaceId]) -> Result<HashMap<PlaceId, Place>, StoreError> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let some: Vec<&str> = some.iter().filter_map(|id| key(id.as_str()).ok()).collect();
        let rows = places::table.filter(places::id.eq_any(some)).select(Row::as_select());
        for row in rows.load(conn)? {
            let place = row.into_place()?;
            found.insert(place.id.clone(), place);
        }
    }
    Ok(found)
}

/// The offers given at a place, archived ones included, and whose they are; the one that came
/// there first is first, because identifiers sort by time.
///
/// # Errors
/// When the database fails.
pub fn used_by(
    conn: &mut Conn,
    id: &PlaceId,
) -> Result<Vec<(OfferId, OrganizationId)>, StoreError> {
    let rows: Vec<(String, String)> = offer_places::table
        .inner_join(offers::table.on(offers::id.eq(offer_places::offer_id)))
        .filter(offer_places::place_id.eq(key(id.as_str())?))
        .order(offer_places::id)
        .select((offers::id, offers::organization_id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(offer, of)| (offer.into(), of.into())).collect())
}

/// True when a place whose address is protected was written after `since`.
///
/// # Errors
/// When the database fails.
pub fn is_any_hidden_since(conn: &mut Conn, since: DateTime<Utc>) -> Result<bool, StoreError> {
    let hidden = places::table
        .filter(places::is_address_hidden.eq(true))
        .filter(places::updated_at.gt(since.naive_utc()));
    Ok(diesel::select(diesel::dsl::exists(hidden)).get_result(conn)?)
}

/// The organization that was first to give help at each of these places; none for a place at
/// which nothing is given.
///
/// # Errors
/// When the database fails.
pub fn first_users(
    conn: &mut Conn,
    ids: &[PlaceId],
) -> Result<HashMap<PlaceId, OrganizationId>, StoreError> {
    let mut first = HashMap::new();
    for some in ids.chunks(500) {
        let some: Vec<&str> = some.iter().map(PlaceId::as_str).collect();
        let rows: Vec<(String, String)> = offer_places::table
            .inner_join(offers::table.on(offers::id.eq(offer_places::offer_id)))
            .filter(offer_places::place_id.eq_any(some))
            .order(offer_places::id)
            .select((offer_places::place_id, offers::organization_id))
            .load(conn)?;
        for (place, of) in rows {
            first.entry(place.into()).or_insert(of.into());
        }
    }
    Ok(first)
}

/// Keeps a new place.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn insert(conn: &mut Conn, place: &Place) -> Result<(), StoreError> {
    changes::take_turn(conn)?;
    diesel::insert_into(places::table).values(Row::new(place)?).execute(conn)?;
    Ok(())
}

/// Keeps a changed place; all offers given there count as changed.
///
/// # Errors
/// [`StoreError::Stale`] when somebody changed it after it was read.
pub fn update(conn: &mut Conn, place: &Place, now: DateTime<Utc>) -> Result<(), StoreError> {
    changes::take_turn(conn)?;
    let read = places::table
        .find(key(place.id.as_str())?)
        .filter(places::updated_at.eq(place.updated_at.naive_utc()));
    let mut row = Row::new(place)?;
    row.move_to(now.max(place.updated_at + Duration::milliseconds(1)));
    if diesel::update(read).set(row).execute(conn)? == 0 {
        return Err(StoreError::Stale);
    }
    let shown_by = changes::offers_at(conn, place.id.as_str())?;
    changes::append(conn, &shown_by, now)
}

/// Keeps `place`, which was read as `before`; writes nothing when they say the same.
///
/// # Errors
/// As [`insert`] and [`update`].
pub fn save(
    conn: &mut Conn,
    before: Option<&Place>,
    place: &Place,
    now: DateTime<Utc>,
) -> Result<Saved, StoreError> {
    let Some(before) = before else {
        insert(conn, place)?;
        return Ok(Saved::Inserted);
    };
    let wanted = Place { updated_at: before.updated_at, ..place.clone() };
    if wanted == *before {
        return Ok(Saved::Unchanged);
    }
    update(conn, &wanted, now)?;
    Ok(Saved::Updated)
}
