//! `relais bench`: makes a large city, then measures search, pages and memory beside the
//! budgets (decisions.md 9). Figures go to stdout, ready for `docs/performance.md`.

mod import;
mod load;

use std::io::Write;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use app::App;
use app::demo::Size;
use clap::Args;

use super::{Failure, run};
use crate::config::Config;

/// What `relais bench` takes.
#[derive(Args)]
pub(super) struct BenchArgs {
    /// How many offers to make
    #[arg(long, default_value_t = 20_000)]
    offers: usize,
    /// How many referrals to make
    #[arg(long, default_value_t = 20_000)]
    referrals: u64,
    /// The days before today on which the referrals were begun
    #[arg(long, default_value_t = 365)]
    days: u64,
    /// Make the data and stop there
    #[arg(long)]
    make_only: bool,
    /// The folder of the database; an existing one is measured as it is
    #[arg(long, default_value = "relais-bench")]
    folder: PathBuf,
    /// Measure the import and export of so many rows instead
    #[arg(long, value_name = "ROWS")]
    import: Option<usize>,
    /// An empty database to make the data or measure the import in; SQLite in the folder when
    /// left out
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// How long each rate is held, in seconds
    #[arg(long, default_value_t = 10)]
    seconds: u64,
}

/// The budgets of decisions.md 9.
const SEARCH_MEAN_MS: f64 = 0.7;
const SEARCH_P95_MS: f64 = 5.0;
const PAGE_P95_MS: f64 = 50.0;
const PAGE_RATE: u32 = 300;
const IDLE_MB: f64 = 100.0;

pub(super) async fn run(config: Config, args: BenchArgs) -> Result<(), Failure> {
    let mut config = config;
    std::fs::create_dir_all(&args.folder)?;
    let database = args.folder.join("bench.db");
    config.app.database_url = format!("sqlite:{}", database.display());
    config.app.secret_file = args.folder.join("bench.secret");
    config.app.mail = format!("folder:{}", args.folder.join("mails").display());
    config.app.is_demo = true;
    config.app.may_migrate = true;
    let is_new = args.database.is_some() || !database.exists();
    if let Some(rows) = args.import {
        let wanted = || format!("sqlite:{}", args.folder.join("import.db").display());
        config.app.database_url = args.database.clone().unwrap_or_else(wanted);
        config.app.secret_file = args.folder.join("import.secret");
        return import::run(&run::open(&config).await?, &args, rows).await;
    }

    if let Some(database) = &args.database {
        if !args.make_only {
            return Err("--database needs --make-only or --import".into());
        }
        config.app.database_url = database.clone();
    }
    let app = run::open(&config).await?;
    if is_new {
        make(&app, &args).await?;
    }
    if args.make_only {
        return Ok(());
    }
    let start = Instant::now();
    let held = app.fill_catalog().await?;
    println!("| what | figure | budget |\n|---|---|---|");
    println!(
        "| index build, {held} offers from the database | {:.2} s | – |",
        start.elapsed().as_secs_f64()
    );
    search(&app).await?;
    drop(app);
    let size = std::fs::metadata(&database)?.len() as f64 / 1e6;
    println!("| database file | {size:.0} MB | – |");
    pages(&args).await
}

async fn make(app: &App, args: &BenchArgs) -> Result<(), Failure> {
    let start = Instant::now();
    let size = Size { offers: args.offers, referrals: args.referrals, days: args.days };
    app.seed_large(size, progress).await?;
    eprintln!();
    let (offers, referrals) = (args.offers, args.referrals);
    println!("made {offers} offers and {referrals} referrals in {:.0?}", start.elapsed());
    Ok(())
}

fn progress(what: &str, done: u64) {
    eprint!("\r{what}: {done}        ");
    let _ = std::io::stderr().flush();
}

async fn search(app: &App) -> Result<(), Failure> {
    let queries = App::bench_queries();
    let mut times = Vec::new();
    for round in 0..20 {
        for query in &queries {
            let start = Instant::now();
            app.search(query).await?;
            // The first round reads opening hours that later ones remember.
            if round > 0 {
                times.push(start.elapsed());
            }
        }
    }
    let found = load::Spread::of(times);
    println!(
        "| search in process, mean of {} | {:.2} ms | ≤ {SEARCH_MEAN_MS} ms |",
        found.count, found.mean
    );
    println!("| search in process, P50 | {:.2} ms | – |", found.p50);
    println!("| search in process, P95 | {:.2} ms | ≤ {SEARCH_P95_MS} ms |", found.p95);
    println!("| search in process, slowest | {:.2} ms | – |", found.max);
    Ok(())
}

/// Measures a server of its own, so that its memory can be told from the generator's.
async fn pages(args: &BenchArgs) -> Result<(), Failure> {
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let start = Instant::now();
    let mut server = Server(spawn(args, &address.to_string())?);
    let site = format!("http://{address}");
    load::wait_for(&format!("{site}/connexion")).await?;
    println!("| start to first answer | {:.2} s | – |", start.elapsed().as_secs_f64());
    println!(
        "| memory, idle | {:.0} MB | – (≤ {IDLE_MB} MB on demo data) |",
        server.resident_mb()?
    );

    let paths: Vec<String> = App::bench_queries()
        .iter()
        .map(|query| format!("{site}/recherche?q={}", crate::routes::encode(&query.words)))
        .collect();
    let hold = Duration::from_secs(args.seconds);
    let mut rate = PAGE_RATE;
    let mut held = None;
    loop {
        let found = load::open_loop(&paths, rate, hold).await?;
        println!(
            "| results page, {rate}/s for {} s | P50 {:.1} ms, P95 {:.1} ms, {} of {} failed | P95 ≤ {PAGE_P95_MS} ms at {PAGE_RATE}/s |",
            args.seconds, found.p50, found.p95, found.failed, found.count
        );
        if found.failed > 0 || found.p95 > PAGE_P95_MS {
            break;
        }
        held = Some(rate);
        rate += rate / 4;
    }
    let held = held.map_or("none".to_owned(), |rate| format!("{rate}/s"));
    println!("| results page, highest rate held | {held} | ≥ {PAGE_RATE}/s |");
    println!("| memory, after the load | {:.0} MB | – |", server.resident_mb()?);
    server.0.kill()?;
    Ok(())
}

fn spawn(args: &BenchArgs, address: &str) -> Result<Child, Failure> {
    let folder = std::fs::canonicalize(&args.folder)?;
    let child = Command::new(std::env::current_exe()?)
        .arg("demo")
        .env("RELAIS_BIND", address)
        .env("RELAIS_DATABASE_URL", format!("sqlite:{}", folder.join("bench.db").display()))
        .env("RELAIS_SECRET_FILE", folder.join("bench.secret"))
        .env("RELAIS_DATA_DIR", &folder)
        .env("RELAIS_JOBS", "off")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    Ok(child)
}

/// The measured server; it ends with the measurement.
struct Server(Child);

impl Server {
    fn resident_mb(&self) -> Result<f64, Failure> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let kb = line.and_then(|line| line.split_whitespace().nth(1)).unwrap_or("0");
        Ok(kb.parse::<f64>()? / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
