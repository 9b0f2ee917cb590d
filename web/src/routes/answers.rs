//! Answering without an account, by the link in a letter (REF-16).
//!
//! **Invariant:** opening the link changes nothing and names nobody; only a button does.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path};
use app::AppError;
use app::referrals::AnswerPage;
use serde::Serialize;

use super::answer_form::AnswerForm;
use super::answer_view::{AnswerView, again, is_repeated};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::pages::Width;
use crate::visit::Visit;

const PAGE: &str = "pages/answers/show.html";

#[derive(Serialize)]
struct OverView {
    was_once_valid: bool,
}

pub(crate) async fn show(visit: Visit, token: Path<String>) -> Result<HttpResponse, PageError> {
    match visit.site.app.answer_page(&token).await {
        Ok(page) => {
            let view = AnswerView::new(Labels::of(&visit.site), action(&token), &page);
            visit.page(PAGE, &visit.chrome(&view.title_key()), &view)
        }
        Err(error) => over(&visit, error),
    }
}

pub(crate) async fn answer(
    visit: Visit,
    token: Path<String>,
    form: Form<AnswerForm>,
) -> Result<HttpResponse, PageError> {
    let app = &visit.site.app;
    let page = match app.answer_page(&token).await {
        Ok(page) => page,
        Err(error) => return over(&visit, error),
    };
    let form = form.into_inner();
    if form.wants_person() {
        let page = app.open_contact(&token).await?;
        let view = AnswerView::new(Labels::of(&visit.site), action(&token), &page);
        return visit.page(PAGE, &visit.chrome(&view.title_key()), &view);
    }
    let asked = match form.read(app.settings().time_zone) {
        Ok(asked) => asked,
        Err(errors) => return again(&visit, PAGE, (action(&token), &page), form, errors.into()),
    };
    match app.answer(&token, asked.clone()).await {
        Ok(()) => Ok(visit.see_other(&action(&token), form.said())),
        Err(error) => {
            // Somebody may have been faster: the page shows how it stands now.
            let page: AnswerPage = app.answer_page(&token).await?;
            if is_repeated(&asked, &page.attempt) {
                return Ok(visit.see_other(&action(&token), form.said()));
            }
            again(&visit, PAGE, (action(&token), &page), form, error)
        }
    }
}

fn action(token: &str) -> String {
    format!("/reponse/{token}")
}

/// A link that opens nothing says whom to call; everything else is the page for failures. Only
/// these count as tries: who answers for many people is not held up.
fn over(visit: &Visit, error: AppError) -> Result<HttpResponse, PageError> {
    visit.site.limits.count_try(visit.request())?;
    let (status, was_once_valid) = match error {
        AppError::Expired => (StatusCode::GONE, true),
        AppError::NotFound => (StatusCode::NOT_FOUND, false),
        other => return Err(other.into()),
    };
    let mut chrome = visit.chrome("answers-over-title");
    chrome.width = Width::Narrow;
    visit.page_with(status, "pages/answers/over.html", &chrome, &OverView { was_once_valid })
}
