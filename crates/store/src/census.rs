//! Every row of the directory that is in use, loaded together, for comparing them all.

use std::collections::HashMap;

use diesel::dsl::{count_star, sum};
use diesel::prelude::*;
use kernel::{OfferId, OrganizationId, PlaceId};
use partner_directory::revision::ObjectKind;
use partner_directory::{Offer, Organization, OrganizationStatus, Place};

use crate::offers::{Parts, Row as OfferRow, Scope};
use crate::schema::{offer_places, offers, organizations, places};
use crate::{Conn, StoreError, changes};

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

/// How many offers are loaded at once; one `IN (…)` of every database takes that many.
const CHUNK: usize = 400;

/// The part of the directory in which something new may have its like: the places with one of
/// these postcodes, what is given there, and what `organization` gives elsewhere.
///
/// # Errors
/// When the database fails.
pub fn load_near(
    conn: &mut Conn,
    postcodes: &[String],
    organization: Option<&OrganizationId>,
) -> Result<Census, StoreError> {
    let near: Vec<String> = places::table
        .filter(places::postcode.eq_any(postcodes))
        .order(places::id)
        .select(places::id)
        .load(conn)?;
    let mut ids: Vec<String> = Vec::new();
    for chunk in near.chunks(CHUNK) {
        let given = offer_places::table.filter(offer_places::place_id.eq_any(chunk));
        ids.extend(given.select(offer_places::offer_id).load::<String>(conn)?);
    }
    if let Some(organization) = organization {
        let own = offers::table.filter(offers::organization_id.eq(organization.as_str()));
        ids.extend(own.select(offers::id).load::<String>(conn)?);
    }
    let places = near.into_iter().map(PlaceId::from).collect();
    gather(conn, ids, places, organization.cloned().into_iter().collect())
}

/// Some rows of one sort with what they are compared by: the offers of an organization or at a
/// place, where these are given, and whose they are.
///
/// # Errors
/// When the database fails.
pub fn load_of(conn: &mut Conn, kind: ObjectKind, ids: &[&str]) -> Result<Census, StoreError> {
    let own = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<String>>();
    match kind {
        ObjectKind::Offer => gather(conn, own(ids), vec![], vec![]),
        ObjectKind::Place => {
            let at = offer_places::table.filter(offer_places::place_id.eq_any(ids));
            let offers = at.select(offer_places::offer_id).load(conn)?;
            gather(conn, offers, own(ids).into_iter().map(PlaceId::from).collect(), vec![])
        }
        ObjectKind::Organization => {
            let of = offers::table.filter(offers::organization_id.eq_any(ids));
            let offers = of.select(offers::id).load(conn)?;
            gather(conn, offers, vec![], own(ids).into_iter().map(OrganizationId::from).collect())
        }
    }
}

/// What tells one state of the directory from another: the same mark, the same rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The number of the last change of a listing.
    seq: i64,
    /// How many organizations there are, and the sum of their versions: one without an offer
    /// changes no listing.
    organizations: (i64, Option<i64>),
}

/// The mark of the directory as it stands.
///
/// # Errors
/// When the database fails.
pub fn mark(conn: &mut Conn) -> Result<Mark, StoreError> {
    let seq = changes::latest(conn)?;
    let organizations = organizations::table
        .select((count_star(), sum(organizations::version)))
        .first::<(i64, Option<i64>)>(conn)?;
    Ok(Mark { seq, organizations })
}

/// These offers with their places and organizations, and these places and organizations.
fn gather(
    conn: &mut Conn,
    mut ids: Vec<String>,
    mut wanted: Vec<PlaceId>,
    mut bodies: Vec<OrganizationId>,
) -> Result<Census, StoreError> {
    ids.sort_unstable();
    ids.dedup();
    let mut census = Census::default();
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<OfferRow> = offers::table
            .filter(offers::id.eq_any(chunk).and(offers::status.ne(ARCHIVED)))
            .order(offers::id)
            .select(OfferRow::as_select())
            .load(conn)?;
        let mut parts = Parts::load(conn, Scope::Offers(chunk))?;
        for row in rows {
            let offer = parts.complete(row)?;
            bodies.push(offer.organization.clone());
            census.offers.push(offer);
        }
        let pairs: Vec<(String, String)> = offer_places::table
            .filter(offer_places::offer_id.eq_any(chunk))
            .order((offer_places::offer_id, offer_places::position))
            .select((offer_places::offer_id, offer_places::place_id))
            .load(conn)?;
        for (offer, place) in pairs {
            wanted.push(place.clone().into());
            census.given_at.entry(offer.into()).or_default().push(place.into());
        }
    }
    census.places = sorted(crate::places::find_many(conn, &wanted)?, |one| one.id.as_str());
    census.organizations =
        sorted(crate::organizations::find_many(conn, &bodies)?, |one| one.id.as_str());
    census.organizations.retain(|one| one.status != OrganizationStatus::Archived);
    Ok(census)
}

/// Every organization in use, without places and offers.
///
/// # Errors
/// When the database fails.
pub fn load_organizations(conn: &mut Conn) -> Result<Census, StoreError> {
    let bodies: Vec<crate::organizations::Row> = organizations::table
        .filter(organizations::status.ne(ARCHIVED))
        .order(organizations::id)
        .select(crate::organizations::Row::as_select())
        .load(conn)?;
    let organizations = bodies.into_iter().map(|row| row.into_organization((vec![], vec![])));
    Ok(Census { organizations: organizations.collect::<Result<_, _>>()?, ..Census::default() })
}

fn sorted<K, V>(found: HashMap<K, V>, id: impl Fn(&V) -> &str) -> Vec<V> {
    let mut all: Vec<V> = found.into_values().collect();
    all.sort_by(|one, other| id(one).cmp(id(other)));
    all
}
