//! What the directory holds of the rows of one batch.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use kernel::{OfferId, OrganizationId, PlaceId};
use partner_directory::exchange::difference::{Change, Difference, Entry};
use partner_directory::exchange::{Outcome, Record};
use partner_directory::slug::slug;
use partner_directory::{Offer, OfferAtPlace, Organization, Place};
use store::external_ids::{self, ExternalIds, ExternalKind};
use store::offers::CheckedByPeople;
use store::{Conn, offers, organizations, places};

use crate::AppError;

/// How many letters our own identifiers have.
const ID_LENGTH: usize = 32;

pub(super) struct Known {
    pub(super) ids: ExternalIds,
    organizations: HashMap<OrganizationId, Organization>,
    places: HashMap<PlaceId, Place>,
    offers: HashMap<OfferId, Offer>,
    at_places: HashMap<OfferId, Vec<OfferAtPlace>>,
    /// What the file called each of ours before a merge gave it a second name.
    first_names: HashMap<(ExternalKind, String), String>,
    /// Those of our own identifiers that stand in the rows.
    ours: HashSet<String>,
    own_sources: Vec<String>,
    checked: CheckedByPeople,
}

/// What an earlier import made of a row.
pub(super) enum Found {
    Nothing,
    Entry(Box<Entry>),
    /// The offer is there, but somebody took it away from all its places.
    WithoutPlace,
}

impl Known {
    pub(super) fn load(
        conn: &mut Conn,
        register: &str,
        records: &[Record],
        own_sources: Vec<String>,
    ) -> Result<Known, AppError> {
        let names = records.iter().flat_map(|record| {
            let Record { external_id, organization_key, place_key, .. } = record;
            [external_id.as_str(), organization_key.as_str(), place_key.as_str()]
        });
        let names: HashSet<&str> = names.collect();
        let ids = external_ids::load_some(conn, register, names.into_iter())?;
        let wanted: Vec<OfferId> =
            records.iter().filter_map(|record| ids.offer(&record.external_id)).collect();
        let found = offers::find_many(conn, &wanted)?;
        let at_places = offers::places_of_many(conn, &wanted)?;
        let wanted: Vec<PlaceId> =
            at_places.values().flatten().map(|one| one.place.clone()).collect();
        let places = places::find_many(conn, &wanted)?;
        let wanted: HashSet<OrganizationId> =
            found.values().map(|offer| offer.organization.clone()).collect();
        let wanted: Vec<OrganizationId> = wanted.into_iter().collect();
        let organizations = organizations::find_many(conn, &wanted)?;
        let objects: HashSet<&str> = found.keys().map(OfferId::as_str).collect();
        let objects = objects.into_iter().chain(places.keys().map(PlaceId::as_str));
        let objects = objects.chain(organizations.keys().map(OrganizationId::as_str));
        let objects: Vec<&str> = objects.collect();
        let first_names = external_ids::first_names(conn, register, &objects)?;
        let ours = ours(conn, &ids, records)?;
        let place_ids: Vec<PlaceId> = places.keys().cloned().collect();
        let checked = offers::checked_by_people(conn, &wanted, &place_ids)?;
        Ok(Known {
            ids,
            organizations,
            places,
            offers: found,
            at_places,
            first_names,
            ours,
            own_sources,
            checked,
        })
    }

    /// What becomes of a row, and in what it differs.
    pub(super) fn outcome(&self, record: &Record) -> (Outcome, Vec<Change>) {
        if self.is_echo(record) {
            return (Outcome::Echo, Vec::new());
        }
        match self.find(record) {
            Found::Nothing => (Outcome::Added, Vec::new()),
            Found::WithoutPlace => (Outcome::Protected, Vec::new()),
            Found::Entry(before) => match before.difference(&self.heard(record, &before)) {
                Difference::Unchanged => (Outcome::Unchanged, Vec::new()),
                Difference::Changed(changes) if !self.is_second(record) => {
                    (Outcome::Changed, changes)
                }
                Difference::Protected(changes) | Difference::Changed(changes) => {
                    (Outcome::Protected, changes)
                }
            },
        }
    }

    /// True when the offer was merged and the row has not the name that it had first: two rows
    /// would undo each other's changes at each import.
    pub(super) fn is_second(&self, record: &Record) -> bool {
        let offer = self.ids.offer(&record.external_id);
        offer.is_some_and(|id| {
            self.is_second_name(ExternalKind::Offer, id.as_str(), &record.external_id)
        })
    }

    /// The row without what another row says of the same organization or place, and without what
    /// people know better: they checked another offer there since.
    pub(super) fn heard(&self, record: &Record, before: &Entry) -> Entry {
        let mut entry = record.entry.clone();
        let (organization, place) = (&before.organization, &before.place);
        let key = &record.organization_key;
        let said_on = entry.offer.verified.on;
        let is_newer = |checked: Option<&NaiveDate>| checked.is_some_and(|day| *day >= said_on);
        if is_newer(self.checked.organizations.get(&organization.id)) {
            entry.organization = organization.clone();
        }
        if is_newer(self.checked.places.get(&place.id)) {
            entry.place = place.clone();
        }
        if self.is_second_name(ExternalKind::Organization, organization.id.as_str(), key) {
            entry.organization = organization.clone();
        }
        if self.is_second_name(ExternalKind::Place, place.id.as_str(), &record.place_key) {
            entry.place = place.clone();
        }
        entry
    }

    fn is_second_name(&self, kind: ExternalKind, object: &str, name: &str) -> bool {
        let first = self.first_names.get(&(kind, object.to_owned()));
        // Only where the name is one of the object at all.
        first.is_some_and(|first| first != name) && self.ids.get(kind, name) == Some(object)
    }

    /// The entry that a row is about, when an earlier import made it.
    pub(super) fn find(&self, record: &Record) -> Found {
        let offer = self.ids.offer(&record.external_id).and_then(|id| self.offers.get(&id));
        let Some(offer) = offer else { return Found::Nothing };
        let at_places = self.at_places.get(&offer.id).map(Vec::as_slice).unwrap_or_default();
        let place = self.ids.place(&record.place_key);
        let at_place = at_places
            .iter()
            .find(|one| Some(&one.place) == place.as_ref())
            .or_else(|| at_places.first());
        let entry = at_place.and_then(|at_place| {
            Some(Entry {
                organization: self.organizations.get(&offer.organization)?.clone(),
                place: self.places.get(&at_place.place)?.clone(),
                offer: offer.clone(),
                at_place: at_place.clone(),
            })
        });
        entry.map_or_else(|| Found::WithoutPlace, |entry| Found::Entry(Box::new(entry)))
    }

    pub(super) fn is_echo(&self, record: &Record) -> bool {
        let source = record.source();
        let is = |name: &str| self.own_sources.iter().any(|own| own == name);
        let is_own = !source.is_empty() && (is(source) || is(&slug(source)));
        is_own || own_ids(&record.external_id).any(|id| self.ours.contains(id))
    }

    /// All places of an offer as they are kept.
    pub(super) fn places_of(&self, offer: &OfferId) -> &[OfferAtPlace] {
        self.at_places.get(offer).map(Vec::as_slice).unwrap_or_default()
    }

    /// Learns what the writing of one row changed, so that the next one does not stand on what
    /// is no longer true.
    pub(super) fn learn(
        &mut self,
        conn: &mut Conn,
        organization: &OrganizationId,
        place: &PlaceId,
    ) -> Result<(), AppError> {
        let read = organizations::find(conn, organization)?;
        self.organizations.insert(organization.clone(), read);
        self.places.insert(place.clone(), places::find(conn, place)?);
        Ok(())
    }
}

/// The parts of a foreign identifier that look like one of ours.
fn own_ids(external_id: &str) -> impl Iterator<Item = &str> {
    external_id
        .split(['-', ':', '|', '_', '/'])
        .filter(|part| part.len() == ID_LENGTH && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn ours(
    conn: &mut Conn,
    ids: &ExternalIds,
    records: &[Record],
) -> Result<HashSet<String>, AppError> {
    let unknown = records.iter().filter(|record| ids.offer(&record.external_id).is_none());
    let wanted: Vec<&str> = unknown.flat_map(|record| own_ids(&record.external_id)).collect();
    if wanted.is_empty() {
        return Ok(HashSet::new());
    }
    let offers: Vec<OfferId> = wanted.iter().map(|id| OfferId::from(*id)).collect();
    let places: Vec<PlaceId> = wanted.iter().map(|id| PlaceId::from(*id)).collect();
    let mut found: HashSet<String> =
        offers::names(conn, &offers)?.into_keys().map(|id| id.to_string()).collect();
    found.extend(places::find_many(conn, &places)?.into_keys().map(|id| id.to_string()));
    Ok(found)
}
