//! What an import says, as a page shows it.

use app::imports::{ImportGlance, Run, RunState};
use partner_directory::exchange::{FileError, Remark};
use serde::Serialize;

use super::RunLine;
use crate::listings::labels::Labels;
use crate::routes::workspace::stated;
use crate::visit::Visit;

/// How many lines of each kind the page shows; the command line shows all.
pub(super) const MOST_LINES: usize = 20;

#[derive(Serialize)]
pub(super) struct ReportView {
    state: &'static str,
    file_name: String,
    action: String,
    /// How many rows are written, and how many there are to write in all.
    done: usize,
    rows: usize,
    changes_anything: bool,
    counts: Vec<Count>,
    refused: Lines,
    remarks: Lines,
    differences: Lines,
}

/// One item of the component `figures`.
#[derive(Serialize)]
struct Count {
    label: String,
    value: String,
}

#[derive(Serialize)]
struct Lines {
    /// How many rows have such a line.
    total: usize,
    lines: Vec<LineView>,
}

#[derive(Serialize)]
struct LineView {
    row: usize,
    field: String,
    value: String,
    reason: String,
}

pub(super) fn view(labels: Labels<'_>, run: &Run, glance: &ImportGlance) -> ReportView {
    let report = &glance.report;
    let count = |name: &str, number: usize| Count {
        label: labels.say(&format!("import-count-{name}"), &[]),
        value: labels.words().number(i64::try_from(number).unwrap_or(i64::MAX)),
    };
    let differences = report.differences.iter().flat_map(|(row, _, changes)| {
        changes.iter().map(move |change| LineView {
            row: *row,
            field: stated::field(labels, &change.field),
            value: stated::value(labels, &change.field, &change.before),
            reason: stated::value(labels, &change.field, &change.after),
        })
    });
    ReportView {
        state: run.state.word(),
        file_name: run.file_name.clone(),
        action: format!("/coordination/import/{}", run.id),
        done: report.rows.saturating_sub(report.waiting),
        rows: report.rows,
        changes_anything: run.state == RunState::Staged && report.added + report.changed > 0,
        counts: vec![
            count("rows", report.rows),
            count("added", report.added),
            count("changed", report.changed),
            count("unchanged", report.unchanged),
            count("protected", report.protected),
            count("echo", report.echo),
            count("refused", glance.refused),
        ],
        refused: remarks(labels, &report.refused, glance.refused),
        remarks: remarks(labels, &report.remarks, glance.remarks),
        differences: Lines {
            total: glance.differences,
            lines: differences.take(MOST_LINES).collect(),
        },
    }
}

pub(super) fn line(visit: &Visit, labels: Labels<'_>, run: &Run) -> RunLine {
    let zone = visit.site.app.settings().time_zone;
    let (at, now) = (run.staged_at.with_timezone(&zone), visit.site.app.now().with_timezone(&zone));
    RunLine {
        href: format!("/coordination/import/{}", run.id),
        name: run.file_name.clone(),
        state: labels.word("import-state", run.state.word()),
        at: labels.words().moment(at.date_naive(), at.time(), now.date_naive()),
    }
}

/// What is wrong with a file and what to do, in one sentence.
pub(super) fn file_error(labels: Labels<'_>, error: &FileError) -> String {
    let text = labels.word("import-file", error.word());
    match error {
        FileError::MissingColumns(columns) => format!("{text} {}", columns.join(", ")),
        _ => text,
    }
}

fn remarks(labels: Labels<'_>, remarks: &[Remark], total: usize) -> Lines {
    let line = |remark: &Remark| LineView {
        row: remark.row,
        field: remark.field.clone(),
        value: remark.value.clone(),
        reason: labels.word("import-reason", remark.reason.word()),
    };
    Lines { total, lines: remarks.iter().take(MOST_LINES).map(line).collect() }
}
