use chrono::{DateTime, Duration, Utc};
use kernel::{AccountId, Actor, AttemptId, Channel, ConsentId, ReferralId, Role, Urgency};

use super::World;
use crate::{
    Action, Attempt, AttemptAction, AttemptState, Candidate, Change, ClosureReason, Consent,
    ConsentMode, Context, DeclineReason, Declined, Draft, Helped, OpeningReason, Outcome, Owner,
    PersonReason, Question, Referral, ReferralState, Refused, Scope, TextVersion, Tries,
};

/// A source of steps that looks random and is the same for the same seed.
#[derive(Debug)]
pub struct History {
    chance: Chance,
    seed: u64,
    now: DateTime<Utc>,
    steps: u32,
}

/// Somebody does something at some instant.
#[derive(Debug, Clone)]
pub struct Step {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Actor,
    /// How it was learned.
    pub channel: Channel,
    /// What.
    pub action: Action,
    /// The identifier for whoever is asked next.
    pub next_attempt: AttemptId,
    /// The consent text in use.
    pub consent_text: TextVersion,
    /// Whether the sender is trusted.
    pub is_sender_trusted: bool,
    /// What the person said about the help since anything else happened.
    pub said: Vec<Helped>,
}

impl Step {
    /// The world as the rules see it at this step.
    pub fn context<'a>(&self, world: &'a World) -> Context<'a> {
        Context {
            calendar: &world.calendar,
            policy: &world.policy,
            channel: self.channel,
            partners: world.partners.clone(),
            not_orientable: Default::default(),
            fallback: world.candidates.clone(),
            consent_text: self.consent_text,
            is_sender_trusted: self.is_sender_trusted,
            said: self.said.clone(),
            coordinating: Some(world.coordinating.clone()),
            next_attempt: self.next_attempt.clone(),
        }
    }

    /// Carries the step out.
    ///
    /// # Errors
    /// When the rules refuse it, which is part of every history.
    pub fn apply(&self, referral: &Referral, world: &World) -> Result<Change, Refused> {
        referral.apply(self.action.clone(), &self.actor, self.at, &self.context(world))
    }

    /// The passing of time, at the same instant as this step.
    pub fn tick(&self) -> Step {
        Step {
            actor: Actor::System,
            channel: Channel::System,
            action: Action::Tick,
            next_attempt: AttemptId::from(format!("{}-t", self.next_attempt)),
            ..self.clone()
        }
    }
}

impl History {
    /// The history of `seed`.
    pub fn new(seed: u64) -> History {
        let now = World::new().begins;
        History { chance: Chance(seed), seed, now, steps: 0 }
    }

    /// The draft it begins with; `None` would be a defect of the rules.
    pub fn begin(&mut self, world: &World) -> Option<Change> {
        self.now += Duration::minutes(self.chance.below(14 * 24 * 60));
        let draft = Draft {
            id: ReferralId::from(format!("referral-{}", self.seed)),
            urgency: self.chance.one_of(&Urgency::ALL),
            consent: self.chance.is(9).then(|| self.consent(world)),
            candidates: self.some_candidates(world),
        };
        let step = self.by(world.mediator(), Channel::Web, Action::Tick);
        Referral::draft(draft, &step.actor, step.at, &step.context(world)).ok()
    }

    /// What happens next to `referral`: half the time just time, then mostly something
    /// sensible, and now and then anything by anybody.
    pub fn step(&mut self, referral: &Referral, world: &World) -> Step {
        self.pass_time(referral);
        if self.chance.is(4) {
            return self.by(Actor::System, Channel::System, Action::Tick);
        }
        if self.chance.is(8) {
            self.sensible(referral, world)
        } else {
            self.anything(referral, world)
        }
    }

    fn pass_time(&mut self, referral: &Referral) {
        let jump = match self.chance.below(10) {
            0 | 1 => Duration::zero(),
            2..=4 => Duration::minutes(self.chance.below(300)),
            5 | 6 => Duration::hours(self.chance.below(40)),
            7 => Duration::days(self.chance.below(45)),
            // To the very instant at which something is due, or just before.
            8 => referral.wake_at.map_or(Duration::zero(), |at| at - self.now),
            _ => {
                referral.due.map_or(Duration::zero(), |at| at - self.now)
                    - Duration::milliseconds(1)
            }
        };
        self.now += jump.max(Duration::zero());
    }

    fn by(&mut self, actor: Actor, channel: Channel, action: Action) -> Step {
        self.steps += 1;
        Step {
            at: self.now,
            actor,
            channel,
            action,
            next_attempt: AttemptId::from(format!("attempt-{}-{}", self.seed, self.steps)),
            consent_text: TextVersion(if self.chance.is(9) { 1 } else { 2 }),
            is_sender_trusted: self.chance.is(8),
            said: if self.chance.is(1) { Helped::ALL.to_vec() } else { Vec::new() },
        }
    }

    fn sensible(&mut self, referral: &Referral, world: &World) -> Step {
        match referral.state {
            ReferralState::Draft => {
                let actions = [Action::Send, Action::Send, Action::Hold];
                let action = self.chance.one_of(&actions);
                self.by(world.mediator(), Channel::Web, action)
            }
            ReferralState::Held => {
                let action = self.chance.one_of(&[Action::Release, Action::Return, Action::Take]);
                self.by_coordinator(world, action)
            }
            ReferralState::Open => self.sensible_open(referral, world),
            _ => self.by_coordinator(world, Action::Reopen),
        }
    }

    fn sensible_open(&mut self, referral: &Referral, world: &World) -> Step {
        let late = referral.attempts.iter().rfind(|tried| tried.state == AttemptState::Lapsed);
        if let Some(late) = late.filter(|_| self.chance.is(1)) {
            return self.by_asked(late, AttemptAction::Accept { in_charge: None });
        }
        let Some(live) = referral.live() else {
            let candidate = self.chance.one_of(&world.candidates);
            return self.by_coordinator(world, Action::Reroute(candidate));
        };
        if live.state == AttemptState::InfoRequested && self.chance.is(8) {
            let action = AttemptAction::GiveInformation { note: None };
            let action = Action::OnAttempt(live.id.clone(), action);
            return self.by(world.colleague(), Channel::Web, action);
        }
        if self.chance.is(1) {
            let action = Action::ReportUndelivered(live.id.clone());
            return self.by(Actor::System, Channel::System, action);
        }
        let answer = self.answer(world);
        self.by_asked(live, answer)
    }

    fn by_coordinator(&mut self, world: &World, action: Action) -> Step {
        let id = self.chance.one_of(&world.coordinators);
        self.by(world.coordinator(&id), Channel::Phone, action)
    }

    fn by_asked(&mut self, attempt: &Attempt, action: AttemptAction) -> Step {
        let link = World::link(&attempt.id, &attempt.organization);
        self.by(link, Channel::MailLink, Action::OnAttempt(attempt.id.clone(), action))
    }

    fn anything(&mut self, referral: &Referral, world: &World) -> Step {
        let actor = self.anybody(referral, world);
        let channel = self.chance.one_of(&Channel::ALL);
        let action = self.any_action(referral, world);
        self.by(actor, channel, action)
    }

    fn anybody(&mut self, referral: &Referral, world: &World) -> Actor {
        let mut actors = world.accounts();
        actors.extend([
            Actor::Visitor,
            Actor::System,
            Actor::Person { referral: referral.id.clone() },
            Actor::Person { referral: world.other_referral.clone() },
            Actor::Account { id: AccountId::from("admin"), role: Role::Admin, organization: None },
        ]);
        actors.extend(referral.attempts.iter().map(|a| World::link(&a.id, &a.organization)));
        self.chance.one_of(&actors)
    }

    fn any_action(&mut self, referral: &Referral, world: &World) -> Action {
        let attempts: Vec<_> = referral.attempts.iter().map(|tried| tried.id.clone()).collect();
        if !attempts.is_empty() && self.chance.is(5) {
            let answer = self.answer(world);
            return Action::OnAttempt(self.chance.one_of(&attempts), answer);
        }
        match self.chance.below(17) {
            0 => Action::Send,
            1 => Action::Hold,
            2 => Action::Release,
            3 => Action::Return,
            4 | 5 => Action::RecordConsent(self.consent(world)),
            6 => Action::Take,
            7 => Action::Reassign(self.owner(world)),
            8 | 9 => Action::Reroute(self.chance.one_of(&world.candidates)),
            10 => Action::SayHelped(self.chance.one_of(&Helped::ALL)),
            11 => Action::CloseWithoutHelp(self.chance.one_of(&ClosureReason::ALL), None),
            12 => Action::Withdraw(self.chance.one_of(&PersonReason::ALL)),
            13 => Action::MarkDuplicate(world.other_referral.clone()),
            14 => Action::MarkEnteredInError,
            15 => Action::OpenIdentity(self.chance.one_of(&OpeningReason::ALL)),
            _ => Action::Reopen,
        }
    }

    fn answer(&mut self, world: &World) -> AttemptAction {
        match self.chance.below(11) {
            0 | 1 => AttemptAction::Accept { in_charge: Some("team".to_owned()) },
            2 => AttemptAction::Waitlist {
                expected_on: self
                    .chance
                    .is(5)
                    .then(|| (self.now + Duration::days(self.chance.below(60))).date_naive()),
            },
            3 => AttemptAction::AskInformation {
                question: self.chance.one_of(&Question::ALL),
                note: None,
            },
            4 => AttemptAction::GiveInformation { note: None },
            5 => AttemptAction::Decline {
                declined: Declined::ByProvider(self.chance.one_of(&DeclineReason::ALL)),
                suggests: self.chance.is(3).then(|| self.chance.one_of(&world.candidates)),
            },
            6 => AttemptAction::Decline {
                declined: Declined::ByPerson(self.chance.one_of(&PersonReason::ALL)),
                suggests: None,
            },
            7 => AttemptAction::RecordContact {
                appointment_at: self
                    .chance
                    .is(5)
                    .then(|| self.now + Duration::days(self.chance.below(80) - 10)),
            },
            8 => AttemptAction::RecordNoShow,
            9 => AttemptAction::RecordUnreachable(Tries {
                times: 3,
                channels: if self.chance.is(8) { 2 } else { 1 },
                letters: 0,
            }),
            _ => AttemptAction::Complete(self.chance.one_of(&Outcome::ALL)),
        }
    }

    fn owner(&mut self, world: &World) -> Owner {
        match self.chance.below(3) {
            0 => Owner::Pool,
            1 => Owner::Account(self.chance.one_of(&world.coordinators)),
            _ => Owner::Organization(self.chance.one_of(&world.organizations())),
        }
    }

    fn consent(&mut self, world: &World) -> Consent {
        self.steps += 1;
        let scope = if self.chance.is(4) {
            Scope::AnyPartner
        } else {
            let named = self.some_candidates(world);
            Scope::Named(named.into_iter().map(|named| named.organization).collect())
        };
        Consent {
            id: ConsentId::from(format!("consent-{}-{}", self.seed, self.steps)),
            mode: self.chance.one_of(&ConsentMode::ALL),
            text: TextVersion(if self.chance.is(9) { 1 } else { 2 }),
            scope,
            asked_by: world.sender.account.clone(),
            given_at: self.now,
        }
    }

    fn some_candidates(&mut self, world: &World) -> Vec<Candidate> {
        let mut left = world.candidates.clone();
        if self.chance.is(8) {
            left.pop();
        }
        let wanted = self.chance.below(4);
        let mut chosen = Vec::new();
        for _ in 0..wanted {
            let next = self.chance.one_of(&left);
            left.retain(|other| *other != next);
            chosen.push(next);
        }
        chosen
    }
}

/// Numbers that look random (splitmix64).
#[derive(Debug)]
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: i64) -> i64 {
        i64::try_from(self.next() >> 1).unwrap_or(0).rem_euclid(most.max(1))
    }

    // True so many times out of ten.
    fn is(&mut self, tenths: i64) -> bool {
        self.below(10) < tenths
    }

    fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        let count = i64::try_from(all.len()).unwrap_or(1);
        let index = usize::try_from(self.below(count)).unwrap_or(0);
        match all.get(index) {
            Some(one) => one.clone(),
            None => unreachable!("every list of a history has something in it"),
        }
    }
}
