//! An itinerant offer: several stops at once, and one stop that is cancelled (DIR-06).
//!
//! **Invariant:** a stop is cancelled by an exception with its reason, so that the offer's page and
//! its calendar say so; who holds a card for the offer is told, and learns nothing else.

use chrono::NaiveDate;
use kernel::{Actor, FieldErrors, OfferId, PlaceId, ScheduleId};
use partner_directory::revision::{Snapshot, WholeOffer};
use partner_directory::schedule::{Exception, Recurrence, Rule, ScheduleRefusal, Times, check};
use partner_directory::{CountryHolidays, Offer, Place, Schedule};
use referral_tracking::ContactChannel;
use store::outbox::{self, Letter};
use store::{Conn, network, places, referrals};

use super::overview::with_places;
use super::saving::write;
use super::{Moment, may_edit, own_offer};
use crate::letters::{TELL_CANCELLED_STOP, TELL_PERSON};
use crate::revising::whole_offer;
use crate::{App, AppError};

/// How far ahead stops are listed, in days.
const AHEAD_DAYS: usize = 120;
/// How many stops are listed.
const MOST_STOPS: usize = 24;
/// How long a reason may be, in signs.
const MOST_SIGNS: usize = 280;

/// The stops of an offer.
#[derive(Debug, Clone)]
pub struct Tour {
    /// The offer.
    pub offer: Offer,
    /// Where it stops, in the order shown.
    pub places: Vec<Place>,
    /// The stops to come, soonest first.
    pub stops: Vec<Stop>,
}

/// One day at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Where.
    pub place: PlaceId,
    /// Its name.
    pub name: String,
    /// The local date.
    pub day: NaiveDate,
    /// At what times it is, or was to be, open.
    pub times: Vec<Times>,
    /// True when it was cancelled.
    pub is_cancelled: bool,
    /// Why.
    pub reason: Option<String>,
}

/// Dates of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stops {
    /// Where.
    pub place: PlaceId,
    /// On which days.
    pub days: Vec<NaiveDate>,
    /// At what times on each of them.
    pub times: Times,
}

impl App {
    /// The stops to come of an offer.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn tour(&self, actor: &Actor, id: OfferId) -> Result<Tour, AppError> {
        let (actor, today) = (actor.clone(), self.today());
        self.db
            .read(move |conn| {
                let WholeOffer { offer, places } = whole_offer(conn, &id)?;
                may_edit(&actor, &offer.organization)?;
                let holidays = network::holidays(conn)?;
                let mut stops = Vec::new();
                let mut known = Vec::new();
                for (at, place) in with_places(conn, places)? {
                    let days = holidays.of(&place.country);
                    for day in today.iter_days().take(AHEAD_DAYS) {
                        let found = at.schedules.iter().find_map(|one| stop(one, day, &days));
                        if let Some((times, exception)) = found {
                            stops.push(Stop {
                                place: place.id.clone(),
                                name: place.name.clone(),
                                day,
                                times,
                                is_cancelled: exception.is_some(),
                                reason: exception.and_then(|one| one.reason.clone()),
                            });
                        }
                    }
                    known.push(place);
                }
                stops.sort_by_key(|stop| (stop.day, stop.times.first().copied()));
                stops.truncate(MOST_STOPS);
                Ok(Tour { offer, places: known, stops })
            })
            .await
    }

    /// Adds dated stops to an offer, all or none.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it or a place it is not given at,
    /// [`AppError::Invalid`] with what is wrong at `stops`.
    pub async fn add_stops(
        &self,
        actor: &Actor,
        id: OfferId,
        stops: Vec<Stops>,
    ) -> Result<(), AppError> {
        let who = actor.clone();
        self.edit(actor, move |conn, moment| {
            let before = own_offer(conn, &who, &id)?;
            let holidays = network::holidays(conn)?;
            let mut wanted = before.clone();
            for entry in stops {
                let country = places::find(conn, &entry.place)?.country;
                let at = wanted.places.iter_mut().find(|at| at.place == entry.place);
                let at = at.ok_or(AppError::NotFound)?;
                let days = holidays.of(&country);
                // Imported text stays what it is; own dates go beside it.
                match at.schedules.iter_mut().find(|one| one.osm.is_none()) {
                    Some(own) => *own = joined(own, &entry, moment.today, &days)?,
                    None => {
                        let empty = Schedule::empty(ScheduleId::fresh());
                        at.schedules.push(joined(&empty, &entry, moment.today, &days)?);
                    }
                }
            }
            let (before, wanted) =
                (Snapshot::Offer(Box::new(before)), Snapshot::Offer(Box::new(wanted)));
            write(conn, moment, Some(&before), &wanted)?;
            Ok(())
        })
        .await
    }

    /// Cancels what is open at a place on a day, and tells who holds a card for the offer; how
    /// many referrals that are.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it and for a day without a stop,
    /// [`AppError::Invalid`] without a reason or with a day that is over.
    pub async fn cancel_stop(
        &self,
        actor: &Actor,
        id: OfferId,
        (place, day): (PlaceId, NaiveDate),
        reason: String,
    ) -> Result<usize, AppError> {
        let who = actor.clone();
        self.edit(actor, move |conn, moment| {
            let before = own_offer(conn, &who, &id)?;
            let reason = reason.trim().to_owned();
            match reason.chars().count() {
                0 => return Err(invalid("reason", "required")),
                count if count > MOST_SIGNS => return Err(invalid("reason", "too_long")),
                _ if day < moment.today => return Err(invalid("reason", "in_the_past")),
                _ => {}
            }
            let country = places::find(conn, &place)?.country;
            let days = network::holidays(conn)?.of(&country);
            let mut wanted = before.clone();
            let at = wanted.places.iter_mut().find(|at| at.place == place);
            let at = at.ok_or(AppError::NotFound)?;
            let mut is_found = false;
            for schedule in &mut at.schedules {
                if stop(schedule, day, &days).is_some_and(|(_, one)| one.is_none()) {
                    schedule.exceptions.push(Exception::closed(day, day, Some(reason.clone())));
                    is_found = true;
                }
            }
            if !is_found {
                return Err(AppError::NotFound);
            }
            let (before, wanted) =
                (Snapshot::Offer(Box::new(before)), Snapshot::Offer(Box::new(wanted)));
            write(conn, moment, Some(&before), &wanted)?;
            tell_holders(conn, &id, day, moment)
        })
        .await
    }
}

/// A schedule with the stops of `entry`, each of which is really held.
fn joined(
    own: &Schedule,
    entry: &Stops,
    today: NaiveDate,
    holidays: &CountryHolidays,
) -> Result<Schedule, AppError> {
    let rule = Rule::new(Recurrence::Dates(entry.days.clone()), vec![entry.times]);
    let new = Schedule::of_rules(ScheduleId::fresh(), vec![rule]);
    let joined = own.clone().with_dates(&entry.days, entry.times, today);
    // What is wrong with rules that were there before is not said about these stops.
    let of_both = check(&joined, today, holidays).into_iter();
    let of_both = of_both
        .filter(|one| matches!(one.code, ScheduleRefusal::Overlap | ScheduleRefusal::TooMany));
    if let Some(error) = check(&new, today, holidays).into_iter().chain(of_both).next() {
        return Err(invalid("stops", error.code.word()));
    }
    match entry.days.iter().all(|day| !joined.times_on(*day, holidays).is_empty()) {
        true => Ok(joined),
        false => Err(invalid("stops", ScheduleRefusal::NeverOccurs.word())),
    }
}

/// The times of a schedule on a day as if it were not cancelled, and what cancels it.
fn stop<'a>(
    schedule: &'a Schedule,
    day: NaiveDate,
    holidays: &CountryHolidays,
) -> Option<(Vec<Times>, Option<&'a Exception>)> {
    let cancels = schedule.exception_on(day).filter(|one| one.is_closed());
    let times = match cancels {
        None => schedule.times_on(day, holidays),
        Some(_) => {
            let usual = Schedule { exceptions: Vec::new(), ..schedule.clone() };
            usual.times_on(day, holidays)
        }
    };
    (!times.is_empty()).then_some((times, cancels))
}

/// A letter for each open referral that asks the offer now: to the person who left an address,
/// else to who sent them, who then calls.
fn tell_holders(
    conn: &mut Conn,
    offer: &OfferId,
    day: NaiveDate,
    moment: &Moment,
) -> Result<usize, AppError> {
    let asked = referrals::asking(conn, offer)?;
    for id in &asked {
        let referral = referrals::find(conn, id)?;
        let need = referrals::find_need(conn, id)?;
        let is_reached =
            need.contact_channel == ContactChannel::Email && !referral.is_identity_erased;
        let letter = match is_reached {
            true => Letter {
                kind: TELL_PERSON.to_owned(),
                referral: Some(id.clone()),
                detail: Some(day.to_string()),
                ..Letter::default()
            },
            false => Letter {
                kind: TELL_CANCELLED_STOP.to_owned(),
                referral: Some(id.clone()),
                account: Some(referral.sender.account.clone()),
                detail: Some(day.to_string()),
                ..Letter::default()
            },
        };
        outbox::push(conn, &letter, moment.now, moment.now)?;
    }
    Ok(asked.len())
}

fn invalid(field: &'static str, code: &'static str) -> AppError {
    let mut errors = FieldErrors::default();
    errors.add(field, code);
    AppError::Invalid(errors)
}
