//! Everything a person or a scheduled job can do, one function each.
//!
//! A function here reads, asks the rules, writes and queues letters, in that
//! order and in one transaction. It knows nothing of HTTP, HTML or diesel.

pub mod access;
pub mod accounts;
pub mod bundles;
pub mod changes;
pub mod communes;
pub mod communes_served;
mod contact;
mod days;
pub mod demand;
pub mod demo;
pub mod demo_letters;
pub mod directory;
pub mod duplicates;
mod error;
pub mod exports;
mod feeding;
pub mod figures;
pub mod freshness;
pub mod ground;
pub mod imports;
pub mod jobs;
pub mod letters;
mod maintenance;
pub mod members;
pub mod merging;
pub mod moderation;
pub mod network_form;
mod nights;
mod open;
mod organization_names;
pub mod referrals;
pub mod reports;
pub mod revising;
pub mod secrets;
mod settings;
mod setup;
pub mod suggestions;
mod undelivered;
pub mod unmet;
pub mod work;
pub mod workspace;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use demand::DemandLog;
use directory::Directory;
use figures::{Ledger, ListingFacts};
use kernel::Clock;
use mail::Mailer;
use secrets::Secrets;
use store::Db;

pub use error::{AppError, with_causes};
pub use feeding::{Behind, Fed};
pub use maintenance::{Check, Health, SearchHealth};
pub use open::StartError;
pub use settings::{MeiliSettings, Settings};
pub use store::network::NetworkSettings;
pub use store::purges::Purge;

/// What the functions in this crate need to work. Clones share everything.
#[derive(Clone)]
pub struct App {
    db: Db,
    keys: Db,
    clock: Arc<dyn Clock>,
    secrets: Secrets,
    mailer: Mailer,
    directory: Directory,
    demand: DemandLog,
    ledger: Ledger,
    listing_facts: ListingFacts,
    pairs: duplicates::KnownPairs,
    settings: Arc<Settings>,
    /// Names this process where leases are kept.
    process: Arc<str>,
    /// The hash of a password nobody has, so that an unknown address takes as long as a known one.
    decoy_hash: Arc<str>,
}

impl App {
    /// The settings of the machine.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The settings of the network.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn network(&self) -> Result<NetworkSettings, AppError> {
        self.db.read(|conn| Ok(store::network::settings(conn)?)).await
    }
}
