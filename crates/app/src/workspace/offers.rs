//! Making, editing and copying offers.

use kernel::{Actor, OfferId, OfferPlaceId, OrganizationId, PlaceId};
use partner_directory::revision::{FieldChange, Snapshot, WholeOffer, differences};
use partner_directory::slug::slug;
use partner_directory::{
    CheckResult, Kind, Listing, Offer, OfferAtPlace, OfferStatus, Organization, Place, Verified,
    VerifiedHow,
};
use store::{Conn, offers, organizations, places};

use super::confirming::note_checked;
use super::offer_context::{Context, renamed};
use super::overview::{line, with_places};
use super::saving::{Joined, join, write};
use super::{Moment, OfferForm, OfferLine, edited, own_offer};
use crate::{App, AppError};

/// What the page that edits an offer shows.
#[derive(Debug, Clone)]
pub struct OfferForEdit {
    /// The offer and how it stands.
    pub line: OfferLine,
    /// Whose it is.
    pub organization: Organization,
    /// The form, filled.
    pub form: OfferForm,
    /// The places that can be chosen, by name.
    pub places: Vec<PlaceChoice>,
}

/// A place of an organization.
#[derive(Debug, Clone)]
pub struct PlaceChoice {
    /// The place.
    pub place: Place,
    /// False when others came there first: they or a coordinator change it.
    pub is_editable: bool,
}

/// What became of a form.
#[derive(Debug, Clone, PartialEq)]
pub enum SaveOffer {
    /// It was kept.
    Saved {
        /// What somebody else changed since the form was opened, and stays.
        merged: Vec<FieldChange>,
    },
    /// Nothing was kept: somebody else changed the same fields.
    Conflict {
        /// The form that says what the offer says now; its version is the one to send next.
        current: Box<OfferForm>,
        /// What others changed since the form was opened.
        theirs: Vec<FieldChange>,
    },
}

impl App {
    /// An offer to edit.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn offer_for_edit(
        &self,
        actor: &Actor,
        id: OfferId,
    ) -> Result<OfferForEdit, AppError> {
        let (actor, today) = (actor.clone(), self.today());
        self.db
            .read(move |conn| {
                let whole = own_offer(conn, &actor, &id)?;
                let organization = organizations::find(conn, &whole.offer.organization)?;
                let form = OfferForm::of(&whole);
                let at_places = with_places(conn, whole.places)?;
                let line = line(whole.offer, &organization, at_places, today);
                let places = choices(conn, &actor, &organization.id)?;
                Ok(OfferForEdit { line, organization, form, places })
            })
            .await
    }

    /// Makes a draft.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong; only a name and a kind are compulsory.
    pub async fn create_offer(
        &self,
        actor: &Actor,
        of: Option<OrganizationId>,
        form: OfferForm,
    ) -> Result<OfferId, AppError> {
        let organization = edited(actor, of)?;
        let who = actor.clone();
        self.edit(actor, move |conn, moment| {
            organizations::find(conn, &organization)?;
            let slug = offers::free_slug(conn, &slug(&form.name))?;
            let kind = Kind::from_word(&form.kind).unwrap_or(Kind::ReceptionAssessment);
            let draft = Offer::draft(
                OfferId::fresh(),
                organization,
                (slug, form.name.trim().to_owned()),
                kind,
                (moment.now, moment.today),
            );
            let id = draft.id.clone();
            let draft = WholeOffer { offer: draft, places: Vec::new() };
            let context = Context::load(conn, &who, &draft, &form, (moment.now, moment.today))?;
            let mut wanted = context.apply(&form, &draft)?;
            context.add_new_place(conn, moment, &form, &mut wanted)?;
            write(conn, moment, None, &Snapshot::Offer(Box::new(wanted)))?;
            Ok(id)
        })
        .await
    }

    /// Keeps a form, joined with what others changed since it was opened.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it, [`AppError::Invalid`] with what is wrong.
    pub async fn save_offer(
        &self,
        actor: &Actor,
        id: OfferId,
        form: OfferForm,
    ) -> Result<SaveOffer, AppError> {
        let who = actor.clone();
        self.edit(actor, move |conn, moment| {
            let before = own_offer(conn, &who, &id)?;
            let context = Context::load(conn, &who, &before, &form, (moment.now, moment.today))?;
            let current = Snapshot::Offer(Box::new(before));
            let version = i64::from(form.version);
            let joined = join(conn, version, &current, |base| context.lay_over(&form, base))?;
            match (joined, &current) {
                (Joined::Write(Snapshot::Offer(mut wanted), merged), _) => {
                    context.add_new_place(conn, moment, &form, &mut wanted)?;
                    correct(conn, moment, &who, (&current, &mut wanted))?;
                    write(conn, moment, Some(&current), &Snapshot::Offer(wanted))?;
                    Ok(SaveOffer::Saved { merged })
                }
                (Joined::Conflict(theirs), Snapshot::Offer(now)) => {
                    Ok(SaveOffer::Conflict { current: Box::new(OfferForm::of(now)), theirs })
                }
                _ => Err(AppError::Stale),
            }
        })
        .await
    }

    /// The public page of an offer as a form would have it, at the places it is at today; nothing
    /// is kept.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it, [`AppError::Invalid`] with what is wrong.
    pub async fn preview_form(
        &self,
        actor: &Actor,
        id: OfferId,
        form: OfferForm,
    ) -> Result<Listing, AppError> {
        let (actor, now, today) = (actor.clone(), self.clock.now(), self.today());
        self.db
            .read(move |conn| {
                let before = own_offer(conn, &actor, &id)?;
                let context = Context::load(conn, &actor, &before, &form, (now, today))?;
                let WholeOffer { offer, places } = context.apply(&form, &before)?;
                let organization = organizations::find(conn, &offer.organization)?;
                let places = with_places(conn, places)?;
                Ok(Listing::build(offer, &organization, places, &context.holidays))
            })
            .await
    }

    /// Makes a draft that says the same, at the same places and times.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn copy_offer(&self, actor: &Actor, id: OfferId) -> Result<OfferId, AppError> {
        let who = actor.clone();
        self.edit(actor, move |conn, moment| {
            let WholeOffer { offer, places } = own_offer(conn, &who, &id)?;
            let copy = OfferId::fresh();
            let slug = offers::free_slug(conn, &slug(&offer.name))?;
            let draft = Offer {
                id: copy.clone(),
                slug,
                status: OfferStatus::Draft,
                capacity: None,
                source: None,
                verified: Verified { on: moment.today, how: VerifiedHow::Web, by: None },
                freshness_since: moment.today,
                asked_on: None,
                created_at: moment.now,
                updated_at: moment.now,
                version: 1,
                ..offer
            };
            let again = |at_place: OfferAtPlace| OfferAtPlace {
                id: OfferPlaceId::fresh(),
                offer: copy.clone(),
                schedules: at_place.schedules.into_iter().map(renamed).collect(),
                ..at_place
            };
            let places = places.into_iter().map(again).collect();
            let wanted = Snapshot::Offer(Box::new(WholeOffer { offer: draft, places }));
            write(conn, moment, None, &wanted)?;
            Ok(copy)
        })
        .await
    }
}

/// Who changes what the public reads says that the rest is right, too (FEA-9): a public offer
/// that says something else now was checked.
pub(super) fn correct(
    conn: &mut Conn,
    moment: &Moment,
    actor: &Actor,
    (before, wanted): (&Snapshot, &mut WholeOffer),
) -> Result<(), AppError> {
    let after = Snapshot::Offer(Box::new(wanted.clone()));
    let is_same = differences(Some(before), &after).is_empty();
    if is_same || wanted.offer.status != OfferStatus::Published {
        return Ok(());
    }
    note_checked(conn, moment, actor, (&mut wanted.offer, CheckResult::Corrected))
}

/// The places at which the organization gives offers.
pub(super) fn place_ids(
    conn: &mut Conn,
    organization: &OrganizationId,
) -> Result<Vec<PlaceId>, AppError> {
    let of: Vec<OfferId> =
        offers::list_of(conn, organization)?.into_iter().map(|offer| offer.id).collect();
    let at = offers::places_of_many(conn, &of)?;
    Ok(at.into_values().flatten().map(|at_place| at_place.place).collect())
}

fn choices(
    conn: &mut Conn,
    actor: &Actor,
    organization: &OrganizationId,
) -> Result<Vec<PlaceChoice>, AppError> {
    let ids = place_ids(conn, organization)?;
    let editable = super::places::editable(conn, actor, &ids)?;
    let places = places::find_many(conn, &ids)?.into_values();
    let mut found: Vec<PlaceChoice> = places
        .map(|place| PlaceChoice { is_editable: editable.contains(&place.id), place })
        .collect();
    found.sort_by_cached_key(|one| {
        (partner_directory::fold::sort_key(&one.place.name), one.place.id.clone())
    });
    Ok(found)
}
