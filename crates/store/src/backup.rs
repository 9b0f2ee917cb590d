//! Copies of an SQLite database, made while it serves. PostgreSQL has `pg_dump -Fc`.
//!
//! **Invariant:** a copy never replaces a file, and only its owner may read it.

use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::{Conn, StoreError};

/// Writes the part of the database that `conn` is connected to into the new file `path`.
///
/// Call it through [`crate::Db::read`], once for each part: SQLite copies outside of
/// transactions only. Other processes go on reading and writing; the copy is one moment.
///
/// # Errors
/// [`StoreError::Copy`] when `path` exists or cannot be written, or the database is PostgreSQL.
pub fn copy_to(conn: &mut Conn, path: &Path) -> Result<(), StoreError> {
    let Conn::Sqlite(conn) = conn else {
        let why = "PostgreSQL is copied with pg_dump";
        return Err(StoreError::Copy(io::Error::new(io::ErrorKind::Unsupported, why)));
    };
    // SQLite fills a file that is empty, and refuses any other.
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let file = file.map_err(StoreError::Copy)?;
    let copied = diesel::sql_query("VACUUM INTO ?")
        .bind::<Text, _>(path.to_string_lossy())
        .execute(conn)
        .map_err(StoreError::from)
        .and_then(|_| file.sync_all().map_err(StoreError::Copy));
    if copied.is_err() {
        // The error that matters is the first one.
        let _ = std::fs::remove_file(path);
    }
    copied
}
