use std::path::PathBuf;
use std::time::Duration;

use chrono_tz::Tz;

/// What belongs to the machine (decisions.md 5); what belongs to the network is in the database.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `sqlite:PATH` or `postgres://…`; may hold a password.
    pub database_url: String,
    /// Where letters go: `folder:PATH`, `smtp://…` or `smtps://…`; may hold a password.
    pub mail: String,
    /// The sender of letters, an address or `Name <address>`.
    pub mail_from: String,
    /// The file of the secret, mode 0600.
    pub secret_file: PathBuf,
    /// How people reach the site, without a slash at the end; used in letters and slips.
    pub public_url: String,
    /// The zone in which people read times.
    pub time_zone: Tz,
    /// The Meilisearch server that finds words; without one this process does it alone.
    pub meili: Option<MeiliSettings>,
    /// Where the public copies of the directory lie.
    pub export_dir: PathBuf,
    /// True for a demonstration: invented data, known passwords, nothing leaves the machine.
    pub is_demo: bool,
    /// True when the tables may be brought up to date (`relais migrate`, demo and tests).
    pub may_migrate: bool,
}

/// A Meilisearch server.
#[derive(Clone, PartialEq, Eq)]
pub struct MeiliSettings {
    /// `http://HOST:PORT` or `https://…`.
    pub url: String,
    /// The key that may fill and search the indexes of this installation.
    pub key: Option<String>,
    /// How long it is left alone after it failed to answer.
    pub retry_after: Duration,
}

impl MeiliSettings {
    /// Long enough not to burden a server that starts, short enough that nobody notices.
    pub const RETRY_AFTER: Duration = Duration::from_secs(5);
}

// The key is nobody's business, in no log.
impl std::fmt::Debug for MeiliSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MeiliSettings").field("url", &self.url).finish_non_exhaustive()
    }
}
