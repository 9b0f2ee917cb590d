//! The people who may edit and answer for the organization.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Form;
use app::AppError;
use app::accounts::Account;
use kernel::AccountId;
use serde::{Deserialize, Serialize};

use super::Whose;
use super::wrong::wrong;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::form::Wrong;
use crate::routes::queue::{Closing, Row, account_row};
use crate::visit::Visit;

/// Somebody to invite, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ColleagueForm {
    name: String,
    email: String,
}

#[derive(Serialize)]
struct PeopleView {
    base: String,
    action: String,
    rows: Vec<Row>,
    form: ColleagueForm,
    wrong: Wrong,
}

pub(crate) async fn list(visit: Visit) -> Result<HttpResponse, PageError> {
    let whose = Whose::of(&visit)?;
    page(&visit, StatusCode::OK, whose, ColleagueForm::default(), Wrong::default()).await
}

pub(crate) async fn invite(
    visit: Visit,
    form: Form<ColleagueForm>,
) -> Result<HttpResponse, PageError> {
    let whose = Whose::of(&visit)?;
    let form = form.into_inner();
    let (email, name) = (form.email.trim().to_owned(), form.name.trim().to_owned());
    let app = &visit.site.app;
    match app.invite_colleague(&visit.actor(), whose.of.clone(), email, name).await {
        Ok(_) => {
            let to = format!("{}/personnes", whose.base);
            Ok(visit.see_other(&to, Some("flash-workspace-invited")))
        }
        Err(AppError::Invalid(errors)) => {
            let wrong = wrong(Labels::of(&visit.site), &errors, &["name", "email"]);
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, whose, form, wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

pub(crate) async fn close(visit: Visit) -> Result<HttpResponse, PageError> {
    let whose = Whose::of(&visit)?;
    let id = AccountId::from(visit.request().match_info().query("account"));
    visit.site.app.disable_colleague(&visit.actor(), whose.of.clone(), id).await?;
    Ok(visit.see_other(&format!("{}/personnes", whose.base), Some("flash-workspace-closed")))
}

async fn page(
    visit: &Visit,
    status: StatusCode,
    whose: Whose,
    form: ColleagueForm,
    wrong: Wrong,
) -> Result<HttpResponse, PageError> {
    let own = visit.signed_in()?.id.clone();
    let labels = Labels::of(&visit.site);
    let app = &visit.site.app;
    app.workspace(&visit.actor(), whose.of.clone()).await?;
    let people = app.people(&visit.actor(), whose.of.clone()).await?;
    let row = |account: &Account| {
        let close = Closing {
            label: labels.say("workspace-people-close", &[]),
            href: format!("{}/personnes/{}/fermer", whose.base, account.id),
        };
        account_row(labels, account, String::new(), &own, close)
    };
    let view = PeopleView {
        rows: people.iter().map(row).collect(),
        action: format!("{}/personnes", whose.base),
        base: whose.base,
        form,
        wrong,
    };
    let chrome = visit.chrome("workspace-people-title");
    visit.page_with(status, "pages/workspace/people.html", &chrome, &view)
}
