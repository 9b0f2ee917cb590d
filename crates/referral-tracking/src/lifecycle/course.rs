//! One call, from the referral that was read to the change that came of it.

use chrono::{DateTime, Duration, Utc};
use kernel::{Actor, AttemptId, Closure, Role, Urgency};

use super::may::{may, must_say_how};
use super::table::{Move, next_attempt, next_referral};
use crate::{
    Action, Attempt, AttemptState, By, Change, Context, Draft, Event, News, Notice, Owner,
    Referral, ReferralState, Refused, Sender, Why,
};

/// A call under way.
pub(super) struct Course<'a> {
    pub(super) referral: Referral,
    pub(super) actor: &'a Actor,
    pub(super) now: DateTime<Utc>,
    pub(super) context: &'a Context<'a>,
    events: Vec<Event>,
    notices: Vec<Notice>,
}

impl Referral {
    /// Begins a referral as a draft of `actor`, who becomes its sender.
    ///
    /// # Errors
    /// When the actor is no mediator or coordinator who speaks for an organization.
    pub fn draft(
        draft: Draft,
        actor: &Actor,
        now: DateTime<Utc>,
        context: &Context<'_>,
    ) -> Result<Change, Refused> {
        let Actor::Account {
            id,
            role: Role::Mediator | Role::Coordinator,
            organization: Some(organization),
        } = actor
        else {
            return Err(Refused::NotAllowed);
        };
        let sender = Sender { account: id.clone(), organization: organization.clone() };
        let referral = Referral::begun(draft, sender, now, context);
        let mut course = Course::new(referral, actor, now, context);
        course.log(Move::Create, None, ("", ReferralState::Draft.word()), None);
        Ok(course.finish())
    }

    fn begun(draft: Draft, sender: Sender, now: DateTime<Utc>, context: &Context<'_>) -> Referral {
        Referral {
            id: draft.id,
            version: 1,
            state: ReferralState::Draft,
            owner: Some(Owner::Account(sender.account.clone())),
            due: Some(now + Duration::days(context.policy.draft_days)),
            wake_at: None,
            urgency: draft.urgency,
            sender,
            consent: draft.consent,
            candidates: draft.candidates,
            attempts: Vec::new(),
            escalation: 0,
            created_at: now,
            opened_at: None,
            closed: None,
            erase_at: now + Duration::days(context.policy.erase_created_days),
            is_identity_erased: false,
        }
    }

    /// Carries out `action` as `actor` at `now`. Nothing is kept: to know whether something
    /// is possible, call it and drop the change.
    ///
    /// # Errors
    /// When the actor has no say in it, or the action is not possible from here.
    pub fn apply(
        &self,
        action: Action,
        actor: &Actor,
        now: DateTime<Utc>,
        context: &Context<'_>,
    ) -> Result<Change, Refused> {
        // Who before what: a stranger must not learn the state from the refusal.
        if !may(actor, &action, self, context) {
            return Err(Refused::NotAllowed);
        }
        if must_say_how(actor, &action, self, context) {
            return Err(Refused::SayHow);
        }
        let mut course = Course::new(self.clone(), actor, now, context);
        course.carry_out(action)?;
        Ok(course.finish())
    }
}

impl<'a> Course<'a> {
    fn new(
        referral: Referral,
        actor: &'a Actor,
        now: DateTime<Utc>,
        context: &'a Context<'a>,
    ) -> Course<'a> {
        Course { referral, actor, now, context, events: Vec::new(), notices: Vec::new() }
    }

    fn carry_out(&mut self, action: Action) -> Result<(), Refused> {
        match action {
            Action::Send => self.send(),
            Action::Hold => self.hold(),
            Action::Release => self.release(),
            Action::Return => self.give_back(),
            Action::RecordConsent(consent) => self.record_consent(consent),
            Action::OnAttempt(id, action) => self.on_attempt(&id, action),
            Action::Take => self.take(),
            Action::Reassign(owner) => self.reassign(owner),
            Action::Reroute(candidate) => self.reroute(candidate),
            Action::SayHelped(helped) => self.say_helped(helped),
            Action::CloseWithoutHelp(reason, cause) => self.close_without_help(reason, cause),
            Action::Withdraw(reason) => self.withdraw(reason),
            Action::MarkDuplicate(of) => self.mark_duplicate(of),
            Action::MarkEnteredInError => self.mark_entered_in_error(),
            Action::Reopen => self.reopen(),
            Action::OpenIdentity(reason) => self.open_identity(reason),
            Action::ReportUndelivered(id) => self.report_undelivered(&id),
            Action::Tick => self.tick(),
        }
    }

    fn finish(mut self) -> Change {
        self.follow_attempt();
        self.referral.wake_at = self.next_wake();
        let actor = self.actor;
        let sender = &self.referral.sender;
        self.notices.retain(|notice| !is_about_own_deed(notice, actor, sender));
        Change { referral: self.referral, events: self.events, notices: self.notices }
    }

    // While the owner is the organization that has to act on the attempt, its time is the
    // attempt's time; anybody else has a time of their own.
    fn follow_attempt(&mut self) {
        if let Some(live) = self.referral.live()
            && self.referral.owner == Some(self.expected_owner(live))
        {
            self.referral.due = live.due;
        }
    }

    /// True when the owner's time is not the live attempt's.
    pub(super) fn owner_has_own_time(&self) -> bool {
        self.referral
            .live()
            .is_none_or(|live| self.referral.owner != Some(self.expected_owner(live)))
    }

    /// Who has to act on `attempt` as long as no coordinator has to.
    pub(super) fn expected_owner(&self, attempt: &Attempt) -> Owner {
        match attempt.state {
            AttemptState::InfoRequested => {
                Owner::Organization(self.referral.sender.organization.clone())
            }
            _ => Owner::Organization(attempt.organization.clone()),
        }
    }

    pub(super) fn urgency(&self) -> Urgency {
        self.referral.urgency
    }

    /// `amount` of opening time from now, without the days in `closures`.
    pub(super) fn after(&self, amount: Duration, closures: &[Closure]) -> DateTime<Utc> {
        self.context.calendar.after(self.now, amount, closures)
    }

    /// By when a coordinator has to act who has to act from now.
    pub(super) fn coordinator_due(&self) -> DateTime<Utc> {
        let time = match self.referral.state {
            ReferralState::Held => self.context.policy.held,
            _ => self.context.policy.coordinator.of(self.urgency()),
        };
        self.after(time, &[])
    }

    /// True when the coordinators already have it.
    pub(super) fn is_with_coordinators(&self) -> bool {
        matches!(self.referral.owner, Some(Owner::Pool | Owner::Account(_)))
    }

    /// Tells the coordinators why they are needed, and makes them the owner unless they are.
    pub(super) fn call_coordinators(&mut self, why: Why) {
        if !self.is_with_coordinators() {
            self.give_to_pool();
            let word = self.referral.state.word();
            self.log(Move::Escalate, None, (word, word), Some(why.word()));
        }
        self.notify(Notice::TellCoordinators(why));
    }

    /// Makes the coordinators the owner; a live attempt stays with its organization as well.
    pub(super) fn give_to_pool(&mut self) {
        self.referral.owner = Some(Owner::Pool);
        self.referral.due = Some(self.coordinator_due());
        self.referral.escalation = self.referral.escalation.max(1);
    }

    /// Makes the organization that has to act on the attempt the owner; with `from_coordinators`
    /// even when the coordinators had it.
    pub(super) fn give_to_asked(&mut self, id: &AttemptId, hand: Hand) {
        if hand == Hand::UnlessWithCoordinators && self.is_with_coordinators() {
            return;
        }
        if let Some(owner) = self.referral.attempt(id).map(|attempt| self.expected_owner(attempt)) {
            self.referral.owner = Some(owner);
            self.referral.escalation = 0;
        }
    }

    /// Changes the referral's state by the table and logs it.
    pub(super) fn move_referral(
        &mut self,
        step: Move,
        reason: Option<&str>,
    ) -> Result<(), Refused> {
        let from = self.referral.state;
        let to = next_referral(from, step).ok_or(if from.is_closed() {
            Refused::Closed
        } else {
            Refused::WrongState
        })?;
        self.referral.state = to;
        self.log(step, None, (from.word(), to.word()), reason);
        Ok(())
    }

    /// Changes an attempt's state by the table and logs it.
    pub(super) fn move_attempt(
        &mut self,
        id: &AttemptId,
        step: Move,
        reason: Option<&str>,
    ) -> Result<&mut Attempt, Refused> {
        let from = self.referral.attempt(id).ok_or(Refused::NoSuchAttempt)?.state;
        let to = next_attempt(from, step).ok_or(Refused::WrongState)?;
        self.log(step, Some(id), (from.word(), to.word()), reason);
        let now = self.now;
        let attempt = self.attempt_mut(id)?;
        attempt.state = to;
        if to.is_live() {
            attempt.closed_at = None;
        } else {
            attempt.due = None;
            attempt.closed_at = Some(now);
        }
        Ok(attempt)
    }

    pub(super) fn attempt_mut(&mut self, id: &AttemptId) -> Result<&mut Attempt, Refused> {
        self.referral
            .attempts
            .iter_mut()
            .find(|attempt| attempt.id == *id)
            .ok_or(Refused::NoSuchAttempt)
    }

    pub(super) fn live_id(&self) -> Option<AttemptId> {
        self.referral.live().map(|live| live.id.clone())
    }

    pub(super) fn log(
        &mut self,
        what: Move,
        attempt: Option<&AttemptId>,
        (from, to): (&str, &str),
        reason: Option<&str>,
    ) {
        self.events.push(Event {
            at: self.now,
            referral: self.referral.id.clone(),
            attempt: attempt.cloned(),
            by: By::from(self.actor),
            channel: self.context.channel,
            what,
            from: from.to_owned(),
            to: to.to_owned(),
            reason: reason.map(str::to_owned),
        });
    }

    pub(super) fn notify(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// Tells both the sender and the person.
    pub(super) fn tell(&mut self, news: News) {
        self.notify(Notice::TellSender(news));
        self.notify(Notice::TellPerson(news));
    }
}

/// Whether an organization gets back what the coordinators hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// It acted: the coordinators need not any more.
    Back,
    /// It was only asked: an urgent referral stays with the coordinators.
    UnlessWithCoordinators,
}

// Nobody gets a message about what they did themselves (peers.md 3.4).
fn is_about_own_deed(notice: &Notice, actor: &Actor, sender: &Sender) -> bool {
    match (notice, actor) {
        (Notice::TellSender(_), Actor::Account { id, role, organization }) => {
            *id == sender.account
                || (*role == Role::Mediator && organization.as_ref() == Some(&sender.organization))
        }
        (Notice::TellPerson(_), Actor::Person { .. }) => true,
        _ => false,
    }
}
