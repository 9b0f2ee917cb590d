//! Everything that exports may say, loaded at once.
//!
//! **Invariant:** only published offers that are still shown, and a number of queries that does not depend on how
//! many there are. What only the network may know stays behind ([`Published::new`]).

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use partner_directory::exchange::published::{Origins, Published};
use partner_directory::{OfferStatus, Organization, Place, is_out_of_date};

use crate::external_ids::ExternalKind;
use crate::offers::{AtPlaces, Parts, Row as OfferRow, Scope};
use crate::organizations::Lists;
use crate::schema::{external_ids, offers, organizations, places};
use crate::{Conn, StoreError};

/// Every published offer with its organization, places and hours from the local date `today`
/// on, in the order in which they came.
///
/// # Errors
/// When the database fails.
pub fn list_all(conn: &mut Conn, today: NaiveDate) -> Result<Vec<Published>, StoreError> {
    let holidays = crate::network::holidays(conn)?;
    // Offers before what they point to: nothing is ever deleted, so all of it is there.
    let rows: Vec<OfferRow> = offers::table
        .filter(offers::status.eq(OfferStatus::Published.word()))
        .order(offers::id)
        .select(OfferRow::as_select())
        .load(conn)?;
    let mut parts = Parts::load(conn, Scope::All)?;
    let mut at_places = AtPlaces::load(conn, Scope::All)?;
    let places = places(conn)?;
    let organizations = organizations(conn)?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let organization =
            organizations.get(&row.organization_id).cloned().ok_or(StoreError::NotFound)?;
        let offer = parts.complete(row)?;
        if is_out_of_date(&offer, today) {
            continue;
        }
        let given_at = at_places.take(offer.id.as_str())?.into_iter().filter_map(|at_place| {
            let place = places.get(at_place.place.as_str())?.clone();
            Some((at_place, place))
        });
        let published = Published::new(offer, organization, given_at);
        found.push(published.with_hours(today, &holidays));
    }
    Ok(found)
}

/// What other directories call our offers and places. Where several do, those of `preferred`
/// hold, then the first by alphabet.
///
/// # Errors
/// When the database fails.
pub fn origins(conn: &mut Conn, preferred: &str) -> Result<Origins, StoreError> {
    let rows: Vec<(String, String, String, String)> = external_ids::table
        .select((
            external_ids::kind,
            external_ids::source,
            external_ids::external_id,
            external_ids::object_id,
        ))
        .order((external_ids::source.asc(), external_ids::external_id.asc()))
        .load(conn)?;
    let (first, others): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(_, source, ..)| source == preferred);
    let mut origins = Origins::default();
    for (kind, _, name, object) in first.into_iter().chain(others) {
        let names = match ExternalKind::from_word(&kind) {
            Some(ExternalKind::Offer) => &mut origins.offers,
            Some(ExternalKind::Place) => &mut origins.places,
            _ => continue,
        };
        names.entry(object).or_insert(name);
    }
    Ok(origins)
}

fn places(conn: &mut Conn) -> Result<HashMap<String, Place>, StoreError> {
    let rows = places::table.select(crate::places::Row::as_select()).load(conn)?;
    let places = rows.into_iter().map(|row| {
        let place = row.into_place()?;
        Ok((place.id.to_string(), place))
    });
    places.collect()
}

fn organizations(conn: &mut Conn) -> Result<HashMap<String, Organization>, StoreError> {
    let rows = organizations::table.select(crate::organizations::Row::as_select()).load(conn)?;
    let mut lists = Lists::load(conn, None)?;
    let organizations = rows.into_iter().map(|row| {
        let id = row.id.clone();
        Ok((id, lists.complete(row)?))
    });
    organizations.collect()
}
