//! Rows from CSV: comma, double quotes, one header line.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::Sheet;
use super::columns::{Known, REQUIRED, Row, recognise};
use crate::exchange::file::FileError;
use crate::exchange::values::clean;
use crate::exchange::{Reason, Remark};

pub(super) fn read(text: &str) -> Result<Sheet, FileError> {
    let mut reader =
        ReaderBuilder::new().flexible(true).trim(Trim::Headers).from_reader(text.as_bytes());
    let header = reader.headers().map_err(malformed)?.clone();
    check_delimiter(&header)?;
    let columns: Vec<Option<Known>> = header.iter().map(recognise).collect();
    check_required(&columns)?;

    let mut sheet = Sheet::default();
    for (name, column) in header.iter().zip(&columns) {
        if column.is_none() {
            sheet.remarks.push(Remark::new(0, name, "", Reason::UnknownColumn));
        }
    }
    let records = reader.records().collect::<Result<Vec<_>, _>>().map_err(malformed)?;
    if records.is_empty() {
        return Err(FileError::Empty);
    }
    let is_cut =
        ends_in_quotes(text) || records.last().is_some_and(|record| record.len() < header.len());
    if is_cut {
        return Err(FileError::Truncated { row: records.len() });
    }
    for (index, record) in records.iter().enumerate() {
        sheet.add(index + 1, record, &columns);
    }
    Ok(sheet)
}

impl Sheet {
    fn add(&mut self, number: usize, record: &StringRecord, columns: &[Option<Known>]) {
        if record.len() != columns.len() {
            let shown = record.iter().collect::<Vec<_>>().join(",");
            self.refused.push(Remark::new(number, "", &shown, Reason::FieldCount));
            return;
        }
        let mut row = Row::new(number);
        for (value, column) in record.iter().zip(columns) {
            if let Some(known) = column {
                row.put(*known, clean(value));
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

fn check_required(columns: &[Option<Known>]) -> Result<(), FileError> {
    let has = |column| columns.iter().flatten().any(|known| known.column == column);
    let missing: Vec<_> = REQUIRED.into_iter().filter(|column| !has(*column)).collect();
    match missing.is_empty() {
        true => Ok(()),
        false => Err(FileError::MissingColumns(missing.iter().map(|one| one.word()).collect())),
    }
}

// The reader takes an open quote at the end of the file for closed.
fn ends_in_quotes(text: &str) -> bool {
    let (mut in_quotes, mut at_start) = (false, true);
    for byte in text.bytes() {
        match byte {
            b'"' if in_quotes || at_start => {
                in_quotes = !in_quotes;
                // A doubled quote opens the field again.
                at_start = !in_quotes;
            }
            b',' | b'\n' | b'\r' if !in_quotes => at_start = true,
            _ => at_start = false,
        }
    }
    in_quotes
}

fn malformed(error: csv::Error) -> FileError {
    let line = error.position().map_or(1, |position| position.line());
    FileError::Malformed { line: usize::try_from(line).unwrap_or(usize::MAX) }
}
