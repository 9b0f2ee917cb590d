//! Errors in listings: who finds one says so, the organization and the coordinators hear of it,
//! and the reporter is told what came of it.
//!
//! **Invariant:** a reporter needs no account and leaves nothing but what they type; words and
//! address are erased 30 days after the report was resolved, 12 months after it was made at the
//! latest.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use kernel::{Actor, FieldErrors, OrganizationId};
use partner_directory::freshness::is_doubted;
use partner_directory::{
    Offer, OfferStatus, Organization, ReportOrigin, ReportOutcome, ReportReason,
};
use store::error_reports::{self, Report, Resolved, State};
use store::outbox::{self, Letter};
use store::{Conn, Page, changes, offers, organizations};

use crate::access::{Right, scope};
use crate::{App, AppError, contact};

/// The outbox kind of the letter that tells a reporter what came of it.
pub(crate) const TELL_REPORTER: &str = "tell_reporter";
/// The most characters of a report and of its answer.
pub const MOST_WORDS: usize = 500;
/// Days after which words and address of a resolved report are erased.
const KEPT_DAYS: i64 = 30;
/// Days after which those of any report are erased.
const KEPT_AT_MOST_DAYS: i64 = 365;
/// How many reports a page lists.
pub const PER_PAGE: u32 = 20;

/// What somebody reports.
#[derive(Debug, Clone, Default)]
pub struct NewReport {
    /// What is wrong; absent when nobody said.
    pub reason: Option<ReportReason>,
    /// In words.
    pub words: String,
    /// The address for the answer; may be empty.
    pub contact: String,
}

/// A report with what it is about.
#[derive(Debug, Clone)]
pub struct ReportLine {
    /// The report.
    pub report: Report,
    /// The offer as it stands.
    pub offer: Offer,
    /// Whose it is.
    pub organization: Organization,
}

/// Which reports are listed.
pub type ReportState = State;

impl App {
    /// Takes a report about the published offer with this slug.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Invalid`] with the fields `reason`, `words`, `contact`.
    pub async fn report_error(&self, slug: &str, new: NewReport) -> Result<(), AppError> {
        let (slug, now, today) = (slug.to_owned(), self.clock.now(), self.today());
        self.db
            .write(move |conn| {
                // Two who report at once each count the other.
                changes::take_turn(conn)?;
                let offer = offers::find_by_slug(conn, &slug)?;
                if offer.status != OfferStatus::Published {
                    return Err(AppError::NotFound);
                }
                let report = read(&offer, new, today, now)?;
                error_reports::insert(conn, &report)?;
                doubt(conn, &offer, today, now)
            })
            .await
    }

    /// One page of reports, and how many there are in this state.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate.
    pub async fn reports(
        &self,
        actor: &Actor,
        state: ReportState,
        page: u32,
    ) -> Result<(Vec<ReportLine>, i64), AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        self.db
            .read(move |conn| {
                let page = Page { number: page, size: PER_PAGE };
                let (reports, total) = error_reports::list(conn, state, page)?;
                Ok((lines(conn, reports)?, total))
            })
            .await
    }

    /// The open reports about an organization's offers, for its own workspace.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit its listings.
    pub async fn open_reports(
        &self,
        actor: &Actor,
        of: &OrganizationId,
    ) -> Result<Vec<ReportLine>, AppError> {
        let scope = scope(actor, Right::EditListings).ok_or(AppError::NotFound)?;
        if scope != crate::access::Scope::All && actor.organization() != Some(of) {
            return Err(AppError::NotFound);
        }
        let of = of.clone();
        self.db
            .read(move |conn| {
                let reports = error_reports::open_of(conn, &of)?;
                lines(conn, reports)
            })
            .await
    }

    /// One report.
    ///
    /// # Errors
    /// [`AppError::NotFound`] also for who does not coordinate.
    pub async fn report(&self, actor: &Actor, id: &str) -> Result<ReportLine, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let id = id.to_owned();
        self.db
            .read(move |conn| {
                let report = error_reports::find(conn, &id)?;
                lines(conn, vec![report])?.pop().ok_or(AppError::NotFound)
            })
            .await
    }

    /// Resolves an open report and tells the reporter, when there is an address.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Stale`] when somebody else did;
    /// [`AppError::Invalid`] with the fields `outcome` and `answer`.
    pub async fn resolve_report(
        &self,
        actor: &Actor,
        id: &str,
        outcome: Option<ReportOutcome>,
        answer: &str,
    ) -> Result<(), AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let mut errors = FieldErrors::default();
        if outcome.is_none() {
            errors.add("outcome", "required");
        }
        if answer.chars().count() > MOST_WORDS {
            errors.add("answer", "too_long");
        }
        let outcome = errors.or(outcome.unwrap_or(ReportOutcome::Unclear))?;
        let (id, now, today) = (id.to_owned(), self.clock.now(), self.today());
        let resolved = Resolved {
            at: now,
            by: actor.account().cloned(),
            outcome,
            answer: Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty()),
        };
        self.db.write(move |conn| resolve(conn, &id, &resolved, today)).await
    }

    /// Erases what reporters wrote, when its time is over.
    pub(crate) fn erase_reports(
        &self,
        conn: &mut Conn,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let resolved = now - Duration::days(KEPT_DAYS);
        let made = now - Duration::days(KEPT_AT_MOST_DAYS);
        error_reports::erase_words(conn, resolved, made)?;
        Ok(())
    }
}

/// An open report that says nothing yet.
pub(crate) fn new_report(
    offer: &Offer,
    origin: ReportOrigin,
    on: NaiveDate,
    at: DateTime<Utc>,
) -> Report {
    Report {
        id: uuid::Uuid::now_v7().simple().to_string(),
        offer: offer.id.clone(),
        origin,
        reason: ReportReason::Other,
        words: None,
        contact: None,
        on,
        at,
        resolved: None,
    }
}

/// What was typed as words, or what is wrong with it.
pub(crate) fn words(
    typed: &str,
    reason: ReportReason,
    most: usize,
) -> Result<Option<String>, AppError> {
    let mut errors = FieldErrors::default();
    check_words(&mut errors, typed, reason, most);
    Ok(errors.or(kept(typed))?)
}

fn check_words(errors: &mut FieldErrors, typed: &str, reason: ReportReason, most: usize) {
    if typed.trim().is_empty() && reason.needs_words() {
        errors.add("words", "required");
    }
    if typed.chars().count() > most {
        errors.add("words", "too_long");
    }
}

fn kept(typed: &str) -> Option<String> {
    Some(typed.trim().to_owned()).filter(|text| !text.is_empty())
}

fn read(
    offer: &Offer,
    new: NewReport,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Report, AppError> {
    let mut errors = FieldErrors::default();
    let chosen = new.reason.filter(|one| ReportReason::OF_VISITORS.contains(one));
    let reason = chosen.unwrap_or(ReportReason::ClosedDoor);
    if chosen.is_none() {
        errors.add("reason", "required");
    }
    check_words(&mut errors, &new.words, reason, MOST_WORDS);
    let contact = kept(&new.contact).map(|typed| contact::email(&typed)).transpose();
    if let Err(code) = contact {
        errors.add("contact", code);
    }
    let report = new_report(offer, ReportOrigin::Visitor, today, now);
    let contact = contact.unwrap_or_default();
    Ok(errors.or(Report { reason, words: kept(&new.words), contact, ..report })?)
}

/// Puts an offer in doubt when enough visitors found its door closed since the last check, and
/// takes the doubt back when too few are left.
fn doubt(
    conn: &mut Conn,
    offer: &Offer,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let days = error_reports::closed_doors(conn, &offer.id, offer.freshness_since)?;
    match (is_doubted(&days), offer.doubted_on) {
        (true, None) => offers::put_doubt(conn, &offer.id, Some(today), now)?,
        (false, Some(_)) => offers::put_doubt(conn, &offer.id, None, now)?,
        (true, Some(_)) | (false, None) => {}
    }
    Ok(())
}

fn resolve(
    conn: &mut Conn,
    id: &str,
    resolved: &Resolved,
    today: NaiveDate,
) -> Result<(), AppError> {
    changes::take_turn(conn)?;
    let report = error_reports::find(conn, id)?;
    error_reports::resolve(conn, id, resolved)?;
    let offer = offers::find(conn, &report.offer)?;
    doubt(conn, &offer, today, resolved.at)?;
    if report.contact.is_some() {
        let letter = Letter {
            kind: TELL_REPORTER.to_owned(),
            detail: Some(id.to_owned()),
            ..Letter::default()
        };
        outbox::push(conn, &letter, resolved.at, resolved.at)?;
    }
    Ok(())
}

fn lines(conn: &mut Conn, reports: Vec<Report>) -> Result<Vec<ReportLine>, AppError> {
    let ids: Vec<_> = reports.iter().map(|report| report.offer.clone()).collect();
    let known = offers::find_many(conn, &ids)?;
    let owners: Vec<_> = known.values().map(|offer| offer.organization.clone()).collect();
    let owners = organizations::find_many(conn, &owners)?;
    let line = |report: Report| {
        let offer = known.get(&report.offer)?.clone();
        let organization = owners.get(&offer.organization)?.clone();
        Some(ReportLine { report, offer, organization })
    };
    Ok(reports.into_iter().filter_map(line).collect())
}
