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
    /// A file of quite another sort, known by its first bytes.
    #[error("the file is no list of rows but: {}", .0.word())]
    WrongKind(FileKind),
    /// Text in another encoding.
    #[error("the file is not UTF-8 but looks like {}", .0.word())]
    NotUtf8(Encoding),
    /// Columns are not separated by commas.
    #[error("the columns are separated by {0:?}, not as the format demands")]
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
            FileError::WrongKind(kind) => kind.word(),
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

crate::closed_list::closed_list! {
    /// Sorts of files that people choose by mistake.
    FileKind {
        /// Excel or `LibreOffice`, old or new.
        Spreadsheet = "spreadsheet",
        /// Zip, gzip and the like.
        Archive = "archive",
        Pdf = "pdf",
        WebPage = "web_page",
        Picture = "picture",
    }
}

/// What sort of file it is when it is surely no text with rows.
fn kind(bytes: &[u8]) -> Option<FileKind> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let starts = |magic: &[u8]| head.starts_with(magic);
    let holds = |part: &[u8]| head.windows(part.len()).any(|window| window == part);
    if starts(b"PK\x03\x04") {
        let is_office = holds(b"[Content_Types].xml") || holds(b"xl/") || holds(b"opendocument");
        return Some(if is_office { FileKind::Spreadsheet } else { FileKind::Archive });
    }
    if starts(b"\xd0\xcf\x11\xe0") {
        return Some(FileKind::Spreadsheet);
    }
    if starts(b"\x1f\x8b") || starts(b"7z\xbc\xaf") || starts(b"Rar!") {
        return Some(FileKind::Archive);
    }
    if starts(b"%PDF") {
        return Some(FileKind::Pdf);
    }
    if starts(b"\x89PNG") || starts(b"\xff\xd8\xff") || starts(b"GIF8") {
        return Some(FileKind::Picture);
    }
    let words = String::from_utf8_lossy(head).trim_start_matches('\u{feff}').to_ascii_lowercase();
    let is_page = ["<!doctype", "<html", "<?xml", "<head", "<body"]
        .iter()
        .any(|tag| words.trim_start().starts_with(tag));
    is_page.then_some(FileKind::WebPage)
}

/// The text of a file, without byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str, FileError> {
    if bytes.len() > MAX_BYTES {
        return Err(FileError::TooLarge { bytes: bytes.len() });
    }
    if let Some(kind) = kind(bytes) {
        return Err(FileError::WrongKind(kind));
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

/// True when a quoted cell of a CSV file is never closed; readers take it for closed.
pub(super) fn ends_in_quotes(text: &str, delimiter: u8) -> bool {
    let (mut in_quotes, mut at_start) = (false, true);
    for byte in text.bytes() {
        match byte {
            b'"' if in_quotes || at_start => {
                in_quotes = !in_quotes;
                // A doubled quote opens the field again.
                at_start = !in_quotes;
            }
            b'\n' | b'\r' if !in_quotes => at_start = true,
            sign if sign == delimiter && !in_quotes => at_start = true,
            _ => at_start = false,
        }
    }
    in_quotes
}
