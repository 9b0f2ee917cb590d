//! Files of other directories, staged row by row before and while they are written.
//!
//! **Invariant:** a row holds its record exactly as long as it is to be written, so that an
//! import that stopped half-way goes on where it stopped.
//! **Invariant:** staged rows hold public listings only.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use kernel::{AccountId, ImportRunId};
use partner_directory::exchange::{Outcome, Record, Remark, SourceFormat, difference};

use crate::error::known;
use crate::schema::{import_rows, import_runs};
use crate::text::key;
use crate::{Conn, StoreError};

mod row;
mod state;

use row::{Row, RunRow};
pub use state::RunState;

/// One file on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Names it.
    pub id: ImportRunId,
    /// What the file is called where it came from.
    pub file_name: String,
    /// What it is written in.
    pub format: SourceFormat,
    /// Where it stands.
    pub state: RunState,
    /// How many rows the file has.
    pub rows: usize,
    /// What is odd about the file as a whole.
    pub remarks: Vec<Remark>,
    /// Who brought it; none from the command line.
    pub account: Option<AccountId>,
    /// When it was read.
    pub staged_at: DateTime<Utc>,
    /// When its last row was written.
    pub finished_at: Option<DateTime<Utc>>,
}

/// One row of it.
#[derive(Debug, Clone, PartialEq)]
pub struct StagedRow {
    /// Its place in the file; the first one under the header is 1.
    pub number: usize,
    /// What its source calls it; empty when it was refused.
    pub external_id: String,
    /// The name of its offer; empty when it was refused.
    pub name: String,
    /// What becomes of it, as far as is known.
    pub outcome: Outcome,
    /// What is still to be written.
    pub record: Option<Record>,
    /// In what it differs from the directory.
    pub differences: Vec<difference::Change>,
    /// What was dropped, changed or kept unread; of a refused row why.
    pub remarks: Vec<Remark>,
}

/// A run with how many of its rows became what.
pub type Counted = (Run, Vec<(Outcome, usize)>);

/// Keeps a new run, of which no row is there yet.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn insert(conn: &mut Conn, run: &Run) -> Result<(), StoreError> {
    diesel::insert_into(import_runs::table).values(RunRow::new(run)?).execute(conn)?;
    Ok(())
}

/// Keeps rows of a run.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn insert_rows(
    conn: &mut Conn,
    run: &ImportRunId,
    rows: &[StagedRow],
) -> Result<(), StoreError> {
    let rows: Vec<Row> = rows.iter().map(|row| Row::new(run, row)).collect::<Result<_, _>>()?;
    for some in rows.chunks(500) {
        // Many rows at once can only be said to one of the two.
        match conn {
            Conn::Postgres(conn) => {
                diesel::insert_into(import_rows::table).values(some).execute(conn)?
            }
            Conn::Sqlite(conn) => {
                diesel::insert_into(import_rows::table).values(some).execute(conn)?
            }
        };
    }
    Ok(())
}

/// Finds one run.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn find(conn: &mut Conn, id: &ImportRunId) -> Result<Run, StoreError> {
    let row = import_runs::table.find(key(id.as_str())?).select(RunRow::as_select()).first(conn)?;
    row.into_run()
}

/// The latest runs, the last one first.
///
/// # Errors
/// When the database fails.
pub fn list(conn: &mut Conn, limit: i64) -> Result<Vec<Run>, StoreError> {
    let rows: Vec<RunRow> = import_runs::table
        .order((import_runs::staged_at.desc(), import_runs::id.desc()))
        .limit(limit)
        .select(RunRow::as_select())
        .load(conn)?;
    rows.into_iter().map(RunRow::into_run).collect()
}

/// The runs that were finished at `since` or after, the last one first, each with how many of
/// its rows became what.
///
/// # Errors
/// [`StoreError::UnknownWord`].
pub fn finished_since(
    conn: &mut Conn,
    since: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<Counted>, StoreError> {
    let rows: Vec<RunRow> = import_runs::table
        .filter(import_runs::finished_at.ge(since.naive_utc()))
        .order((import_runs::finished_at.desc(), import_runs::id.desc()))
        .limit(limit.into())
        .select(RunRow::as_select())
        .load(conn)?;
    let runs: Vec<Run> = rows.into_iter().map(RunRow::into_run).collect::<Result<_, _>>()?;
    let ids = runs.iter().map(|run| run.id.as_str());
    let counted: Vec<(String, String, i64)> = import_rows::table
        .filter(import_rows::run_id.eq_any(ids))
        .group_by((import_rows::run_id, import_rows::outcome))
        .select((import_rows::run_id, import_rows::outcome, count_star()))
        .load(conn)?;
    let mut counts: HashMap<String, Vec<(Outcome, usize)>> = HashMap::new();
    for (run, word, count) in counted {
        counts.entry(run).or_default().push(outcome(&word, count)?);
    }
    let with_counts = |run: Run| {
        let counts = counts.remove(run.id.as_str()).unwrap_or_default();
        (run, counts)
    };
    Ok(runs.into_iter().map(with_counts).collect())
}

fn outcome(word: &str, count: i64) -> Result<(Outcome, usize), StoreError> {
    let outcome = known("import_rows.outcome", word, Outcome::from_word(word))?;
    Ok((outcome, usize::try_from(count).unwrap_or_default()))
}

/// Moves a run on; false when it is no longer in the state `from`.
///
/// # Errors
/// When the database fails.
pub fn advance(
    conn: &mut Conn,
    id: &ImportRunId,
    from: RunState,
    to: RunState,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let run = import_runs::table.find(key(id.as_str())?).filter(import_runs::state.eq(from.word()));
    let finished = (to == RunState::Applied).then(|| now.naive_utc());
    let moved = diesel::update(run)
        .set((import_runs::state.eq(to.word()), import_runs::finished_at.eq(finished)))
        .execute(conn)?;
    Ok(moved == 1)
}

/// How many rows of a run became what.
///
/// # Errors
/// [`StoreError::UnknownWord`].
pub fn counts(conn: &mut Conn, id: &ImportRunId) -> Result<Vec<(Outcome, usize)>, StoreError> {
    let rows: Vec<(String, i64)> = import_rows::table
        .filter(import_rows::run_id.eq(key(id.as_str())?))
        .group_by(import_rows::outcome)
        .select((import_rows::outcome, count_star()))
        .load(conn)?;
    rows.iter().map(|(word, count)| outcome(word, *count)).collect()
}

/// How many rows of a run are still to be written.
///
/// # Errors
/// When the database fails.
pub fn waiting(conn: &mut Conn, id: &ImportRunId) -> Result<usize, StoreError> {
    let count: i64 = import_rows::table
        .filter(import_rows::run_id.eq(key(id.as_str())?).and(import_rows::record.is_not_null()))
        .count()
        .get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// The next rows to be written, in the order of the file.
///
/// # Errors
/// [`StoreError::UnknownWord`] when a record cannot be read.
pub fn next(conn: &mut Conn, id: &ImportRunId, limit: i64) -> Result<Vec<StagedRow>, StoreError> {
    let rows: Vec<Row> = import_rows::table
        .filter(import_rows::run_id.eq(key(id.as_str())?).and(import_rows::record.is_not_null()))
        .order(import_rows::number)
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_staged).collect()
}

/// What a row can have to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// Why it was refused.
    Refusal,
    /// What of a row that was not refused was dropped, changed or kept unread.
    Remarks,
    /// In what it differs from the directory.
    Differences,
}

/// How many rows of a run have something to say.
///
/// # Errors
/// When the database fails.
pub fn count_telling(
    conn: &mut Conn,
    id: &ImportRunId,
    what: Telling,
) -> Result<usize, StoreError> {
    let rows = import_rows::table.filter(import_rows::run_id.eq(key(id.as_str())?)).into_boxed();
    let refused = Outcome::Refused.word();
    let rows = match what {
        Telling::Refusal => rows.filter(import_rows::outcome.eq(refused)),
        Telling::Remarks => {
            rows.filter(import_rows::remarks.is_not_null().and(import_rows::outcome.ne(refused)))
        }
        Telling::Differences => rows.filter(import_rows::differences.is_not_null()),
    };
    let count: i64 = rows.count().get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// The rows of a run with something to say, in the order of the file: of every sort, or the
/// first `limit` of one.
///
/// # Errors
/// [`StoreError::UnknownWord`].
pub fn telling(
    conn: &mut Conn,
    id: &ImportRunId,
    only: Option<(Telling, u32)>,
) -> Result<Vec<StagedRow>, StoreError> {
    let (remarks, differences) = (import_rows::remarks, import_rows::differences);
    let refused = Outcome::Refused.word();
    let columns = (
        import_rows::number,
        import_rows::external_id,
        import_rows::name,
        import_rows::outcome,
        import_rows::differences,
        import_rows::remarks,
    );
    type Told = (i32, String, String, String, Option<String>, Option<String>);
    let all = import_rows::table
        .filter(import_rows::run_id.eq(key(id.as_str())?))
        .order(import_rows::number)
        .select(columns)
        .into_boxed();
    let some = match only {
        None => all.filter(differences.is_not_null().or(remarks.is_not_null())),
        Some((Telling::Refusal, limit)) => {
            all.filter(import_rows::outcome.eq(refused)).limit(limit.into())
        }
        Some((Telling::Remarks, limit)) => all
            .filter(remarks.is_not_null().and(import_rows::outcome.ne(refused)))
            .limit(limit.into()),
        Some((Telling::Differences, limit)) => {
            all.filter(differences.is_not_null()).limit(limit.into())
        }
    };
    let rows: Vec<Told> = some.load(conn)?;
    rows.into_iter()
        .map(|(number, external_id, name, outcome, differences, remarks)| {
            let run_id = id.to_string();
            let row = Row {
                run_id,
                number,
                external_id,
                name,
                outcome,
                record: None,
                differences,
                remarks,
            };
            row.into_staged()
        })
        .collect()
}

/// Notes what became of a row and forgets its record.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn finish_row(conn: &mut Conn, id: &ImportRunId, row: &StagedRow) -> Result<(), StoreError> {
    let Row { outcome, differences, .. } = Row::new(id, row)?;
    let number = i32::try_from(row.number).unwrap_or(i32::MAX);
    let written = diesel::update(import_rows::table.find((key(id.as_str())?, number)))
        .set((
            import_rows::outcome.eq(outcome),
            import_rows::differences.eq(differences),
            import_rows::record.eq(None::<String>),
        ))
        .execute(conn)?;
    if written == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Forgets a run with its rows.
///
/// # Errors
/// When the database fails.
pub fn delete(conn: &mut Conn, id: &ImportRunId) -> Result<(), StoreError> {
    diesel::delete(import_runs::table.find(key(id.as_str())?)).execute(conn)?;
    Ok(())
}

/// Forgets runs that were staged before `before` and are not being written, and says how many.
///
/// # Errors
/// When the database fails.
pub fn delete_old(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, StoreError> {
    let before: NaiveDateTime = before.naive_utc();
    let old = import_runs::table
        .filter(import_runs::staged_at.lt(before))
        .filter(import_runs::state.ne(RunState::Applying.word()));
    Ok(diesel::delete(old).execute(conn)?)
}
