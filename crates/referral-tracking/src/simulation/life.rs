use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use chrono::{DateTime, Duration, Utc};
use kernel::{Actor, AttemptId, Channel, Closure, ConsentId, OrganizationId};

use super::habits::{self, Away};
use super::want::Intent;
use super::{Case, Dice, Network, Tally};
use crate::{Action, Change, Consent, ConsentMode, Context, Draft, Event, Move, Referral, Scope};

/// The most steps of one life, against rules that would go round in a circle.
const MOST_STEPS: usize = 4_000;

/// One life up to some instant.
#[derive(Debug, Clone)]
pub struct Life {
    /// The referral as it then stands.
    pub referral: Referral,
    /// Its log, oldest line first.
    pub events: Vec<Event>,
    /// What was told to whom.
    pub tally: Tally,
}

/// A life under way.
pub(super) struct Living<'a> {
    pub(super) case: &'a Case,
    pub(super) network: &'a Network,
    pub(super) referral: Referral,
    pub(super) dice: Dice,
    pub(super) until: DateTime<Utc>,
    events: Vec<Event>,
    tally: Tally,
    plans: BinaryHeap<Reverse<(DateTime<Utc>, u32, Intent)>>,
    planned: u32,
    asked: u32,
}

pub(super) fn live(case: &Case, network: &Network, until: DateTime<Utc>) -> Life {
    let mut dice = Dice::new(case.seed);
    let draft = Draft {
        id: case.id.clone(),
        urgency: case.urgency,
        consent: Some(agreement(case, network, &mut dice)),
        candidates: case.candidates.clone(),
    };
    let first = AttemptId::from(format!("{:032x}", dice.number()));
    let context = context(case, network, first, Channel::Web);
    let begun = Referral::draft(draft, &case.sender, case.begins, &context);
    let change = match begun {
        Ok(change) => change,
        Err(_) => unreachable!("a case names a mediator with an organization as sender"),
    };
    let mut living = Living {
        case,
        network,
        referral: change.referral.clone(),
        dice,
        until,
        events: Vec::new(),
        tally: Tally::default(),
        plans: BinaryHeap::new(),
        planned: 0,
        asked: 0,
    };
    living.keep(change, case.begins);
    living.run();
    Life { referral: living.referral, events: living.events, tally: living.tally }
}

impl Living<'_> {
    fn run(&mut self) {
        for _ in 0..MOST_STEPS {
            let planned = self.plans.peek().map(|Reverse((at, ..))| *at);
            let wake = self.referral.wake_at;
            match (planned, wake) {
                // The clock first: at the very deadline the time is over.
                (planned, Some(wake)) if planned.is_none_or(|at| wake <= at) => {
                    if wake > self.until {
                        return;
                    }
                    self.act(Action::Tick, &Actor::System, Channel::System, wake);
                }
                (Some(at), _) if at <= self.until => {
                    if let Some(Reverse((at, _, intent))) = self.plans.pop() {
                        self.decide(&intent, at);
                    }
                }
                _ => return,
            }
        }
        self.tally.broken += 1;
    }

    /// Carries out a step; false when the rules refuse it.
    pub(super) fn act(
        &mut self,
        action: Action,
        actor: &Actor,
        channel: Channel,
        at: DateTime<Utc>,
    ) -> bool {
        self.asked += 1;
        let name = AttemptId::from(format!("{:016x}{:016x}", self.dice.number(), self.asked));
        let context = context(self.case, self.network, name, channel);
        match self.referral.apply(action, actor, at, &context) {
            Ok(change) => {
                self.keep(change, at);
                true
            }
            Err(_) => {
                self.tally.refused += 1;
                false
            }
        }
    }

    fn keep(&mut self, change: Change, at: DateTime<Utc>) {
        self.referral = change.referral;
        self.tally.count(&change.notices, self.case.is_hard_to_reach);
        let is_open = !self.referral.state.is_closed();
        let is_watched = self.referral.owner.is_some() && self.referral.due.is_some();
        self.tally.broken += u64::from(is_open != is_watched);
        for event in change.events {
            self.want(&event, at);
            self.events.push(event);
        }
    }

    /// Plans `intent` after so much opening time; who acts for an organization does it once the
    /// organization is back.
    pub(super) fn plan(
        &mut self,
        intent: Intent,
        from: DateTime<Utc>,
        minutes: (i64, i64),
        organization: Option<&OrganizationId>,
    ) {
        let day = self.network.calendar.date(from);
        let away = organization.map_or_else(Vec::new, |id| habits::away(id, day, Away::Really));
        let later = self.dice.minutes(minutes).max(Duration::minutes(1));
        let at = self.network.calendar.after(from, later, &away);
        self.planned += 1;
        self.plans.push(Reverse((at, self.planned, intent)));
    }

    /// True when the log has a line for this move.
    pub(super) fn has_happened(&self, step: Move) -> bool {
        self.events.iter().any(|event| event.what == step)
    }
}

fn agreement(case: &Case, network: &Network, dice: &mut Dice) -> Consent {
    let named: BTreeSet<_> = case.candidates.iter().map(|one| one.organization.clone()).collect();
    let scope = match case.allows_any {
        true => Scope::AnyPartner,
        false => Scope::Named(named.into_iter().collect()),
    };
    consent(case, network, dice, scope, case.begins)
}

/// What the person agrees to at `at`, asked by the sender.
pub(super) fn consent(
    case: &Case,
    network: &Network,
    dice: &mut Dice,
    scope: Scope,
    at: DateTime<Utc>,
) -> Consent {
    let asked_by = case.sender.account().cloned();
    Consent {
        id: ConsentId::from(format!("{:016x}{:016x}", dice.number(), dice.number())),
        mode: if dice.percent(80) { ConsentMode::Oral } else { ConsentMode::Written },
        text: network.consent_text,
        scope,
        asked_by: asked_by.unwrap_or_else(|| "mediator".into()),
        given_at: at,
    }
}

fn context<'a>(
    case: &'a Case,
    network: &'a Network,
    next_attempt: AttemptId,
    channel: Channel,
) -> Context<'a> {
    let organizations = case.candidates.iter().chain(&case.others).map(|one| &one.organization);
    let declared = |id: &OrganizationId| -> Vec<Closure> {
        case.declared.get(id).cloned().unwrap_or_default()
    };
    let partners: BTreeMap<_, _> = organizations.map(|id| (id.clone(), declared(id))).collect();
    Context {
        calendar: &network.calendar,
        policy: &network.policy,
        channel,
        partners,
        not_orientable: BTreeSet::new(),
        fallback: case.others.clone(),
        consent_text: network.consent_text,
        is_sender_trusted: case.is_sender_trusted,
        coordinating: Some(network.coordinating.clone()),
        said: Vec::new(),
        next_attempt,
    }
}
