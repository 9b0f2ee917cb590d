use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use reqwest::cookie::Jar;
use reqwest::header::{CONTENT_TYPE, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Url};
use store::accounts::Account;

use crate::{Form, Page};

/// The name of the cookie of a session.
const SESSION: &str = "relais_session";

/// Somebody with a browser: keeps cookies, and follows no redirection that is not asked for.
#[derive(Clone)]
pub struct Person {
    /// Who they are, when they have an account.
    pub account: Option<Account>,
    /// What their cookie holds, when they are signed in.
    pub session: Option<String>,
    address: String,
    client: Client,
    jar: Arc<Jar>,
    seen_from: Ipv4Addr,
}

impl Person {
    pub(crate) fn new(address: &str) -> Person {
        static LAST: AtomicU32 = AtomicU32::new(0);
        let jar = Arc::new(Jar::default());
        let client = Client::builder()
            .cookie_provider(jar.clone())
            .redirect(Policy::none())
            .no_proxy()
            .build()
            .expect("a client");
        let number = LAST.fetch_add(1, Ordering::Relaxed);
        let seen_from = Ipv4Addr::from(u32::from(Ipv4Addr::new(10, 0, 0, 1)) + number);
        Person { account: None, session: None, address: address.to_owned(), client, jar, seen_from }
    }

    /// Puts a session into the browser, as signing in does.
    pub(crate) fn with_session(mut self, account: Account, token: &str) -> Person {
        self.account = Some(account);
        self.session = Some(token.to_owned());
        let url: Url = self.address.parse().expect("an address");
        self.jar.add_cookie_str(&format!("{SESSION}={token}; Path=/; HttpOnly"), &url);
        self
    }

    /// Asks for a page.
    pub async fn page(&self, path: &str) -> Page {
        self.send(self.request(Method::GET, path)).await
    }

    /// Sends a form, as the browser does from a page of the site.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let request = self.request(Method::POST, path);
        self.send(request.header("sec-fetch-site", "same-origin").form(form)).await
    }

    /// Sends a filled-in form to where it leads.
    pub async fn submit(&self, form: &Form) -> Page {
        let fields: Vec<(&str, &str)> =
            form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        match form.is_post {
            true => self.post(&form.action, &fields).await,
            false => {
                let request = self.request(Method::GET, &form.action);
                self.send(request.query(&fields)).await
            }
        }
    }

    /// Sends bytes as a form, whatever they are.
    pub async fn post_bytes(&self, path: &str, body: Vec<u8>) -> Page {
        let request = self.request(Method::POST, path).header("sec-fetch-site", "same-origin");
        let kind = "application/x-www-form-urlencoded";
        self.send(request.header(CONTENT_TYPE, kind).body(body)).await
    }

    /// Follows the redirection that `page` is.
    pub async fn follow(&self, page: &Page) -> Page {
        let to = page.header(LOCATION.as_str()).unwrap_or_else(|| panic!("goes nowhere: {page}"));
        let path = to.strip_prefix(&self.address).unwrap_or(to);
        self.page(path).await
    }

    /// A request to be changed before it is sent.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        assert!(path.starts_with('/'), "not a path of the site: {path:?}");
        self.client
            .request(method, format!("{}{path}", self.address))
            .header("x-forwarded-for", self.seen_from.to_string())
    }

    /// Sends a request and reads the whole answer.
    pub async fn send(&self, request: RequestBuilder) -> Page {
        let request = request.build().expect("a request that can be sent");
        let asked = format!("{} {}", request.method(), request.url());
        let answer = self.client.execute(request).await.expect("the site answers");
        Page::read(asked, answer).await
    }
}
