use diesel::connection::SimpleConnection;
use diesel::migration::MigrationVersion;
use diesel::r2d2::{self, ManageConnection, Pool, R2D2Connection};
use diesel::{Connection, PgConnection, QueryResult, SqliteConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::{Address, StoreError};

const MAIN: EmbeddedMigrations = embed_migrations!("../../migrations/main");
const KEYS: EmbeddedMigrations = embed_migrations!("../../migrations/keys");

/// A connection to either database.
#[derive(diesel::MultiConnection)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Conn {
    Postgres(PgConnection),
    Sqlite(SqliteConnection),
}

/// Which of the two stores a [`Db`] opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Everything but the keys.
    Main,
    /// The keys that open personal data, and the list of erasures.
    Keys,
}

/// What to do when the tables are older than the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Migrate {
    /// Bring them up to date: `relais migrate`, and every start on SQLite.
    Now,
    /// Refuse: every other start on PostgreSQL, where several processes may be running.
    Refuse,
}

/// The pool of connections to one store.
#[derive(Clone)]
pub struct Db(Pool<Manager>);

impl Db {
    /// Opens one part of the database at `address`.
    ///
    /// # Errors
    /// [`StoreError::MigrationNeeded`] and [`StoreError::NewerDatabase`] when program and
    /// tables do not fit; [`StoreError::Pool`] when there is no connection within 5 s.
    pub fn open(address: &Address, part: Part, migrate: Migrate) -> Result<Db, StoreError> {
        let address = address.of(part);
        let db = Db(Pool::builder()
            .max_size(8)
            .min_idle(Some(1))
            .test_on_check_out(false)
            .connection_timeout(std::time::Duration::from_secs(5))
            .build(Manager { address, part })?);
        bring_up_to_date(&mut *db.0.get()?, part, migrate)?;
        Ok(db)
    }

    /// Runs `work` on a connection, off the async threads.
    ///
    /// # Errors
    /// What `work` answers, or that there was no connection.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    {
        let pool = self.0.clone();
        blocking(move || work(&mut *pool.get().map_err(StoreError::from)?)).await
    }

    /// Runs `work` in one transaction: all of it is kept, or none.
    ///
    /// # Errors
    /// What `work` answers, or that there was no connection.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    {
        let pool = self.0.clone();
        blocking(move || {
            let mut conn = pool.get().map_err(StoreError::from)?;
            let kept = conn.transaction(|conn| {
                take_turn(conn)?;
                work(conn).map_err(Rollback::Work)
            });
            kept.map_err(|rollback| match rollback {
                Rollback::Work(error) => error,
                Rollback::Database(error) => StoreError::from(error).into(),
            })
        })
        .await
    }
}

/// The migrations that make the tables of one part.
pub(crate) fn migrations_of(part: Part) -> EmbeddedMigrations {
    match part {
        Part::Main => MAIN,
        Part::Keys => KEYS,
    }
}

fn bring_up_to_date(conn: &mut Conn, part: Part, migrate: Migrate) -> Result<(), StoreError> {
    if let Some(version) = newer_than(conn, &migrations_of(part))? {
        return Err(StoreError::NewerDatabase { version });
    }
    if !conn.has_pending_migration(migrations_of(part)).map_err(StoreError::Migration)? {
        return Ok(());
    }
    if migrate == Migrate::Refuse && matches!(conn, Conn::Postgres(_)) {
        return Err(StoreError::MigrationNeeded);
    }
    conn.run_pending_migrations(migrations_of(part)).map_err(StoreError::Migration)?;
    Ok(())
}

/// The first migration in the database that this program does not know.
fn newer_than(conn: &mut Conn, known: &EmbeddedMigrations) -> Result<Option<String>, StoreError> {
    use diesel::migration::MigrationSource;

    let known: Vec<MigrationVersion<'static>> =
        MigrationSource::<<Conn as Connection>::Backend>::migrations(known)
            .map_err(StoreError::Migration)?
            .iter()
            .map(|migration| migration.name().version().as_owned())
            .collect();
    let applied = conn.applied_migrations().map_err(StoreError::Migration)?;
    Ok(applied.iter().find(|version| !known.contains(version)).map(ToString::to_string))
}

/// Asks SQLite for its only write lock before anything is read.
///
/// A transaction that reads first and writes later fails at once, without waiting,
/// if another one wrote in between. Starting with a write makes it wait its turn.
fn take_turn(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(conn) => conn.batch_execute("UPDATE write_turn SET id = id WHERE false"),
        Conn::Postgres(_) => Ok(()),
    }
}

async fn blocking<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(StoreError::Interrupted.into()))
}

enum Rollback<E> {
    Work(E),
    Database(diesel::result::Error),
}

impl<E> From<diesel::result::Error> for Rollback<E> {
    fn from(error: diesel::result::Error) -> Self {
        Rollback::Database(error)
    }
}

/// Makes a new database file that only the program's user may read; SQLite gives its side
/// files the same mode. What goes wrong here is said by the connection that follows.
fn keep_private(path: &std::path::Path) {
    use std::os::unix::fs::OpenOptionsExt;

    let _ = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
}

struct Manager {
    address: Address,
    part: Part,
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<Conn, r2d2::Error> {
        match &self.address {
            Address::Postgres(url) => {
                let mut conn = PgConnection::establish(url)?;
                if self.part == Part::Keys {
                    conn.batch_execute(
                        "CREATE SCHEMA IF NOT EXISTS relais_keys; SET search_path TO relais_keys",
                    )
                    .map_err(r2d2::Error::QueryError)?;
                }
                Ok(Conn::Postgres(conn))
            }
            Address::Sqlite(path) => {
                keep_private(path);
                let mut conn = SqliteConnection::establish(&path.to_string_lossy())?;
                conn.batch_execute(
                    "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL;
                     PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                     PRAGMA secure_delete = ON;",
                )
                .map_err(r2d2::Error::QueryError)?;
                Ok(Conn::Sqlite(conn))
            }
        }
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), r2d2::Error> {
        conn.ping().map_err(r2d2::Error::QueryError)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        conn.is_broken()
    }
}
