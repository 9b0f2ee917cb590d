//! Our own table: one row for each offer at a place, in French words that people type.
//!
//! It is what `relais export --format csv` writes, and what an association fills in by hand.
//! The columns are described in `docs/exchange.md`.
//!
//! **Invariant:** every row becomes a record or a refusal that names row, column and value.
//! **Invariant:** what the writer writes, the reader reads as the same values.

mod columns;
mod record;
mod rows;
mod template;
#[cfg(test)]
mod tests;
pub mod words;

use super::file::{FileError, text};
use super::import::{Gathered, Import, Moment};
use super::{Reason, Remark};
pub use columns::Column;
pub use template::{EXAMPLE_ID, template};

/// Reads a whole file: `,` or `;`, UTF-8 with or without byte order mark.
///
/// # Errors
/// [`FileError`] when no row of it can be trusted.
pub fn read(bytes: &[u8], moment: Moment) -> Result<Import, FileError> {
    let sheet = rows::read(text(bytes)?)?;
    let mut gathered = Gathered::new(sheet.refused, sheet.remarks);
    for row in &sheet.rows {
        let id = row.text(Column::Id);
        if id == EXAMPLE_ID {
            gathered.refuse(Remark::new(row.number, Column::Id.word(), id, Reason::Example));
            continue;
        }
        if !gathered.is_first(row.number, id) {
            continue;
        }
        match record::understand(row, moment, gathered.remarks()) {
            Err(refusal) => gathered.refuse(refusal),
            Ok(record) => {
                gathered.take(record, &[(Column::SiteWeb.word(), |one| one.website.as_ref())])
            }
        }
    }
    Ok(gathered.into_import())
}
