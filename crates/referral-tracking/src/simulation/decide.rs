//! What somebody does when the time has come, by how the referral then stands.

use chrono::{DateTime, Days, Duration, Utc};
use kernel::{Actor, AttemptId, Channel};

use super::habits::{self, Answer};
use super::life::{Living, consent};
use super::want::Intent;
use crate::{
    Action, Attempt, AttemptAction, AttemptState, Candidate, Declined, Helped, Move, Outcome,
    PersonReason, ReferralState, Scope, Tries,
};

impl Living<'_> {
    /// Does what was intended, if it still makes sense.
    pub(super) fn decide(&mut self, intent: &Intent, at: DateTime<Utc>) {
        let sender = self.case.sender.clone();
        match intent {
            Intent::Send if self.case.is_sender_trusted => {
                self.act(Action::Send, &sender, Channel::Web, at);
            }
            Intent::Send => {
                self.act(Action::Hold, &sender, Channel::Web, at);
            }
            Intent::Mistake => {
                if !self.is_helped() {
                    self.act(Action::MarkEnteredInError, &sender, Channel::Web, at);
                }
            }
            Intent::Answer(id) => self.first_answer(id, at),
            Intent::Inform(id) => {
                let action = AttemptAction::GiveInformation { note: None };
                let action = Action::OnAttempt(id.clone(), action);
                self.act(action, &sender, Channel::Web, at);
            }
            Intent::Place(id) => {
                if self.state_of(id) == Some(AttemptState::Waitlisted) {
                    self.answer(id, AttemptAction::Accept { in_charge: None }, at);
                }
            }
            Intent::Contact(id) => self.contact(id, at),
            Intent::Result(id) => self.result(id, at),
            Intent::Coordinate => self.coordinate(at),
            Intent::Stop => self.stop(at),
            Intent::SayHelped => self.say_helped(at),
            Intent::Reopen => self.reopen(at),
        }
    }

    fn state_of(&self, id: &AttemptId) -> Option<AttemptState> {
        self.referral.attempt(id).map(|attempt| attempt.state)
    }

    fn is_helped(&self) -> bool {
        self.referral.state.is_closed()
            || self.referral.live().is_some_and(|live| live.state.holds_person())
    }

    /// What the organization says, by its link.
    fn answer(&mut self, id: &AttemptId, action: AttemptAction, at: DateTime<Utc>) -> bool {
        let Some(asked) = self.referral.attempt(id) else { return false };
        let link =
            Actor::AnswerLink { attempt: id.clone(), organization: asked.organization.clone() };
        self.act(Action::OnAttempt(id.clone(), action), &link, Channel::MailLink, at)
    }

    fn first_answer(&mut self, id: &AttemptId, at: DateTime<Utc>) {
        match self.state_of(id) {
            Some(AttemptState::Sent) => {}
            // Who answers late says yes or nothing.
            Some(AttemptState::Lapsed) => {
                self.answer(id, AttemptAction::Accept { in_charge: None }, at);
                return;
            }
            _ => return,
        }
        let is_asked_twice = self.has_happened(Move::AskInformation);
        match self.dice.weighted(&habits::ANSWERS) {
            Some(Answer::Later) => {
                let days = 10 + self.dice.below(35);
                let expected_on = self.network.calendar.date(at).checked_add_days(Days::new(days));
                self.answer(id, AttemptAction::Waitlist { expected_on }, at);
            }
            Some(Answer::Question) if !is_asked_twice => {
                if let Some(question) = self.dice.weighted(&habits::QUESTIONS) {
                    self.answer(id, AttemptAction::AskInformation { question, note: None }, at);
                }
            }
            Some(Answer::No) => self.decline(id, at),
            Some(Answer::PersonSaysNo) => {
                let reason = self.stops();
                let declined = Declined::ByPerson(reason);
                self.answer(id, AttemptAction::Decline { declined, suggests: None }, at);
            }
            Some(Answer::Yes | Answer::Question) | None => {
                self.answer(id, AttemptAction::Accept { in_charge: None }, at);
            }
        }
    }

    fn decline(&mut self, id: &AttemptId, at: DateTime<Utc>) {
        let Some(reason) = self.dice.weighted(&habits::DECLINES) else { return };
        let better = self.dice.percent(habits::NAMES_BETTER).then(|| self.untried()).flatten();
        let declined = Declined::ByProvider(reason);
        self.answer(id, AttemptAction::Decline { declined, suggests: better }, at);
    }

    fn stops(&mut self) -> PersonReason {
        self.dice.weighted(&habits::STOPS).unwrap_or(PersonReason::Other)
    }

    /// The best offer that nobody asked yet.
    fn untried(&self) -> Option<Candidate> {
        let is_tried = |one: &&Candidate| {
            self.referral.attempts.iter().any(|attempt| attempt.offer == one.offer)
        };
        self.case.others.iter().find(|one| !is_tried(one)).cloned()
    }

    fn contact(&mut self, id: &AttemptId, at: DateTime<Utc>) {
        if !matches!(self.state_of(id), Some(AttemptState::Accepted | AttemptState::NoShow)) {
            return;
        }
        let (easy, hard) = habits::UNREACHABLE;
        let share = if self.case.is_hard_to_reach { hard } else { easy };
        let action = match self.dice.percent(share) {
            true => AttemptAction::RecordUnreachable(Tries { times: 3, channels: 2, letters: 0 }),
            false => {
                let days = Duration::days(1 + self.dice.below(12) as i64);
                let appointment_at = self.dice.percent(60).then(|| at + days);
                AttemptAction::RecordContact { appointment_at }
            }
        };
        self.answer(id, action, at);
    }

    fn result(&mut self, id: &AttemptId, at: DateTime<Utc>) {
        if self.state_of(id) != Some(AttemptState::InProgress) {
            return;
        }
        let is_new = !self.has_happened(Move::RecordNoShow);
        let action = if is_new && self.dice.percent(habits::NO_SHOW) {
            AttemptAction::RecordNoShow
        } else if self.dice.percent(3) {
            let declined = Declined::ByPerson(self.stops());
            AttemptAction::Decline { declined, suggests: None }
        } else {
            AttemptAction::Complete(self.outcome())
        };
        self.answer(id, action, at);
    }

    fn outcome(&mut self) -> Outcome {
        self.dice.weighted(&habits::OUTCOMES).unwrap_or(Outcome::HelpedFully)
    }

    fn coordinate(&mut self, at: DateTime<Utc>) {
        let coordinator = self.network.coordinator(&mut self.dice);
        match self.referral.state {
            ReferralState::Held => {
                self.act(Action::Release, &coordinator, Channel::Web, at);
            }
            ReferralState::Open if self.referral.waits_for_coordinator() => {
                match self.referral.live().cloned() {
                    Some(live) => self.call_organization(&live, &coordinator, at),
                    None => self.find_another(&coordinator, at),
                }
            }
            _ => {}
        }
    }

    /// A coordinator calls the organization and notes what it says, or keeps the referral.
    fn call_organization(&mut self, live: &Attempt, coordinator: &Actor, at: DateTime<Utc>) {
        let action = match live.state {
            AttemptState::Sent | AttemptState::InfoRequested if self.dice.percent(55) => {
                Some(AttemptAction::Accept { in_charge: None })
            }
            AttemptState::Sent if self.dice.percent(40) => {
                let reason = self.dice.weighted(&habits::DECLINES);
                reason.map(|reason| AttemptAction::Decline {
                    declined: Declined::ByProvider(reason),
                    suggests: None,
                })
            }
            AttemptState::Waitlisted if self.dice.percent(60) => {
                Some(AttemptAction::Accept { in_charge: None })
            }
            AttemptState::Waitlisted => Some(AttemptAction::Waitlist { expected_on: None }),
            AttemptState::Accepted | AttemptState::NoShow if self.dice.percent(80) => {
                Some(AttemptAction::RecordContact { appointment_at: None })
            }
            AttemptState::Accepted | AttemptState::NoShow => {
                let tries = Tries { times: 3, channels: 2, letters: 0 };
                Some(AttemptAction::RecordUnreachable(tries))
            }
            AttemptState::InProgress if self.dice.percent(75) => {
                Some(AttemptAction::Complete(self.outcome()))
            }
            AttemptState::InProgress => Some(AttemptAction::RecordContact { appointment_at: None }),
            _ => None,
        };
        let action = match action {
            Some(action) => Action::OnAttempt(live.id.clone(), action),
            None => Action::Take,
        };
        self.act(action, coordinator, Channel::Phone, at);
    }

    /// Nobody is asked any more: another offer, a new agreement, or the end.
    fn find_another(&mut self, coordinator: &Actor, at: DateTime<Utc>) {
        let another =
            self.untried().filter(|_| self.referral.attempts.len() < habits::MOST_ATTEMPTS);
        let (easy, hard) = habits::AGREES_AGAIN;
        let share = if self.case.is_hard_to_reach { hard } else { easy };
        let covers = |one: &Candidate| {
            let consent = self.referral.consent.as_ref();
            consent.is_some_and(|consent| consent.scope.covers(&one.organization))
        };
        match another {
            Some(another) if covers(&another) => {
                self.act(Action::Reroute(another), coordinator, Channel::Phone, at);
            }
            Some(_) if self.dice.percent(share) => {
                let scope = Scope::AnyPartner;
                let given = consent(self.case, self.network, &mut self.dice, scope, at);
                self.act(Action::RecordConsent(given), coordinator, Channel::Phone, at);
            }
            _ => {
                if let Some(reason) = self.dice.weighted(&habits::CLOSURES) {
                    let action = Action::CloseWithoutHelp(reason, None);
                    self.act(action, coordinator, Channel::Web, at);
                }
            }
        }
    }

    fn stop(&mut self, at: DateTime<Utc>) {
        let action = Action::Withdraw(self.stops());
        // With the card, or by telephone to the helpdesk.
        if self.case.is_hard_to_reach {
            let helpdesk = self.network.coordinator(&mut self.dice);
            self.act(action, &helpdesk, Channel::Phone, at);
        } else {
            let person = Actor::Person { referral: self.case.id.clone() };
            self.act(action, &person, Channel::Web, at);
        }
    }

    fn say_helped(&mut self, at: DateTime<Utc>) {
        let words = [(72, Helped::Yes), (18, Helped::Partly), (10, Helped::No)];
        let Some(helped) = self.dice.weighted(&words) else { return };
        let person = Actor::Person { referral: self.case.id.clone() };
        self.act(Action::SayHelped(helped), &person, Channel::Web, at);
    }

    fn reopen(&mut self, at: DateTime<Utc>) {
        let helped = self.referral.attempts.iter().find(|one| one.state == AttemptState::Completed);
        if let Some(helped) = helped {
            let link = Actor::AnswerLink {
                attempt: helped.id.clone(),
                organization: helped.organization.clone(),
            };
            self.act(Action::Reopen, &link, Channel::MailLink, at);
        }
    }
}
