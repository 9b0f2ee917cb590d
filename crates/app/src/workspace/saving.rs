//! Bringing a form together with what others changed since it was opened.

use chrono::{DateTime, Utc};
use kernel::{Channel, FieldErrors};
use partner_directory::revision::{FieldChange, Snapshot, WholeOffer, differences, merge};
use partner_directory::{Compulsory, OfferStatus, missing_to_publish};
use store::{Conn, Saved, offers, organizations, places, revisions};

use super::Moment;
use crate::AppError;
use crate::revising::{revise, whole_offer};

/// What every check changes beside what was changed: no news for who edits the same.
const OF_A_CHECK: [&str; 6] = [
    "offer.verified.on",
    "offer.verified.how",
    "offer.verified.by",
    "offer.freshness_since",
    "offer.asked_on",
    "offer.doubted_on",
];

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
    let mut theirs = differences(Some(&base), current);
    theirs.retain(|one| !OF_A_CHECK.contains(&one.field.as_str()));
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
    keeps_compulsory(before, wanted)?;
    let kept = put(conn, before, wanted, moment.now)?;
    revise(conn, (&moment.who, Channel::Web), before.cloned(), kept, moment.now)
}

/// What the public reads keeps what people need to know (DIR-03, FEA-8): a change may leave a gap
/// of an import as it is, and opens none.
fn keeps_compulsory(before: Option<&Snapshot>, wanted: &Snapshot) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    if let (Some(Snapshot::Offer(before)), Snapshot::Offer(wanted)) = (before, wanted)
        && wanted.offer.status == OfferStatus::Published
    {
        let known = missing_to_publish(&before.offer, &before.places);
        let missing = missing_to_publish(&wanted.offer, &wanted.places);
        for one in missing.into_iter().filter(|one| !known.contains(one)) {
            errors.add(field_of(one), "required");
        }
    }
    errors.or(())
}

/// The field of the form of an offer that answers a compulsory question.
pub fn field_of(compulsory: Compulsory) -> &'static str {
    match compulsory {
        Compulsory::Name => "name",
        Compulsory::Kind => "kind",
        Compulsory::Theme => "themes",
        Compulsory::Place => "place",
        Compulsory::Hours => "schedules",
        Compulsory::Access => "access_modes",
        Compulsory::HumanChannel => "human_channel",
        Compulsory::Price => "cost_bands",
    }
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
