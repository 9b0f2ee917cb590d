//! What visitors and organizations say is wrong with a listing.
//!
//! **Invariant:** a report is resolved once; its words and contact go some time after.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::{AccountId, OfferId, OrganizationId};
use partner_directory::{ReportOrigin, ReportOutcome, ReportReason};

use crate::error::known;
use crate::schema::error_reports::{self, dsl};
use crate::schema::offers;
use crate::text::{kept_optional, key};
use crate::{Conn, Page, StoreError};

/// One report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Names it.
    pub id: String,
    /// About which offer.
    pub offer: OfferId,
    /// Who said it.
    pub origin: ReportOrigin,
    /// What is wrong.
    pub reason: ReportReason,
    /// In words.
    pub words: Option<String>,
    /// The address to which the answer goes.
    pub contact: Option<String>,
    /// The local date.
    pub on: NaiveDate,
    /// When it came in.
    pub at: DateTime<Utc>,
    /// What came of it; absent while it is open.
    pub resolved: Option<Resolved>,
}

/// How a report was resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom; the organization itself when it confirmed or changed the listing.
    pub by: Option<AccountId>,
    /// What came of it.
    pub outcome: ReportOutcome,
    /// What was written to the reporter.
    pub answer: Option<String>,
}

/// Keeps a report.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn insert(conn: &mut Conn, report: &Report) -> Result<(), StoreError> {
    diesel::insert_into(dsl::error_reports).values(Row::new(report)?).execute(conn)?;
    Ok(())
}

/// One report.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn find(conn: &mut Conn, id: &str) -> Result<Report, StoreError> {
    dsl::error_reports.find(key(id)?).select(Row::as_select()).first(conn)?.value()
}

/// The open reports, the oldest first, or the resolved ones, the last first; and how many.
///
/// # Errors
/// When the database fails.
pub fn list(conn: &mut Conn, state: State, page: Page) -> Result<(Vec<Report>, i64), StoreError> {
    let (rows, total): (Vec<Row>, i64) = match state {
        State::Open => {
            let open = dsl::error_reports.filter(dsl::resolved_at.is_null());
            let total = open.count().get_result(conn)?;
            let part = open.order((dsl::reported_at, dsl::id));
            let part = part.offset(page.offset()).limit(page.limit());
            (part.select(Row::as_select()).load(conn)?, total)
        }
        State::Resolved => {
            let done = dsl::error_reports.filter(dsl::resolved_at.is_not_null());
            let total = done.count().get_result(conn)?;
            let part = done.order((dsl::resolved_at.desc(), dsl::id.desc()));
            let part = part.offset(page.offset()).limit(page.limit());
            (part.select(Row::as_select()).load(conn)?, total)
        }
    };
    Ok((rows.into_iter().map(Row::value).collect::<Result<_, _>>()?, total))
}

/// Which reports are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum State {
    Open,
    Resolved,
}

/// The open reports about offers of one organization, the oldest first.
///
/// # Errors
/// When the database fails.
pub fn open_of(conn: &mut Conn, of: &OrganizationId) -> Result<Vec<Report>, StoreError> {
    let theirs = offers::table.filter(offers::organization_id.eq(of.as_str())).select(offers::id);
    let rows: Vec<Row> = dsl::error_reports
        .filter(dsl::resolved_at.is_null().and(dsl::offer_id.eq_any(theirs)))
        .order((dsl::reported_at, dsl::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::value).collect()
}

/// The open reports about one offer, the oldest first.
///
/// # Errors
/// When the database fails.
pub fn open_about(conn: &mut Conn, offer: &OfferId) -> Result<Vec<Report>, StoreError> {
    let rows: Vec<Row> = dsl::error_reports
        .filter(dsl::resolved_at.is_null().and(dsl::offer_id.eq(offer.as_str())))
        .order((dsl::reported_at, dsl::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::value).collect()
}

/// Writes the reason, the words and the date of an open report anew.
///
/// # Errors
/// [`StoreError::Stale`] when it was resolved meanwhile.
pub fn update_open(conn: &mut Conn, report: &Report) -> Result<(), StoreError> {
    let open = dsl::error_reports.find(key(&report.id)?).filter(dsl::resolved_at.is_null());
    let written = diesel::update(open)
        .set((
            dsl::reason.eq(report.reason.word()),
            dsl::words.eq(kept_optional(&report.words)?),
            dsl::reported_on.eq(report.on),
            dsl::reported_at.eq(report.at.naive_utc()),
        ))
        .execute(conn)?;
    if written == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// The open reports of visitors of which the organization has not been told.
///
/// # Errors
/// When the database fails.
pub fn untold(conn: &mut Conn) -> Result<Vec<Report>, StoreError> {
    let rows: Vec<Row> = dsl::error_reports
        .filter(dsl::resolved_at.is_null().and(dsl::told_at.is_null()))
        .filter(dsl::origin.eq(ReportOrigin::Visitor.word()))
        .order((dsl::reported_at, dsl::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::value).collect()
}

/// Notes that the organization is told of reports.
///
/// # Errors
/// When the database fails.
pub fn mark_told(conn: &mut Conn, ids: &[String], now: DateTime<Utc>) -> Result<(), StoreError> {
    for some in ids.chunks(500) {
        diesel::update(dsl::error_reports.filter(dsl::id.eq_any(some)))
            .set(dsl::told_at.eq(now.naive_utc()))
            .execute(conn)?;
    }
    Ok(())
}

/// The local dates on which visitors found the door of an offer closed, after `since` and on it,
/// without those reports that turned out to be wrong.
///
/// # Errors
/// When the database fails.
pub fn closed_doors(
    conn: &mut Conn,
    offer: &OfferId,
    since: NaiveDate,
) -> Result<Vec<NaiveDate>, StoreError> {
    let counts = dsl::outcome.is_null().or(dsl::outcome.ne(ReportOutcome::WasRight.word()));
    Ok(dsl::error_reports
        .filter(dsl::offer_id.eq(offer.as_str()).and(dsl::reported_on.ge(since)))
        .filter(dsl::reason.eq(ReportReason::ClosedDoor.word()))
        .filter(dsl::origin.eq(ReportOrigin::Visitor.word()))
        .filter(counts)
        .select(dsl::reported_on)
        .load(conn)?)
}

/// Resolves an open report.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else did.
pub fn resolve(conn: &mut Conn, id: &str, resolved: &Resolved) -> Result<(), StoreError> {
    let open = dsl::error_reports.find(key(id)?).filter(dsl::resolved_at.is_null());
    let written = diesel::update(open)
        .set((
            dsl::resolved_at.eq(resolved.at.naive_utc()),
            dsl::resolved_by.eq(resolved.by.as_ref().map(ToString::to_string)),
            dsl::outcome.eq(resolved.outcome.word()),
            dsl::answer.eq(kept_optional(&resolved.answer)?),
        ))
        .execute(conn)?;
    if written == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// Erases words and contacts of reports resolved before `resolved` or made before `made`.
///
/// # Errors
/// When the database fails.
pub fn erase_words(
    conn: &mut Conn,
    resolved: DateTime<Utc>,
    made: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let long_ago = dsl::reported_at.lt(made.naive_utc());
    let over = dsl::resolved_at.lt(resolved.naive_utc()).or(long_ago);
    let holds =
        dsl::words.is_not_null().or(dsl::contact.is_not_null()).or(dsl::answer.is_not_null());
    let none = None::<String>;
    let written = diesel::update(dsl::error_reports.filter(holds).filter(over))
        .set((dsl::words.eq(&none), dsl::contact.eq(&none), dsl::answer.eq(&none)))
        .execute(conn)?;
    Ok(written)
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = error_reports)]
struct Row {
    id: String,
    offer_id: String,
    origin: String,
    reason: String,
    words: Option<String>,
    contact: Option<String>,
    reported_on: NaiveDate,
    reported_at: NaiveDateTime,
    resolved_at: Option<NaiveDateTime>,
    resolved_by: Option<String>,
    outcome: Option<String>,
    answer: Option<String>,
}

impl Row {
    fn new(report: &Report) -> Result<Row, StoreError> {
        let resolved = report.resolved.as_ref();
        Ok(Row {
            id: report.id.clone(),
            offer_id: report.offer.to_string(),
            origin: report.origin.word().to_owned(),
            reason: report.reason.word().to_owned(),
            words: kept_optional(&report.words)?,
            contact: kept_optional(&report.contact)?,
            reported_on: report.on,
            reported_at: report.at.naive_utc(),
            resolved_at: resolved.map(|one| one.at.naive_utc()),
            resolved_by: resolved.and_then(|one| one.by.as_ref()).map(ToString::to_string),
            outcome: resolved.map(|one| one.outcome.word().to_owned()),
            answer: resolved.map(|one| kept_optional(&one.answer)).transpose()?.flatten(),
        })
    }

    fn value(self) -> Result<Report, StoreError> {
        let resolved = match self.resolved_at.zip(self.outcome) {
            Some((at, word)) => Some(Resolved {
                at: at.and_utc(),
                by: self.resolved_by.map(AccountId::from),
                outcome: known("error_reports.outcome", &word, ReportOutcome::from_word(&word))?,
                answer: self.answer,
            }),
            None => None,
        };
        let origin = ReportOrigin::from_word(&self.origin);
        let reason = ReportReason::from_word(&self.reason);
        Ok(Report {
            origin: known("error_reports.origin", &self.origin, origin)?,
            reason: known("error_reports.reason", &self.reason, reason)?,
            id: self.id,
            offer: self.offer_id.into(),
            words: self.words,
            contact: self.contact,
            on: self.reported_on,
            at: self.reported_at.and_utc(),
            resolved,
        })
    }
}
