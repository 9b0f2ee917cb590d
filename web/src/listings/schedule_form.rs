//! The form for opening hours: one row for each rule and each exception, without script.
//!
//! **Invariant:** what was typed is shown again as it was typed, also when it is wrong.
//! **Invariant:** imported text whose rows nobody touched stays word for word.
//! **Invariant:** at most [`OPEN_ROWS`] rules and as many exceptions stand open, so that a page
//! keeps its budget of elements; the others are kept as their lines, none is lost.

mod fields;
mod kept;
mod read;
#[cfg(test)]
mod tests;
mod view;

use chrono::NaiveDate;
use partner_directory::Schedule;
use partner_directory::schedule::from_osm::from_osm;
use partner_directory::schedule::{Exception, HolidayPolicy, Recurrence, Rule, Times};

use crate::routes::form::Pairs;
use fields::{EXCEPTIONS, ExceptionFields, MOST_ROWS, RULES, RuleFields};

pub(crate) use read::dates;
pub(crate) use view::ScheduleEditor;

/// The days and dates of a schedule, as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ScheduleForm {
    /// Rules that are not open, as lines.
    kept_rules: Vec<String>,
    rules: Vec<RuleRow>,
    /// Exceptions that are not open, as lines.
    kept_exceptions: Vec<String>,
    exceptions: Vec<ExceptionRow>,
    appointment: String,
    from: String,
    until: String,
    note: String,
    /// Imported text that no row can show.
    text: String,
    pressed: Pressed,
}

/// A button that asks for another view of the form and saves nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Pressed {
    #[default]
    Nothing,
    More,
    EditRule(usize),
    DropRule(usize),
    EditException(usize),
    DropException(usize),
}

/// How many filled-in rules, and exceptions, stand open at once.
const OPEN_ROWS: usize = 2;

#[derive(Debug, Clone, PartialEq, Eq)]
struct RuleRow {
    /// The head of a rule's line: `weekly`, `weekly/2`, `monthly[1,3]`, `dates`.
    frequency: String,
    /// `MO` to `SU`.
    days: Vec<String>,
    opens: [String; 2],
    closes: [String; 2],
    anchor: String,
    dates: String,
    public: String,
    school: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct ExceptionRow {
    from: String,
    until: String,
    /// All times of a day, such as `9:00-12:00, 14:00-17:00`.
    times: String,
    reason: String,
}

impl Default for RuleRow {
    fn default() -> RuleRow {
        RuleRow {
            frequency: "weekly".to_owned(),
            days: Vec::new(),
            opens: Default::default(),
            closes: Default::default(),
            anchor: String::new(),
            dates: String::new(),
            public: HolidayPolicy::Closed.word().to_owned(),
            school: HolidayPolicy::Open.word().to_owned(),
        }
    }
}

impl ScheduleForm {
    /// The names of all fields, in the order of the page.
    pub(crate) const FIELDS: &'static [&'static str] = fields::ORDER;

    /// What is stored; imported text becomes rows when it is simple enough.
    pub(crate) fn of(schedule: &Schedule) -> ScheduleForm {
        let imported = schedule.osm.as_deref().filter(|_| schedule.rules.is_empty());
        let read = imported.and_then(from_osm).filter(|(rules, exceptions)| {
            rules.len() <= MOST_ROWS && exceptions.len() <= MOST_ROWS
        });
        let text = imported.filter(|_| read.is_none()).unwrap_or_default().to_owned();
        let (mut rules, mut exceptions) = read.unwrap_or_default();
        rules.extend(schedule.rules.iter().cloned());
        exceptions.extend(schedule.exceptions.iter().cloned());
        let open_rules = rules.split_off(rules.len().saturating_sub(OPEN_ROWS));
        let open_exceptions = exceptions.split_off(exceptions.len().saturating_sub(OPEN_ROWS));
        ScheduleForm {
            kept_rules: rules.iter().map(Rule::to_string).collect(),
            rules: open_rules.iter().flat_map(RuleRow::of).collect(),
            kept_exceptions: exceptions.iter().map(kept::exception_line).collect(),
            exceptions: open_exceptions.iter().map(ExceptionRow::of).collect(),
            appointment: match schedule.is_by_appointment {
                None => String::new(),
                Some(true) => "yes".to_owned(),
                Some(false) => "no".to_owned(),
            },
            from: date(schedule.valid_from),
            until: date(schedule.valid_until),
            note: schedule.note.clone().unwrap_or_default(),
            text,
            pressed: Pressed::Nothing,
        }
    }

    /// What was sent.
    pub(crate) fn sent(pairs: &Pairs) -> ScheduleForm {
        let form = ScheduleForm {
            kept_rules: pairs.all("schedule-rule"),
            rules: RULES.iter().map(|fields| RuleRow::sent(fields, pairs)).collect(),
            kept_exceptions: pairs.all("schedule-exception"),
            exceptions: EXCEPTIONS.iter().map(|one| ExceptionRow::sent(one, pairs)).collect(),
            appointment: pairs.one("schedule-appointment"),
            from: pairs.one("schedule-from"),
            until: pairs.one("schedule-until"),
            note: pairs.one("schedule-note"),
            text: String::new(),
            pressed: Pressed::read(pairs),
        };
        form.rearranged()
    }

    /// True when a button was pressed that opens, adds or removes a row and saves nothing.
    pub(crate) fn wants_row(&self) -> bool {
        self.pressed != Pressed::Nothing
    }
}

impl RuleRow {
    // A row has room for two openings of a day.
    fn of(rule: &Rule) -> Vec<RuleRow> {
        let line = rule.to_string();
        let head = line.split(' ').next().unwrap_or_default();
        let (frequency, anchor) = match head.split_once('@') {
            Some((head, anchor)) => (head, anchor),
            None => (head, ""),
        };
        let days = rule.recurrence.weekdays().iter();
        let mut days: Vec<_> = days.map(|day| day.num_days_from_monday()).collect();
        days.sort_unstable();
        let days = days.iter().filter_map(|day| fields::DAYS.get(*day as usize));
        let dates = match &rule.recurrence {
            Recurrence::Dates(dates) => dates.iter().map(|day| date(Some(*day))).collect(),
            Recurrence::Weekly { .. } | Recurrence::Monthly { .. } => Vec::new(),
        };
        let row = RuleRow {
            frequency: frequency.to_owned(),
            days: days.map(|day| (*day).to_owned()).collect(),
            anchor: anchor.to_owned(),
            dates: dates.join("\n"),
            public: rule.public_holidays.word().to_owned(),
            school: rule.school_holidays.word().to_owned(),
            ..RuleRow::default()
        };
        let times = |slots: &[Times]| RuleRow {
            opens: [0, 1].map(|index| slots.get(index).map_or_else(String::new, opens)),
            closes: [0, 1].map(|index| slots.get(index).map_or_else(String::new, closes)),
            ..row.clone()
        };
        rule.times.chunks(2).map(times).collect()
    }

    fn sent(fields: &RuleFields, pairs: &Pairs) -> RuleRow {
        RuleRow {
            frequency: pairs.one(fields.frequency),
            days: pairs.all(fields.days),
            opens: fields.opens.map(|name| pairs.one(name)),
            closes: fields.closes.map(|name| pairs.one(name)),
            anchor: pairs.one(fields.anchor),
            dates: pairs.one(fields.dates),
            public: pairs.one(fields.public),
            school: pairs.one(fields.school),
        }
    }

    fn is_blank(&self) -> bool {
        let times = self.opens.iter().chain(&self.closes);
        self.days.is_empty() && self.dates.trim().is_empty() && times.clone().all(String::is_empty)
    }
}

impl ExceptionRow {
    fn of(exception: &Exception) -> ExceptionRow {
        ExceptionRow {
            from: date(Some(exception.from)),
            until: date(Some(exception.until)),
            times: Times::write_all(&exception.times).replace(',', ", "),
            reason: exception.reason.clone().unwrap_or_default(),
        }
    }

    fn sent(fields: &ExceptionFields, pairs: &Pairs) -> ExceptionRow {
        ExceptionRow {
            from: pairs.one(fields.from),
            until: pairs.one(fields.until),
            times: pairs.one(fields.times),
            reason: pairs.one(fields.reason),
        }
    }

    fn is_blank(&self) -> bool {
        *self == ExceptionRow::default()
    }
}

fn date(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

// As the field for times of a browser writes them.
fn opens(times: &Times) -> String {
    times.opens().format("%H:%M").to_string()
}

fn closes(times: &Times) -> String {
    times.closes().format("%H:%M").to_string()
}
