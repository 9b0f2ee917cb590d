//! What an organization does with its own listings, and a coordinator in its stead.
//!
//! Every change goes the same way: the right, the turn of writing, read, rules, write, and a
//! revision, in one transaction.
//!
//! **Invariant:** objects of other organizations are not found, whatever is wrong with the form.
//! **Invariant:** a form that was opened before somebody else's change never overwrites it.

mod alike;
mod capacity;
mod card;
mod confirming;
mod form;
mod history;
mod new_organization;
mod offer_context;
mod offers;
mod organization_form;
mod overview;
mod people;
mod place_form;
mod places;
mod reader;
pub(crate) mod saving;
mod statuses;
mod tours;
mod week;

pub use alike::AlikeToForm;
pub use capacity::CapacityForm;
pub use card::{ClosureForm, OrganizationForEdit, SaveOrganization};
pub use form::{AtPlaceForm, OfferForm, new_offer_form};
pub(crate) use history::shown;
pub use history::{Change, ObjectRef, Undone};
pub use new_organization::{Confirmed, NewOrganization};
pub use offers::{OfferForEdit, PlaceChoice, SaveOffer};
pub use organization_form::{LabelForm, OrganizationForm};
pub use overview::{OfferLine, Workspace};
pub use place_form::PlaceForm;
pub(crate) use place_form::outlines;
pub use places::{PlaceForEdit, SavePlace};
pub use saving::field_of;
pub use statuses::Publish;
pub use store::provenance::Stated;
pub use tours::{Stop, Stops, Tour};
pub use week::{Session, Week};

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Actor, OfferId, OrganizationId};
use partner_directory::revision::{ObjectKind, WholeOffer};
use store::{Conn, merges};

use crate::access::{Right, Scope, scope};
use crate::revising::{Editor, whole_offer};
use crate::{App, AppError};

/// Who changes something, and when.
pub(crate) struct Moment {
    pub(crate) who: Editor,
    pub(crate) now: DateTime<Utc>,
    pub(crate) today: NaiveDate,
}

impl App {
    /// The local date of today.
    pub(crate) fn today(&self) -> NaiveDate {
        self.clock.now().with_timezone(&self.settings.time_zone).date_naive()
    }

    /// Carries out `work`, which changes listings, in one transaction that no other change of
    /// the directory runs beside: what it reads is still true when it writes.
    pub(crate) async fn edit<T, F>(&self, actor: &Actor, work: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn, &Moment) -> Result<T, AppError> + Send + 'static,
    {
        scope(actor, Right::EditListings).ok_or(AppError::NotFound)?;
        let (actor, now, today) = (actor.clone(), self.clock.now(), self.today());
        self.db
            .write(move |conn| {
                store::changes::take_turn(conn)?;
                let who = Editor::of(conn, &actor)?;
                work(conn, &Moment { who, now, today })
            })
            .await
    }
}

/// An offer to change; one that was absorbed is not found, for the other one speaks for it.
pub(crate) fn own_offer(
    conn: &mut Conn,
    actor: &Actor,
    id: &OfferId,
) -> Result<WholeOffer, AppError> {
    let whole = whole_offer(conn, id)?;
    may_edit(actor, &whole.offer.organization)?;
    match merges::successor(conn, ObjectKind::Offer, id.as_str())? {
        Some(_) => Err(AppError::NotFound),
        None => Ok(whole),
    }
}

/// The organization that `actor` works on: the own one, or `named` for who may edit all.
pub(crate) fn edited(
    actor: &Actor,
    named: Option<OrganizationId>,
) -> Result<OrganizationId, AppError> {
    let id = named.or_else(|| actor.organization().cloned()).ok_or(AppError::NotFound)?;
    may_edit(actor, &id)?;
    Ok(id)
}

/// `Ok` when `actor` may edit what belongs to `organization`.
pub(crate) fn may_edit(actor: &Actor, organization: &OrganizationId) -> Result<(), AppError> {
    match scope(actor, Right::EditListings) {
        Some(Scope::All) => Ok(()),
        Some(Scope::OwnOrganization) if actor.organization() == Some(organization) => Ok(()),
        _ => Err(AppError::NotFound),
    }
}
