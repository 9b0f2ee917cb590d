//! The French format *data·inclusion*, schema v1: structures and services.
//!
//! What an organization does at one place becomes a structure, each offer there a service; an
//! offer without a place belongs to a structure without an address.
//!
//! **Invariant:** a value that the schema would refuse is left out and counted, never bent: it
//! knows five digits for postcodes and communes only, so Swiss ones are missing.

mod fate;
mod record;
#[cfg(test)]
mod tests;
mod words;

use std::io::{self, Write};

use chrono::NaiveDate;
use serde_json::Value;

use super::loss::LossReport;
use super::published::{Origins, Published};

/// What an export needs to know besides the offers.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The producer of what began here.
    pub own_source: String,
    /// How people reach the site, without a slash at the end.
    pub public_url: String,
    /// The local date of the export.
    pub today: NaiveDate,
}

/// All that an export says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Records {
    /// One for each organization at a place.
    pub structures: Vec<Value>,
    /// One for each offer at a place.
    pub services: Vec<Value>,
    /// What could not be said.
    pub losses: LossReport,
}

/// Puts the offers into the words of the schema.
pub fn records(published: &[Published], origins: &Origins, settings: &Settings) -> Records {
    record::records(published, origins, settings)
}

/// Writes a list of records as JSON, one on a line.
///
/// # Errors
/// `out` cannot be written.
pub fn write(records: &[Value], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (index, record) in records.iter().enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, record)?;
    }
    out.write_all(b"\n]\n")
}
