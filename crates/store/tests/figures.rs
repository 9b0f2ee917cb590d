use chrono::{DateTime, Utc};
use kernel::{AccountId, ReferralId};
use referral_tracking::figures::ReferralLine;
use referral_tracking::testing::{History, World};
use referral_tracking::{Action, OpeningReason, Referral};
use store::referrals::{self, events};
use store::testing::each_database;
use store::{Conn, figures};

use crate::fixture::write;
use crate::world::{act, begin, day, keep, need, send, world_in};

/// What the line should be, worked out from the referral and its log one by one.
fn expected(conn: &mut Conn, referral: &Referral) -> ReferralLine {
    let acted = events::list(conn, &referral.id)
        .unwrap()
        .into_iter()
        .filter(|event| event.by.word == "coordinator" && Some(event.at) >= referral.opened_at)
        .filter(|event| !["create", "send", "hold", "ask"].contains(&event.what.word()))
        .map(|event| event.at)
        .min();
    ReferralLine::of(referral, acted)
}

fn replay(conn: &mut Conn, world: &World, seed: u64) -> Referral {
    let mut history = History::new(seed);
    let begun = history.begin(world).unwrap();
    referrals::insert(conn, &begun.referral, &need()).unwrap();
    events::append(conn, &begun.events).unwrap();
    for _ in 0..25 {
        let referral = referrals::find(conn, &begun.referral.id).unwrap();
        let step = history.step(&referral, world);
        if let Ok(change) = step.apply(&referral, world) {
            keep(conn, &change).unwrap();
        }
    }
    referrals::find(conn, &begun.referral.id).unwrap()
}

#[tokio::test]
async fn every_line_says_what_its_referral_and_log_say() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let (found, expected) = write(&db, move |conn| {
            let mut kept: Vec<Referral> = (0..40).map(|seed| replay(conn, &world, seed)).collect();
            kept.retain(|referral| referral.opened_at.is_some());
            kept.sort_by_key(|referral| (referral.created_at, referral.id.clone()));
            let expected: Vec<_> = kept.iter().map(|one| expected(conn, one)).collect();
            Ok((figures::lines(conn, world.begins)?, expected))
        })
        .await;

        assert!(expected.iter().any(|line| line.coordinator_at.is_some()));
        assert!(expected.iter().any(|line| line.attempts.len() > 1));
        assert_eq!(found, expected);
    })
    .await;
}

#[tokio::test]
async fn drafts_and_what_is_older_than_asked_count_nowhere() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let since = |days| day(&World::new(), days);
        let lines = write(&db, move |conn| {
            begin(conn, &world, "draft", day(&world, 3));
            send(conn, &world, "old", day(&world, 1));
            send(conn, &world, "new", day(&world, 3));
            Ok([figures::lines(conn, since(0))?, figures::lines(conn, since(2))?])
        })
        .await;

        let begun = |lines: &[ReferralLine]| -> Vec<DateTime<Utc>> {
            lines.iter().map(|line| line.created_at).collect()
        };
        assert_eq!(begun(&lines[0]), [since(1), since(3)]);
        assert_eq!(begun(&lines[1]), [since(3)]);
    })
    .await;
}

#[tokio::test]
async fn a_coordinator_who_hands_a_person_over_has_not_answered_yet() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let acted = write(&db, move |conn| {
            let coordinator = world.coordinator(&AccountId::from("coordinator-1"));
            let mut draft = begin(conn, &world, "one", world.begins);
            draft.sender.account = AccountId::from("coordinator-1");
            draft.sender.organization = world.coordinating.clone();
            referrals::update(conn, &draft)?;
            let at = day(&world, 1);
            let look = Action::OpenIdentity(OpeningReason::ContactPerson);
            act(conn, &world, "one", at, coordinator.clone(), Action::Send).unwrap();
            let before = figures::lines(conn, at - chrono::Duration::days(1))?;
            // Long after the organization's time is over; looking at a name is no answer either.
            act(conn, &world, "one", day(&world, 60), coordinator.clone(), look).unwrap();
            act(conn, &world, "one", day(&world, 61), coordinator, Action::Take).unwrap();
            let after = figures::lines(conn, at - chrono::Duration::days(1))?;
            let id = ReferralId::from("one");
            assert!(events::list(conn, &id)?.iter().any(|line| line.by.word == "coordinator"));
            Ok((before[0].coordinator_at, after[0].coordinator_at))
        })
        .await;

        assert_eq!(acted, (None, Some(day(&World::new(), 61))));
    })
    .await;
}
