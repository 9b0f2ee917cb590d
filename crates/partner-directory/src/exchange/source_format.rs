//! The formats that can be imported, behind one door.

use super::file::FileError;
use super::import::{Import, Moment};
use super::mednum::{self, Format, Version};
use super::plain_csv;
use crate::closed_list::closed_list;

closed_list! {
    /// A format of another directory, as the command line calls it.
    SourceFormat {
        Mednum = "mednum",
        MednumV0 = "mednum-v0",
        /// Our own table, see [`plain_csv`].
        Csv = "csv",
    }
}

impl SourceFormat {
    /// What the identifiers of such files are kept under: both schemas of the French standard
    /// name the same places.
    pub fn register(self) -> &'static str {
        match self {
            SourceFormat::Mednum | SourceFormat::MednumV0 => "mednum",
            SourceFormat::Csv => "csv",
        }
    }

    /// Reads a whole file; whether it is JSON is seen from its first sign.
    ///
    /// # Errors
    /// [`FileError`] when no row of it can be trusted.
    pub fn read(self, bytes: &[u8], moment: Moment) -> Result<Import, FileError> {
        let french = |version| {
            let format = if is_json(bytes) { Format::Json } else { Format::Csv };
            let sheet = mednum::read_version(bytes, format, version)?;
            Ok(mednum::understand(sheet, moment))
        };
        match self {
            SourceFormat::Mednum => french(Version::V1),
            SourceFormat::MednumV0 => french(Version::V0),
            SourceFormat::Csv => plain_csv::read(bytes, moment),
        }
    }
}

fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    matches!(bytes.iter().find(|byte| !byte.is_ascii_whitespace()), Some(b'[' | b'{'))
}
