//! What happens when nobody acts.
//!
//! **Invariant:** a tick at the same instant a second time changes nothing.
//!
//! **Invariant:** after a long silence of the job itself, each thing that is due happens once:
//! one reminder, one next organization, one further coordinator.

use chrono::{DateTime, Duration, Utc};
use kernel::{AttemptId, Urgency};

use super::course::Course;
use super::table::Move;
use crate::{Attempt, AttemptState, Ending, News, Notice, Owner, ReferralState, Refused, Why};

impl Course<'_> {
    pub(super) fn tick(&mut self) -> Result<(), Refused> {
        self.erase_if_due()?;
        match self.referral.state {
            ReferralState::Draft => self.expire_if_due(),
            ReferralState::Held => {
                self.escalate_if_due();
                Ok(())
            }
            ReferralState::Open => {
                if let Some(id) = self.live_id() {
                    self.tick_attempt(&id)?;
                }
                self.escalate_if_due();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn erase_if_due(&mut self) -> Result<(), Refused> {
        if self.referral.is_identity_erased || self.now < self.referral.erase_at {
            return Ok(());
        }
        self.move_referral(Move::Erase, None)?;
        self.referral.is_identity_erased = true;
        self.notify(Notice::EraseIdentity);
        Ok(())
    }

    // A draft that nobody finished must not keep somebody's name.
    fn expire_if_due(&mut self) -> Result<(), Refused> {
        if self.referral.due.is_none_or(|due| self.now < due) {
            return Ok(());
        }
        self.close(Move::Expire, Ending::EnteredInError)?;
        self.referral.erase_at = self.referral.erase_at.min(self.now);
        self.erase_if_due()
    }

    fn escalate_if_due(&mut self) {
        if !self.owner_has_own_time() || self.referral.due.is_some_and(|due| self.now < due) {
            return;
        }
        self.referral.owner = Some(Owner::Pool);
        self.referral.due = Some(self.coordinator_due());
        self.referral.escalation = self.referral.escalation.saturating_add(1);
        let word = self.referral.state.word();
        let why = Why::SecondCoordinator;
        self.log(Move::Escalate, None, (word, word), Some(why.word()));
        self.notify(Notice::TellCoordinators(why));
    }

    fn tick_attempt(&mut self, id: &AttemptId) -> Result<(), Refused> {
        let Some(attempt) = self.referral.attempt(id) else { return Ok(()) };
        let is_due = attempt.due.is_none_or(|due| due <= self.now);
        match attempt.state {
            AttemptState::Sent if is_due => self.lapse(id),
            AttemptState::Sent => {
                self.remind_if_due(id)?;
                self.hand_urgent_over(id);
                Ok(())
            }
            AttemptState::InfoRequested if is_due => {
                self.resume_clock(id, Move::Resume)?;
                self.notify(Notice::TellPartnerResumed(id.clone()));
                self.notify(Notice::TellSender(News::PauseOver));
                self.hand_urgent_over(id);
                Ok(())
            }
            AttemptState::Accepted | AttemptState::NoShow if is_due => self.no_contact(id),
            AttemptState::Waitlisted | AttemptState::InProgress if is_due => self.review(id),
            _ => Ok(()),
        }
    }

    fn lapse(&mut self, id: &AttemptId) -> Result<(), Refused> {
        let now = self.now;
        self.move_attempt(id, Move::Lapse, None)?.lapsed_at = Some(now);
        self.notify(Notice::AskFreshness(id.clone()));
        self.notify(Notice::TellSender(News::Lapsed));
        self.after_failure();
        Ok(())
    }

    fn remind_if_due(&mut self, id: &AttemptId) -> Result<(), Refused> {
        let passed = self.reminders_passed(id);
        if self.referral.attempt(id).is_some_and(|attempt| passed > attempt.reminders) {
            self.move_attempt(id, Move::Remind, None)?.reminders = passed;
            self.notify(Notice::RemindPartner(id.clone(), passed));
        }
        Ok(())
    }

    /// How many reminders' times have passed for a running clock.
    pub(super) fn reminders_passed(&self, id: &AttemptId) -> i32 {
        let count = self
            .referral
            .attempt(id)
            .map_or(0, |attempt| self.reminder_times(attempt).filter(|at| *at <= self.now).count());
        i32::try_from(count).unwrap_or(i32::MAX)
    }

    fn reminder_times(&self, attempt: &Attempt) -> impl Iterator<Item = DateTime<Utc>> {
        let closures = self.context.closures(&attempt.organization);
        let clock = attempt.clock;
        let calendar = self.context.calendar;
        self.context
            .policy
            .reminder_percents
            .into_iter()
            .map(move |percent| clock.used(percent, calendar, closures))
    }

    fn hand_urgent_over(&mut self, id: &AttemptId) {
        let due = self.referral.attempt(id).and_then(|attempt| self.urgent_time(attempt));
        if due.is_some_and(|due| due <= self.now) {
            self.call_coordinators(Why::UrgentUnanswered);
        }
    }

    // The person's time runs also on days on which the organization is closed.
    fn urgent_time(&self, attempt: &Attempt) -> Option<DateTime<Utc>> {
        let waits = self.urgency() == Urgency::U2
            && attempt.state == AttemptState::Sent
            && !self.is_with_coordinators();
        let percent = self.context.policy.urgent_percent;
        waits.then(|| attempt.clock.used(percent, self.context.calendar, &[]))
    }

    fn no_contact(&mut self, id: &AttemptId) -> Result<(), Refused> {
        let time = self.context.policy.contact.of(self.urgency());
        let due = self.after(time, &[]);
        let attempt = self.move_attempt(id, Move::Review, None)?;
        attempt.reviews = attempt.reviews.saturating_add(1);
        attempt.due = Some(due);
        if attempt.reviews == 1 {
            self.notify(Notice::AskReview(id.clone()));
        }
        self.call_coordinators(Why::NoContact);
        Ok(())
    }

    // The first time the organization is asked; without an answer the coordinators have it.
    fn review(&mut self, id: &AttemptId) -> Result<(), Refused> {
        let policy = self.context.policy;
        let answer_due = self.after(policy.review_answer, &[]);
        let now = self.now;
        let attempt = self.move_attempt(id, Move::Review, None)?;
        let is_waiting = attempt.state == AttemptState::Waitlisted;
        if attempt.reviews == 0 {
            attempt.reviews = 1;
            attempt.due = Some(answer_due);
            self.notify(Notice::AskReview(id.clone()));
            if is_waiting {
                self.notify(Notice::TellPerson(News::StillWaiting));
            }
            return Ok(());
        }
        let days = if is_waiting { policy.waitlist_days } else { policy.progress_days };
        attempt.reviews = 0;
        attempt.due = Some(now + Duration::days(days));
        self.call_coordinators(Why::NoReview);
        Ok(())
    }

    /// The next instant at which a tick does something.
    pub(super) fn next_wake(&self) -> Option<DateTime<Utc>> {
        let referral = &self.referral;
        let erasure = (!referral.is_identity_erased).then_some(referral.erase_at);
        let live = referral.live();
        let attempt_due = live.and_then(|live| live.due);
        let reminder = live.filter(|live| live.state == AttemptState::Sent).and_then(|live| {
            let sent = usize::try_from(live.reminders).unwrap_or(0);
            self.reminder_times(live).nth(sent)
        });
        let urgent = live.and_then(|live| self.urgent_time(live));
        [erasure, referral.due, attempt_due, reminder, urgent].into_iter().flatten().min()
    }
}
