//! Ownership, and what the person says about the help.

use kernel::{Actor, AttemptId};

use super::course::Course;
use super::table::Move;
use crate::{
    AttemptState, Helped, Notice, OpeningReason, Outcome, Owner, ReferralState, Refused, Why,
};

impl Course<'_> {
    pub(super) fn take(&mut self) -> Result<(), Refused> {
        let Actor::Account { id, .. } = self.actor else { return Err(Refused::NotAllowed) };
        self.leave_organization_its_time()?;
        self.move_referral(Move::Take, None)?;
        self.referral.owner = Some(Owner::Account(id.clone()));
        self.referral.due = Some(self.coordinator_due());
        self.referral.escalation = self.referral.escalation.max(1);
        Ok(())
    }

    // Who may take everything may read who everybody is.
    fn leave_organization_its_time(&self) -> Result<(), Refused> {
        if self.referral.is_organizations_turn(self.now) {
            return Err(Refused::WrongState);
        }
        Ok(())
    }

    pub(super) fn open_identity(&mut self, reason: OpeningReason) -> Result<(), Refused> {
        if self.referral.is_identity_erased {
            return Err(Refused::Erased);
        }
        let own = self.actor.organization() == Some(&self.referral.sender.organization);
        if !own && !self.referral.waits_for_coordinator() {
            return Err(Refused::WrongState);
        }
        self.move_referral(Move::OpenIdentity, Some(reason.word()))
    }

    pub(super) fn reassign(&mut self, owner: Owner) -> Result<(), Refused> {
        if let Owner::Organization(organization) = &owner {
            let is_asked =
                self.referral.live().is_some_and(|live| live.organization == *organization);
            // No other organization learns of the person.
            if !is_asked && *organization != self.referral.sender.organization {
                return Err(Refused::OutsideConsent);
            }
        }
        self.leave_organization_its_time()?;
        self.move_referral(Move::Reassign, Some(owner.word()))?;
        let is_pool = owner == Owner::Pool;
        self.referral.escalation = match owner {
            Owner::Organization(_) => 0,
            Owner::Account(_) | Owner::Pool => self.referral.escalation.max(1),
        };
        self.referral.owner = Some(owner);
        self.referral.due = Some(self.coordinator_due());
        if is_pool {
            self.notify(Notice::TellCoordinators(Why::Reassigned));
        }
        Ok(())
    }

    // Silence and a letter that never arrived look the same: only a call tells them apart.
    pub(super) fn report_undelivered(&mut self, id: &AttemptId) -> Result<(), Refused> {
        let why = Why::LetterNotDelivered;
        self.move_attempt(id, Move::Escalate, Some(why.word()))?;
        if !self.is_with_coordinators() {
            self.give_to_pool();
        }
        self.notify(Notice::TellCoordinators(why));
        Ok(())
    }

    pub(super) fn say_helped(&mut self, helped: Helped) -> Result<(), Refused> {
        let is_helped = self.referral.live().is_some_and(|live| live.state.holds_person());
        if self.referral.state == ReferralState::Open && !is_helped {
            return Err(Refused::WrongState);
        }
        // Said already: nobody is called twice for the same word.
        if self.context.said.contains(&helped) {
            return Ok(());
        }
        self.move_referral(Move::SayHelped, Some(helped.word()))?;
        let outcome = match helped {
            Helped::Yes => Outcome::HelpedFully,
            Helped::Partly => Outcome::HelpedPartly,
            Helped::No => {
                self.person_not_helped();
                return Ok(());
            }
        };
        if self.referral.state != ReferralState::Open {
            return Ok(());
        }
        let helping = self
            .referral
            .live()
            .filter(|live| matches!(live.state, AttemptState::Accepted | AttemptState::InProgress));
        match helping.map(|live| live.id.clone()) {
            Some(id) => self.complete(&id, outcome),
            None => {
                self.notify(Notice::TellCoordinators(Why::PersonSaysHelped));
                Ok(())
            }
        }
    }

    fn person_not_helped(&mut self) {
        if self.referral.state == ReferralState::Open {
            self.call_coordinators(Why::PersonNotHelped);
        } else {
            self.notify(Notice::TellCoordinators(Why::PersonNotHelped));
        }
    }
}
