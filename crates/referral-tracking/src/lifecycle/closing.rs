//! How a referral ends, and how it is opened again.

use chrono::Duration;
use kernel::{ReferralId, Role};

use super::course::{Course, Hand};
use super::table::Move;
use crate::{
    AttemptState, By, Closed, ClosureReason, Ending, News, Notice, PersonReason, ReferralState,
    Refused, UnmetCause, Why,
};

impl Course<'_> {
    pub(super) fn close_without_help(
        &mut self,
        reason: ClosureReason,
        cause: Option<UnmetCause>,
    ) -> Result<(), Refused> {
        let cause = cause.unwrap_or(reason.usual_cause());
        self.close(Move::CloseWithoutHelp, Ending::WithoutHelp(reason, cause))?;
        self.notify(Notice::RegisterUnmetNeed(cause));
        self.tell(News::ClosedWithoutHelp);
        Ok(())
    }

    pub(super) fn withdraw(&mut self, reason: PersonReason) -> Result<(), Refused> {
        self.close(Move::Withdraw, Ending::Withdrawn(reason))?;
        // The person hears nothing more (REF-18).
        self.notify(Notice::TellSender(News::Withdrawn));
        Ok(())
    }

    pub(super) fn mark_duplicate(&mut self, of: ReferralId) -> Result<(), Refused> {
        if of == self.referral.id {
            return Err(Refused::SameReferral);
        }
        self.close(Move::MarkDuplicate, Ending::DuplicateOf(of))?;
        self.notify(Notice::TellSender(News::Duplicate));
        Ok(())
    }

    pub(super) fn mark_entered_in_error(&mut self) -> Result<(), Refused> {
        let last = self.referral.created_at + Duration::hours(self.context.policy.mistake_hours);
        let is_draft = self.referral.state == ReferralState::Draft;
        let is_coordinator = self.actor.role() == Some(Role::Coordinator);
        if !self.referral.state.is_closed() && !is_draft && !is_coordinator && last < self.now {
            return Err(Refused::TooLate);
        }
        self.close(Move::MarkEnteredInError, Ending::EnteredInError)?;
        self.notify(Notice::TellSender(News::EnteredInError));
        Ok(())
    }

    /// Ends the referral with its live attempt.
    pub(super) fn close(&mut self, step: Move, ending: Ending) -> Result<(), Refused> {
        let from = self.referral.state;
        self.move_referral(step, ending.reason_word())?;
        self.let_go_of_live();
        let keep = self.time_kept(&ending);
        self.referral.erase_at = self.referral.erase_at.min(self.now + keep);
        self.referral.owner = None;
        self.referral.due = None;
        self.referral.escalation = 0;
        self.referral.closed =
            Some(Closed { at: self.now, by: By::from(self.actor), from, ending });
        Ok(())
    }

    fn time_kept(&self, ending: &Ending) -> Duration {
        let policy = self.context.policy;
        match ending {
            Ending::Completed(_) | Ending::WithoutHelp(..) | Ending::DuplicateOf(_) => {
                Duration::days(policy.erase_closed_days)
            }
            Ending::Withdrawn(_) | Ending::EnteredInError => {
                Duration::hours(policy.erase_withdrawn_hours)
            }
        }
    }

    pub(super) fn reopen(&mut self) -> Result<(), Refused> {
        let closed = self.referral.closed.clone().ok_or(Refused::WrongState)?;
        if self.actor.role() != Some(Role::Coordinator) && !closed.by.is(self.actor) {
            return Err(Refused::NotAllowed);
        }
        // A draft or a held referral that was thrown away is begun anew.
        if closed.from != ReferralState::Open {
            return Err(Refused::WrongState);
        }
        if closed.at + Duration::days(self.context.policy.reopen_days) < self.now {
            return Err(Refused::TooLate);
        }
        let kept = Duration::days(self.context.policy.erase_created_days);
        let last = self.referral.created_at + kept;
        if self.referral.is_identity_erased || self.referral.erase_at.min(last) <= self.now {
            return Err(Refused::Erased);
        }
        self.move_referral(Move::Reopen, None)?;
        if matches!(closed.ending, Ending::Withdrawn(_)) {
            // Who withdraws takes the agreement back; going on needs a new one.
            self.referral.consent = None;
        }
        self.referral.closed = None;
        self.referral.erase_at = last;
        self.go_on_after_reopening()?;
        self.tell(News::Reopened);
        Ok(())
    }

    // Help that was thought complete goes on where it was; anything else needs somebody to
    // look at it.
    fn go_on_after_reopening(&mut self) -> Result<(), Refused> {
        let helped =
            self.referral.attempts.iter().find(|tried| tried.state == AttemptState::Completed);
        let Some(id) = helped.map(|tried| tried.id.clone()) else {
            self.call_coordinators(Why::Reopened);
            return Ok(());
        };
        let due = self.now + Duration::days(self.context.policy.progress_days);
        let attempt = self.move_attempt(&id, Move::Reopen, None)?;
        attempt.reviews = 0;
        attempt.due = Some(due);
        self.give_to_asked(&id, Hand::Back);
        self.notify(Notice::AskReview(id));
        Ok(())
    }
}
