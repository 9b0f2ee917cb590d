//! The page of the code card (screen S16): where it stands, and with the PIN what comes next.
//!
//! **Invariant:** the code and the PIN travel in the body of a form only, never in an address,
//! a title or a log (SEC-07).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::Form;
use app::AppError;
use app::referrals::{CardAction, CardDetails, CardPage};
use kernel::FieldErrors;
use partner_directory::ListedPlace;
use referral_tracking::Helped;
use serde::{Deserialize, Serialize};

use super::answer_form::wrong;
use super::due::moment;
use super::form::Wrong;
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
}

#[derive(Serialize)]
struct CodeView {
    /// As it was typed, or as it is printed once it is known.
    code: String,
    pin: String,
    /// The neutral state; none before a code was found.
    neutral: Option<String>,
    is_locked: bool,
    details: Option<DetailsView>,
    /// What the person's last button did.
    done: Option<&'static str>,
    /// Why it did nothing.
    refused: Option<String>,
    wrong: Wrong,
}

#[derive(Serialize)]
struct DetailsView {
    offer: Option<String>,
    offer_slug: Option<String>,
    organization: Option<String>,
    phone: Option<String>,
    place: Vec<String>,
    answer_by: Option<String>,
    appointment: Option<String>,
    expected_on: Option<String>,
    may_withdraw: bool,
    may_say_helped: bool,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    answer(&visit, StatusCode::OK, &empty(labels, String::new(), &FieldErrors::default()))
}

pub(crate) async fn open(visit: Visit, form: Form<CodeForm>) -> Result<HttpResponse, PageError> {
    let form = form.into_inner();
    if form.act == "quitter" {
        return Ok(leave(&visit));
    }
    if visit.site.limits.guesses_codes(visit.request()) {
        return shut(&visit, form.code);
    }
    visit.site.limits.count_card(visit.request())?;
    if form.code.trim().is_empty() {
        return unknown(&visit, form.code, "required");
    }
    let Some((action, done)) = wanted(&form.act) else {
        return state(&visit, &form, Said::NOTHING).await;
    };
    match visit.site.app.act_by_card(&form.code, &form.pin, action).await {
        Ok(()) => state(&visit, &form, Said { done: Some(done), refused: None }).await,
        Err(AppError::Refused(refused)) => {
            let refused = Some(AppError::Refused(refused).code());
            state(&visit, &form, Said { done: None, refused }).await
        }
        Err(other) => closed(&visit, &form, other).await,
    }
}

/// What became of a button.
struct Said {
    done: Option<&'static str>,
    refused: Option<String>,
}

impl Said {
    const NOTHING: Said = Said { done: None, refused: None };
}

fn wanted(act: &str) -> Option<(CardAction, &'static str)> {
    match act {
        "arreter" => Some((CardAction::Withdraw, "code-done-withdrawn")),
        "aide" => Some((CardAction::Say(Helped::Yes), "code-done-helped")),
        "pas-aide" => Some((CardAction::Say(Helped::No), "code-done-not-helped")),
        _ => None,
    }
}

/// Shows where it stands, and with the right PIN what comes next.
async fn state(visit: &Visit, form: &CodeForm, said: Said) -> Result<HttpResponse, PageError> {
    let pin = Some(form.pin.trim()).filter(|pin| !pin.is_empty());
    match visit.site.app.card(&form.code, pin).await {
        Ok(card) => found(visit, StatusCode::OK, card, form, said, FieldErrors::default()),
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
            return unknown(visit, form.code.clone(), "wrong_code");
        }
        AppError::Invalid(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        AppError::Locked => (StatusCode::LOCKED, FieldErrors::default()),
        other => return Err(other.into()),
    };
    let card = visit.site.app.card(&form.code, None).await?;
    found(visit, status, card, form, Said::NOTHING, errors)
}

fn found(
    visit: &Visit,
    status: StatusCode,
    card: CardPage,
    form: &CodeForm,
    said: Said,
    errors: FieldErrors,
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let details = card.details.map(|details| details_view(labels, details));
    let view = CodeView {
        // Only a right PIN is kept for the buttons below.
        pin: if details.is_some() { form.pin.clone() } else { String::new() },
        neutral: Some(card.neutral.replace('_', "-")),
        is_locked: card.is_locked,
        details,
        done: said.done,
        refused: said.refused,
        ..empty(labels, card.code, &errors)
    };
    answer(visit, status, &view)
}

fn unknown(visit: &Visit, typed: String, code: &'static str) -> Result<HttpResponse, PageError> {
    let view = empty(Labels::of(&visit.site), typed, &wrong("code", code));
    answer(visit, StatusCode::UNPROCESSABLE_ENTITY, &view)
}

/// Nothing is looked up for who typed too many unknown codes.
fn shut(visit: &Visit, typed: String) -> Result<HttpResponse, PageError> {
    let view = empty(Labels::of(&visit.site), typed, &wrong("code", "too_many_wrong"));
    answer(visit, StatusCode::TOO_MANY_REQUESTS, &view)
}

fn empty(labels: Labels<'_>, code: String, errors: &FieldErrors) -> CodeView {
    CodeView {
        code,
        pin: String::new(),
        neutral: None,
        is_locked: false,
        details: None,
        done: None,
        refused: None,
        wrong: Wrong::of(labels, errors),
    }
}

fn details_view(labels: Labels<'_>, details: CardDetails) -> DetailsView {
    DetailsView {
        offer: details.offer,
        offer_slug: details.offer_slug,
        organization: details.organization,
        phone: details.phone,
        place: details.place.map_or_else(Vec::new, |place| place_lines(place, details.entrance)),
        answer_by: details.answer_by.map(|at| moment(labels, at)),
        appointment: details.appointment_at.map(|at| moment(labels, at)),
        expected_on: details.expected_on.map(|day| labels.words().date_long(day)),
        may_withdraw: details.may_withdraw,
        may_say_helped: details.may_say_helped,
    }
}

/// Where to go, line by line; nothing when the address is not public.
fn place_lines(place: ListedPlace, entrance: Option<String>) -> Vec<String> {
    let town = format!("{} {}", place.postcode, place.locality).trim().to_owned();
    [place.name, place.street, town, entrance.unwrap_or_default()]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect()
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
