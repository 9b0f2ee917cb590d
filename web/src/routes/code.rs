//! The page of the code card (screen S16): where it stands, and with the PIN what comes next.
//!
//! **Invariant:** the code and the PIN travel in the body of a form only, never in an address,
//! a title or a log (SEC-07).

mod view;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::{Form, Query};
use app::AppError;
use app::referrals::{CardAction, CardPage};
use kernel::FieldErrors;
use referral_tracking::{ContactChannel, Helped};
use serde::Deserialize;

use self::view::{CodeView, DetailsView, ReachView, empty};
use super::answer_form::wrong;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::pages::Width;
use crate::visit::Visit;

/// What the page sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CodeForm {
    code: String,
    pin: String,
    act: String,
    langue: String,
    channel: String,
    contact: String,
}

/// In which language the empty page is asked for.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    langue: Option<String>,
}

pub(crate) async fn show(visit: Visit, wanted: Query<Wanted>) -> Result<HttpResponse, PageError> {
    let language = wanted.into_inner().langue.unwrap_or_default();
    let view = empty(&visit.site, &language, String::new(), &FieldErrors::default());
    answer(&visit, StatusCode::OK, &view)
}

pub(crate) async fn open(visit: Visit, form: Form<CodeForm>) -> Result<HttpResponse, PageError> {
    let form = form.into_inner();
    if form.act == "quitter" {
        return Ok(leave(&visit));
    }
    if visit.site.limits.guesses_codes(visit.request()) {
        return shut(&visit, &form);
    }
    visit.site.limits.count_card(visit.request())?;
    if form.code.trim().is_empty() {
        return unknown(&visit, &form, "required");
    }
    if form.act == "joindre" {
        return reach(&visit, &form).await;
    }
    let Some((action, done)) = wanted(&form.act) else {
        return state(&visit, &form, Said::default()).await;
    };
    match visit.site.app.act_by_card(&form.code, &form.pin, action).await {
        Ok(()) => state(&visit, &form, Said { done: Some(done), ..Said::default() }).await,
        Err(AppError::Refused(refused)) => {
            let refused = Some(AppError::Refused(refused).code());
            state(&visit, &form, Said { refused, ..Said::default() }).await
        }
        Err(other) => closed(&visit, &form, other).await,
    }
}

/// What became of a button.
#[derive(Default)]
struct Said {
    done: Option<&'static str>,
    refused: Option<String>,
    /// What is wrong with a field beside code and PIN.
    errors: FieldErrors,
}

fn wanted(act: &str) -> Option<(CardAction, &'static str)> {
    match act {
        "arreter" => Some((CardAction::Withdraw, "code-done-withdrawn")),
        "aide" => Some((CardAction::Say(Helped::Yes), "code-done-helped")),
        "pas-aide" => Some((CardAction::Say(Helped::No), "code-done-not-helped")),
        _ => None,
    }
}

/// Keeps another way to reach the person.
async fn reach(visit: &Visit, form: &CodeForm) -> Result<HttpResponse, PageError> {
    let Some(channel) = ContactChannel::from_word(&form.channel) else {
        let errors = wrong("channel", "required");
        return state(visit, form, Said { errors, ..Said::default() }).await;
    };
    let app = &visit.site.app;
    match app.reach_by_card(&form.code, &form.pin, channel, &form.contact).await {
        Ok(()) => {
            let said = Said { done: Some("code-done-reached"), ..Said::default() };
            state(visit, form, said).await
        }
        Err(AppError::Invalid(errors)) if !errors.iter().any(|one| one.field == "pin") => {
            state(visit, form, Said { errors, ..Said::default() }).await
        }
        Err(AppError::Refused(refused)) => {
            let refused = Some(AppError::Refused(refused).code());
            state(visit, form, Said { refused, ..Said::default() }).await
        }
        Err(other) => closed(visit, form, other).await,
    }
}

/// Shows where it stands, and with the right PIN what comes next.
async fn state(visit: &Visit, form: &CodeForm, said: Said) -> Result<HttpResponse, PageError> {
    let pin = Some(form.pin.trim()).filter(|pin| !pin.is_empty());
    match visit.site.app.card(&form.code, pin).await {
        Ok(card) => {
            let is_wrong = !said.errors.is_empty();
            let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            found(visit, status, card, form, said)
        }
        Err(error) => closed(visit, form, error).await,
    }
}

/// Says why the code or the PIN opened nothing. The PIN is not tried again: one try counts once.
async fn closed(
    visit: &Visit,
    form: &CodeForm,
    error: AppError,
) -> Result<HttpResponse, PageError> {
    let (status, errors) = match error {
        AppError::NotFound => {
            visit.site.limits.count_unknown_code(visit.request());
            return unknown(visit, form, "wrong_code");
        }
        AppError::Invalid(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        AppError::Locked => (StatusCode::LOCKED, FieldErrors::default()),
        other => return Err(other.into()),
    };
    let card = visit.site.app.card(&form.code, None).await?;
    found(visit, status, card, form, Said { errors, ..Said::default() })
}

fn found(
    visit: &Visit,
    status: StatusCode,
    card: CardPage,
    form: &CodeForm,
    said: Said,
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    // Which language the person speaks is for who has the PIN.
    let own = card.details.as_ref().map(|details| details.language.to_string());
    let language = match form.langue.as_str() {
        "" => own.unwrap_or_default(),
        chosen => chosen.to_owned(),
    };
    let reach = card.details.as_ref().filter(|details| details.may_withdraw);
    let reach = reach.map(|details| ReachView::new(details.channel, form));
    let spoken = visit.site.phrases().spoken(&language);
    let details = card.details.map(|details| DetailsView::new(labels, spoken, details));
    let view = CodeView {
        // Only a right PIN is kept for the buttons below.
        pin: if details.is_some() { form.pin.clone() } else { String::new() },
        neutral: Some(card.neutral.replace('_', "-")),
        is_locked: card.is_locked,
        details,
        reach,
        done: said.done,
        refused: said.refused,
        ..empty(&visit.site, &language, card.code, &said.errors)
    };
    answer(visit, status, &view)
}

fn unknown(visit: &Visit, form: &CodeForm, code: &'static str) -> Result<HttpResponse, PageError> {
    let view = empty(&visit.site, &form.langue, form.code.clone(), &wrong("code", code));
    answer(visit, StatusCode::UNPROCESSABLE_ENTITY, &view)
}

/// Nothing is looked up for who typed too many unknown codes.
fn shut(visit: &Visit, form: &CodeForm) -> Result<HttpResponse, PageError> {
    let errors = wrong("code", "too_many_wrong");
    let view = empty(&visit.site, &form.langue, form.code.clone(), &errors);
    answer(visit, StatusCode::TOO_MANY_REQUESTS, &view)
}

fn answer(visit: &Visit, status: StatusCode, view: &CodeView) -> Result<HttpResponse, PageError> {
    let mut chrome = visit.chrome("code-show-title");
    chrome.width = Width::Narrow;
    visit.page_with(status, "pages/code/show.html", &chrome, view)
}

/// An empty form again, and nothing left in the browser to go back to.
fn leave(visit: &Visit) -> HttpResponse {
    let mut answer = visit.see_other("/code", Some("flash-code-left"));
    answer
        .headers_mut()
        .insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\""));
    answer
}
