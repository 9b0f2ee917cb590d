//! How runs and their rows are kept.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use kernel::ImportRunId;
use partner_directory::exchange::{Outcome, SourceFormat};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Run, RunState, StagedRow};
use crate::StoreError;
use crate::error::known;
use crate::schema::{import_rows, import_runs};
use crate::text::kept;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = import_runs)]
pub(super) struct RunRow {
    id: String,
    file_name: String,
    format: String,
    state: String,
    row_count: i32,
    remarks: String,
    account_id: Option<String>,
    staged_at: NaiveDateTime,
    finished_at: Option<NaiveDateTime>,
}

impl RunRow {
    pub(super) fn new(run: &Run) -> Result<RunRow, StoreError> {
        Ok(RunRow {
            id: run.id.to_string(),
            file_name: kept(&run.file_name)?,
            format: run.format.word().to_owned(),
            state: run.state.word().to_owned(),
            row_count: i32::try_from(run.rows).unwrap_or(i32::MAX),
            remarks: written(&run.remarks)?,
            account_id: run.account.as_ref().map(ToString::to_string),
            staged_at: run.staged_at.naive_utc(),
            finished_at: run.finished_at.map(|at| at.naive_utc()),
        })
    }

    pub(super) fn into_run(self) -> Result<Run, StoreError> {
        let format = SourceFormat::from_word(&self.format);
        Ok(Run {
            id: self.id.into(),
            file_name: self.file_name,
            format: known("import_runs.format", &self.format, format)?,
            state: known("import_runs.state", &self.state, RunState::from_word(&self.state))?,
            rows: usize::try_from(self.row_count).unwrap_or_default(),
            remarks: read("import_runs.remarks", &self.remarks)?,
            account: self.account_id.map(Into::into),
            staged_at: self.staged_at.and_utc(),
            finished_at: self.finished_at.map(|at| at.and_utc()),
        })
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = import_rows)]
pub(super) struct Row {
    pub(super) run_id: String,
    pub(super) number: i32,
    pub(super) external_id: String,
    pub(super) name: String,
    pub(super) outcome: String,
    pub(super) record: Option<String>,
    pub(super) differences: Option<String>,
    pub(super) remarks: Option<String>,
}

impl Row {
    pub(super) fn new(run: &ImportRunId, row: &StagedRow) -> Result<Row, StoreError> {
        Ok(Row {
            run_id: run.to_string(),
            number: i32::try_from(row.number).unwrap_or(i32::MAX),
            external_id: kept(&row.external_id)?,
            name: kept(&row.name)?,
            outcome: row.outcome.word().to_owned(),
            record: row.record.as_ref().map(written).transpose()?,
            differences: list(&row.differences)?,
            remarks: list(&row.remarks)?,
        })
    }

    pub(super) fn into_staged(self) -> Result<StagedRow, StoreError> {
        let outcome = Outcome::from_word(&self.outcome);
        let record = |text: String| read("import_rows.record", &text);
        let list = |text: Option<String>| text.unwrap_or_else(|| "[]".to_owned());
        Ok(StagedRow {
            number: usize::try_from(self.number).unwrap_or_default(),
            external_id: self.external_id,
            name: self.name,
            outcome: known("import_rows.outcome", &self.outcome, outcome)?,
            record: self.record.map(record).transpose()?,
            differences: read("import_rows.differences", &list(self.differences))?,
            remarks: read("import_rows.remarks", &list(self.remarks))?,
        })
    }
}

fn list<T: Serialize>(values: &[T]) -> Result<Option<String>, StoreError> {
    if values.is_empty() { Ok(None) } else { Ok(Some(written(&values)?)) }
}

// JSON has an escape for the character that PostgreSQL cannot keep.
fn written<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value)
        .map_err(|error| StoreError::UnknownWord { column: "import", word: error.to_string() })
}

fn read<T: DeserializeOwned>(column: &'static str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text)
        .map_err(|error| StoreError::UnknownWord { column, word: error.to_string() })
}
