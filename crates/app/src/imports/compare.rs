//! What the directory holds of the rows of one batch.

use std::collections::{HashMap, HashSet};

use kernel::{OfferId, OrganizationId, PlaceId};
use partner_directory::exchange::difference::{Change, Difference, Entry};
use partner_directory::exchange::{Outcome, Record};
use partner_directory::slug::slug;
use partner_directory::{Offer, OfferAtPlace, Organization, Place};
use store::external_ids::{self, ExternalIds};
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
    /// Those of our own identifiers that stand in the rows.
    ours: HashSet<String>,
    own_sources: Vec<String>,
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
        let offers = offers::find_many(conn, &wanted)?;
        let at_places = offers::places_of_many(conn, &wanted)?;
        let wanted: Vec<PlaceId> =
            at_places.values().flatten().map(|one| one.place.clone()).collect();
        let places = places::find_many(conn, &wanted)?;
        let wanted: HashSet<OrganizationId> =
            offers.values().map(|offer| offer.organization.clone()).collect();
        let wanted: Vec<OrganizationId> = wanted.into_iter().collect();
        let organizations = organizations::find_many(conn, &wanted)?;
        let ours = ours(conn, &ids, records)?;
        Ok(Known { ids, organizations, places, offers, at_places, ours, own_sources })
    }

    /// What becomes of a row, and in what it differs.
    pub(super) fn outcome(&self, record: &Record) -> (Outcome, Vec<Change>) {
        if self.is_echo(record) {
            return (Outcome::Echo, Vec::new());
        }
        match self.find(record) {
            Found::Nothing => (Outcome::Added, Vec::new()),
            Found::WithoutPlace => (Outcome::Protected, Vec::new()),
            Found::Entry(before) => match before.difference(&record.entry) {
                Difference::Unchanged => (Outcome::Unchanged, Vec::new()),
                Difference::Protected(changes) => (Outcome::Protected, changes),
                Difference::Changed(changes) => (Outcome::Changed, changes),
            },
        }
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
