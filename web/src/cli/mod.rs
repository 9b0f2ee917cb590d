//! The command line (decisions.md 6).
//!
//! Errors go to stderr; exit 2 for usage, 1 for failure.

mod account;
mod bench;
mod doctor;
mod export;
mod import;
mod run;
mod search;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{self, Config, Environment};

/// The directory and referral platform of a digital-inclusion network.
#[derive(Parser)]
#[command(name = "relais", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start a demonstration: a fictional city, nothing leaves the machine
    Demo,
    /// Start the server
    Serve,
    /// Bring the tables up to date
    Migrate,
    /// Take a file of another directory into this one
    Import(import::ImportArgs),
    /// Write the directory as files for other programs
    Export(export::ExportArgs),
    /// Search the directory as the site does
    Search(search::SearchArgs),
    /// Make accounts
    Account {
        #[command(subcommand)]
        command: account::AccountCommand,
    },
    /// Run the jobs once, or until nothing is due
    Jobs {
        /// Go on until nothing is due
        #[arg(long)]
        until_idle: bool,
    },
    /// Make the search index anew, while the old one is searched
    Reindex,
    /// Copy the database while it is in use
    Backup {
        /// The file to write; must not exist
        file: PathBuf,
    },
    /// Measure a large invented city beside the budgets
    Bench(bench::BenchArgs),
    /// Check database, search, mail, clock, keys and disk; exit 1 when something is wrong
    Doctor,
    /// Print all settings with their values and meaning
    Config,
}

/// Runs the command line of the process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match execute(cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("relais: {}", app::with_causes(error.as_ref()));
            ExitCode::FAILURE
        }
    }
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn execute(command: Command) -> Result<(), Failure> {
    if let Command::Config = command {
        print!("{}", config::explain(&Environment));
        return Ok(());
    }
    run::start_logging();
    let config = match command {
        Command::Demo => Config::read_demo(&Environment)?,
        _ => Config::read(&Environment)?,
    };
    actix_web::rt::System::new().block_on(async move {
        match command {
            Command::Demo => run::demo(config).await,
            Command::Serve => run::serve(config).await,
            Command::Import(args) => import::run(config, args).await,
            Command::Export(args) => export::run(config, args).await,
            Command::Search(args) => search::run(config, args).await,
            Command::Account { command } => account::run(config, command).await,
            Command::Bench(args) => bench::run(config, args).await,
            Command::Doctor => doctor::run(config).await,
            Command::Migrate => run::migrate(config).await,
            Command::Jobs { until_idle } => run::jobs(config, until_idle).await,
            Command::Reindex => run::reindex(config).await,
            Command::Backup { file } => run::backup(config, file).await,
            Command::Config => Ok(()),
        }
    })
}
