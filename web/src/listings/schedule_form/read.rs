//! From what was typed to a schedule, or to what is wrong with it.

use chrono::NaiveDate;
use kernel::FieldErrors;
use partner_directory::schedule::{
    Exception, HolidayPolicy, NotTimes, Rule, ScheduleError, ScheduleField, Times, check,
};
use partner_directory::{CountryHolidays, Schedule};

use super::fields::{EXCEPTIONS, ExceptionFields, RULES, RuleFields};
use super::{ExceptionRow, RuleRow, ScheduleForm};

/// How long notes and reasons may be, in signs.
pub(super) const MOST_SIGNS: usize = 280;

impl ScheduleForm {
    /// The schedule that was typed over `before`, on the local date `today`.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub(crate) fn read(
        &self,
        before: &Schedule,
        today: NaiveDate,
        holidays: &CountryHolidays,
    ) -> Result<Schedule, FieldErrors> {
        let mut errors = FieldErrors::default();
        let (rules, rule_rows) = self.read_rules(&mut errors);
        let (exceptions, exception_rows) = self.read_exceptions(before, today, &mut errors);
        let bound = |field, text: &str, errors: &mut FieldErrors| match text.trim() {
            "" => None,
            typed => day(field, typed, errors),
        };
        let mut schedule = Schedule {
            rules,
            exceptions,
            is_by_appointment: match self.appointment.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            valid_from: bound("schedule-from", &self.from, &mut errors),
            valid_until: bound("schedule-until", &self.until, &mut errors),
            note: text("schedule-note", &self.note, &mut errors),
            ..Schedule::empty(before.id.clone())
        };
        let rows = Rows { rules: rule_rows, exceptions: exception_rows };
        if errors.is_empty() {
            for error in check(&schedule, today, holidays) {
                rows.add(error, &mut errors);
            }
        }
        self.keep_imported(before, &mut schedule);
        errors.or(schedule)
    }

    // Text that nobody touched says more than the rows made of it.
    fn keep_imported(&self, before: &Schedule, schedule: &mut Schedule) {
        let shown = ScheduleForm::of(before);
        let rows = |form: &ScheduleForm| -> Vec<RuleRow> {
            form.rules.iter().filter(|row| !row.is_blank()).cloned().collect()
        };
        if !before.rules.is_empty() || rows(self) != rows(&shown) {
            return;
        }
        let of_text = ScheduleForm::of(&Schedule { exceptions: Vec::new(), ..before.clone() });
        let is_shown = |exception: &&Exception| {
            let row = ExceptionRow::of(exception);
            !of_text.exceptions.contains(&row)
        };
        let mut typed = self.exceptions.iter();
        if of_text.exceptions.iter().all(|row| typed.any(|one| one == row)) {
            schedule.osm = before.osm.clone();
            schedule.rules.clear();
            schedule.exceptions = schedule.exceptions.iter().filter(is_shown).cloned().collect();
        }
    }

    fn read_rules(&self, errors: &mut FieldErrors) -> (Vec<Rule>, Vec<&'static RuleFields>) {
        let rows = self.rules.iter().zip(&RULES).filter(|(row, _)| !row.is_blank());
        rows.filter_map(|(row, fields)| Some((row.read(fields, errors)?, fields))).unzip()
    }

    // What is over has ended by itself and goes; only what was written as over is a mistake.
    fn read_exceptions(
        &self,
        before: &Schedule,
        today: NaiveDate,
        errors: &mut FieldErrors,
    ) -> (Vec<Exception>, Vec<&'static ExceptionFields>) {
        let rows = self.exceptions.iter().zip(&EXCEPTIONS).filter(|(row, _)| !row.is_blank());
        let read =
            rows.filter_map(|(row, fields)| Some((row.read(fields, before, errors)?, fields)));
        let is_over = |one: &Exception| one.until < today && before.exceptions.contains(one);
        read.filter(|(exception, _)| !is_over(exception)).unzip()
    }
}

impl RuleRow {
    fn read(&self, fields: &RuleFields, errors: &mut FieldErrors) -> Option<Rule> {
        let slots = self.opens.iter().zip(&self.closes).zip(fields.opens.iter().zip(fields.closes));
        let slots = slots.filter(|((opens, closes), _)| !(opens.is_empty() && closes.is_empty()));
        let times: Option<Vec<Times>> = slots
            .map(|((from, until), (opens, closes))| {
                times((opens, from.as_str()), (closes, until.as_str()), errors)
            })
            .collect();
        let is_dated = self.frequency == "dates";
        let dates: Option<Vec<NaiveDate>> = match is_dated {
            true => words(&self.dates).map(|word| day(fields.dates, word, errors)).collect(),
            false => Some(Vec::new()),
        };
        let anchor = match self.anchor.trim() {
            typed if !typed.is_empty() && self.frequency.starts_with("weekly/") => {
                Some(day(fields.anchor, typed, errors)?)
            }
            _ => None,
        };
        let (times, dates) = (times?, dates?);
        let anchor = anchor.map(|day| format!("@{day}")).unwrap_or_default();
        let days = match is_dated {
            true => dates.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join(","),
            false => self.days.join(","),
        };
        // The line of a rule is what the form is made of; what it does not know nobody can choose.
        let line = format!("{}{anchor} {days} {}", self.frequency, Times::write_all(&times));
        let rule = Rule::from_line(&line);
        let public = HolidayPolicy::from_word(&self.public);
        let school = HolidayPolicy::from_word(&self.school);
        match (rule, public, school) {
            (Some(rule), Some(public_holidays), Some(school_holidays)) => {
                Some(Rule { public_holidays, school_holidays, ..rule })
            }
            _ => {
                errors.add(fields.frequency, "unknown");
                None
            }
        }
    }
}

impl ExceptionRow {
    fn read(
        &self,
        fields: &ExceptionFields,
        before: &Schedule,
        errors: &mut FieldErrors,
    ) -> Option<Exception> {
        // More times than the row can show stay as long as nobody touches it.
        if let Some(same) = before.exceptions.iter().find(|one| ExceptionRow::of(one) == *self) {
            return Some(same.clone());
        }
        let from = day(fields.from, self.from.trim(), errors);
        let until = match self.until.trim() {
            "" => from,
            typed => day(fields.until, typed, errors),
        };
        let times = match (self.opens.is_empty(), self.closes.is_empty()) {
            (true, true) => Vec::new(),
            _ => {
                let opens = (fields.opens, self.opens.as_str());
                vec![times(opens, (fields.closes, self.closes.as_str()), errors)?]
            }
        };
        let reason = text(fields.reason, &self.reason, errors);
        Some(Exception { from: from?, until: until?, times, reason })
    }
}

/// Which row each rule and exception came from.
struct Rows {
    rules: Vec<&'static RuleFields>,
    exceptions: Vec<&'static ExceptionFields>,
}

impl Rows {
    fn add(&self, error: ScheduleError, errors: &mut FieldErrors) {
        use ScheduleField::{
            ExceptionDays, ExceptionTimes, RuleAnchor, RuleDates, RuleDays, RuleHolidays, RuleNth,
            RuleTimes, ValidUntil,
        };
        let rule = |index: usize| self.rules.get(index);
        let exception = |index: usize| self.exceptions.get(index);
        let field = match error.field {
            RuleDays(index) => rule(index).map(|row| row.days),
            RuleNth(index) => rule(index).map(|row| row.frequency),
            RuleAnchor(index) => rule(index).map(|row| row.anchor),
            RuleDates(index) => rule(index).map(|row| row.dates),
            RuleTimes(index) => rule(index).and_then(|row| row.opens.first().copied()),
            RuleHolidays(index) => rule(index).map(|row| row.school),
            ExceptionDays(index) => exception(index).map(|row| row.until),
            ExceptionTimes(index) => exception(index).map(|row| row.opens),
            ValidUntil => Some("schedule-until"),
        };
        errors.add(field.unwrap_or("schedule-note"), error.code.word());
    }
}

fn times(
    (opens_field, opens): (&'static str, &str),
    (closes_field, closes): (&'static str, &str),
    errors: &mut FieldErrors,
) -> Option<Times> {
    match Times::parse(opens, closes) {
        Ok(times) => Some(times),
        Err(NotTimes::ClosesBeforeOpening) => {
            errors.add(closes_field, "closes_before_opening");
            None
        }
        Err(NotTimes::NotATime) => {
            let is_opening = Times::parse(opens, "24:00").is_err();
            errors.add(if is_opening { opens_field } else { closes_field }, "not_a_time");
            None
        }
    }
}

fn words(typed: &str) -> impl Iterator<Item = &str> {
    typed.split([' ', ',', ';', '\n', '\r', '\t']).filter(|word| !word.is_empty())
}

fn day(field: &'static str, typed: &str, errors: &mut FieldErrors) -> Option<NaiveDate> {
    let shapes = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"];
    let read = shapes.iter().find_map(|shape| NaiveDate::parse_from_str(typed, shape).ok());
    // A year of two or five digits is a slip of the hand.
    let read = read.filter(|day| (2000..2100).contains(&chrono::Datelike::year(day)));
    if read.is_none() {
        errors.add(field, if typed.is_empty() { "required" } else { "not_a_date" });
    }
    read
}

fn text(field: &'static str, typed: &str, errors: &mut FieldErrors) -> Option<String> {
    let typed = typed.trim();
    if typed.chars().count() > MOST_SIGNS {
        errors.add(field, "too_long");
    }
    (!typed.is_empty()).then(|| typed.to_owned())
}
