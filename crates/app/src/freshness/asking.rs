//! Asking organizations whether their listings are still right, by letters that nobody has to
//! sign in to answer.
//!
//! **Invariant:** an organization is asked at most once in 30 days because time has passed, in
//! one letter about all its offers, and never while it has said that it is closed.
//! **Invariant:** each round asks few, so that a long silence of the jobs ends in no flood.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use kernel::{OfferId, OrganizationId};
use partner_directory::freshness::{ASK_AFTER_DAYS, ASK_EVERY_DAYS};
use store::freshness_asks::{self, Ask, Cause};
use store::offers::{Imported, Watch, Watched};
use store::outbox::{self, Letter};
use store::{Conn, error_reports, offers, organizations};

use crate::secrets::token_hash;
use crate::{App, AppError};

/// The outbox kind of a letter that asks because time has passed.
pub(crate) const ASK_CONFIRM: &str = "ask_confirm";
/// The outbox kind of a letter that tells of reports by visitors.
pub(crate) const TELL_REPORTS: &str = "tell_reports";
/// How many organizations one round asks.
const BATCH: usize = 20;
/// How long the link in a letter works.
const LINK_DAYS: i64 = 60;

impl App {
    /// Asks the organizations whose listings are old, the oldest first; how many were asked.
    pub(crate) async fn ask_for_checks(&self, now: DateTime<Utc>) -> Result<usize, AppError> {
        let today = self.local_day(now);
        let due = self.db.read(move |conn| to_ask(conn, today)).await?;
        let mut asked = 0;
        for (organization, offers) in due {
            let app = self.clone();
            let about = organization.clone();
            let letter = move |conn: &mut Conn| app.ask(conn, about, Cause::Age, offers, now);
            match self.db.write(letter).await {
                Ok(()) => asked += 1,
                Err(error) => {
                    let error = crate::with_causes(&error);
                    tracing::error!(%organization, error, "organization not asked");
                }
            }
        }
        Ok(asked)
    }

    /// Tells organizations what visitors reported, at most once a day; how many were told.
    pub(crate) async fn tell_of_reports(&self, now: DateTime<Utc>) -> Result<usize, AppError> {
        let today = self.local_day(now);
        let due = self.db.read(move |conn| to_tell(conn, today)).await?;
        let mut told = 0;
        for Told { organization, offers, reports } in due {
            let (app, about) = (self.clone(), organization.clone());
            let letter = move |conn: &mut Conn| {
                app.ask(conn, about, Cause::Report, offers, now)?;
                Ok::<_, AppError>(error_reports::mark_told(conn, &reports, now)?)
            };
            match self.db.write(letter).await {
                Ok(()) => told += 1,
                Err(error) => {
                    let error = crate::with_causes(&error);
                    tracing::error!(%organization, error, "organization not told of reports");
                }
            }
        }
        Ok(told)
    }

    /// Queues one letter about `about` and makes its link.
    fn ask(
        &self,
        conn: &mut Conn,
        organization: OrganizationId,
        cause: Cause,
        about: Vec<OfferId>,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let id = uuid::Uuid::now_v7().simple().to_string();
        let today = self.local_day(now);
        offers::put_asked(conn, &about, Some(today), now)?;
        let ask = Ask {
            token_hash: token_hash(&self.secrets.confirm_token(&id)),
            id: id.clone(),
            organization,
            cause,
            on: today,
            at: now,
            expires_at: now + Duration::days(LINK_DAYS),
            offers: about,
        };
        freshness_asks::insert(conn, &ask)?;
        let kind = match cause {
            Cause::Age => ASK_CONFIRM,
            Cause::Report => TELL_REPORTS,
        };
        let letter = Letter { kind: kind.to_owned(), detail: Some(id), ..Letter::default() };
        outbox::push(conn, &letter, now, now)?;
        Ok(())
    }

    /// Takes back that somebody was asked by a letter that was given up: a human calls instead.
    pub(crate) fn unask(
        &self,
        conn: &mut Conn,
        letter: &Letter,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let Some(id) = letter.detail.as_deref() else { return Ok(()) };
        let ask = freshness_asks::find(conn, id)?;
        freshness_asks::mark_undelivered(conn, id, now)?;
        let still = offers::find_many(conn, &ask.offers)?;
        let still: Vec<OfferId> = still
            .into_values()
            .filter(|offer| offer.asked_on == Some(ask.on))
            .map(|offer| offer.id)
            .collect();
        Ok(offers::put_asked(conn, &still, None, now)?)
    }
}

/// Whom this round asks about what.
fn to_ask(
    conn: &mut Conn,
    today: NaiveDate,
) -> Result<Vec<(OrganizationId, Vec<OfferId>)>, AppError> {
    let since = today - Duration::days(ASK_AFTER_DAYS);
    let old = offers::watched(conn, Watch { since, imported: Imported::WhenOld, of: None })?;
    let asked =
        freshness_asks::asked_after(conn, Cause::Age, today - Duration::days(ASK_EVERY_DAYS))?;
    let closed = offers::closed_on(conn, today)?;
    let can_be_asked = |one: &Watched| {
        one.has_address
            && one.clock.may_be_asked(today)
            && !asked.contains(&one.organization)
            && !closed.contains(&one.organization)
    };
    let old: Vec<Watched> = old.into_iter().filter(can_be_asked).collect();
    let mut due = Vec::new();
    let mut seen = HashSet::new();
    for one in old.iter().filter(|one| one.clock.wants_ask(today)) {
        if due.len() < BATCH && seen.insert(&one.organization) {
            let theirs = old.iter().filter(|other| other.organization == one.organization);
            due.push((one.organization.clone(), theirs.map(|one| one.offer.clone()).collect()));
        }
    }
    Ok(due)
}

/// What one organization is told of.
struct Told {
    organization: OrganizationId,
    offers: Vec<OfferId>,
    reports: Vec<String>,
}

fn to_tell(conn: &mut Conn, today: NaiveDate) -> Result<Vec<Told>, AppError> {
    let reports = error_reports::untold(conn)?;
    let about: Vec<OfferId> = reports.iter().map(|report| report.offer.clone()).collect();
    let known = offers::find_many(conn, &about)?;
    let owners: Vec<_> = known.values().map(|offer| offer.organization.clone()).collect();
    let owners = organizations::find_many(conn, &owners)?;
    let yesterday = today - Duration::days(1);
    let told_today = freshness_asks::asked_after(conn, Cause::Report, yesterday)?;
    let mut due: HashMap<OrganizationId, Told> = HashMap::new();
    for report in reports {
        let Some(offer) = known.get(&report.offer) else { continue };
        let Some(owner) = owners.get(&offer.organization) else { continue };
        let is_away = owner.closures.iter().any(|one| one.from <= today && today <= one.until);
        if is_away || owner.letter_address().is_none() || told_today.contains(&owner.id) {
            continue;
        }
        let told = due.entry(owner.id.clone()).or_insert_with(|| Told {
            organization: owner.id.clone(),
            offers: Vec::new(),
            reports: Vec::new(),
        });
        if !told.offers.contains(&offer.id) {
            told.offers.push(offer.id.clone());
        }
        told.reports.push(report.id);
    }
    Ok(due.into_values().take(BATCH).collect())
}
