//! The rules of the house that no compiler and no lint holds.
//!
//! Each rule is a pure function from text to findings, with a sample that breaks it in its tests.
//!
//! **Invariant:** files that git does not know yet are checked too; ignored ones are not.

mod arrows;
mod assets;
mod locks;
mod paths;
mod size;
mod source;

use std::fmt;
use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Trying as _};
use crate::process;

/// One breach of a rule, with the place where to mend it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    place: String,
    what: String,
}

impl Finding {
    fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into() }
    }

    fn at(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self::new(format!("{path}:{line}"), what)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// What an inspection found: breaches, and remarks that break nothing.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// Breaches; one is enough to fail.
    pub(crate) findings: Vec<Finding>,
    /// Remarks for whoever works there next.
    pub(crate) notes: Vec<Finding>,
}

/// Looks at every file of the checkout and at the arrows between its crates.
pub(crate) fn inspect(root: &Path) -> Result<Report, Failure> {
    let mut report = Report::default();
    for path in files(root)? {
        // A file that git lists and the disk lacks was deleted and not committed yet.
        let Ok(bytes) = std::fs::read(root.join(&path)) else { continue };
        if let Some(text) = as_text(bytes) {
            inspect_file(&path, &text, &mut report);
        }
    }
    let mut metadata = process::cargo();
    metadata.args(["metadata", "--no-deps", "--format-version=1"]);
    let metadata = serde_json::from_slice(&process::read(metadata)?).trying("cargo metadata")?;
    report.findings.extend(arrows::breaches(&metadata));
    Ok(report)
}

fn inspect_file(path: &str, text: &str, report: &mut Report) {
    report.findings.extend(paths::machine_paths(path, text));
    let extension = Path::new(path).extension().and_then(|it| it.to_str()).unwrap_or_default();
    match extension {
        "rs" => size::measure(path, text, report),
        "html" | "css" | "svg" => report.findings.extend(assets::foreign(path, text)),
        _ => {}
    }
    match path.rsplit('/').next() {
        Some("Cargo.lock") => report.findings.extend(locks::cargo(path, text)),
        Some("package-lock.json") => report.findings.extend(locks::npm(path, text)),
        _ => {}
    }
}

fn files(root: &Path) -> Result<Vec<String>, Failure> {
    let mut git = Command::new("git");
    git.current_dir(root);
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let list = String::from_utf8(process::read(git)?).trying("git ls-files")?;
    let files: Vec<String> =
        list.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
    if files.is_empty() {
        return Err(Failure::new("git lists no file: nothing can be checked"));
    }
    Ok(files)
}

fn as_text(bytes: Vec<u8>) -> Option<String> {
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> usize {
        let mut report = Report::default();
        inspect_file(path, text, &mut report);
        report.findings.len()
    }

    #[test]
    fn every_rule_is_asked_about_the_files_it_is_for() {
        assert_eq!(findings("a.rs", &"\n".repeat(401)), 1);
        assert_eq!(findings("web/templates/a.html", "<img src='https://x/y'>"), 1);
        assert_eq!(findings("web/static/a.css", "a{background:url(https://x/y)}"), 1);
        assert_eq!(findings("Cargo.lock", "source = \"git+https://x\""), 1);
        assert_eq!(findings("tests/package-lock.json", "\"resolved\": \"https://x\""), 1);
        assert_eq!(findings("docs/a.md", concat!("see /ho", "me/someone/notes")), 1);
        assert_eq!(findings("docs/a.md", "fine"), 0);
    }

    #[test]
    fn pictures_and_other_bytes_are_not_text() {
        assert_eq!(as_text(vec![0x89, b'P', 0xff]), None);
        assert_eq!(as_text(b"a\0b".to_vec()), None);
        assert_eq!(as_text(b"a".to_vec()), Some("a".to_owned()));
    }
}
