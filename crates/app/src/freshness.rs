//! Keeping listings true: who checked an offer, when and how; asking, calling (FEA-9).
//!
//! **Invariant:** each check is kept in the history and starts the clock of its offer again.

mod asking;
mod calling;
mod confirming;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{AccountId, Channel, OfferId};
use partner_directory::revision::Snapshot;
use partner_directory::{CheckResult, Offer, OfferStatus, Verified, VerifiedHow};
use store::offer_checks;
use store::{Conn, offers};

use crate::revising::{Editor, revise, whole_offer};
use crate::{App, AppError};

pub(crate) use asking::{ASK_CONFIRM, TELL_REPORTS};
pub use calling::{CallLine, CallPage, NewCall, Outdated, PER_PAGE as CALLS_PER_PAGE, Recorded};
pub use confirming::{ConfirmPage, Confirmation, Confirmed, Seen};
pub use store::offer_checks::Check;
pub use store::organization_calls::Call;

/// The word of [`kernel::Actor::AnswerLink`]: whoever holds a link in a letter.
const LINK: &str = "answer_link";
/// How many checks of an offer are shown.
const MOST_CHECKS: i64 = 20;

impl App {
    /// The checks of an offer, the last one first.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn checks_of(&self, offer: &OfferId) -> Result<Vec<Check>, AppError> {
        let offer = offer.clone();
        self.db.read(move |conn| Ok(offer_checks::list_of(conn, &offer, MOST_CHECKS)?)).await
    }

    /// The local date of an instant.
    pub(crate) fn local_day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.settings.time_zone).date_naive()
    }
}

/// Records that `offer` was checked, and keeps it with whatever else was changed in it since it
/// was read: its clock starts again.
///
/// # Errors
/// [`AppError::Stale`] when somebody changed the offer after it was read.
pub fn record_check(conn: &mut Conn, mut offer: Offer, check: &Check) -> Result<(), AppError> {
    offer.check(Verified { on: check.on, how: check.how, by: check.by.clone() });
    offers::update(conn, &offer, check.at)?;
    note_check(conn, check)
}

/// Adds a check to the history of an offer that the caller keeps; the caller has called
/// [`Offer::check`] on it.
///
/// # Errors
/// Only that the database did not answer.
pub fn note_check(conn: &mut Conn, check: &Check) -> Result<(), AppError> {
    Ok(offer_checks::insert(conn, check)?)
}

/// How and by whom something is said about listings.
#[derive(Debug, Clone)]
struct Said {
    on: NaiveDate,
    at: DateTime<Utc>,
    how: VerifiedHow,
    /// As shown to readers.
    by: String,
    account: Option<AccountId>,
    /// As the history of changes names them.
    editor: Editor,
}

impl Said {
    fn check(&self, offer: &OfferId, result: CheckResult) -> Check {
        Check {
            offer: offer.clone(),
            on: self.on,
            at: self.at,
            how: self.how,
            by: Some(self.by.clone()),
            account: self.account.clone(),
            result,
        }
    }

    fn channel(&self) -> Channel {
        match self.how {
            VerifiedHow::Web => Channel::Web,
            VerifiedHow::MailLink => Channel::MailLink,
            VerifiedHow::Phone => Channel::Phone,
            VerifiedHow::Visit => Channel::Visit,
            VerifiedHow::Letter => Channel::Letter,
            VerifiedHow::Import => Channel::System,
        }
    }

    /// The offer is still right.
    fn confirm(&self, conn: &mut Conn, offer: Offer) -> Result<(), AppError> {
        let check = self.check(&offer.id, CheckResult::Confirmed);
        record_check(conn, offer, &check)
    }

    /// The offer is not given any more: it is paused, and a coordinator decides the rest.
    fn pause(&self, conn: &mut Conn, offer: Offer) -> Result<(), AppError> {
        let before = whole_offer(conn, &offer.id)?;
        let check = self.check(&offer.id, CheckResult::NoLongerOffered);
        let paused = Offer { status: OfferStatus::Paused, ..offer };
        let id = paused.id.clone();
        record_check(conn, paused, &check)?;
        let after = whole_offer(conn, &id)?;
        let [before, after] = [before, after].map(|one| Snapshot::Offer(Box::new(one)));
        revise(conn, (&self.editor, self.channel()), Some(before), after, self.at)?;
        Ok(())
    }
}

/// Who stands behind a link in a letter: the organization it was sent to.
fn by_link(organization: &str) -> Editor {
    Editor { role: LINK.to_owned(), account: None, label: organization.to_owned() }
}
