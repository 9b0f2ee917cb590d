use std::path::{Path, PathBuf};

use crate::{Part, StoreError};

/// Where a database is, read from its URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// One file.
    Sqlite(PathBuf),
    /// A server, by its URL; may hold a password, so it is never printed.
    Postgres(String),
}

impl Address {
    /// Reads `sqlite:PATH` or `postgres://…`.
    ///
    /// # Errors
    /// Any other scheme: diesel would take any text for a file name, so a mistyped
    /// address would quietly start an empty database.
    pub fn parse(url: &str) -> Result<Address, StoreError> {
        match url.split_once(':') {
            Some(("postgres" | "postgresql", _)) => Ok(Address::Postgres(url.to_owned())),
            Some(("sqlite", path)) if !path.is_empty() => {
                let path = Path::new(path.strip_prefix("//").unwrap_or(path));
                match path.is_dir() {
                    true => Err(StoreError::NotAFile { path: path.display().to_string() }),
                    false => Ok(Address::Sqlite(path.to_owned())),
                }
            }
            _ => Err(StoreError::UnknownAddress),
        }
    }

    /// Where one part of this database lives.
    pub(crate) fn of(&self, part: Part) -> Address {
        match part {
            Part::Main => self.clone(),
            Part::Keys => self.for_keys(),
        }
    }

    /// Where the referral keys of this database live: a file or schema of their own, so
    /// that they are backed up apart (decisions.md 10).
    fn for_keys(&self) -> Address {
        match self {
            Address::Sqlite(path) => Address::Sqlite(path.with_extension("keys.db")),
            Address::Postgres(url) => Address::Postgres(url.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_address_is_refused_instead_of_making_an_empty_file() {
        for url in ["relais.db", "postgre://localhost/x", "sqlite:", ""] {
            assert!(matches!(Address::parse(url), Err(StoreError::UnknownAddress)), "{url}");
        }
    }

    #[test]
    fn a_folder_where_the_file_should_be_is_named() {
        assert!(matches!(Address::parse("sqlite:/"), Err(StoreError::NotAFile { .. })));
    }

    #[test]
    fn the_keys_have_a_file_of_their_own() {
        let address = Address::parse("sqlite:data/relais.db").unwrap();

        assert_eq!(address.for_keys(), Address::Sqlite("data/relais.keys.db".into()));
    }
}
