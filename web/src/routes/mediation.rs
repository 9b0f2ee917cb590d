//! The first page of somebody at a counter: search first, then what is under way (S2).

use actix_web::HttpResponse;
use actix_web::web::Query;
use app::referrals::SentLine;
use app::work::Told;
use serde::Serialize;

use super::ball::{ball, state};
use super::due::DueView;
use super::form::Pairs;
use super::queue::{Action, Cell, Head, Row};
use super::refer::unsent;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

/// How many lines of what is under way one page shows.
const PER_PAGE: usize = 15;

#[derive(Serialize)]
struct DeskView {
    /// Forms that were begun and not sent.
    unsent: Vec<Row>,
    asked: Vec<Row>,
    to_tell: Vec<Row>,
    under_way: Vec<Row>,
    /// True for who answers the network's telephone.
    takes_calls: bool,
    page: usize,
    pages: usize,
    closed: usize,
}

pub(crate) async fn show(
    visit: Visit,
    query: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let wanted = Pairs::new(query.into_inner()).one("page").parse().unwrap_or(1);
    let desk = visit.site.app.desk(&visit.actor()).await?;
    let labels = Labels::of(&visit.site);
    let pages = desk.under_way.len().div_ceil(PER_PAGE).max(1);
    let page = usize::clamp(wanted, 1, pages);
    let shown = desk.under_way.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE);
    let begun = visit.site.app.begun_forms(&visit.actor()).await?;
    let view = DeskView {
        takes_calls: visit.site.app.takes_calls(&visit.actor()).await.is_ok(),
        unsent: begun.iter().map(|form| unsent::row(labels, form)).collect(),
        asked: desk.asked.iter().map(|line| row(labels, line, "mediation-show-answer")).collect(),
        to_tell: desk.to_tell.iter().map(|told| tell(labels, told)).collect(),
        under_way: shown.map(|line| row(labels, line, "mediation-show-open")).collect(),
        page,
        pages,
        closed: desk.closed,
    };
    visit.page("pages/mediation/show.html", &visit.chrome("mediation-show-title"), &view)
}

fn head(labels: Labels<'_>, line: &SentLine) -> Head {
    let need = labels.word("theme", line.need.theme.word());
    let language = labels.word("language", line.need.language.as_str());
    let args = [("theme", need.into()), ("language", language.into())];
    Head {
        text: code(labels, line),
        href: Some(format!("/orientations/{}", line.referral.id)),
        hint: labels.say("mediation-show-need", &args),
    }
}

fn code(labels: Labels<'_>, line: &SentLine) -> String {
    line.code.clone().unwrap_or_else(|| labels.say("mediation-show-no-code", &[]))
}

fn row(labels: Labels<'_>, line: &SentLine, action: &str) -> Row {
    let (word, tone) = state(labels, &line.referral);
    let who = ball(labels, &line.referral, line.organization.as_deref(), None);
    let due = Cell::due(line.referral.due.map(|at| DueView::new(labels, at)));
    let now = Cell { tag: Some(word), tone: Some(tone), hint: who, ..Cell::default() };
    let action = Some(open(labels, line, action));
    Row { head: head(labels, line), cells: vec![now, due], action }
}

fn tell(labels: Labels<'_>, told: &Told) -> Row {
    let line = &told.line;
    let news = labels.word("news", told.news.word());
    let how = labels.word("channel", line.need.contact_channel.word());
    let said = Cell { text: news, ..Cell::default() };
    let hint = told.is_mail_lost.then(|| labels.say("mediation-show-mail-lost", &[]));
    let how = Cell { text: how, hint: hint.unwrap_or_default(), ..Cell::default() };
    let action = Some(open(labels, line, "mediation-show-tell"));
    Row { head: head(labels, line), cells: vec![said, how], action }
}

fn open(labels: Labels<'_>, line: &SentLine, key: &str) -> Action {
    Action {
        label: labels.say(key, &[]),
        href: format!("/orientations/{}", line.referral.id),
        kind: "plain",
        post: false,
    }
}
