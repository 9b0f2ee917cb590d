//! No file may name a folder of the machine it was written on.

use super::Finding;

/// Starts of absolute paths that exist on one machine only. Split, so that this file passes.
const FOLDERS: [&str; 5] = [
    concat!("/wo", "rk/"),
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!(":\\Us", "ers\\"),
];

/// Each line with such a path.
pub(super) fn machine_paths(path: &str, text: &str) -> Vec<Finding> {
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(at, line)| {
            let folder = FOLDERS.iter().find(|folder| names(line, folder))?;
            Some(Finding::at(path, at + 1, format!("names a folder of one machine: {folder}")))
        })
        .collect()
}

/// Whether a path in the line starts there; `/docs/work/` and `https://x/home/` do not.
fn names(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line.get(..at).unwrap_or_default();
        folder.starts_with(':') || before.ends_with("file://") || !before.ends_with(is_path)
    })
}

fn is_path(c: char) -> bool {
    c.is_alphanumeric() || "._-/}~".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absolute_path_of_a_machine_is_found_with_its_line() {
        for folder in FOLDERS {
            for before in ["", "see ", "\"", "(", "="] {
                let text = format!("fine\n{before}{folder}someone/notes");
                let found = machine_paths("a.md", &text);
                assert_eq!(found.len(), 1, "{text}");
                assert_eq!(found.first().unwrap().place, "a.md:2");
            }
        }
        assert_eq!(machine_paths("a.md", concat!("file:///ho", "me/x")).len(), 1);
    }

    #[test]
    fn addresses_and_relative_paths_are_left_alone() {
        for text in [
            concat!("https://example.org/ho", "me/page"),
            concat!("../ro", "ot/x"),
            "/var/lib/relais/",
            concat!("docs/wo", "rk/plan.md"),
            concat!("{{ base }}/ho", "me/"),
        ] {
            assert_eq!(machine_paths("a.md", text), [], "{text}");
        }
    }
}
