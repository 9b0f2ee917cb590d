//! What is open in the next seven days (screen S13).

use actix_web::HttpResponse;
use app::workspace::Session;
use serde::Serialize;

use super::Whose;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::listings::offer_facts::capital;
use crate::visit::Visit;

/// How many rows one page shows: a row has up to seven elements.
const MOST_ROWS: usize = 48;

#[derive(Serialize)]
struct WeekView {
    base: String,
    organization: String,
    days: Vec<DayView>,
    /// That something travels to two places at once.
    conflicts: Option<String>,
    more: Option<String>,
}

#[derive(Serialize)]
struct DayView {
    date: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    head: Cell,
    cells: Vec<Cell>,
}

#[derive(Serialize, Default)]
struct Cell {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    let whose = Whose::of(&visit)?;
    let labels = Labels::of(&visit.site);
    let week = visit.site.app.week(&visit.actor(), whose.of.clone()).await?;
    let conflicts = week.sessions.iter().filter(|one| !one.conflicts.is_empty()).count();
    let more = week.sessions.len().saturating_sub(MOST_ROWS);
    let counted =
        |key: &str, count: usize| (count > 0).then(|| labels.say(key, &[("count", count.into())]));
    let view = WeekView {
        base: whose.base,
        organization: week.organization.name,
        days: days(labels, week.sessions.get(..MOST_ROWS).unwrap_or(&week.sessions)),
        conflicts: counted("week-conflicts", conflicts),
        more: counted("week-more", more),
    };
    visit.page("pages/workspace/week.html", &visit.chrome("week-title"), &view)
}

/// The sessions, which come in the order of time, day by day.
fn days(labels: Labels<'_>, sessions: &[Session]) -> Vec<DayView> {
    let same_day = |one: &Session, next: &Session| one.day == next.day;
    let day = |sessions: &[Session]| {
        let date = sessions.first().map(|one| labels.words().date_long(one.day));
        DayView {
            date: capital(&date.unwrap_or_default()),
            rows: sessions.iter().map(|one| row(labels, one)).collect(),
        }
    };
    sessions.chunk_by(same_day).map(day).collect()
}

fn row(labels: Labels<'_>, session: &Session) -> Row {
    let plain = |text: String| Cell { text, ..Cell::default() };
    let conflict = (!session.conflicts.is_empty()).then(|| {
        labels.say("week-conflict", &[("places", labels.list(&session.conflicts).into())])
    });
    Row {
        head: plain(labels.range(session.opens, session.closes)),
        cells: vec![
            Cell {
                text: session.offer_name.clone(),
                href: Some(format!("/structure/offres/{}", session.offer)),
                hint: None,
            },
            Cell { text: session.place_name.clone(), href: None, hint: conflict },
        ],
    }
}
