//! What an administrator does: copies and checks.

use std::path::Path;

use store::{backup, health};

use crate::{App, AppError};

/// What `doctor` and `/health` look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// True when the database answers.
    pub database: bool,
    /// True when no migration is missing.
    pub is_migrated: bool,
    /// How many letters wait.
    pub letters_waiting: i64,
    /// How long the oldest letter has been due, in seconds; 0 when none is.
    pub oldest_letter_seconds: i64,
    /// How many letters were given up.
    pub letters_failed: i64,
}

impl App {
    /// Copies the main database to `file` and the keys beside it (`.keys`), while serving.
    ///
    /// # Errors
    /// A file exists or cannot be written, or the database is PostgreSQL: use `pg_dump -Fc`.
    pub async fn back_up(&self, file: &Path) -> Result<(), AppError> {
        let (main, keys) = (file.to_owned(), file.with_extension("keys.db"));
        self.db.read(move |conn| Ok::<_, AppError>(backup::copy_to(conn, &main)?)).await?;
        self.keys.read(move |conn| Ok::<_, AppError>(backup::copy_to(conn, &keys)?)).await
    }

    /// How the parts are doing.
    pub async fn health(&self) -> Health {
        let now = self.clock.now();
        let found = self
            .db
            .read(move |conn| {
                health::ping(conn)?;
                let state = health::migration_state(conn, store::Part::Main)?;
                let backlog = store::outbox::backlog(conn)?;
                let age = backlog.oldest_due.map_or(0, |due| (now - due).num_seconds().max(0));
                Ok::<_, AppError>(Health {
                    database: true,
                    is_migrated: state.is_current,
                    letters_waiting: backlog.waiting,
                    oldest_letter_seconds: age,
                    letters_failed: backlog.failed,
                })
            })
            .await;
        found.unwrap_or(Health {
            database: false,
            is_migrated: false,
            letters_waiting: 0,
            oldest_letter_seconds: 0,
            letters_failed: 0,
        })
    }
}
