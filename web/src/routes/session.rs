//! Signing in, signing out, and following an invitation.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path, Query};
use app::AppError;
use kernel::{FieldErrors, Role};
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::pages::Width;
use crate::visit::Visit;

/// What the address may carry.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    retour: Option<String>,
}

/// The form to sign in.
#[derive(Deserialize)]
pub(crate) struct SignInForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    poste: String,
    #[serde(default)]
    retour: String,
}

/// The form of an invitation.
#[derive(Deserialize)]
pub(crate) struct PasswordForm {
    #[serde(default)]
    password: String,
    #[serde(default)]
    poste: String,
}

#[derive(Serialize, Default)]
struct SignInView {
    email: String,
    is_shared: bool,
    wanted: String,
    errors: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
struct InvitedView {
    name: String,
    email: String,
    token: String,
    errors: BTreeMap<&'static str, String>,
}

pub(crate) async fn show(visit: Visit, query: Query<Wanted>) -> Result<HttpResponse, PageError> {
    let wanted = query.into_inner().retour.unwrap_or_default();
    page(&visit, StatusCode::OK, &SignInView { wanted, ..SignInView::default() })
}

pub(crate) async fn sign_in(
    visit: Visit,
    form: Form<SignInForm>,
) -> Result<HttpResponse, PageError> {
    visit.site.limits.count_try(visit.request())?;
    let form = form.into_inner();
    let is_shared = form.poste == "partage";
    match visit.site.app.sign_in(&form.email, &form.password, is_shared).await {
        Ok(signed_in) => {
            let to = safe_path(&form.retour).unwrap_or(home(signed_in.account.role));
            let mut answer = visit.see_other(to, None);
            let _ = answer.add_cookie(&visit.session_cookie(&signed_in));
            Ok(answer)
        }
        Err(AppError::Invalid(errors)) => {
            let view = SignInView {
                email: form.email,
                is_shared,
                wanted: form.retour,
                errors: keys(&errors),
            };
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(other) => Err(other.into()),
    }
}

pub(crate) async fn sign_out(visit: Visit) -> Result<HttpResponse, PageError> {
    if let Some(token) = &visit.token {
        visit.site.app.sign_out(token).await?;
    }
    let mut answer = visit.see_other("/", Some("flash-signed-out"));
    let _ = answer.add_cookie(&visit.no_session_cookie());
    answer.headers_mut().insert(
        actix_web::http::header::HeaderName::from_static("clear-site-data"),
        actix_web::http::header::HeaderValue::from_static("\"cache\", \"storage\""),
    );
    Ok(answer)
}

pub(crate) async fn invited(visit: Visit, token: Path<String>) -> Result<HttpResponse, PageError> {
    visit.site.limits.count_try(visit.request())?;
    invitation(&visit, &token, StatusCode::OK, BTreeMap::new()).await
}

pub(crate) async fn accept(
    visit: Visit,
    token: Path<String>,
    form: Form<PasswordForm>,
) -> Result<HttpResponse, PageError> {
    visit.site.limits.count_try(visit.request())?;
    let is_shared = form.poste == "partage";
    match visit.site.app.accept_invitation(&token, &form.password, is_shared).await {
        Ok(signed_in) => {
            let mut answer =
                visit.see_other(home(signed_in.account.role), Some("flash-account-ready"));
            let _ = answer.add_cookie(&visit.session_cookie(&signed_in));
            Ok(answer)
        }
        Err(AppError::Invalid(errors)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            invitation(&visit, &token, status, keys(&errors)).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn invitation(
    visit: &Visit,
    token: &str,
    status: StatusCode,
    errors: BTreeMap<&'static str, String>,
) -> Result<HttpResponse, PageError> {
    let account = visit.site.app.invited(token).await?;
    let view =
        InvitedView { name: account.name, email: account.email, token: token.to_owned(), errors };
    let mut chrome = visit.chrome("session-invited-title");
    chrome.width = Width::Narrow;
    visit.page_with(status, "pages/session/invited.html", &chrome, &view)
}

fn page(visit: &Visit, status: StatusCode, view: &SignInView) -> Result<HttpResponse, PageError> {
    let mut chrome = visit.chrome("session-show-title");
    chrome.width = Width::Narrow;
    visit.page_with(status, "pages/session/show.html", &chrome, view)
}

/// The text key for each field that is wrong.
pub(crate) fn keys(errors: &FieldErrors) -> BTreeMap<&'static str, String> {
    errors.iter().map(|error| (error.field, format!("field-error-{}", error.code))).collect()
}

/// A path of this site; anything that could lead elsewhere is not taken.
fn safe_path(path: &str) -> Option<&str> {
    let is_ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control);
    is_ours.then_some(path)
}

/// Where each role begins to work.
pub(crate) fn home(role: Role) -> &'static str {
    match role {
        Role::Mediator => "/mediation",
        Role::Partner => "/structure",
        Role::Coordinator => "/coordination",
        Role::Admin | Role::PrivacyOfficer => "/admin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_never_leads_to_another_site() {
        assert_eq!(safe_path("/orienter?offre=x"), Some("/orienter?offre=x"));
        for path in
            ["//evil.example", "https://evil.example", "/\\evil.example", "", "evil", "/\r\n"]
        {
            assert_eq!(safe_path(path), None, "{path:?}");
        }
    }
}
