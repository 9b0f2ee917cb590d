//! Everything that the tests need and that may be missing on a fresh machine.
//!
//! **Invariant:** packages are installed only as root and only when something is missing;
//! otherwise one line says what to install.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::failure::{Failure, Trying as _};
use crate::process::{self, Interrupt};
use crate::setting;

/// The oldest PostgreSQL that Relais runs on.
const OLDEST_POSTGRES: u32 = 15;
const POSTGRES_VERSIONS: &str = "/usr/lib/postgresql";

/// Makes sure that `cargo fmt` and `cargo clippy` exist.
pub(crate) fn components() -> Result<(), Failure> {
    let missing: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(subcommand, _)| {
            let mut version = process::cargo();
            version.args([subcommand, "--version"]);
            !process::works(version)
        })
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("missing; run: rustup component add {}", missing.join(" "))))
}

/// Makes sure that PostgreSQL, the browser, Node and its packages exist, installing them if it may.
pub(crate) fn all(interrupt: &Interrupt) -> Result<(), Failure> {
    packages(interrupt)?;
    node_packages(&setting::root().join("tests"), interrupt)
}

/// The folder of the newest PostgreSQL server's programs.
pub(crate) fn postgres_programs() -> Option<PathBuf> {
    newest_postgres(Path::new(POSTGRES_VERSIONS))
}

fn newest_postgres(versions: &Path) -> Option<PathBuf> {
    let folders = std::fs::read_dir(versions).ok()?;
    let numbers = folders.flatten().filter_map(|entry| {
        let number: u32 = entry.file_name().to_str()?.parse().ok()?;
        let programs = entry.path().join("bin");
        let complete =
            ["initdb", "postgres", "pg_isready"].iter().all(|p| programs.join(p).is_file());
        (number >= OLDEST_POSTGRES && complete).then_some((number, programs))
    });
    numbers.max().map(|(_, programs)| programs)
}

fn packages(interrupt: &Interrupt) -> Result<(), Failure> {
    let missing = missing_packages();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !setting::is_root() || setting::program("apt-get").is_none() {
        return Err(Failure::new(format!(
            "missing; run as root: apt-get install {list} (or leave them out with --fast)"
        )));
    }
    println!("Installing {list}");
    apt(&["update"], interrupt)?;
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(missing);
    apt(&install, interrupt)?;
    match missing_packages().as_slice() {
        [] => Ok(()),
        still => Err(Failure::new(format!("still missing after apt-get: {}", still.join(" ")))),
    }
}

/// `postgresql` is Debian's name for its current version: 15 on Debian 12, a newer one later.
fn missing_packages() -> Vec<&'static str> {
    let has = |name| setting::program(name).is_some();
    let needs = [
        ("postgresql", postgres_programs().is_some()),
        ("chromium", Path::new("/usr/bin/chromium").is_file()),
        ("chromium-driver", Path::new("/usr/bin/chromedriver").is_file()),
        ("nodejs", has("node")),
        ("npm", has("npm")),
        ("python3", has("python3")),
        ("python3-venv", has("python3") && can_make_venv()),
    ];
    needs.into_iter().filter(|(_, present)| !present).map(|(package, _)| package).collect()
}

/// Debian keeps what `python3 -m venv` needs in a package of its own; the mail server of the
/// SMTP tests lives in such an environment.
fn can_make_venv() -> bool {
    let mut python = Command::new("python3");
    python.args(["-c", "import venv, ensurepip"]);
    process::works(python)
}

fn apt(arguments: &[&str], interrupt: &Interrupt) -> Result<(), Failure> {
    let mut command = Command::new("apt-get");
    command.arg("--quiet").args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    process::run(command, interrupt)
}

fn node_packages(tests: &Path, interrupt: &Interrupt) -> Result<(), Failure> {
    let wanted = wanted_packages(tests)?;
    if wanted.iter().all(|(name, version)| installed_version(tests, name).as_ref() == Some(version))
    {
        return Ok(());
    }
    let names: Vec<&str> = wanted.iter().map(|(name, _)| name.as_str()).collect();
    println!("Installing {}", names.join(" "));
    let mut command = Command::new("npm");
    command.current_dir(tests).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    process::run(command, interrupt)
}

/// Name and version of each package in the lock file.
fn wanted_packages(tests: &Path) -> Result<Vec<(String, String)>, Failure> {
    let lock = tests.join("package-lock.json");
    let text = std::fs::read_to_string(&lock).trying(lock.display())?;
    let lock: Value = serde_json::from_str(&text).trying(lock.display())?;
    let packages = lock.get("packages").and_then(Value::as_object).into_iter().flatten();
    let wanted = packages.filter_map(|(path, package)| {
        let name = path.strip_prefix("node_modules/")?.to_owned();
        Some((name, package.get("version").and_then(as_text)?))
    });
    Ok(wanted.collect())
}

fn installed_version(tests: &Path, name: &str) -> Option<String> {
    let package = tests.join("node_modules").join(name).join("package.json");
    let package: Value = serde_json::from_str(&std::fs::read_to_string(package).ok()?).ok()?;
    package.get("version").and_then(as_text)
}

fn as_text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_the_packages_that_are_wanted() {
        let wanted = wanted_packages(&setting::root().join("tests")).unwrap();
        let names: Vec<&str> = wanted.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["@gouvfr-anct/lieux-de-mediation-numerique", "axe-core"]);
    }

    #[test]
    fn a_postgres_that_is_too_old_or_incomplete_is_not_taken() {
        let folder = std::env::temp_dir().join(format!("relais-xtask-{}", std::process::id()));
        for (version, programs) in [
            ("9", vec!["initdb", "postgres", "pg_isready"]),
            ("15", vec!["initdb", "postgres", "pg_isready"]),
            ("17", vec!["pg_isready"]),
            ("common", vec![]),
        ] {
            let bin = folder.join(version).join("bin");
            std::fs::create_dir_all(&bin).unwrap();
            programs.iter().for_each(|name| std::fs::write(bin.join(name), "").unwrap());
        }
        let found = newest_postgres(&folder);
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, Some(folder.join("15/bin")));
        assert_eq!(newest_postgres(&folder), None);
    }
}
