//! The form for opening hours: one row for each rule and each exception, without script.
//!
//! **Invariant:** what was typed is shown again as it was typed, also when it is wrong.
//! **Invariant:** imported text whose rows nobody touched stays word for word.

mod fields;
mod read;
#[cfg(test)]
mod tests;
mod view;

use chrono::NaiveDate;
use partner_directory::Schedule;
use partner_directory::schedule::from_osm::from_osm;
use partner_directory::schedule::{Exception, HolidayPolicy, Recurrence, Rule, Times};

use crate::routes::form::Pairs;
use fields::{EXCEPTIONS, ExceptionFields, RULES, RuleFields};

pub(crate) use view::ScheduleEditor;

/// The days and dates of a schedule, as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ScheduleForm {
    rules: Vec<RuleRow>,
    exceptions: Vec<ExceptionRow>,
    appointment: String,
    from: String,
    until: String,
    note: String,
    /// Imported text that no row can show.
    text: String,
    wants_row: bool,
}

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
    opens: String,
    closes: String,
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
        let read = imported.and_then(from_osm);
        let text = imported.filter(|_| read.is_none()).unwrap_or_default().to_owned();
        let (mut rules, mut exceptions) = read.unwrap_or_default();
        rules.extend(schedule.rules.iter().cloned());
        exceptions.extend(schedule.exceptions.iter().cloned());
        ScheduleForm {
            rules: rules.iter().flat_map(RuleRow::of).collect(),
            exceptions: exceptions.iter().map(ExceptionRow::of).collect(),
            appointment: match schedule.is_by_appointment {
                None => String::new(),
                Some(true) => "yes".to_owned(),
                Some(false) => "no".to_owned(),
            },
            from: date(schedule.valid_from),
            until: date(schedule.valid_until),
            note: schedule.note.clone().unwrap_or_default(),
            text,
            wants_row: false,
        }
    }

    /// What was sent.
    pub(crate) fn sent(pairs: &Pairs) -> ScheduleForm {
        ScheduleForm {
            rules: RULES.iter().map(|fields| RuleRow::sent(fields, pairs)).collect(),
            exceptions: EXCEPTIONS.iter().map(|one| ExceptionRow::sent(one, pairs)).collect(),
            appointment: pairs.one("schedule-appointment"),
            from: pairs.one("schedule-from"),
            until: pairs.one("schedule-until"),
            note: pairs.one("schedule-note"),
            text: String::new(),
            wants_row: !pairs.one("schedule-more").is_empty(),
        }
    }

    /// True when the button was pressed that asks for one more row and saves nothing.
    pub(crate) fn wants_row(&self) -> bool {
        self.wants_row
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
        let times = exception.times.first();
        ExceptionRow {
            from: date(Some(exception.from)),
            until: date(Some(exception.until)),
            opens: times.map_or_else(String::new, opens),
            closes: times.map_or_else(String::new, closes),
            reason: exception.reason.clone().unwrap_or_default(),
        }
    }

    fn sent(fields: &ExceptionFields, pairs: &Pairs) -> ExceptionRow {
        ExceptionRow {
            from: pairs.one(fields.from),
            until: pairs.one(fields.until),
            opens: pairs.one(fields.opens),
            closes: pairs.one(fields.closes),
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
