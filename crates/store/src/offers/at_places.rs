//! Where offers are given, and when.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use kernel::OfferId;
use partner_directory::OfferAtPlace;

use super::parts::grouped;
use super::schedules::Schedules;
use super::{Scope, schedules};
use crate::schema::offer_places;
use crate::text::kept;
use crate::{Conn, Saved, StoreError, changes};

#[derive(Queryable, Selectable, Insertable, AsChangeset, PartialEq)]
#[diesel(table_name = offer_places)]
struct Link {
    id: String,
    offer_id: String,
    place_id: String,
    position: i32,
}

/// Where one offer is given, in the order in which places are shown.
///
/// # Errors
/// When the database fails.
pub fn places_of(conn: &mut Conn, offer: &OfferId) -> Result<Vec<OfferAtPlace>, StoreError> {
    let found = places_of_many(conn, std::slice::from_ref(offer))?;
    Ok(found.into_values().next().unwrap_or_default())
}

/// Where several offers are given; an offer without a place is missing.
///
/// # Errors
/// When the database fails.
pub fn places_of_many(
    conn: &mut Conn,
    offers: &[OfferId],
) -> Result<HashMap<OfferId, Vec<OfferAtPlace>>, StoreError> {
    let mut found = HashMap::new();
    for some in offers.chunks(500) {
        let ids: Vec<String> =
            some.iter().map(OfferId::to_string).filter(|id| !id.contains('\0')).collect();
        let mut at_places = AtPlaces::load(conn, Scope::Offers(&ids))?;
        for id in ids {
            let links = at_places.take(&id)?;
            if !links.is_empty() {
                found.insert(id.into(), links);
            }
        }
    }
    Ok(found)
}

/// Replaces where and when an offer is given; writes nothing when that is what it was.
///
/// An offer at a place keeps its identifier as long as it is named again.
///
/// # Errors
/// [`StoreError::Duplicate`] when a place comes twice; [`StoreError::NulCharacter`].
pub fn set_places(
    conn: &mut Conn,
    offer: &OfferId,
    wanted: &[OfferAtPlace],
    now: DateTime<Utc>,
) -> Result<Saved, StoreError> {
    changes::take_turn(conn)?;
    let before = places_of(conn, offer)?;
    if before == wanted {
        return Ok(Saved::Unchanged);
    }
    let old: Vec<&str> = before.iter().map(|one| one.id.as_str()).collect();
    schedules::delete(conn, &old)?;
    let named: HashSet<_> = wanted.iter().map(|one| &one.id).collect();
    let gone: Vec<&str> =
        before.iter().filter(|one| !named.contains(&one.id)).map(|one| one.id.as_str()).collect();
    diesel::delete(offer_places::table.filter(offer_places::id.eq_any(gone))).execute(conn)?;
    for (position, at_place) in (0..).zip(wanted) {
        let link = Link::new(offer, position, at_place)?;
        match old.contains(&link.id.as_str()) {
            true => {
                let same = offer_places::table.find(link.id.clone());
                diesel::update(same).set(link).execute(conn)?
            }
            false => diesel::insert_into(offer_places::table).values(link).execute(conn)?,
        };
        schedules::insert(conn, at_place.id.as_str(), &at_place.schedules)?;
    }
    changes::append(conn, &[offer.to_string()], now)?;
    Ok(if before.is_empty() { Saved::Inserted } else { Saved::Updated })
}

/// Keeps where and when a new offer is given.
pub(super) fn insert(
    conn: &mut Conn,
    offer: &OfferId,
    at_places: &[OfferAtPlace],
) -> Result<(), StoreError> {
    for (position, at_place) in (0..).zip(at_places) {
        let link = Link::new(offer, position, at_place)?;
        diesel::insert_into(offer_places::table).values(link).execute(conn)?;
        schedules::insert(conn, at_place.id.as_str(), &at_place.schedules)?;
    }
    Ok(())
}

impl Link {
    fn new(offer: &OfferId, position: i32, at_place: &OfferAtPlace) -> Result<Link, StoreError> {
        Ok(Link {
            id: kept(at_place.id.as_str())?,
            offer_id: kept(offer.as_str())?,
            place_id: kept(at_place.place.as_str())?,
            position,
        })
    }
}

/// Where some offers are given; each is taken once.
pub(crate) struct AtPlaces {
    links: HashMap<String, Vec<Link>>,
    schedules: Schedules,
}

impl AtPlaces {
    /// Four queries, whatever the number of offers.
    pub(crate) fn load(conn: &mut Conn, scope: Scope<'_>) -> Result<AtPlaces, StoreError> {
        let mut links = offer_places::table.select(Link::as_select()).into_boxed();
        if let Scope::Offers(ids) = scope {
            links = links.filter(offer_places::offer_id.eq_any(ids));
        }
        let mut found = AtPlaces {
            links: grouped(links.load(conn)?, |link: &Link| &link.offer_id),
            schedules: Schedules::load(conn, scope)?,
        };
        found.links.values_mut().for_each(|links| links.sort_by_key(|link| link.position));
        Ok(found)
    }

    /// The places of every offer loaded.
    pub(crate) fn place_ids(&self) -> HashSet<&str> {
        self.links.values().flatten().map(|link| link.place_id.as_str()).collect()
    }

    pub(crate) fn take(&mut self, offer: &str) -> Result<Vec<OfferAtPlace>, StoreError> {
        let links = self.links.remove(offer).unwrap_or_default();
        links
            .into_iter()
            .map(|link| {
                let schedules = self.schedules.take(&link.id)?;
                Ok(OfferAtPlace {
                    id: link.id.into(),
                    offer: link.offer_id.into(),
                    place: link.place_id.into(),
                    schedules,
                })
            })
            .collect()
    }
}
