//! Accounts: who has one, inviting, closing.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path};
use app::AppError;
use app::accounts::NewAccount;
use kernel::{AccountId, FieldErrors, OrganizationId, Role};
use serde::{Deserialize, Serialize};

use super::form::{Choice, Wrong};
use super::queue::{Closing, Row, account_row};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

/// Somebody to invite, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct InviteForm {
    name: String,
    email: String,
    role: String,
    organization: String,
}

#[derive(Serialize)]
struct AdminView {
    rows: Vec<Row>,
    roles: Vec<Choice>,
    organizations: Vec<Choice>,
    form: InviteForm,
    wrong: Wrong,
}

pub(crate) async fn list(visit: Visit) -> Result<HttpResponse, PageError> {
    page(&visit, StatusCode::OK, InviteForm::default(), &FieldErrors::default()).await
}

pub(crate) async fn invite(
    visit: Visit,
    form: Form<InviteForm>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let form = form.into_inner();
    let Some(role) = Role::from_word(&form.role) else {
        let errors = super::answer_form::wrong("role", "required");
        return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, &errors).await;
    };
    let organization = Some(form.organization.as_str()).filter(|id| !id.is_empty());
    let new = NewAccount {
        email: form.email.trim().to_owned(),
        name: form.name.trim().to_owned(),
        role,
        organization: organization.map(OrganizationId::from),
    };
    match visit.site.app.invite(&visit.actor(), new).await {
        Ok(_) => Ok(visit.see_other("/admin", Some("flash-admin-invited"))),
        Err(AppError::Invalid(errors)) => {
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, &errors).await
        }
        Err(other) => Err(other.into()),
    }
}

pub(crate) async fn disable(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = AccountId::from(id.into_inner());
    visit.site.app.disable_account(&visit.actor(), id).await?;
    Ok(visit.see_other("/admin", Some("flash-admin-disabled")))
}

async fn page(
    visit: &Visit,
    status: StatusCode,
    form: InviteForm,
    errors: &FieldErrors,
) -> Result<HttpResponse, PageError> {
    let own = visit.signed_in()?.id.clone();
    let (app, actor) = (&visit.site.app, visit.actor());
    let accounts = app.accounts(&actor).await?;
    let names = app.organization_names(&actor).await?;
    let labels = Labels::of(&visit.site);
    let name_of = |id: &OrganizationId| {
        names.iter().find(|(one, _)| one == id).map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let view = AdminView {
        rows: accounts
            .iter()
            .map(|account| {
                let organization = account.organization.as_ref().map(name_of);
                let close = Closing {
                    label: labels.say("admin-list-disable", &[]),
                    href: format!("/admin/comptes/{}/fermer", account.id),
                };
                account_row(labels, account, organization.unwrap_or_default(), &own, close)
            })
            .collect(),
        roles: Role::ALL.map(|role| Choice::word(labels, "role", role.word(), &form.role)).into(),
        organizations: names
            .iter()
            .map(|(id, name)| Choice::plain(id.as_str(), name, id.as_str() == form.organization))
            .collect(),
        form,
        wrong: Wrong::of(labels, errors),
    };
    visit.page_with(status, "pages/admin/list.html", &visit.chrome("admin-list-title"), &view)
}
