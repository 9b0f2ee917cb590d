use std::fmt;

use chrono::{Duration, NaiveTime};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// From when until when within one local day.
///
/// **Invariant:** it closes after it opens, at midnight at the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Times {
    opens: u16,
    closes: u16,
}

/// Why a pair of times cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotTimes {
    /// Something is not a time of day.
    #[error("not a time of day")]
    NotATime,
    /// It closes before or when it opens.
    #[error("closes before it opens")]
    ClosesBeforeOpening,
}

const MIDNIGHT: u16 = 24 * 60;

impl Times {
    /// Minutes from local midnight; closing at 1440 is midnight.
    ///
    /// # Errors
    /// [`NotTimes`].
    pub fn of_minutes(opens: u16, closes: u16) -> Result<Times, NotTimes> {
        match (opens < MIDNIGHT && closes <= MIDNIGHT, opens < closes) {
            (false, _) => Err(NotTimes::NotATime),
            (_, false) => Err(NotTimes::ClosesBeforeOpening),
            _ => Ok(Times { opens, closes }),
        }
    }

    /// Reads two times as people write them: `9:00`, `09.00`, `9h`, `9 h 30`. A closing time of
    /// `24:00` or `0:00` is midnight.
    ///
    /// # Errors
    /// [`NotTimes`].
    pub fn parse(opens: &str, closes: &str) -> Result<Times, NotTimes> {
        let opens = minutes(opens).ok_or(NotTimes::NotATime)?;
        let closes = match minutes(closes).ok_or(NotTimes::NotATime)? {
            0 => MIDNIGHT,
            closes => closes,
        };
        Times::of_minutes(opens, closes)
    }

    /// Minutes from local midnight to the opening.
    pub fn opens_minute(self) -> u16 {
        self.opens
    }

    /// Minutes from local midnight to the closing, 1440 at most.
    pub fn closes_minute(self) -> u16 {
        self.closes
    }

    /// The opening time.
    pub fn opens(self) -> NaiveTime {
        NaiveTime::MIN + Duration::minutes(self.opens.into())
    }

    /// The closing time; 00:00 is midnight.
    pub fn closes(self) -> NaiveTime {
        NaiveTime::MIN + Duration::minutes(self.closes.into())
    }

    /// True when both are open at some time.
    pub fn overlaps(self, other: Times) -> bool {
        self.opens < other.closes && other.opens < self.closes
    }

    /// Reads what [`fmt::Display`] writes.
    ///
    /// # Errors
    /// [`NotTimes`].
    pub fn read(text: &str) -> Result<Times, NotTimes> {
        let (opens, closes) = text.split_once('-').ok_or(NotTimes::NotATime)?;
        Times::parse(opens, closes)
    }
}

/// `09:00-12:00`, as in OpenStreetMap; midnight is `24:00`.
impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (opens, closes) = (self.opens, self.closes);
        write!(f, "{:02}:{:02}-{:02}:{:02}", opens / 60, opens % 60, closes / 60, closes % 60)
    }
}

impl From<Times> for String {
    fn from(times: Times) -> String {
        times.to_string()
    }
}

impl TryFrom<String> for Times {
    type Error = NotTimes;

    fn try_from(text: String) -> Result<Times, NotTimes> {
        Times::read(&text)
    }
}

fn minutes(text: &str) -> Option<u16> {
    let text: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let (hour, minute) = text.split_once([':', '.', 'h', 'H']).unwrap_or((&text, ""));
    let number = |digits: &str| -> Option<u16> {
        let is_number = digits.len() <= 2 && digits.bytes().all(|sign| sign.is_ascii_digit());
        is_number.then(|| digits.parse().ok())?
    };
    let minute = if minute.is_empty() { 0 } else { number(minute)? };
    let minutes = number(hour)? * 60 + minute;
    (minute < 60 && minutes <= MIDNIGHT).then_some(minutes)
}
