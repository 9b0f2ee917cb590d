//! What a new database needs before anybody can use it.
//!
//! **Invariant:** this happens once, before anybody could have changed anything.

use chrono::NaiveDate;
use store::{Conn, network};

use crate::AppError;

const GENEVA: &str = include_str!("../../../seed-data/calendars/geneva-public-holidays.csv");
const FRANCE: &str = include_str!("../../../seed-data/calendars/french-public-holidays.csv");

/// Gives a new database the public holidays; its usual opening hours come with the tables.
pub(crate) fn prepare(conn: &mut Conn) -> Result<(), AppError> {
    network::put_holidays(conn, "CH", &holidays(GENEVA)?)?;
    network::put_holidays(conn, "FR", &holidays(FRANCE)?)?;
    Ok(())
}

fn holidays(file: &str) -> Result<Vec<(NaiveDate, String)>, AppError> {
    let wrong = |error: &dyn std::fmt::Display| AppError::Internal(error.to_string().into());
    csv::Reader::from_reader(file.as_bytes())
        .into_deserialize::<(String, String)>()
        .map(|row| {
            let (day, name) = row.map_err(|error| wrong(&error))?;
            Ok((day.parse().map_err(|error: chrono::ParseError| wrong(&error))?, name))
        })
        .collect()
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
}
