//! Searching the directory.

mod door;
pub(crate) mod map;
mod need;
mod page;

use actix_web::HttpResponse;
use app::directory::Results;
use kernel::Role;
use partner_directory::demand::DemandChannel;
use partner_directory::{Filters, Near};

use crate::error::PageError;
use crate::listings::ask::{Asked, Meaning, ask};
use crate::listings::labels::Labels;
use crate::listings::params::{Names, Typed};
use crate::routes::basket::Basket;
use crate::site::Site;
use crate::visit::Visit;
use door::Door;
use page::Page;

pub(crate) use need::{new as new_need, record as record_need};

/// The address of the results.
pub(crate) const PATH: &str = "/recherche";
const FILTERS_PATH: &str = "/recherche/filtres";
const MAP_PATH: &str = "/recherche/carte";
/// How many offers a page shows; more would be too heavy for an old telephone.
const PER_PAGE: u32 = 7;

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    let (typed, asked) = read(&visit)?;
    let results = visit.site.app.search(&asked.query).await?;
    let role = visit.account.as_ref().map(|account| account.role);
    let may_refer = matches!(role, Some(Role::Mediator | Role::Coordinator));
    let labels = Labels::of(&visit.site);
    let mut view = Page::new(&typed, &asked, &results, labels).results(may_refer);
    let basket = Basket::of(visit.request());
    view.cards.iter_mut().for_each(|card| card.mark(&basket));
    if results.total == 0 && asked.query.hidden.is_none() {
        view.door = Some(Door::open(&visit.site, &asked, &results).await?);
    }
    note(&visit, &asked, &results, may_refer);
    visit.page("pages/search/show.html", &visit.chrome("search-title"), &view)
}

pub(crate) async fn filters(visit: Visit) -> Result<HttpResponse, PageError> {
    let (typed, asked) = read(&visit)?;
    let results = visit.site.app.search(&asked.query).await?;
    let view = Page::new(&typed, &asked, &results, Labels::of(&visit.site)).all_filters();
    visit.page("pages/search/filters.html", &visit.chrome("search-filters-title"), &view)
}

/// Puts a person's search into the demand log: words or filters, the first page, no program.
fn note(visit: &Visit, asked: &Asked, results: &Results, at_counter: bool) {
    let query = &asked.query;
    let says_nothing = query.words.is_empty() && query.filters == Filters::default();
    let is_again = query.page > 1 || query.hidden.is_some();
    if says_nothing || is_again || is_program(visit) {
        return;
    }
    let channel = match at_counter {
        true => DemandChannel::Mediator,
        false => DemandChannel::Public,
    };
    visit.site.app.note_search(query, results, channel);
}

/// True for what calls itself a program, and for pages fetched before anybody asked for them.
fn is_program(visit: &Visit) -> bool {
    let headers = visit.request().headers();
    let says = |name: &str, words: &[&str]| {
        let value = headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let value = value.to_ascii_lowercase();
        words.iter().any(|word| value.contains(word))
    };
    says("user-agent", &["bot", "crawl", "spider", "curl", "wget", "python", "monitor"])
        || says("sec-purpose", &["prefetch"])
        || says("purpose", &["prefetch"])
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

    fn knows_commune(&self, code: &str) -> bool {
        app::communes::commune_name(code).is_some()
    }
}
