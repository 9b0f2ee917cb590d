//! Importing and exporting many rows: how long, how much memory, and how long others wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use app::App;
use app::exports::{ExportFormat, Profile, Progress};
use app::imports::Upload;
use kernel::Actor;
use partner_directory::exchange::SourceFormat;

use super::load::Spread;
use super::{BenchArgs, Failure, progress};

/// The budget for a whole import.
const IMPORT_SECONDS: f64 = 60.0;
/// How often somebody else wants to write meanwhile.
const WRITE_EVERY: Duration = Duration::from_millis(50);

/// Imports a table of `rows` rows, then the same, then one that differs in each row.
pub(super) async fn run(app: &App, args: &BenchArgs, rows: usize) -> Result<(), Failure> {
    println!("| what | figure | budget |\n|---|---|---|");
    let files = [
        ("new", table(rows, "Aide simple et gratuite.")),
        ("the same again", table(rows, "Aide simple et gratuite.")),
        ("every row changed", table(rows, "Aide simple, gratuite et sans rendez-vous.")),
    ];
    for (what, text) in files {
        let is_over = Arc::new(AtomicBool::new(false));
        let writer = tokio::spawn(write_meanwhile(app.clone(), is_over.clone()));
        let start = Instant::now();
        let upload = Upload {
            file_name: "bench.csv",
            format: SourceFormat::Csv,
            bytes: text.as_bytes().to_vec(),
        };
        let told = |done, _| progress(what, u64::try_from(done).unwrap_or_default());
        let report = app.import(&Actor::System, upload, &told).await?;
        let seconds = start.elapsed().as_secs_f64();
        is_over.store(true, Ordering::Relaxed);
        let waits = Spread::of(writer.await??);
        eprintln!();
        println!(
            "| import of {rows} rows, {what} ({} added, {} changed, {} unchanged, {} refused) | {seconds:.1} s, {:.0} rows/s | ≤ {IMPORT_SECONDS} s |",
            report.added,
            report.changed,
            report.unchanged,
            report.refused.len(),
            rows as f64 / seconds,
        );
        println!(
            "| another writer meanwhile, {} writes | P50 {:.0} ms, P95 {:.0} ms, longest {:.0} ms | – |",
            waits.count, waits.p50, waits.p95, waits.max
        );
        println!("| highest memory so far | {:.0} MB | – |", highest_mb()?);
    }
    export(app, args).await
}

async fn export(app: &App, args: &BenchArgs) -> Result<(), Failure> {
    let start = Instant::now();
    let quiet: Progress = Arc::new(|_, _| {});
    let folder = args.folder.join("export");
    let index = app.export(ExportFormat::ALL, Profile::Swiss, &folder, quiet).await?;
    let bytes: u64 = index.files.iter().map(|file| file.bytes).sum();
    println!(
        "| export in all {} formats, {} files, {:.0} MB | {:.1} s | – |",
        ExportFormat::ALL.len(),
        index.files.len(),
        bytes as f64 / 1e6,
        start.elapsed().as_secs_f64()
    );
    println!("| highest memory so far | {:.0} MB | – |", highest_mb()?);
    Ok(())
}

async fn write_meanwhile(app: App, is_over: Arc<AtomicBool>) -> Result<Vec<Duration>, Failure> {
    let mut waits = Vec::new();
    while !is_over.load(Ordering::Relaxed) {
        waits.push(app.time_a_write().await?);
        tokio::time::sleep(WRITE_EVERY).await;
    }
    Ok(waits)
}

/// A plain table, each row about an offer at a place; four offers for each organization.
fn table(rows: usize, summary: &str) -> String {
    let mut text = String::from(
        "id;structure;offre;themes;resume;description;publics;langues;tarif;telephone;courriel;\
         lieu;adresse;npa;localite;latitude;longitude;horaires;source;verifie_le\n",
    );
    for number in 1..=rows {
        let (group, share) = (number.div_ceil(4), number as f64 / rows as f64);
        let (lat, lon) = (46.19 + share * 0.03, 6.09 + share * 0.05);
        text.push_str(&format!(
            "b-{number};Atelier {group};Aide {number};administrative_help|everyday_tools;\
             {summary};{summary} Sans rendez-vous, sur place ou par téléphone, avec vos papiers.;\
             seniors;fr|en;free;022 418 00 00;atelier-{group}@bench.example;Maison {number};\
             Rue des Mesures {number};1203;Genève;{lat:.5};{lon:.5};\
             Mo-Fr 09:00-12:00,14:00-17:00;Mesures;2026-01-15\n"
        ));
    }
    text
}

/// The most memory that this process had at once.
fn highest_mb() -> Result<f64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kb = line.and_then(|line| line.split_whitespace().nth(1)).unwrap_or("0");
    Ok(kb.parse::<f64>()? / 1024.0)
}
