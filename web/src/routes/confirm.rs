//! Confirming listings without an account, by the link in a letter (FEA-9).
//!
//! **Invariant:** opening the link changes nothing, because mail scanners open every link; only
//! a button does.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path};
use app::AppError;
use app::freshness::{ConfirmPage, Confirmation, Confirmed, Seen};
use kernel::{FieldErrors, OfferId};
use partner_directory::{Listing, Offer, ReportOrigin};
use serde::Serialize;

use super::form::{Choice, Pairs, Wrong};
use crate::error::PageError;
use crate::listings::checked::CheckedFact;
use crate::listings::labels::Labels;
use crate::pages::Width;
use crate::visit::Visit;

const PAGE: &str = "pages/confirm/show.html";

#[derive(Serialize)]
struct ConfirmView {
    action: String,
    organization: String,
    offers: Vec<OfferView>,
    more: usize,
    done: Vec<String>,
    choices: Vec<Choice>,
    chosen: String,
    words: String,
    wrong: Wrong,
    /// True when a listing changed between the page and the button.
    is_shown_again: bool,
}

#[derive(Serialize)]
struct OfferView {
    id: String,
    /// What the button confirms: this offer in this version.
    seen: String,
    name: String,
    verified: String,
    facts: Vec<CheckedFact>,
    /// What visitors reported, in words.
    reported: Vec<String>,
    /// True when the organization itself said that something changed.
    is_change_said: bool,
}

#[derive(Serialize)]
struct OverView {
    was_once_valid: bool,
}

pub(crate) async fn show(visit: Visit, token: Path<String>) -> Result<HttpResponse, PageError> {
    match visit.site.app.confirm_page(&token).await {
        Ok(page) => {
            let view = ConfirmView::new(&visit, &token, &page);
            answer(&visit, StatusCode::OK, &view)
        }
        Err(error) => over(&visit, error),
    }
}

pub(crate) async fn confirm(
    visit: Visit,
    token: Path<String>,
    form: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    let app = &visit.site.app;
    let page = match app.confirm_page(&token).await {
        Ok(page) => page,
        Err(error) => return over(&visit, error),
    };
    let pairs = Pairs::new(form.into_inner());
    let Some((said, flash)) = read(&pairs) else {
        return Ok(visit.see_other(&action(&token), None));
    };
    match app.confirm(&token, said).await {
        Ok(Confirmed::All) => Ok(visit.see_other(&action(&token), Some(flash))),
        Ok(Confirmed::NotAll) => {
            let page = app.confirm_page(&token).await?;
            let mut view = ConfirmView::new(&visit, &token, &page);
            view.is_shown_again = true;
            answer(&visit, StatusCode::CONFLICT, &view)
        }
        Err(AppError::Invalid(errors)) => {
            let view = ConfirmView::new(&visit, &token, &page).typed(&visit, &pairs, &errors);
            answer(&visit, StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(error) => Err(error.into()),
    }
}

/// What a form says, and what the next page says about it. `None` for a button of no form.
fn read(pairs: &Pairs) -> Option<(Confirmation, &'static str)> {
    let offer = |name: &str| Some(pairs.one(name)).filter(|id| !id.is_empty()).map(OfferId::from);
    if let Some(gone) = offer("gone") {
        return Some((Confirmation::Gone(gone), "flash-confirm-gone"));
    }
    if pairs.one("act") == "changed" {
        let about = offer("changed").unwrap_or_else(|| OfferId::from(""));
        return Some((Confirmation::Changed(about, pairs.one("words")), "flash-confirm-changed"));
    }
    let only = pairs.one("right");
    let seen = match only.is_empty() {
        true => pairs.all("seen"),
        false => vec![only],
    };
    let seen: Option<Vec<Seen>> = seen.iter().map(|one| seen_of(one)).collect();
    let seen = seen.filter(|some| !some.is_empty())?;
    Some((Confirmation::Right(seen), "flash-confirm-right"))
}

/// An offer in the version that a page showed, as its forms name it.
pub(super) fn seen(offer: &Offer) -> String {
    format!("{}.{}", offer.id, offer.version)
}

/// Reads back a [`seen`].
pub(super) fn seen_of(text: &str) -> Option<Seen> {
    let (offer, version) = text.rsplit_once('.')?;
    Some(Seen { offer: OfferId::from(offer), version: version.parse().ok()? })
}

impl ConfirmView {
    fn new(visit: &Visit, token: &str, page: &ConfirmPage) -> ConfirmView {
        let labels = Labels::of(&visit.site);
        let offers: Vec<OfferView> =
            page.waiting.iter().map(|listing| OfferView::new(listing, page, labels)).collect();
        let choices = offers.iter().map(|one| Choice::plain(&one.id, &one.name, false)).collect();
        ConfirmView {
            action: action(token),
            organization: page.organization.name.clone(),
            chosen: match offers.as_slice() {
                [only] => only.id.clone(),
                _ => String::new(),
            },
            offers,
            more: page.more,
            done: page.done.clone(),
            choices,
            words: String::new(),
            wrong: Wrong::default(),
            is_shown_again: false,
        }
    }

    /// With what was typed, and what is wrong with it.
    fn typed(self, visit: &Visit, pairs: &Pairs, errors: &FieldErrors) -> ConfirmView {
        ConfirmView {
            chosen: pairs.one("changed"),
            words: pairs.one("words"),
            wrong: Wrong::of(Labels::of(&visit.site), errors),
            ..self
        }
    }
}

impl OfferView {
    fn new(listing: &Listing, page: &ConfirmPage, labels: Labels<'_>) -> OfferView {
        let offer = &listing.offer;
        let reports = page.reports.get(&offer.id).map(Vec::as_slice).unwrap_or_default();
        let mut reported: Vec<String> = reports
            .iter()
            .filter(|report| report.origin == ReportOrigin::Visitor)
            .map(|report| labels.word("report-reason", report.reason.word()))
            .collect();
        reported.dedup();
        OfferView {
            id: offer.id.to_string(),
            seen: seen(offer),
            name: offer.name.clone(),
            verified: labels.verified(listing),
            facts: labels.to_check(listing),
            reported,
            is_change_said: reports.iter().any(|one| one.origin == ReportOrigin::Organization),
        }
    }
}

fn action(token: &str) -> String {
    format!("/confirmer/{token}")
}

fn answer(
    visit: &Visit,
    status: StatusCode,
    view: &ConfirmView,
) -> Result<HttpResponse, PageError> {
    let mut chrome = visit.chrome("confirm-show-title");
    chrome.width = Width::Narrow;
    visit.page_with(status, PAGE, &chrome, view)
}

/// A link that opens nothing says what to do next. Only these count as tries.
fn over(visit: &Visit, error: AppError) -> Result<HttpResponse, PageError> {
    visit.site.limits.count_try(visit.request())?;
    let (status, was_once_valid) = match error {
        AppError::Expired => (StatusCode::GONE, true),
        AppError::NotFound => (StatusCode::NOT_FOUND, false),
        other => return Err(other.into()),
    };
    let mut chrome = visit.chrome("confirm-over-title");
    chrome.width = Width::Narrow;
    visit.page_with(status, "pages/confirm/over.html", &chrome, &OverView { was_once_valid })
}
