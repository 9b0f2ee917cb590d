//! Merging itself.

use std::collections::BTreeMap;

use kernel::{OfferId, OfferPlaceId, OrganizationId, PlaceId, ScheduleId};
use partner_directory::merging::{Choices, Side, merge_fields, merged};
use partner_directory::revision::{ObjectKind, Snapshot, WholeOffer};
use partner_directory::{OfferAtPlace, OfferStatus, OrganizationStatus, Schedule};
use store::merges::{self, Merge, Moved};
use store::{Conn, offers, places};

use super::{MergeForm, refused, snapshot};
use crate::AppError;
use crate::revising::whole_offer;
use crate::workspace::Moment;
use crate::workspace::saving::write;

/// Makes one of two rows; the identifier of the merge.
pub(super) fn merge(
    conn: &mut Conn,
    moment: &Moment,
    form: &MergeForm,
) -> Result<String, AppError> {
    let (kind, kept_id, absorbed_id) = (form.kind, &form.kept.0, &form.absorbed.0);
    if kept_id == absorbed_id {
        return Err(refused("same"));
    }
    for id in [kept_id, absorbed_id] {
        if merges::successor(conn, kind, id)?.is_some() {
            return Err(refused("absorbed"));
        }
    }
    let kept_before = snapshot(conn, kind, kept_id)?;
    let absorbed_before = snapshot(conn, kind, absorbed_id)?;
    if (kept_before.version(), absorbed_before.version()) != (form.kept.1, form.absorbed.1) {
        return Err(AppError::Stale);
    }
    let choices = settled(&kept_before, &absorbed_before, &form.choices);
    let mut wanted = merged(&kept_before, &absorbed_before, &choices).ok_or(AppError::NotFound)?;
    if let (Snapshot::Offer(kept), Snapshot::Offer(absorbed)) = (&mut wanted, &absorbed_before) {
        add_places(kept, absorbed);
    }
    write(conn, moment, Some(&kept_before), &wanted)?;
    let moved = move_to(conn, moment, kind, (absorbed_id, kept_id))?;
    let now_absorbed = snapshot(conn, kind, absorbed_id)?;
    write(conn, moment, Some(&now_absorbed), &archived(&now_absorbed))?;
    let merge = Merge {
        id: uuid::Uuid::now_v7().simple().to_string(),
        choices,
        kept_after: snapshot(conn, kind, kept_id)?,
        kept_before,
        absorbed_before,
        moved,
        account: moment.who.account.clone(),
        label: moment.who.label.clone(),
        merged_at: moment.now,
        undone_at: None,
    };
    merges::insert(conn, &merge)?;
    Ok(merge.id)
}

/// Each field that differs, with where it is taken from: the provenance that is kept.
fn settled(kept: &Snapshot, absorbed: &Snapshot, chosen: &Choices) -> Choices {
    let fields = merge_fields(kept, absorbed).into_iter();
    fields
        .map(|one| {
            let side = chosen.get(&one.field).copied().unwrap_or(one.proposed);
            (one.field, side)
        })
        .collect::<BTreeMap<String, Side>>()
}

/// The offer that stays is given where either was given.
fn add_places(kept: &mut WholeOffer, absorbed: &WholeOffer) {
    for at_place in &absorbed.places {
        if kept.places.iter().any(|one| one.place == at_place.place) {
            continue;
        }
        let again = |schedule: &Schedule| Schedule { id: ScheduleId::fresh(), ..schedule.clone() };
        kept.places.push(OfferAtPlace {
            id: OfferPlaceId::fresh(),
            offer: kept.offer.id.clone(),
            place: at_place.place.clone(),
            schedules: at_place.schedules.iter().map(again).collect(),
        });
    }
}

/// The absorbed row as it stays behind; a place has no state, nothing is given there any more.
pub(super) fn archived(absorbed: &Snapshot) -> Snapshot {
    let mut archived = absorbed.clone();
    match &mut archived {
        Snapshot::Organization(one) => one.status = OrganizationStatus::Archived,
        Snapshot::Offer(one) => one.offer.status = OfferStatus::Archived,
        Snapshot::Place(_) => {}
    }
    archived
}

/// Turns what points to `from` to `to`: offers by way of their history, the rest as rows.
fn move_to(
    conn: &mut Conn,
    moment: &Moment,
    kind: ObjectKind,
    (from, to): (&str, &str),
) -> Result<Moved, AppError> {
    let offers_before = match kind {
        ObjectKind::Organization => move_offers(conn, moment, from, to)?,
        ObjectKind::Place => move_places(conn, moment, from, to)?,
        ObjectKind::Offer => BTreeMap::new(),
    };
    let mut moved = merges::repoint(conn, kind, from, to, moment.now)?;
    moved.offers = offers_before;
    Ok(moved)
}

fn move_offers(
    conn: &mut Conn,
    moment: &Moment,
    from: &str,
    to: &str,
) -> Result<BTreeMap<String, Vec<OfferAtPlace>>, AppError> {
    let mut moved = BTreeMap::new();
    for offer in offers::list_of(conn, &OrganizationId::from(from))? {
        let before = whole_offer(conn, &offer.id)?;
        let mut after = before.clone();
        after.offer.organization = to.into();
        moved.insert(offer.id.to_string(), before.places.clone());
        save(conn, moment, before, after)?;
    }
    Ok(moved)
}

fn move_places(
    conn: &mut Conn,
    moment: &Moment,
    from: &str,
    to: &str,
) -> Result<BTreeMap<String, Vec<OfferAtPlace>>, AppError> {
    let mut moved = BTreeMap::new();
    let users: Vec<OfferId> =
        places::used_by(conn, &PlaceId::from(from))?.into_iter().map(|(offer, _)| offer).collect();
    for id in users {
        let before = whole_offer(conn, &id)?;
        let mut after = before.clone();
        let is_there = after.places.iter().any(|one| one.place.as_str() == to);
        match is_there {
            true => after.places.retain(|one| one.place.as_str() != from),
            false => {
                for one in after.places.iter_mut().filter(|one| one.place.as_str() == from) {
                    one.place = to.into();
                }
            }
        }
        moved.insert(id.to_string(), before.places.clone());
        save(conn, moment, before, after)?;
    }
    Ok(moved)
}

pub(super) fn save(
    conn: &mut Conn,
    moment: &Moment,
    before: WholeOffer,
    after: WholeOffer,
) -> Result<(), AppError> {
    let (before, after) = (Snapshot::Offer(Box::new(before)), Snapshot::Offer(Box::new(after)));
    write(conn, moment, Some(&before), &after)?;
    Ok(())
}
