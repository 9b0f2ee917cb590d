//! Formats in which directories exchange what they know.
//!
//! **Invariant:** nothing is lost in silence: a value that does not fit becomes a remark.

pub mod difference;
mod file;
pub mod mednum;
mod remark;
mod values;

pub use file::{Encoding, FileError, MAX_BYTES};
pub use remark::{Reason, Remark};
