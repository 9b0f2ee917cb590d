//! What happens without anybody asking: deadlines, letters, erasure, tidying up.
//!
//! Every process may run every job: a lease lets one at a time do it, and each step is safe
//! to run twice.
//!
//! **Invariant:** one referral or letter that fails does not hold up the others.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use kernel::{AccountId, Actor, Channel, ReferralId};
use mail::MailError;
use referral_tracking::Action;
use store::outbox::{self, Waiting};
use store::{
    StoreError, accounts, answer_links, freshness_asks, invitations, leases, referrals, sessions,
};

use crate::bundles::{self, Fate};
use crate::letters::{Addressed, LetterWriter};
use crate::{App, AppError, accounts as signing_in};

/// How long one process may run the jobs before another takes over.
const LEASE_MINUTES: i64 = 5;
/// How many rows one round takes; the next round takes the rest.
const BATCH: i64 = 200;
/// How many days rows are kept that only tell what went out.
const KEPT_DAYS: i64 = 30;
/// How many days a change of a listing can be looked up and taken back: three years.
const REVISIONS_KEPT_DAYS: i64 = 3 * 365;
/// After how many tries a letter is given up; with the waits below that is about two days.
const MOST_TRIES: i32 = 10;

/// What one round did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Round {
    /// True when another process runs the jobs at this moment; then nothing was done.
    pub is_elsewhere: bool,
    /// Referrals whose clock did something.
    pub referrals: usize,
    /// Organizations that were asked about their listings.
    pub asked: usize,
    /// Letters that left.
    pub sent: usize,
    /// Letters that did not leave and are tried again or given up.
    pub failed: usize,
    /// People whose details were destroyed.
    pub erased: usize,
}

impl Round {
    /// True when there was nothing to do.
    pub fn is_idle(&self) -> bool {
        *self == Round::default()
    }
}

impl App {
    /// Does everything that is due, unless another process is doing it.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn run_jobs(&self, writer: Arc<dyn LetterWriter>) -> Result<Round, AppError> {
        let now = self.clock.now();
        self.write_demand().await?;
        let holder = self.process.clone();
        let lasts = Duration::minutes(LEASE_MINUTES);
        let is_ours =
            self.db.write(move |conn| leases::take(conn, "jobs", &holder, now, lasts)).await?;
        if !is_ours {
            return Ok(Round { is_elsewhere: true, ..Round::default() });
        }
        let round = self.round(writer, now).await;
        let holder = self.process.clone();
        self.db.write(move |conn| leases::release(conn, "jobs", &holder, now)).await?;
        round
    }

    /// One round; what cannot be done does not hold up what comes after it.
    async fn round(
        &self,
        writer: Arc<dyn LetterWriter>,
        now: DateTime<Utc>,
    ) -> Result<Round, AppError> {
        let referrals = self.pass_time(now).await;
        // Reports first: a letter about one asks about the listing as well.
        let told = self.tell_of_reports(now).await;
        let asked = self.ask_for_checks(now).await;
        let reminded = self.remind_members(now).await;
        let letters = self.send_letters(writer, now).await;
        let erased = self.erase_due().await;
        self.tidy_up(now).await?;
        self.destroy_old_forms().await?;
        self.freeze_quarters().await?;
        self.purge_tonight(now).await?;
        let (referrals, (sent, failed), erased) = (referrals?, letters?, erased?);
        let asked = told? + asked? + reminded?;
        Ok(Round { is_elsewhere: false, referrals, asked, sent, failed, erased })
    }

    /// Forgets what nobody needs any more: ended sessions, letters that left, links that ended.
    async fn tidy_up(&self, now: DateTime<Utc>) -> Result<(), AppError> {
        let before = now - Duration::days(KEPT_DAYS);
        let app = self.clone();
        self.db
            .write(move |conn| {
                app.erase_reports(conn, now)?;
                app.forget_demand(conn, now)?;
                freshness_asks::delete_expired(conn, before)?;
                // An ended session is remembered for half a day: whoever sends a form too late gets
                // it back after signing in.
                sessions::delete_expired(conn, now - Duration::hours(12), signing_in::IDLE)?;
                outbox::delete_finished(conn, before)?;
                answer_links::delete_expired(conn, before)?;
                invitations::delete_expired(conn, before)?;
                store::revisions::delete_before(conn, now - Duration::days(REVISIONS_KEPT_DAYS))?;
                store::imports::delete_old(conn, now - Duration::days(crate::imports::KEPT_DAYS))?;
                Ok(())
            })
            .await
    }

    /// Lets the time pass for every referral that waits for it, longest waiting first.
    async fn pass_time(&self, now: DateTime<Utc>) -> Result<usize, AppError> {
        let due =
            self.db.read(move |conn| Ok::<_, AppError>(referrals::due(conn, now, BATCH)?)).await?;
        let mut moved = 0;
        for id in due {
            match self.tick(id.clone()).await {
                Ok(()) => moved += 1,
                // Somebody acted at the same moment; the next round sees what is left to do.
                Err(AppError::Stale) => {}
                Err(error) => {
                    tracing::error!(referral = %id, error = crate::with_causes(&error), "clock failed");
                }
            }
        }
        Ok(moved)
    }

    async fn tick(&self, id: ReferralId) -> Result<(), AppError> {
        self.act(id, Action::Tick, Actor::System, Channel::System).await.map(|_| ())
    }

    async fn send_letters(
        &self,
        writer: Arc<dyn LetterWriter>,
        now: DateTime<Utc>,
    ) -> Result<(usize, usize), AppError> {
        let waiting =
            self.db.read(move |conn| Ok::<_, AppError>(outbox::due(conn, now, BATCH)?)).await?;
        let (mut sent, mut failed) = (0, 0);
        for (account, letters) in bundles::by_account(&waiting) {
            match self.send_bundle(writer.as_ref(), account, &letters, now).await {
                Ok(true) => sent += 1,
                Ok(false) => {}
                Err(error) => {
                    failed += 1;
                    for letter in &letters {
                        self.put_off(letter, &error, now).await?;
                    }
                }
            }
        }
        for letter in waiting.into_iter().filter(|letter| !letter.is_bundled) {
            match self.send_letter(writer.as_ref(), &letter, now).await {
                Ok(true) => sent += 1,
                Ok(false) => {}
                Err(error) => {
                    failed += 1;
                    self.put_off(&letter, &error, now).await?;
                }
            }
        }
        Ok((sent, failed))
    }

    /// Sends one letter; false when it is not needed any more.
    async fn send_letter(
        &self,
        writer: &dyn LetterWriter,
        waiting: &Waiting,
        now: DateTime<Utc>,
    ) -> Result<bool, SendError> {
        if !self.may_leave(waiting, now).await? {
            return Ok(false);
        }
        let (app, row) = (self.clone(), waiting.clone());
        let addressed = self.db.read(move |conn| app.address(conn, &row)).await?;
        let addressed = match addressed {
            Some(letter) if letter.is_for_person() => self.with_person(letter, waiting).await?,
            other => other,
        };
        let id = waiting.id.clone();
        let Some(addressed) = addressed else {
            self.db.write(move |conn| unless_gone(outbox::mark_dropped(conn, &id, now))).await?;
            return Ok(false);
        };
        if addressed.goes_nowhere() {
            return Err(SendError::NoAddress);
        }
        let letter = addressed.into_letter(writer, waiting)?;
        self.mailer.send(&letter).await?;
        self.db.write(move |conn| unless_gone(outbox::mark_sent(conn, &id, now))).await?;
        Ok(true)
    }

    /// False when a letter is switched off or has to wait; both are noted.
    async fn may_leave(&self, waiting: &Waiting, now: DateTime<Utc>) -> Result<bool, AppError> {
        let (app, row) = (self.clone(), waiting.clone());
        self.db
            .write(move |conn| match app.fate(conn, &row, now)? {
                Fate::Leaves => Ok(true),
                Fate::IsOff => {
                    unless_gone(outbox::mark_dropped(conn, &row.id, now)).map(|()| false)
                }
                Fate::Waits(until) => {
                    unless_gone(outbox::bundle(conn, &row.id, until)).map(|()| false)
                }
            })
            .await
    }

    /// Sends all that waits for one account as one letter; false when it is not needed or has
    /// to wait.
    async fn send_bundle(
        &self,
        writer: &dyn LetterWriter,
        account: AccountId,
        letters: &[Waiting],
        now: DateTime<Utc>,
    ) -> Result<bool, SendError> {
        let mut leaving = Vec::new();
        for letter in letters {
            if self.may_leave(letter, now).await? {
                leaving.push(letter.clone());
            }
        }
        let Some(first) = leaving.first().cloned() else { return Ok(false) };
        let (app, rows) = (self.clone(), leaving.clone());
        let addressed = self
            .db
            .read(move |conn| {
                let reader = accounts::find(conn, &account)?;
                let content = app.bundle_content(conn, &rows)?;
                Ok::<_, AppError>(
                    content
                        .filter(|_| !reader.is_disabled)
                        .map(|content| Addressed::bundle(content, reader.email, reader.name)),
                )
            })
            .await?;
        let is_sent = addressed.is_some();
        if let Some(addressed) = addressed {
            self.mailer.send(&addressed.into_letter(writer, &first)?).await?;
        }
        self.db
            .write(move |conn| {
                leaving.iter().try_for_each(|letter| {
                    unless_gone(match is_sent {
                        true => outbox::mark_sent(conn, &letter.id, now),
                        false => outbox::mark_dropped(conn, &letter.id, now),
                    })
                })
            })
            .await?;
        Ok(is_sent)
    }

    async fn with_person(
        &self,
        letter: crate::letters::Addressed,
        waiting: &Waiting,
    ) -> Result<Option<crate::letters::Addressed>, AppError> {
        let Some(id) = waiting.letter.referral.clone() else { return Ok(None) };
        Ok(self.person_address(id).await?.map(|address| letter.to(address)))
    }

    /// Notes a failure and when to try again: 1, 2, 4 … minutes, 12 hours at most.
    async fn put_off(
        &self,
        waiting: &Waiting,
        error: &SendError,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let is_over = error.is_permanent() || waiting.tries + 1 >= MOST_TRIES;
        let minutes = 2_i64.saturating_pow(waiting.tries.clamp(0, 20) as u32).min(720);
        let retry_at = (!is_over).then(|| now + Duration::minutes(minutes));
        let (id, said) = (waiting.id.clone(), crate::with_causes(error));
        tracing::warn!(
            letter = id,
            kind = waiting.letter.kind,
            error = said,
            is_over,
            "letter not sent"
        );
        let (app, letter) = (self.clone(), waiting.letter.clone());
        let noted = self
            .db
            .write(move |conn| {
                unless_gone(outbox::mark_failed(conn, &id, &said, retry_at, now))?;
                if is_over { app.report_undelivered(conn, &letter) } else { Ok(()) }
            })
            .await;
        match noted {
            // Somebody acted at the same moment: the letter waits on, the next round gives it up.
            Err(AppError::Stale) => Ok(()),
            noted => noted,
        }
    }
}

/// A row that no longer waits was withdrawn while its letter was under way: nothing is left to
/// note.
fn unless_gone(noted: Result<(), StoreError>) -> Result<(), AppError> {
    match noted {
        Err(StoreError::NotFound) => Ok(()),
        noted => Ok(noted?),
    }
}

/// Why a letter did not leave. Its words hold no address and no name.
#[derive(Debug, thiserror::Error)]
enum SendError {
    #[error("mail")]
    Mail(#[from] MailError),
    #[error("the organization has no address")]
    NoAddress,
    #[error("letter")]
    App(#[from] AppError),
}

impl SendError {
    fn is_permanent(&self) -> bool {
        match self {
            SendError::Mail(error) => error.is_permanent(),
            SendError::NoAddress => true,
            SendError::App(_) => false,
        }
    }
}
