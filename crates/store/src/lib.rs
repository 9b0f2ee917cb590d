//! The database, and the only crate that knows there is one.
//!
//! Reads go through [`Db::read`], writes through [`Db::write`]; both lend a
//! connection to a closure on a blocking thread. Repository functions take that
//! connection and speak in domain types.
//!
//! **Invariant:** no row type, table or diesel name appears in a public signature,
//! except [`Conn`] itself, which callers pass along and never look into.

pub mod accounts;
mod address;
pub mod answer_links;
pub mod backup;
pub mod census;
pub mod changes;
pub mod code_cards;
mod db;
pub mod demand;
mod error;
pub mod error_reports;
pub mod external_ids;
pub mod figures;
pub mod freshness_asks;
pub mod handouts;
pub mod health;
pub mod imports;
pub mod invitations;
pub mod keys;
pub mod leases;
pub mod listings;
pub mod members;
pub mod merges;
pub mod network;
pub mod offer_checks;
pub mod offers;
pub mod organization_calls;
pub mod organizations;
pub mod outbox;
mod page;
pub mod personal;
pub mod places;
pub mod proposals;
pub mod provenance;
pub mod published;
pub mod published_quarters;
pub mod purges;
pub mod referrals;
pub mod revisions;
mod saved;
mod schema;
pub mod sessions;
mod slugs;
#[cfg(feature = "testing")]
pub mod testing;
mod text;
pub mod unmet_needs;
pub mod unsent_forms;

pub use address::Address;
pub use db::{Conn, Db, Migrate, Part};
pub use error::StoreError;
pub use page::Page;
pub use saved::Saved;
