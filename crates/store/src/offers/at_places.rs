//! Where offers are given, and when.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use kernel::OfferId;
use partner_directory::{OfferAtPlace, Schedule};

use super::Scope;
use super::parts::grouped;
use crate::schema::{offer_places, schedules};
use crate::text::{kept, kept_optional};
use crate::{Conn, Saved, StoreError, changes};

#[derive(Queryable, Selectable, Insertable, AsChangeset, PartialEq)]
#[diesel(table_name = offer_places)]
struct Link {
    id: String,
    offer_id: String,
    place_id: String,
    position: i32,
}

#[derive(Queryable, Selectable, Insertable, PartialEq)]
#[diesel(table_name = schedules)]
struct ScheduleRow {
    id: String,
    offer_place_id: String,
    position: i32,
    osm: Option<String>,
    is_by_appointment: Option<bool>,
    valid_from: Option<NaiveDate>,
    valid_until: Option<NaiveDate>,
    note: Option<String>,
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
            let links = at_places.take(&id);
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
    let old_schedules = schedules::table.filter(schedules::offer_place_id.eq_any(&old));
    diesel::delete(old_schedules).execute(conn)?;
    let named: HashSet<_> = wanted.iter().map(|one| &one.id).collect();
    let gone: Vec<&str> =
        before.iter().filter(|one| !named.contains(&one.id)).map(|one| one.id.as_str()).collect();
    diesel::delete(offer_places::table.filter(offer_places::id.eq_any(gone))).execute(conn)?;
    for (position, at_place) in (0..).zip(wanted) {
        let link = Link {
            id: kept(at_place.id.as_str())?,
            offer_id: kept(offer.as_str())?,
            place_id: kept(at_place.place.as_str())?,
            position,
        };
        match old.contains(&link.id.as_str()) {
            true => {
                let same = offer_places::table.find(link.id.clone());
                diesel::update(same).set(link).execute(conn)?
            }
            false => diesel::insert_into(offer_places::table).values(link).execute(conn)?,
        };
        insert_schedules(conn, at_place)?;
    }
    changes::append(conn, &[offer.to_string()], now)?;
    Ok(if before.is_empty() { Saved::Inserted } else { Saved::Updated })
}

fn insert_schedules(conn: &mut Conn, at_place: &OfferAtPlace) -> Result<(), StoreError> {
    for (position, schedule) in (0..).zip(&at_place.schedules) {
        let row = ScheduleRow {
            id: kept(schedule.id.as_str())?,
            offer_place_id: at_place.id.to_string(),
            position,
            osm: kept_optional(&schedule.osm)?,
            is_by_appointment: schedule.is_by_appointment,
            valid_from: schedule.valid_from,
            valid_until: schedule.valid_until,
            note: kept_optional(&schedule.note)?,
        };
        diesel::insert_into(schedules::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Where some offers are given; each is taken once.
pub(crate) struct AtPlaces {
    links: HashMap<String, Vec<Link>>,
    schedules: HashMap<String, Vec<ScheduleRow>>,
}

impl AtPlaces {
    /// Two queries, whatever the number of offers.
    pub(crate) fn load(conn: &mut Conn, scope: Scope<'_>) -> Result<AtPlaces, StoreError> {
        let mut links = offer_places::table.select(Link::as_select()).into_boxed();
        let mut times = schedules::table.select(ScheduleRow::as_select()).into_boxed();
        if let Scope::Offers(ids) = scope {
            links = links.filter(offer_places::offer_id.eq_any(ids));
            let of = offer_places::table.filter(offer_places::offer_id.eq_any(ids));
            times = times.filter(schedules::offer_place_id.eq_any(of.select(offer_places::id)));
        }
        let mut found = AtPlaces {
            links: grouped(links.load(conn)?, |link: &Link| &link.offer_id),
            schedules: grouped(times.load(conn)?, |row: &ScheduleRow| &row.offer_place_id),
        };
        found.links.values_mut().for_each(|links| links.sort_by_key(|link| link.position));
        found.schedules.values_mut().for_each(|rows| rows.sort_by_key(|row| row.position));
        Ok(found)
    }

    /// The places of every offer loaded.
    pub(crate) fn place_ids(&self) -> HashSet<&str> {
        self.links.values().flatten().map(|link| link.place_id.as_str()).collect()
    }

    pub(crate) fn take(&mut self, offer: &str) -> Vec<OfferAtPlace> {
        let links = self.links.remove(offer).unwrap_or_default();
        links
            .into_iter()
            .map(|link| {
                let rows = self.schedules.remove(&link.id).unwrap_or_default();
                OfferAtPlace {
                    id: link.id.into(),
                    offer: link.offer_id.into(),
                    place: link.place_id.into(),
                    schedules: rows.into_iter().map(ScheduleRow::into_schedule).collect(),
                }
            })
            .collect()
    }
}

impl ScheduleRow {
    fn into_schedule(self) -> Schedule {
        Schedule {
            id: self.id.into(),
            osm: self.osm,
            is_by_appointment: self.is_by_appointment,
            valid_from: self.valid_from,
            valid_until: self.valid_until,
            note: self.note,
        }
    }
}
