//! What was changed, by whom, and taking it back.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path};
use app::AppError;
use app::workspace::{Change, ObjectRef};
use kernel::{OfferId, RevisionId};
use serde::{Deserialize, Serialize};

use super::changes::{ChangeRow, rows};
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
    name: String,
    entries: Vec<Entry>,
    more: usize,
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

pub(crate) async fn show(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    page(&visit, StatusCode::OK, OfferId::from(id.into_inner()), false).await
}

pub(crate) async fn undo(
    visit: Visit,
    id: Path<String>,
    form: Form<UndoForm>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor) = (&visit.site.app, visit.actor());
    let id = OfferId::from(id.into_inner());
    // Only a change of this offer is taken back from its page.
    let changes = app.history(&actor, ObjectRef::Offer(id.clone())).await?;
    let change = RevisionId::from(form.into_inner().change);
    if !changes.iter().any(|one| one.id == change) {
        return page(&visit, StatusCode::CONFLICT, id, true).await;
    }
    match app.undo_change(&actor, change).await {
        Ok(()) => {
            let to = format!("/structure/offres/{id}/historique");
            Ok(visit.see_other(&to, Some("flash-workspace-undone")))
        }
        Err(AppError::Stale) => page(&visit, StatusCode::CONFLICT, id, true).await,
        Err(other) => Err(other.into()),
    }
}

async fn page(
    visit: &Visit,
    status: StatusCode,
    id: OfferId,
    refused: bool,
) -> Result<HttpResponse, PageError> {
    let (app, actor) = (&visit.site.app, visit.actor());
    let labels = Labels::of(&visit.site);
    let changes = app.history(&actor, ObjectRef::Offer(id.clone())).await?;
    let found = app.offer_for_edit(&actor, id.clone()).await?;
    let view = HistoryView {
        href: format!("/structure/offres/{id}"),
        name: found.line.offer.name,
        entries: changes.iter().take(MOST).map(|one| entry(labels, one)).collect(),
        more: changes.len().saturating_sub(MOST),
        refused,
    };
    visit.page_with(
        status,
        "pages/workspace/history.html",
        &visit.chrome("workspace-history-title"),
        &view,
    )
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
