//! Answering without an account, by the link in the letter (REF-16).
//!
//! **Invariant:** opening a link changes nothing: link scanners open every link.
//! **Invariant:** the page names nobody before the organization has said yes, and behind a link
//! only when somebody presses a button.

use chrono::{DateTime, Utc};
use kernel::{Actor, AttemptId, Channel, ReferralId};
use referral_tracking::{Action, Attempt, AttemptAction, AttemptState, Referral};
use store::answer_links::{self, AnswerLink, Purpose};
use store::referrals::{self, Need};
use store::{Conn, StoreError, offers, organizations};

use super::Person;
use crate::access::{Right, Scope, scope};
use crate::secrets::token_hash;
use crate::{App, AppError};

/// What the page behind an answer link shows.
#[derive(Debug, Clone)]
pub struct AnswerPage {
    /// What can be done with the link.
    pub state: LinkState,
    /// The name of the offer that is asked.
    pub offer: String,
    /// The name of the organization that is asked.
    pub organization: String,
    /// What is needed, in coded words.
    pub need: Need,
    /// How soon.
    pub urgency: kernel::Urgency,
    /// The attempt as it stands.
    pub attempt: Attempt,
    /// Who the person is; only after a yes.
    pub person: Option<Person>,
    /// True when who the person is was looked up; without a name it is erased then.
    pub is_person_open: bool,
}

/// What can be done with a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// The organization may answer.
    Open,
    /// The organization said yes; it sees how to reach the person.
    Accepted,
    /// The time is over, and nobody else has said yes: it may still accept.
    Late,
    /// The organization has answered, or somebody else has said yes.
    Closed,
}

impl App {
    /// The page behind an answer link. Changes nothing.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a link that never was, [`AppError::Expired`] for an old one.
    pub async fn answer_page(&self, token: &str) -> Result<AnswerPage, AppError> {
        Ok(self.page_behind(token).await?.0)
    }

    /// The same page with who the person is, for somebody who pressed the button to see it.
    ///
    /// # Errors
    /// As [`App::answer_page`].
    pub async fn open_contact(&self, token: &str) -> Result<AnswerPage, AppError> {
        let (page, actor, referral) = self.page_behind(token).await?;
        self.naming_person(page, &actor, referral).await
    }

    async fn page_behind(&self, token: &str) -> Result<(AnswerPage, Actor, ReferralId), AppError> {
        let (now, hash) = (self.clock.now(), token_hash(token));
        let (mut page, actor, id) = self
            .db
            .read(move |conn| {
                let link = live_link(conn, &hash, now)?;
                let (referral, actor) = behind(conn, &link)?;
                let attempt = referral.attempt(&link.attempt).ok_or(AppError::NotFound)?;
                Ok::<_, AppError>((page(conn, attempt, &referral)?, actor, referral.id))
            })
            .await?;
        self.open_notes(&id, std::iter::once(&mut page.attempt)).await?;
        Ok((page, actor, id))
    }

    async fn naming_person(
        &self,
        page: AnswerPage,
        actor: &Actor,
        id: ReferralId,
    ) -> Result<AnswerPage, AppError> {
        if page.state != LinkState::Accepted {
            return Ok(page);
        }
        let person = self.person(actor, id).await?;
        Ok(AnswerPage { person, is_person_open: true, ..page })
    }

    /// The same page for somebody signed in whose organization is asked.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else.
    pub async fn attempt_page(
        &self,
        actor: &Actor,
        attempt: AttemptId,
    ) -> Result<AnswerPage, AppError> {
        if scope(actor, Right::AnswerAttempts) != Some(Scope::OwnOrganization) {
            return Err(AppError::NotFound);
        }
        let who = actor.clone();
        let (mut page, id) = self
            .db
            .read(move |conn| {
                let referral = referrals::find_by_attempt(conn, &attempt)?;
                let asked = referral.attempt(&attempt).ok_or(AppError::NotFound)?;
                if who.organization() != Some(&asked.organization) {
                    return Err(AppError::NotFound);
                }
                Ok((page(conn, asked, &referral)?, referral.id.clone()))
            })
            .await?;
        self.open_notes(&id, std::iter::once(&mut page.attempt)).await?;
        self.naming_person(page, actor, id).await
    }

    /// Answers by a link.
    ///
    /// # Errors
    /// [`AppError::NotFound`] and [`AppError::Expired`] for the link, [`AppError::Refused`] by
    /// the rules, [`AppError::Stale`] when somebody else answered at the same moment.
    pub async fn answer(&self, token: &str, action: AttemptAction) -> Result<(), AppError> {
        let (now, hash, app) = (self.clock.now(), token_hash(token), self.clone());
        let known = hash.clone();
        let id = self
            .db
            .read(move |conn| {
                let link = live_link(conn, &known, now)?;
                Ok::<_, AppError>(behind(conn, &link)?.0.id)
            })
            .await?;
        let action = self.seal_notes(&id, action).await?;
        self.db
            .write(move |conn| {
                let link = live_link(conn, &hash, now)?;
                let (referral, actor) = behind(conn, &link)?;
                let action = Action::OnAttempt(link.attempt.clone(), action);
                app.carry_out(conn, &referral.id, action, &actor, Channel::MailLink)?;
                answer_links::mark_used(conn, &hash, now)?;
                Ok(())
            })
            .await
    }

    /// Answers as somebody signed in.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody else's attempt, [`AppError::Refused`] by the rules.
    pub async fn act_on_attempt(
        &self,
        actor: &Actor,
        attempt: AttemptId,
        action: AttemptAction,
        channel: Channel,
    ) -> Result<Referral, AppError> {
        let of = attempt.clone();
        let id = self
            .db
            .read(move |conn| Ok::<_, AppError>(referrals::find_by_attempt(conn, &of)?.id))
            .await?;
        self.act(id, Action::OnAttempt(attempt, action), actor.clone(), channel).await
    }

    /// The link that answers `attempt`, as a letter carries it.
    pub fn answer_address(&self, attempt: &AttemptId, purpose: Purpose) -> String {
        let token = self.secrets.link_token(purpose, attempt);
        format!("{}/reponse/{token}", self.settings.public_url)
    }
}

fn live_link(conn: &mut Conn, hash: &str, now: DateTime<Utc>) -> Result<AnswerLink, AppError> {
    let link = match answer_links::find(conn, hash) {
        Err(StoreError::NotFound) => return Err(AppError::NotFound),
        found => found?,
    };
    if link.expires_at < now {
        return Err(AppError::Expired);
    }
    Ok(link)
}

fn behind(conn: &mut Conn, link: &AnswerLink) -> Result<(Referral, Actor), AppError> {
    let referral = referrals::find_by_attempt(conn, &link.attempt)?;
    let attempt = referral.attempt(&link.attempt).ok_or(AppError::NotFound)?;
    let actor = Actor::AnswerLink {
        attempt: link.attempt.clone(),
        organization: attempt.organization.clone(),
    };
    Ok((referral, actor))
}

fn page(conn: &mut Conn, attempt: &Attempt, referral: &Referral) -> Result<AnswerPage, AppError> {
    Ok(AnswerPage {
        state: state(referral, attempt),
        offer: offers::find(conn, &attempt.offer)?.name,
        organization: organizations::find(conn, &attempt.organization)?.name,
        need: referrals::find_need(conn, &referral.id)?,
        urgency: referral.urgency,
        attempt: attempt.clone(),
        person: None,
        is_person_open: false,
    })
}

fn state(referral: &Referral, attempt: &Attempt) -> LinkState {
    let somebody_accepted = referral.attempts.iter().any(|one| one.state.holds_person());
    match attempt.state {
        _ if referral.state.is_closed() => LinkState::Closed,
        AttemptState::Sent | AttemptState::InfoRequested | AttemptState::Waitlisted => {
            LinkState::Open
        }
        AttemptState::Accepted | AttemptState::InProgress | AttemptState::NoShow => {
            LinkState::Accepted
        }
        AttemptState::Lapsed if !somebody_accepted => LinkState::Late,
        AttemptState::Lapsed
        | AttemptState::Completed
        | AttemptState::Declined
        | AttemptState::Unreachable
        | AttemptState::Withdrawn => LinkState::Closed,
    }
}
