//! Bringing a form together with what others changed since it was opened.

use chrono::{DateTime, Utc};
use kernel::{Channel, FieldErrors};
use partner_directory::revision::{FieldChange, Snapshot, WholeOffer, differences, merge};
use store::{Conn, Saved, offers, organizations, places, revisions};

use super::Moment;
use crate::AppError;
use crate::revising::{revise, whole_offer};

/// What becomes of a form.
pub(super) enum Joined {
    /// It can be written; beside it stays what others changed.
    Write(Snapshot, Vec<FieldChange>),
    /// Others changed the same.
    Conflict(Vec<FieldChange>),
}

/// What an object says once a form, filled at `version`, is taken; `apply` lays the form over
/// the state it was filled from.
pub(super) fn join(
    conn: &mut Conn,
    version: i64,
    current: &Snapshot,
    apply: impl Fn(&Snapshot) -> Result<Snapshot, FieldErrors>,
) -> Result<Joined, AppError> {
    if version == current.version() {
        return Ok(Joined::Write(apply(current)?, Vec::new()));
    }
    let Some(base) = revisions::state_at(conn, current.kind(), current.id(), version)? else {
        // Changed by an import, which keeps no states: only the same can be taken.
        let mine = apply(current)?;
        let theirs = differences(Some(&mine), current);
        return Ok(match theirs.is_empty() {
            true => Joined::Write(mine, Vec::new()),
            false => Joined::Conflict(theirs),
        });
    };
    let theirs = differences(Some(&base), current);
    let mine = apply(&base)?;
    Ok(match merge(&base, current, &mine) {
        Ok(joined) if fits(&joined) => Joined::Write(joined, theirs),
        _ => Joined::Conflict(theirs),
    })
}

/// Two changes that are right alone may be wrong together, such as a lowest and a highest age.
fn fits(joined: &Snapshot) -> bool {
    match joined {
        Snapshot::Offer(one) => super::OfferForm::of(one).read(&one.offer).is_ok(),
        Snapshot::Place(one) => super::PlaceForm::of(one).read(one).is_ok(),
        Snapshot::Organization(one) => super::OrganizationForm::of(one).read(one).is_ok(),
    }
}

/// Writes an object with its revision; what is written as it was leaves no trace.
pub(crate) fn write(
    conn: &mut Conn,
    moment: &Moment,
    before: Option<&Snapshot>,
    wanted: &Snapshot,
) -> Result<Option<kernel::RevisionId>, AppError> {
    if before.is_some_and(|before| differences(Some(before), wanted).is_empty()) {
        return Ok(None);
    }
    let kept = put(conn, before, wanted, moment.now)?;
    revise(conn, (&moment.who, Channel::Web), before.cloned(), kept, moment.now)
}

fn put(
    conn: &mut Conn,
    before: Option<&Snapshot>,
    wanted: &Snapshot,
    now: DateTime<Utc>,
) -> Result<Snapshot, AppError> {
    match wanted {
        Snapshot::Offer(whole) => {
            let WholeOffer { offer, places } = whole.as_ref();
            match before {
                None => offers::insert(conn, offer)?,
                // Always: a change of places alone must raise the version too.
                Some(_) => offers::update(conn, offer, now)?,
            }
            let _: Saved = offers::set_places(conn, &offer.id, places, now)?;
            Ok(Snapshot::Offer(Box::new(whole_offer(conn, &offer.id)?)))
        }
        Snapshot::Place(place) => {
            match before {
                None => places::insert(conn, place)?,
                Some(_) => places::update(conn, place, now)?,
            }
            Ok(Snapshot::Place(Box::new(places::find(conn, &place.id)?)))
        }
        Snapshot::Organization(one) => {
            match before {
                None => organizations::insert(conn, one)?,
                Some(_) => organizations::update(conn, one, now)?,
            }
            Ok(Snapshot::Organization(Box::new(organizations::find(conn, &one.id)?)))
        }
    }
}
