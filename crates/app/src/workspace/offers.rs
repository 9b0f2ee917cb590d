//! Making, editing and copying offers.

use std::collections::HashSet;

use chrono::NaiveDate;
use kernel::{Actor, FieldErrors, OfferId, OfferPlaceId, OrganizationId, PlaceId, ScheduleId};
use partner_directory::revision::{FieldChange, Snapshot, WholeOffer};
use partner_directory::schedule::check;
use partner_directory::slug::slug;
use partner_directory::{
    Holidays, Kind, Offer, OfferAtPlace, OfferStatus, Organization, Place, Schedule, Verified,
    VerifiedHow,
};
use store::{Conn, network, offers, organizations, places};

use super::overview::{line, with_places};
use super::saving::{Joined, join, write};
use super::{AtPlaceForm, Moment, OfferForm, OfferLine, edited, may_edit};
use crate::access::{Right, Scope, scope};
use crate::revising::whole_offer;
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
    /// False when others give offers there too, so that only a coordinator may change it.
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
                let whole = whole_offer(conn, &id)?;
                may_edit(&actor, &whole.offer.organization)?;
                let organization = organizations::find(conn, &whole.offer.organization)?;
                let form = OfferForm::of(&whole);
                let at_places = with_places(conn, whole.places)?;
                let line = line(whole.offer, &organization, at_places, today);
                let places = choices(conn, &actor, &organization.id)?;
                Ok(OfferForEdit { line, organization, form, places })
            })
            .await
    }

    /// The places of an organization, by name.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn places_of_organization(
        &self,
        actor: &Actor,
        of: Option<OrganizationId>,
    ) -> Result<Vec<PlaceChoice>, AppError> {
        let id = edited(actor, of)?;
        let actor = actor.clone();
        self.db.read(move |conn| choices(conn, &actor, &id)).await
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
            let context = Context::load(conn, &who, &draft, &form, moment)?;
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
            let before = whole_offer(conn, &id)?;
            may_edit(&who, &before.offer.organization)?;
            let context = Context::load(conn, &who, &before, &form, moment)?;
            let current = Snapshot::Offer(Box::new(before));
            let version = i64::from(form.version);
            let joined = join(conn, version, &current, |base| context.lay_over(&form, base))?;
            match (joined, &current) {
                (Joined::Write(Snapshot::Offer(mut wanted), merged), _) => {
                    context.add_new_place(conn, moment, &form, &mut wanted)?;
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

    /// Makes a draft that says the same, at the same places and times.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn copy_offer(&self, actor: &Actor, id: OfferId) -> Result<OfferId, AppError> {
        let who = actor.clone();
        self.edit(actor, move |conn, moment| {
            let WholeOffer { offer, places } = whole_offer(conn, &id)?;
            may_edit(&who, &offer.organization)?;
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

fn renamed(schedule: Schedule) -> Schedule {
    Schedule { id: ScheduleId::fresh(), ..schedule }
}

/// What the form of an offer is checked against.
struct Context {
    /// The places that may be named.
    places: Vec<Place>,
    new_place: Option<Place>,
    new_place_errors: Option<FieldErrors>,
    holidays: Holidays,
    today: NaiveDate,
}

impl Context {
    fn load(
        conn: &mut Conn,
        actor: &Actor,
        offer: &WholeOffer,
        form: &OfferForm,
        moment: &Moment,
    ) -> Result<Context, AppError> {
        let mut ids: Vec<PlaceId> = offer.places.iter().map(|one| one.place.clone()).collect();
        ids.extend(place_ids(conn, &offer.offer.organization)?);
        if scope(actor, Right::EditListings) == Some(Scope::All) {
            ids.extend(form.places.iter().map(|one| one.place.clone()));
        }
        let mut places: Vec<Place> = places::find_many(conn, &ids)?.into_values().collect();
        // Who finds their new place in the directory takes that one; a hidden one is nobody's.
        let named: Vec<PlaceId> = form.places.iter().map(|one| one.place.clone()).collect();
        let named = places::find_many(conn, &named)?.into_values();
        places.extend(named.filter(|place| !place.is_address_hidden));
        let nameless = || Place::named(PlaceId::fresh(), String::new(), String::new(), moment.now);
        let read = form.new_place.as_ref().map(|typed| typed.read(&nameless()));
        let (new_place, new_place_errors) = match read {
            None => (None, None),
            Some(Ok(place)) => (Some(place), None),
            Some(Err(errors)) => (None, Some(errors)),
        };
        let holidays = network::holidays(conn)?;
        Ok(Context { places, new_place, new_place_errors, holidays, today: moment.today })
    }

    fn lay_over(&self, form: &OfferForm, base: &Snapshot) -> Result<Snapshot, FieldErrors> {
        match base {
            Snapshot::Offer(base) => Ok(Snapshot::Offer(Box::new(self.apply(form, base)?))),
            other => Ok(other.clone()),
        }
    }

    /// `base` as the form wants it, without the new place.
    fn apply(&self, form: &OfferForm, base: &WholeOffer) -> Result<WholeOffer, FieldErrors> {
        let (mut errors, offer) = match form.read(&base.offer) {
            Ok(offer) => (FieldErrors::default(), Some(offer)),
            Err(errors) => (errors, None),
        };
        let places = self.read_places(&form.places, base, &mut errors);
        if let Some(place) = &self.new_place
            && !form.new_place_schedules.iter().all(|one| self.is_right(one, &place.country))
        {
            errors.add("schedules", "unreadable_hours");
        }
        for error in self.new_place_errors.iter().flat_map(FieldErrors::iter) {
            errors.add(error.field, error.code);
        }
        let offer = offer.unwrap_or_else(|| base.offer.clone());
        errors.or(WholeOffer { offer, places })
    }

    fn read_places(
        &self,
        typed: &[AtPlaceForm],
        base: &WholeOffer,
        errors: &mut FieldErrors,
    ) -> Vec<OfferAtPlace> {
        let mut seen = HashSet::new();
        let mut wanted = Vec::new();
        for at_place in typed {
            if !seen.insert(&at_place.place) {
                errors.add("places", "twice");
                continue;
            }
            let Some(place) = self.places.iter().find(|one| one.id == at_place.place) else {
                errors.add("places", "unknown");
                continue;
            };
            let old = base.places.iter().find(|one| one.place == at_place.place);
            let (schedules, changed) = kept_ids(&at_place.schedules, old);
            let changed = schedules.iter().zip(changed).filter(|(_, changed)| *changed);
            if changed.into_iter().any(|(one, _)| !self.is_right(one, &place.country)) {
                errors.add("schedules", "unreadable_hours");
            }
            wanted.push(OfferAtPlace {
                id: old.map_or_else(OfferPlaceId::fresh, |old| old.id.clone()),
                offer: base.offer.id.clone(),
                place: at_place.place.clone(),
                schedules,
            });
        }
        wanted
    }

    fn is_right(&self, schedule: &Schedule, country: &str) -> bool {
        let is_readable = schedule.osm.as_deref().is_none_or(|osm| {
            partner_directory::Hours::parse(osm, country, &self.holidays).is_ok()
        });
        is_readable && check(schedule, self.today, &self.holidays.of(country)).is_empty()
    }

    /// Keeps the new place, if there is one, and gives the offer there.
    fn add_new_place(
        &self,
        conn: &mut Conn,
        moment: &Moment,
        form: &OfferForm,
        wanted: &mut WholeOffer,
    ) -> Result<(), AppError> {
        let Some(place) = &self.new_place else { return Ok(()) };
        write(conn, moment, None, &Snapshot::Place(Box::new(place.clone())))?;
        wanted.places.push(OfferAtPlace {
            id: OfferPlaceId::fresh(),
            offer: wanted.offer.id.clone(),
            place: place.id.clone(),
            schedules: form.new_place_schedules.iter().cloned().map(renamed).collect(),
        });
        Ok(())
    }
}

/// Schedules under the identifiers they had, and which of them changed. An identifier that the
/// offer did not have is never taken from a form: it may be somebody else's.
fn kept_ids(typed: &[Schedule], old: Option<&OfferAtPlace>) -> (Vec<Schedule>, Vec<bool>) {
    let old: &[Schedule] = old.map_or(&[], |old| &old.schedules);
    let mut free: Vec<&Schedule> = old.iter().collect();
    typed
        .iter()
        .map(|schedule| {
            let same = free
                .iter()
                .position(|one| **one == Schedule { id: one.id.clone(), ..schedule.clone() });
            let named = || free.iter().position(|one| one.id == schedule.id);
            let (is_changed, index) = (same.is_none(), same.or_else(named));
            let id = index.map_or_else(ScheduleId::fresh, |index| free.remove(index).id.clone());
            (Schedule { id, ..schedule.clone() }, is_changed)
        })
        .unzip()
}

/// The places at which the organization gives offers.
fn place_ids(conn: &mut Conn, organization: &OrganizationId) -> Result<Vec<PlaceId>, AppError> {
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
    let mut found = Vec::new();
    for place in places::find_many(conn, &ids)?.into_values() {
        let is_editable = super::places::is_editable(conn, actor, &place.id)?;
        found.push(PlaceChoice { place, is_editable });
    }
    found.sort_by_cached_key(|one| {
        (partner_directory::fold::sort_key(&one.place.name), one.place.id.clone())
    });
    Ok(found)
}
