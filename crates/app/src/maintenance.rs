//! What an administrator does: copies and checks.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use store::{backup, health};

use crate::directory::State;
use crate::{App, AppError, Behind};

/// Less free disk than this is worth a warning: a copy of the database needs room too.
const LEAST_FREE_MB: u64 = 500;
/// A change that is not found after this time deserves a look, in seconds.
const STALE_SECONDS: i64 = 120;

/// Holidays of which less than this lies ahead deserve a look: lists are published long before.
const LEAST_HOLIDAY_DAYS: i64 = 60;
/// The countries in which the network knows places.
const COUNTRIES: [&str; 2] = ["CH", "FR"];

/// What `doctor` and `/health` look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// True when the database answers.
    pub database: bool,
    /// True when no migration is missing.
    pub is_migrated: bool,
    /// How many letters wait.
    pub letters_waiting: i64,
    /// How long the oldest letter has been due, in seconds; 0 when none is.
    pub oldest_letter_seconds: i64,
    /// How many letters were given up.
    pub letters_failed: i64,
}

/// How searches are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchHealth {
    /// The engine that answers now.
    pub engine: State,
    /// How far it is behind the directory.
    pub behind: Behind,
}

/// One thing that `doctor` looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub name: &'static str,
    /// False when an administrator has to act.
    pub is_well: bool,
    /// What was found, in words for an administrator.
    pub found: String,
}

impl App {
    /// Looks at everything that may go wrong without anybody noticing.
    pub async fn examine(&self) -> Vec<Check> {
        let mut checks = vec![self.check_database().await, self.check_keys().await];
        checks.push(self.check_search().await);
        checks.push(self.check_mail().await);
        checks.push(self.check_disk());
        checks.push(self.check_holidays().await);
        let health = self.health().await;
        let late = health.oldest_letter_seconds;
        checks.push(Check {
            name: "outbox",
            is_well: late < 3600 && health.letters_failed == 0,
            found: format!(
                "{} waiting, oldest due for {late} s, {} given up",
                health.letters_waiting, health.letters_failed
            ),
        });
        checks.push(self.check_night().await);
        let year = chrono::Datelike::year(&self.clock.now());
        checks.push(Check {
            name: "clock",
            is_well: (2026..2100).contains(&year),
            found: self.clock.now().to_rfc3339(),
        });
        checks
    }

    // Hours that speak of holidays are wrong as soon as a list has ended.
    async fn check_holidays(&self) -> Check {
        let name = "holidays";
        let holidays = match self.holidays().await {
            Ok(holidays) => holidays,
            Err(error) => return Check { name, is_well: false, found: error.to_string() },
        };
        let ends = COUNTRIES.iter().flat_map(|country| {
            let days = holidays.of(country);
            let last = |days: &BTreeSet<NaiveDate>| days.last().copied();
            [("public", last(&days.public)), ("school", last(&days.school))]
                .map(|(list, last)| (*country, list, last))
        });
        holidays_check(ends, self.clock.now().date_naive())
    }

    async fn check_database(&self) -> Check {
        let found = self
            .db
            .read(|conn| {
                let damage = health::integrity_check(conn)?;
                let state = health::migration_state(conn, store::Part::Main)?;
                Ok::<_, AppError>((damage, state))
            })
            .await;
        let (is_well, found) = match found {
            Ok((damage, state)) if damage.is_empty() => {
                (state.is_current, format!("sound, migration {}", state.latest.unwrap_or_default()))
            }
            Ok((damage, _)) => (false, damage.join("; ")),
            Err(error) => (false, error.to_string()),
        };
        Check { name: "database", is_well, found }
    }

    async fn check_keys(&self) -> Check {
        let found = self
            .keys
            .read(|conn| Ok::<_, AppError>(health::migration_state(conn, store::Part::Keys)?))
            .await;
        let (is_well, found) = match found {
            Ok(state) => (state.is_current, format!("secret {}", self.secrets.fingerprint())),
            Err(error) => (false, error.to_string()),
        };
        Check { name: "keys", is_well, found }
    }

    async fn check_search(&self) -> Check {
        let (is_well, found) = match self.search_health().await {
            Ok(SearchHealth { engine, behind }) => {
                let stands_in = if engine.is_fallback { ", the search server is away" } else { "" };
                let is_fresh = behind.age_seconds < STALE_SECONDS;
                let found = format!(
                    "{}, {} offers, {} changes behind{stands_in}",
                    engine.name, engine.entries, behind.pending
                );
                (is_fresh && !engine.is_fallback, found)
            }
            Err(error) => (false, error.to_string()),
        };
        Check { name: "search", is_well, found }
    }

    /// Which engine answers searches, and how fresh it is.
    ///
    /// # Errors
    /// Neither an engine nor the database answers.
    pub async fn search_health(&self) -> Result<SearchHealth, AppError> {
        let engine = self.search_state().await?;
        Ok(SearchHealth { engine, behind: self.behind(engine.is_fallback).await? })
    }

    /// The disk of the secret file, which is that of the data in a usual installation.
    fn check_disk(&self) -> Check {
        let folder = match self.settings.secret_file.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let (is_well, found) = match rustix::fs::statvfs(folder) {
            Ok(disk) => {
                let free_mb = disk.f_bavail * disk.f_frsize / 1_000_000;
                (free_mb >= LEAST_FREE_MB, format!("{free_mb} MB free at {}", folder.display()))
            }
            Err(error) => (false, format!("{}: {error}", folder.display())),
        };
        Check { name: "disk", is_well, found }
    }

    async fn check_night(&self) -> Check {
        let (is_well, found) = match self.night_alarm().await {
            Ok(None) => (true, "erased what was due last night".to_owned()),
            Ok(Some(alarm)) => (false, alarm),
            Err(error) => (false, error.to_string()),
        };
        Check { name: "purge", is_well, found }
    }

    async fn check_mail(&self) -> Check {
        let (is_well, found) = match self.mailer.check().await {
            Ok(()) => (true, self.mailer.to_string()),
            Err(error) => (false, format!("{}: {error}", self.mailer)),
        };
        Check { name: "mail", is_well, found }
    }

    /// Copies the main database to `file` and the keys beside it (`.keys`), while serving.
    ///
    /// # Errors
    /// A file exists or cannot be written, or the database is PostgreSQL: use `pg_dump -Fc`.
    pub async fn back_up(&self, file: &Path) -> Result<(), AppError> {
        let (main, keys) = (file.to_owned(), file.with_extension("keys.db"));
        self.db.read(move |conn| Ok::<_, AppError>(backup::copy_to(conn, &main)?)).await?;
        self.keys.read(move |conn| Ok::<_, AppError>(backup::copy_to(conn, &keys)?)).await
    }

    /// How the parts are doing.
    pub async fn health(&self) -> Health {
        let now = self.clock.now();
        let found = self
            .db
            .read(move |conn| {
                health::ping(conn)?;
                let state = health::migration_state(conn, store::Part::Main)?;
                let backlog = store::outbox::backlog(conn)?;
                let age = backlog.oldest_due.map_or(0, |due| (now - due).num_seconds().max(0));
                Ok::<_, AppError>(Health {
                    database: true,
                    is_migrated: state.is_current,
                    letters_waiting: backlog.waiting,
                    oldest_letter_seconds: age,
                    letters_failed: backlog.failed,
                })
            })
            .await;
        found.unwrap_or(Health {
            database: false,
            is_migrated: false,
            letters_waiting: 0,
            oldest_letter_seconds: 0,
            letters_failed: 0,
        })
    }
}

/// The list of holidays that ends first, by country and kind with its last day.
fn holidays_check<'a>(
    lists: impl Iterator<Item = (&'a str, &'a str, Option<NaiveDate>)>,
    today: NaiveDate,
) -> Check {
    let first = lists.min_by_key(|(_, _, last)| *last);
    let (is_well, found) = match first {
        Some((country, list, Some(last))) => {
            let found = format!("{list} holidays of {country} end on {last}");
            ((last - today).num_days() > LEAST_HOLIDAY_DAYS, found)
        }
        Some((country, list, None)) => (false, format!("no {list} holidays of {country}")),
        None => (false, "none".to_owned()),
    };
    let more = if is_well { "" } else { "; add the next years (docs/operations.md)" };
    Check { name: "holidays", is_well, found: format!("{found}{more}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_that_end_within_sixty_days_are_not_well() {
        let day = |text: &str| Some(text.parse().unwrap());
        let with = |school| {
            let lists = [("CH", "public", day("2031-12-31")), ("CH", "school", school)];
            holidays_check(lists.into_iter(), "2028-05-01".parse().unwrap())
        };
        let soon = with(day("2028-06-30"));
        assert!(!soon.is_well && soon.found.contains("2028-06-30"), "{}", soon.found);
        assert!(with(day("2028-07-01")).is_well);
        assert!(!with(None).is_well);
    }
}
