//! What the organization asked says, and what the sender answers it.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use kernel::{AttemptId, Urgency};

use super::course::{Course, Hand};
use super::table::Move;
use crate::{
    AttemptAction, AttemptState, Candidate, Declined, Ending, Exchange, News, Notice, Outcome,
    Question, ReferralState, Refused, Tries, Why, deadlines,
};

/// How late an appointment that took place can be noted.
const NOTED_WITHIN: Duration = Duration::days(1);
/// How far ahead a day can lie.
const FARTHEST: Duration = Duration::days(365);

impl Course<'_> {
    pub(super) fn on_attempt(
        &mut self,
        id: &AttemptId,
        action: AttemptAction,
    ) -> Result<(), Refused> {
        if self.referral.attempt(id).is_none() {
            return Err(Refused::NoSuchAttempt);
        }
        if matches!(action, AttemptAction::Accept { .. }) && self.is_held_by_another(id) {
            return Err(Refused::AlreadyAccepted);
        }
        match self.referral.state {
            ReferralState::Open => {}
            state if state.is_closed() => return Err(Refused::Closed),
            _ => return Err(Refused::WrongState),
        }
        match action {
            AttemptAction::Accept { in_charge } => self.accept(id, in_charge),
            AttemptAction::Waitlist { expected_on } => self.waitlist(id, expected_on),
            AttemptAction::AskInformation { question, note } => {
                self.ask_question(id, question, note)
            }
            AttemptAction::GiveInformation { note } => self.give_information(id, note),
            AttemptAction::Decline { declined, suggests } => self.decline(id, declined, suggests),
            AttemptAction::RecordContact { appointment_at } => {
                self.record_contact(id, appointment_at)
            }
            AttemptAction::RecordNoShow => self.record_no_show(id),
            AttemptAction::RecordUnreachable(tries) => self.record_unreachable(id, tries),
            AttemptAction::Complete(outcome) => self.complete(id, outcome),
        }
    }

    // Twenty answers, one winner: the second yes is told so, whatever became of its attempt.
    fn is_held_by_another(&self, id: &AttemptId) -> bool {
        self.referral.attempts.iter().any(|other| other.id != *id && other.state.holds_person())
    }

    fn accept(&mut self, id: &AttemptId, in_charge: Option<String>) -> Result<(), Refused> {
        let asked = self.referral.attempt(id).ok_or(Refused::NoSuchAttempt)?;
        if asked.state == AttemptState::Lapsed {
            self.check_late_yes(id)?;
        }
        let due = self.contact_due(id);
        let now = self.now;
        let attempt = self.move_attempt(id, Move::Accept, None)?;
        attempt.in_charge = in_charge;
        attempt.answered_at.get_or_insert(now);
        attempt.accepted_at.get_or_insert(now);
        attempt.reviews = 0;
        attempt.due = Some(due);
        self.give_to_asked(id, Hand::Back);
        self.notify(Notice::SendContact(id.clone()));
        self.tell(News::Accepted);
        Ok(())
    }

    // The consent may have changed since, and somebody else is being asked meanwhile.
    fn check_late_yes(&mut self, id: &AttemptId) -> Result<(), Refused> {
        let asked = self.referral.attempt(id).ok_or(Refused::NoSuchAttempt)?;
        let consent = self.referral.consent.as_ref().ok_or(Refused::NoConsent)?;
        if !consent.scope.covers(&asked.organization) {
            return Err(Refused::OutsideConsent);
        }
        if self.referral.is_identity_erased {
            return Err(Refused::Erased);
        }
        self.let_go_of_live();
        Ok(())
    }

    fn contact_due(&self, id: &AttemptId) -> DateTime<Utc> {
        let time = self.context.policy.contact.of(self.urgency());
        let closures = self
            .referral
            .attempt(id)
            .map_or(&[][..], |asked| self.context.closures(&asked.organization));
        self.after(time, closures)
    }

    fn waitlist(&mut self, id: &AttemptId, expected: Option<NaiveDate>) -> Result<(), Refused> {
        let calendar = self.context.calendar;
        if expected.is_some_and(|day| day < calendar.date(self.now)) {
            return Err(Refused::PastDate);
        }
        if expected.is_some_and(|day| day > calendar.date(self.now + FARTHEST)) {
            return Err(Refused::TooFar);
        }
        let days = self.context.policy.waitlist_days;
        let due = deadlines::waitlist_review(expected, days, self.now, calendar);
        let now = self.now;
        let was = self.referral.attempt(id).map(|asked| asked.state);
        let attempt = self.move_attempt(id, Move::Waitlist, None)?;
        attempt.expected_on = expected;
        attempt.answered_at.get_or_insert(now);
        attempt.reviews = 0;
        attempt.due = Some(due);
        let again = was == Some(AttemptState::Waitlisted);
        self.tell(if again { News::StillWaiting } else { News::Waitlisted });
        if self.urgency() == Urgency::U2 {
            // A date within three days does not wait for a place.
            self.call_coordinators(Why::UrgentWaitlisted);
        } else {
            self.give_to_asked(id, Hand::Back);
        }
        Ok(())
    }

    fn ask_question(
        &mut self,
        id: &AttemptId,
        question: Question,
        note: Option<String>,
    ) -> Result<(), Refused> {
        let asked = self.referral.attempt(id).ok_or(Refused::NoSuchAttempt)?;
        if asked.state == AttemptState::Sent {
            if asked.due.is_some_and(|due| due <= self.now) {
                return Err(Refused::TooLate);
            }
            if asked.pause_left <= Duration::zero() {
                return Err(Refused::NoPauseLeft);
            }
        }
        let closures = self.context.closures(&asked.organization);
        let clock = asked.clock.stop(self.now, self.context.calendar, closures);
        let due = self.after(asked.pause_left, &[]);
        let now = self.now;
        let attempt = self.move_attempt(id, Move::AskInformation, Some(question.word()))?;
        attempt.clock = clock;
        attempt.due = Some(due);
        attempt.answered_at.get_or_insert(now);
        attempt.exchange = Some(Exchange { question, note, answer: None });
        self.give_to_asked(id, Hand::UnlessWithCoordinators);
        self.tell(News::InfoRequested);
        Ok(())
    }

    fn give_information(&mut self, id: &AttemptId, note: Option<String>) -> Result<(), Refused> {
        self.resume_clock(id, Move::GiveInformation)?;
        if let Some(exchange) = &mut self.attempt_mut(id)?.exchange {
            exchange.answer = note;
        }
        self.notify(Notice::TellPartnerInformation(id.clone()));
        Ok(())
    }

    /// Lets a clock stopped by a question go on from now.
    pub(super) fn resume_clock(&mut self, id: &AttemptId, step: Move) -> Result<(), Refused> {
        let asked = self.referral.attempt(id).ok_or(Refused::NoSuchAttempt)?;
        let calendar = self.context.calendar;
        let paused = calendar.between(asked.clock.since, self.now, &[]);
        let clock = asked.clock.go_on(self.now);
        let due = clock.due(calendar, self.context.closures(&asked.organization));
        let attempt = self.move_attempt(id, step, None)?;
        attempt.pause_left = (attempt.pause_left - paused).max(Duration::zero());
        attempt.clock = clock;
        attempt.due = Some(due);
        self.give_to_asked(id, Hand::UnlessWithCoordinators);
        // The message that the clock goes on is reminder enough for what passed before.
        let passed = self.reminders_passed(id);
        let attempt = self.attempt_mut(id)?;
        attempt.reminders = attempt.reminders.max(passed);
        Ok(())
    }

    fn decline(
        &mut self,
        id: &AttemptId,
        declined: Declined,
        suggests: Option<Candidate>,
    ) -> Result<(), Refused> {
        let now = self.now;
        let attempt = self.move_attempt(id, Move::Decline, Some(declined.reason_word()))?;
        attempt.declined = Some(declined);
        attempt.answered_at.get_or_insert(now);
        self.notify(Notice::TellSender(News::Declined));
        if let Some(better) = suggests {
            self.referral.candidates.retain(|other| other.offer != better.offer);
            self.referral.candidates.insert(0, better);
        }
        match declined {
            Declined::ByPerson(reason) if !reason.leaves_other_offers_open() => {
                self.call_coordinators(Why::PersonStopped);
            }
            Declined::ByPerson(_) | Declined::ByProvider(_) => self.after_failure(),
        }
        Ok(())
    }

    fn record_contact(
        &mut self,
        id: &AttemptId,
        appointment_at: Option<DateTime<Utc>>,
    ) -> Result<(), Refused> {
        let now = self.now;
        // What was agreed or took place yesterday is often noted today.
        if appointment_at.is_some_and(|at| at < now - NOTED_WITHIN) {
            return Err(Refused::PastDate);
        }
        if appointment_at.is_some_and(|at| at > now + FARTHEST) {
            return Err(Refused::TooFar);
        }
        let days = Duration::days(self.context.policy.progress_days);
        // Asked about 30 days after the first visit, but a date far away is no excuse.
        let from = appointment_at.map_or(now, |at| at.max(now).min(now + days));
        let was = self.referral.attempt(id).map(|asked| asked.state);
        let attempt = self.move_attempt(id, Move::RecordContact, None)?;
        attempt.contacted_at.get_or_insert(now);
        attempt.appointment_at = appointment_at.or(attempt.appointment_at);
        attempt.reviews = 0;
        attempt.due = Some(from + days);
        self.give_to_asked(id, Hand::Back);
        if was != Some(AttemptState::InProgress) {
            self.tell(News::InProgress);
        }
        Ok(())
    }

    fn record_no_show(&mut self, id: &AttemptId) -> Result<(), Refused> {
        let due = self.contact_due(id);
        let attempt = self.move_attempt(id, Move::RecordNoShow, None)?;
        attempt.reviews = 0;
        attempt.due = Some(due);
        self.give_to_asked(id, Hand::Back);
        self.tell(News::NoShow);
        Ok(())
    }

    fn record_unreachable(&mut self, id: &AttemptId, tries: Tries) -> Result<(), Refused> {
        if !tries.are_enough() {
            return Err(Refused::TooFewTries);
        }
        self.move_attempt(id, Move::RecordUnreachable, None)?;
        self.tell(News::Unreachable);
        self.after_failure();
        Ok(())
    }

    pub(super) fn complete(&mut self, id: &AttemptId, outcome: Outcome) -> Result<(), Refused> {
        self.move_attempt(id, Move::Complete, Some(outcome.word()))?;
        self.close(Move::Complete, Ending::Completed(outcome))?;
        self.tell(News::Completed);
        Ok(())
    }
}
