//! What was changed, by whom, and taking it back.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Form;
use app::AppError;
use app::workspace::{Change, ObjectRef, Undone};
use kernel::{OfferId, PlaceId, RevisionId};
use serde::{Deserialize, Serialize};

use super::Whose;
use super::changes::{ChangeRow, rows};
use super::stated::{SourceView, sources};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::due::moment;
use crate::visit::Visit;

/// How many changes a page shows; older ones are kept.
const MOST: usize = 15;
/// How many fields of one change a page shows.
const MOST_FIELDS: usize = 6;

#[derive(Serialize)]
struct HistoryView {
    href: String,
    kind: &'static str,
    name: String,
    entries: Vec<Entry>,
    more: usize,
    /// What other directories say of the same.
    sources: Vec<SourceView>,
    refused: bool,
}

#[derive(Serialize)]
struct Entry {
    id: String,
    when: String,
    who: String,
    how: String,
    is_first: bool,
    is_undone: bool,
    can_undo: bool,
    rows: Vec<ChangeRow>,
    more: usize,
}

/// Which change to take back.
#[derive(Deserialize)]
pub(crate) struct UndoForm {
    #[serde(default)]
    change: String,
}

/// Whose history a page shows, and where it stands.
struct Subject {
    object: ObjectRef,
    name: String,
    /// Where the object itself is edited.
    href: String,
}

impl Subject {
    async fn of(visit: &Visit) -> Result<Subject, PageError> {
        let whose = Whose::of(visit)?;
        let (app, actor) = (&visit.site.app, visit.actor());
        let path = visit.request().path();
        let id = visit.request().match_info().query("id");
        if path.starts_with("/structure/offres/") {
            let found = app.offer_for_edit(&actor, OfferId::from(id)).await?;
            return Ok(Subject {
                object: ObjectRef::Offer(OfferId::from(id)),
                name: found.line.offer.name,
                href: format!("/structure/offres/{id}"),
            });
        }
        if path.starts_with("/structure/lieux/") {
            let found = app.place_for_edit(&actor, PlaceId::from(id)).await?;
            return Ok(Subject {
                object: ObjectRef::Place(PlaceId::from(id)),
                name: found.place.name,
                href: format!("/structure/lieux/{id}"),
            });
        }
        let found = app.organization_for_edit(&actor, whose.of.clone()).await?;
        Ok(Subject {
            object: ObjectRef::Organization(found.organization.id),
            name: found.organization.name,
            href: format!("{}/fiche", whose.base),
        })
    }
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    let subject = Subject::of(&visit).await?;
    page(&visit, StatusCode::OK, subject, false).await
}

pub(crate) async fn undo(visit: Visit, form: Form<UndoForm>) -> Result<HttpResponse, PageError> {
    let subject = Subject::of(&visit).await?;
    let (app, actor) = (&visit.site.app, visit.actor());
    // Only a change of this object is taken back from its page.
    let changes = app.history(&actor, subject.object.clone()).await?;
    let change = RevisionId::from(form.into_inner().change);
    if !changes.iter().any(|one| one.id == change) {
        return page(&visit, StatusCode::CONFLICT, subject, true).await;
    }
    match app.undo_change(&actor, change).await {
        Ok(undone) => {
            let to = format!("{}/historique", subject.href);
            let said = match undone {
                Undone::Now => "flash-workspace-undone",
                Undone::Waiting => "flash-workspace-waiting",
            };
            Ok(visit.see_other(&to, Some(said)))
        }
        Err(AppError::Stale | AppError::Invalid(_)) => {
            page(&visit, StatusCode::CONFLICT, subject, true).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn page(
    visit: &Visit,
    status: StatusCode,
    subject: Subject,
    refused: bool,
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let changes = visit.site.app.history(&visit.actor(), subject.object.clone()).await?;
    let stated = visit.site.app.said_elsewhere(&visit.actor(), subject.object.clone()).await?;
    let view = HistoryView {
        sources: sources(labels, &stated),
        href: subject.href,
        kind: subject.object.kind().word(),
        name: subject.name,
        entries: changes.iter().take(MOST).map(|one| entry(labels, one)).collect(),
        more: changes.len().saturating_sub(MOST),
        refused,
    };
    let chrome = visit.chrome("workspace-history-title");
    visit.page_with(status, "pages/workspace/history.html", &chrome, &view)
}

fn entry(labels: Labels<'_>, change: &Change) -> Entry {
    let mut all = if change.is_first { Vec::new() } else { rows(labels, &change.fields) };
    let more = all.len().saturating_sub(MOST_FIELDS);
    all.truncate(MOST_FIELDS);
    Entry {
        id: change.id.to_string(),
        when: moment(labels, change.at),
        who: change.who.clone(),
        how: labels.word("change-how", change.how.word()),
        is_first: change.is_first,
        is_undone: change.is_undone,
        can_undo: change.can_undo,
        rows: all,
        more,
    }
}
