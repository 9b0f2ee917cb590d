//! What can be wrong with a file as a whole, before any row is read.

use thiserror::Error;

/// The most bytes a file may have.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// A file of which no row can be trusted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FileError {
    /// No row at all.
    #[error("the file is empty")]
    Empty,
    /// More than [`MAX_BYTES`].
    #[error("the file has {bytes} bytes, more than {MAX_BYTES}")]
    TooLarge {
        /// How many it has.
        bytes: usize,
    },
    /// Text in another encoding.
    #[error("the file is not UTF-8 but looks like {}", .0.word())]
    NotUtf8(Encoding),
    /// Columns are not separated by commas.
    #[error("the columns are separated by {0:?}, not by a comma")]
    WrongDelimiter(char),
    /// The end is missing.
    #[error("the file ends in the middle of row {row}")]
    Truncated {
        /// The last row that was begun.
        row: usize,
    },
    /// Columns that the format demands.
    #[error("columns are missing: {}", .0.join(", "))]
    MissingColumns(Vec<&'static str>),
    /// JSON that is not a list of rows.
    #[error("the file is not a list of rows")]
    NotAList,
    /// Not the format it should be.
    #[error("the file cannot be read at line {line}")]
    Malformed {
        /// The line at which reading stopped, from 1.
        line: usize,
    },
}

impl FileError {
    /// The word for the kind of error, used in text keys.
    pub fn word(&self) -> &'static str {
        match self {
            FileError::Empty => "empty",
            FileError::TooLarge { .. } => "too_large",
            FileError::NotUtf8(_) => "not_utf8",
            FileError::WrongDelimiter(_) => "wrong_delimiter",
            FileError::Truncated { .. } => "truncated",
            FileError::MissingColumns(_) => "missing_columns",
            FileError::NotAList => "not_a_list",
            FileError::Malformed { .. } => "malformed",
        }
    }
}

crate::closed_list::closed_list! {
    /// What the encoding of a file that is not UTF-8 probably is.
    Encoding {
        Utf16 = "UTF-16",
        /// ISO 8859-1, Windows-1252 or a relative of theirs.
        Latin1 = "Latin-1",
    }
}

/// The text of a file, without byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str, FileError> {
    if bytes.len() > MAX_BYTES {
        return Err(FileError::TooLarge { bytes: bytes.len() });
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || half_zeros(bytes) {
        return Err(FileError::NotUtf8(Encoding::Utf16));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| match error.error_len() {
        // The last letter was cut in two.
        None => FileError::Truncated { row: lines(bytes) },
        Some(_) => FileError::NotUtf8(Encoding::Latin1),
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() { Err(FileError::Empty) } else { Ok(text) }
}

fn half_zeros(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
    head.len() > 3 && head.iter().filter(|byte| **byte == 0).count() * 3 > head.len()
}

fn lines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}
