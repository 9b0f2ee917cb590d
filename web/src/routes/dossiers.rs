//! The offers of a commune in one file, for a day without internet (UX-14).
//!
//! **Invariant:** the file holds what anyone may read and nothing of anybody who asks for help;
//! it loads nothing and weighs at most [`MOST_BYTES`].

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, HeaderValue};
use actix_web::web::Query;
use app::AppError;
use app::access::{Right, scope};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};

use crate::assets;
use crate::error::PageError;
use crate::listings::booklet::{Booklet, file};
use crate::listings::labels::Labels;
use crate::pages::Width;
use crate::visit::Visit;

/// The most the file weighs, so that it opens on any telephone.
const MOST_BYTES: usize = 200_000;
/// The file brings its style along and nothing else.
const CSP: &str = "default-src 'none'; style-src data:; base-uri 'none'; form-action 'none'; \
                   frame-ancestors 'none'";

#[derive(Serialize)]
struct ChooseView {
    communes: Vec<Choice>,
    error: String,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
}

#[derive(Serialize)]
struct FileView {
    commune: String,
    made: String,
    style: String,
    booklet: Booklet,
    left: String,
}

/// What the address may carry.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    commune: Option<String>,
}

/// The choice of a commune, or the file of the one that was chosen.
pub(crate) async fn show(visit: Visit, wanted: Query<Wanted>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    scope(&visit.actor(), Right::Refer).ok_or(AppError::NotFound)?;
    match wanted.commune.as_deref().map(str::trim).filter(|commune| !commune.is_empty()) {
        Some(commune) => download(&visit, commune),
        None => choose(&visit),
    }
}

fn choose(visit: &Visit) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let choice = |commune: app::communes_served::ServedCommune| {
        let count = labels.say("booklets-count", &[("count", commune.offers.into())]);
        Choice { label: format!("{} ({count})", commune.name), value: commune.slug }
    };
    let communes = visit.site.app.communes_served().into_iter().map(choice).collect();
    let mut chrome = visit.chrome("dossiers-title");
    chrome.width = Width::Narrow;
    let view = ChooseView { communes, error: String::new() };
    visit.page("pages/dossiers/choose.html", &chrome, &view)
}

fn download(visit: &Visit, commune: &str) -> Result<HttpResponse, PageError> {
    let (commune, listings) = visit.site.app.commune_offers(commune)?;
    let labels = Labels::of(&visit.site);
    let chrome = visit.chrome("dossiers-title");
    let now = labels.local(labels.now());
    let made = labels.words().time(now.time());
    let day = labels.words().date_medium(now.date());
    let mut most = listings.len();
    let html = loop {
        let booklet = file(&commune, listings.iter().map(AsRef::as_ref), most, labels);
        let left = booklet.left;
        let view = FileView {
            commune: commune.name.clone(),
            made: labels.say(
                "dossiers-made",
                &[("date", day.clone().into()), ("time", made.clone().into())],
            ),
            style: style(),
            booklet,
            left: match left {
                0 => String::new(),
                left => labels.say("dossiers-left", &[("count", left.into())]),
            },
        };
        let html = visit.site.pages.render("pages/dossiers/file.html", &chrome, &view)?;
        if html.len() <= MOST_BYTES || most == 0 {
            break html;
        }
        // In proportion, and always fewer.
        most = (most * MOST_BYTES / html.len()).min(most - 1);
    };
    let name = format!("attachment; filename=\"dossier-{}-{}.html\"", commune.slug, now.date());
    let mut answer = HttpResponse::Ok();
    answer.content_type("text/html; charset=utf-8");
    answer.insert_header((CONTENT_SECURITY_POLICY, CSP));
    if let Ok(name) = HeaderValue::from_str(&name) {
        answer.insert_header((CONTENT_DISPOSITION, name));
    }
    Ok(answer.body(html))
}

/// The style sheet of booklets as an address, so that the file needs no other.
fn style() -> String {
    let bytes = assets::find("booklet.css").map(|asset| asset.bytes).unwrap_or_default();
    format!("data:text/css;base64,{}", BASE64_STANDARD.encode(bytes))
}
