//! Text on its way into the database.
//!
//! **Invariant:** both databases keep the same texts: what PostgreSQL cannot keep is refused
//! on SQLite too.

use partner_directory::fold;

use crate::StoreError;

/// The text to keep.
pub(crate) fn kept(text: &str) -> Result<String, StoreError> {
    match text.contains('\0') {
        true => Err(StoreError::NulCharacter),
        false => Ok(text.to_owned()),
    }
}

/// The text to keep, if there is one.
pub(crate) fn kept_optional(text: &Option<String>) -> Result<Option<String>, StoreError> {
    text.as_deref().map(kept).transpose()
}

/// A text to look up by: one that cannot be kept is not there.
pub(crate) fn key(text: &str) -> Result<&str, StoreError> {
    match text.contains('\0') {
        true => Err(StoreError::NotFound),
        false => Ok(text),
    }
}

/// By what a name is sorted, the same on both databases.
pub(crate) fn sort_key(name: &str) -> Result<String, StoreError> {
    kept(&fold::sort_key(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nul_character_is_refused_when_kept_and_not_found_when_looked_up() {
        assert!(matches!(kept("a\0b"), Err(StoreError::NulCharacter)));
        assert!(matches!(key("a\0b"), Err(StoreError::NotFound)));
    }
}
