//! What one press does to an offer: room, "everything still right", pause, copy.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path};
use app::AppError;
use app::workspace::CapacityForm;
use kernel::OfferId;
use serde::Deserialize;

use super::list::{WrongRoom, page};
use super::{Whose, offers};
use crate::error::PageError;
use crate::visit::Visit;

/// Everything the form of one card can send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ActForm {
    state: String,
    until: String,
    act: String,
}

pub(crate) async fn set_room(
    visit: Visit,
    id: Path<String>,
    form: Form<ActForm>,
) -> Result<HttpResponse, PageError> {
    let (id, form) = (OfferId::from(id.into_inner()), form.into_inner());
    let whose = owner(&visit, &id).await?;
    // "Full until" is one choice: a date beside another state belongs to no button.
    let (state, until) = match form.state.as_str() {
        "full_until" => ("full".to_owned(), form.until.trim().to_owned()),
        state => (state.to_owned(), String::new()),
    };
    if form.state.is_empty() {
        return Err(required("state").into());
    }
    let needs_date = form.state == "full_until" && until.is_empty();
    let room = CapacityForm { state, until, places_per_week: None };
    let set = match needs_date {
        true => Err(required_date()),
        false => visit.site.app.set_capacity(&visit.actor(), id.clone(), room).await,
    };
    match set {
        Ok(()) => Ok(visit.see_other(&whose.base, Some("flash-workspace-room"))),
        Err(AppError::Invalid(errors)) => {
            let wrong = WrongRoom { offer: id.as_str(), until: form.until.trim(), errors: &errors };
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &whose, 1, Some(wrong)).await
        }
        Err(other) => Err(other.into()),
    }
}

pub(crate) async fn confirm(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    let id = OfferId::from(id.into_inner());
    let whose = owner(&visit, &id).await?;
    visit.site.app.confirm_offer(&visit.actor(), id).await?;
    Ok(visit.see_other(&whose.base, Some("flash-workspace-confirmed")))
}

pub(crate) async fn confirm_all(visit: Visit) -> Result<HttpResponse, PageError> {
    let whose = Whose::of(&visit)?;
    let (app, actor) = (&visit.site.app, visit.actor());
    // An organization that does not exist has nothing to confirm.
    app.workspace(&actor, whose.of.clone()).await?;
    app.confirm_all(&actor, whose.of.clone()).await?;
    Ok(visit.see_other(&whose.base, Some("flash-workspace-confirmed-all")))
}

pub(crate) async fn copy(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = OfferId::from(id.into_inner());
    let copy = visit.site.app.copy_offer(&visit.actor(), id).await?;
    Ok(visit.see_other(&format!("/structure/offres/{copy}"), Some("flash-workspace-copied")))
}

pub(crate) async fn set_status(
    visit: Visit,
    id: Path<String>,
    form: Form<ActForm>,
) -> Result<HttpResponse, PageError> {
    let id = OfferId::from(id.into_inner());
    let whose = owner(&visit, &id).await?;
    let (app, actor) = (&visit.site.app, visit.actor());
    let said = match form.act.as_str() {
        "publish" => return offers::publish(&visit, &whose, &id).await,
        "pause" => {
            app.pause_offer(&actor, id).await?;
            "flash-workspace-paused"
        }
        "archive" => {
            app.archive_offer(&actor, id).await?;
            "flash-workspace-archived"
        }
        _ => return Err(required("act").into()),
    };
    Ok(visit.see_other(&whose.base, Some(said)))
}

/// Whose offer it is.
async fn owner(visit: &Visit, id: &OfferId) -> Result<Whose, PageError> {
    visit.signed_in()?;
    let found = visit.site.app.offer_for_edit(&visit.actor(), id.clone()).await?;
    Ok(Whose::seen_by(&visit.actor(), &found.organization.id))
}

fn required_date() -> AppError {
    required("until")
}

fn required(field: &'static str) -> AppError {
    let mut errors = kernel::FieldErrors::default();
    errors.add(field, "required");
    AppError::Invalid(errors)
}
