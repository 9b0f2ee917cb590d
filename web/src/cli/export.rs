//! `relais export`.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use app::exports::{ExportFormat, Profile, Progress, Role};
use clap::{Args, ValueEnum};

use super::{Failure, run};
use crate::config::Config;

/// What `relais export` takes.
#[derive(Args)]
pub(super) struct ExportArgs {
    /// The format to write
    #[arg(long, value_enum)]
    format: Wanted,
    /// The folder to write into; made when it is not there
    #[arg(long)]
    out: PathBuf,
    /// For French recipients: leave a column empty where the French schema refuses the Swiss value
    #[arg(long)]
    strict: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Wanted {
    /// Lieux de médiation numérique, schema v1.0.2, CSV
    Mednum,
    /// The same as JSON
    MednumJson,
    /// data·inclusion v1, structures and services
    DataInclusion,
    /// `GeoJSON` (RFC 7946)
    #[value(name = "geojson")]
    GeoJson,
    /// The plain table, which `relais import --format csv` reads
    Csv,
}

pub(super) async fn run(config: Config, args: ExportArgs) -> Result<(), Failure> {
    let app = run::open(&config).await?;
    let profile = if args.strict { Profile::Strict } else { Profile::Swiss };
    if std::io::stderr().is_terminal() {
        eprint!("reading the directory…");
    }
    let index = app.export(&[args.format.format()], profile, &args.out, progress()).await?;
    for file in &index.files {
        let path = args.out.join(&file.name);
        match file.role {
            Role::Data => {
                println!("{} {} bytes, {} records", path.display(), file.bytes, file.records)
            }
            Role::Losses | Role::Schema => println!("{} {} bytes", path.display(), file.bytes),
        }
    }
    Ok(())
}

/// One line that grows on a terminal, nothing in a log.
fn progress() -> Progress {
    Arc::new(|name, records| {
        let mut out = std::io::stderr();
        if out.is_terminal() {
            drop(write!(out, "\r{name}: {records}          \n"));
        }
    })
}

impl Wanted {
    fn format(self) -> ExportFormat {
        match self {
            Wanted::Mednum => ExportFormat::Mednum,
            Wanted::MednumJson => ExportFormat::MednumJson,
            Wanted::DataInclusion => ExportFormat::DataInclusion,
            Wanted::GeoJson => ExportFormat::GeoJson,
            Wanted::Csv => ExportFormat::Csv,
        }
    }
}
