//! Rows from CSV: comma (in v0 also semicolon), double quotes, one header line.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::columns::{Known, Row, check_required, is_dropped, recognise};
use super::{Sheet, Version};
use crate::exchange::file::{FileError, ends_in_quotes};
use crate::exchange::formula::restored;
use crate::exchange::values::clean;
use crate::exchange::{Reason, Remark};

pub(super) fn read(text: &str, version: Version) -> Result<Sheet, FileError> {
    let delimiter = delimiter(text, version);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .trim(Trim::Headers)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(malformed)?.clone();
    check_delimiter(&header)?;
    let columns: Vec<Option<Known>> = header.iter().map(recognise).collect();
    check_required(columns.iter().flatten().map(|known| known.column), version)?;

    let mut sheet = Sheet::default();
    for (name, column) in header.iter().zip(&columns) {
        if column.is_none() {
            sheet.remarks.push(unread(name, version));
        }
    }
    let records = reader.records().collect::<Result<Vec<_>, _>>().map_err(malformed)?;
    if records.is_empty() {
        return Err(FileError::Empty);
    }
    let is_cut = ends_in_quotes(text, delimiter)
        || records.last().is_some_and(|record| record.len() < header.len());
    if is_cut {
        return Err(FileError::Truncated { row: records.len() });
    }
    for (index, record) in records.iter().enumerate() {
        sheet.add(index + 1, record, &columns, version);
    }
    Ok(sheet)
}

impl Sheet {
    fn add(
        &mut self,
        number: usize,
        record: &StringRecord,
        columns: &[Option<Known>],
        version: Version,
    ) {
        if record.len() != columns.len() {
            let shown = record.iter().collect::<Vec<_>>().join(",");
            self.refused.push(Remark::new(number, "", &shown, Reason::FieldCount));
            return;
        }
        let mut row = Row::new(number);
        for (value, column) in record.iter().zip(columns) {
            if let Some(known) = column {
                row.put(*known, version, clean(restored(value)));
            }
        }
        self.rows.push(row);
    }
}

fn check_delimiter(header: &StringRecord) -> Result<(), FileError> {
    let other = |name: &str| [';', '\t', '|'].into_iter().find(|sign| name.contains(*sign));
    match (header.len(), header.get(0).and_then(other)) {
        (1, Some(sign)) => Err(FileError::WrongDelimiter(sign)),
        _ => Ok(()),
    }
}

/// The remark about a column whose values are not read.
pub(super) fn unread(name: &str, version: Version) -> Remark {
    let is_older = version == Version::V0 && is_dropped(name);
    let reason = if is_older { Reason::NoCounterpart } else { Reason::UnknownColumn };
    Remark::new(0, name, "", reason)
}

// Both were in use before v1 settled on the comma.
fn delimiter(text: &str, version: Version) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let is_semicolon = header.matches(';').count() > header.matches(',').count();
    if version == Version::V0 && is_semicolon { b';' } else { b',' }
}

fn malformed(error: csv::Error) -> FileError {
    let line = error.position().map_or(1, |position| position.line());
    FileError::Malformed { line: usize::try_from(line).unwrap_or(usize::MAX) }
}
