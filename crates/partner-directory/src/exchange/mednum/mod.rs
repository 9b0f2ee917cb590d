//! The French format of *lieux de médiation numérique*, schemas v1.0.2 and v0, as CSV and JSON.
//!
//! One row is a place with all that is done there; it becomes an organization (found or made),
//! a place, an offer and at most one schedule. Columns of v0 that are still found in v1 files
//! are understood.
//!
//! **Invariant:** every row becomes a record or a refusal.
//! **Invariant:** the same bytes on the same day give the same import, and the rows of one
//! organization give the same organization, so that a second import changes nothing.

mod columns;
mod csv;
mod json;
pub(super) mod keys;
mod kind;
pub(super) mod labels;
mod line;
#[cfg(test)]
mod older_tests;
mod profile;
mod programmes;
mod reader;
mod record;
mod strict;
#[cfg(test)]
mod tests;
mod write;
#[cfg(test)]
mod write_tests;

use super::Remark;
use super::file::{FileError, text};
use super::import::{Gathered, OrganizationColumn};
pub use super::import::{Import, Moment, Record};
use crate::closed_list::closed_list;
pub use columns::{Column, Row};
pub use kind::kind_of;
pub use labels::{french_adjustment, french_label};
pub use profile::{PROFILE_NAME, profile};
pub use write::{Profile, Settings, write};

closed_list! {
    /// How the rows are written.
    Format {
        Csv = "csv",
        Json = "json",
    }
}

closed_list! {
    /// Which schema the rows follow.
    Version {
        /// v1.0.2: nine services, lists separated by `|`.
        V1 = "mednum",
        /// The older one: fifteen services, long sentences, lists separated by `;`, and columns
        /// often too.
        V0 = "mednum-v0",
    }
}

/// The rows of a file, before they are understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The rows that could be taken apart.
    pub rows: Vec<Row>,
    /// The rows that could not.
    pub refused: Vec<Remark>,
    /// What is odd about columns and values.
    pub remarks: Vec<Remark>,
}

/// Takes a file of schema v1 apart into rows.
///
/// # Errors
/// [`FileError`] when no row of it can be trusted.
pub fn read(bytes: &[u8], format: Format) -> Result<Sheet, FileError> {
    read_version(bytes, format, Version::V1)
}

/// Takes a file of either schema apart into rows, which then say the same in the same way.
///
/// # Errors
/// [`FileError`] when no row of it can be trusted.
pub fn read_version(bytes: &[u8], format: Format, version: Version) -> Result<Sheet, FileError> {
    let text = text(bytes)?;
    match format {
        Format::Csv => csv::read(text, version),
        Format::Json => json::read(text, version),
    }
}

/// Understands the rows of a file.
///
/// The first row of an organization says what it is; where a later one differs, there is a
/// remark.
pub fn understand(sheet: Sheet, moment: Moment) -> Import {
    let mut gathered = Gathered::new(sheet.refused, sheet.remarks);
    for row in &sheet.rows {
        if !gathered.is_first(row.number, &record::external_id(row)) {
            continue;
        }
        match record::understand(row, moment, gathered.remarks()) {
            Err(refusal) => gathered.refuse(refusal),
            Ok(record) => gathered.take(record, &organization_columns(row)),
        }
    }
    gathered.into_import()
}

fn organization_columns(row: &Row) -> [OrganizationColumn; 3] {
    [
        (row.name_of(Column::SiteWeb), |one| one.website.as_ref()),
        (row.name_of(Column::Typologie), |one| one.legal_form.as_ref()),
        (row.name_of(Column::StructureParente), |one| one.parent_name.as_ref()),
    ]
}
