//! What `/health` and `relais doctor` ask of the database.

use diesel::prelude::*;
use diesel::r2d2::R2D2Connection;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel_migrations::MigrationHarness;

use crate::db::migrations_of;
use crate::{Conn, Part, StoreError};

/// How the tables fit the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationState {
    /// The last migration that was run; `None` in an empty database.
    pub latest: Option<String>,
    /// True when the program has none that the database lacks.
    pub is_current: bool,
}

/// Asks the database for a sign of life.
///
/// # Errors
/// When there is none.
pub fn ping(conn: &mut Conn) -> Result<(), StoreError> {
    Ok(conn.ping()?)
}

/// Which migrations the part that `conn` is connected to has seen.
///
/// # Errors
/// [`StoreError::Migration`] when its list cannot be read.
pub fn migration_state(conn: &mut Conn, part: Part) -> Result<MigrationState, StoreError> {
    let applied = conn.applied_migrations().map_err(StoreError::Migration)?;
    let pending = conn.has_pending_migration(migrations_of(part)).map_err(StoreError::Migration)?;
    let latest = applied.iter().max().map(ToString::to_string);
    Ok(MigrationState { latest, is_current: !pending })
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

#[derive(QueryableByName)]
struct Orphan {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    rowid: Option<i64>,
    #[diesel(sql_type = Text)]
    parent: String,
}

/// Damage found in the file, in words for an administrator; empty when it is sound.
///
/// Reads the whole file. PostgreSQL looks after its own files: nothing is checked there.
///
/// # Errors
/// When the file cannot even be read.
pub fn integrity_check(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    let Conn::Sqlite(conn) = conn else {
        return Ok(vec![]);
    };
    let lines: Vec<Line> = diesel::sql_query("PRAGMA integrity_check").load(conn)?;
    let orphans: Vec<Orphan> = diesel::sql_query("PRAGMA foreign_key_check").load(conn)?;
    let lines = lines.into_iter().map(|line| line.integrity_check).filter(|line| line != "ok");
    let orphans = orphans.into_iter().map(|row| {
        let number = row.rowid.unwrap_or_default();
        format!("row {number} of {} names a missing row of {}", row.table, row.parent)
    });
    Ok(lines.chain(orphans).collect())
}
