//! Debian's Chromium, driven through its own driver on a port of its own.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use blackbox::{Person, Site};
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::{Method, Url};
use serde_json::{Value, json};

const DRIVER: &str = "/usr/bin/chromedriver";
const BROWSER: &str = "/usr/bin/chromium";
/// The size of letters when nobody chose one, in CSS pixels.
const USUAL_TEXT: u32 = 16;

/// A browser with a profile of its own; both are gone when it is dropped.
pub(crate) struct Browser {
    pub(crate) client: Client,
    driver: Child,
    profile: PathBuf,
    address: String,
}

/// A browser that looks at `site`.
pub(crate) async fn open(site: &Site) -> Browser {
    start(site, USUAL_TEXT).await
}

/// The same for somebody who chose letters twice as large.
pub(crate) async fn open_with_large_text(site: &Site) -> Browser {
    start(site, 2 * USUAL_TEXT).await
}

async fn start(site: &Site, text_pixels: u32) -> Browser {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let profile =
        std::env::temp_dir().join(format!("relais_browser_{}_{port}", std::process::id()));
    let driver = Command::new(DRIVER)
        .arg(format!("--port={port}"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromium-driver is installed");
    let client = connect(port, &profile, text_pixels).await;
    Browser { client, driver, profile, address: site.address().to_owned() }
}

/// True where this run tests in a browser; says so where it does not.
#[expect(clippy::disallowed_methods, reason = "the only setting of a test run")]
pub(crate) fn is_wanted() -> bool {
    let is_wanted = std::env::var("RELAIS_TEST_BROWSER").is_ok_and(|value| value == "1");
    if !is_wanted {
        eprintln!("skipped: RELAIS_TEST_BROWSER is not set");
    }
    is_wanted
}

async fn connect(port: u16, profile: &Path, text_pixels: u32) -> Client {
    let flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=fr",
        &format!("--user-data-dir={}", profile.display()),
    ];
    let preferences = json!({ "webkit.webprefs.default_font_size": text_pixels });
    let options = json!({ "args": flags, "binary": BROWSER, "prefs": preferences });
    let capabilities = Capabilities::from_iter([("goog:chromeOptions".to_owned(), options)]);
    let address = format!("http://127.0.0.1:{port}");
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    // The driver answers a moment after it was started.
    for _ in 0..100 {
        if TcpListener::bind(("127.0.0.1", port)).is_err() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    builder.connect(&address).await.expect("a browser starts")
}

impl Browser {
    /// Opens a page of the site and waits until it is there.
    pub(crate) async fn open(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.address)).await.unwrap();
    }

    /// Signs `person` in, or the last one out when there is none.
    pub(crate) async fn become_one(&self, person: Option<&Person>) {
        self.client.delete_all_cookies().await.unwrap();
        if let Some(token) = person.and_then(|person| person.session.clone()) {
            let cookie = json!({
                "name": "relais_session", "value": token, "url": self.address, "httpOnly": true,
            });
            self.command("Network.setCookie", cookie).await;
        }
    }

    /// Gives the page `width` CSS pixels.
    pub(crate) async fn set_width(&self, width: u32) {
        let size = json!({
            "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false,
        });
        self.command("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Runs a script in the page and reads what it returns.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.unwrap()
    }

    /// The path and query of the page that is open.
    pub(crate) async fn path(&self) -> String {
        let url = self.client.current_url().await.unwrap();
        url.as_str().strip_prefix(&self.address).unwrap_or(url.as_str()).to_owned()
    }

    /// The source of the page, once it holds `text`: a browser without script does not say when
    /// the next page is there.
    pub(crate) async fn source_with(&self, text: &str) -> String {
        for _ in 0..100 {
            let source = self.client.source().await.unwrap_or_default();
            if source.contains(text) {
                return source;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{text:?} never comes: {}", self.client.source().await.unwrap());
    }

    /// Sends one command of the developer tools.
    pub(crate) async fn command(&self, name: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": name, "params": parameters });
        self.client.issue_cmd(DeveloperTools(body)).await.unwrap()
    }

    /// Ends the browser before the driver, so that it leaves no process behind.
    pub(crate) async fn close(self) {
        self.client.clone().close().await.unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // What is left behind must not hide why a test failed.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

#[derive(Debug)]
struct DeveloperTools(Value);

impl WebDriverCompatibleCommand for DeveloperTools {
    fn endpoint(
        &self,
        base: &Url,
        session: Option<&str>,
    ) -> Result<Url, <Url as std::str::FromStr>::Err> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.0.to_string()))
    }
}
