use chrono::Duration;
use proptest::prelude::*;

use crate::testing::{History, Step, World, check};
use crate::{Action, Referral};

fn replay(seed: u64, length: u32) -> Result<(), TestCaseError> {
    let world = World::new();
    let mut history = History::new(seed);
    let mut referral = history.begin(&world).expect("a mediator can begin a draft").referral;
    for _ in 0..length {
        let step = history.step(&referral, &world);
        let Ok(change) = step.apply(&referral, &world) else { continue };
        let fails = |sentence| TestCaseError::fail(format!("{sentence}: {step:?} made {change:?}"));
        check(&referral, &change, &step, &world).map_err(fails)?;
        referral = change.referral.clone();
        if step.action == Action::Tick {
            check_quiet(&referral, &step, &world)?;
        }
    }
    Ok(())
}

// After a tick nothing happens before `wake_at`, and something happens then.
fn check_quiet(referral: &Referral, step: &Step, world: &World) -> Result<(), TestCaseError> {
    let again = step.tick().apply(referral, world).expect("the job may always tick");
    prop_assert_eq!(&again.referral, referral, "a second tick changes nothing");
    prop_assert!(again.events.is_empty() && again.notices.is_empty(), "{:?}", again);
    let Some(wake) = referral.wake_at else { return Ok(()) };
    let before = Step { at: wake - Duration::milliseconds(1), ..step.tick() };
    let early = before.apply(referral, world).expect("the job may always tick");
    prop_assert!(early.events.is_empty(), "too early: {:?}", early.events);
    let then = Step { at: wake, ..step.tick() };
    let change = then.apply(referral, world).expect("the job may always tick");
    prop_assert!(!change.events.is_empty(), "nothing to do at {}: {:?}", wake, referral);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn no_history_leaves_a_referral_without_owner_and_due_date(seed: u64, length in 10_u32..60) {
        replay(seed, length)?;
    }
}

#[test]
fn histories_reach_every_state_so_that_the_property_means_something() {
    let world = World::new();
    let mut states = std::collections::BTreeSet::new();
    let mut moves = std::collections::BTreeSet::new();
    for seed in 0..400 {
        let mut history = History::new(seed);
        let mut referral = history.begin(&world).expect("a draft").referral;
        for _ in 0..60 {
            let step = history.step(&referral, &world);
            let Ok(change) = step.apply(&referral, &world) else { continue };
            referral = change.referral;
            moves.extend(change.events.iter().map(|event| event.what.word()));
            states.extend(referral.attempts.iter().map(|attempt| attempt.state.word()));
            states.insert(referral.state.word());
        }
    }

    let all_states = crate::ReferralState::ALL.map(crate::ReferralState::word).into_iter();
    let all_states = all_states.chain(crate::AttemptState::ALL.map(crate::AttemptState::word));
    let unseen: Vec<_> = all_states.filter(|state| !states.contains(state)).collect();
    assert!(unseen.is_empty(), "never seen: {unseen:?}");
    let unseen: Vec<_> = crate::Move::ALL
        .map(crate::Move::word)
        .into_iter()
        .filter(|word| *word != "create" && !moves.contains(word))
        .collect();
    assert!(unseen.is_empty(), "never made: {unseen:?}");
}
