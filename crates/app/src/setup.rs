//! What a new database needs before anybody can use it.
//!
//! **Invariant:** nothing that a coordinator may have changed is overwritten.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use kernel::OpeningHours;
use store::Conn;
use store::network::{self, NetworkSettings};

use crate::AppError;

const GENEVA: &str = include_str!("../../../seed-data/calendars/geneva-public-holidays.csv");
const FRANCE: &str = include_str!("../../../seed-data/calendars/french-public-holidays.csv");

/// Gives a database without opening hours the usual ones, the public holidays and the
/// settings of `network`.
pub(crate) fn prepare(
    conn: &mut Conn,
    network: &NetworkSettings,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    if network::openings(conn).is_ok() {
        return Ok(());
    }
    network::put_settings(conn, network, None, now)?;
    network::put_openings(conn, &usual_hours()?)?;
    network::put_holidays(conn, "CH", &holidays(GENEVA)?)?;
    network::put_holidays(conn, "FR", &holidays(FRANCE)?)?;
    Ok(())
}

/// Monday to Friday, 8 to 18 (decisions.md 3).
fn usual_hours() -> Result<OpeningHours, AppError> {
    use Weekday::{Fri, Mon, Thu, Tue, Wed};
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
    at(8)
        .zip(at(18))
        .and_then(|(opens, closes)| OpeningHours::weekly(&[Mon, Tue, Wed, Thu, Fri], opens, closes))
        .ok_or(AppError::Internal("usual hours".into()))
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
