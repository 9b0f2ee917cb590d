//! All offers of an organization, and how each stands.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::{Actor, OfferId, OrganizationId, PlaceId};
use partner_directory::quality::{Quality, quality};
use partner_directory::revision::ObjectKind;
use partner_directory::{
    CapacityNow, Compulsory, Freshness, Listing, NotOrientable, Offer, OfferAtPlace, OfferStatus,
    Organization, Place, capacity, freshness, missing_to_publish, orientable,
};
use store::{Conn, accounts, merges, network, offers, organizations, places};

use super::{edited, may_edit};
use crate::{App, AppError};

/// What the first page of an organization shows.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The organization.
    pub organization: Organization,
    /// Its offers: published, drafts, paused, archived; by name among them.
    pub offers: Vec<OfferLine>,
    /// How many people of it may sign in.
    pub people: usize,
    /// The local date of today.
    pub today: NaiveDate,
}

/// One offer and how it stands today.
#[derive(Debug, Clone)]
pub struct OfferLine {
    /// The offer, whatever its status.
    pub offer: Offer,
    /// Where and when it is given, in the order shown.
    pub places: Vec<(OfferAtPlace, Place)>,
    /// How far it can be trusted.
    pub freshness: Freshness,
    /// Whole days since the last check.
    pub age_days: i64,
    /// What it lacks to be published.
    pub missing: Vec<Compulsory>,
    /// What is known about room for new people.
    pub capacity: CapacityNow,
    /// Why nobody can be referred to it, if so.
    pub hindrance: Option<NotOrientable>,
    /// How good it is, and what would make it better.
    pub quality: Quality,
}

impl App {
    /// The offers of an organization and how they stand; of the own one without `of`.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn workspace(
        &self,
        actor: &Actor,
        of: Option<OrganizationId>,
    ) -> Result<Workspace, AppError> {
        let id = edited(actor, of)?;
        let today = self.today();
        self.db
            .read(move |conn| {
                let organization = organizations::find(conn, &id)?;
                let mut lines = lines(conn, &organization, today)?;
                lines.sort_by_key(|line| order(line.offer.status));
                let people = accounts::list_of_organization(conn, &id)?;
                let people = people.iter().filter(|account| !account.is_disabled).count();
                Ok(Workspace { organization, offers: lines, people, today })
            })
            .await
    }

    /// An offer as its public page will show it, whatever its status.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn offer_preview(&self, actor: &Actor, id: OfferId) -> Result<Listing, AppError> {
        let actor = actor.clone();
        self.db
            .read(move |conn| {
                let offer = offers::find(conn, &id)?;
                may_edit(&actor, &offer.organization)?;
                let organization = organizations::find(conn, &offer.organization)?;
                let at_places = offers::places_of(conn, &id)?;
                let places = with_places(conn, at_places)?;
                let holidays = network::holidays(conn)?;
                Ok(Listing::build(offer, &organization, places, &holidays))
            })
            .await
    }
}

/// The offers of an organization, by name.
pub(super) fn lines(
    conn: &mut Conn,
    organization: &Organization,
    today: NaiveDate,
) -> Result<Vec<OfferLine>, AppError> {
    let mut found = offers::list_of(conn, &organization.id)?;
    // The one that stayed speaks for what it absorbed.
    let absorbed = merges::absorbed(conn, ObjectKind::Offer)?;
    found.retain(|offer| !absorbed.iter().any(|id| id == offer.id.as_str()));
    let ids: Vec<OfferId> = found.iter().map(|offer| offer.id.clone()).collect();
    let mut at_places = offers::places_of_many(conn, &ids)?;
    let used: Vec<PlaceId> =
        at_places.values().flatten().map(|at_place| at_place.place.clone()).collect();
    let known = places::find_many(conn, &used)?;
    let line = |offer: Offer| {
        let at_places = at_places.remove(&offer.id).unwrap_or_default();
        line(offer, organization, paired(at_places, &known), today)
    };
    Ok(found.into_iter().map(line).collect())
}

/// One offer and how it stands.
pub(super) fn line(
    offer: Offer,
    organization: &Organization,
    places: Vec<(OfferAtPlace, Place)>,
    today: NaiveDate,
) -> OfferLine {
    let (at, where_to): (Vec<OfferAtPlace>, Vec<Place>) = places.iter().cloned().unzip();
    OfferLine {
        freshness: freshness(&offer, today),
        age_days: partner_directory::freshness::age_days(&offer, today),
        missing: missing_to_publish(&offer, &at),
        capacity: capacity(&offer, today),
        hindrance: orientable(&offer, organization, today).err(),
        quality: quality(&offer, organization, &at, &where_to, today),
        offer,
        places,
    }
}

/// Each offer at a place with its place.
pub(super) fn with_places(
    conn: &mut Conn,
    at_places: Vec<OfferAtPlace>,
) -> Result<Vec<(OfferAtPlace, Place)>, AppError> {
    let ids: Vec<PlaceId> = at_places.iter().map(|one| one.place.clone()).collect();
    let known = places::find_many(conn, &ids)?;
    Ok(paired(at_places, &known))
}

fn paired(
    at_places: Vec<OfferAtPlace>,
    known: &HashMap<PlaceId, Place>,
) -> Vec<(OfferAtPlace, Place)> {
    let place = |one: OfferAtPlace| known.get(&one.place).cloned().map(|place| (one, place));
    at_places.into_iter().filter_map(place).collect()
}

fn order(status: OfferStatus) -> u8 {
    match status {
        OfferStatus::Published => 0,
        OfferStatus::Draft => 1,
        OfferStatus::Paused => 2,
        OfferStatus::Archived => 3,
    }
}
