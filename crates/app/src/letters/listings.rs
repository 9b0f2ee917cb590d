//! Letters about listings: questions to organizations, and answers to reporters.

use partner_directory::moderation::ProposalState;
use partner_directory::{OfferStatus, ReportReason};
use store::outbox::Waiting;
use store::unmet_needs::ClosedWith;
use store::{
    Conn, StoreError, accounts, error_reports, freshness_asks, offers, organizations, proposals,
    unmet_needs,
};

use super::{Addressed, LetterContent};
use crate::freshness::{ASK_CONFIRM, TELL_REPORTS};
use crate::moderation::TELL_PROPOSAL;
use crate::reports::TELL_REPORTER;
use crate::unmet::TELL_NEED;
use crate::{App, AppError};

/// One offer that a letter names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedOffer {
    /// Its name.
    pub name: String,
    /// What visitors reported about it.
    pub reasons: Vec<ReportReason>,
}

impl App {
    /// Looks up what a letter about listings says; `None` for other letters and for those that
    /// are not needed any more.
    pub(super) fn about_listings(
        &self,
        conn: &mut Conn,
        waiting: &Waiting,
        content: LetterContent,
    ) -> Result<Option<Addressed>, AppError> {
        let Some(id) = waiting.letter.detail.as_deref() else { return Ok(None) };
        let content = LetterContent { detail: None, ..content };
        match waiting.letter.kind.as_str() {
            ASK_CONFIRM | TELL_REPORTS => self.question(conn, id, content),
            TELL_REPORTER => self.answer_to_reporter(conn, id, content),
            TELL_NEED => self.answer_about_need(conn, id, content),
            TELL_PROPOSAL => self.answer_to_author(conn, id, content),
            _ => Ok(None),
        }
    }

    fn question(
        &self,
        conn: &mut Conn,
        id: &str,
        mut content: LetterContent,
    ) -> Result<Option<Addressed>, AppError> {
        let ask = match freshness_asks::find(conn, id) {
            Err(StoreError::NotFound) => return Ok(None),
            ask => ask?,
        };
        let organization = organizations::find(conn, &ask.organization)?;
        let known = offers::find_many(conn, &ask.offers)?;
        for offer in ask.offers.iter().filter_map(|id| known.get(id)) {
            // What was confirmed or taken away since is not asked about any more.
            if offer.asked_on.is_none() || offer.status != OfferStatus::Published {
                continue;
            }
            let open = error_reports::open_about(conn, &offer.id)?;
            let mut reasons: Vec<_> = open.into_iter().map(|report| report.reason).collect();
            reasons.sort_unstable();
            reasons.dedup();
            content.offers.push(NamedOffer { name: offer.name.clone(), reasons });
        }
        if content.offers.is_empty() {
            return Ok(None);
        }
        let token = self.secrets.confirm_token(id);
        content.link = Some(format!("{}/confirmer/{token}", self.settings.public_url));
        content.organization = Some(organization.name.clone());
        let to = organization.letter_address().unwrap_or_default().to_owned();
        Ok(Some(Addressed { content, to, to_name: Some(organization.name) }))
    }

    /// What became of a proposal, for who made it.
    fn answer_to_author(
        &self,
        conn: &mut Conn,
        id: &str,
        mut content: LetterContent,
    ) -> Result<Option<Addressed>, AppError> {
        let proposal = proposals::find(conn, id)?;
        let Some(account) = proposal.account else { return Ok(None) };
        let account = accounts::find(conn, &account)?;
        content.offer = Some(proposal.after.name().to_owned());
        content.detail = Some(match (&proposal.before, proposal.state) {
            // Nothing stays as it was of what never was.
            (None, ProposalState::Refused) => "refused-new".to_owned(),
            (_, state) => state.word().to_owned(),
        });
        content.words = proposal.message;
        content.reader = Some(account.name.clone());
        content.link = Some(format!("{}/structure", self.settings.public_url));
        Ok(Some(Addressed { content, to: account.email, to_name: Some(account.name) }))
    }

    /// What became of a need, for who recorded it.
    fn answer_about_need(
        &self,
        conn: &mut Conn,
        id: &str,
        mut content: LetterContent,
    ) -> Result<Option<Addressed>, AppError> {
        let need = unmet_needs::find(conn, id)?;
        let (Some(account), Some(closed)) = (need.recorded_by, need.closed) else {
            return Ok(None);
        };
        let account = accounts::find(conn, &account)?;
        if account.is_disabled {
            return Ok(None);
        }
        match closed.with {
            ClosedWith::Offer(offer) => {
                let offer = offers::find(conn, &offer)?;
                if offer.status == OfferStatus::Published {
                    let public = &self.settings.public_url;
                    content.link = Some(format!("{public}/offres/{}", offer.slug));
                }
                content.detail = Some("offer".to_owned());
                content.offer = Some(offer.name);
            }
            ClosedWith::Reason(reason) => content.detail = Some(reason.word().to_owned()),
        }
        content.theme = Some(need.theme);
        content.words = closed.answer;
        content.reader = Some(account.name.clone());
        Ok(Some(Addressed { content, to: account.email, to_name: Some(account.name) }))
    }

    fn answer_to_reporter(
        &self,
        conn: &mut Conn,
        id: &str,
        mut content: LetterContent,
    ) -> Result<Option<Addressed>, AppError> {
        let report = error_reports::find(conn, id)?;
        let (Some(to), Some(resolved)) = (report.contact, report.resolved) else {
            return Ok(None);
        };
        let offer = offers::find(conn, &report.offer)?;
        if offer.status == OfferStatus::Published {
            content.link = Some(format!("{}/offres/{}", self.settings.public_url, offer.slug));
        }
        content.offer = Some(offer.name);
        content.detail = Some(resolved.outcome.word().to_owned());
        content.words = resolved.answer;
        Ok(Some(Addressed { content, to, to_name: None }))
    }
}
