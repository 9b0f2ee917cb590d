//! The steps of `cargo xtask test`, in their order, each with a heading and its duration.
//!
//! **Invariant:** every step runs even when an earlier one failed, except that tests do not run
//! when they do not compile; the command fails when any step did.

use std::path::PathBuf;
use std::time::Instant;

use crate::failure::Failure;
use crate::postgres::Postgres;
use crate::process::{self, Interrupt};
use crate::tally::{Programs, Tally};
use crate::{house, install, setting};

/// What the person asked for on the command line.
pub(crate) struct Wish {
    /// Leave out PostgreSQL and the browser.
    pub(crate) fast: bool,
    /// A Meilisearch server that the search tests may use.
    pub(crate) meili: Option<String>,
}

/// `cargo xtask check`.
pub(crate) fn check(interrupt: &Interrupt) -> Result<(), Failure> {
    let mut steps = Steps { interrupt, failed: vec![] };
    steps.house()?;
    steps.end()
}

/// `cargo xtask test`.
pub(crate) fn test(wish: &Wish, interrupt: &Interrupt) -> Result<(), Failure> {
    let shared = setting::shared(&setting::root())?;
    install::components()?;
    if !wish.fast {
        install::all(interrupt)?;
    }
    let mut steps = Steps { interrupt, failed: vec![] };
    steps.cargo("format", &["fmt", "--all", "--check"])?;
    let clippy = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    steps.cargo("clippy", &clippy)?;
    steps.house()?;
    steps.deny()?;
    let tally = steps.tests(wish, shared)?;
    println!("\n== summary");
    if wish.fast {
        println!("PostgreSQL and browser: not run (--fast)");
    }
    if wish.meili.is_none() {
        println!("Meilisearch: not run (no --meili URL)");
    }
    let end = steps.end();
    if let Some(tally) = tally {
        println!("{tally}");
    }
    end
}

struct Steps<'a> {
    interrupt: &'a Interrupt,
    failed: Vec<&'static str>,
}

impl Steps<'_> {
    /// Runs one step; only an interruption ends the whole command.
    fn step<T>(
        &mut self,
        name: &'static str,
        work: impl FnOnce(&Interrupt) -> Result<T, Failure>,
    ) -> Result<Option<T>, Failure> {
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = work(self.interrupt);
        let seconds = start.elapsed().as_secs_f64();
        self.interrupt.check()?;
        match outcome {
            Ok(value) => {
                println!("== {name}: ok, {seconds:.1} s");
                Ok(Some(value))
            }
            Err(failure) => {
                println!("{failure}\n== {name}: FAILED, {seconds:.1} s");
                self.failed.push(name);
                Ok(None)
            }
        }
    }

    fn cargo(&mut self, name: &'static str, arguments: &[&str]) -> Result<(), Failure> {
        self.step(name, |interrupt| {
            let mut cargo = process::cargo();
            cargo.args(arguments);
            process::run(cargo, interrupt)
        })?;
        Ok(())
    }

    fn house(&mut self) -> Result<(), Failure> {
        self.step("house rules", |_| {
            let report = house::inspect(&setting::root())?;
            report.notes.iter().for_each(|note| println!("note: {note}"));
            report.findings.iter().for_each(|finding| println!("{finding}"));
            match report.findings.len() {
                0 => Ok(()),
                count => Err(Failure::new(format!("{count} findings"))),
            }
        })?;
        Ok(())
    }

    fn deny(&mut self) -> Result<(), Failure> {
        let mut version = process::cargo();
        version.args(["deny", "--version"]);
        if process::works(version) {
            return self.cargo("licences", &["deny", "--locked", "check"]);
        }
        println!("\n== licences: not run, `cargo deny` is not installed");
        Ok(())
    }

    fn tests(&mut self, wish: &Wish, shared: Option<PathBuf>) -> Result<Option<Tally>, Failure> {
        let Some(programs) = self.step("build tests", build)? else { return Ok(None) };
        let mut tally = Tally::new(programs);
        self.step("tests", |interrupt| {
            let mut cargo = process::cargo();
            cargo.args(["test", "--workspace", "--locked", "--no-fail-fast"]);
            for name in ["RELAIS_TEST_POSTGRES", "RELAIS_TEST_BROWSER", "RELAIS_TEST_MEILI"] {
                cargo.env_remove(name);
            }
            cargo.envs(shared.map(|folder| ("RELAIS_SHARED", folder)));
            cargo.envs(wish.meili.as_ref().map(|url| ("RELAIS_TEST_MEILI", url)));
            let postgres = (!wish.fast).then(|| Postgres::start(interrupt)).transpose()?;
            if let Some(postgres) = &postgres {
                cargo.env("RELAIS_TEST_POSTGRES", postgres.url()).env("RELAIS_TEST_BROWSER", "1");
            }
            let outcome = process::run_lines(cargo, interrupt, |line| {
                println!("{line}");
                tally.read(line);
            });
            tally.finish();
            outcome?;
            if tally.is_good() { Ok(()) } else { Err(Failure::new("no test ran, or one failed")) }
        })?;
        Ok(Some(tally))
    }

    fn end(self) -> Result<(), Failure> {
        match self.failed.as_slice() {
            [] => Ok(()),
            failed => Err(Failure::new(format!("failed: {}", failed.join(", ")))),
        }
    }
}

/// Builds the test programs and learns which package each belongs to.
fn build(interrupt: &Interrupt) -> Result<Programs, Failure> {
    let mut cargo = process::cargo();
    cargo.args(["test", "--workspace", "--locked", "--no-run"]);
    cargo.arg("--message-format=json-render-diagnostics");
    let mut programs = Programs::default();
    process::run_lines(cargo, interrupt, |line| match line.starts_with('{') {
        true => programs.learn(line),
        false => println!("{line}"),
    })?;
    Ok(programs)
}
