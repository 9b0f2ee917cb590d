//! Lock files: everything comes from the public registries, and no address of a mirror is kept.

use super::Finding;

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Each crate in `Cargo.lock` that does not come from crates.io.
pub(super) fn cargo(path: &str, text: &str) -> Vec<Finding> {
    lines(path, text, "comes from elsewhere than crates.io", |line| {
        line.strip_prefix("source = ").is_some_and(|source| source.trim_matches('"') != CRATES_IO)
    })
}

/// Each `resolved` address in `package-lock.json`; npm finds packages by name and checks the hash.
pub(super) fn npm(path: &str, text: &str) -> Vec<Finding> {
    lines(path, text, "keeps a resolved address", |line| line.starts_with("\"resolved\""))
}

fn lines(path: &str, text: &str, what: &str, wrong: fn(&str) -> bool) -> Vec<Finding> {
    let lines = text.lines().enumerate().filter(|(_, line)| wrong(line.trim()));
    lines.map(|(at, _)| Finding::at(path, at + 1, what)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_from_elsewhere_is_found() {
        let good = format!("[[package]]\nname = \"a\"\nsource = \"{CRATES_IO}\"\n");
        assert_eq!(cargo("Cargo.lock", &good), []);
        for source in ["git+https://example.org/a#1", "registry+https://mirror.example/index"] {
            let bad = format!("{good}\nsource = \"{source}\"\n");
            assert_eq!(cargo("Cargo.lock", &bad).len(), 1, "{source}");
        }
    }

    #[test]
    fn a_resolved_address_is_found() {
        let good = "{\n  \"integrity\": \"sha512-AA==\"\n}";
        assert_eq!(npm("package-lock.json", good), []);
        let bad = "{\n  \"resolved\": \"https://mirror.example/axe.tgz\"\n}";
        assert_eq!(npm("package-lock.json", bad).len(), 1);
    }
}
