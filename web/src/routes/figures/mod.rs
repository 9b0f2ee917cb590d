//! The figures of the network: indicators, charts, the annual report, one's own, everybody's.

mod ask;
pub(crate) mod indicators;
pub(crate) mod observatory;
pub(crate) mod own;
pub(crate) mod say;
mod table;
