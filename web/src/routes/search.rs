//! Searching the directory.

mod page;

use actix_web::HttpResponse;
use kernel::Role;
use partner_directory::Near;

use crate::error::PageError;
use crate::listings::ask::{Asked, Meaning, ask};
use crate::listings::labels::Labels;
use crate::listings::params::{Names, Typed};
use crate::site::Site;
use crate::visit::Visit;
use page::Page;

/// The address of the results.
pub(crate) const PATH: &str = "/recherche";
const FILTERS_PATH: &str = "/recherche/filtres";
/// How many offers a page shows; more would be too heavy for an old telephone.
const PER_PAGE: u32 = 8;

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    let (typed, asked) = read(&visit)?;
    let results = visit.site.app.search(&asked.query).await?;
    let role = visit.account.as_ref().map(|account| account.role);
    let may_refer = matches!(role, Some(Role::Mediator | Role::Coordinator));
    let view = Page::new(&typed, &asked, &results, Labels::of(&visit.site)).results(may_refer);
    visit.page("pages/search/show.html", &visit.chrome("search-title"), &view)
}

pub(crate) async fn filters(visit: Visit) -> Result<HttpResponse, PageError> {
    let (typed, asked) = read(&visit)?;
    let results = visit.site.app.search(&asked.query).await?;
    let view = Page::new(&typed, &asked, &results, Labels::of(&visit.site)).all_filters();
    visit.page("pages/search/filters.html", &visit.chrome("search-filters-title"), &view)
}

fn read(visit: &Visit) -> Result<(Typed, Asked), PageError> {
    let typed = Typed::read(visit.request().query_string(), Names::French)
        .map_err(|_| PageError::NotText)?;
    let mut asked = ask(&typed, &Town::new(&visit.site));
    asked.query.per_page = PER_PAGE;
    (asked.query, asked.parts) = visit.site.app.understand(&asked.query);
    Ok((typed, asked))
}

/// What the words of an address mean at this site.
pub(crate) struct Town<'a> {
    site: &'a Site,
    labels: Labels<'a>,
}

impl<'a> Town<'a> {
    /// The places and languages that `site` knows.
    pub(crate) fn new(site: &'a Site) -> Town<'a> {
        Town { site, labels: Labels::of(site) }
    }
}

impl Meaning for Town<'_> {
    fn place(&self, text: &str) -> Option<Near> {
        self.site.app.find_place(text)
    }

    fn knows_language(&self, tag: &str) -> bool {
        self.labels.knows_language(tag)
    }
}
