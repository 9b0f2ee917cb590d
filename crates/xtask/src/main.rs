//! The commands of the house: `cargo xtask test`, `check`, `soak`, `relevance` and `bench`.
//!
//! **Invariant:** nothing here is part of the program. No crate names this one, and this one
//! names no crate of the workspace; it starts other programs and reads what they print.
//! **Invariant:** the exit code is 0 only when every step was run and passed.

mod failure;
mod house;
mod install;
mod postgres;
mod process;
mod setting;
mod soak;
mod steps;
mod tally;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;
use process::Interrupt;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Commands for people who work on Relais")]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what is missing, then check format, lints and house rules and run all tests.
    Test {
        /// Leave out PostgreSQL and the browser.
        #[arg(long)]
        fast: bool,
        /// Run the search tests against this Meilisearch server as well.
        #[arg(long, value_name = "URL")]
        meili: Option<String>,
    },
    /// Check the house rules only: sizes, arrows between crates, addresses, paths, lock files.
    Check,
    /// What takes minutes: 10,000 histories on each database, an invented year, five processes
    /// on one PostgreSQL, referrals in bulk.
    Soak {
        /// Random histories on each database.
        #[arg(long, default_value_t = 10_000)]
        histories: u32,
        /// Referrals of the invented year.
        #[arg(long, default_value_t = 20_000)]
        year: u32,
        /// Referrals that five processes move through PostgreSQL.
        #[arg(long, default_value_t = 2_000)]
        moved: u32,
        /// Referrals made in bulk; 0 leaves this out.
        #[arg(long, default_value_t = 200_000)]
        bulk: u32,
    },
    /// How well search answers the judged queries, each that failed named.
    Relevance,
    /// Measure: the same as `cargo run --release -- bench`, with the arguments given here.
    Bench {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run(Line::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    let interrupt = Interrupt::watch()?;
    match command {
        Command::Test { fast, meili } => steps::test(&steps::Wish { fast, meili }, &interrupt),
        Command::Check => steps::check(&interrupt),
        Command::Soak { histories, year, moved, bulk } => {
            soak::run(&soak::Amount { histories, year, moved, bulk }, &interrupt)
        }
        Command::Relevance => {
            let mut relevance = process::cargo();
            relevance.args(["test", "--package", "blackbox", "--test", "relevance", "--locked"]);
            relevance.args(["--", "--nocapture"]);
            process::run(relevance, &interrupt)
        }
        Command::Bench { arguments } => {
            let mut bench = process::cargo();
            bench.args(["run", "--release", "--locked", "--", "bench"]).args(arguments);
            process::run(bench, &interrupt)
        }
    }
}
