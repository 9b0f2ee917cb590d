//! Every row of the directory that is in use, loaded together, for comparing them all.

use std::collections::HashMap;

use diesel::prelude::*;
use kernel::{OfferId, PlaceId};
use partner_directory::{Offer, Organization, Place};

use crate::offers::{Parts, Row as OfferRow, Scope};
use crate::schema::{offer_places, offers, organizations, places};
use crate::{Conn, StoreError};

const ARCHIVED: &str = "archived";

/// Everything that is not archived, by identifier; older rows first.
#[derive(Debug, Clone, Default)]
pub struct Census {
    /// Organizations, without their labels and closures.
    pub organizations: Vec<Organization>,
    /// Places.
    pub places: Vec<Place>,
    /// Offers.
    pub offers: Vec<Offer>,
    /// Where each offer is given.
    pub given_at: HashMap<OfferId, Vec<PlaceId>>,
}

/// Loads it with a number of queries that does not depend on the number of rows.
///
/// # Errors
/// When the database fails.
pub fn load(conn: &mut Conn) -> Result<Census, StoreError> {
    let rows: Vec<OfferRow> = offers::table
        .filter(offers::status.ne(ARCHIVED))
        .order(offers::id)
        .select(OfferRow::as_select())
        .load(conn)?;
    let mut parts = Parts::load(conn, Scope::All)?;
    let offers = rows.into_iter().map(|row| parts.complete(row)).collect::<Result<_, _>>()?;
    let places: Vec<crate::places::Row> =
        places::table.order(places::id).select(crate::places::Row::as_select()).load(conn)?;
    let bodies: Vec<crate::organizations::Row> = organizations::table
        .filter(organizations::status.ne(ARCHIVED))
        .order(organizations::id)
        .select(crate::organizations::Row::as_select())
        .load(conn)?;
    let pairs: Vec<(String, String)> = offer_places::table
        .order((offer_places::offer_id, offer_places::position))
        .select((offer_places::offer_id, offer_places::place_id))
        .load(conn)?;
    let mut given_at: HashMap<OfferId, Vec<PlaceId>> = HashMap::new();
    for (offer, place) in pairs {
        given_at.entry(offer.into()).or_default().push(place.into());
    }
    Ok(Census {
        organizations: bodies
            .into_iter()
            .map(|row| row.into_organization((vec![], vec![])))
            .collect::<Result<_, _>>()?,
        places: places.into_iter().map(crate::places::Row::into_place).collect::<Result<_, _>>()?,
        offers,
        given_at,
    })
}
