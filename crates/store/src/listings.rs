//! Listings: what anyone may read about published offers, loaded many at a time.
//!
//! **Invariant:** only published offers become listings. A number of queries that does not
//! depend on the number of offers loads them.
//!
//! A whole load is not one moment in time. Read [`crate::changes::latest`] first and catch up
//! from there: what changed during the load comes again.

use std::collections::HashMap;

use diesel::prelude::*;
use kernel::OfferId;
use partner_directory::{Holidays, Listing, Offer, OfferStatus, Organization, Place};

use crate::offers::{AtPlaces, Parts, Row as OfferRow, Scope};
use crate::organizations::Lists;
use crate::schema::{offers, organizations, places};
use crate::text::key;
use crate::{Conn, StoreError};

/// Every published offer.
///
/// # Errors
/// When the database fails.
pub fn list_all(conn: &mut Conn, holidays: &Holidays) -> Result<Vec<Listing>, StoreError> {
    // Offers before what they point to: nothing is ever deleted, so all of it is there.
    let rows = published().load(conn)?;
    let parts = Parts::load(conn, Scope::All)?;
    let at_places = AtPlaces::load(conn, Scope::All)?;
    let places = places::table.select(crate::places::Row::as_select()).load(conn)?;
    let organizations =
        organizations::table.select(crate::organizations::Row::as_select()).load(conn)?;
    // What an organization closes, its offers close.
    let lists = Lists::load(conn, None)?;
    build(rows, parts, at_places, by_id(places, organizations, lists)?, holidays)
}

/// Those of `ids` that are published; one that is missing no longer has a listing.
///
/// # Errors
/// When the database fails.
pub fn find_many(
    conn: &mut Conn,
    ids: &[OfferId],
    holidays: &Holidays,
) -> Result<Vec<Listing>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let some: Vec<&str> = some.iter().filter_map(|id| key(id.as_str()).ok()).collect();
        let rows = published().filter(offers::id.eq_any(some)).load(conn)?;
        found.extend(load(conn, rows, holidays)?);
    }
    Ok(found)
}

/// The published offer whose address ends in `slug`.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none, or it is not published.
pub fn find_by_slug(
    conn: &mut Conn,
    slug: &str,
    holidays: &Holidays,
) -> Result<Listing, StoreError> {
    let rows = published().filter(offers::slug.eq(key(slug)?)).load(conn)?;
    load(conn, rows, holidays)?.pop().ok_or(StoreError::NotFound)
}

type Backend = <Conn as Connection>::Backend;
type Published = offers::BoxedQuery<
    'static,
    Backend,
    diesel::dsl::SqlTypeOf<diesel::dsl::AsSelect<OfferRow, Backend>>,
>;

fn published() -> Published {
    offers::table
        .filter(offers::status.eq(OfferStatus::Published.word()))
        .select(OfferRow::as_select())
        .into_boxed()
}

fn load(
    conn: &mut Conn,
    rows: Vec<OfferRow>,
    holidays: &Holidays,
) -> Result<Vec<Listing>, StoreError> {
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let parts = Parts::load(conn, Scope::Offers(&ids))?;
    let at_places = AtPlaces::load(conn, Scope::Offers(&ids))?;
    let at = places::table.filter(places::id.eq_any(at_places.place_ids()));
    let places = at.select(crate::places::Row::as_select()).load(conn)?;
    let of = organizations::id.eq_any(rows.iter().map(|row| row.organization_id.as_str()));
    let organizations = organizations::table
        .filter(of)
        .select(crate::organizations::Row::as_select())
        .load(conn)?;
    let ids: Vec<&str> = rows.iter().map(|row| row.organization_id.as_str()).collect();
    let lists = Lists::load(conn, Some(&ids))?;
    build(rows, parts, at_places, by_id(places, organizations, lists)?, holidays)
}

struct Around {
    places: HashMap<String, Place>,
    organizations: HashMap<String, Organization>,
}

fn by_id(
    places: Vec<crate::places::Row>,
    organizations: Vec<crate::organizations::Row>,
    mut lists: Lists,
) -> Result<Around, StoreError> {
    let places = places.into_iter().map(|row| {
        let place = row.into_place()?;
        Ok((place.id.to_string(), place))
    });
    let organizations = organizations.into_iter().map(|row| {
        let id = row.id.clone();
        Ok((id, lists.complete(row)?))
    });
    Ok(Around {
        places: places.collect::<Result<_, StoreError>>()?,
        organizations: organizations.collect::<Result<_, StoreError>>()?,
    })
}

fn build(
    rows: Vec<OfferRow>,
    mut parts: Parts,
    mut at_places: AtPlaces,
    around: Around,
    holidays: &Holidays,
) -> Result<Vec<Listing>, StoreError> {
    let mut listings = Vec::with_capacity(rows.len());
    for row in rows {
        let organization =
            around.organizations.get(&row.organization_id).ok_or(StoreError::NotFound)?;
        let offer: Offer = parts.complete(row)?;
        let given_at = at_places.take(offer.id.as_str())?;
        let given_at = given_at.into_iter().filter_map(|at_place| {
            let place = around.places.get(at_place.place.as_str())?.clone();
            Some((at_place, place))
        });
        listings.push(Listing::build(offer, organization, given_at, holidays));
    }
    Ok(listings)
}
