//! An offer at one of its places: when it is given there, adding a place, leaving one.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path};
use app::AppError;
use app::workspace::{AtPlaceForm, ObjectRef, OfferForEdit, OfferForm, SaveOffer};
use kernel::{OfferId, PlaceId};
use partner_directory::{Place, Schedule};
use serde::Serialize;

use super::changes::Theirs;
use super::offer_form::{NEW_PLACE, NO_PLACE, Where, read_place, read_where};
use super::offer_view::place_choices;
use super::place_form::PlaceFields;
use super::sent::{empty_schedule, is_silent};
use super::wrong::wrong;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::listings::schedule_form::{ScheduleEditor, ScheduleForm};
use crate::routes::form::{Choice, Pairs, Wrong};
use crate::visit::Visit;

/// The last part of the address for a place that is to be added.
const ADDED: &str = "nouveau";
const LEAVE: &str = "leave";

#[derive(Serialize)]
struct AtPlaceView {
    href: String,
    action: String,
    offer: String,
    /// The place; none while it is to be chosen.
    place: Option<String>,
    choices: Vec<Choice>,
    described: PlaceFields,
    may_leave: bool,
    version: i32,
    schedule: ScheduleEditor,
    theirs: Theirs,
    wrong: Wrong,
}

/// The form of this page, as it stands.
struct Sent {
    chosen: Where,
    described: app::workspace::PlaceForm,
    schedule: ScheduleForm,
    version: i32,
}

/// What the address names.
struct Target {
    offer: OfferId,
    /// `None` for a place that is to be added.
    place: Option<PlaceId>,
}

impl Target {
    fn read(path: Path<(String, String)>) -> Target {
        let (offer, place) = path.into_inner();
        Target { offer: offer.into(), place: (place != ADDED).then(|| place.into()) }
    }

    /// The place with its hours in `found`.
    ///
    /// # Errors
    /// Not found when the offer is not given there.
    fn in_offer<'a>(
        &self,
        found: &'a OfferForEdit,
    ) -> Result<Option<(&'a Place, &'a [Schedule])>, PageError> {
        let Some(wanted) = &self.place else { return Ok(None) };
        let at = found.line.places.iter().find(|(_, place)| place.id == *wanted);
        match at {
            Some((at, place)) => Ok(Some((place, &at.schedules))),
            None => Err(AppError::NotFound.into()),
        }
    }
}

pub(crate) async fn show(
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let target = Target::read(path);
    let found = visit.site.app.offer_for_edit(&visit.actor(), target.offer.clone()).await?;
    let stored = target.in_offer(&found)?.and_then(|(_, schedules)| schedules.first().cloned());
    let sent = Sent {
        chosen: Where::default(),
        described: app::workspace::PlaceForm::default(),
        schedule: ScheduleForm::of(&stored.unwrap_or_else(empty_schedule)),
        version: found.form.version,
    };
    page(&visit, StatusCode::OK, (&target, &found), &sent, (Theirs::default(), Wrong::default()))
}

pub(crate) async fn save(
    visit: Visit,
    path: Path<(String, String)>,
    pairs: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor, target) = (&visit.site.app, visit.actor(), Target::read(path));
    let labels = Labels::of(&visit.site);
    let found = app.offer_for_edit(&actor, target.offer.clone()).await?;
    let at = target.in_offer(&found)?;
    let pairs = Pairs::new(pairs.into_inner());
    let mut sent = Sent {
        chosen: read_where(&pairs),
        described: read_place(&pairs),
        schedule: ScheduleForm::sent(&pairs),
        version: pairs.one("version").parse().unwrap_or_default(),
    };
    if sent.schedule.wants_row() {
        let nothing = (Theirs::default(), Wrong::default());
        return page(&visit, StatusCode::OK, (&target, &found), &sent, nothing);
    }
    let stored = at.and_then(|(_, schedules)| schedules.first().cloned());
    let country = at.map_or("CH", |(place, _)| place.country.as_str());
    let holidays = app.holidays().await?.of(country);
    let before = stored.unwrap_or_else(empty_schedule);
    let wanted = match pairs.one("act") == LEAVE {
        true => Ok(without(&found.form, target.place.as_ref())),
        false => sent
            .schedule
            .read(&before, labels.today(), &holidays)
            .and_then(|schedule| sent.put(&found.form, target.place.as_ref(), schedule)),
    };
    let saved = match wanted {
        Ok(form) => {
            let form = OfferForm { version: sent.version, ..form };
            app.save_offer(&actor, target.offer.clone(), form).await
        }
        Err(errors) => Err(errors.into()),
    };
    match saved {
        Ok(SaveOffer::Saved { merged }) => {
            let to = format!("/structure/offres/{}", target.offer);
            Ok(visit.see_other(&to, Some(super::saved(&merged, "flash-workspace-hours"))))
        }
        Ok(SaveOffer::Conflict { current, theirs }) => {
            sent.version = current.version;
            let theirs =
                Theirs::read(&visit, ObjectRef::Offer(target.offer.clone()), &theirs).await?;
            let theirs = (theirs, Wrong::default());
            page(&visit, StatusCode::CONFLICT, (&target, &found), &sent, theirs)
        }
        Err(AppError::Invalid(errors)) => {
            let fields = [super::offer_view::FIELDS.as_slice(), ScheduleForm::FIELDS].concat();
            let wrong = wrong(labels, &errors, &fields);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page(&visit, status, (&target, &found), &sent, (Theirs::default(), wrong))
        }
        Err(other) => Err(other.into()),
    }
}

impl Sent {
    /// The form of the offer with these hours at the place, or with one more place.
    fn put(
        &self,
        form: &OfferForm,
        place: Option<&PlaceId>,
        schedule: Schedule,
    ) -> Result<OfferForm, kernel::FieldErrors> {
        let mut form = form.clone();
        let schedules: Vec<Schedule> =
            Some(schedule).filter(|one| !is_silent(one)).into_iter().collect();
        if let Some(place) = place {
            for at in form.places.iter_mut().filter(|at| at.place == *place) {
                // The form shows the first of several; the others stay.
                let others = at.schedules.iter().skip(1).cloned();
                at.schedules = schedules.iter().cloned().chain(others).collect();
            }
            return Ok(form);
        }
        match self.chosen.place.as_str() {
            "" => {
                let mut errors = kernel::FieldErrors::default();
                errors.add("place", "required");
                return Err(errors);
            }
            NEW_PLACE => {
                form.new_place = Some(self.described.clone());
                form.new_place_schedules = schedules;
            }
            id => form.places.push(AtPlaceForm { place: id.into(), schedules }),
        }
        Ok(form)
    }
}

fn without(form: &OfferForm, place: Option<&PlaceId>) -> OfferForm {
    let mut form = form.clone();
    form.places.retain(|at| Some(&at.place) != place);
    form
}

fn page(
    visit: &Visit,
    status: StatusCode,
    (target, found): (&Target, &OfferForEdit),
    sent: &Sent,
    (theirs, wrong): (Theirs, Wrong),
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let href = format!("/structure/offres/{}", target.offer);
    let last = target.place.as_ref().map_or(ADDED, PlaceId::as_str);
    let is_there = |id: &PlaceId| found.line.places.iter().any(|(_, place)| place.id == *id);
    let known: Vec<Place> = found.places.iter().map(|one| one.place.clone()).collect();
    let others: Vec<Place> = known.into_iter().filter(|place| !is_there(&place.id)).collect();
    let mut choices = place_choices(labels, &others, &sent.chosen);
    choices.retain(|one| one.value != NO_PLACE);
    let view = AtPlaceView {
        action: format!("{href}/lieux/{last}"),
        href,
        offer: found.line.offer.name.clone(),
        place: target.in_offer(found)?.map(|(place, _)| place.name.clone()),
        choices,
        described: PlaceFields::new(labels, &sent.described),
        may_leave: target.place.is_some(),
        version: sent.version,
        schedule: sent.schedule.editor(labels, &wrong),
        theirs,
        wrong,
    };
    let chrome = visit.chrome("workspace-hours-title");
    visit.page_with(status, "pages/workspace/at_place.html", &chrome, &view)
}
