//! What others changed, since yesterday unless somebody asks for another day.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Query};
use app::AppError;
use app::imports::Run;
use app::workspace::Change;
use chrono::{Days, NaiveDate, TimeZone};
use kernel::RevisionId;
use partner_directory::exchange::Outcome;
use serde::{Deserialize, Serialize};

use super::told;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::due::moment;
use crate::routes::workspace::changes::ChangeRow;
use crate::visit::Visit;

/// How many changes the page shows in all, and fields of each, to stay within its budget.
const MOST: usize = 20;
const MOST_FIELDS: usize = 4;

/// What the address may carry.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    depuis: Option<String>,
    #[serde(default)]
    page: usize,
}

#[derive(Serialize)]
struct ChangesView {
    since: String,
    since_words: String,
    count: usize,
    groups: Vec<GroupView>,
    merges: Vec<String>,
    imports: Vec<ImportLine>,
    page: usize,
    pages: usize,
    /// True when older ones are only in the histories.
    is_cut: bool,
    is_stale: bool,
}

#[derive(Serialize)]
struct ImportLine {
    href: String,
    said: String,
}

#[derive(Serialize)]
struct GroupView {
    name: String,
    href: Option<String>,
    changes: Vec<ChangeView>,
}

#[derive(Serialize)]
struct ChangeView {
    id: String,
    name: String,
    said: String,
    is_first: bool,
    is_undone: bool,
    can_undo: bool,
    rows: Vec<ChangeRow>,
    more: usize,
}

pub(crate) async fn show(visit: Visit, wanted: Query<Wanted>) -> Result<HttpResponse, PageError> {
    page(&visit, StatusCode::OK, &wanted, false).await
}

/// Which change to take back, and which day to show again.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct UndoForm {
    change: String,
    depuis: String,
}

pub(crate) async fn undo(visit: Visit, form: Form<UndoForm>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor) = (&visit.site.app, visit.actor());
    // Who may not read the page takes nothing back from it.
    app.changes_since(&actor, app.now()).await?;
    let form = form.into_inner();
    match app.undo_change(&actor, RevisionId::from(form.change)).await {
        Ok(_) => {
            let day: String =
                form.depuis.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
            let to = format!("/coordination/changements?depuis={day}");
            Ok(visit.see_other(&to, Some("flash-changes-undone")))
        }
        Err(AppError::Stale | AppError::Invalid(_)) => {
            let wanted = Wanted { depuis: Some(form.depuis), page: 1 };
            page(&visit, StatusCode::CONFLICT, &wanted, true).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn page(
    visit: &Visit,
    status: StatusCode,
    wanted: &Wanted,
    is_stale: bool,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let labels = Labels::of(&visit.site);
    let today = labels.today();
    let asked: Option<NaiveDate> = wanted.depuis.as_deref().and_then(|day| day.parse().ok());
    let day = asked.filter(|day| *day <= today).or(today.checked_sub_days(Days::new(1)));
    let day = day.unwrap_or(today);
    let zone = visit.site.app.settings().time_zone;
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    let from = zone.from_local_datetime(&midnight).earliest();
    let from = from.map_or_else(|| midnight.and_utc(), |at| at.to_utc());
    let found = visit.site.app.changes_since(&visit.actor(), from).await?;
    let count: usize = found.by_organization.iter().map(|(_, changes)| changes.len()).sum();
    let pages = count.div_ceil(MOST).max(1);
    let number = wanted.page.clamp(1, pages);
    let (mut before, mut left) = ((number - 1) * MOST, MOST);
    let groups = found.by_organization.iter().filter_map(|(organization, changes)| {
        let shown = changes.iter().skip(before).take(left).map(|one| change(labels, one));
        let shown: Vec<ChangeView> = shown.collect();
        before = before.saturating_sub(changes.len());
        left -= shown.len();
        let (id, name) = organization.clone().unzip();
        (!shown.is_empty()).then(|| GroupView {
            name: name.unwrap_or_else(|| labels.say("changes-nobody", &[])),
            href: id.map(|id| format!("/coordination/structures/{id}")),
            changes: shown,
        })
    });
    let view = ChangesView {
        since: day.to_string(),
        since_words: labels.date(day),
        groups: groups.collect(),
        merges: found
            .merges
            .iter()
            .take(MOST)
            .map(|one| {
                let args = [
                    ("kept", one.kept.as_str().into()),
                    ("absorbed", one.absorbed.as_str().into()),
                    ("who", one.who.as_str().into()),
                ];
                labels.say("changes-merged", &args)
            })
            .collect(),
        imports: found.imports.iter().take(MOST).map(|one| import_line(labels, one)).collect(),
        page: number,
        pages,
        count,
        is_cut: found.is_cut,
        is_stale,
    };
    visit.page_with(status, "pages/tidying/changes.html", &visit.chrome("changes-title"), &view)
}

/// One line for a whole import; its report says the rest.
fn import_line(labels: Labels<'_>, (run, counts): &(Run, Vec<(Outcome, usize)>)) -> ImportLine {
    let of = |wanted: Outcome| {
        let found = counts.iter().find(|(outcome, _)| *outcome == wanted);
        found.map_or(0, |(_, rows)| *rows)
    };
    let args = [
        ("name", run.file_name.as_str().into()),
        ("moment", run.finished_at.map(|at| moment(labels, at)).unwrap_or_default().into()),
        ("added", of(Outcome::Added).into()),
        ("changed", of(Outcome::Changed).into()),
        ("protected", of(Outcome::Protected).into()),
    ];
    ImportLine {
        href: format!("/coordination/import/{}", run.id),
        said: labels.say("changes-imported", &args),
    }
}

fn change(labels: Labels<'_>, one: &Change) -> ChangeView {
    let fields = if one.is_first { &[] } else { one.fields.as_slice() };
    let (rows, more) = told(labels, fields, MOST_FIELDS);
    let args = [
        ("who", one.who.as_str().into()),
        ("how", labels.word("change-how", one.how.word()).into()),
        ("moment", moment(labels, one.at).into()),
    ];
    ChangeView {
        id: one.id.to_string(),
        name: one.name.clone(),
        said: labels.say("changes-said", &args),
        is_first: one.is_first,
        is_undone: one.is_undone,
        can_undo: one.can_undo,
        rows,
        more,
    }
}
