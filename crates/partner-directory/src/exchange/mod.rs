//! Formats in which directories exchange what they know.
//!
//! **Invariant:** nothing is lost in silence: a value that does not fit becomes a remark.

pub mod data_inclusion;
pub mod difference;
pub mod fact;
mod file;
pub mod formula;
pub mod geojson;
pub mod icalendar;
mod import;
pub mod loss;
pub mod mednum;
mod outcome;
pub mod plain_csv;
pub mod published;
mod remark;
mod source_format;
pub mod table;
mod values;

pub use file::{Encoding, FileError, FileKind, MAX_BYTES};
pub use import::{Import, Moment, Record};
pub use outcome::Outcome;
pub use remark::{Reason, Remark};
pub use source_format::SourceFormat;
