//! Signing in, signing out, and following an invitation.

use std::sync::OnceLock;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path, Query};
use app::AppError;
use app::demo::city::City;
use kernel::Role;
use serde::{Deserialize, Serialize};

use super::form::{Choice, Wrong};
use crate::error::PageError;
use crate::listings::labels::Labels;
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

#[derive(Serialize)]
struct SignInView {
    email: String,
    wanted: String,
    posts: Vec<Choice>,
    demo: Vec<DemoAccount>,
    demo_password: &'static str,
    wrong: Wrong,
}

/// An account of the demonstration, as a line of `summary_list`.
#[derive(Serialize, Clone)]
struct DemoAccount {
    label: String,
    value: String,
    href: Option<String>,
}

#[derive(Serialize)]
struct InvitedView {
    name: String,
    email: String,
    token: String,
    posts: Vec<Choice>,
    wrong: Wrong,
}

pub(crate) async fn show(visit: Visit, query: Query<Wanted>) -> Result<HttpResponse, PageError> {
    let wanted = query.into_inner().retour.unwrap_or_default();
    page(&visit, StatusCode::OK, String::new(), &posts(&visit, true), wanted, Wrong::default())
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
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let wrong = Wrong::of(Labels::of(&visit.site), &errors);
            page(&visit, status, form.email, &posts(&visit, is_shared), form.retour, wrong)
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
    let _ = answer.add_cookie(&visit.basket_cookie(""));
    answer.headers_mut().insert(
        actix_web::http::header::HeaderName::from_static("clear-site-data"),
        actix_web::http::header::HeaderValue::from_static("\"cache\", \"storage\""),
    );
    Ok(answer)
}

pub(crate) async fn invited(visit: Visit, token: Path<String>) -> Result<HttpResponse, PageError> {
    visit.site.limits.count_try(visit.request())?;
    invitation(&visit, &token, StatusCode::OK, true, Wrong::default()).await
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
            let wrong = Wrong::of(Labels::of(&visit.site), &errors);
            invitation(&visit, &token, status, is_shared, wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn invitation(
    visit: &Visit,
    token: &str,
    status: StatusCode,
    is_shared: bool,
    wrong: Wrong,
) -> Result<HttpResponse, PageError> {
    let account = visit.site.app.invited(token).await?;
    let view = InvitedView {
        name: account.name,
        email: account.email,
        token: token.to_owned(),
        posts: posts(visit, is_shared),
        wrong,
    };
    let mut chrome = visit.chrome("session-invited-title");
    chrome.width = Width::Narrow;
    visit.page_with(status, "pages/session/invited.html", &chrome, &view)
}

fn page(
    visit: &Visit,
    status: StatusCode,
    email: String,
    posts: &[Choice],
    wanted: String,
    wrong: Wrong,
) -> Result<HttpResponse, PageError> {
    let view = SignInView {
        email,
        wanted,
        posts: posts.to_vec(),
        demo: demo_accounts(visit),
        demo_password: app::demo::PASSWORD,
        wrong,
    };
    let mut chrome = visit.chrome("session-show-title");
    chrome.width = Width::Narrow;
    visit.page_with(status, "pages/session/show.html", &chrome, &view)
}

/// On whose computer one is; a shared one is the careful answer.
fn posts(visit: &Visit, is_shared: bool) -> Vec<Choice> {
    let labels = Labels::of(&visit.site);
    let choice = |value: &str, key: &str, is_chosen: bool| {
        Choice::plain(value, &labels.say(key, &[]), is_chosen)
            .with_hint(labels.say(&format!("{key}-hint"), &[]))
    };
    vec![
        choice("partage", "session-show-post-shared", is_shared),
        choice("personnel", "session-show-post-own", !is_shared),
    ]
}

/// Who can sign in to a demonstration; nobody elsewhere.
fn demo_accounts(visit: &Visit) -> Vec<DemoAccount> {
    static ACCOUNTS: OnceLock<Vec<(Role, String)>> = OnceLock::new();
    if !visit.site.app.settings().is_demo {
        return Vec::new();
    }
    let labels = Labels::of(&visit.site);
    let accounts = ACCOUNTS.get_or_init(|| {
        let city = City::read(labels.today());
        let accounts = city.map(|city| city.accounts).unwrap_or_default();
        accounts.into_iter().map(|one| (one.role, one.email)).collect()
    });
    accounts
        .iter()
        .map(|(role, email)| DemoAccount {
            label: labels.word("role", role.word()),
            value: email.clone(),
            href: None,
        })
        .collect()
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
