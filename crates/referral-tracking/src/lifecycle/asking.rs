//! Handing a person over, and choosing whom to ask next.

use chrono::Duration;
use kernel::AttemptId;

use super::course::{Course, Hand};
use super::table::Move;
use crate::{
    AnswerClock, Attempt, AttemptState, Candidate, Consent, News, Notice, Owner, ReferralState,
    Refused, Why, consent,
};

impl Course<'_> {
    pub(super) fn send(&mut self) -> Result<(), Refused> {
        if self.referral.state == ReferralState::Draft && !self.context.is_sender_trusted {
            return Err(Refused::NotTrusted);
        }
        self.check_hand_over(Move::Send)?;
        self.move_referral(Move::Send, None)?;
        self.open();
        Ok(())
    }

    pub(super) fn hold(&mut self) -> Result<(), Refused> {
        self.check_hand_over(Move::Hold)?;
        self.move_referral(Move::Hold, None)?;
        self.referral.owner = None;
        self.call_coordinators(Why::Held);
        Ok(())
    }

    pub(super) fn release(&mut self) -> Result<(), Refused> {
        self.move_referral(Move::Release, None)?;
        self.open();
        Ok(())
    }

    pub(super) fn give_back(&mut self) -> Result<(), Refused> {
        self.move_referral(Move::Return, None)?;
        self.referral.owner = Some(Owner::Account(self.referral.sender.account.clone()));
        self.referral.due = Some(self.now + Duration::days(self.context.policy.draft_days));
        self.referral.escalation = 0;
        self.notify(Notice::TellSender(News::Returned));
        Ok(())
    }

    pub(super) fn record_consent(&mut self, given: Consent) -> Result<(), Refused> {
        consent::current_one(Some(&given), self.context.consent_text)?;
        if self.referral.is_identity_erased {
            return Err(Refused::Erased);
        }
        let mode = given.mode.word();
        let scope = given.scope.clone();
        self.move_referral(Move::RecordConsent, Some(mode))?;
        self.referral.consent = Some(given);
        if self.referral.state != ReferralState::Open {
            return Ok(());
        }
        // The person may also take an organization off the list.
        let outside = self.referral.live().is_some_and(|live| !scope.covers(&live.organization));
        if outside {
            self.let_go_of_live();
        }
        let is_idle = self.referral.live().is_none();
        if is_idle && !self.ask_next(Hand::Back) && !self.is_with_coordinators() {
            self.nobody_left();
        }
        Ok(())
    }

    pub(super) fn reroute(&mut self, candidate: Candidate) -> Result<(), Refused> {
        self.check_candidate(&candidate)?;
        if self.referral.live().is_some_and(|live| live.offer == candidate.offer) {
            return Err(Refused::AlreadyAsked);
        }
        let is_sender = self.actor.role() == Some(kernel::Role::Mediator);
        if is_sender && self.referral.live().is_some_and(|live| live.state.holds_person()) {
            return Err(Refused::AlreadyAccepted);
        }
        self.move_referral(Move::Reroute, None)?;
        self.let_go_of_live();
        self.referral.candidates.retain(|other| other.offer != candidate.offer);
        let id = self.ask(candidate);
        self.give_to_asked(&id, Hand::Back);
        Ok(())
    }

    /// Goes on after an attempt ended without help.
    pub(super) fn after_failure(&mut self) {
        if !self.ask_next(Hand::UnlessWithCoordinators) {
            self.nobody_left();
        } else if self.referral.failed_attempts() == self.context.policy.failures_told {
            self.notify(Notice::TellCoordinators(Why::SecondFailure));
        }
    }

    /// Ends the live attempt, if there is one, and tells the organization.
    pub(super) fn let_go_of_live(&mut self) {
        if let Some(id) = self.live_id()
            && self.move_attempt(&id, Move::Withdraw, None).is_ok()
        {
            self.notify(Notice::TellPartnerWithdrawn(id));
        }
    }

    fn open(&mut self) {
        self.referral.opened_at = Some(self.now);
        self.referral.owner = None;
        self.referral.escalation = 0;
        if !self.ask_next(Hand::Back) {
            self.nobody_left();
        }
    }

    // False when nobody may be asked.
    fn ask_next(&mut self, hand: Hand) -> bool {
        let Some(candidate) = self.take_candidate() else { return false };
        let id = self.ask(candidate);
        self.give_to_asked(&id, hand);
        true
    }

    fn nobody_left(&mut self) {
        self.call_coordinators(Why::NobodyLeft);
        self.tell(News::WithCoordinators);
        let consent = self.referral.consent.as_ref();
        let current = self.context.consent_text;
        let is_outside =
            |other: &Candidate| consent::check(consent, &other.organization, current).is_err();
        if self.referral.candidates.iter().any(is_outside) {
            self.notify(Notice::TellSender(News::NewAgreementNeeded));
        }
    }

    // The first offer that may be asked; those that may not stay, for a new agreement.
    fn take_candidate(&mut self) -> Option<Candidate> {
        let may_be_asked = |candidate: &Candidate| {
            self.check_candidate(candidate).is_ok()
                && !self.referral.attempts.iter().any(|asked| asked.offer == candidate.offer)
        };
        if let Some(index) = self.referral.candidates.iter().position(may_be_asked) {
            return Some(self.referral.candidates.remove(index));
        }
        let any_partner = self
            .referral
            .consent
            .as_ref()
            .is_some_and(|consent| consent.scope == consent::Scope::AnyPartner);
        let fallback = any_partner.then_some(&self.context.fallback)?;
        fallback.iter().find(|candidate| may_be_asked(candidate)).cloned()
    }

    fn ask(&mut self, candidate: Candidate) -> AttemptId {
        let id = self.context.next_attempt.clone();
        let clock =
            AnswerClock::start(self.context.policy, self.urgency(), candidate.promise, self.now);
        let closures = self.context.closures(&candidate.organization);
        let due = clock.due(self.context.calendar, closures);
        self.referral.attempts.push(Attempt {
            id: id.clone(),
            position: self.referral.attempts.last().map_or(0, |last| last.position) + 1,
            offer: candidate.offer,
            organization: candidate.organization,
            state: AttemptState::Sent,
            sent_at: self.now,
            due: Some(due),
            clock,
            pause_left: self.context.policy.pause.of(self.urgency()),
            reminders: 0,
            reviews: 0,
            answered_at: None,
            accepted_at: None,
            in_charge: None,
            expected_on: None,
            contacted_at: None,
            appointment_at: None,
            exchange: None,
            declined: None,
            lapsed_at: None,
            closed_at: None,
        });
        self.log(Move::Ask, Some(&id), ("", AttemptState::Sent.word()), None);
        self.notify(Notice::AskPartner(id.clone()));
        self.notify(Notice::TellPerson(News::Asked));
        id
    }

    // Whoever hands over names only whom the person agreed to; a doubt stops it here, while
    // the person is still at the counter.
    fn check_hand_over(&self, step: Move) -> Result<(), Refused> {
        super::table::next_referral(self.referral.state, step).ok_or(
            if self.referral.state.is_closed() { Refused::Closed } else { Refused::WrongState },
        )?;
        consent::current_one(self.referral.consent.as_ref(), self.context.consent_text)?;
        self.referral.candidates.iter().try_for_each(|candidate| self.check_candidate(candidate))
    }

    fn check_candidate(&self, candidate: &Candidate) -> Result<(), Refused> {
        if self.referral.is_identity_erased {
            return Err(Refused::Erased);
        }
        consent::check(
            self.referral.consent.as_ref(),
            &candidate.organization,
            self.context.consent_text,
        )?;
        if !self.context.partners.contains_key(&candidate.organization) {
            return Err(Refused::NotPartner);
        }
        if self.context.not_orientable.contains(&candidate.offer) {
            return Err(Refused::NotOrientable);
        }
        Ok(())
    }
}
