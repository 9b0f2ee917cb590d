//! Writing the format: 32 columns in the schema's order, one record for each organization at a
//! place, holding all that it does there.
//!
//! **Invariant:** no value is made up. Swiss values are written as they are; the declared
//! [`profile`](super::profile) says how they differ. The one exception is the French files' own
//! sign for an unknown `pivot`, written for French places only, because the column is compulsory.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::Format;
use super::columns::Column;
use super::line::{Line, lines};
use crate::closed_list::closed_list;
use crate::exchange::formula::neutralised;
use crate::exchange::loss::{LossReason, LossReport};
use crate::exchange::published::{Origins, Published};

closed_list! {
    /// For whom the file is written.
    Profile {
        /// Swiss values as they are, described by a Table Schema beside the file.
        Swiss = "swiss",
        /// For French recipients: a column that the French schema would refuse is left empty.
        Strict = "strict",
    }
}

/// What an export needs to know besides the offers.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Written in `source` of what began here, so that our own rows are known again.
    pub own_source: String,
    /// How people reach the site, without a slash at the end.
    pub public_url: String,
    /// The local date of the export.
    pub today: NaiveDate,
    /// For whom it is written.
    pub profile: Profile,
}

/// Writes the records and returns how many there are and what they could not say.
///
/// # Errors
/// `out` cannot be written.
pub fn write(
    published: &[Published],
    origins: &Origins,
    settings: &Settings,
    format: Format,
    out: &mut dyn Write,
) -> io::Result<(usize, LossReport)> {
    let (lines, mut losses) = lines(published, origins, settings);
    for one in published.iter().filter(|one| one.places().is_empty()) {
        losses.note("offer", LossReason::NoPlace, one.offer().id.as_str());
    }
    for one in published {
        one.note_lost_hours(&mut losses);
    }
    match format {
        Format::Csv => write_csv(&lines, out)?,
        Format::Json => write_json(&lines, out)?,
    }
    Ok((lines.len(), losses))
}

fn write_csv(lines: &[Line], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(Column::ALL.iter().map(|column| column.word()))?;
    for line in lines {
        let cells = Column::ALL.iter().map(|column| neutralised(line.get(*column)).into_owned());
        writer.write_record(cells)?;
    }
    writer.flush()
}

fn write_json(lines: &[Line], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (index, line) in lines.iter().enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        let fields = Column::ALL.iter().filter_map(|column| {
            let text = line.get(*column);
            (!text.is_empty()).then(|| (column.word().to_owned(), json_value(*column, text)))
        });
        serde_json::to_writer(&mut *out, &fields.collect::<Map<String, Value>>())?;
    }
    out.write_all(b"\n]\n")
}

fn json_value(column: Column, text: &str) -> Value {
    match column {
        Column::Latitude | Column::Longitude => {
            text.parse::<f64>().map_or_else(|_| json!(text), |number| json!(number))
        }
        _ => json!(text),
    }
}
