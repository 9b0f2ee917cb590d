//! When an offer is open at a place, as its source wrote it.
//!
//! **Invariant:** imported text is kept as it came, also when it cannot be read.

use chrono::NaiveDate;
use kernel::ScheduleId;
use serde::{Deserialize, Serialize};

/// One recurring or dated opening of an offer at a place (HSDS schedule).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// Its identifier, never reused.
    pub id: ScheduleId,
    /// Opening hours in OpenStreetMap syntax, as they came; read them with [`crate::hours`].
    pub osm: Option<String>,
    /// Whether an appointment is needed; `None` when nobody said.
    pub is_by_appointment: Option<bool>,
    /// First local date on which it holds.
    pub valid_from: Option<NaiveDate>,
    /// Last local date on which it holds.
    pub valid_until: Option<NaiveDate>,
    /// What people should know besides.
    pub note: Option<String>,
}

impl Schedule {
    /// The hours of `osm` (OpenStreetMap syntax) and nothing else.
    pub fn of_hours(id: ScheduleId, osm: String) -> Schedule {
        Schedule {
            id,
            osm: Some(osm),
            is_by_appointment: None,
            valid_from: None,
            valid_until: None,
            note: None,
        }
    }
}
