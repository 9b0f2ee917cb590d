//! Which files each format is made of.

use std::io::{self, Write};
use std::path::Path;

use chrono::NaiveDate;
use partner_directory::exchange::loss::LossReport;
use partner_directory::exchange::published::{Origins, Published};
use partner_directory::exchange::{SourceFormat, data_inclusion, geojson, mednum, table};
use serde_json::Value;
use store::{Conn, StoreError};

pub use partner_directory::exchange::mednum::Profile;

use super::{ExportError, ExportedFile, Progress, Role, files};

/// A format in which the directory is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// *Lieux de médiation numérique* v1.0.2 as CSV.
    Mednum,
    /// The same as JSON.
    MednumJson,
    /// *data·inclusion* v1: structures and services.
    DataInclusion,
    /// `GeoJSON` (RFC 7946).
    GeoJson,
    /// Our own table.
    Csv,
}

impl ExportFormat {
    /// Every format, in the order in which they are shown.
    pub const ALL: &'static [ExportFormat] = &[
        ExportFormat::Mednum,
        ExportFormat::MednumJson,
        ExportFormat::DataInclusion,
        ExportFormat::GeoJson,
        ExportFormat::Csv,
    ];

    /// The word for it on the command line and in text keys.
    pub fn word(self) -> &'static str {
        match self {
            ExportFormat::Mednum => "mednum",
            ExportFormat::MednumJson => "mednum-json",
            ExportFormat::DataInclusion => "data-inclusion",
            ExportFormat::GeoJson => "geojson",
            ExportFormat::Csv => "csv",
        }
    }

    /// Reads back a [`ExportFormat::word`].
    pub fn from_word(word: &str) -> Option<ExportFormat> {
        ExportFormat::ALL.iter().copied().find(|format| format.word() == word)
    }
}

/// The directory, and what others call its rows in French files and in tables like ours.
pub(super) struct Loaded {
    published: Vec<Published>,
    french: Origins,
    plain: Origins,
}

pub(super) fn load(conn: &mut Conn, today: NaiveDate) -> Result<Loaded, StoreError> {
    Ok(Loaded {
        published: store::published::list_all(conn, today)?,
        french: store::published::origins(conn, SourceFormat::Mednum.register())?,
        plain: store::published::origins(conn, SourceFormat::Csv.register())?,
    })
}

pub(super) struct About {
    pub(super) own_source: String,
    pub(super) public_url: String,
    pub(super) today: NaiveDate,
    pub(super) profile: Profile,
}

const JSON: &str = "application/json";
const CSV: &str = "text/csv; charset=utf-8";
const GEOJSON: &str = "application/geo+json";
const TEXT: &str = "text/plain; charset=utf-8";

/// A file that is under way.
struct Writing<'a> {
    folder: &'a Path,
    format: ExportFormat,
    done: &'a mut Vec<ExportedFile>,
    progress: &'a Progress,
}

pub(super) fn write(
    format: ExportFormat,
    loaded: &Loaded,
    about: &About,
    folder: &Path,
    done: &mut Vec<ExportedFile>,
    progress: &Progress,
) -> Result<(), ExportError> {
    let mut writing = Writing { folder, format, done, progress };
    let Loaded { published, french, plain } = loaded;
    let source = &about.own_source;
    match format {
        ExportFormat::Mednum => {
            writing.mednum(
                "lieux-mediation-numerique.csv",
                CSV,
                mednum::Format::Csv,
                loaded,
                about,
            )?;
            if about.profile == Profile::Swiss {
                let name = format!("{}.schema.json", mednum::PROFILE_NAME);
                writing.add(&name, JSON, Role::Schema, |out| pretty(out, &mednum::profile()))?;
            }
            Ok(())
        }
        ExportFormat::MednumJson => writing.mednum(
            "lieux-mediation-numerique.json",
            JSON,
            mednum::Format::Json,
            loaded,
            about,
        ),
        ExportFormat::DataInclusion => writing.data_inclusion(loaded, about),
        ExportFormat::GeoJson => writing
            .data("offres.geojson", GEOJSON, |out| geojson::write(published, french, source, out)),
        ExportFormat::Csv => {
            writing.data("offres.csv", CSV, |out| table::write_csv(published, plain, source, out))
        }
    }
}

impl Writing<'_> {
    fn mednum(
        &mut self,
        name: &str,
        media_type: &str,
        format: mednum::Format,
        loaded: &Loaded,
        about: &About,
    ) -> Result<(), ExportError> {
        let settings = mednum::Settings {
            own_source: about.own_source.clone(),
            public_url: about.public_url.clone(),
            today: about.today,
            profile: about.profile,
        };
        self.data(name, media_type, |out| {
            mednum::write(&loaded.published, &loaded.french, &settings, format, out)
        })
    }

    fn data_inclusion(&mut self, loaded: &Loaded, about: &About) -> Result<(), ExportError> {
        let settings = data_inclusion::Settings {
            own_source: about.own_source.clone(),
            public_url: about.public_url.clone(),
            today: about.today,
        };
        let records = data_inclusion::records(&loaded.published, &loaded.french, &settings);
        let (structures, services) = (records.structures, records.services);
        // Both files come of one reading, so the report stands beside the first.
        self.data("data-inclusion-structures.json", JSON, |out| {
            data_inclusion::write(&structures, out)?;
            Ok((structures.len(), records.losses))
        })?;
        self.add("data-inclusion-services.json", JSON, Role::Data, |out| {
            data_inclusion::write(&services, out)
        })?;
        if let Some(file) = self.done.last_mut() {
            file.records = services.len();
        }
        Ok(())
    }

    /// Writes a file of the directory and, beside it, what it could not say.
    fn data(
        &mut self,
        name: &str,
        media_type: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<(usize, LossReport)>,
    ) -> Result<(), ExportError> {
        let (whole, (records, losses)) = files::write(self.folder, name, write)?;
        self.done.push(ExportedFile {
            name: name.to_owned(),
            format: self.format.word().to_owned(),
            role: Role::Data,
            media_type: media_type.to_owned(),
            bytes: whole.bytes,
            sha256: whole.sha256,
            records,
            losses: losses.total(),
        });
        (self.progress)(name, records);
        let (json, text) = (losses.to_json(name, records), losses.to_text(name, records));
        self.add(&format!("{name}.pertes.json"), JSON, Role::Losses, |out| pretty(out, &json))?;
        self.add(&format!("{name}.pertes.txt"), TEXT, Role::Losses, |out| {
            out.write_all(text.as_bytes())
        })
    }

    fn add(
        &mut self,
        name: &str,
        media_type: &str,
        role: Role,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), ExportError> {
        let (whole, ()) = files::write(self.folder, name, write)?;
        self.done.push(ExportedFile {
            name: name.to_owned(),
            format: self.format.word().to_owned(),
            role,
            media_type: media_type.to_owned(),
            bytes: whole.bytes,
            sha256: whole.sha256,
            records: 0,
            losses: 0,
        });
        Ok(())
    }
}

fn pretty(out: &mut dyn Write, value: &Value) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}
