//! The rows as the component `schedule_editor` shows them.

use serde::Serialize;

use super::fields::{DAYS, EXCEPTIONS, ExceptionFields, MOST_ROWS, RULES, RuleFields};
use super::read::MOST_SIGNS;
use super::{ExceptionRow, Pressed, Rule, RuleRow, ScheduleForm, kept};
use crate::listings::labels::Labels;
use crate::routes::form::{Choice, Wrong};

/// What the list of frequencies offers; a rule that was stored otherwise adds its own.
const FREQUENCIES: [&str; 12] = [
    "weekly",
    "weekly/2",
    "weekly/3",
    "weekly/4",
    "monthly[1]",
    "monthly[2]",
    "monthly[3]",
    "monthly[4]",
    "monthly[-1]",
    "monthly[1,3]",
    "monthly[2,4]",
    "dates",
];

/// A schedule to fill in.
#[derive(Debug, Serialize)]
pub(crate) struct ScheduleEditor {
    kept_rules: Vec<KeptView>,
    rules: Vec<RuleView>,
    kept_exceptions: Vec<KeptView>,
    exceptions: Vec<ExceptionView>,
    /// Imported text that no row can show.
    text: String,
    has_room: bool,
    appointment: Vec<Choice>,
    from: FieldView,
    until: FieldView,
    note: FieldView,
    note_max: usize,
    has_bounds: bool,
}

/// A row that is not open.
#[derive(Debug, Serialize)]
struct KeptView {
    /// What is sent back.
    line: String,
    /// The same in words.
    words: String,
    /// Counts from 0 among its kind.
    index: String,
}

#[derive(Debug, Serialize)]
struct FieldView {
    name: &'static str,
    value: String,
    error: String,
}

#[derive(Debug, Serialize)]
struct SlotView {
    opens: FieldView,
    closes: FieldView,
}

#[derive(Debug, Serialize)]
struct RuleView {
    legend: String,
    frequency: FieldView,
    frequencies: Vec<Choice>,
    days: FieldView,
    day_choices: Vec<Choice>,
    slots: Vec<SlotView>,
    anchor: FieldView,
    dates: FieldView,
    /// True when the first week or the dates say something.
    has_dates: bool,
    public: FieldView,
    school: FieldView,
    publics: Vec<Choice>,
    schools: Vec<Choice>,
}

#[derive(Debug, Serialize)]
struct ExceptionView {
    legend: String,
    from: FieldView,
    until: FieldView,
    times: FieldView,
    reason: FieldView,
    is_open: bool,
}

impl ScheduleForm {
    /// The form with one row more than is filled in, two when one was asked for.
    pub(crate) fn editor(&self, labels: Labels<'_>, wrong: &Wrong) -> ScheduleEditor {
        let used = self.rules.iter().rposition(|row| !row.is_blank()).map_or(0, |at| at + 1);
        let excepted =
            self.exceptions.iter().rposition(|row| !row.is_blank()).map_or(0, |at| at + 1);
        let more = usize::from(self.pressed == Pressed::More);
        let least = usize::from(self.kept_rules.is_empty());
        let shown = (used.max(least) + more).min(MOST_ROWS);
        let rows = self.rules.iter().cloned().chain(std::iter::repeat_with(RuleRow::default));
        let rules = rows.take(shown).zip(&RULES).zip(1..);
        let others = self.exceptions.iter().cloned();
        let others = others.chain(std::iter::repeat_with(ExceptionRow::default));
        let exceptions = others.take((excepted + 1).min(MOST_ROWS)).zip(&EXCEPTIONS).zip(1..);
        let appointment = ["", "yes", "no"].map(|word| {
            let key = if word.is_empty() { "unknown" } else { word };
            let label = labels.say(&format!("schedule-appointment-{key}"), &[]);
            Choice::plain(word, &label, word == self.appointment)
        });
        let kept = |lines: &[String], words: &dyn Fn(&str) -> Option<String>| {
            let view = |(index, line): (usize, &String)| KeptView {
                line: line.clone(),
                words: words(line).unwrap_or_else(|| line.clone()),
                index: index.to_string(),
            };
            lines.iter().enumerate().map(view).collect::<Vec<_>>()
        };
        let rule_words = |line: &str| Some(labels.rule(&Rule::from_line(line)?));
        let exception_words = |line: &str| Some(labels.exception(&kept::exception(line)?));
        ScheduleEditor {
            kept_rules: kept(&self.kept_rules, &rule_words),
            kept_exceptions: kept(&self.kept_exceptions, &exception_words),
            rules: rules.map(|((row, fields), n)| row.view(fields, n, labels, wrong)).collect(),
            exceptions: exceptions
                .map(|((row, fields), n)| row.view(fields, n, labels, wrong))
                .collect(),
            text: self.text.clone(),
            has_room: shown + self.kept_rules.len() < MOST_ROWS,
            appointment: appointment.to_vec(),
            from: field("schedule-from", &self.from, wrong),
            until: field("schedule-until", &self.until, wrong),
            note: field("schedule-note", &self.note, wrong),
            note_max: MOST_SIGNS,
            has_bounds: !(self.from.is_empty() && self.until.is_empty()),
        }
    }
}

impl RuleRow {
    fn view(self, fields: &RuleFields, n: i64, labels: Labels<'_>, wrong: &Wrong) -> RuleView {
        let mut frequencies: Vec<&str> = FREQUENCIES.to_vec();
        if !frequencies.contains(&self.frequency.as_str()) {
            frequencies.push(&self.frequency);
        }
        let frequency =
            |word: &&str| Choice::plain(word, &labels.frequency(word), *word == self.frequency);
        let day = |(number, word): (i64, &&str)| {
            let label = labels.say(&format!("weekday-{number}"), &[]);
            Choice::plain(word, &label, self.days.iter().any(|day| day == word))
        };
        let policy = |list: &str, chosen: &str, words: &[&str]| -> Vec<Choice> {
            let shown = words
                .iter()
                .filter(|word| **word != "only" || chosen == "only" || list == "school");
            shown
                .map(|word| Choice::word(labels, &format!("schedule-{list}"), word, chosen))
                .collect()
        };
        let words = ["open", "closed", "only"];
        let slots = fields.opens.iter().zip(fields.closes).zip(self.opens.iter().zip(&self.closes));
        RuleView {
            legend: labels.say("schedule-rule", &[("number", n.to_string().into())]),
            frequencies: frequencies.iter().map(frequency).collect(),
            day_choices: (1_i64..).zip(&DAYS).map(day).collect(),
            slots: slots
                .map(|((opens, closes), (from, until))| SlotView {
                    opens: field(opens, from, wrong),
                    closes: field(closes, until, wrong),
                })
                .collect(),
            has_dates: !(self.anchor.is_empty() && self.dates.is_empty())
                || self.frequency == "dates"
                || self.frequency.starts_with("weekly/"),
            publics: policy("public", &self.public, &words),
            schools: policy("school", &self.school, &words),
            frequency: field(fields.frequency, &self.frequency, wrong),
            days: field(fields.days, "", wrong),
            anchor: field(fields.anchor, &self.anchor, wrong),
            dates: field(fields.dates, &self.dates, wrong),
            public: field(fields.public, &self.public, wrong),
            school: field(fields.school, &self.school, wrong),
        }
    }
}

impl ExceptionRow {
    fn view(
        self,
        fields: &ExceptionFields,
        n: i64,
        labels: Labels<'_>,
        wrong: &Wrong,
    ) -> ExceptionView {
        ExceptionView {
            legend: labels.say("schedule-exception", &[("number", n.to_string().into())]),
            is_open: !self.is_blank(),
            from: field(fields.from, &self.from, wrong),
            until: field(fields.until, &self.until, wrong),
            times: field(fields.times, &self.times, wrong),
            reason: field(fields.reason, &self.reason, wrong),
        }
    }
}

fn field(name: &'static str, value: &str, wrong: &Wrong) -> FieldView {
    let error = wrong.at.get(name).cloned().unwrap_or_default();
    FieldView { name, value: value.to_owned(), error }
}
