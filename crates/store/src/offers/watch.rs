//! The clocks of freshness, without the rest of their offers.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::max;
use diesel::prelude::*;
use kernel::{OfferId, OrganizationId, PlaceId};
use partner_directory::freshness::Clock;
use partner_directory::{OfferStatus, VerifiedHow};

use crate::error::known;
use crate::schema::{
    offer_assurances as assurances, offer_places, offers, organization_closures as closures,
    organizations,
};
use crate::{Conn, StoreError, changes};

/// The clock of one published offer of an active organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// Which offer.
    pub offer: OfferId,
    /// Whose it is.
    pub organization: OrganizationId,
    /// Its clock.
    pub clock: Clock,
    /// True when the organization has an address for letters.
    pub has_address: bool,
}

/// Which clocks are looked at, besides those of offers in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watch<'a> {
    /// Those of offers last checked on this local date or before.
    pub since: NaiveDate,
    /// Those of offers that came with a file and that nobody checked yet.
    pub imported: Imported,
    /// Those of one organization only.
    pub of: Option<&'a OrganizationId>,
}

/// From when on an imported offer is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    /// Once it is as old as any other: nobody is written to about what has just come.
    WhenOld,
    /// From the first day, because somebody has to confirm it.
    AtOnce,
}

/// The clocks that `watch` names, the oldest first.
///
/// # Errors
/// When the database fails.
pub fn watched(conn: &mut Conn, watch: Watch<'_>) -> Result<Vec<Watched>, StoreError> {
    let needs_care =
        assurances::freshness_since.le(watch.since).or(assurances::doubted_on.is_not_null());
    let mut clocks = offers::table
        .inner_join(assurances::table.on(assurances::offer_id.eq(offers::id)))
        .inner_join(organizations::table.on(organizations::id.eq(offers::organization_id)))
        .filter(offers::status.eq("published").and(organizations::status.eq("active")))
        .order((assurances::freshness_since, offers::id))
        .select((
            offers::id,
            offers::organization_id,
            assurances::freshness_since,
            assurances::asked_on,
            assurances::doubted_on,
            assurances::verified_how,
            organizations::referral_email,
            organizations::email,
        ))
        .into_boxed();
    clocks = match watch.imported {
        Imported::WhenOld => clocks.filter(needs_care),
        Imported::AtOnce => {
            let import = VerifiedHow::Import.word();
            clocks.filter(needs_care.or(assurances::verified_how.eq(import)))
        }
    };
    if let Some(of) = watch.of {
        clocks = clocks.filter(offers::organization_id.eq(of.as_str()));
    }
    let rows: Vec<WatchedRow> = clocks.load(conn)?;
    rows.into_iter().map(WatchedRow::value).collect()
}

/// When people last checked a public offer; local dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckedByPeople {
    /// Any offer of an organization.
    pub organizations: HashMap<OrganizationId, NaiveDate>,
    /// Any offer at a place.
    pub places: HashMap<PlaceId, NaiveDate>,
}

/// When people last checked a public offer of each organization `of` and at each place `at`; what
/// nobody checked is missing.
///
/// # Errors
/// When the database fails.
pub fn checked_by_people(
    conn: &mut Conn,
    of: &[OrganizationId],
    at: &[PlaceId],
) -> Result<CheckedByPeople, StoreError> {
    let by_people = assurances::verified_how
        .ne(VerifiedHow::Import.word())
        .and(offers::status.eq(OfferStatus::Published.word()));
    let mut checked = CheckedByPeople::default();
    for some in of.chunks(500) {
        let rows: Vec<(String, Option<NaiveDate>)> = offers::table
            .inner_join(assurances::table.on(assurances::offer_id.eq(offers::id)))
            .filter(by_people)
            .filter(offers::organization_id.eq_any(some.iter().map(OrganizationId::as_str)))
            .group_by(offers::organization_id)
            .select((offers::organization_id, max(assurances::verified_on)))
            .load(conn)?;
        let rows = rows.into_iter().filter_map(|(id, day)| Some((id.into(), day?)));
        checked.organizations.extend(rows);
    }
    for some in at.chunks(500) {
        let rows: Vec<(String, Option<NaiveDate>)> = offer_places::table
            .inner_join(offers::table.on(offers::id.eq(offer_places::offer_id)))
            .inner_join(assurances::table.on(assurances::offer_id.eq(offers::id)))
            .filter(by_people)
            .filter(offer_places::place_id.eq_any(some.iter().map(PlaceId::as_str)))
            .group_by(offer_places::place_id)
            .select((offer_places::place_id, max(assurances::verified_on)))
            .load(conn)?;
        let rows = rows.into_iter().filter_map(|(id, day)| Some((id.into(), day?)));
        checked.places.extend(rows);
    }
    Ok(checked)
}

/// Those that have declared that they are closed on the local date `day`.
///
/// # Errors
/// When the database fails.
pub fn closed_on(conn: &mut Conn, day: NaiveDate) -> Result<HashSet<OrganizationId>, StoreError> {
    let holds = closures::first_day.le(day).and(closures::last_day.ge(day));
    let rows: Vec<String> =
        closures::table.filter(holds).select(closures::organization_id).load(conn)?;
    Ok(rows.into_iter().map(OrganizationId::from).collect())
}

/// Notes on which local date somebody was asked about offers; `None` takes it back.
///
/// # Errors
/// When the database fails.
pub fn put_asked(
    conn: &mut Conn,
    of: &[OfferId],
    on: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    changes::take_turn(conn)?;
    let ids: Vec<String> = of.iter().map(ToString::to_string).collect();
    for some in ids.chunks(500) {
        diesel::update(assurances::table.filter(assurances::offer_id.eq_any(some)))
            .set(assurances::asked_on.eq(on))
            .execute(conn)?;
    }
    // What is hidden depends on it.
    changes::append(conn, &ids, now)
}

/// Notes on which local date visitors put an offer in doubt; `None` takes it back.
///
/// # Errors
/// When the database fails.
pub fn put_doubt(
    conn: &mut Conn,
    offer: &OfferId,
    on: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    changes::take_turn(conn)?;
    diesel::update(assurances::table.find(offer.as_str()))
        .set(assurances::doubted_on.eq(on))
        .execute(conn)?;
    changes::append(conn, &[offer.to_string()], now)
}

#[derive(Queryable)]
struct WatchedRow {
    offer: String,
    organization: String,
    since: NaiveDate,
    asked_on: Option<NaiveDate>,
    doubted_on: Option<NaiveDate>,
    how: String,
    referral_email: Option<String>,
    email: Option<String>,
}

impl WatchedRow {
    fn value(self) -> Result<Watched, StoreError> {
        let how = VerifiedHow::from_word(&self.how);
        let address = self.referral_email.or(self.email);
        Ok(Watched {
            clock: Clock {
                since: self.since,
                asked_on: self.asked_on,
                doubted_on: self.doubted_on,
                how: known("offer_assurances.verified_how", &self.how, how)?,
            },
            has_address: address.is_some_and(|address| !address.trim().is_empty()),
            offer: self.offer.into(),
            organization: self.organization.into(),
        })
    }
}
