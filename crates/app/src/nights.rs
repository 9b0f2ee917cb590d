//! What goes by itself each night, and the proof that it went (LAW-05, LAW-06).
//!
//! **Invariant:** each night leaves one line with what it did, signed with the secret; a night
//! whose line is missing or was changed is seen by `relais doctor`.

use chrono::{DateTime, Duration, Months, NaiveDate, Utc};
use kernel::{AccountId, Actor, Role};
use store::accounts::Account;
use store::purges::{self, Purge};
use store::{Conn, accounts, handouts, keys, personal, referrals};

use crate::access::{Right, scope};
use crate::{App, AppError};

/// Years that coded lines and handouts are kept for statistics.
const YEARS_KEPT: u32 = 5;
/// Months without a sign-in after which an account is closed.
const MONTHS_UNUSED: u32 = 12;
/// Months after closing at which name and address go.
const MONTHS_CLOSED: u32 = 12;
/// Months without a sign-in after which they go even when it was closed late.
const MONTHS_FORGOTTEN: u32 = 18;
/// Hours after which a missing night is an alarm.
const ALARM_HOURS: i64 = 26;
/// How many nights a page shows.
const NIGHTS_SHOWN: i64 = 14;
/// How many coded lines one night deletes at most; the next night takes the rest.
const MOST_LINES: i64 = 2_000;

/// What becomes of an account tonight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    Closes,
    Empties,
}

fn fate(account: &Account, closed_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Fate {
    let ago = |months| now.checked_sub_months(Months::new(months)).unwrap_or(now);
    let used = account.last_sign_in_at.unwrap_or(account.created_at);
    match account.is_disabled {
        true if closed_at.is_some_and(|at| at <= ago(MONTHS_CLOSED)) => Fate::Empties,
        true if used <= ago(MONTHS_FORGOTTEN) => Fate::Empties,
        true => Fate::Stays,
        // Who runs the network is asked by a human: a network must not lock itself out.
        false if matches!(account.role, Role::Admin | Role::Coordinator) => Fate::Stays,
        false if used <= ago(MONTHS_UNUSED) => Fate::Closes,
        false => Fate::Stays,
    }
}

impl App {
    /// Does tonight's work, once a night; false when it is done already.
    pub(crate) async fn purge_tonight(&self, now: DateTime<Utc>) -> Result<bool, AppError> {
        let day = now.with_timezone(&self.settings.time_zone).date_naive();
        let last = self.nights(1).await?.into_iter().next();
        if last.as_ref().is_some_and(|last| last.day >= day) {
            return Ok(false);
        }
        // What a restored backup brought back goes again.
        self.replay_erasures().await?;
        let since = last.map_or(DateTime::UNIX_EPOCH, |last| last.ran_at);
        let erased = self
            .keys
            .read(move |conn| Ok::<_, AppError>(keys::erasures_since(conn, since)?.len()))
            .await?;
        let app = self.clone();
        let purge = self.db.write(move |conn| app.purge(conn, day, now, erased)).await?;
        tracing::info!(target: "audit", %day, identities = purge.identities,
            overdue = purge.overdue, referrals = purge.referrals, handouts = purge.handouts,
            accounts_closed = purge.accounts_closed, accounts_emptied = purge.accounts_emptied,
            signature = purge.signature, "purged");
        Ok(true)
    }

    fn purge(
        &self,
        conn: &mut Conn,
        day: NaiveDate,
        now: DateTime<Utc>,
        erased: usize,
    ) -> Result<Purge, AppError> {
        let before = now.checked_sub_months(Months::new(12 * YEARS_KEPT)).unwrap_or(now);
        let ended = referrals::ended_before(conn, before, MOST_LINES)?;
        for id in &ended {
            referrals::delete_whole(conn, id)?;
        }
        let (closed, emptied) = settle_accounts(conn, now)?;
        let whole = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
        let mut purge = Purge {
            day,
            ran_at: now,
            identities: whole(erased),
            overdue: whole(referrals::erasable(conn, now - Duration::days(1), 10_000)?.len()),
            referrals: whole(ended.len()),
            handouts: whole(handouts::delete_before(conn, before)?),
            accounts_closed: closed,
            accounts_emptied: emptied,
            signature: String::new(),
        };
        purge.signature = self.secrets.signature("purge", &line(&purge));
        purges::insert(conn, &purge)?;
        let kept = day.checked_sub_months(Months::new(12 * YEARS_KEPT)).unwrap_or(day);
        purges::delete_before(conn, kept)?;
        Ok(purge)
    }

    /// Deletes again what the list of erasures names and a restored copy brought back.
    ///
    /// # Errors
    /// A database did not answer.
    pub async fn replay_erasures(&self) -> Result<usize, AppError> {
        let all = self
            .keys
            .read(|conn| Ok::<_, AppError>(keys::erasures_since(conn, DateTime::UNIX_EPOCH)?))
            .await?;
        let named: Vec<_> = all.into_iter().map(|one| one.referral).collect();
        let gone = named.clone();
        self.keys.write(move |conn| Ok::<_, AppError>(keys::forget(conn, &gone)?)).await?;
        self.db
            .write(move |conn| {
                let back = personal::kept_among(conn, &named)?;
                back.iter().try_for_each(|id| personal::delete(conn, id))?;
                Ok(back.len())
            })
            .await
    }

    /// The nights of the last two weeks, latest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not set the network.
    pub async fn last_nights(&self, actor: &Actor) -> Result<Vec<Purge>, AppError> {
        scope(actor, Right::ManageNetwork).ok_or(AppError::NotFound)?;
        self.nights(NIGHTS_SHOWN).await
    }

    async fn nights(&self, count: i64) -> Result<Vec<Purge>, AppError> {
        self.db.read(move |conn| Ok(purges::latest(conn, count)?)).await
    }

    /// True when this program wrote the line as it is.
    pub fn is_genuine(&self, purge: &Purge) -> bool {
        let expected = self.secrets.signature("purge", &line(purge));
        crate::secrets::same(&expected, &purge.signature)
    }

    /// What is wrong with the last night, in words for an administrator; `None` when it is well.
    pub(crate) async fn night_alarm(&self) -> Result<Option<String>, AppError> {
        let Some(last) = self.nights(1).await?.into_iter().next() else {
            // A new installation owes nobody anything.
            let due = self.clock.now() - Duration::days(1);
            let read = move |conn: &mut Conn| Ok::<_, AppError>(referrals::erasable(conn, due, 1)?);
            let overdue = self.db.read(read).await;
            let is_due = !overdue?.is_empty();
            return Ok(is_due.then(|| "no night yet: run the jobs once".to_owned()));
        };
        let hours = (self.clock.now() - last.ran_at).num_hours();
        Ok(if !self.is_genuine(&last) {
            Some(format!("the line of {} was not written by this program", last.day))
        } else if hours >= ALARM_HOURS {
            Some(format!("the last purge was {hours} hours ago"))
        } else if last.overdue > 0 {
            Some(format!("{} people should be erased and are not", last.overdue))
        } else {
            None
        })
    }
}

/// What is signed.
fn line(purge: &Purge) -> String {
    format!(
        "{}|{}|{}|{}|{}|{}|{}|{}",
        purge.day,
        purge.ran_at.timestamp_millis(),
        purge.identities,
        purge.overdue,
        purge.referrals,
        purge.handouts,
        purge.accounts_closed,
        purge.accounts_emptied
    )
}

fn settle_accounts(conn: &mut Conn, now: DateTime<Utc>) -> Result<(i32, i32), AppError> {
    let (mut closed, mut emptied) = (0, 0);
    for accounts::Use { account, closed_at } in accounts::uses(conn)? {
        let id: &AccountId = &account.id;
        match fate(&account, closed_at, now) {
            Fate::Stays => {}
            Fate::Closes => {
                accounts::disable(conn, id, now)?;
                closed += 1;
            }
            Fate::Empties => {
                accounts::empty(conn, id)?;
                emptied += 1;
            }
        }
    }
    Ok((closed, emptied))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        format!("{text}T09:00:00Z").parse().unwrap()
    }

    fn account(role: Role, last_sign_in: &str) -> Account {
        Account {
            id: AccountId::from("ada"),
            email: "ada@exemple.ch".to_owned(),
            name: "Ada".to_owned(),
            role,
            organization: None,
            has_password: true,
            is_disabled: false,
            last_sign_in_at: Some(at(last_sign_in)),
            created_at: at("2020-01-01"),
            version: 0,
        }
    }

    #[test]
    fn an_account_that_nobody_used_for_a_year_is_closed_and_a_year_later_has_no_name() {
        let open = account(Role::Mediator, "2026-03-03");
        assert_eq!(fate(&open, None, at("2027-03-02")), Fate::Stays);
        assert_eq!(fate(&open, None, at("2027-03-03")), Fate::Closes);

        let closed = Account { is_disabled: true, ..open };
        let closing = Some(at("2026-04-01"));
        assert_eq!(fate(&closed, closing, at("2027-03-31")), Fate::Stays);
        assert_eq!(fate(&closed, closing, at("2027-04-01")), Fate::Empties);
    }

    #[test]
    fn after_eighteen_months_without_a_sign_in_nothing_stays_whenever_it_was_closed() {
        let closed = Account { is_disabled: true, ..account(Role::Partner, "2026-03-03") };
        let closing = Some(at("2027-03-03"));

        assert_eq!(fate(&closed, closing, at("2027-09-02")), Fate::Stays);
        assert_eq!(fate(&closed, closing, at("2027-09-03")), Fate::Empties);
    }

    #[test]
    fn who_runs_the_network_is_never_closed_by_a_clock() {
        for role in [Role::Admin, Role::Coordinator] {
            assert_eq!(fate(&account(role, "2021-01-01"), None, at("2026-01-01")), Fate::Stays);
        }
    }
}
