//! Closures and holidays of the organization; they end by themselves.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Form;
use app::AppError;
use app::workspace::ClosureForm;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Whose;
use super::list::closed;
use super::wrong::wrong;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::form::Wrong;
use crate::visit::Visit;

/// Days as typed: to be away, or to be there after all.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct DaysForm {
    from: String,
    until: String,
    act: String,
}

#[derive(Serialize)]
struct ClosuresView {
    base: String,
    action: String,
    closures: Vec<ClosureView>,
    form: DaysForm,
    wrong: Wrong,
}

#[derive(Serialize)]
struct ClosureView {
    label: String,
    from: String,
    until: String,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    let whose = Whose::of(&visit)?;
    page(&visit, StatusCode::OK, whose, DaysForm::default(), Wrong::default()).await
}

pub(crate) async fn change(visit: Visit, form: Form<DaysForm>) -> Result<HttpResponse, PageError> {
    let whose = Whose::of(&visit)?;
    let (app, actor, form) = (&visit.site.app, visit.actor(), form.into_inner());
    let of = whose.of.clone();
    let done = match form.act.as_str() {
        "remove" => match (form.from.parse::<NaiveDate>(), form.until.parse::<NaiveDate>()) {
            (Ok(from), Ok(until)) => app.remove_closure(&actor, of, (from, until)).await,
            _ => Err(AppError::NotFound),
        },
        _ => {
            let until = if form.until.is_empty() { &form.from } else { &form.until };
            let days = ClosureForm { from: form.from.clone(), until: until.clone() };
            app.add_closure(&actor, of, days).await
        }
    };
    let said = match form.act.as_str() {
        "remove" => "flash-workspace-closure-removed",
        _ => "flash-workspace-closure-added",
    };
    match done {
        Ok(()) => Ok(visit.see_other(&format!("{}/fermetures", whose.base), Some(said))),
        Err(AppError::Invalid(errors)) => {
            let wrong = wrong(Labels::of(&visit.site), &errors, &["from", "until"]);
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, whose, form, wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn page(
    visit: &Visit,
    status: StatusCode,
    whose: Whose,
    form: DaysForm,
    wrong: Wrong,
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let workspace = visit.site.app.workspace(&visit.actor(), whose.of.clone()).await?;
    let mut days = workspace.organization.closures;
    days.retain(|one| one.until >= workspace.today);
    days.sort_by_key(|one| one.from);
    let closure = |one: &kernel::Closure| ClosureView {
        label: closed(labels, one),
        from: one.from.to_string(),
        until: one.until.to_string(),
    };
    let view = ClosuresView {
        action: format!("{}/fermetures", whose.base),
        base: whose.base,
        closures: days.iter().map(closure).collect(),
        form,
        wrong,
    };
    let chrome = visit.chrome("workspace-closures-title");
    visit.page_with(status, "pages/workspace/closures.html", &chrome, &view)
}
