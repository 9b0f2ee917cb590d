use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};
use kernel::{OfferId, OrganizationId, ReferralId, Urgency};

use super::{Case, Dice, Network};
use crate::testing::World;
use crate::{Candidate, TextVersion};

fn network(world: &World) -> Network {
    Network {
        calendar: world.calendar.clone(),
        policy: world.policy.clone(),
        coordinating: world.coordinating.clone(),
        coordinators: world.coordinators.clone(),
        consent_text: TextVersion(1),
    }
}

fn case(world: &World, number: u64) -> Case {
    let mut dice = Dice::new(number);
    let mut candidates: Vec<Candidate> = (0..8)
        .map(|place| Candidate {
            offer: OfferId::from(format!("offer-{}", number % 9 + place)),
            organization: OrganizationId::from(format!("organization-{}", number % 9 + place)),
            promise: None,
        })
        .collect();
    let others = candidates.split_off(1 + dice.below(3) as usize);
    Case {
        id: ReferralId::from(format!("{number}")),
        seed: number,
        sender: world.mediator(),
        is_sender_trusted: dice.percent(90),
        urgency: dice.one(&Urgency::ALL).copied().unwrap(),
        candidates,
        others,
        allows_any: dice.percent(50),
        is_hard_to_reach: dice.percent(50),
        begins: world.begins + Duration::hours(dice.below(24 * 60) as i64),
        declared: BTreeMap::new(),
    }
}

fn until(world: &World) -> DateTime<Utc> {
    world.begins + Duration::days(120)
}

#[test]
fn the_same_case_gives_the_same_life() {
    let world = World::new();
    let live = || case(&world, 7).live(&network(&world), until(&world));

    assert_eq!(live().referral, live().referral);
    assert_eq!(live().events, live().events);
}

#[test]
fn a_thousand_lives_keep_the_invariants_and_reach_every_end() {
    let world = World::new();
    let mut states = BTreeSet::new();
    let mut asked = 0;
    for number in 0..1_000 {
        let life = case(&world, number).live(&network(&world), until(&world));
        let referral = &life.referral;
        assert_eq!(life.tally.broken, 0, "{referral:?}");
        let is_watched = referral.owner.is_some() && referral.due > Some(until(&world));
        assert_eq!(is_watched, !referral.state.is_closed(), "{referral:?}");
        states.insert(referral.state.word());
        states.extend(referral.attempts.iter().map(|attempt| attempt.state.word()));
        asked += referral.attempts.len();
    }
    for word in ["completed", "closed_without_help", "withdrawn", "entered_in_error", "open"] {
        assert!(states.contains(word), "no life ended {word}: {states:?}");
    }
    for word in ["declined", "lapsed", "unreachable", "in_progress"] {
        assert!(states.contains(word), "no attempt ended {word}: {states:?}");
    }
    assert!(asked > 1_200, "hardly anybody is sent on: {asked}");
}

#[test]
fn a_life_stops_at_the_instant_up_to_which_it_is_lived() {
    let world = World::new();
    let short = world.begins + Duration::days(40);
    for number in 0..100 {
        let life = case(&world, number).live(&network(&world), short);
        assert!(life.events.iter().skip(1).all(|event| event.at <= short), "{:?}", life.events);
    }
}
