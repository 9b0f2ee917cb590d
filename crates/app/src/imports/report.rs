//! What an import did, or would do.

use kernel::{Actor, ImportRunId};
use partner_directory::exchange::difference::Change;
use partner_directory::exchange::{Import, Outcome, Remark};
use store::Conn;
use store::imports::{self, Run, RunState, StagedRow, Telling};

use crate::{App, AppError};

/// What became of each row, or would become.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Rows of the file.
    pub rows: usize,
    /// Rows that became a new offer.
    pub added: usize,
    /// Rows whose offer was there and differed.
    pub changed: usize,
    /// Rows that say what the directory says.
    pub unchanged: usize,
    /// Rows that differ from an offer somebody checked since; nothing of them is written.
    pub protected: usize,
    /// Rows that came from us in the first place.
    pub echo: usize,
    /// How many rows are still to be written.
    pub waiting: usize,
    /// Why each other row was not taken.
    pub refused: Vec<Remark>,
    /// What was dropped, changed or kept unread.
    pub remarks: Vec<Remark>,
    /// For each row that differs: its number, its identifier, and the fields.
    pub differences: Vec<(usize, String, Vec<Change>)>,
}

impl ImportReport {
    /// What is known before any row is compared.
    pub(super) fn of_file(import: &Import) -> ImportReport {
        ImportReport {
            rows: import.records.len() + import.refused.len(),
            refused: import.refused.clone(),
            remarks: import.remarks.clone(),
            ..ImportReport::default()
        }
    }

    pub(super) fn rows_done(&self) -> usize {
        let compared = self.added + self.changed + self.unchanged + self.protected + self.echo;
        compared + self.refused.len()
    }

    pub(super) fn add(&mut self, row: StagedRow) {
        self.count(row.outcome, 1);
        if !row.differences.is_empty() {
            self.differences.push((row.number, row.external_id, row.differences));
        }
        match row.outcome {
            Outcome::Refused => self.refused.extend(row.remarks),
            _ => self.remarks.extend(row.remarks),
        }
    }

    fn count(&mut self, outcome: Outcome, rows: usize) {
        match outcome {
            Outcome::Added => self.added += rows,
            Outcome::Changed => self.changed += rows,
            Outcome::Unchanged => self.unchanged += rows,
            Outcome::Protected => self.protected += rows,
            Outcome::Echo => self.echo += rows,
            Outcome::Refused => {}
        }
    }
}

/// The beginning of an [`ImportReport`], for a page that is looked at again and again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportGlance {
    /// The counts, and the first lines of each sort.
    pub report: ImportReport,
    /// How many rows were refused.
    pub refused: usize,
    /// How many rows have a remark, and how many remarks the file as a whole has.
    pub remarks: usize,
    /// How many rows differ from the directory.
    pub differences: usize,
}

impl App {
    /// One import with how many rows became what, and with the first `most` rows of each sort
    /// that have something to say.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none or the actor may not import.
    pub async fn import_glance(
        &self,
        actor: &Actor,
        id: &ImportRunId,
        most: u32,
    ) -> Result<(Run, ImportGlance), AppError> {
        self.may_import(actor)?;
        let id = id.clone();
        self.db
            .read(move |conn| {
                let run = imports::find(conn, &id)?;
                let mut rows = Vec::new();
                for what in [Telling::Refusal, Telling::Remarks] {
                    rows.extend(imports::telling(conn, &id, Some((what, most)))?);
                }
                // A row may have both: each is told once.
                rows.iter_mut().for_each(|row| row.differences.clear());
                let differing = imports::telling(conn, &id, Some((Telling::Differences, most)))?;
                let differing = differing.into_iter();
                rows.extend(differing.map(|row| StagedRow { remarks: Vec::new(), ..row }));
                let glance = ImportGlance {
                    refused: imports::count_telling(conn, &id, Telling::Refusal)?,
                    remarks: run.remarks.len()
                        + imports::count_telling(conn, &id, Telling::Remarks)?,
                    differences: imports::count_telling(conn, &id, Telling::Differences)?,
                    report: counted(conn, &run, rows)?,
                };
                Ok((run, glance))
            })
            .await
    }

    /// How many rows of an import are still to be written.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none or the actor may not import.
    pub async fn import_waiting(&self, actor: &Actor, id: &ImportRunId) -> Result<usize, AppError> {
        self.may_import(actor)?;
        let id = id.clone();
        self.db
            .read(move |conn| {
                imports::find(conn, &id)?;
                Ok(imports::waiting(conn, &id)?)
            })
            .await
    }

    /// One import with what became of its rows so far.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none or the actor may not import.
    pub async fn import_report(
        &self,
        actor: &Actor,
        id: &ImportRunId,
    ) -> Result<(Run, ImportReport), AppError> {
        self.may_import(actor)?;
        let id = id.clone();
        self.db
            .read(move |conn| {
                let run = imports::find(conn, &id)?;
                let rows = imports::telling(conn, &id, None)?;
                let report = counted(conn, &run, rows)?;
                Ok((run, report))
            })
            .await
    }

    /// The latest imports, the last one first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the actor may not import.
    pub async fn imports(&self, actor: &Actor, limit: i64) -> Result<Vec<Run>, AppError> {
        self.may_import(actor)?;
        self.db.read(move |conn| Ok(imports::list(conn, limit)?)).await
    }

    /// Forgets an import of which nothing was written.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Stale`] when its writing has begun.
    pub async fn drop_import(&self, actor: &Actor, id: &ImportRunId) -> Result<(), AppError> {
        self.may_import(actor)?;
        let id = id.clone();
        self.db
            .write(move |conn| match imports::find(conn, &id)?.state {
                RunState::Staging | RunState::Staged => Ok(imports::delete(conn, &id)?),
                RunState::Applying | RunState::Applied => Err(AppError::Stale),
            })
            .await
    }
}

/// What is counted of `run`, with what `rows` tell.
fn counted(conn: &mut Conn, run: &Run, rows: Vec<StagedRow>) -> Result<ImportReport, AppError> {
    let mut told = ImportReport::default();
    for row in rows {
        told.add(row);
    }
    let mut counted = ImportReport {
        rows: run.rows,
        waiting: imports::waiting(conn, &run.id)?,
        refused: told.refused,
        remarks: run.remarks.iter().cloned().chain(told.remarks).collect(),
        differences: told.differences,
        ..ImportReport::default()
    };
    for (outcome, rows) in imports::counts(conn, &run.id)? {
        counted.count(outcome, rows);
    }
    Ok(counted)
}
