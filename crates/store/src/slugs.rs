//! The last parts of addresses, each used once for its kind of page.

use std::collections::HashSet;

use crate::StoreError;
use crate::text::kept;

/// What `LIKE` finds besides `wanted` itself: everything that starts with it and a hyphen.
pub(crate) fn pattern(wanted: &str) -> Result<String, StoreError> {
    Ok(format!("{}-%", kept(wanted)?))
}

/// The first of `wanted`, `wanted-2`, `wanted-3`… that is not taken.
pub(crate) fn first_free(wanted: &str, taken: Vec<String>) -> String {
    let taken: HashSet<String> = taken.into_iter().collect();
    std::iter::once(wanted.to_owned())
        .chain((2..).map(|number: u64| format!("{wanted}-{number}")))
        .find(|slug| !taken.contains(slug))
        .unwrap_or_default()
}
