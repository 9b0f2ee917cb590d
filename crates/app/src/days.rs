//! Where days and weeks begin in the network's zone.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

/// The first instant of the local day of `now`.
pub(crate) fn start_of_day(now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    first_instant(now.with_timezone(&zone).date_naive(), zone).unwrap_or(now)
}

/// The first instant of the local week of `now`, which begins on Monday.
pub(crate) fn start_of_week(now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let day = now.with_timezone(&zone).date_naive();
    let since_monday = u64::from(day.weekday().num_days_from_monday());
    let monday = day.checked_sub_days(Days::new(since_monday)).unwrap_or(day);
    first_instant(monday, zone).unwrap_or(now)
}

// Where clocks go forward at midnight, the day begins an hour later.
fn first_instant(day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let hours = (0..3).filter_map(|hour| NaiveTime::from_hms_opt(hour, 0, 0));
    let mut instants =
        hours.filter_map(|hour| zone.from_local_datetime(&day.and_time(hour)).earliest());
    instants.next().map(|instant| instant.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_weeks_begin_at_midnight_in_geneva_also_when_clocks_change() {
        let zone = chrono_tz::Europe::Zurich;
        let day = |text: &str| start_of_day(text.parse().unwrap(), zone).to_rfc3339();
        let week = |text: &str| start_of_week(text.parse().unwrap(), zone).to_rfc3339();

        assert_eq!(day("2026-03-03T22:59:00Z"), "2026-03-02T23:00:00+00:00");
        assert_eq!(day("2026-03-03T23:01:00Z"), "2026-03-03T23:00:00+00:00");
        // Summer time begins on Sunday 29 March 2026.
        assert_eq!(day("2026-03-29T10:00:00Z"), "2026-03-28T23:00:00+00:00");
        assert_eq!(day("2026-03-30T10:00:00Z"), "2026-03-29T22:00:00+00:00");
        assert_eq!(week("2026-03-29T10:00:00Z"), "2026-03-22T23:00:00+00:00");
        assert_eq!(week("2026-04-01T10:00:00Z"), "2026-03-29T22:00:00+00:00");
    }
}
