//! One text, as a table of the week where that says all, else as the crate's own value.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use opening_hours::{Context, ContextHolidays, OpeningHours, RuleKind};
use opening_hours_syntax::ExtendedTime;
use opening_hours_syntax::rules::day::{HolidayKind, WeekDayRange};
use opening_hours_syntax::rules::time::Time;
use opening_hours_syntax::rules::{OpeningHoursExpression, RuleSequence};

use super::own::Own;
use super::{CountryHolidays, DAY_MINUTES, Minutes, Unreadable, WEEK};

#[derive(Debug, Clone)]
pub(super) enum Rule {
    Weekly { usual: Table, on_holidays: Option<(Arc<BTreeSet<NaiveDate>>, Table)> },
    Dated(OpeningHours),
    Own(Own),
}

/// Day from Monday, opening, closing; sorted.
type Table = Box<[(u8, u16, u16)]>;

impl Rule {
    pub(super) fn parse(osm: &str, holidays: &CountryHolidays) -> Result<Rule, Unreadable> {
        let text = osm.trim();
        if text.is_empty() {
            return Err(Unreadable);
        }
        let parsed: OpeningHours = text.parse().map_err(|_| Unreadable)?;
        let expression = parsed.get_expression();
        let names_holidays = expression.rules.iter().any(names_holidays);
        if !expression.rules.iter().all(is_weekly) || (names_holidays && crosses(&expression)) {
            return Ok(Rule::Dated(with_holidays(parsed, holidays)));
        }
        let usual = table(&parsed);
        let on_holidays = names_holidays.then(|| {
            let every_day = CountryHolidays::new(reference_week().collect(), BTreeSet::new());
            (holidays.public.clone(), table(&with_holidays(parsed, &every_day)))
        });
        Ok(Rule::Weekly { usual, on_holidays })
    }

    pub(super) fn is_weekly(&self) -> bool {
        match self {
            Rule::Weekly { .. } => true,
            Rule::Own(own) => own.is_weekly(),
            Rule::Dated(_) => false,
        }
    }

    pub(super) fn minutes_on(&self, day: NaiveDate) -> impl Iterator<Item = Minutes> + '_ {
        let (table, computed, own) = match self {
            Rule::Weekly { on_holidays: Some((holidays, table)), .. }
                if holidays.contains(&day) =>
            {
                (Some(table), None, None)
            }
            Rule::Weekly { usual, .. } => (Some(usual), None, None),
            Rule::Dated(hours) => (None, Some(computed_on(hours, day)), None),
            Rule::Own(own) => (None, None, Some(own.minutes_on(day))),
        };
        let of_week = table.into_iter().flat_map(move |table| of_day(table, day.weekday()));
        of_week.chain(computed.into_iter().flatten()).chain(own.into_iter().flatten())
    }

    pub(super) fn usual(&self, day: Weekday) -> Vec<Minutes> {
        match self {
            Rule::Weekly { usual, .. } => of_day(usual, day).collect(),
            Rule::Own(own) => own.usual(day),
            Rule::Dated(_) => Vec::new(),
        }
    }

    pub(super) fn closes_on_holidays(&self) -> Option<bool> {
        match self {
            Rule::Weekly { on_holidays, .. } => {
                on_holidays.as_ref().map(|(_, table)| table.is_empty())
            }
            Rule::Own(own) => own.closes_on_holidays(),
            Rule::Dated(_) => None,
        }
    }
}

fn of_day(table: &Table, day: Weekday) -> impl Iterator<Item = Minutes> + '_ {
    let day = day.num_days_from_monday();
    table
        .iter()
        .filter(move |(of, ..)| u32::from(*of) == day)
        .map(|(_, from, until)| (*from, *until))
}

fn is_weekly(rule: &RuleSequence) -> bool {
    let days = &rule.day_selector;
    let every_week = days.weekday.iter().all(|day| match day {
        WeekDayRange::Fixed { offset, nth_from_start, nth_from_end, .. } => {
            *offset == 0 && !nth_from_start.contains(&false) && !nth_from_end.contains(&false)
        }
        WeekDayRange::Holiday { kind, offset } => *kind == HolidayKind::Public && *offset == 0,
    });
    let by_the_clock = rule.time_selector.spans.iter().all(|span| {
        let ends = [&span.range.start, &span.range.end];
        ends.iter().all(|end| matches!(end, Time::Fixed(_))) && span.repeats.is_none()
    });
    every_week
        && by_the_clock
        && days.year.is_empty()
        && days.monthday.is_empty()
        && days.week.is_empty()
}

fn names_holidays(rule: &RuleSequence) -> bool {
    rule.day_selector.weekday.iter().any(|day| matches!(day, WeekDayRange::Holiday { .. }))
}

// After midnight the rule of the day before counts, and that day may be a holiday or not.
fn crosses(expression: &OpeningHoursExpression) -> bool {
    let spans = expression.rules.iter().flat_map(|rule| &rule.time_selector.spans);
    spans.into_iter().any(|span| match span.range.end {
        Time::Fixed(end) => end > ExtendedTime::MIDNIGHT_24,
        Time::Variable(_) => true,
    })
}

fn with_holidays(hours: OpeningHours, days: &CountryHolidays) -> OpeningHours {
    let sets = |days: &Arc<BTreeSet<NaiveDate>>| Arc::new(days.iter().copied().collect());
    let holidays = ContextHolidays::new(sets(&days.public), sets(&days.school));
    hours.with_context(Context::default().with_holidays(holidays))
}

// Any week will do for a rule that repeats every week; the days around it are included so
// that openings over midnight are seen.
fn reference_week() -> impl Iterator<Item = NaiveDate> {
    let monday = NaiveDate::from_isoywd_opt(2024, 10, Weekday::Mon).unwrap_or_default();
    (0..9).filter_map(move |days| monday.checked_add_days(Days::new(days))?.pred_opt())
}

fn table(hours: &OpeningHours) -> Table {
    let week = reference_week().skip(1).zip(WEEK);
    week.flat_map(|(date, day)| {
        let day = u8::try_from(day.num_days_from_monday()).unwrap_or(0);
        computed_on(hours, date).into_iter().map(move |(from, until)| (day, from, until))
    })
    .collect()
}

fn computed_on(hours: &OpeningHours, day: NaiveDate) -> Vec<Minutes> {
    let open = hours.schedule_at(day).into_iter().filter(|range| range.kind == RuleKind::Open);
    let minutes = open.map(|range| {
        let minutes = |time: ExtendedTime| time.mins_from_midnight().min(DAY_MINUTES);
        (minutes(range.range.start), minutes(range.range.end))
    });
    super::merge(minutes.collect())
}
