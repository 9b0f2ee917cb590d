//! One request of one person: who they are, and answering with a page.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use app::accounts::Account;
use kernel::{Actor, Role};
use serde::Serialize;

use crate::error::PageError;
use crate::pages::{AccountView, Chrome, Flash, NavItem, Tone, Width};
use crate::routes::basket::{self, Basket};
use crate::site::Site;

const SESSION: &str = "relais_session";
const FLASH: &str = "relais_said";

/// One request of one person.
pub(crate) struct Visit {
    /// The site asked.
    pub(crate) site: Data<Site>,
    /// Who is signed in.
    pub(crate) account: Option<Account>,
    /// The token of the session, when there is one.
    pub(crate) token: Option<String>,
    request: HttpRequest,
    flash: Option<Flash>,
}

impl FromRequest for Visit {
    type Error = PageError;
    type Future = Pin<Box<dyn Future<Output = Result<Visit, PageError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let Some(site) = request.app_data::<Data<Site>>().cloned() else {
                return Err(PageError::App(app::AppError::NotFound));
            };
            let token = request.cookie(SESSION).map(|cookie| cookie.value().to_owned());
            let account = match &token {
                Some(token) => site.app.account_of_session(token).await?,
                None => None,
            };
            let flash = request.cookie(FLASH).and_then(|cookie| flash_of(&site, cookie.value()));
            Ok(Visit { site, account, token, request, flash })
        })
    }
}

impl Visit {
    /// Who is asking, as the rules see it.
    pub(crate) fn actor(&self) -> Actor {
        match &self.account {
            Some(account) => account.actor(),
            None => Actor::Visitor,
        }
    }

    /// The account, or a detour by the page to sign in.
    pub(crate) fn signed_in(&self) -> Result<&Account, PageError> {
        self.account.as_ref().ok_or_else(|| {
            let uri = self.request.uri();
            PageError::SignIn {
                wanted: uri.path_and_query().map_or("/", |one| one.as_str()).to_owned(),
            }
        })
    }

    /// The request itself.
    pub(crate) fn request(&self) -> &HttpRequest {
        &self.request
    }

    /// The frame of a page with its title.
    pub(crate) fn chrome(&self, title_key: &str) -> Chrome {
        let mut chrome = bare_chrome(&self.site, self.request.path(), title_key);
        chrome.nav = nav(self.account.as_ref().map(|account| account.role), self.request.path());
        chrome.account = self.account.as_ref().map(|account| AccountView {
            name: account.name.clone(),
            role_key: format!("role-{}", account.role.word().replace('_', "-")),
        });
        chrome.flash = self.flash.clone();
        chrome.basket = Basket::of(&self.request).len();
        chrome
    }

    /// Answers with a page.
    pub(crate) fn page(
        &self,
        template: &str,
        chrome: &Chrome,
        view: &impl Serialize,
    ) -> Result<HttpResponse, PageError> {
        self.page_with(StatusCode::OK, template, chrome, view)
    }

    /// Answers with a page and a status of its own, such as 422 for a form that is wrong.
    pub(crate) fn page_with(
        &self,
        status: StatusCode,
        template: &str,
        chrome: &Chrome,
        view: &impl Serialize,
    ) -> Result<HttpResponse, PageError> {
        let html = self.site.pages.render(template, chrome, view)?;
        let mut answer = HttpResponse::build(status);
        answer.content_type("text/html; charset=utf-8");
        if self.request.cookie(FLASH).is_some() {
            answer.cookie(self.cookie(FLASH, "", Some(time::Duration::ZERO)));
        }
        Ok(answer.body(html))
    }

    /// Sends the browser on after a change; `said` is the key of what the next page says.
    pub(crate) fn see_other(&self, to: &str, said: Option<&str>) -> HttpResponse {
        let mut answer = HttpResponse::SeeOther();
        answer.insert_header((LOCATION, to));
        if let Some(said) = said {
            answer.cookie(self.cookie(FLASH, said, Some(time::Duration::minutes(1))));
        }
        answer.finish()
    }

    /// The cookie of a new session; it ends with the browser on a shared computer.
    pub(crate) fn session_cookie(&self, signed_in: &app::accounts::SignedIn) -> Cookie<'static> {
        let lasts = (!signed_in.is_shared_post).then(|| time::Duration::hours(10));
        self.cookie(SESSION, &signed_in.token, lasts)
    }

    /// The cookie that takes the session out of the browser.
    pub(crate) fn no_session_cookie(&self) -> Cookie<'static> {
        self.cookie(SESSION, "", Some(time::Duration::ZERO))
    }

    /// The cookie of the basket: for this session of the browser; none when it is empty.
    pub(crate) fn basket_cookie(&self, text: &str) -> Cookie<'static> {
        let lasts = text.is_empty().then_some(time::Duration::ZERO);
        self.cookie(basket::COOKIE, text, lasts)
    }

    fn cookie(&self, name: &str, value: &str, lasts: Option<time::Duration>) -> Cookie<'static> {
        let mut cookie = Cookie::build(name.to_owned(), value.to_owned())
            .path("/")
            .http_only(true)
            .secure(self.site.is_https())
            .same_site(SameSite::Lax)
            .finish();
        if let Some(lasts) = lasts {
            cookie.set_max_age(lasts);
        }
        cookie
    }
}

/// Leads for good to the page that took the place of this one.
pub(crate) fn moved(to: &str) -> HttpResponse {
    HttpResponse::MovedPermanently().insert_header((LOCATION, to)).finish()
}

/// True when the request carries a session, alive or not.
pub(crate) fn has_session(request: &HttpRequest) -> bool {
    request.cookie(SESSION).is_some()
}

/// The frame of a page for somebody of whom nothing is known.
pub(crate) fn bare_chrome(site: &Site, path: &str, title_key: &str) -> Chrome {
    Chrome {
        lang: "fr".to_owned(),
        dir: "ltr".to_owned(),
        title_key: title_key.to_owned(),
        path: path.to_owned(),
        nav: nav(None, path),
        account: None,
        flash: None,
        basket: 0,
        network: site.network(),
        is_demo: site.app.settings().is_demo,
        width: Width::Wide,
    }
}

/// What a cookie may make a page say: only texts that are meant for it.
fn flash_of(site: &Site, key: &str) -> Option<Flash> {
    let is_known = key.starts_with("flash-") && site.pages.texts().get("fr", key, &[]).is_some();
    is_known.then(|| Flash { tone: Tone::Good, key: key.to_owned(), args: BTreeMap::new() })
}

/// The main navigation of a role.
fn nav(role: Option<Role>, path: &str) -> Vec<NavItem> {
    let items: &[(&str, &str)] = match role {
        None => &[("nav-search", "/recherche"), ("nav-code", "/code")],
        Some(Role::Mediator) => {
            &[("nav-search", "/recherche"), ("nav-mediation", "/mediation"), ("nav-code", "/code")]
        }
        Some(Role::Partner) => &[("nav-inbox", "/structure"), ("nav-search", "/recherche")],
        Some(Role::Coordinator) => &[
            ("nav-queue", "/coordination"),
            ("nav-search", "/recherche"),
            ("nav-mediation", "/mediation"),
            ("nav-import", "/coordination/import"),
        ],
        Some(Role::Admin | Role::PrivacyOfficer) => {
            &[("nav-accounts", "/admin"), ("nav-search", "/recherche")]
        }
    };
    items
        .iter()
        .map(|(key, href)| NavItem {
            label_key: (*key).to_owned(),
            href: (*href).to_owned(),
            is_current: path == *href || path.starts_with(&format!("{href}/")),
            count: None,
        })
        .collect()
}
