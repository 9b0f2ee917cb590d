//! Rows from text: comma or semicolon, double quotes, one header line.

use std::collections::BTreeMap;

use csv::ReaderBuilder;

use super::columns::{Column, REQUIRED, recognise};
use crate::exchange::file::{FileError, ends_in_quotes};
use crate::exchange::formula::restored;
use crate::exchange::values::clean;
use crate::exchange::{Reason, Remark};

#[derive(Default)]
pub(super) struct Sheet {
    pub(super) rows: Vec<Row>,
    pub(super) refused: Vec<Remark>,
    pub(super) remarks: Vec<Remark>,
}

/// What a row says, empty values left out.
pub(super) struct Row {
    pub(super) number: usize,
    cells: BTreeMap<Column, String>,
}

impl Row {
    pub(super) fn text(&self, column: Column) -> &str {
        self.cells.get(&column).map_or("", String::as_str)
    }

    pub(super) fn list(&self, column: Column) -> impl Iterator<Item = &str> {
        self.text(column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }
}

pub(super) fn read(text: &str) -> Result<Sheet, FileError> {
    let delimiter = delimiter(text)?;
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(malformed)?.clone();
    let columns: Vec<Option<Column>> = header.iter().map(recognise).collect();
    let missing: Vec<&'static str> = REQUIRED
        .into_iter()
        .filter(|column| !columns.contains(&Some(*column)))
        .map(Column::word)
        .collect();
    if !missing.is_empty() {
        return Err(FileError::MissingColumns(missing));
    }
    let records = reader.records().collect::<Result<Vec<_>, _>>().map_err(malformed)?;
    if ends_in_quotes(text, delimiter) {
        return Err(FileError::Truncated { row: records.len() });
    }
    let mut sheet = Sheet::default();
    for (name, _) in header.iter().zip(&columns).filter(|(_, column)| column.is_none()) {
        sheet.remarks.push(Remark::new(0, name, "", Reason::UnknownColumn));
    }
    for (number, record) in (1..).zip(&records) {
        sheet.add(number, record, &columns);
    }
    if sheet.rows.is_empty() && sheet.refused.is_empty() {
        return Err(FileError::Empty);
    }
    let is_cut = records.last().is_some_and(|record| record.len() < header.len());
    if is_cut && !text.ends_with('\n') {
        return Err(FileError::Truncated { row: records.len() });
    }
    Ok(sheet)
}

impl Sheet {
    // Spreadsheet programs leave rows of empty cells at the end; they are nobody's row.
    fn add(&mut self, number: usize, record: &csv::StringRecord, columns: &[Option<Column>]) {
        if record.iter().all(|value| value.trim().is_empty()) {
            return;
        }
        if record.len() != columns.len() {
            let shown = record.iter().collect::<Vec<_>>().join(",");
            self.refused.push(Remark::new(number, "", &shown, Reason::FieldCount));
            return;
        }
        let cells = record.iter().zip(columns).filter_map(|(value, column)| {
            let value = clean(restored(value));
            Some(((*column)?, value)).filter(|(_, value)| !value.is_empty())
        });
        self.rows.push(Row { number, cells: cells.collect() });
    }
}

fn delimiter(text: &str) -> Result<u8, FileError> {
    let header = text.lines().next().unwrap_or_default();
    let count = |sign: char| header.matches(sign).count();
    if count('\t') > count(',').max(count(';')) {
        return Err(FileError::WrongDelimiter('\t'));
    }
    Ok(if count(';') > count(',') { b';' } else { b',' })
}

fn malformed(error: csv::Error) -> FileError {
    let line = error.position().map_or(1, |position| position.line());
    FileError::Malformed { line: usize::try_from(line).unwrap_or(usize::MAX) }
}
