//! Reads the cells of one row, with a remark for each that does not fit.

use super::Moment;
use super::columns::{Column, Row};
use super::labels::{self, Labels};
use crate::exchange::values;
use crate::exchange::{Reason, Remark};

pub(super) struct Reader<'a> {
    pub(super) row: &'a Row,
    pub(super) moment: Moment,
    pub(super) remarks: &'a mut Vec<Remark>,
}

impl Reader<'_> {
    pub(super) fn labels<T: Copy + PartialEq>(
        &mut self,
        column: Column,
        labels: Labels<T>,
    ) -> Vec<T> {
        let mut found = Vec::new();
        for label in self.row.list(column) {
            match labels::meaning(labels, label) {
                Some(value) => add(&mut found, value),
                None if labels::WITHOUT_COUNTERPART.contains(&label) => {
                    self.remark(column, label, Reason::NoCounterpart);
                }
                None => self.remark(column, label, Reason::UnknownValue),
            }
        }
        found
    }

    pub(super) fn first(
        &mut self,
        column: Column,
        read: impl Fn(&str) -> Result<String, Reason>,
    ) -> Option<String> {
        let mut first = None;
        for part in self.row.list(column) {
            match read(part) {
                Ok(value) if first.is_none() => first = Some(value),
                Ok(value) if first.as_ref() == Some(&value) => {}
                Ok(_) => self.remark(column, part, Reason::OnlyFirstKept),
                Err(reason) => self.remark(column, part, reason),
            }
        }
        first
    }

    pub(super) fn required(&self, column: Column) -> Result<String, Remark> {
        self.optional(column).ok_or_else(|| self.about(column, "", Reason::Missing))
    }

    pub(super) fn optional(&self, column: Column) -> Option<String> {
        let text = values::one_line(self.row.text(column));
        (!text.is_empty()).then_some(text)
    }

    pub(super) fn cut(&mut self, column: Column, text: String, max: usize) -> String {
        if text.chars().count() <= max {
            return text;
        }
        self.remark(column, &text, Reason::TooLong);
        let kept: String = text.chars().take(max - 1).collect();
        format!("{}…", kept.trim_end())
    }

    pub(super) fn remark(&mut self, column: Column, value: &str, reason: Reason) {
        let remark = self.about(column, value, reason);
        self.remarks.push(remark);
    }

    pub(super) fn about(&self, column: Column, value: &str, reason: Reason) -> Remark {
        Remark::new(self.row.number, self.row.name_of(column), value, reason)
    }
}

pub(super) fn add<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}
