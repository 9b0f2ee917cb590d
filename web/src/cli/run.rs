//! Carrying out the commands that start something.

use std::io::IsTerminal;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use actix_web::web::Data;
use app::App;
use kernel::SystemClock;

use super::Failure;
use crate::config::Config;
use crate::letters::Letters;
use crate::middleware::limits::Limits;
use crate::pages::Pages;
use crate::serve::network_view;
use crate::site::Site;

/// How often due work is looked for (decisions.md 10).
const JOBS_EVERY: Duration = Duration::from_secs(30);

/// Log lines to stderr: readable on a terminal, JSON for machines.
pub(super) fn start_logging() {
    let filter = tracing_subscriber::EnvFilter::new("info,tantivy=warn");
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match std::io::stderr().is_terminal() {
        true => lines.compact().init(),
        false => lines.json().init(),
    }
}

pub(super) async fn serve(config: Config) -> Result<(), Failure> {
    let app = App::open(config.app.clone(), Arc::new(SystemClock)).await?;
    run(app, config).await
}

pub(super) async fn demo(config: Config) -> Result<(), Failure> {
    let mut config = config;
    config.app.is_demo = true;
    config.app.may_migrate = true;
    let app = App::open(config.app.clone(), Arc::new(SystemClock)).await?;
    run(app, config).await
}

async fn run(app: App, config: Config) -> Result<(), Failure> {
    let listener = TcpListener::bind(config.bind)?;
    let pages = Arc::new(Pages::load()?);
    let network = network_view(&app.network().await?);
    let letters = Arc::new(Letters::new(pages.clone(), config.app.time_zone));
    let limits = Limits::new(config.trusted_proxies.clone());
    let site = Data::new(Site::new(app.clone(), pages, limits, network));
    if config.runs_jobs {
        actix_web::rt::spawn(repeat_jobs(app, letters, site.clone()));
    }
    tracing::info!(address = %listener.local_addr()?, "ready");
    Ok(crate::serve::serve(listener, site)?.await?)
}

async fn repeat_jobs(app: App, letters: Arc<Letters>, site: Data<Site>) {
    let mut every = actix_web::rt::time::interval(JOBS_EVERY);
    loop {
        every.tick().await;
        if let Err(error) = app.run_jobs(letters.clone()).await {
            tracing::error!(error = error.code(), "jobs failed");
        }
        if let Ok(network) = app.network().await {
            site.set_network(network_view(&network));
        }
        site.limits.forget_quiet();
    }
}

pub(super) async fn migrate(config: Config) -> Result<(), Failure> {
    let mut settings = config.app;
    settings.may_migrate = true;
    App::open(settings, Arc::new(SystemClock)).await?;
    Ok(())
}

pub(super) async fn jobs(config: Config, until_idle: bool) -> Result<(), Failure> {
    let pages = Arc::new(Pages::load()?);
    let letters = Arc::new(Letters::new(pages, config.app.time_zone));
    let app = App::open(config.app, Arc::new(SystemClock)).await?;
    loop {
        let round = app.run_jobs(letters.clone()).await?;
        tracing::info!(?round, "jobs done");
        if !until_idle || round.is_idle() {
            return Ok(());
        }
    }
}

pub(super) async fn backup(config: Config, file: PathBuf) -> Result<(), Failure> {
    let app = App::open(config.app, Arc::new(SystemClock)).await?;
    Ok(app.back_up(&file).await?)
}
