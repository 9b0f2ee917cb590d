//! Taking a file of another directory into ours: read, compared and staged row by row, looked
//! at, then written.
//!
//! **Invariant:** nothing is lost in silence: each row is added, changed, unchanged, protected
//! by a fresher human check, an echo of our own, or refused with a reason. The same file twice
//! changes nothing.
//! **Invariant:** a file that cannot be trusted as a whole leaves the database untouched.
//! **Invariant:** rows are compared again in the transaction that writes them and forgets what
//! it wrote, so that whoever edits meanwhile is never overwritten, an import that stopped goes
//! on at once where it stopped, and two who write the same one share the work.

mod compare;
mod report;
mod write;

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use kernel::{Actor, ImportRunId};
use partner_directory::exchange::{
    FileError, Import, Moment, Outcome, Record, Remark, SourceFormat, difference,
};
use partner_directory::slug::slug;
use store::imports::{self, StagedRow};
use store::{Conn, network};

use crate::access::{Right, scope};
use crate::workspace::outlines;
use crate::{App, AppError};
use compare::Known;
pub use report::{ImportGlance, ImportReport};
pub use store::imports::{Run, RunState};

/// How many rows are written at once; others can write between two batches.
pub const BATCH: usize = 500;
// Whoever waits for SQLite's only write lock looks again every 100 ms at the latest.
const PAUSE: Duration = Duration::from_millis(120);
/// For how many days the report of an import can be read.
pub(crate) const KEPT_DAYS: i64 = 30;

/// A file as somebody chose it.
#[derive(Debug, Clone)]
pub struct Upload<'a> {
    /// What it is called where it came from.
    pub file_name: &'a str,
    /// What it is written in.
    pub format: SourceFormat,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// Why a file was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be trusted; nothing was written.
    #[error(transparent)]
    File(#[from] FileError),
    /// Something else went wrong; whole batches before it are kept and a second run goes on.
    #[error(transparent)]
    App(#[from] AppError),
}

/// How far an import is: rows done, and rows in all.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Send + Sync);

impl App {
    /// Says what a file would change and writes nothing at all.
    ///
    /// # Errors
    /// [`ImportError::File`]; [`AppError::NotFound`] for who may not import.
    pub async fn try_import(
        &self,
        actor: &Actor,
        upload: Upload<'_>,
        progress: Progress<'_>,
    ) -> Result<ImportReport, ImportError> {
        let format = upload.format;
        let read = self.read_import(actor, format, upload.bytes).await?;
        let mut report = ImportReport::of_file(&read);
        for batch in read.records.chunks(BATCH) {
            for row in self.compare(format, batch.to_vec()).await? {
                report.add(row);
            }
            progress(report.rows_done(), report.rows);
        }
        Ok(report)
    }

    /// Reads a file and keeps what it would change, to be looked at and applied.
    ///
    /// # Errors
    /// [`ImportError::File`], with nothing kept; [`AppError::NotFound`] for who may not import.
    pub async fn stage_import(
        &self,
        actor: &Actor,
        upload: Upload<'_>,
        progress: Progress<'_>,
    ) -> Result<ImportRunId, ImportError> {
        let Upload { file_name, format, bytes } = upload;
        let read = self.read_import(actor, format, bytes).await?;
        let Import { records, refused, remarks } = read;
        let total = records.len() + refused.len();
        let mut remarks = by_row(remarks);
        let id = ImportRunId::fresh();
        let run = Run {
            id: id.clone(),
            file_name: file_name.to_owned(),
            format,
            state: RunState::Staging,
            rows: total,
            remarks: remarks.remove(&0).unwrap_or_default(),
            account: actor.account().cloned(),
            staged_at: self.clock.now(),
            finished_at: None,
        };
        self.db.write(move |conn| Ok::<_, AppError>(imports::insert(conn, &run)?)).await?;
        let mut done = 0;
        for batch in records.chunks(BATCH) {
            let mut rows = self.compare(format, batch.to_vec()).await?;
            for row in &mut rows {
                row.remarks = remarks.remove(&row.number).unwrap_or_default();
            }
            self.keep_rows(&id, rows).await?;
            done += batch.len();
            progress(done, total);
        }
        self.keep_rows(&id, refused.into_iter().map(refused_row).collect()).await?;
        let (run, now) = (id.clone(), self.clock.now());
        self.db
            .write(move |conn| {
                imports::advance(conn, &run, RunState::Staging, RunState::Staged, now)?;
                Ok::<_, AppError>(())
            })
            .await?;
        Ok(id)
    }

    /// Writes what is staged, or what is left of it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is no such import or the actor may not;
    /// [`AppError::Stale`] while its file is still being read; otherwise whole batches are kept and calling it again goes on.
    pub async fn apply_import(
        &self,
        actor: &Actor,
        id: &ImportRunId,
        progress: Progress<'_>,
    ) -> Result<(), AppError> {
        self.may_import(actor)?;
        self.apply_all(id, progress).await?;
        self.fill_catalog().await?;
        Ok(())
    }

    /// Stages a file and writes it in one go.
    ///
    /// # Errors
    /// As [`App::stage_import`] and [`App::apply_import`].
    pub async fn import(
        &self,
        actor: &Actor,
        upload: Upload<'_>,
        progress: Progress<'_>,
    ) -> Result<ImportReport, ImportError> {
        let id = self.stage_import(actor, upload, &|_, _| ()).await?;
        self.apply_import(actor, &id, progress).await?;
        Ok(self.import_report(actor, &id).await?.1)
    }

    /// One batch of what is left to write, in one transaction; how many rows it had.
    ///
    /// # Errors
    /// As [`App::apply_import`].
    pub async fn apply_import_batch(
        &self,
        actor: &Actor,
        id: &ImportRunId,
    ) -> Result<usize, AppError> {
        self.may_import(actor)?;
        let (id, now) = (id.clone(), self.clock.now());
        let own = self.own_source();
        self.db.write(move |conn| apply_batch(conn, &id, own, now)).await
    }

    async fn apply_all(&self, id: &ImportRunId, progress: Progress<'_>) -> Result<(), AppError> {
        let read = id.clone();
        let (total, mut waiting) = self
            .db
            .read(move |conn| {
                let total = imports::find(conn, &read)?.rows;
                Ok::<_, AppError>((total, imports::waiting(conn, &read)?))
            })
            .await?;
        loop {
            let (id, own, now) = (id.clone(), self.own_source(), self.clock.now());
            let done = self.db.write(move |conn| apply_batch(conn, &id, own, now)).await?;
            if done == 0 {
                return Ok(());
            }
            waiting = waiting.saturating_sub(done);
            progress(total.saturating_sub(waiting), total);
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn compare(
        &self,
        format: SourceFormat,
        records: Vec<Record>,
    ) -> Result<Vec<StagedRow>, AppError> {
        let own = self.own_source();
        self.db
            .read(move |conn| {
                let own = own_sources(conn, own)?;
                let known = Known::load(conn, format.register(), &records, own)?;
                let rows = records.into_iter().map(|record| {
                    let (outcome, differences) = known.outcome(&record);
                    StagedRow {
                        number: record.row,
                        external_id: record.external_id.clone(),
                        name: record.entry.offer.name.clone(),
                        outcome,
                        remarks: Vec::new(),
                        record: (outcome != Outcome::Echo).then_some(record),
                        differences,
                    }
                });
                Ok::<_, AppError>(rows.collect())
            })
            .await
    }

    async fn keep_rows(&self, id: &ImportRunId, rows: Vec<StagedRow>) -> Result<(), AppError> {
        let id = id.clone();
        self.db.write(move |conn| Ok(imports::insert_rows(conn, &id, &rows)?)).await
    }

    /// Takes a file apart on a thread of its own: a large one takes seconds.
    async fn read_import(
        &self,
        actor: &Actor,
        format: SourceFormat,
        bytes: Vec<u8>,
    ) -> Result<Import, ImportError> {
        self.may_import(actor)?;
        let now = self.clock.now();
        let today = now.with_timezone(&self.settings.time_zone).date_naive();
        let read = tokio::task::spawn_blocking(move || {
            let mut import = format.read(&bytes, Moment { now, today })?;
            let (outlines, gazetteer) = outlines();
            import.check_points(outlines, gazetteer.localities());
            Ok::<_, FileError>(import)
        });
        Ok(read.await.map_err(|error| AppError::Internal(error.into()))??)
    }

    fn may_import(&self, actor: &Actor) -> Result<(), AppError> {
        scope(actor, Right::ImportDirectory).map(|_| ()).ok_or(AppError::NotFound)
    }
}

fn apply_batch(
    conn: &mut Conn,
    id: &ImportRunId,
    own: String,
    now: DateTime<Utc>,
) -> Result<usize, AppError> {
    store::changes::take_turn(conn)?;
    let run = imports::find(conn, id)?;
    match run.state {
        // What is there so far is not the whole file.
        RunState::Staging => return Err(AppError::Stale),
        RunState::Staged => {
            imports::advance(conn, id, RunState::Staged, RunState::Applying, now)?;
        }
        RunState::Applying | RunState::Applied => {}
    }
    let rows = imports::next(conn, id, BATCH as i64)?;
    let count = rows.len();
    if count == 0 {
        imports::advance(conn, id, RunState::Applying, RunState::Applied, now)?;
        return Ok(0);
    }
    let own = own_sources(conn, own)?;
    write::write(conn, &run, rows, own, now)?;
    Ok(count)
}

/// How our own exports call themselves.
fn own_sources(conn: &mut Conn, own: String) -> Result<Vec<String>, AppError> {
    let settings = network::settings(conn)?;
    Ok(vec![own, slug(&settings.name), slug(&format!("relais {}", settings.name))])
}

fn by_row(remarks: Vec<Remark>) -> HashMap<usize, Vec<Remark>> {
    let mut found: HashMap<usize, Vec<Remark>> = HashMap::new();
    for remark in remarks {
        found.entry(remark.row).or_default().push(remark);
    }
    found
}

fn refused_row(refusal: Remark) -> StagedRow {
    StagedRow {
        number: refusal.row,
        external_id: String::new(),
        name: String::new(),
        outcome: Outcome::Refused,
        record: None,
        differences: Vec::<difference::Change>::new(),
        remarks: vec![refusal],
    }
}
