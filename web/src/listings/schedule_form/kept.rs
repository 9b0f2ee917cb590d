//! Rows that are not open: one line each, and the buttons that open or remove them.

use partner_directory::schedule::{Exception, Rule, Times};

use super::{ExceptionRow, OPEN_ROWS, Pressed, RuleRow, ScheduleForm};
use crate::routes::form::Pairs;

impl Pressed {
    /// What the buttons of the form say.
    pub(super) fn read(pairs: &Pairs) -> Pressed {
        let number = |name: &str| pairs.one(name).parse::<usize>().ok();
        let pressed = [
            number("schedule-edit-rule").map(Pressed::EditRule),
            number("schedule-drop-rule").map(Pressed::DropRule),
            number("schedule-edit-exception").map(Pressed::EditException),
            number("schedule-drop-exception").map(Pressed::DropException),
            (!pairs.one("schedule-more").is_empty()).then_some(Pressed::More),
        ];
        pressed.into_iter().flatten().next().unwrap_or_default()
    }
}

impl ScheduleForm {
    /// The form after the button that was pressed: what is right and not needed is closed.
    pub(super) fn rearranged(mut self) -> ScheduleForm {
        match self.pressed {
            Pressed::Nothing => return self,
            Pressed::More => self.close(OPEN_ROWS - 1, OPEN_ROWS),
            Pressed::EditRule(index) if index < self.kept_rules.len() => {
                let line = self.kept_rules.remove(index);
                self.close(OPEN_ROWS - 1, OPEN_ROWS);
                let rule = Rule::from_line(&line);
                self.rules.extend(rule.iter().flat_map(RuleRow::of));
            }
            Pressed::DropRule(index) if index < self.kept_rules.len() => {
                self.kept_rules.remove(index);
            }
            Pressed::EditException(index) if index < self.kept_exceptions.len() => {
                let line = self.kept_exceptions.remove(index);
                self.close(OPEN_ROWS, OPEN_ROWS - 1);
                self.exceptions.extend(exception(&line).iter().map(ExceptionRow::of));
            }
            Pressed::DropException(index) if index < self.kept_exceptions.len() => {
                self.kept_exceptions.remove(index);
            }
            _ => {}
        }
        self
    }

    // The first rows that can be read become lines until no more than so many stand open.
    fn close(&mut self, rules: usize, exceptions: usize) {
        self.rules.retain(|row| !row.is_blank());
        self.exceptions.retain(|row| !row.is_blank());
        let too_many = self.rules.len().saturating_sub(rules);
        let lines = self.rules.iter().take(too_many).map(RuleRow::line);
        if let Some(lines) = lines.collect::<Option<Vec<_>>>() {
            self.rules.drain(..too_many);
            self.kept_rules.extend(lines);
        }
        let too_many = self.exceptions.len().saturating_sub(exceptions);
        let lines = self.exceptions.iter().take(too_many).map(ExceptionRow::line);
        if let Some(lines) = lines.collect::<Option<Vec<_>>>() {
            self.exceptions.drain(..too_many);
            self.kept_exceptions.extend(lines);
        }
    }

    /// Every row that says something, those that are kept first.
    pub(super) fn all_rules(&self) -> Vec<RuleRow> {
        let kept = self.kept_rules.iter().filter_map(|line| Rule::from_line(line));
        let kept = kept.flat_map(|rule| RuleRow::of(&rule));
        kept.chain(self.rules.iter().filter(|row| !row.is_blank()).cloned()).collect()
    }

    /// Every exception that says something, those that are kept first.
    pub(super) fn all_exceptions(&self) -> Vec<ExceptionRow> {
        let kept = self.kept_exceptions.iter().filter_map(|line| exception(line));
        let kept = kept.map(|one| ExceptionRow::of(&one));
        kept.chain(self.exceptions.iter().filter(|row| !row.is_blank()).cloned()).collect()
    }
}

/// The line of an exception: first and last day, times or `off`, the reason.
pub(super) fn exception_line(exception: &Exception) -> String {
    let times = match exception.times.as_slice() {
        [] => "off".to_owned(),
        times => Times::write_all(times),
    };
    let reason = exception.reason.as_deref().unwrap_or_default();
    format!("{}..{} {times} {reason}", exception.from, exception.until).trim_end().to_owned()
}

/// Reads what [`exception_line`] writes.
pub(super) fn exception(line: &str) -> Option<Exception> {
    let mut words = line.splitn(3, ' ');
    let (from, until) = words.next()?.split_once("..")?;
    let times = match words.next()? {
        "off" => Vec::new(),
        times => Times::read_all(times)?,
    };
    Some(Exception {
        from: from.parse().ok()?,
        until: until.parse().ok()?,
        times,
        reason: words.next().map(str::to_owned),
    })
}
