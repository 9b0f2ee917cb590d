//! `cargo xtask soak`: what takes minutes and is therefore no part of the tests.

use std::process::Command;

use crate::failure::Failure;
use crate::postgres::Postgres;
use crate::process::{self, Interrupt};

/// How much of everything.
pub(crate) struct Amount {
    /// Random histories kept and read back on each database.
    pub(crate) histories: u32,
    /// Referrals of the invented year.
    pub(crate) year: u32,
    /// Referrals moved by five processes on PostgreSQL.
    pub(crate) moved: u32,
    /// Referrals made in bulk; 0 leaves this out.
    pub(crate) bulk: u32,
}

/// Runs everything in turn; the first failure ends it.
pub(crate) fn run(amount: &Amount, interrupt: &Interrupt) -> Result<(), Failure> {
    println!("== random histories on the rules alone");
    let mut rules = process::cargo();
    rules.args(["test", "--release", "--locked", "-p", "referral-tracking", "properties"]);
    process::run(rules, interrupt)?;

    println!("== a year of {} referrals", amount.year);
    let mut year = process::cargo();
    year.args(["run", "--release", "--locked", "-p", "referral-tracking"]);
    year.args(["--features", "testing", "--example", "year", "--"]).arg(amount.year.to_string());
    process::run(year, interrupt)?;

    let postgres = Postgres::start(interrupt)?;
    println!("== {} random histories on each database", amount.histories);
    let mut histories = process::cargo();
    histories.args(["test", "--release", "--locked", "-p", "store", "--test", "main", "--"]);
    histories.args(["whatever_happens", "--nocapture"]);
    histories.env("RELAIS_SOAK_HISTORIES", amount.histories.to_string());
    with(&mut histories, &postgres);
    process::run(histories, interrupt)?;

    println!("== {} referrals moved by five processes on PostgreSQL", amount.moved);
    let mut moved = process::cargo();
    moved.args(["test", "--release", "--locked", "-p", "blackbox", "--test", "soak", "--"]);
    moved.args(["three_servers", "--ignored", "--nocapture"]);
    moved.env("RELAIS_SOAK_REFERRALS", amount.moved.to_string());
    with(&mut moved, &postgres);
    process::run(moved, interrupt)?;
    drop(postgres);
    bulk(amount.bulk, interrupt)
}

fn bulk(count: u32, interrupt: &Interrupt) -> Result<(), Failure> {
    if count == 0 {
        return Ok(());
    }
    println!("== {count} referrals in bulk");
    let folder = std::env::temp_dir().join(format!("relais-soak-{}", std::process::id()));
    let mut bulk = process::cargo();
    bulk.args(["run", "--release", "--locked", "--", "bench", "--make-only", "--offers", "2000"]);
    bulk.args(["--days", "730", "--referrals"]).arg(count.to_string());
    bulk.arg("--folder").arg(&folder);
    let made = process::run(bulk, interrupt);
    let _ = std::fs::remove_dir_all(&folder);
    made
}

fn with(command: &mut Command, postgres: &Postgres) {
    command.env("RELAIS_TEST_POSTGRES", postgres.url());
}
