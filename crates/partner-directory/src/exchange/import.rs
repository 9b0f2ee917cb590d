//! What every reader of rows gives back, whatever the format.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::difference::Entry;
use super::{Reason, Remark};
use crate::checks::{Outlines, WrongPoint};
use crate::gazetteer::Locality;
use crate::organization::Organization;

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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

impl Record {
    /// The directory that the row says it comes from; empty when it does not say.
    pub fn source(&self) -> &str {
        self.entry.offer.source.as_ref().map_or("", |source| source.name.as_str())
    }
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

impl Import {
    /// Drops points that lie in a lake or in another country than their address, each with a
    /// remark.
    pub fn check_points(&mut self, outlines: &Outlines, localities: &[Locality]) {
        for record in &mut self.records {
            let place = &mut record.entry.place;
            let Some(point) = place.point else { continue };
            let reason = match outlines.check(point, &place.country, None, localities) {
                Err(WrongPoint::Lake) => Reason::CoordinatesInLake,
                Err(WrongPoint::Country) => Reason::CoordinatesElsewhere,
                Ok(()) | Err(WrongPoint::Commune) => continue,
            };
            place.point = None;
            let value = format!("{}, {}", point.lat(), point.lon());
            self.remarks.push(Remark::new(record.row, "latitude", &value, reason));
        }
        self.remarks.sort_by_key(|remark| remark.row);
    }
}

/// A column that speaks of the organization, as the file calls it, and what it gives.
pub(super) type OrganizationColumn = (&'static str, fn(&Organization) -> Option<&String>);

/// Gathers records one after the other.
///
/// The first row of an organization says what it is; where a later one differs, there is a
/// remark.
#[derive(Default)]
pub(super) struct Gathered {
    import: Import,
    seen: HashSet<String>,
    first_of: HashMap<String, Organization>,
}

impl Gathered {
    pub(super) fn new(refused: Vec<Remark>, remarks: Vec<Remark>) -> Gathered {
        let import = Import { refused, remarks, ..Import::default() };
        Gathered { import, ..Gathered::default() }
    }

    /// False, with a refusal, when an earlier row has the same identifier.
    pub(super) fn is_first(&mut self, row: usize, id: &str) -> bool {
        let is_first = id.is_empty() || self.seen.insert(id.to_owned());
        if !is_first {
            self.refuse(Remark::new(row, "id", id, Reason::DuplicateId));
        }
        is_first
    }

    pub(super) fn remarks(&mut self) -> &mut Vec<Remark> {
        &mut self.import.remarks
    }

    pub(super) fn refuse(&mut self, refusal: Remark) {
        self.import.refused.push(refusal);
    }

    pub(super) fn take(&mut self, mut record: Record, columns: &[OrganizationColumn]) {
        let own = &record.entry.organization;
        let first =
            self.first_of.entry(record.organization_key.clone()).or_insert_with(|| own.clone());
        for (column, value) in columns {
            if let Some(said) = value(own)
                && Some(said) != value(first)
            {
                let reason = Reason::DiffersFromOrganization;
                self.import.remarks.push(Remark::new(record.row, column, said, reason));
            }
        }
        record.entry.organization = first.clone();
        self.import.records.push(record);
    }

    pub(super) fn into_import(mut self) -> Import {
        self.import.refused.sort_by_key(|refusal| refusal.row);
        self.import
    }
}
