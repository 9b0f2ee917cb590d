//! From what was typed to a schedule, or to what is wrong with it.

use chrono::NaiveDate;
use kernel::FieldErrors;
use partner_directory::schedule::{
    Exception, HolidayPolicy, NotTimes, Rule, ScheduleError, ScheduleField, Times, check,
};
use partner_directory::{CountryHolidays, Schedule};

use super::fields::{EXCEPTIONS, ExceptionFields, RULES, RuleFields};
use super::{ExceptionRow, RuleRow, ScheduleForm, kept};

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
        if !before.rules.is_empty() || self.all_rules() != shown.all_rules() {
            return;
        }
        let of_text = ScheduleForm::of(&Schedule { exceptions: Vec::new(), ..before.clone() });
        let of_text = of_text.all_exceptions();
        let is_shown = |exception: &&Exception| !of_text.contains(&ExceptionRow::of(exception));
        let typed = self.all_exceptions();
        let mut typed = typed.iter();
        if of_text.iter().all(|row| typed.any(|one| one == row)) {
            schedule.osm = before.osm.clone();
            schedule.rules.clear();
            schedule.exceptions = schedule.exceptions.iter().filter(is_shown).cloned().collect();
        }
    }

    // A kept line has no field of its own: what is wrong with it is said at the first row.
    fn read_rules(&self, errors: &mut FieldErrors) -> (Vec<Rule>, Vec<&'static RuleFields>) {
        let [first, ..] = &RULES;
        let kept = self.kept_rules.iter().filter_map(|line| Rule::from_line(line));
        let (mut rules, mut rows): (Vec<_>, Vec<_>) = kept.map(|rule| (rule, first)).unzip();
        if rules.len() < self.kept_rules.len() {
            errors.add(first.frequency, "unknown");
        }
        let open = self.rules.iter().zip(&RULES).filter(|(row, _)| !row.is_blank());
        for (row, fields) in open {
            if let Some(rule) = row.read(fields, errors) {
                rules.push(rule);
                rows.push(fields);
            }
        }
        (rules, rows)
    }

    // What is over has ended by itself and goes; only what was written as over is a mistake.
    fn read_exceptions(
        &self,
        before: &Schedule,
        today: NaiveDate,
        errors: &mut FieldErrors,
    ) -> (Vec<Exception>, Vec<&'static ExceptionFields>) {
        let [first, ..] = &EXCEPTIONS;
        let mut read: Vec<(Exception, &'static ExceptionFields)> = Vec::new();
        for line in &self.kept_exceptions {
            match kept::exception(line) {
                Some(exception) => read.push((exception, first)),
                None => errors.add(first.from, "not_a_date"),
            }
        }
        let open = self.exceptions.iter().zip(&EXCEPTIONS).filter(|(row, _)| !row.is_blank());
        for (row, fields) in open {
            read.extend(row.read(fields, errors).map(|exception| (exception, fields)));
        }
        let is_over = |one: &Exception| one.until < today && before.exceptions.contains(one);
        read.into_iter().filter(|(exception, _)| !is_over(exception)).unzip()
    }
}

impl RuleRow {
    /// Its line, when everything in it can be read.
    pub(super) fn line(&self) -> Option<String> {
        let [fields, ..] = &RULES;
        let rule = self.read(fields, &mut FieldErrors::default())?;
        let line = rule.to_string();
        Rule::from_line(&line).map(|_| line)
    }

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
    /// Its line, when everything in it can be read.
    pub(super) fn line(&self) -> Option<String> {
        let [fields, ..] = &EXCEPTIONS;
        let exception = self.read(fields, &mut FieldErrors::default())?;
        Some(kept::exception_line(&exception))
    }

    fn read(&self, fields: &ExceptionFields, errors: &mut FieldErrors) -> Option<Exception> {
        let from = day(fields.from, self.from.trim(), errors);
        let until = match self.until.trim() {
            "" => from,
            typed => day(fields.until, typed, errors),
        };
        let mut times = Vec::new();
        for typed in self.times.split([',', ';']).filter(|typed| !typed.trim().is_empty()) {
            let (opens, closes) = typed.split_once(['-', '–', 'à']).unwrap_or((typed, ""));
            match Times::parse(opens, closes) {
                Ok(one) => times.push(one),
                Err(error) => {
                    errors.add(fields.times, code(error));
                    return None;
                }
            }
        }
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
            ExceptionTimes(index) => exception(index).map(|row| row.times),
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
        Err(error) => {
            let is_opening = error == NotTimes::NotATime && Times::parse(opens, "24:00").is_err();
            errors.add(if is_opening { opens_field } else { closes_field }, code(error));
            None
        }
    }
}

fn code(error: NotTimes) -> &'static str {
    match error {
        NotTimes::ClosesBeforeOpening => "closes_before_opening",
        NotTimes::NotATime => "not_a_time",
    }
}

/// The dates in a text, one by one as people write them; `None` when one cannot be read.
pub(crate) fn dates(typed: &str) -> Option<Vec<NaiveDate>> {
    words(typed).map(|word| day("dates", word, &mut FieldErrors::default())).collect()
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
