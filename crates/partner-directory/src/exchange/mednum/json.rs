//! Rows from JSON: a list of objects whose fields are the columns.

use std::collections::BTreeSet;

use serde_json::Value;

use super::columns::{Known, Row, check_required, recognise};
use super::csv::unread;
use super::{Sheet, Version};
use crate::exchange::file::FileError;
use crate::exchange::values::clean;
use crate::exchange::{Reason, Remark};

pub(super) fn read(text: &str, version: Version) -> Result<Sheet, FileError> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        if error.is_eof() {
            FileError::Truncated { row: text.matches("\"id\"").count() }
        } else {
            FileError::Malformed { line: error.line() }
        }
    })?;
    let Value::Array(items) = value else { return Err(FileError::NotAList) };
    if items.is_empty() {
        return Err(FileError::Empty);
    }
    let names: BTreeSet<&str> = items
        .iter()
        .filter_map(Value::as_object)
        .flat_map(|row| row.keys())
        .map(String::as_str)
        .collect();
    if names.is_empty() {
        return Err(FileError::NotAList);
    }
    check_required(names.iter().filter_map(|name| Some(recognise(name)?.column)), version)?;

    let mut sheet = Sheet::default();
    for name in names.into_iter().filter(|name| recognise(name).is_none()) {
        sheet.remarks.push(unread(name, version));
    }
    for (index, item) in items.iter().enumerate() {
        sheet.add_item(index + 1, item, version);
    }
    Ok(sheet)
}

impl Sheet {
    fn add_item(&mut self, number: usize, item: &Value, version: Version) {
        let Value::Object(fields) = item else {
            self.refused.push(Remark::new(number, "", &item.to_string(), Reason::NotAnObject));
            return;
        };
        let mut row = Row::new(number);
        let known = fields.iter().filter_map(|(name, value)| Some((recognise(name)?, name, value)));
        let mut known: Vec<(Known, &String, &Value)> = known.collect();
        // Older names last, so that the column's own name wins.
        known.sort_by_key(|(known, ..)| known.older.is_some());
        for (known, name, value) in known {
            match text_of(value) {
                Some(text) => row.put(known, version, clean(&text)),
                None => {
                    let shown = value.to_string();
                    self.remarks.push(Remark::new(number, name, &shown, Reason::WrongType));
                }
            }
        }
        self.rows.push(row);
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let texts: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            texts.map(|texts| texts.join("|"))
        }
        Value::Bool(_) | Value::Object(_) => None,
    }
}
