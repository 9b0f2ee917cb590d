//! Editing places at which an organization gives offers.

use std::collections::HashSet;

use kernel::{Actor, PlaceId};
use partner_directory::revision::{FieldChange, Snapshot};
use partner_directory::{OfferStatus, Place};
use store::{Conn, offers, places};

use super::saving::{Joined, join, write};
use super::{PlaceForm, may_edit};
use crate::access::{Right, scope};
use crate::moderation::hold_back;
use crate::{App, AppError};

/// What the page that edits a place shows.
#[derive(Debug, Clone)]
pub struct PlaceForEdit {
    /// The place.
    pub place: Place,
    /// The form, filled.
    pub form: PlaceForm,
    /// The names of the offers given there, published ones first.
    pub used_by: Vec<String>,
}

/// What became of a form.
#[derive(Debug, Clone, PartialEq)]
pub enum SavePlace {
    /// It was kept.
    Saved {
        /// What somebody else changed since the form was opened, and stays.
        merged: Vec<FieldChange>,
    },
    /// A coordinator looks at it before it is shown.
    Waiting,
    /// Nothing was kept: somebody else changed the same fields.
    Conflict {
        /// The form that says what the place says now; its version is the one to send next.
        current: Box<PlaceForm>,
        /// What others changed since the form was opened.
        theirs: Vec<FieldChange>,
    },
}

impl App {
    /// A place to edit.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn place_for_edit(
        &self,
        actor: &Actor,
        id: PlaceId,
    ) -> Result<PlaceForEdit, AppError> {
        let actor = actor.clone();
        self.db
            .read(move |conn| {
                let place = places::find(conn, &id)?;
                must_be_editable(conn, &actor, &id)?;
                let users = places::used_by(conn, &id)?;
                let ids: Vec<_> = users.into_iter().map(|(offer, _)| offer).collect();
                let mut used_by: Vec<_> = offers::find_many(conn, &ids)?.into_values().collect();
                used_by.sort_by_cached_key(|offer| {
                    (offer.status != OfferStatus::Published, offer.name.clone())
                });
                let used_by = used_by.into_iter().map(|offer| offer.name).collect();
                Ok(PlaceForEdit { form: PlaceForm::of(&place), place, used_by })
            })
            .await
    }

    /// Keeps a form, joined with what others changed since it was opened.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it, [`AppError::Invalid`] with what is wrong.
    pub async fn save_place(
        &self,
        actor: &Actor,
        id: PlaceId,
        form: PlaceForm,
    ) -> Result<SavePlace, AppError> {
        let who = actor.clone();
        self.edit(actor, move |conn, moment| {
            let place = places::find(conn, &id)?;
            must_be_editable(conn, &who, &id)?;
            let current = Snapshot::Place(Box::new(place.clone()));
            // Anything but the number that the page was given is of no known state.
            let version = form.version.trim().parse().unwrap_or_default();
            let joined = join(conn, version, &current, |base| match base {
                Snapshot::Place(base) => Ok(Snapshot::Place(Box::new(form.read(base)?))),
                other => Ok(other.clone()),
            })?;
            match joined {
                Joined::Write(wanted, merged) => {
                    let at = (moment.now, moment.today);
                    if hold_back(conn, &who, (Some(&current), &wanted), at)? {
                        return Ok(SavePlace::Waiting);
                    }
                    write(conn, moment, Some(&current), &wanted)?;
                    Ok(SavePlace::Saved { merged })
                }
                Joined::Conflict(theirs) => {
                    Ok(SavePlace::Conflict { current: Box::new(PlaceForm::of(&place)), theirs })
                }
            }
        })
        .await
    }
}

/// True when `actor` is of the organization that came to the place first, or may edit all: who
/// gives an offer in a house of others takes no key from them. A place that nobody uses any more
/// belongs to nobody.
pub(super) fn is_editable(
    conn: &mut Conn,
    actor: &Actor,
    place: &PlaceId,
) -> Result<bool, AppError> {
    Ok(editable(conn, actor, std::slice::from_ref(place))?.contains(place))
}

/// Those of `ids` that `actor` may change.
pub(super) fn editable(
    conn: &mut Conn,
    actor: &Actor,
    ids: &[PlaceId],
) -> Result<HashSet<PlaceId>, AppError> {
    if is_coordinator(actor) {
        return Ok(ids.iter().cloned().collect());
    }
    let first = places::first_users(conn, ids)?.into_iter();
    Ok(first.filter(|(_, of)| may_edit(actor, of).is_ok()).map(|(place, _)| place).collect())
}

pub(super) fn must_be_editable(
    conn: &mut Conn,
    actor: &Actor,
    place: &PlaceId,
) -> Result<(), AppError> {
    match is_editable(conn, actor, place)? {
        true => Ok(()),
        false => Err(AppError::NotFound),
    }
}

fn is_coordinator(actor: &Actor) -> bool {
    scope(actor, Right::EditListings) == Some(crate::access::Scope::All)
}
