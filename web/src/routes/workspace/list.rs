//! The first page of an organization: who waits for its answer, then its offers.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Query;
use app::workspace::Workspace;
use kernel::FieldErrors;
use partner_directory::{Kind, KindGroup, OfferStatus, Template};
use serde::{Deserialize, Serialize};

use super::Whose;
use super::line::LineView;
use super::waiting::WaitingView;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::inbox::InboxView;
use crate::visit::Visit;

/// How many offers one page shows; more would outweigh it (500 elements).
const PER_PAGE: usize = 6;
/// How many requests stand before the offers; the others have a page of their own.
const REQUESTS_SHOWN: usize = 5;
/// How many requests that page shows.
const REQUESTS_PER_PAGE: usize = 20;
const REQUESTS: &str = "demandes";

#[derive(Deserialize)]
pub(crate) struct PageQuery {
    #[serde(default)]
    page: usize,
    /// [`REQUESTS`] for the whole list of what one is asked and is doing.
    #[serde(default)]
    vue: String,
}

#[derive(Serialize)]
struct ListView {
    base: String,
    organization: String,
    is_overseen: bool,
    inbox: InboxView,
    waiting: WaitingView,
    /// Nothing was ever offered: what to begin with.
    welcome: Option<Vec<GroupView>>,
    offers: Vec<LineView>,
    archived: Vec<LineView>,
    published: usize,
    /// How many published offers stand on other pages; empty when all are in sight.
    elsewhere: String,
    page: usize,
    pages: usize,
    closures: Vec<String>,
    people: usize,
}

#[derive(Serialize)]
struct RequestsView {
    inbox: InboxView,
    page: usize,
    pages: usize,
}

/// Kinds of offers under one heading.
#[derive(Serialize)]
pub(super) struct GroupView {
    label: String,
    kinds: Vec<KindView>,
}

#[derive(Serialize)]
struct KindView {
    word: &'static str,
    label: String,
    hint: String,
}

/// What somebody typed about the room of one offer, and what is wrong with it.
pub(super) struct WrongRoom<'a> {
    pub(super) offer: &'a str,
    pub(super) until: &'a str,
    pub(super) errors: &'a FieldErrors,
}

pub(crate) async fn show(visit: Visit, query: Query<PageQuery>) -> Result<HttpResponse, PageError> {
    let whose = Whose::of(&visit)?;
    if query.vue == REQUESTS && !whose.is_overseen() {
        return requests(&visit, query.page).await;
    }
    page(&visit, StatusCode::OK, &whose, query.page, None).await
}

/// Everything one is asked and is doing, page by page.
async fn requests(visit: &Visit, page: usize) -> Result<HttpResponse, PageError> {
    let inbox = InboxView::read(visit).await?;
    let (inbox, page, pages) = inbox.page(page, REQUESTS_PER_PAGE);
    let view = RequestsView { inbox, page, pages };
    visit.page("pages/workspace/requests.html", &visit.chrome("workspace-requests-title"), &view)
}

/// The list again; with `wrong`, one of its forms could not be taken.
pub(super) async fn page(
    visit: &Visit,
    status: StatusCode,
    whose: &Whose,
    page: usize,
    wrong: Option<WrongRoom<'_>>,
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    // Coordinators answer for others from the page of the referral, not from here.
    let inbox = match whose.is_overseen() {
        true => InboxView::default(),
        false => InboxView::read(visit).await?.cut(REQUESTS_SHOWN),
    };
    let workspace = visit.site.app.workspace(&visit.actor(), whose.of.clone()).await?;
    let waiting = WaitingView::read(visit, whose, &workspace.organization.id).await?;
    let view = ListView::new(labels, whose, (inbox, waiting), &workspace, (page, wrong));
    visit.page_with(
        status,
        "pages/workspace/list.html",
        &visit.chrome("workspace-list-title"),
        &view,
    )
}

impl ListView {
    fn new(
        labels: Labels<'_>,
        whose: &Whose,
        (inbox, waiting): (InboxView, WaitingView),
        workspace: &Workspace,
        (page, wrong): (usize, Option<WrongRoom<'_>>),
    ) -> ListView {
        let (archived, kept): (Vec<_>, Vec<_>) =
            workspace.offers.iter().partition(|line| line.offer.status == OfferStatus::Archived);
        let pages = kept.len().div_ceil(PER_PAGE).max(1);
        let at_wrong = |wrong: &WrongRoom<'_>| {
            kept.iter().position(|line| line.offer.id.as_str() == wrong.offer)
        };
        let page = match wrong.as_ref().and_then(at_wrong) {
            Some(position) => position / PER_PAGE + 1,
            None => page.clamp(1, pages),
        };
        let shown = kept.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE);
        let is_published =
            |line: &&&app::workspace::OfferLine| line.offer.status == OfferStatus::Published;
        let published = kept.iter().filter(is_published).count();
        let elsewhere = published - shown.clone().filter(is_published).count();
        let line = |line: &&app::workspace::OfferLine| {
            let wrong = wrong.as_ref().filter(|one| one.offer == line.offer.id.as_str());
            let wrong = wrong.map(|one| (one.until, one.errors));
            LineView::new(labels, line, wrong, whose.is_overseen())
        };
        let closures = workspace.organization.closures.iter();
        let to_come = closures.filter(|one| one.until >= workspace.today);
        ListView {
            base: whose.base.clone(),
            organization: workspace.organization.name.clone(),
            is_overseen: whose.is_overseen(),
            inbox,
            waiting,
            welcome: workspace.offers.is_empty().then(|| groups(labels)),
            offers: shown.map(line).collect(),
            archived: archived.iter().map(line).collect(),
            published,
            elsewhere: match elsewhere {
                0 => String::new(),
                count => {
                    // With two pages there is but one other.
                    let other = if pages == 2 { 3 - page } else { 0 };
                    let args = [("count", count.into()), ("page", other.into())];
                    labels.say("workspace-list-confirm-elsewhere", &args)
                }
            },
            page,
            pages,
            closures: to_come.map(|one| closed(labels, one)).collect(),
            people: workspace.people,
        }
    }
}

/// Days away in words.
pub(super) fn closed(labels: Labels<'_>, closure: &kernel::Closure) -> String {
    let (from, until) = (labels.date(closure.from), labels.date(closure.until));
    match closure.from == closure.until {
        true => labels.say("workspace-list-closed-day", &[("from", from.into())]),
        false => labels
            .say("workspace-list-closed-now", &[("from", from.into()), ("until", until.into())]),
    }
}

/// All kinds of offers, grouped as people think of them.
pub(super) fn groups(labels: Labels<'_>) -> Vec<GroupView> {
    let of = |group: KindGroup| {
        let kinds = Kind::ALL.iter().filter(move |kind| Template::of(**kind).group == group);
        kinds.map(|kind| KindView {
            word: kind.word(),
            label: labels.word("kind", kind.word()),
            hint: labels.word("kind-hint", kind.word()),
        })
    };
    let group = |group: &KindGroup| GroupView {
        label: labels.word("kind-group", group.word()),
        kinds: of(*group).collect(),
    };
    KindGroup::ALL.iter().map(group).collect()
}
