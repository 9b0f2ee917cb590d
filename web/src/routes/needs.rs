//! What the network lacks, for coordinators: needs to close, and searches that found nothing.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::{Form, Path, Query};
use app::AppError;
use app::communes::commune_name;
use app::demand::Demand;
use app::unmet::{NeedClosedWith, NeedLine, NeedState};
use kernel::FieldErrors;
use partner_directory::demand::{ClosingReason, NeedSource};
use serde::{Deserialize, Serialize};

use super::form::{Choice, Wrong};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

const PATH: &str = "/coordination/besoins";
/// The periods one can look at, in days.
const PERIODS: [u32; 3] = [30, 90, 365];
/// In the order of the form.
const FIELDS: &[&str] = &["offer", "reason", "answer"];

/// What a coordinator looks at.
#[derive(Deserialize)]
pub(crate) struct Which {
    #[serde(default)]
    etat: String,
    #[serde(default)]
    jours: String,
    #[serde(default)]
    page: String,
}

impl Which {
    fn days(&self) -> u32 {
        let days = self.jours.parse().ok().filter(|days| PERIODS.contains(days));
        days.unwrap_or(30)
    }
}

/// What a coordinator typed.
#[derive(Default, Deserialize)]
pub(crate) struct CloseForm {
    #[serde(default)]
    act: String,
    #[serde(default)]
    offer: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    other: String,
}

#[derive(Serialize)]
struct ListView {
    is_open: bool,
    total: i64,
    needs: Vec<NeedView>,
    page: u32,
    pages: i64,
    href: String,
    periods: Vec<PeriodView>,
    csv_href: String,
    searches: String,
    without_result: String,
    without_orientable: String,
    gaps: Vec<GapView>,
    others: String,
    words: Vec<WordView>,
}

#[derive(Serialize)]
struct PeriodView {
    label: String,
    href: String,
    is_on: bool,
}

#[derive(Serialize)]
struct GapView {
    theme: String,
    commune: String,
    emptied_by: String,
    count: String,
}

#[derive(Serialize)]
struct WordView {
    word: String,
    count: String,
}

#[derive(Serialize)]
struct NeedView {
    id: String,
    theme: String,
    commune: String,
    cause: String,
    words: String,
    when: String,
    from: String,
    due: String,
    is_late: bool,
    owner: String,
    closed: String,
    offer: String,
    offer_href: String,
    answer: String,
    source: String,
}

#[derive(Serialize)]
struct ShowView {
    alike: Vec<NeedView>,
    joined: Vec<NeedView>,
    need: NeedView,
    is_told: bool,
    search_href: String,
    offer: String,
    reasons: Vec<Choice>,
    answer: String,
    wrong: Wrong,
}

pub(crate) async fn list(visit: Visit, which: Query<Which>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let is_open = which.etat != "fermes";
    let state = if is_open { NeedState::Open } else { NeedState::Closed };
    let page = which.page.parse().unwrap_or(1).clamp(1, 100_000);
    let days = which.days();
    let app = &visit.site.app;
    let (lines, total) = app.unmet_needs(&visit.actor(), state, page).await?;
    let demand = app.demand(&visit.actor(), days).await?;
    let labels = Labels::of(&visit.site);
    let name = if is_open { "ouverts" } else { "fermes" };
    let period = |one: &u32| PeriodView {
        label: labels.say("needs-list-days", &[("count", (*one).into())]),
        href: format!("{PATH}?etat={name}&jours={one}"),
        is_on: *one == days,
    };
    let view = ListView {
        is_open,
        total,
        needs: lines.iter().map(|line| NeedView::new(line, labels)).collect(),
        page,
        pages: (total + 19) / 20,
        href: format!("{PATH}?etat={name}&jours={days}&page="),
        periods: PERIODS.iter().map(period).collect(),
        csv_href: format!("{PATH}.csv?jours={days}"),
        searches: number(demand.searches, labels),
        without_result: number(demand.without_result, labels),
        without_orientable: number(demand.without_orientable, labels),
        gaps: gaps(&demand, labels),
        others: match demand.others {
            Some(0) => String::new(),
            others => number(others, labels),
        },
        words: demand
            .words
            .iter()
            .map(|(word, count)| WordView {
                word: word.clone(),
                count: number(Some(*count), labels),
            })
            .collect(),
    };
    visit.page("pages/needs/list.html", &visit.chrome("needs-list-title"), &view)
}

pub(crate) async fn table(visit: Visit, which: Query<Which>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let demand = visit.site.app.demand(&visit.actor(), which.days()).await?;
    let labels = Labels::of(&visit.site);
    let heads = ["theme", "commune", "emptied", "count"];
    let mut rows = vec![heads.map(|head| labels.say(&format!("needs-list-{head}"), &[]))];
    for gap in gaps(&demand, labels) {
        rows.push([gap.theme, gap.commune, gap.emptied_by, gap.count]);
    }
    let mut text = String::from("\u{feff}");
    for row in rows {
        let cells = row.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    }
    let name = format!("attachment; filename=\"besoins-{}-{}.csv\"", demand.from, demand.until);
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, name))
        .body(text))
}

pub(crate) async fn show(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let line = visit.site.app.unmet_need(&visit.actor(), &id).await?;
    one(&visit, &line, CloseForm::default(), None).await
}

pub(crate) async fn act(
    visit: Visit,
    id: Path<String>,
    typed: Form<CloseForm>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor) = (&visit.site.app, visit.actor());
    let line = app.unmet_need(&actor, &id).await?;
    if typed.act == "prendre" {
        app.take_need(&actor, &id).await?;
        return Ok(visit.see_other(&format!("{PATH}/{}", *id), Some("flash-need-taken")));
    }
    let with = (typed.offer.as_str(), ClosingReason::from_word(&typed.reason));
    let done = match typed.act.as_str() {
        "reunir" => Some((app.join_needs(&actor, &id, &typed.other).await, "flash-need-joined")),
        "separer" => Some((app.separate_need(&actor, &typed.other).await, "flash-need-separated")),
        _ => None,
    };
    if let Some((done, said)) = done {
        done?;
        return Ok(visit.see_other(&format!("{PATH}/{}", *id), Some(said)));
    }
    let answer = typed.answer.replace("\r\n", "\n");
    match app.close_need(&actor, &id, with, &answer).await {
        Ok(()) => Ok(visit.see_other(PATH, Some("flash-need-closed"))),
        Err(AppError::Invalid(errors)) => {
            one(&visit, &line, typed.into_inner(), Some(errors)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn one(
    visit: &Visit,
    line: &NeedLine,
    typed: CloseForm,
    errors: Option<FieldErrors>,
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let status = match errors {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let mut wrong = Wrong::default();
    for error in errors.unwrap_or_default().iter() {
        let key = format!("needs-show-{}-{}", error.field, error.code.replace('_', "-"));
        wrong.add(error.field, labels.say(&key, &[]));
    }
    wrong.sort(FIELDS);
    let reason =
        |one: &ClosingReason| Choice::word(labels, "closing-reason", one.word(), &typed.reason);
    let (alike, joined) = visit.site.app.needs_beside(&visit.actor(), &line.need.id).await?;
    let views = |lines: &[NeedLine]| lines.iter().map(|one| NeedView::new(one, labels)).collect();
    let view = ShowView {
        alike: views(&alike),
        joined: views(&joined),
        need: NeedView::new(line, labels),
        is_told: line.need.recorded_by.is_some(),
        search_href: format!("/recherche?theme={}", line.need.theme.word()),
        offer: typed.offer.clone(),
        reasons: ClosingReason::ALL.iter().map(reason).collect(),
        answer: typed.answer.clone(),
        wrong,
    };
    visit.page_with(status, "pages/needs/show.html", &visit.chrome("needs-show-title"), &view)
}

/// A count in words; one single sign for every number that is too small.
fn number(count: Option<usize>, labels: Labels<'_>) -> String {
    match count.and_then(|count| i64::try_from(count).ok()) {
        Some(count) => labels.words().number(count),
        None => labels.say("needs-list-few", &[]),
    }
}

fn gaps(demand: &Demand, labels: Labels<'_>) -> Vec<GapView> {
    let none = || labels.say("needs-list-not-said", &[]);
    let row = |gap: &app::demand::Gap| GapView {
        theme: gap.theme.map_or_else(none, |theme| labels.word("theme", theme.word())),
        commune: gap.commune.as_deref().map_or_else(none, name_of),
        emptied_by: gap.emptied_by.as_deref().map_or_else(
            || labels.say("needs-list-everything", &[]),
            |word| labels.word("drop", word),
        ),
        count: number(Some(gap.count), labels),
    };
    demand.gaps.iter().map(row).collect()
}

fn name_of(code: &str) -> String {
    commune_name(code).unwrap_or(code).to_owned()
}

impl NeedView {
    fn new(line: &NeedLine, labels: Labels<'_>) -> NeedView {
        let need = &line.need;
        let at = labels.local(need.at);
        let closed = need.closed.as_ref();
        let due = need.due.filter(|_| closed.is_none());
        let from = match (&line.recorded_by, need.source) {
            (Some(name), _) => labels.say("needs-list-from", &[("name", name.as_str().into())]),
            (None, NeedSource::Search) => labels.say("needs-list-from-public", &[]),
            (None, source) => labels.word("need-source", source.word()),
        };
        NeedView {
            id: need.id.clone(),
            theme: labels.word("theme", need.theme.word()),
            commune: need.commune.as_deref().map(name_of).unwrap_or_default(),
            cause: labels.word("unmet", need.cause.word()),
            words: need.words.clone().unwrap_or_default(),
            when: labels.words().moment(at.date(), at.time(), labels.today()),
            from,
            due: due.map_or_else(String::new, |due| {
                let due = labels.local(due);
                labels.words().moment(due.date(), due.time(), labels.today())
            }),
            is_late: due.is_some_and(|due| due < labels.now()),
            owner: line.owner.clone().unwrap_or_default(),
            closed: closed.map_or_else(String::new, |closed| match &closed.with {
                NeedClosedWith::Offer(_) => labels.say("needs-show-closed-offer", &[]),
                NeedClosedWith::Reason(reason) => labels.word("closing-reason", reason.word()),
            }),
            offer: line.offer.as_ref().map(|offer| offer.name.clone()).unwrap_or_default(),
            offer_href: line
                .offer
                .as_ref()
                .map(|offer| format!("/offres/{}", offer.slug))
                .unwrap_or_default(),
            answer: closed.and_then(|closed| closed.answer.clone()).unwrap_or_default(),
            source: labels.word("need-source", need.source.word()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    #[test]
    fn every_reason_to_close_and_every_wrong_answer_has_its_words() {
        let texts = Texts::load().unwrap();
        let reasons = ClosingReason::ALL.iter().map(|one| format!("closing-reason-{}", one.word()));
        let wrong = ["offer-unknown", "reason-required", "reason-one-of-two", "answer-too-long"];
        let wrong = wrong.iter().map(|code| format!("needs-show-{code}"));
        let sources = NeedSource::ALL.iter().map(|one| format!("need-source-{}", one.word()));
        for key in reasons.chain(wrong).chain(sources) {
            assert!(texts.has("fr", &key.replace('_', "-")), "{key}");
        }
    }
}
