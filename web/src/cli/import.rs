//! `relais import`.

use std::path::PathBuf;

use app::imports::ImportReport;
use clap::{Args, ValueEnum};
use kernel::Actor;
use partner_directory::exchange::Remark;
use partner_directory::exchange::mednum::Format;

use super::{Failure, run};
use crate::config::Config;

/// What `relais import` takes.
#[derive(Args)]
pub(super) struct ImportArgs {
    /// The format of the file
    #[arg(long, value_enum)]
    format: FileFormat,
    /// The file, CSV or JSON by its ending
    file: PathBuf,
    /// Show the difference and write nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum FileFormat {
    /// Lieux de médiation numérique, schema v1
    Mednum,
}

pub(super) async fn run(config: Config, args: ImportArgs) -> Result<(), Failure> {
    let FileFormat::Mednum = args.format;
    let named = |error: std::io::Error| format!("{}: {error}", args.file.display());
    let size = std::fs::metadata(&args.file).map_err(named)?.len();
    let most = partner_directory::exchange::MAX_BYTES as u64;
    if size > most {
        return Err(format!("the file has {size} bytes, more than {most}").into());
    }
    let bytes = std::fs::read(&args.file).map_err(named)?;
    let is_json = args.file.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
    let format = if is_json { Format::Json } else { Format::Csv };
    let app = run::open(&config).await?;
    let report = app.import_mednum(&Actor::System, &bytes, format, args.dry_run).await?;
    print(&report);
    Ok(())
}

fn print(report: &ImportReport) {
    for (row, id, changes) in &report.differences {
        for change in changes {
            println!("row {row} {id}: {} {:?} -> {:?}", change.field, change.before, change.after);
        }
    }
    print_remarks("refused", &report.refused);
    print_remarks("remark", &report.remarks);
    let mode = if report.is_dry_run { " (dry run, nothing written)" } else { "" };
    println!(
        "{} rows{mode}: {} added, {} changed, {} unchanged, {} kept as checked by a person, \
         {} refused, {} remarks",
        report.rows,
        report.added,
        report.changed,
        report.unchanged,
        report.protected,
        report.refused.len(),
        report.remarks.len(),
    );
}

fn print_remarks(kind: &str, remarks: &[Remark]) {
    for remark in remarks {
        let Remark { row, field, value, reason } = remark;
        println!("{kind} row {row} {field} {value:?}: {}", reason.word());
    }
}
