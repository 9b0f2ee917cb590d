//! Turning what the rules ask to tell into letters that wait to leave.
//!
//! **Invariant:** the outbox row names things only; the token of a link is derived when the
//! letter is written, and the database keeps its hash.

use chrono::{DateTime, Duration, Utc};
use kernel::{AccountId, AttemptId, Role};
use referral_tracking::{Change, ContactChannel, News, Notice, Referral, ReferralState};
use store::answer_links::{self, AnswerLink, Purpose};
use store::outbox::{self, Letter};
use store::{Conn, StoreError, accounts, network, referrals};

use super::undoing::UNDO;
use crate::bundles::{Haste, haste_of_sender, next_bundle};
use crate::secrets::token_hash;
use crate::{App, AppError};

/// How long after the deadline an answer link still opens (REF-16).
const ANSWER_GRACE_DAYS: i64 = 2;
/// How long the link to the person's contact opens.
const CONTACT_DAYS: i64 = 30;

impl App {
    /// Queues the letters that a change calls for, and makes their links.
    pub(super) fn queue(
        &self,
        conn: &mut Conn,
        change: &Change,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let referral = &change.referral;
        // Only as it ends: what its end calls for still has to leave when it is erased later.
        if ends(change) {
            outbox::drop_for_referral(conn, &referral.id, now)?;
        }
        for notice in &change.notices {
            match notice {
                Notice::AskPartner(attempt) => {
                    self.make_link(conn, referral, attempt, Purpose::Answer, now)?;
                    push(conn, referral, notice, None, now + UNDO, now)?;
                }
                Notice::SendContact(attempt) => {
                    self.make_link(conn, referral, attempt, Purpose::Contact, now)?;
                    push(conn, referral, notice, None, now, now)?;
                }
                // Who was never asked has nothing to be told.
                Notice::TellPartnerWithdrawn(attempt)
                    if knows_nothing(conn, referral, attempt)? => {}
                Notice::RemindPartner(attempt, _)
                | Notice::AskReview(attempt)
                | Notice::TellPartnerInformation(attempt)
                | Notice::TellPartnerResumed(attempt) => {
                    self.make_link(conn, referral, attempt, Purpose::Answer, now)?;
                    push(conn, referral, notice, None, now, now)?;
                }
                Notice::TellPartnerWithdrawn(_) => push(conn, referral, notice, None, now, now)?,
                Notice::TellSender(_) => self.queue_for_sender(conn, referral, notice, now)?,
                Notice::TellPerson(news) if is_worth_a_letter(*news) => {
                    let need = referrals::find_need(conn, &referral.id)?;
                    // All other channels need a human; the referral's page says so.
                    if need.contact_channel == ContactChannel::Email {
                        push(conn, referral, notice, None, now, now)?;
                    }
                }
                Notice::TellCoordinators(_) => {
                    for coordinator in accounts::list_of_role(conn, Role::Coordinator)? {
                        push(conn, referral, notice, Some(&coordinator.id), now, now)?;
                    }
                }
                // The register learns of it beside the letters; erasure is a job of its own.
                Notice::TellPerson(_)
                | Notice::AskFreshness(_)
                | Notice::RegisterUnmetNeed(_)
                | Notice::EraseIdentity => {}
            }
        }
        Ok(())
    }

    fn queue_for_sender(
        &self,
        conn: &mut Conn,
        referral: &Referral,
        notice: &Notice,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let Notice::TellSender(news) = notice else { return Ok(()) };
        let channel = referrals::find_need(conn, &referral.id)?.contact_channel;
        let sender = Some(&referral.sender.account);
        match haste_of_sender(*news, channel) {
            Haste::Now => push(conn, referral, notice, sender, now, now),
            Haste::Bundle => self.push_bundled(conn, referral, notice, now),
            Haste::Never => Ok(()),
        }
    }

    fn push_bundled(
        &self,
        conn: &mut Conn,
        referral: &Referral,
        notice: &Notice,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let calendar = network::calendar(conn, self.settings.time_zone)?;
        let letter = letter(referral, notice, Some(&referral.sender.account));
        outbox::push_bundled(conn, &letter, next_bundle(&calendar, now), now)?;
        Ok(())
    }

    /// Makes the link that a letter carries, or lets it work until the attempt's new due date.
    fn make_link(
        &self,
        conn: &mut Conn,
        referral: &Referral,
        attempt: &AttemptId,
        purpose: Purpose,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let due = referral.attempt(attempt).and_then(|one| one.due).unwrap_or(now);
        let lasts = match purpose {
            Purpose::Answer => Duration::days(ANSWER_GRACE_DAYS),
            Purpose::Contact => Duration::days(CONTACT_DAYS),
        };
        let link = AnswerLink {
            token_hash: token_hash(&self.secrets.link_token(purpose, attempt)),
            attempt: attempt.clone(),
            purpose,
            created_at: now,
            expires_at: due.max(now) + lasts,
            used_at: None,
        };
        match answer_links::find(conn, &link.token_hash) {
            // The same link goes out again with a later letter, and opens as long as that needs.
            Ok(_) => Ok(answer_links::extend(conn, &link.token_hash, link.expires_at)?),
            Err(StoreError::NotFound) => Ok(answer_links::insert(conn, &link)?),
            Err(other) => Err(other.into()),
        }
    }
}

/// True when the change is the end of the referral.
fn ends(change: &Change) -> bool {
    change.events.iter().any(|event| {
        let is_closed = ReferralState::from_word(&event.to).is_some_and(ReferralState::is_closed);
        event.attempt.is_none() && event.from != event.to && is_closed
    })
}

fn push(
    conn: &mut Conn,
    referral: &Referral,
    notice: &Notice,
    account: Option<&AccountId>,
    not_before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    outbox::push(conn, &letter(referral, notice, account), not_before, now)?;
    Ok(())
}

fn letter(referral: &Referral, notice: &Notice, account: Option<&AccountId>) -> Letter {
    let number = notice.number().map(|number| number.to_string());
    Letter {
        kind: notice.word().to_owned(),
        referral: Some(referral.id.clone()),
        attempt: notice.attempt().cloned(),
        account: account.cloned(),
        detail: number.or_else(|| notice.detail().map(str::to_owned)),
    }
}

/// True when the question to an organization never left and it did not answer at its desk either.
fn knows_nothing(
    conn: &mut Conn,
    referral: &Referral,
    attempt: &AttemptId,
) -> Result<bool, AppError> {
    let question = Notice::AskPartner(attempt.clone());
    let has_answered = referral.attempt(attempt).is_some_and(|one| one.answered_at.is_some());
    Ok(!has_answered && outbox::never_left(conn, attempt, question.word())?)
}

/// What the person is told; the rest stands on the page of the code card (REF-15).
fn is_worth_a_letter(news: News) -> bool {
    match news {
        News::Accepted
        | News::Waitlisted
        | News::InfoRequested
        | News::NewAgreementNeeded
        | News::WithCoordinators
        | News::Unreachable
        | News::Returned
        | News::Completed
        | News::ClosedWithoutHelp => true,
        News::Asked
        | News::PauseOver
        | News::StillWaiting
        | News::InProgress
        | News::NoShow
        | News::Declined
        | News::Lapsed
        | News::Reopened
        | News::Withdrawn
        | News::Duplicate
        | News::EnteredInError => false,
    }
}
