//! When an offer is open at a place: the text of its source, our own rules, exceptions.
//!
//! A rule is one line of text (`partner_directory::schedule::Rule`), not a row of columns: it is
//! always read and written whole, nobody asks the database for Tuesdays, and a new sort of
//! recurrence needs no migration. Exceptions have their dates in columns, because what is over
//! is found by date.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use partner_directory::schedule::{Exception, Rule, Schedule, Times};

use super::Scope;
use super::parts::grouped;
use crate::error::known;
use crate::schema::{offer_places, schedule_exceptions, schedule_rules, schedules};
use crate::text::{kept, kept_optional};
use crate::{Conn, StoreError};

#[derive(Queryable, Selectable, Insertable, PartialEq)]
#[diesel(table_name = schedules)]
struct ScheduleRow {
    id: String,
    offer_place_id: String,
    position: i32,
    osm: Option<String>,
    is_by_appointment: Option<bool>,
    valid_from: Option<NaiveDate>,
    valid_until: Option<NaiveDate>,
    note: Option<String>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = schedule_rules)]
struct RuleRow {
    schedule_id: String,
    position: i32,
    rule: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = schedule_exceptions)]
struct ExceptionRow {
    schedule_id: String,
    position: i32,
    first_day: NaiveDate,
    last_day: NaiveDate,
    times: String,
    reason: Option<String>,
}

/// The schedules of some offers at places; each is taken once.
pub(super) struct Schedules {
    schedules: HashMap<String, Vec<ScheduleRow>>,
    rules: HashMap<String, Vec<RuleRow>>,
    exceptions: HashMap<String, Vec<ExceptionRow>>,
}

impl Schedules {
    /// Three queries, whatever the number of offers.
    pub(super) fn load(conn: &mut Conn, scope: Scope<'_>) -> Result<Schedules, StoreError> {
        let mut times = schedules::table.select(ScheduleRow::as_select()).into_boxed();
        let mut rules = schedule_rules::table.select(RuleRow::as_select()).into_boxed();
        let mut others = schedule_exceptions::table.select(ExceptionRow::as_select()).into_boxed();
        if let Scope::Offers(ids) = scope {
            let of = offer_places::table.filter(offer_places::offer_id.eq_any(ids));
            let at = schedules::offer_place_id.eq_any(of.select(offer_places::id));
            times = times.filter(at.clone());
            let named = schedules::table.filter(at).select(schedules::id);
            rules = rules.filter(schedule_rules::schedule_id.eq_any(named.clone()));
            others = others.filter(schedule_exceptions::schedule_id.eq_any(named));
        }
        let mut found = Schedules {
            schedules: grouped(times.load(conn)?, |row: &ScheduleRow| &row.offer_place_id),
            rules: grouped(rules.load(conn)?, |row: &RuleRow| &row.schedule_id),
            exceptions: grouped(others.load(conn)?, |row: &ExceptionRow| &row.schedule_id),
        };
        found.schedules.values_mut().for_each(|rows| rows.sort_by_key(|row| row.position));
        found.rules.values_mut().for_each(|rows| rows.sort_by_key(|row| row.position));
        found.exceptions.values_mut().for_each(|rows| rows.sort_by_key(|row| row.position));
        Ok(found)
    }

    pub(super) fn take(&mut self, offer_place: &str) -> Result<Vec<Schedule>, StoreError> {
        let rows = self.schedules.remove(offer_place).unwrap_or_default();
        rows.into_iter().map(|row| self.complete(row)).collect()
    }

    fn complete(&mut self, row: ScheduleRow) -> Result<Schedule, StoreError> {
        let rules = self.rules.remove(&row.id).unwrap_or_default();
        let exceptions = self.exceptions.remove(&row.id).unwrap_or_default();
        Ok(Schedule {
            rules: rules.iter().map(RuleRow::read).collect::<Result<_, _>>()?,
            exceptions: exceptions.into_iter().map(ExceptionRow::read).collect::<Result<_, _>>()?,
            id: row.id.into(),
            osm: row.osm,
            is_by_appointment: row.is_by_appointment,
            valid_from: row.valid_from,
            valid_until: row.valid_until,
            note: row.note,
        })
    }
}

impl RuleRow {
    fn read(&self) -> Result<Rule, StoreError> {
        known("schedule_rules.rule", &self.rule, Rule::from_line(&self.rule))
    }
}

impl ExceptionRow {
    fn read(self) -> Result<Exception, StoreError> {
        let times = Times::read_all(&self.times);
        Ok(Exception {
            from: self.first_day,
            until: self.last_day,
            times: known("schedule_exceptions.times", &self.times, times)?,
            reason: self.reason,
        })
    }
}

/// Forgets the schedules of some offers at places.
pub(super) fn delete(conn: &mut Conn, offer_places: &[&str]) -> Result<(), StoreError> {
    let old = schedules::table.filter(schedules::offer_place_id.eq_any(offer_places));
    let ids: Vec<String> = old.select(schedules::id).load(conn)?;
    let rules = schedule_rules::table.filter(schedule_rules::schedule_id.eq_any(&ids));
    diesel::delete(rules).execute(conn)?;
    let others = schedule_exceptions::table.filter(schedule_exceptions::schedule_id.eq_any(&ids));
    diesel::delete(others).execute(conn)?;
    diesel::delete(schedules::table.filter(schedules::id.eq_any(&ids))).execute(conn)?;
    Ok(())
}

/// Keeps the schedules of one offer at a place, which has none.
pub(super) fn insert(
    conn: &mut Conn,
    offer_place: &str,
    wanted: &[Schedule],
) -> Result<(), StoreError> {
    for (position, schedule) in (0..).zip(wanted) {
        let row = ScheduleRow {
            id: kept(schedule.id.as_str())?,
            offer_place_id: offer_place.to_owned(),
            position,
            osm: kept_optional(&schedule.osm)?,
            is_by_appointment: schedule.is_by_appointment,
            valid_from: schedule.valid_from,
            valid_until: schedule.valid_until,
            note: kept_optional(&schedule.note)?,
        };
        diesel::insert_into(schedules::table).values(row).execute(conn)?;
        insert_parts(conn, schedule)?;
    }
    Ok(())
}

fn insert_parts(conn: &mut Conn, schedule: &Schedule) -> Result<(), StoreError> {
    for (position, rule) in (0..).zip(&schedule.rules) {
        let schedule_id = schedule.id.to_string();
        let row = RuleRow { schedule_id, position, rule: rule.to_string() };
        diesel::insert_into(schedule_rules::table).values(row).execute(conn)?;
    }
    for (position, exception) in (0..).zip(&schedule.exceptions) {
        let row = ExceptionRow {
            schedule_id: schedule.id.to_string(),
            position,
            first_day: exception.from,
            last_day: exception.until,
            times: Times::write_all(&exception.times),
            reason: kept_optional(&exception.reason)?,
        };
        diesel::insert_into(schedule_exceptions::table).values(row).execute(conn)?;
    }
    Ok(())
}
