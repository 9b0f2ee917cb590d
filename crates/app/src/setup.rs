//! What a new database needs before anybody can use it.
//!
//! **Invariant:** this happens once, before anybody could have changed anything.

use chrono::NaiveDate;
use store::Conn;
use store::network::{self, SchoolHoliday};

use crate::AppError;

const GENEVA: &str = include_str!("../../../seed-data/calendars/geneva-public-holidays.csv");
const FRANCE: &str = include_str!("../../../seed-data/calendars/french-public-holidays.csv");

const GENEVA_SCHOOLS: &str =
    include_str!("../../../seed-data/calendars/geneva-school-holidays.csv");
const FRENCH_SCHOOLS: &str =
    include_str!("../../../seed-data/calendars/french-zone-a-school-holidays.csv");

/// Gives a new database public and school holidays; its usual opening hours come with the tables.
pub(crate) fn prepare(conn: &mut Conn) -> Result<(), AppError> {
    network::put_holidays(conn, "CH", &holidays(GENEVA)?)?;
    network::put_holidays(conn, "FR", &holidays(FRANCE)?)?;
    network::put_school_holidays(conn, "CH", &school_holidays(GENEVA_SCHOOLS)?)?;
    network::put_school_holidays(conn, "FR", &school_holidays(FRENCH_SCHOOLS)?)?;
    Ok(())
}

fn holidays(file: &str) -> Result<Vec<(NaiveDate, String)>, AppError> {
    let rows = csv::Reader::from_reader(file.as_bytes()).into_deserialize::<(String, String)>();
    rows.map(|row| {
        let (day, name) = row.map_err(wrong)?;
        Ok((day.parse().map_err(wrong)?, name))
    })
    .collect()
}

fn school_holidays(file: &str) -> Result<Vec<SchoolHoliday>, AppError> {
    let rows = csv::Reader::from_reader(file.as_bytes());
    rows.into_deserialize::<(String, String, String)>()
        .map(|row| {
            let (from, until, name) = row.map_err(wrong)?;
            let (from, until) = (from.parse().map_err(wrong)?, until.parse().map_err(wrong)?);
            Ok(SchoolHoliday { from, until, name })
        })
        .collect()
}

fn wrong(error: impl std::fmt::Display) -> AppError {
    AppError::Internal(error.to_string().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_jeune_genevois_is_a_holiday_and_the_day_after_christmas_is_not() {
        let days = holidays(GENEVA).unwrap();
        let has = |day: &str| days.iter().any(|(one, _)| one.to_string() == day);

        assert!(has("2026-09-10") && has("2026-12-31") && has("2026-12-25"));
        assert!(!has("2026-12-26") && !has("2026-01-02"));
    }

    #[test]
    fn school_holidays_follow_each_other_and_none_ends_before_it_starts() {
        for file in [GENEVA_SCHOOLS, FRENCH_SCHOOLS] {
            let periods = school_holidays(file).unwrap();
            assert!(periods.len() >= 18);
            assert!(periods.iter().all(|one| one.from <= one.until));
            assert!(periods.windows(2).all(|two| two[0].until < two[1].from));
        }
    }
}
