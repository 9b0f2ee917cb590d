//! What is refused before a schedule is kept.

use chrono::{Days, NaiveDate};

use super::{Exception, HolidayPolicy, Recurrence, Rule, Schedule, Times};
use crate::closed_list::closed_list;
use crate::hours::CountryHolidays;

/// One thing that is wrong with a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScheduleError {
    /// What has to be changed.
    pub field: ScheduleField,
    /// Why.
    pub code: ScheduleRefusal,
}

/// A part of a schedule, rules and exceptions counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say all")]
pub enum ScheduleField {
    RuleDays(usize),
    RuleNth(usize),
    RuleAnchor(usize),
    RuleDates(usize),
    RuleTimes(usize),
    RuleHolidays(usize),
    ExceptionDays(usize),
    ExceptionTimes(usize),
    ValidUntil,
}

closed_list! {
    /// Why a schedule is refused.
    ScheduleRefusal {
        /// No day of the week, place in the month or date is named.
        NoDays = "no_days",
        /// No time is named.
        NoTimes = "no_times",
        /// A number is out of range: every 1 to 4 weeks, first to fifth or last.
        OutOfRange = "out_of_range",
        /// Every second week needs one week that counts.
        NoAnchor = "no_anchor",
        /// Two openings of one day overlap.
        Overlap = "overlap",
        /// It ends before it starts.
        EndsBeforeStart = "ends_before_start",
        /// It is never held from today on.
        NeverOccurs = "never_occurs",
        /// An exception is over already.
        InThePast = "in_the_past",
        /// More than a person would read.
        TooMany = "too_many",
    }
}

/// How far ahead a rule must be held at least once.
const HORIZON_DAYS: u64 = 366 * 2;
const MOST_RULES: usize = 20;
const MOST_DATES: usize = 200;
const LONGEST_PERIOD_WEEKS: u8 = 4;

/// What is wrong with `schedule`, written on the local date `today`; empty when it may be kept.
pub fn check(
    schedule: &Schedule,
    today: NaiveDate,
    holidays: &CountryHolidays,
) -> Vec<ScheduleError> {
    let mut errors = Errors(Vec::new());
    if let (Some(from), Some(until)) = (schedule.valid_from, schedule.valid_until)
        && until < from
    {
        errors.add(ScheduleField::ValidUntil, ScheduleRefusal::EndsBeforeStart);
        return errors.0;
    }
    if schedule.rules.len() > MOST_RULES || schedule.exceptions.len() > MOST_DATES {
        errors.add(ScheduleField::RuleDays(0), ScheduleRefusal::TooMany);
        return errors.0;
    }
    for (index, rule) in schedule.rules.iter().enumerate() {
        let before = errors.0.len();
        check_rule(rule, index, &mut errors);
        if errors.0.len() == before {
            check_occurs(schedule, index, today, holidays, &mut errors);
        }
    }
    check_overlaps(&schedule.rules, &mut errors);
    for (index, exception) in schedule.exceptions.iter().enumerate() {
        check_exception(exception, index, today, &mut errors);
    }
    errors.0
}

struct Errors(Vec<ScheduleError>);

impl Errors {
    fn add(&mut self, field: ScheduleField, code: ScheduleRefusal) {
        self.0.push(ScheduleError { field, code });
    }
}

fn check_rule(rule: &Rule, index: usize, errors: &mut Errors) {
    match &rule.recurrence {
        Recurrence::Weekly { days, every, anchor } => {
            if days.is_empty() {
                errors.add(ScheduleField::RuleDays(index), ScheduleRefusal::NoDays);
            }
            if !(1..=LONGEST_PERIOD_WEEKS).contains(every) {
                errors.add(ScheduleField::RuleAnchor(index), ScheduleRefusal::OutOfRange);
            } else if *every > 1 && anchor.is_none() {
                errors.add(ScheduleField::RuleAnchor(index), ScheduleRefusal::NoAnchor);
            }
        }
        Recurrence::Monthly { days, nth } => {
            if days.is_empty() {
                errors.add(ScheduleField::RuleDays(index), ScheduleRefusal::NoDays);
            }
            if nth.is_empty() {
                errors.add(ScheduleField::RuleNth(index), ScheduleRefusal::NoDays);
            }
            if nth.iter().any(|nth| !matches!(nth, 1..=5 | -1)) {
                errors.add(ScheduleField::RuleNth(index), ScheduleRefusal::OutOfRange);
            }
        }
        Recurrence::Dates(dates) if dates.is_empty() => {
            errors.add(ScheduleField::RuleDates(index), ScheduleRefusal::NoDays);
        }
        Recurrence::Dates(dates) if dates.len() > MOST_DATES => {
            errors.add(ScheduleField::RuleDates(index), ScheduleRefusal::TooMany);
        }
        Recurrence::Dates(_) => {}
    }
    if rule.times.is_empty() {
        errors.add(ScheduleField::RuleTimes(index), ScheduleRefusal::NoTimes);
    }
    if overlap(&rule.times) {
        errors.add(ScheduleField::RuleTimes(index), ScheduleRefusal::Overlap);
    }
}

// From today on, so that what was held last month and will not be again is noticed.
fn check_occurs(
    schedule: &Schedule,
    index: usize,
    today: NaiveDate,
    holidays: &CountryHolidays,
    errors: &mut Errors,
) {
    let Some(rule) = schedule.rules.get(index) else { return };
    let start = schedule.valid_from.map_or(today, |from| from.max(today));
    let mut days = start.iter_days().take_while(|day| {
        Some(*day) <= start.checked_add_days(Days::new(HORIZON_DAYS))
            && schedule.valid_until.is_none_or(|until| *day <= until)
    });
    let is_held = match &rule.recurrence {
        // Dates may lie further ahead than recurring rules are looked at.
        Recurrence::Dates(dates) => dates.iter().any(|day| *day >= today && schedule.holds(*day)),
        Recurrence::Weekly { .. } | Recurrence::Monthly { .. } => {
            days.any(|day| rule.falls_on(day, holidays))
        }
    };
    if is_held {
        return;
    }
    let falls = |day: NaiveDate| rule.recurrence.falls_on(day) && schedule.holds(day);
    let is_only = [rule.public_holidays, rule.school_holidays].contains(&HolidayPolicy::Only);
    let field = match &rule.recurrence {
        Recurrence::Dates(_) => ScheduleField::RuleDates(index),
        _ if is_only && start.iter_days().take(366).any(falls) => {
            ScheduleField::RuleHolidays(index)
        }
        Recurrence::Monthly { .. } => ScheduleField::RuleNth(index),
        Recurrence::Weekly { every: 2.., .. } => ScheduleField::RuleAnchor(index),
        Recurrence::Weekly { .. } => ScheduleField::RuleDays(index),
    };
    errors.add(field, ScheduleRefusal::NeverOccurs);
}

// Two rules may only meet where both repeat every week on a day of their own; others can share a
// day once in a while, which is no mistake.
fn check_overlaps(rules: &[Rule], errors: &mut Errors) {
    for (index, rule) in rules.iter().enumerate() {
        let clashes = rules.iter().take(index).any(|other| {
            let both = rule.is_every_week() && other.is_every_week();
            both && rule.public_holidays == other.public_holidays
                && rule.school_holidays == other.school_holidays
                && shares_day(rule, other)
                && rule.times.iter().any(|one| other.times.iter().any(|two| one.overlaps(*two)))
        });
        if clashes {
            errors.add(ScheduleField::RuleTimes(index), ScheduleRefusal::Overlap);
        }
    }
}

fn shares_day(rule: &Rule, other: &Rule) -> bool {
    let days = other.recurrence.weekdays();
    rule.recurrence.weekdays().iter().any(|day| days.contains(day))
}

fn check_exception(exception: &Exception, index: usize, today: NaiveDate, errors: &mut Errors) {
    if exception.until < exception.from {
        errors.add(ScheduleField::ExceptionDays(index), ScheduleRefusal::EndsBeforeStart);
    } else if exception.until < today {
        errors.add(ScheduleField::ExceptionDays(index), ScheduleRefusal::InThePast);
    }
    if overlap(&exception.times) {
        errors.add(ScheduleField::ExceptionTimes(index), ScheduleRefusal::Overlap);
    }
}

fn overlap(times: &[Times]) -> bool {
    let later = |index: usize| times.iter().skip(index + 1);
    times.iter().enumerate().any(|(index, one)| later(index).any(|two| one.overlaps(*two)))
}
