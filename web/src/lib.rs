//! The web front end and the command line: addresses in, pages out.
//!
//! **Invariant:** nothing here decides a rule and nothing here writes SQL.

mod api_json;
pub mod assets;
pub mod cli;
pub mod config;
mod error;
mod letters;
mod listings;
mod middleware;
pub mod pages;
mod phrases;
mod routes;
mod serve;
mod site;
pub mod texts;
mod visit;

pub use letters::Letters;
pub use middleware::limits::Limits;
pub use serve::{network_view, serve};
pub use site::Site;
