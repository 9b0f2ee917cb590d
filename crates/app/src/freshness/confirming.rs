//! Confirming listings without an account, by the link in a letter.
//!
//! **Invariant:** opening the link changes nothing, and a button confirms only what its page
//! showed: a listing that changed meanwhile is shown again.

use std::collections::{HashMap, HashSet};

use kernel::{FieldErrors, OfferId};
use partner_directory::{Listing, Offer, Organization, ReportOrigin, ReportReason, VerifiedHow};
use store::error_reports::{self, Report};
use store::freshness_asks::{self, Ask};
use store::{Conn, changes, listings, network, offers, organizations};

use super::{Said, by_link};
use crate::reports::{MOST_WORDS, new_report};
use crate::secrets::token_hash;
use crate::{App, AppError};

/// How many listings one page shows in full; the next ones come when these are answered.
const MOST_LISTINGS: usize = 12;
/// The most characters that an open report of an organization gathers.
const MOST_TOLD: usize = 4 * MOST_WORDS;

/// What the holder of a link sees.
#[derive(Debug, Clone)]
pub struct ConfirmPage {
    /// Who is asked.
    pub organization: Organization,
    /// What is still to confirm, as readers see it today.
    pub waiting: Vec<Listing>,
    /// How many more are to confirm after these.
    pub more: usize,
    /// The names of what was confirmed since the letter.
    pub done: Vec<String>,
    /// What was reported about an offer and is still open.
    pub reports: HashMap<OfferId, Vec<Report>>,
}

/// A listing as somebody saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Which offer.
    pub offer: OfferId,
    /// The version shown.
    pub version: i32,
}

/// What the holder of a link says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmation {
    /// All of this is right.
    Right(Vec<Seen>),
    /// Something changed, in words for the coordinators.
    Changed(OfferId, String),
    /// This is not offered any more.
    Gone(OfferId),
}

/// What came of a [`Confirmation`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// It is kept.
    All,
    /// Some listings changed since they were shown; they wait to be looked at again.
    NotAll,
}

impl App {
    /// What the link opens.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a link that never was; [`AppError::Expired`].
    pub async fn confirm_page(&self, token: &str) -> Result<ConfirmPage, AppError> {
        let (app, hash) = (self.clone(), token_hash(token));
        self.db
            .read(move |conn| {
                let ask = app.live_ask(conn, &hash)?;
                page(conn, &ask)
            })
            .await
    }

    /// Does what the holder of the link says.
    ///
    /// # Errors
    /// As [`App::confirm_page`], and [`AppError::Invalid`] at `words` when a change is said
    /// without words.
    pub async fn confirm(&self, token: &str, said: Confirmation) -> Result<Confirmed, AppError> {
        let (app, hash) = (self.clone(), token_hash(token));
        let confirmed = self
            .db
            .write(move |conn| {
                changes::take_turn(conn)?;
                let ask = app.live_ask(conn, &hash)?;
                let confirmed = app.carry_confirmation(conn, &ask, said)?;
                freshness_asks::mark_answered(conn, &ask.id, app.clock.now())?;
                Ok::<_, AppError>(confirmed)
            })
            .await?;
        // Whoever looks at the public page next sees it.
        self.refresh_catalog().await?;
        Ok(confirmed)
    }

    fn carry_confirmation(
        &self,
        conn: &mut Conn,
        ask: &Ask,
        said: Confirmation,
    ) -> Result<Confirmed, AppError> {
        let now = self.clock.now();
        let organization = organizations::find(conn, &ask.organization)?;
        let by = Said {
            on: self.local_day(now),
            at: now,
            how: VerifiedHow::MailLink,
            editor: by_link(&organization.name),
            by: organization.name,
            account: None,
        };
        match said {
            Confirmation::Right(seen) => right(conn, ask, &by, &seen),
            Confirmation::Changed(id, words) => {
                let offer = asked_offer(conn, ask, &id)?;
                let words = crate::reports::words(&words, ReportReason::Changed, MOST_WORDS)?;
                let report = new_report(&offer, ReportOrigin::Organization, by.on, now);
                tell(conn, Report { reason: ReportReason::Changed, words, ..report })?;
                Ok(Confirmed::All)
            }
            Confirmation::Gone(id) => {
                let offer = asked_offer(conn, ask, &id)?;
                if !is_waiting(&offer) {
                    return Ok(Confirmed::All);
                }
                let report = new_report(&offer, ReportOrigin::Organization, by.on, now);
                by.pause(conn, offer)?;
                tell(conn, Report { reason: ReportReason::NoLongerExists, ..report })?;
                Ok(Confirmed::All)
            }
        }
    }

    fn live_ask(&self, conn: &mut Conn, hash: &str) -> Result<Ask, AppError> {
        let ask = freshness_asks::find_by_token(conn, hash)?;
        match ask.expires_at <= self.clock.now() {
            true => Err(AppError::Expired),
            false => Ok(ask),
        }
    }
}

fn right(conn: &mut Conn, ask: &Ask, by: &Said, seen: &[Seen]) -> Result<Confirmed, AppError> {
    let mut confirmed = Confirmed::All;
    for one in seen {
        let offer = asked_offer(conn, ask, &one.offer)?;
        // Pressed twice: the first time counted.
        if !is_waiting(&offer) {
            continue;
        }
        match offer.version == one.version {
            true => by.confirm(conn, offer)?,
            false => confirmed = Confirmed::NotAll,
        }
    }
    Ok(confirmed)
}

/// Tells the coordinators what the organization says about an offer: in the report that is still
/// open, so that pressing again makes no second one.
fn tell(conn: &mut Conn, report: Report) -> Result<(), AppError> {
    let open = error_reports::open_about(conn, &report.offer)?;
    let Some(earlier) = open.into_iter().find(|one| one.origin == report.origin) else {
        return Ok(error_reports::insert(conn, &report)?);
    };
    let words = match (earlier.words, report.words) {
        (Some(earlier), Some(words)) if !earlier.contains(&words) => {
            Some(format!("{earlier}\n{words}"))
        }
        (earlier, words) => earlier.or(words),
    };
    if words.as_ref().is_some_and(|words| words.chars().count() > MOST_TOLD) {
        let mut errors = FieldErrors::default();
        errors.add("words", "too_long");
        return Err(AppError::Invalid(errors));
    }
    Ok(error_reports::update_open(conn, &Report { id: earlier.id, words, ..report })?)
}

/// The link opens only what its letter asked about.
fn asked_offer(conn: &mut Conn, ask: &Ask, id: &OfferId) -> Result<Offer, AppError> {
    match ask.offers.contains(id) {
        true => Ok(offers::find(conn, id)?),
        false => Err(AppError::NotFound),
    }
}

/// A check takes back that somebody was asked.
fn is_waiting(offer: &Offer) -> bool {
    offer.asked_on.is_some() && offer.status == partner_directory::OfferStatus::Published
}

fn page(conn: &mut Conn, ask: &Ask) -> Result<ConfirmPage, AppError> {
    let known = offers::find_many(conn, &ask.offers)?;
    let asked = ask.offers.iter().filter_map(|id| known.get(id));
    let (waiting, done): (Vec<&Offer>, Vec<&Offer>) = asked.partition(|one| is_waiting(one));
    let shown: Vec<OfferId> =
        waiting.iter().take(MOST_LISTINGS).map(|offer| offer.id.clone()).collect();
    let holidays = network::holidays(conn)?;
    let mut listed = listings::find_many(conn, &shown, &holidays)?;
    listed.sort_by_key(|one| shown.iter().position(|id| *id == one.offer.id));
    let mut reports = HashMap::new();
    for id in &shown {
        reports.insert(id.clone(), error_reports::open_about(conn, id)?);
    }
    let names: HashSet<String> = done.iter().map(|offer| offer.name.clone()).collect();
    let mut done: Vec<String> = names.into_iter().collect();
    done.sort();
    Ok(ConfirmPage {
        organization: organizations::find(conn, &ask.organization)?,
        more: waiting.len().saturating_sub(shown.len()),
        waiting: listed,
        done,
        reports,
    })
}
