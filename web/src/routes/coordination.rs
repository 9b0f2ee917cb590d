//! The coordinators' page: who waits, and the figures (screen S14).

use actix_web::HttpResponse;
use app::communes::commune_name;
use app::figures::{Figures, Shown};
use app::referrals::QueueLine;
use chrono::Duration;
use referral_tracking::{AttemptState, Owner};
use serde::Serialize;

use super::due::DueView;
use super::figures::say;
use super::queue::{Action, Cell, Head, Row};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::pages::Tone;
use crate::visit::Visit;

/// How far back the figures of the page reach.
const DAYS: i64 = 90;

#[derive(Serialize)]
struct CoordinationView {
    waiting: usize,
    late: usize,
    /// True when somebody tries codes of cards at random.
    is_guessed: bool,
    /// How many more there are than the page lists.
    more: i64,
    rows: Vec<Row>,
    days: i64,
    since: String,
    figures: Vec<FigureView>,
    states: Vec<FigureView>,
}

/// One item of the component `figures`.
#[derive(Serialize)]
struct FigureView {
    label: String,
    value: String,
    note: String,
    tone: Option<Tone>,
    href: Option<String>,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor) = (&visit.site.app, visit.actor());
    let (total, lines) = app.queue_lines(&actor).await?;
    let figures = app.figures(&actor, app.now() - Duration::days(DAYS)).await?;
    let labels = Labels::of(&visit.site);
    let waits = |line: &&QueueLine| line.taken_by.is_none();
    let is_late = |line: &&QueueLine| line.due.is_some_and(|due| due <= labels.now());
    let view = CoordinationView {
        waiting: lines.iter().filter(waits).count(),
        late: lines.iter().filter(waits).filter(is_late).count(),
        is_guessed: visit.site.limits.codes_are_guessed(),
        more: total - i64::try_from(lines.len()).unwrap_or(total),
        rows: lines.iter().map(|line| row(labels, line)).collect(),
        days: DAYS,
        since: labels.date(labels.local(figures.since).date()),
        states: states(labels, &figures),
        figures: figure_views(labels, &figures),
    };
    visit.page("pages/coordination/show.html", &visit.chrome("coordination-show-title"), &view)
}

fn row(labels: Labels<'_>, line: &QueueLine) -> Row {
    let need = &line.need;
    let mut facts = vec![labels.word("theme", need.theme.word())];
    facts.extend(need.commune_code.as_deref().and_then(commune_name).map(str::to_owned));
    facts.push(labels.word("language", need.language.as_str()));
    let id = &line.referral.id;
    let open = format!("/orientations/{id}");
    let action = match &line.referral.owner {
        Some(Owner::Account(_)) => Action {
            label: labels.say("coordination-show-open", &[]),
            href: open.clone(),
            kind: "plain",
            post: false,
        },
        _ => Action {
            label: labels.say("coordination-show-take", &[]),
            href: format!("/coordination/orientations/{id}/prendre"),
            kind: "main",
            post: true,
        },
    };
    let code = line.code.clone().unwrap_or_else(|| labels.say("coordination-show-no-code", &[]));
    Row {
        head: Head { text: code, href: Some(open), hint: facts.join(", ") },
        cells: vec![why(labels, line), owner(labels, line), due(labels, line)],
        action: Some(action),
    }
}

/// Why it is here, and what was tried before.
fn why(labels: Labels<'_>, line: &QueueLine) -> Cell {
    let why = line.why.map_or_else(
        || labels.say("coordination-show-why-unknown", &[]),
        |why| labels.word("why", why.word()),
    );
    let tried = line.referral.attempts.iter().filter(|one| one.state.is_failed());
    let tried: Vec<String> = tried
        .map(|one| match (one.state, one.declined) {
            (AttemptState::Declined, Some(declined)) => {
                let list = match declined {
                    referral_tracking::Declined::ByProvider(_) => "decline",
                    referral_tracking::Declined::ByPerson(_) => "person-reason",
                };
                labels.word(list, declined.reason_word())
            }
            (state, _) => labels.word("attempt-state", state.word()),
        })
        .collect();
    let hint = match tried.len() {
        0 => String::new(),
        count => {
            let args = [("count", count.into()), ("reasons", tried.join(", ").into())];
            labels.say("coordination-show-tried", &args)
        }
    };
    Cell { text: why, hint, ..Cell::default() }
}

fn owner(labels: Labels<'_>, line: &QueueLine) -> Cell {
    match &line.taken_by {
        Some(name) => Cell { text: name.clone(), ..Cell::default() },
        None => Cell {
            tag: Some(labels.say("coordination-show-nobody", &[])),
            tone: Some(Tone::Warn),
            ..Cell::default()
        },
    }
}

fn due(labels: Labels<'_>, line: &QueueLine) -> Cell {
    Cell::due(line.due.map(|due| DueView::new(labels, due)))
}

fn figure_views(labels: Labels<'_>, figures: &Figures) -> Vec<FigureView> {
    let item = |name: &str, value: String, note: String, tone: Option<Tone>| FigureView {
        label: labels.say(&format!("coordination-figures-{name}"), &[]),
        value,
        note,
        tone,
        href: None,
    };
    let volume = number(labels, figures.volume);
    let of_all = labels.say("coordination-figures-left-note", &[("volume", volume.into())]);
    let left = if figures.left == 0 { Tone::Good } else { Tone::Late };
    let p90 = duration(labels, figures.p90_answer);
    let p90 = labels.say("coordination-figures-answer-note", &[("duration", p90.into())]);
    let rescued = percent(labels, figures.rescued_percent);
    let rescued = labels.say("coordination-figures-accepted-note", &[("percent", rescued.into())]);
    let left_value = say::whole(labels, figures.left);
    vec![
        item("left", left_value, of_all, Some(left)),
        item("answer", duration(labels, figures.median_answer), p90, None),
        item("accepted", percent(labels, figures.accepted_percent), rescued, None),
        item("silent", percent(labels, figures.silent_percent), String::new(), None),
    ]
}

fn states(labels: Labels<'_>, figures: &Figures) -> Vec<FigureView> {
    let item = |label: String, value: String| FigureView {
        label,
        value,
        note: String::new(),
        tone: None,
        href: None,
    };
    figures
        .by_state
        .iter()
        .map(|(state, count)| {
            item(labels.word("referral-state", state.word()), number(labels, *count))
        })
        .collect()
}

fn number(labels: Labels<'_>, shown: Shown<u64>) -> String {
    shown_or_sign(labels, shown, |number| say::whole(labels, number))
}

fn percent(labels: Labels<'_>, shown: Shown<u64>) -> String {
    shown_or_sign(labels, shown, |percent| say::percent(labels, percent))
}

fn duration(labels: Labels<'_>, shown: Shown<Duration>) -> String {
    shown_or_sign(labels, shown, |duration| say::opening_time(labels, duration))
}

fn shown_or_sign<T>(labels: Labels<'_>, shown: Shown<T>, write: impl Fn(T) -> String) -> String {
    match shown {
        Shown::Number(value) => write(value),
        Shown::Hidden => say::hidden(labels),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;

    #[test]
    fn a_hidden_figure_is_one_sign_and_never_a_number() {
        let labels = at("2026-03-03T09:00:00Z");

        assert_eq!(number(labels, Shown::Hidden), "–");
        assert_eq!(percent(labels, Shown::Hidden), "–");
        assert_eq!(percent(labels, Shown::Number(78)).replace('\u{a0}', " "), "78 %");
    }
}
