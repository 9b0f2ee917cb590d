use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// What can go wrong with the database, as far as callers can act on it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No such row, or none the caller may know of.
    #[error("not found")]
    NotFound,
    /// Somebody else changed the row since it was read.
    #[error("changed by somebody else in the meantime")]
    Stale,
    /// A value that must be unique is taken.
    #[error("already exists")]
    Duplicate,
    /// The row holds a value this version does not know.
    #[error("unknown value `{word}` in column {column}")]
    UnknownWord {
        /// Where it was found.
        column: &'static str,
        /// What was found.
        word: String,
    },
    /// A text holds the character U+0000, which PostgreSQL cannot keep.
    #[error("a text holds the character U+0000, which cannot be kept")]
    NulCharacter,
    /// `RELAIS_DATABASE_URL` names no database this program can open.
    #[error("RELAIS_DATABASE_URL must start with `sqlite:` or `postgres:`")]
    UnknownAddress,
    /// There is something else where the database file should be.
    #[error("{path} is a folder; RELAIS_DATABASE_URL must name a file")]
    NotAFile {
        /// The path that was given.
        path: String,
    },
    /// The tables are older than the program and this database is not migrated at start.
    #[error("the tables are older than this program: run `relais migrate`")]
    MigrationNeeded,
    /// The tables were made by a later version of the program.
    #[error("the database was made by a newer version of Relais (migration {version})")]
    NewerDatabase {
        /// The migration this program does not know.
        version: String,
    },
    /// The thread doing the work stopped.
    #[error("interrupted")]
    Interrupted,
    /// A table could not be brought up to date.
    #[error("could not bring the tables up to date")]
    Migration(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// No connection was free in time, or none could be made.
    #[error("no connection to the database")]
    Pool(#[from] diesel::r2d2::PoolError),
    /// The copy of the database could not be written or read.
    #[error("could not copy the database")]
    Copy(#[source] std::io::Error),
    /// Anything else the database said.
    #[error("database")]
    Database(#[source] DieselError),
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => StoreError::NotFound,
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
                StoreError::Duplicate
            }
            other => StoreError::Database(other),
        }
    }
}

/// Reads a stored word back, or says which column holds one that nobody knows.
pub(crate) fn known<T>(
    column: &'static str,
    word: &str,
    value: Option<T>,
) -> Result<T, StoreError> {
    value.ok_or_else(|| StoreError::UnknownWord { column, word: word.to_owned() })
}
