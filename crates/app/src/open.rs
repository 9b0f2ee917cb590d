//! Wiring: from settings to an [`App`].

use std::sync::Arc;

use kernel::Clock;
use mail::{MailError, Mailer};
use store::network;
use store::{Address, Db, Migrate, Part, StoreError};

use crate::accounts::hash_password;
use crate::demand::DemandLog;
use crate::directory::Directory;
use crate::figures::{Ledger, ListingFacts};
use crate::secrets::{SecretError, Secrets, fresh_token};
use crate::{App, AppError, Settings, setup};

/// Why the program does not start; each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database cannot be used.
    #[error("database: {0}")]
    Store(#[from] StoreError),
    /// The secret file cannot be used.
    #[error("secret: {0}")]
    Secret(#[from] SecretError),
    /// The setting for letters cannot be used.
    #[error("mail: {0}")]
    Mail(#[from] MailError),
    /// A demonstration was about to write into a database that is not one.
    #[error("this database is not a demonstration; nothing was changed")]
    NotADemo,
    /// A production start found invented data and known passwords.
    #[error("this database is a demonstration; start it with `relais demo`")]
    IsADemo,
    /// Something else went wrong on the way.
    #[error("start: {0}")]
    Other(#[from] AppError),
}

impl App {
    /// Opens everything that `settings` name.
    ///
    /// # Errors
    /// [`StartError`], before anything was written to a database that is not ours.
    pub async fn open(settings: Settings, clock: Arc<dyn Clock>) -> Result<App, StartError> {
        let mailer = Mailer::from_setting(&settings.mail, &settings.mail_from)?;
        App::open_with(settings, clock, mailer).await
    }

    /// The same with a mailer of the caller's, for tests.
    ///
    /// # Errors
    /// As [`App::open`].
    pub async fn open_with(
        settings: Settings,
        clock: Arc<dyn Clock>,
        mailer: Mailer,
    ) -> Result<App, StartError> {
        let address = Address::parse(&settings.database_url)?;
        let migrate = if settings.may_migrate { Migrate::Now } else { Migrate::Refuse };
        let db = Db::open(&address, Part::Main, migrate)?;
        let keys = Db::open(&address, Part::Keys, migrate)?;
        let secrets = open_secrets(&db, &settings).await?;
        let decoy_hash = hash_password(fresh_token().map_err(AppError::from)?).await?.into();
        let process = fresh_token().map_err(AppError::from)?.into();
        let directory = Directory::new(settings.meili.as_ref(), &secrets.fingerprint())?;
        let settings = settings.into();
        let demand = DemandLog::default();
        let app = App {
            db,
            keys,
            clock,
            secrets,
            mailer,
            directory,
            demand,
            ledger: Ledger::default(),
            listing_facts: ListingFacts::default(),
            pairs: crate::duplicates::KnownPairs::default(),
            settings,
            process,
            decoy_hash,
        };
        app.fill_catalog().await?;
        Ok(app)
    }
}

async fn open_secrets(db: &Db, settings: &Settings) -> Result<Secrets, StartError> {
    let is_demo = settings.is_demo;
    let known = db
        .read(move |conn| {
            let known = network::key_fingerprint(conn)?;
            match (network::is_demo(conn)?, is_demo) {
                (true, false) => Err(StartError::IsADemo),
                (false, true) if known.is_some() => Err(StartError::NotADemo),
                _ => Ok(known),
            }
        })
        .await?;
    let secrets = Secrets::open(&settings.secret_file, known.as_deref())?;
    if known.is_none() {
        let fingerprint = secrets.fingerprint();
        db.write(move |conn| {
            setup::prepare(conn)?;
            if is_demo {
                network::mark_demo(conn)?;
            }
            Ok::<_, StartError>(network::insert_key_fingerprint(conn, &fingerprint)?)
        })
        .await?;
    }
    Ok(secrets)
}
