//! The figures of the network: indicators, charts, the annual report, one's own, everybody's.

pub(crate) mod addresses;
mod ask;
mod charts;
pub(crate) mod indicators;
pub(crate) mod observatory;
pub(crate) mod own;
pub(crate) mod pictures;
pub(crate) mod report;
pub(crate) mod say;
mod table;
