//! The public observatory: each quarter is counted once and kept as it was (FEA-6).
//!
//! **Invariant:** what was published never changes; a quarter that is there is not counted
//! again.

use chrono::{DateTime, Duration, NaiveTime, TimeZone, Utc};
use network_figures::observatory::{Edition, File, Publisher, Quarter, catalogue, files};
use referral_tracking::Policy;
use store::published_quarters::{self, PublishedQuarter};
use store::{Conn, StoreError, network};

use crate::{App, AppError};

/// How many past quarters are counted when they are missing: two years.
const BACK: usize = 8;
/// The licence of the figures and its page.
const LICENCE: (&str, &str) =
    (crate::exports::LICENCE, "https://creativecommons.org/licenses/by/4.0/");

/// A quarter as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// What was published.
    pub edition: Edition,
    /// When it was counted.
    pub frozen_at: DateTime<Utc>,
    /// The version of the program that counted.
    pub code_version: String,
    /// The SHA-256 of the edition.
    pub checksum: String,
}

impl App {
    /// Counts and keeps the quarters that are due, and says how many; looks once a day.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn freeze_quarters(&self) -> Result<usize, AppError> {
        if !self.ledger.is_first_look_on(self.today()) {
            return Ok(0);
        }
        let app = self.clone();
        let new = self.db.read(move |conn| app.due_quarters(conn)).await?;
        let count = new.len();
        for quarter in new {
            let kept = self
                .db
                .write(move |conn| Ok::<_, AppError>(published_quarters::insert(conn, &quarter)))
                .await?;
            match kept {
                // Another process counted it at the same moment; what it wrote stays.
                Ok(()) | Err(StoreError::Duplicate) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(count)
    }

    fn due_quarters(&self, conn: &mut Conn) -> Result<Vec<PublishedQuarter>, AppError> {
        let (now, today) = (self.clock.now(), self.today());
        let known = published_quarters::words(conn)?;
        let past =
            std::iter::successors(Some(Quarter::of(today).before()), |one| Some(one.before()));
        let due: Vec<Quarter> = past
            .take(BACK)
            .filter(|one| one.counted_on().is_some_and(|on| on < today))
            .filter(|one| !known.contains(&one.word()))
            .collect();
        let mut counted = Vec::new();
        for quarter in due {
            let Some(edition) = self.count_quarter(conn, quarter)? else { continue };
            let body = String::from_utf8(edition.to_bytes())
                .map_err(|error| AppError::Internal(error.into()))?;
            counted.push(PublishedQuarter {
                quarter: quarter.word(),
                frozen_at: now,
                code_version: env!("CARGO_PKG_VERSION").to_owned(),
                checksum: edition.checksum(),
                body,
            });
        }
        Ok(counted)
    }

    /// Counts one quarter as it looked on the day on which it is counted; `None` when too
    /// little happened in it.
    pub(crate) fn count_quarter(
        &self,
        conn: &mut Conn,
        quarter: Quarter,
    ) -> Result<Option<Edition>, AppError> {
        let Some(last) = quarter.counted_on().and_then(|on| on.succ_opt()) else { return Ok(None) };
        let zone = self.settings.time_zone;
        let midnight = zone.from_local_datetime(&last.and_time(NaiveTime::MIN)).earliest();
        let Some(midnight) = midnight else { return Ok(None) };
        let counted_at = midnight.to_utc() - Duration::milliseconds(1);
        let calendar = network::calendar(conn, zone)?;
        let policy = Policy::default();
        self.with_facts(conn, |facts| {
            Edition::count(quarter, facts, &calendar, &policy, counted_at)
        })
    }

    /// Counts a quarter that was published once more, and gives its checksum.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a quarter without enough referrals.
    pub async fn recount_quarter(&self, quarter: Quarter) -> Result<String, AppError> {
        let app = self.clone();
        let edition = self.db.read(move |conn| app.count_quarter(conn, quarter)).await?;
        edition.map(|edition| edition.checksum()).ok_or(AppError::NotFound)
    }

    /// Everything that was published, the last quarter first.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn published_quarters(&self) -> Result<Vec<Published>, AppError> {
        let rows = self.db.read(|conn| Ok::<_, AppError>(published_quarters::list(conn)?)).await?;
        rows.into_iter().map(read).collect()
    }

    /// One quarter that was published.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn published_quarter(&self, quarter: &str) -> Result<Published, AppError> {
        let quarter = quarter.to_owned();
        self.db.read(move |conn| read(published_quarters::find(conn, &quarter)?)).await
    }

    /// The files of a quarter.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn quarter_files(&self, quarter: &str) -> Result<Vec<File>, AppError> {
        let published = self.published_quarter(quarter).await?;
        Ok(files(&published.edition, &self.publisher().await?))
    }

    /// The catalogue of everything that was published (DCAT).
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn observatory_catalogue(&self) -> Result<serde_json::Value, AppError> {
        let all = self.published_quarters().await?;
        let editions: Vec<Edition> = all.into_iter().map(|one| one.edition).collect();
        Ok(catalogue(&editions, &self.publisher().await?))
    }

    async fn publisher(&self) -> Result<Publisher, AppError> {
        Ok(Publisher {
            name: self.network().await?.name,
            url: self.settings.public_url.trim_end_matches('/').to_owned(),
            licence: (LICENCE.0.to_owned(), LICENCE.1.to_owned()),
        })
    }
}

fn read(row: PublishedQuarter) -> Result<Published, AppError> {
    let edition =
        serde_json::from_str(&row.body).map_err(|error| AppError::Internal(error.into()))?;
    Ok(Published {
        edition,
        frozen_at: row.frozen_at,
        code_version: row.code_version,
        checksum: row.checksum,
    })
}
