//! Errors in listings: saying so without an account, and the coordinators' list of them.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path, Query};
use app::AppError;
use app::reports::{NewReport, ReportLine, ReportState};
use kernel::FieldErrors;
use partner_directory::{ReportOrigin, ReportOutcome, ReportReason};
use serde::{Deserialize, Serialize};

use super::form::{Choice, Wrong};
use crate::error::PageError;
use crate::listings::contact::ContactView;
use crate::listings::labels::Labels;
use crate::pages::Width;
use crate::visit::Visit;

/// In the order of the form.
const FIELDS: &[&str] = &["reason", "words", "contact"];

/// What a visitor typed.
#[derive(Default, Deserialize)]
pub(crate) struct ReportForm {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    contact: String,
    /// Nobody sees this field; programs that fill in everything do.
    #[serde(default)]
    website: String,
}

#[derive(Serialize)]
struct NewView {
    name: String,
    slug: String,
    verified: String,
    reasons: Vec<Choice>,
    words: String,
    contact: String,
    wrong: Wrong,
}

pub(crate) async fn new(visit: Visit, slug: Path<String>) -> Result<HttpResponse, PageError> {
    form(&visit, &slug, ReportForm::default(), None).await
}

pub(crate) async fn send(
    visit: Visit,
    slug: Path<String>,
    typed: Form<ReportForm>,
) -> Result<HttpResponse, PageError> {
    visit.site.limits.count_try(visit.request())?;
    let typed = typed.into_inner();
    let to = format!("/offres/{}", *slug);
    // Who fills in the hidden field learns nothing from the answer.
    if !typed.website.is_empty() {
        visit.site.app.listing(&slug).await?;
        return Ok(visit.see_other(&to, Some("flash-report-sent")));
    }
    let report = NewReport {
        reason: ReportReason::from_word(&typed.reason),
        words: typed.words.replace("\r\n", "\n"),
        contact: typed.contact.clone(),
    };
    match visit.site.app.report_error(&slug, report).await {
        Ok(()) => Ok(visit.see_other(&to, Some("flash-report-sent"))),
        Err(AppError::Invalid(errors)) => form(&visit, &slug, typed, Some(errors)).await,
        Err(error) => Err(error.into()),
    }
}

async fn form(
    visit: &Visit,
    slug: &str,
    typed: ReportForm,
    errors: Option<FieldErrors>,
) -> Result<HttpResponse, PageError> {
    let listing = visit.site.app.listing(slug).await?;
    let labels = Labels::of(&visit.site);
    let reason =
        |one: &ReportReason| Choice::word(labels, "report-reason", one.word(), &typed.reason);
    let status = match errors {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let mut wrong = Wrong::of(labels, &errors.unwrap_or_default());
    wrong.sort(FIELDS);
    let view = NewView {
        name: listing.offer.name.clone(),
        slug: listing.offer.slug.clone(),
        verified: labels.verified(&listing),
        reasons: ReportReason::OF_VISITORS.iter().map(reason).collect(),
        words: typed.words,
        contact: typed.contact,
        wrong,
    };
    let mut chrome = visit.chrome("reports-new-title");
    chrome.width = Width::Narrow;
    visit.page_with(status, "pages/reports/new.html", &chrome, &view)
}

/// Which reports a coordinator looks at.
#[derive(Deserialize)]
pub(crate) struct Which {
    #[serde(default)]
    etat: String,
    #[serde(default)]
    page: u32,
}

/// What a coordinator typed.
#[derive(Default, Deserialize)]
pub(crate) struct ResolveForm {
    #[serde(default)]
    outcome: String,
    #[serde(default)]
    answer: String,
}

#[derive(Serialize)]
struct ListView {
    is_open: bool,
    total: i64,
    reports: Vec<ReportView>,
    page: u32,
    pages: i64,
    href: String,
}

#[derive(Serialize)]
struct ReportView {
    id: String,
    reason: String,
    offer: String,
    offer_href: String,
    organization: String,
    phone: Option<ContactView>,
    call_href: String,
    edit_href: String,
    words: String,
    when: String,
    from: String,
    has_contact: bool,
    outcome: String,
    answer: String,
}

#[derive(Serialize)]
struct ResolveView {
    report: ReportView,
    outcomes: Vec<Choice>,
    answer: String,
    wrong: Wrong,
}

pub(crate) async fn list(visit: Visit, which: Query<Which>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let is_open = which.etat != "resolus";
    let (state, name) = match is_open {
        true => (ReportState::Open, "ouverts"),
        false => (ReportState::Resolved, "resolus"),
    };
    let page = which.page.max(1);
    let (lines, total) = visit.site.app.reports(&visit.actor(), state, page).await?;
    let labels = Labels::of(&visit.site);
    let view = ListView {
        is_open,
        total,
        reports: lines.iter().map(|line| ReportView::new(line, labels)).collect(),
        page,
        pages: pages(total),
        href: format!("/coordination/signalements?etat={name}&page="),
    };
    visit.page("pages/reports/list.html", &visit.chrome("reports-list-title"), &view)
}

/// How many pages so many reports fill.
fn pages(total: i64) -> i64 {
    let per_page = i64::from(app::reports::PER_PAGE);
    (total + per_page - 1) / per_page
}

pub(crate) async fn show(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let line = visit.site.app.report(&visit.actor(), &id).await?;
    one(&visit, &line, ResolveForm::default(), None)
}

pub(crate) async fn resolve(
    visit: Visit,
    id: Path<String>,
    typed: Form<ResolveForm>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor) = (&visit.site.app, visit.actor());
    let line = app.report(&actor, &id).await?;
    let outcome = ReportOutcome::from_word(&typed.outcome);
    let answer = typed.answer.replace("\r\n", "\n");
    match app.resolve_report(&actor, &id, outcome, &answer).await {
        Ok(()) => Ok(visit.see_other("/coordination/signalements", Some("flash-report-resolved"))),
        Err(AppError::Invalid(errors)) => one(&visit, &line, typed.into_inner(), Some(errors)),
        Err(error) => Err(error.into()),
    }
}

fn one(
    visit: &Visit,
    line: &ReportLine,
    typed: ResolveForm,
    errors: Option<FieldErrors>,
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let status = match errors {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let outcome =
        |one: &ReportOutcome| Choice::word(labels, "report-outcome", one.word(), &typed.outcome);
    let view = ResolveView {
        report: ReportView::new(line, labels),
        outcomes: ReportOutcome::ALL.iter().map(outcome).collect(),
        answer: typed.answer.clone(),
        wrong: Wrong::of(labels, &errors.unwrap_or_default()),
    };
    visit.page_with(status, "pages/reports/show.html", &visit.chrome("reports-show-title"), &view)
}

impl ReportView {
    fn new(line: &ReportLine, labels: Labels<'_>) -> ReportView {
        let report = &line.report;
        let at = labels.local(report.at);
        let resolved = report.resolved.as_ref();
        let phone = line.offer.contact_phone.as_ref().or(line.organization.phone.as_ref());
        ReportView {
            id: report.id.clone(),
            reason: labels.word("report-reason", report.reason.word()),
            offer: line.offer.name.clone(),
            offer_href: format!("/offres/{}", line.offer.slug),
            organization: line.organization.name.clone(),
            phone: phone.map(|phone| ContactView::phone(phone)),
            call_href: format!("/coordination/appels/{}", line.organization.id),
            edit_href: format!("/structure/offres/{}", line.offer.id),
            words: report.words.clone().unwrap_or_default(),
            when: labels.words().moment(at.date(), at.time(), labels.today()),
            from: match report.origin {
                ReportOrigin::Visitor => labels.say("reports-from-visitor", &[]),
                ReportOrigin::Organization => labels.say("reports-from-organization", &[]),
            },
            has_contact: report.contact.is_some(),
            outcome: resolved
                .map(|one| labels.word("report-outcome", one.outcome.word()))
                .unwrap_or_default(),
            answer: resolved.and_then(|one| one.answer.clone()).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    #[test]
    fn every_reason_and_every_outcome_has_its_words() {
        let texts = Texts::load().unwrap();
        let reasons = ReportReason::ALL.iter().map(|one| format!("report-reason-{}", one.word()));
        let outcomes =
            ReportOutcome::ALL.iter().map(|one| format!("report-outcome-{}", one.word()));
        for key in reasons.chain(outcomes) {
            assert!(texts.has("fr", &key.replace('_', "-")), "{key}");
        }
    }
}
