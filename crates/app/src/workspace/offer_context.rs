//! The form of an offer laid over the offer, and what is wrong with it.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Actor, FieldErrors, OfferPlaceId, PlaceId, ScheduleId};
use partner_directory::revision::{Snapshot, WholeOffer};
use partner_directory::schedule::check;
use partner_directory::{Holidays, OfferAtPlace, Place, Schedule};
use store::{Conn, network, places};

use super::offers::place_ids;
use super::saving::write;
use super::{AtPlaceForm, Moment, OfferForm};
use crate::AppError;
use crate::access::{Right, Scope, scope};

/// What the form of an offer is checked against.
pub(super) struct Context {
    /// The places that may be named.
    places: Vec<Place>,
    new_place: Option<Place>,
    new_place_errors: Option<FieldErrors>,
    pub(super) holidays: Holidays,
    today: NaiveDate,
}

impl Context {
    /// What stands beside the form on the local date `today`.
    pub(super) fn load(
        conn: &mut Conn,
        actor: &Actor,
        offer: &WholeOffer,
        form: &OfferForm,
        (now, today): (DateTime<Utc>, NaiveDate),
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
        let nameless = || Place::named(PlaceId::fresh(), String::new(), String::new(), now);
        let read = form.new_place.as_ref().map(|typed| typed.read(&nameless()));
        let (new_place, new_place_errors) = match read {
            None => (None, None),
            Some(Ok(place)) => (Some(place), None),
            Some(Err(errors)) => (None, Some(errors)),
        };
        let holidays = network::holidays(conn)?;
        Ok(Context { places, new_place, new_place_errors, holidays, today })
    }

    /// The same for whatever a revision holds.
    pub(super) fn lay_over(
        &self,
        form: &OfferForm,
        base: &Snapshot,
    ) -> Result<Snapshot, FieldErrors> {
        match base {
            Snapshot::Offer(base) => Ok(Snapshot::Offer(Box::new(self.apply(form, base)?))),
            other => Ok(other.clone()),
        }
    }

    /// `base` as the form wants it, without the new place.
    pub(super) fn apply(
        &self,
        form: &OfferForm,
        base: &WholeOffer,
    ) -> Result<WholeOffer, FieldErrors> {
        let (mut errors, offer) = match form.read(&base.offer) {
            Ok(offer) => (FieldErrors::default(), Some(offer)),
            Err(errors) => (errors, None),
        };
        let places = match form.places_stay {
            true => base.places.clone(),
            false => self.read_places(&form.places, base, &mut errors),
        };
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
    pub(super) fn add_new_place(
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

/// The same times under an identifier of its own.
pub(super) fn renamed(schedule: Schedule) -> Schedule {
    Schedule { id: ScheduleId::fresh(), ..schedule }
}
