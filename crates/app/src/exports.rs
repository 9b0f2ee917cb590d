//! The directory as files for other programs, and the copies that anyone may fetch.
//!
//! Each process that serves keeps copies of its own beside its data, written anew each night.
//!
//! **Invariant:** a file is written under another name and then renamed, so that nobody reads
//! half of one; a second run over the same directory writes the same bytes.
//! **Invariant:** next to each file lies what it could not say.

mod files;
mod formats;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, NaiveTime, TimeZone, Utc};
use partner_directory::exchange::mednum;
use serde::{Deserialize, Serialize};
use store::places;

pub use formats::{ExportFormat, Profile};

use crate::{App, AppError};

/// The licence of what the network wrote itself (SPDX); rows from elsewhere keep theirs.
pub const LICENCE: &str = "CC-BY-4.0";
/// The local hour at which the copies are written anew.
const NIGHTLY_HOUR: u32 = 3;
const INDEX: &str = "index.json";

/// A file of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedFile {
    /// Its name in the folder.
    pub name: String,
    /// The word of its [`ExportFormat`].
    pub format: String,
    /// The directory itself, what could not be said, or a description of the columns.
    pub role: Role,
    /// The media type it is served with.
    pub media_type: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// How many records it holds; 0 for a description.
    pub records: usize,
    /// How many values the format could not say.
    pub losses: usize,
}

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The directory.
    Data,
    /// What the format could not say, for machines or for readers.
    Losses,
    /// A Table Schema that describes the columns.
    Schema,
}

/// What lies in a folder of exports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportIndex {
    /// When the files were written.
    pub written_at: DateTime<Utc>,
    /// Who publishes them, as `source` of our rows says.
    pub source: String,
    /// The licence (SPDX).
    pub licence: String,
    /// The files, data first within each format.
    pub files: Vec<ExportedFile>,
}

/// Why an export failed; files that were there stay as they were.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The folder cannot be written.
    #[error("{path}")]
    Folder {
        /// The file or folder.
        path: String,
        /// What the machine says.
        source: io::Error,
    },
    /// The directory cannot be read.
    #[error(transparent)]
    App(#[from] AppError),
}

/// Told after each file: its name and how many records it holds.
pub type Progress = Arc<dyn Fn(&str, usize) + Send + Sync>;

impl App {
    /// How this directory calls itself in `source`: stable as long as its address is, and not
    /// the name of any other.
    pub fn own_source(&self) -> String {
        let url = &self.settings.public_url;
        let host = url.split_once("://").map_or(url.as_str(), |(_, host)| host);
        let word = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        format!("relais-{}", host.chars().map(word).collect::<String>())
    }

    /// Writes the published directory into `folder` in each of `formats`; the folder is made.
    ///
    /// # Errors
    /// [`ExportError`]; what was written before is complete.
    pub async fn export(
        &self,
        formats: &[ExportFormat],
        profile: mednum::Profile,
        folder: &Path,
        progress: Progress,
    ) -> Result<ExportIndex, ExportError> {
        let now = self.clock.now();
        let about = formats::About {
            own_source: self.own_source(),
            public_url: self.settings.public_url.clone(),
            today: now.with_timezone(&self.settings.time_zone).date_naive(),
            profile,
        };
        let today = about.today;
        let loaded =
            self.db.read(move |conn| Ok::<_, AppError>(formats::load(conn, today)?)).await?;
        let (formats, folder) = (formats.to_vec(), folder.to_owned());
        let written = tokio::task::spawn_blocking(move || {
            let mut index = ExportIndex {
                written_at: now,
                source: about.own_source.clone(),
                licence: LICENCE.to_owned(),
                files: Vec::new(),
            };
            files::make_folder(&folder)?;
            for format in formats {
                formats::write(format, &loaded, &about, &folder, &mut index.files, &progress)?;
            }
            files::write_index(&folder, &index)?;
            Ok(index)
        });
        written.await.map_err(|error| AppError::Internal(error.into()))?
    }

    /// Writes the copies anew when a night has passed since the last ones, or an address was
    /// protected since; true when it did.
    ///
    /// # Errors
    /// As [`App::export`].
    pub async fn refresh_exports(&self) -> Result<bool, ExportError> {
        let last = self.exports().map(|index| index.written_at);
        if let Some(last) = last.filter(|last| *last >= self.latest_night()) {
            let read = self.db.read(move |conn| places::is_any_hidden_since(conn, last));
            if !read.await.map_err(AppError::from)? {
                return Ok(false);
            }
        }
        let folder = self.settings.export_dir.clone();
        let quiet: Progress = Arc::new(|_, _| {});
        self.export(ExportFormat::ALL, mednum::Profile::Swiss, &folder, quiet).await?;
        Ok(true)
    }

    /// What anyone may fetch; `None` before the first night.
    pub fn exports(&self) -> Option<ExportIndex> {
        files::read_index(&self.settings.export_dir)
    }

    /// Where the public copy `name` lies; `None` for any name that the index does not hold.
    pub fn exported(&self, name: &str) -> Option<(ExportedFile, PathBuf)> {
        let index = self.exports()?;
        let file = index.files.into_iter().find(|file| file.name == name)?;
        let path = self.settings.export_dir.join(&file.name);
        Some((file, path))
    }

    /// The last instant at which the copies should have been written anew.
    fn latest_night(&self) -> DateTime<Utc> {
        let zone = self.settings.time_zone;
        let now = self.clock.now().with_timezone(&zone);
        let hour = NaiveTime::from_hms_opt(NIGHTLY_HOUR, 0, 0).unwrap_or_default();
        let on = |day: chrono::NaiveDate| zone.from_local_datetime(&day.and_time(hour)).latest();
        let today = on(now.date_naive()).filter(|night| *night <= now);
        let night = today.or_else(|| on(now.date_naive().pred_opt()?));
        night.map_or(now.to_utc(), |night| night.to_utc())
    }
}
