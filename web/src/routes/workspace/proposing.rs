//! A new organization: a coordinator makes it and invites somebody, a partner proposes it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Form;
use app::AppError;
use app::access::{Right, Scope, scope};
use app::duplicates::Alike;
use app::workspace::{Confirmed, NewOrganization, OrganizationForm};
use kernel::{FieldErrors, OrganizationId};
use serde::{Deserialize, Serialize};

use super::alike::AlikeView;
use super::wrong::wrong;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::form::Wrong;
use crate::visit::Visit;

/// The fields in the order of the page.
const FIELDS: [&str; 5] = ["name", "phone", "email", "website", "identifier"];
const COORDINATED: &str = "/coordination/structures/nouvelle";

/// What somebody typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    name: String,
    phone: String,
    email: String,
    website: String,
    /// [`OTHER`] once somebody looked at what is alike.
    act: String,
}

/// The button that says: it is not the same.
const OTHER: &str = "other";

#[derive(Serialize)]
struct ProposeView {
    action: &'static str,
    back: &'static str,
    /// True when it is made at once, and somebody of it can be invited next.
    is_made: bool,
    typed: Typed,
    alike: Vec<AlikeView>,
    wrong: Wrong,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    may(&visit)?;
    page(&visit, StatusCode::OK, Typed::default(), &[], &FieldErrors::default())
}

pub(crate) async fn send(visit: Visit, typed: Form<Typed>) -> Result<HttpResponse, PageError> {
    let all = may(&visit)?;
    let typed = typed.into_inner();
    let text = |text: &str| text.trim().to_owned();
    let form = OrganizationForm {
        name: text(&typed.name),
        phone: text(&typed.phone),
        email: text(&typed.email),
        website: text(&typed.website),
        ..OrganizationForm::default()
    };
    let confirmed = if typed.act == OTHER { Confirmed::IsOther } else { Confirmed::NotYet };
    match visit.site.app.create_organization(&visit.actor(), form, confirmed).await {
        Ok(NewOrganization::Made(id)) if all => Ok(visit.see_other(
            &format!("/coordination/membres?inviter={id}#invite"),
            Some("flash-organization-made"),
        )),
        Ok(NewOrganization::Made(_)) => {
            Ok(visit.see_other("/structure", Some("flash-organization-made")))
        }
        Ok(NewOrganization::Waiting) => {
            Ok(visit.see_other("/structure", Some("flash-organization-waiting")))
        }
        Ok(NewOrganization::Alike(alike)) => {
            page(&visit, StatusCode::CONFLICT, typed, &alike, &FieldErrors::default())
        }
        Err(AppError::Invalid(errors)) => {
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, typed, &[], &errors)
        }
        Err(other) => Err(other.into()),
    }
}

/// True for who may edit every organization.
fn may(visit: &Visit) -> Result<bool, PageError> {
    visit.signed_in()?;
    match scope(&visit.actor(), Right::EditListings) {
        Some(Scope::All) => Ok(true),
        Some(_) if visit.request().path() != COORDINATED => Ok(false),
        _ => Err(AppError::NotFound.into()),
    }
}

fn page(
    visit: &Visit,
    status: StatusCode,
    typed: Typed,
    alike: &[Alike],
    errors: &FieldErrors,
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let is_made = may(visit)?;
    let known = |one: &Alike| match is_made {
        true => format!("/coordination/structures/{}", OrganizationId::from(one.id.as_str())),
        false => one.href.clone().unwrap_or_default(),
    };
    let view = ProposeView {
        action: if is_made { COORDINATED } else { "/structure/proposer" },
        back: if is_made { "/coordination/membres" } else { "/structure" },
        is_made,
        typed,
        alike: alike.iter().map(|one| AlikeView::new(labels, one, known(one))).collect(),
        wrong: wrong(labels, errors, &FIELDS),
    };
    let chrome = visit.chrome("workspace-propose-title");
    visit.page_with(status, "pages/workspace/propose.html", &chrome, &view)
}
