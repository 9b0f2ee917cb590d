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
/// How often changes of the directory are looked for: a saved change is found within a second.
const FOLLOW_EVERY: Duration = Duration::from_millis(700);
/// How long a search server that is away is left alone.
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// Log lines to stderr: readable on a terminal, JSON for machines.
pub(super) fn start_logging() {
    let filter = tracing_subscriber::EnvFilter::new("info,tantivy=warn");
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match std::io::stderr().is_terminal() {
        true => lines.compact().init(),
        false => lines.json().init(),
    }
}

/// Opens the application for a command that runs once.
pub(super) async fn open(config: &Config) -> Result<App, Failure> {
    Ok(App::open(config.app.clone(), Arc::new(SystemClock)).await?)
}

pub(super) async fn serve(config: Config) -> Result<(), Failure> {
    let app = open(&config).await?;
    run(app, config).await
}

pub(super) async fn demo(config: Config) -> Result<(), Failure> {
    if let Some(folder) = config.app.secret_file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let app = open(&config).await?;
    let seeded = app.seed_demo().await?;
    println!("Relais, démonstration : {}", config.app.public_url);
    println!("Tout est inventé : structures, personnes, horaires et chiffres.");
    for (email, role) in seeded.accounts {
        println!("  {email:<34} {role:<16} {}", app::demo::PASSWORD);
    }
    run(app, config).await
}

async fn run(app: App, config: Config) -> Result<(), Failure> {
    let listener = TcpListener::bind(config.bind)?;
    let pages = Arc::new(Pages::load()?);
    let network = network_view(&app.network().await?);
    let letters = Arc::new(Letters::new(pages.clone(), config.app.time_zone));
    let limits = Limits::new(config.trusted_proxies.clone());
    let site = Data::new(Site::new(app.clone(), pages, limits, network));
    let letters = config.runs_jobs.then_some(letters);
    actix_web::rt::spawn(repeat_following(app.clone()));
    if config.runs_jobs && config.app.meili.is_some() {
        actix_web::rt::spawn(repeat_feeding(app.clone()));
    }
    actix_web::rt::spawn(repeat_jobs(app, letters, site.clone()));
    tracing::info!(address = %listener.local_addr()?, "ready");
    Ok(crate::serve::serve(listener, site)?.await?)
}

/// Keeps this process up to date; with `letters` it also runs the jobs of the network.
async fn repeat_jobs(app: App, letters: Option<Arc<Letters>>, site: Data<Site>) {
    let mut every = actix_web::rt::time::interval(JOBS_EVERY);
    loop {
        every.tick().await;
        // The searches that this process counted, also when others run the jobs.
        if let Err(error) = app.write_demand().await {
            tracing::error!(error = app::with_causes(&error), "searches not counted");
        }
        if let Some(letters) = &letters
            && let Err(error) = app.run_jobs(letters.clone()).await
        {
            tracing::error!(error = app::with_causes(&error), "jobs failed");
        }
        if let Err(error) = app.refresh_figures().await {
            tracing::error!(error = app::with_causes(&error), "figures not refreshed");
        }
        if let Err(error) = app.refresh_exports().await {
            tracing::error!(error = app::with_causes(&error), "exports not refreshed");
        }
        if let Ok(network) = app.network().await {
            site.set_network(network_view(&network));
        }
        site.limits.forget_quiet();
    }
}

/// Keeps the copy of the directory in this process fresh.
async fn repeat_following(app: App) {
    let mut is_failing = false;
    loop {
        let done = app.refresh_catalog().await;
        note(&mut is_failing, done.err(), "catalog not refreshed");
        actix_web::rt::time::sleep(FOLLOW_EVERY).await;
    }
}

/// Keeps the search server fresh, when there is one.
async fn repeat_feeding(app: App) {
    let mut is_failing = false;
    loop {
        let done = app.feed_search().await;
        note(&mut is_failing, done.err(), "search server not fed");
        let wait = if is_failing { RETRY_AFTER } else { FOLLOW_EVERY };
        actix_web::rt::time::sleep(wait).await;
    }
}

/// Says once that something began to fail, and once that it is over.
fn note(is_failing: &mut bool, error: Option<app::AppError>, what: &'static str) {
    match error {
        Some(error) if !*is_failing => {
            tracing::error!(error = app::with_causes(&error), what, "began to fail");
            *is_failing = true;
        }
        None if *is_failing => {
            tracing::info!(what, "works again");
            *is_failing = false;
        }
        _ => {}
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
    let app = open(&config).await?;
    loop {
        let round = app.run_jobs(letters.clone()).await?;
        if round.is_elsewhere {
            return Err("another process runs the jobs at this moment".into());
        }
        tracing::info!(?round, "jobs done");
        if !until_idle || round.is_idle() {
            app.refresh_exports().await?;
            return Ok(());
        }
    }
}

pub(super) async fn reindex(config: Config) -> Result<(), Failure> {
    let app = open(&config).await?;
    let engine = if config.app.meili.is_some() { "meilisearch" } else { "embedded" };
    match app.reindex().await? {
        app::Fed::All(count) => println!("{engine}: {count} offers"),
        _ => return Err("another process feeds the search server at this moment".into()),
    }
    Ok(())
}

pub(super) async fn backup(config: Config, file: PathBuf) -> Result<(), Failure> {
    let app = open(&config).await?;
    Ok(app.back_up(&file).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_looked_for_often_enough_to_be_found_within_a_second() {
        // With a search server both loops pass one after the other: two seconds.
        assert!(FOLLOW_EVERY <= Duration::from_millis(800));
    }
}
