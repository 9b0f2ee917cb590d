//! `relais import`.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use app::imports::{ImportReport, Upload};
use clap::{Args, ValueEnum};
use kernel::Actor;
use partner_directory::exchange::{Remark, SourceFormat, plain_csv};

use super::{Failure, run};
use crate::config::Config;

/// What `relais import` takes.
#[derive(Args)]
pub(super) struct ImportArgs {
    /// The format of the file
    #[arg(long, value_enum, required_unless_present = "template")]
    format: Option<FileFormat>,
    /// The file; CSV or JSON is seen from its content
    #[arg(required_unless_present = "template")]
    file: Option<PathBuf>,
    /// Show the difference and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Print an empty table of the format csv to fill in
    #[arg(long, exclusive = true)]
    template: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum FileFormat {
    /// Lieux de médiation numérique, schema v1
    Mednum,
    /// Lieux de médiation numérique, the older schema
    MednumV0,
    /// The plain table, see --template
    Csv,
}

impl FileFormat {
    fn source_format(self) -> SourceFormat {
        match self {
            FileFormat::Mednum => SourceFormat::Mednum,
            FileFormat::MednumV0 => SourceFormat::MednumV0,
            FileFormat::Csv => SourceFormat::Csv,
        }
    }
}

pub(super) async fn run(config: Config, args: ImportArgs) -> Result<(), Failure> {
    let (Some(format), Some(file)) = (args.format, args.file) else {
        print!("{}", plain_csv::template());
        return Ok(());
    };
    let named = |error: std::io::Error| format!("{}: {error}", file.display());
    let size = std::fs::metadata(&file).map_err(named)?.len();
    let most = partner_directory::exchange::MAX_BYTES as u64;
    if size > most {
        return Err(format!("the file has {size} bytes, more than {most}").into());
    }
    let bytes = std::fs::read(&file).map_err(named)?;
    let file_name = file.file_name().unwrap_or_default().to_string_lossy();
    let upload = Upload { file_name: &file_name, format: format.source_format(), bytes };
    let app = run::open(&config).await?;
    let report = match args.dry_run {
        true => app.try_import(&Actor::System, upload, &show_progress).await?,
        false => app.import(&Actor::System, upload, &show_progress).await?,
    };
    print(&report, args.dry_run);
    Ok(())
}

/// One line that is written over; nothing where nobody looks.
fn show_progress(done: usize, rows: usize) {
    let mut screen = std::io::stderr();
    if screen.is_terminal() {
        let end = if done >= rows { "\n" } else { "" };
        // A terminal that goes away is no reason to stop.
        let _ = write!(screen, "\r{done} of {rows} rows{end}");
        let _ = screen.flush();
    }
}

fn print(report: &ImportReport, is_dry_run: bool) {
    for (row, id, changes) in &report.differences {
        for change in changes {
            println!("row {row} {id}: {} {:?} -> {:?}", change.field, change.before, change.after);
        }
    }
    print_remarks("refused", &report.refused);
    print_remarks("remark", &report.remarks);
    let mode = if is_dry_run { " (dry run, nothing written)" } else { "" };
    println!(
        "{} rows{mode}: {} added, {} changed, {} unchanged, {} kept as checked by a person, \
         {} our own, {} refused, {} remarks",
        report.rows,
        report.added,
        report.changed,
        report.unchanged,
        report.protected,
        report.echo,
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
