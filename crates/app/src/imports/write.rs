//! Writing the rows of one batch, in the caller's transaction.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::{OfferId, OfferPlaceId, OrganizationId, PlaceId, ScheduleId};
use partner_directory::exchange::difference::{Entry, EntryIds};
use partner_directory::exchange::{Outcome, Record};
use partner_directory::slug::{slug, slug_with};
use store::external_ids::{self, ExternalKind};
use store::imports::{self, Run, StagedRow};
use store::provenance::{self, Statement};
use store::{Conn, offers, organizations, places};

use super::compare::{Found, Known};
use crate::AppError;

/// Whose listing a row became.
struct Written {
    organization: OrganizationId,
    place: PlaceId,
    offer: OfferId,
}

pub(super) fn write(
    conn: &mut Conn,
    run: &Run,
    rows: Vec<StagedRow>,
    own_sources: Vec<String>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let records: Vec<Record> = rows.iter().filter_map(|row| row.record.clone()).collect();
    let register = run.format.register();
    let mut batch = Batch {
        known: Known::load(conn, register, &records, own_sources)?,
        names: Vec::new(),
        now,
    };
    let mut statements = Vec::with_capacity(rows.len() * 3);
    for (mut row, record) in rows.into_iter().zip(records) {
        (row.outcome, row.differences) = batch.known.outcome(&record);
        let source = match record.source() {
            "" => register.to_owned(),
            named => named.to_owned(),
        };
        let stated = record.entry.stated();
        if let Some(written) = batch.settle(conn, row.outcome, record)? {
            statements.extend(statements_of(written, &source, stated));
        }
        row.record = None;
        imports::finish_row(conn, &run.id, &row)?;
    }
    external_ids::put_new(conn, register, &batch.names, now)?;
    Ok(provenance::put(conn, &statements, now)?)
}

struct Batch {
    known: Known,
    /// What the source calls the objects that are new, kept together at the end.
    names: Vec<(ExternalKind, String, String)>,
    now: DateTime<Utc>,
}

impl Batch {
    fn settle(
        &mut self,
        conn: &mut Conn,
        outcome: Outcome,
        record: Record,
    ) -> Result<Option<Written>, AppError> {
        let before = match (outcome, self.known.find(&record)) {
            (Outcome::Echo | Outcome::Refused, _) | (_, Found::WithoutPlace) => return Ok(None),
            (_, Found::Nothing) => return self.add(conn, record).map(Some),
            (_, Found::Entry(before)) => *before,
        };
        // What a second name says is in the report; the first one speaks for the source.
        if self.known.is_second(&record) {
            return Ok(None);
        }
        let written = Written {
            organization: before.organization.id.clone(),
            place: before.place.id.clone(),
            offer: before.offer.id.clone(),
        };
        if outcome == Outcome::Changed {
            let after = before.clone().updated_by(self.known.heard(&record, &before));
            self.save(conn, &before, &after)?;
            self.known.learn(conn, &written.organization, &written.place)?;
        }
        Ok(Some(written))
    }

    fn add(&mut self, conn: &mut Conn, record: Record) -> Result<Written, AppError> {
        let known = &self.known.ids;
        let (organization, place) =
            (known.organization(&record.organization_key), known.place(&record.place_key));
        let (is_new_organization, is_new_place) = (organization.is_none(), place.is_none());
        let ids = EntryIds {
            organization: organization.unwrap_or_else(OrganizationId::fresh),
            place: place.unwrap_or_else(PlaceId::fresh),
            offer: OfferId::fresh(),
            at_place: OfferPlaceId::fresh(),
            schedule: ScheduleId::fresh(),
        };
        let mut entry = record.entry.with_ids(ids);
        if is_new_organization {
            let wanted = slug(&entry.organization.name);
            entry.organization.slug = organizations::free_slug(conn, &wanted)?;
            organizations::insert(conn, &entry.organization)?;
            let id = entry.organization.id.as_str();
            self.note(ExternalKind::Organization, &record.organization_key, id);
        }
        if is_new_place {
            places::insert(conn, &entry.place)?;
            self.note(ExternalKind::Place, &record.place_key, entry.place.id.as_str());
        }
        entry.offer.slug = free_slug(conn, &entry)?;
        offers::insert_at(conn, &entry.offer, &[entry.at_place])?;
        self.note(ExternalKind::Offer, &record.external_id, entry.offer.id.as_str());
        Ok(Written {
            organization: entry.organization.id,
            place: entry.place.id,
            offer: entry.offer.id,
        })
    }

    fn save(&self, conn: &mut Conn, before: &Entry, after: &Entry) -> Result<(), AppError> {
        organizations::save(conn, Some(&before.organization), &after.organization, self.now)?;
        places::save(conn, Some(&before.place), &after.place, self.now)?;
        offers::save(conn, Some(&before.offer), &after.offer, self.now)?;
        // The other places of the offer are not the import's business.
        let mut at_places = self.known.places_of(&after.offer.id).to_vec();
        for at_place in &mut at_places {
            if at_place.id == after.at_place.id {
                *at_place = after.at_place.clone();
            }
        }
        offers::set_places(conn, &after.offer.id, &at_places, self.now)?;
        Ok(())
    }

    fn note(&mut self, kind: ExternalKind, name: &str, object: &str) {
        self.names.push((kind, name.to_owned(), object.to_owned()));
        self.known.ids.note(kind, name, object);
    }
}

// Many places give the same offer; the commune tells them apart better than a number.
fn free_slug(conn: &mut Conn, entry: &Entry) -> Result<String, AppError> {
    let wanted = slug(&entry.offer.name);
    let free = offers::free_slug(conn, &wanted)?;
    if free == wanted {
        return Ok(free);
    }
    Ok(offers::free_slug(conn, &slug_with(&entry.offer.name, &entry.place.commune))?)
}

fn statements_of(
    written: Written,
    source: &str,
    stated: Vec<(&'static str, String)>,
) -> [Statement; 3] {
    let mut values: [BTreeMap<String, String>; 3] = Default::default();
    let [of_organization, of_place, of_offer] = &mut values;
    for (field, value) in stated {
        let of = match field.split('.').next() {
            Some("organization") => &mut *of_organization,
            Some("place") => &mut *of_place,
            _ => &mut *of_offer,
        };
        of.insert(field.to_owned(), value);
    }
    let [of_organization, of_place, of_offer] = values;
    let say = |kind, object: String, values| Statement {
        kind,
        object,
        source: source.to_owned(),
        values,
    };
    [
        say(ExternalKind::Organization, written.organization.to_string(), of_organization),
        say(ExternalKind::Place, written.place.to_string(), of_place),
        say(ExternalKind::Offer, written.offer.to_string(), of_offer),
    ]
}
