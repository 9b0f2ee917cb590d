//! Taking a merge back.

use chrono::Duration;
use kernel::OfferId;
use partner_directory::OfferAtPlace;
use partner_directory::merging::taken_back;
use partner_directory::revision::{ObjectKind, Snapshot};
use store::merges::{self, Merge};
use store::{Conn, StoreError};

use super::carry_out::{archived, save};
use super::{UNDO_DAYS, refused, snapshot};
use crate::AppError;
use crate::revising::whole_offer;
use crate::workspace::Moment;
use crate::workspace::saving::write;

/// Gives each row back what was its own.
pub(super) fn undo(conn: &mut Conn, moment: &Moment, merge: &Merge) -> Result<(), AppError> {
    let kind = merge.kind();
    let (kept, absorbed) = (merge.kept_before.id(), merge.absorbed_before.id());
    if moment.now - merge.merged_at > Duration::days(UNDO_DAYS) {
        return Err(refused("too_late"));
    }
    if merge.undone_at.is_some() {
        return Err(refused("undone_before"));
    }
    if merges::successor(conn, kind, kept)?.is_some() {
        return Err(refused("merged_since"));
    }
    if !merges::mark_undone(conn, &merge.id, moment.now)? {
        return Err(refused("undone_before"));
    }
    let stays = snapshot(conn, kind, kept)?;
    restore(conn, moment, (&merge.kept_before, &merge.kept_after), &stays)?;
    let returns = snapshot(conn, kind, absorbed)?;
    let left = archived(&merge.absorbed_before);
    restore(conn, moment, (&merge.absorbed_before, &left), &returns)?;
    give_back_offers(conn, moment, merge)?;
    merges::point_back(conn, kind, &merge.moved, (absorbed, kept), moment.now)?;
    Ok(())
}

fn restore(
    conn: &mut Conn,
    moment: &Moment,
    (before, after): (&Snapshot, &Snapshot),
    now: &Snapshot,
) -> Result<(), AppError> {
    let wanted = taken_back(before, after, now).ok_or(AppError::NotFound)?;
    write(conn, moment, Some(now), &wanted)?;
    Ok(())
}

/// Offers that went along go back, unless somebody moved them elsewhere since.
fn give_back_offers(conn: &mut Conn, moment: &Moment, merge: &Merge) -> Result<(), AppError> {
    let (kept, absorbed) = (merge.kept_before.id(), merge.absorbed_before.id());
    for (id, places) in &merge.moved.offers {
        let before = match whole_offer(conn, &OfferId::from(id.as_str())) {
            Err(StoreError::NotFound) => continue,
            found => found?,
        };
        let mut after = before.clone();
        match merge.kind() {
            ObjectKind::Organization if before.offer.organization.as_str() == kept => {
                after.offer.organization = absorbed.into();
            }
            ObjectKind::Place => give_back_places(&mut after.places, places, (kept, absorbed)),
            _ => {}
        }
        save(conn, moment, before, after)?;
    }
    Ok(())
}

fn give_back_places(
    now: &mut Vec<OfferAtPlace>,
    before: &[OfferAtPlace],
    (kept, absorbed): (&str, &str),
) {
    for one in before.iter().filter(|one| one.place.as_str() == absorbed) {
        match now.iter_mut().find(|other| other.id == one.id) {
            Some(other) if other.place.as_str() == kept => other.place = absorbed.into(),
            Some(_) => {}
            None => now.push(one.clone()),
        }
    }
}
