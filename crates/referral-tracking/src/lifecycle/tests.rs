//! What users may rely on, told as small situations in the world of [`crate::testing`].

mod answering;
mod closing;
mod coordinating;
mod sending;
mod silent_week;
mod stories;
mod time;
mod who;

use chrono::{DateTime, Utc};
use kernel::{Actor, AttemptId, Channel, ConsentId, ReferralId, Urgency};

use crate::testing::{Step, World, check};
use crate::{
    Action, Attempt, AttemptAction, AttemptState, Candidate, Change, Consent, ConsentMode, Draft,
    Event, News, Notice, Owner, Referral, ReferralState, Refused, Scope, TextVersion, Why,
    said_since,
};

/// One referral on its way, and the clock.
struct Case {
    world: World,
    referral: Referral,
    now: DateTime<Utc>,
    is_sender_trusted: bool,
    consent_text: TextVersion,
    steps: u32,
    log: Vec<Event>,
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

impl Case {
    /// A draft of Monday 2 March 2026, 9:00, to ask `names` in order and nobody else.
    fn draft(urgency: Urgency, names: &[&str]) -> Case {
        let world = World::new();
        let candidates: Vec<_> = names.iter().map(|name| candidate(&world, name)).collect();
        let scope = Scope::Named(candidates.iter().map(|c| c.organization.clone()).collect());
        Case::begin(world, urgency, candidates, Some(scope))
    }

    /// The same, where the person allows any partner.
    fn draft_to_any(urgency: Urgency, names: &[&str]) -> Case {
        let world = World::new();
        let candidates = names.iter().map(|name| candidate(&world, name)).collect();
        Case::begin(world, urgency, candidates, Some(Scope::AnyPartner))
    }

    fn begin(
        world: World,
        urgency: Urgency,
        candidates: Vec<Candidate>,
        scope: Option<Scope>,
    ) -> Case {
        let now = world.begins;
        let consent = scope.map(|scope| consent(&world, scope));
        let draft = Draft { id: ReferralId::from("r"), urgency, consent, candidates };
        let mediator = world.mediator();
        let first = step(now, mediator.clone(), Channel::Web, Action::Send, 0);
        let change = Referral::draft(draft, &mediator, now, &first.context(&world)).unwrap();
        let referral = change.referral;
        let consent_text = TextVersion(1);
        Case { world, referral, now, is_sender_trusted: true, consent_text, steps: 0, log: vec![] }
    }

    /// A referral sent on Monday 2 March 2026, 9:00.
    fn sent(urgency: Urgency, names: &[&str]) -> Case {
        let mut case = Case::draft(urgency, names);
        case.send();
        case
    }

    fn sent_to_any(urgency: Urgency, names: &[&str]) -> Case {
        let mut case = Case::draft_to_any(urgency, names);
        case.send();
        case
    }

    fn send(&mut self) -> Vec<Notice> {
        self.act(self.world.mediator(), Action::Send)
    }

    /// Moves the clock.
    fn at(&mut self, text: &str) -> &mut Case {
        self.now = at(text);
        self
    }

    fn attempted(
        &self,
        actor: &Actor,
        channel: Channel,
        action: Action,
    ) -> Result<Change, Refused> {
        let step = Step {
            is_sender_trusted: self.is_sender_trusted,
            consent_text: self.consent_text,
            said: said_since(&self.log),
            ..step(self.now, actor.clone(), channel, action, self.steps + 1)
        };
        let change = step.apply(&self.referral, &self.world)?;
        check(&self.referral, &change, &step, &self.world).unwrap();
        Ok(change)
    }

    /// What the rules answer, without doing it.
    fn answer_to(&self, actor: Actor, action: Action) -> Result<(), Refused> {
        self.attempted(&actor, usual_channel(&actor), action).map(|_| ())
    }

    /// Does it, and gives back what it asks to be told.
    fn act(&mut self, actor: Actor, action: Action) -> Vec<Notice> {
        let channel = usual_channel(&actor);
        let change = self.attempted(&actor, channel, action).unwrap();
        self.steps += 1;
        self.referral = change.referral;
        self.log.extend(change.events);
        change.notices
    }

    /// The organization asked does something with the attempt at `position`.
    fn asked(&mut self, position: usize, action: AttemptAction) -> Vec<Notice> {
        let (link, id) = self.link(position);
        self.act(link, Action::OnAttempt(id, action))
    }

    fn asked_answer(&self, position: usize, action: AttemptAction) -> Result<(), Refused> {
        let (link, id) = self.link(position);
        self.answer_to(link, Action::OnAttempt(id, action))
    }

    fn link(&self, position: usize) -> (Actor, AttemptId) {
        let attempt = self.attempt(position);
        (World::link(&attempt.id, &attempt.organization), attempt.id.clone())
    }

    fn tick(&mut self) -> Vec<Notice> {
        self.act(Actor::System, Action::Tick)
    }

    fn coordinator(&self) -> Actor {
        self.world.coordinator(&self.world.coordinators[0])
    }

    fn person(&self) -> Actor {
        Actor::Person { referral: self.referral.id.clone() }
    }

    fn attempt(&self, position: usize) -> &Attempt {
        &self.referral.attempts[position - 1]
    }

    fn states(&self) -> Vec<AttemptState> {
        self.referral.attempts.iter().map(|attempt| attempt.state).collect()
    }

    fn asked_names(&self) -> Vec<&str> {
        self.referral.attempts.iter().map(|attempt| attempt.organization.as_str()).collect()
    }

    fn owner(&self) -> String {
        let owner = self.referral.owner.as_ref().unwrap();
        owner.id().unwrap_or(owner.word()).to_owned()
    }
}

fn step(at: DateTime<Utc>, actor: Actor, channel: Channel, action: Action, number: u32) -> Step {
    Step {
        at,
        actor,
        channel,
        action,
        next_attempt: AttemptId::from(format!("a{number}")),
        consent_text: TextVersion(1),
        is_sender_trusted: true,
        said: vec![],
    }
}

// Coordinators and the helpdesk telephone; the others press a button.
fn usual_channel(actor: &Actor) -> Channel {
    match actor {
        Actor::System => Channel::System,
        Actor::AnswerLink { .. } => Channel::MailLink,
        Actor::Account { organization: Some(own), .. } if own.as_str() == "network" => {
            Channel::Phone
        }
        _ => Channel::Web,
    }
}

fn candidate(world: &World, name: &str) -> Candidate {
    let mut all = world.candidates.iter();
    all.find(|candidate| candidate.organization.as_str() == name).unwrap().clone()
}

fn consent(world: &World, scope: Scope) -> Consent {
    Consent {
        id: ConsentId::from("c"),
        mode: ConsentMode::Oral,
        text: TextVersion(1),
        scope,
        asked_by: world.sender.account.clone(),
        given_at: world.begins,
    }
}

fn accept() -> AttemptAction {
    AttemptAction::Accept { in_charge: None }
}

fn contact() -> AttemptAction {
    AttemptAction::RecordContact { appointment_at: None }
}

fn full() -> AttemptAction {
    let declined = crate::Declined::ByProvider(crate::DeclineReason::Full);
    AttemptAction::Decline { declined, suggests: None }
}

fn tells(notices: &[Notice], why: Why) -> bool {
    notices.contains(&Notice::TellCoordinators(why))
}
