//! The plain table: one row for each offer at a place, everything that is public in it.
//!
//! `GeoJSON` has it with the names of [`TableColumn`] and the words of the closed lists. CSV, which
//! people open and fill in, has the columns and words of [`plain_csv`](super::plain_csv) first,
//! so that it can be imported, and further columns for what an import does not read.

mod columns;
mod french;
mod row;

use std::io::{self, Write};

pub use columns::TableColumn;
pub use french::is_extra;
pub(super) use row::{Cell, rows};

use super::fact::{self, Fact, Fate};
use super::formula::neutralised;
use super::loss::{LossReason, LossReport};
use super::published::{Origins, Published};

/// What lies between the values of a list.
pub const SEPARATOR: char = '|';

/// Writes the table as CSV and returns the number of rows and what it could not say.
///
/// # Errors
/// `out` cannot be written.
pub fn write_csv(
    published: &[Published],
    origins: &Origins,
    own_source: &str,
    out: &mut dyn Write,
) -> io::Result<(usize, LossReport)> {
    // Spreadsheets set to French read semicolons, and UTF-8 by its mark, as in the template.
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    writer.write_record(french::columns().map(|(_, name)| name))?;
    let mut losses = LossReport::default();
    let mut count = 0;
    for one in published {
        for row in rows(one, origins, own_source) {
            let cells = french::columns().map(|(column, _)| {
                let text = french::text(column, one.offer(), &row);
                neutralised(&text).into_owned()
            });
            writer.write_record(cells)?;
            count += 1;
        }
        note_losses(one, &mut losses);
    }
    writer.flush()?;
    Ok((count, losses))
}

/// Counts what the table has no column for.
pub(super) fn note_losses(one: &Published, losses: &mut LossReport) {
    let mut facts = fact::of_organization(one.organization());
    facts.extend(fact::of_offer(one.offer()));
    for lost in facts.into_iter().filter(|fact| fate(*fact) == Fate::Lost) {
        losses.note(lost.word(), LossReason::NoField, one.offer().id.as_str());
    }
    one.note_lost_hours(losses);
    for (at_place, place) in one.places() {
        if place.is_address_hidden {
            losses.note("place.address", LossReason::Protected, at_place.id.as_str());
        }
        if place.parent.is_some() {
            losses.note("place.parent", LossReason::NoField, at_place.id.as_str());
        }
    }
}

// Places and openings have a column for each fact.
fn fate(fact: Fact) -> Fate {
    match fact {
        Fact::OrganizationShortName | Fact::OrganizationDescription | Fact::OrganizationLabels => {
            Fate::Lost
        }
        _ => Fate::Said,
    }
}

#[cfg(test)]
mod tests;
