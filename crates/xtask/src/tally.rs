//! Counts of tests per package, read from what cargo prints.
//!
//! **Invariant:** a test program that was announced and never reported a result is counted as
//! one failure, so that a crash cannot look like "0 failed".

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

/// Which package and which part of it a test program belongs to, by the program's path.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Programs {
    by_path: BTreeMap<String, Layer>,
    by_library: BTreeMap<String, String>,
}

/// One row of the summary: a package and the kind of its tests.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Layer {
    package: String,
    part: String,
}

impl Programs {
    /// Reads one line of `cargo test --no-run --message-format=json`; other lines are ignored.
    pub(crate) fn learn(&mut self, line: &str) {
        let Ok(message) = serde_json::from_str::<Value>(line) else { return };
        let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
        let (Some(name), Some(id)) = (text("/target/name"), text("/package_id")) else { return };
        let package = package_of(id);
        if let Some(program) = text("/executable") {
            let part = match text("/target/kind/0") {
                Some("test") => name.to_owned(),
                _ => "unit".to_owned(),
            };
            self.by_path.insert(program.to_owned(), Layer { package, part });
        } else if text("/target/kind/0") == Some("lib") {
            self.by_library.insert(name.replace('-', "_"), package);
        }
    }

    fn layer(&self, announced: &Announced) -> Layer {
        let unknown = |name: &str, part: &str| Layer { package: name.into(), part: part.into() };
        match announced {
            Announced::Program(path) => {
                let known = self.by_path.iter().find(|(full, _)| full.ends_with(path.as_str()));
                known.map_or_else(|| unknown(path, "unit"), |(_, layer)| layer.clone())
            }
            Announced::Documents(library) => {
                let package = self.by_library.get(library).unwrap_or(library);
                unknown(package, "doc")
            }
        }
    }
}

/// `path+file:///…/crates/kernel#0.1.0` or `…/tests#blackbox@0.1.0`: the name of the package.
fn package_of(id: &str) -> String {
    let (place, rest) = id.rsplit_once('#').unwrap_or((id, ""));
    match rest.split_once('@') {
        Some((name, _)) => name.to_owned(),
        None => place.rsplit('/').next().unwrap_or(place).to_owned(),
    }
}

enum Announced {
    Program(String),
    Documents(String),
}

/// How many tests passed, failed and were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: u64,
    failed: u64,
    ignored: u64,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }
}

/// The running count over one `cargo test`.
pub(crate) struct Tally {
    programs: Programs,
    rows: BTreeMap<Layer, Count>,
    open: Option<Layer>,
}

impl Tally {
    /// Starts at zero; `programs` says which test program belongs to which package.
    pub(crate) fn new(programs: Programs) -> Self {
        Self { programs, rows: BTreeMap::new(), open: None }
    }

    /// Reads one line that cargo or a test program printed.
    pub(crate) fn read(&mut self, line: &str) {
        if let Some(announced) = announcement(line) {
            self.finish();
            self.open = Some(self.programs.layer(&announced));
        } else if let Some(count) = result(line)
            && let Some(layer) = self.open.take()
        {
            self.rows.entry(layer).or_default().add(count);
        }
    }

    /// Counts a program without a result as failed; to be called after the last line.
    pub(crate) fn finish(&mut self) {
        if let Some(layer) = self.open.take() {
            self.rows.entry(layer).or_default().failed += 1;
        }
    }

    /// Whether at least one test ran and none failed.
    pub(crate) fn is_good(&self) -> bool {
        let total = self.total();
        total.passed > 0 && total.failed == 0
    }

    fn total(&self) -> Count {
        let mut total = Count::default();
        self.rows.values().for_each(|count| total.add(*count));
        total
    }
}

/// The rows that hold tests, then the totals on the last line.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (layer, count) in &self.rows {
            if *count != Count::default() {
                writeln!(f, "{:<18} {:<14} {}", layer.package, layer.part, Words(*count))?;
            }
        }
        write!(f, "{}", Words(self.total()))
    }
}

struct Words(Count);

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Count { passed, failed, ignored } = self.0;
        write!(f, "{passed} passed, {failed} failed")?;
        if ignored > 0 {
            write!(f, ", {ignored} ignored")?;
        }
        Ok(())
    }
}

/// `Running unittests src/lib.rs (target/debug/deps/kernel-0123)` or `Doc-tests kernel`.
fn announcement(line: &str) -> Option<Announced> {
    let line = line.trim_start();
    if let Some(library) = line.strip_prefix("Doc-tests ") {
        return Some(Announced::Documents(library.trim().to_owned()));
    }
    let (_, path) = line.strip_prefix("Running ")?.rsplit_once(" (")?;
    let path = path.strip_suffix(')')?;
    path.contains("/deps/").then(|| Announced::Program(path.to_owned()))
}

/// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; …`.
fn result(line: &str) -> Option<Count> {
    let (_, numbers) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut count = Count::default();
    for part in numbers.split(';') {
        let (number, what) = part.trim().split_once(' ')?;
        match what {
            "passed" => count.passed = number.parse().ok()?,
            "failed" => count.failed = number.parse().ok()?,
            "ignored" => count.ignored = number.parse().ok()?,
            _ => {}
        }
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: &str = r#"{"package_id":"path+file:///x/crates/kernel#0.1.0","target":{"kind":["lib"],"name":"kernel"},"executable":"/x/target/debug/deps/kernel-01"}"#;
    const LIBRARY: &str = r#"{"package_id":"path+file:///x/crates/partner-directory#0.1.0","target":{"kind":["lib"],"name":"partner_directory"},"executable":null}"#;
    const STORY: &str = r#"{"package_id":"path+file:///x/tests#blackbox@0.1.0","target":{"kind":["test"],"name":"main"},"executable":"/x/target/debug/deps/main-02"}"#;

    fn tally(lines: &[&str]) -> Tally {
        let mut programs = Programs::default();
        [UNIT, LIBRARY, STORY, "   Compiling x"].iter().for_each(|line| programs.learn(line));
        let mut tally = Tally::new(programs);
        lines.iter().for_each(|line| tally.read(line));
        tally.finish();
        tally
    }

    const OK: &str = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
    const BAD: &str = "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
    const RUN_UNIT: &str = "     Running unittests src/lib.rs (target/debug/deps/kernel-01)";
    const RUN_STORY: &str = "     Running tests/main.rs (target/debug/deps/main-02)";
    const RUN_DOC: &str = "   Doc-tests partner_directory";

    #[test]
    fn tests_are_counted_per_package_and_part() {
        let tally = tally(&[RUN_UNIT, "test a ... ok", OK, RUN_STORY, BAD, RUN_DOC, OK]);
        let text = tally.to_string();
        let rows: Vec<String> =
            text.lines().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(
            rows,
            [
                "blackbox main 2 passed, 1 failed",
                "kernel unit 3 passed, 0 failed, 1 ignored",
                "partner-directory doc 3 passed, 0 failed, 1 ignored",
                "8 passed, 1 failed, 2 ignored",
            ]
        );
        assert!(!tally.is_good());
    }

    #[test]
    fn a_test_program_that_dies_counts_as_failed() {
        let tally = tally(&[RUN_UNIT, "thread 'main' has overflowed its stack", RUN_STORY, OK]);
        assert!(tally.to_string().ends_with("3 passed, 1 failed, 1 ignored"));
        assert!(!tally.is_good());
    }

    #[test]
    fn a_run_without_any_test_is_not_good() {
        assert!(!tally(&[]).is_good());
        assert!(tally(&[RUN_UNIT, OK]).is_good());
    }

    #[test]
    fn words_of_a_test_that_look_like_a_result_are_not_counted_twice() {
        assert!(
            tally(&[RUN_UNIT, OK, OK]).to_string().ends_with("\n3 passed, 0 failed, 1 ignored")
        );
        assert!(announcement("Running late (sorry)").is_none());
    }
}
