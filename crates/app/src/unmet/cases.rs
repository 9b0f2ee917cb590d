//! What referrals say about unmet needs: the register fed by itself (FEA-3).
//!
//! **Invariant:** one referral has one entry, whatever happens to it how often.

use chrono::{DateTime, Utc};
use kernel::{Actor, Channel};
use partner_directory::demand::NeedSource;
use referral_tracking::{Change, Declined, Ending, Move, Notice, UnmetCause};
use store::unmet_needs::{self, Closed, ClosedWith, UnmetNeed};
use store::{Conn, referrals};

use super::{NeedLine, line};
use crate::access::{Right, scope};
use crate::{App, AppError};

/// So many entries that could be the same need are proposed.
const MOST_ALIKE: usize = 5;

impl App {
    /// Notes in the register what a change says about an unmet need, or that it was met.
    pub(crate) fn note_need_of(
        &self,
        conn: &mut Conn,
        change: &Change,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let referral = &change.referral;
        if let Some((source, cause)) = unmet(change) {
            let need = referrals::find_need(conn, &referral.id)?;
            let entry = UnmetNeed {
                id: uuid::Uuid::now_v7().simple().to_string(),
                theme: need.theme,
                commune: need.commune_code,
                cause,
                channel: Channel::System,
                words: None,
                at: now,
                recorded_by: None,
                due: None,
                owner: None,
                closed: None,
                source,
                referral: Some(referral.id.clone()),
                joined_to: None,
            };
            unmet_needs::put_case(conn, &entry)?;
        }
        if let Some(offer) = helped_by(change) {
            let with = ClosedWith::Offer(offer);
            let closed = Closed { at: now, by: None, with, answer: None };
            unmet_needs::close_case(conn, &referral.id, &closed)?;
        }
        Ok(())
    }

    /// Open entries that could be the same need, and those for which this one stands.
    ///
    /// # Errors
    /// [`AppError::NotFound`] also for who does not coordinate.
    pub async fn needs_beside(
        &self,
        actor: &Actor,
        id: &str,
    ) -> Result<(Vec<NeedLine>, Vec<NeedLine>), AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let id = id.to_owned();
        self.db
            .read(move |conn| {
                let need = unmet_needs::find(conn, &id)?;
                let alike = unmet_needs::alike(conn, &need, MOST_ALIKE)?;
                let joined = unmet_needs::joined(conn, &id)?;
                let mut lines = |needs: Vec<UnmetNeed>| {
                    needs.into_iter().map(|need| line(conn, need)).collect::<Result<Vec<_>, _>>()
                };
                Ok((lines(alike)?, lines(joined)?))
            })
            .await
    }

    /// Lets the entry `id` stand for `other` too, because both are the same need.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Stale`] when one was closed or joined meanwhile.
    pub async fn join_needs(&self, actor: &Actor, id: &str, other: &str) -> Result<(), AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let (id, other) = (id.to_owned(), other.to_owned());
        self.db.write(move |conn| Ok(unmet_needs::join(conn, &other, &id)?)).await
    }

    /// Lets `other` stand for itself again.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Stale`] when it does so already.
    pub async fn separate_need(&self, actor: &Actor, other: &str) -> Result<(), AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let other = other.to_owned();
        self.db.write(move |conn| Ok(unmet_needs::separate(conn, &other)?)).await
    }
}

/// What a change says about a need that stays unmet.
fn unmet(change: &Change) -> Option<(NeedSource, UnmetCause)> {
    let registered = change.notices.iter().find_map(|notice| match notice {
        Notice::RegisterUnmetNeed(cause) => Some(*cause),
        _ => None,
    });
    if let Some(cause) = registered {
        let last = change.referral.attempts.last();
        let is_refused =
            last.is_some_and(|one| matches!(one.declined, Some(Declined::ByProvider(_))));
        let source = if is_refused { NeedSource::Refusal } else { NeedSource::Rerouting };
        return Some((source, cause));
    }
    let says_no = change
        .events
        .iter()
        .any(|event| event.what == Move::SayHelped && event.reason.as_deref() == Some("no"));
    says_no.then_some((NeedSource::Person, UnmetCause::Unknown))
}

/// The offer that just met the need of a referral after all.
fn helped_by(change: &Change) -> Option<kernel::OfferId> {
    let is_new = change.events.iter().any(|event| event.what == Move::Complete);
    let Ending::Completed(_) = change.referral.closed.as_ref().filter(|_| is_new)?.ending else {
        return None;
    };
    let mut attempts = change.referral.attempts.iter().rev();
    attempts.find(|one| one.state.holds_person()).map(|one| one.offer.clone())
}
