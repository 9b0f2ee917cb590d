//! The offers of a commune as a booklet to print and hand out (FEA-8).

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::listings::booklet::{Booklet, Paper, booklet};
use crate::listings::labels::Labels;
use crate::pages::Width;
use crate::visit::Visit;

#[derive(Serialize)]
struct IndexView {
    communes: Vec<CommuneView>,
}

#[derive(Serialize)]
struct CommuneView {
    name: String,
    href: String,
    count: String,
}

#[derive(Serialize)]
struct BookletView {
    commune: String,
    date: String,
    booklet: Booklet,
    is_large: bool,
    other_href: String,
    left: String,
}

/// What the address may carry.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    taille: Option<String>,
}

/// The communes that have a booklet.
pub(crate) async fn list(visit: Visit) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let communes = visit.site.app.communes_served().into_iter().map(|commune| CommuneView {
        href: format!("/livret/{}", commune.slug),
        count: labels.say("booklets-count", &[("count", commune.offers.into())]),
        name: commune.name,
    });
    let view = IndexView { communes: communes.collect() };
    let mut chrome = visit.chrome("booklets-list-title");
    chrome.width = Width::Narrow;
    visit.page("pages/booklets/list.html", &chrome, &view)
}

/// One booklet.
pub(crate) async fn show(
    visit: Visit,
    commune: Path<String>,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, PageError> {
    let (commune, listings) = visit.site.app.commune_offers(&commune)?;
    let labels = Labels::of(&visit.site);
    let is_large = wanted.taille.as_deref() == Some("grand");
    let paper = if is_large { Paper::Large } else { Paper::Usual };
    let booklet = booklet(&commune, listings.iter().map(AsRef::as_ref), paper, labels);
    let other = if is_large { "" } else { "?taille=grand" };
    let view = BookletView {
        left: match booklet.left {
            0 => String::new(),
            left => labels.say("booklets-left", &[("count", left.into())]),
        },
        date: labels.words().date_medium(labels.today()),
        other_href: format!("/livret/{}{other}", commune.slug),
        commune: commune.name,
        booklet,
        is_large,
    };
    visit.page("pages/booklets/show.html", &visit.chrome("booklets-show-title"), &view)
}
