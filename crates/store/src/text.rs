//! Text on its way into the database.
//!
//! **Invariant:** both databases keep the same texts: what PostgreSQL cannot keep is refused
//! on SQLite too.

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

/// By what a name is sorted, the same on both databases: small letters without accents.
pub(crate) fn sort_key(name: &str) -> Result<String, StoreError> {
    let mut folded = String::with_capacity(name.len());
    for letter in kept(name)?.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => folded.push('a'),
            'ç' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            // Combining accents of decomposed text.
            '\u{0300}'..='\u{036f}' => {}
            '’' | '\'' | '-' | '\u{a0}' | '\u{202f}' => folded.push(' '),
            other => folded.push(other),
        }
    }
    Ok(folded.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_without_accents_capitals_and_hyphens() {
        assert_eq!(sort_key("  L’Œuvre-Éclair  ").unwrap(), "l oeuvre eclair");
        assert_eq!(sort_key("Cafe\u{301}").unwrap(), "cafe");
    }

    #[test]
    fn the_nul_character_is_refused_when_kept_and_not_found_when_looked_up() {
        assert!(matches!(kept("a\0b"), Err(StoreError::NulCharacter)));
        assert!(matches!(key("a\0b"), Err(StoreError::NotFound)));
    }
}
