use thiserror::Error;

/// A fault in the files of the demo city; the message names the file and the entry.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CityError {
    /// The file is not what its format asks for.
    #[error("seed-data/{file}: {reason}")]
    Malformed {
        /// The file, below `seed-data`.
        file: &'static str,
        /// What the reader says.
        reason: String,
    },
    /// A value that no list knows, or a key that names nothing.
    #[error("the demo city: {field} of {key} cannot be {value:?}")]
    Unknown {
        /// The key of the entry.
        key: String,
        /// The field.
        field: &'static str,
        /// What stands there.
        value: String,
    },
}

/// The value, or the error that says where it was missing.
pub(super) fn known<T>(
    found: Option<T>,
    key: &str,
    field: &'static str,
    value: impl ToString,
) -> Result<T, CityError> {
    found.ok_or_else(|| CityError::Unknown { key: key.to_owned(), field, value: value.to_string() })
}
