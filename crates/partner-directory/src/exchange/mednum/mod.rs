//! The French format of *lieux de médiation numérique*, schema v1.0.2, as CSV and JSON.
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
mod keys;
mod kind;
mod labels;
mod reader;
mod record;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::difference::Entry;
use super::file::{FileError, text};
use super::{Reason, Remark};
pub use columns::{Column, Row};
pub use kind::kind_of;
pub use labels::french_label;

crate::closed_list::closed_list! {
    /// How the rows are written.
    Format {
        Csv = "csv",
        Json = "json",
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

/// When an import takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub now: DateTime<Utc>,
    /// The local date; freshness is counted from here.
    pub today: NaiveDate,
}

/// What a row says, in the directory's own values.
///
/// **Invariant:** the identifiers inside are the natural keys until [`Entry::with_ids`] gives
/// them real ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The row it comes from.
    pub row: usize,
    /// The identifier the source gave it; names place and offer.
    pub external_id: String,
    /// The natural key of the organization; several records may share it.
    pub organization_key: String,
    /// The natural key of the place.
    pub place_key: String,
    /// Organization, place and offer.
    pub entry: Entry,
}

/// All that a file says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Import {
    /// What can be taken into the directory.
    pub records: Vec<Record>,
    /// One remark for each row that cannot.
    pub refused: Vec<Remark>,
    /// Values that were dropped, changed or kept unread.
    pub remarks: Vec<Remark>,
}

/// Takes a file apart into rows.
///
/// # Errors
/// [`FileError`] when no row of it can be trusted.
pub fn read(bytes: &[u8], format: Format) -> Result<Sheet, FileError> {
    let text = text(bytes)?;
    match format {
        Format::Csv => csv::read(text),
        Format::Json => json::read(text),
    }
}

/// Understands the rows of a file.
///
/// The first row of an organization says what it is; where a later one differs, there is a
/// remark.
pub fn understand(sheet: Sheet, moment: Moment) -> Import {
    let mut import = Import { refused: sheet.refused, remarks: sheet.remarks, ..Import::default() };
    let mut seen = HashSet::new();
    let mut first_of = HashMap::new();
    for row in &sheet.rows {
        let id = row.text(Column::Id).to_owned();
        if !id.is_empty() && !seen.insert(id.clone()) {
            import.refused.push(Remark::new(row.number, "id", &id, Reason::DuplicateId));
            continue;
        }
        match record::understand(row, moment, &mut import.remarks) {
            Err(refusal) => import.refused.push(refusal),
            Ok(mut record) => {
                let key = record.organization_key.clone();
                let first =
                    first_of.entry(key).or_insert_with(|| record.entry.organization.clone());
                note_difference(row, &record, first, &mut import.remarks);
                record.entry.organization = first.clone();
                import.records.push(record);
            }
        }
    }
    import.refused.sort_by_key(|refusal| refusal.row);
    import
}

fn note_difference(
    row: &Row,
    record: &Record,
    first: &crate::Organization,
    remarks: &mut Vec<Remark>,
) {
    let own = &record.entry.organization;
    let pairs = [
        (Column::SiteWeb, &own.website, &first.website),
        (Column::Typologie, &own.legal_form, &first.legal_form),
        (Column::StructureParente, &own.parent_name, &first.parent_name),
    ];
    for (column, own, first) in pairs {
        if let Some(own) = own
            && Some(own) != first.as_ref()
        {
            let name = row.name_of(column);
            remarks.push(Remark::new(row.number, name, own, Reason::DiffersFromOrganization));
        }
    }
}
