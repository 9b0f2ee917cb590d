//! What every request passes: who may ask how often, from where, and what every answer carries.

pub(crate) mod error_pages;
pub(crate) mod headers;
pub(crate) mod limits;
pub(crate) mod log;
pub(crate) mod same_site;
mod window;
