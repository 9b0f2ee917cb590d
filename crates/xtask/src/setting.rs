//! What the surroundings say: the checkout's folder, the user, the environment.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The folder that holds the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Whether this process runs as root and may therefore install packages.
pub(crate) fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// A variable of the environment; `None` when unset or empty.
#[expect(clippy::disallowed_methods, reason = "the tool has no web::config; it reads them here")]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Where a program on the search path lies.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = variable("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// The folder with shared real data, named by `RELAIS_SHARED` or lying beside the checkout.
///
/// On a build machine (`CI=true`) its absence is a failure, so that no test is left out unseen.
pub(crate) fn shared(root: &Path) -> Result<Option<PathBuf>, Failure> {
    choose_shared(root, variable("RELAIS_SHARED"), variable("CI").as_deref() == Some("true"))
}

fn choose_shared(
    root: &Path,
    named: Option<String>,
    must_exist: bool,
) -> Result<Option<PathBuf>, Failure> {
    let beside = root.parent().map(|folder| folder.join("shared"));
    let wanted = named.as_ref().map(PathBuf::from).or(beside).unwrap_or_default();
    match wanted.canonicalize() {
        Ok(folder) if folder.is_dir() => Ok(Some(folder)),
        _ if named.is_some() || must_exist => Err(Failure::new(format!(
            "the shared data folder is missing: {} (set RELAIS_SHARED)",
            wanted.display()
        ))),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_shared_data_stop_a_build_machine_and_nobody_else() {
        let lonely = Path::new("/nowhere/checkout");
        assert!(choose_shared(lonely, None, true).is_err());
        assert!(choose_shared(lonely, None, false).unwrap().is_none());
    }

    #[test]
    fn a_shared_folder_that_was_named_must_exist() {
        let named = Some("/nowhere/shared".to_owned());
        assert!(choose_shared(&root(), named, false).is_err());
        let real = Some(root().display().to_string());
        assert_eq!(choose_shared(&root(), real, true).unwrap(), Some(root()));
    }
}
