use chrono::{DateTime, Duration, Utc};
use kernel::{AccountId, ReferralId};
use network_figures::Fact;
use referral_tracking::testing::{History, World};
use referral_tracking::{Action, Ending, OpeningReason, Referral};
use store::figures::Words;
use store::referrals::{self, events};
use store::testing::each_database;
use store::{Conn, figures};

use crate::fixture::write;
use crate::world::{act, begin, day, keep, need, send, world_in};

/// What a coordinator first did, worked out from the log line by line.
fn acted(conn: &mut Conn, referral: &Referral) -> Option<DateTime<Utc>> {
    events::list(conn, &referral.id)
        .unwrap()
        .into_iter()
        .filter(|event| event.by.word == "coordinator" && Some(event.at) >= referral.opened_at)
        .filter(|event| !["create", "send", "hold", "ask"].contains(&event.what.word()))
        .map(|event| event.at)
        .min()
}

fn check(conn: &mut Conn, fact: &Fact, referral: &Referral) {
    assert_eq!((fact.state, fact.urgency), (referral.state, referral.urgency));
    assert_eq!(Some(fact.opened_at), referral.opened_at);
    assert_eq!(fact.closed_at, referral.closed.as_ref().map(|closed| closed.at));
    assert_eq!(fact.coordinator_at, acted(conn, referral));
    assert_eq!(&*fact.sender, referral.sender.organization.as_str());
    let ending = referral.closed.as_ref().map(|closed| &closed.ending);
    let outcome = match ending {
        Some(Ending::Completed(outcome)) => Some(*outcome),
        _ => None,
    };
    assert_eq!(fact.outcome, outcome);
    assert_eq!((fact.theme, &*fact.language), (need().theme, need().language.as_str()));
    assert_eq!(fact.commune.as_deref(), need().commune_code.as_deref());
    assert_eq!(fact.attempts.len(), referral.attempts.len());
    for (one, attempt) in fact.attempts.iter().zip(&referral.attempts) {
        assert_eq!((&*one.partner, one.state), (attempt.organization.as_str(), attempt.state));
        assert_eq!((one.sent_at, one.due), (attempt.sent_at, attempt.due));
        assert_eq!((one.answered_at, one.accepted_at), (attempt.answered_at, attempt.accepted_at));
        assert_eq!((one.contacted_at, one.lapsed_at), (attempt.contacted_at, attempt.lapsed_at));
    }
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
async fn every_fact_says_what_its_referral_and_log_say() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        write(&db, move |conn| {
            let mut kept: Vec<Referral> = (0..40).map(|seed| replay(conn, &world, seed)).collect();
            kept.retain(|referral| referral.opened_at.is_some());
            let mut words = Words::default();
            let all = figures::all(conn, &mut words)?;
            let ids: Vec<String> = kept.iter().map(|one| one.id.to_string()).collect();
            let some = figures::of(conn, &ids, &mut words)?;

            assert_eq!(some.len(), kept.len());
            assert!(all.iter().any(|(_, fact)| fact.coordinator_at.is_some()));
            assert!(all.iter().any(|(_, fact)| fact.attempts.len() > 1));
            for referral in &kept {
                let id = referral.id.as_str();
                for found in [&all, &some] {
                    let (_, fact) = found.iter().find(|(one, _)| one == id).unwrap();
                    check(conn, fact, referral);
                }
            }
            Ok(())
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn drafts_count_nowhere_and_the_log_names_what_changed_since() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let at = |days| day(&World::new(), days);
        let (facts, changed) = write(&db, move |conn| {
            begin(conn, &world, "draft", day(&world, 3));
            send(conn, &world, "old", day(&world, 1));
            send(conn, &world, "new", day(&world, 3));
            let facts = figures::all(conn, &mut Words::default())?;
            Ok((facts, [figures::changed(conn, at(2))?, figures::changed(conn, at(4))?]))
        })
        .await;

        let mut names: Vec<&str> = facts.iter().map(|(id, _)| id.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["new", "old"]);
        let [mut since_two, since_four] = changed;
        since_two.sort_unstable();
        assert_eq!(since_two, ["draft", "new"]);
        assert_eq!(since_four, Vec::<String>::new());
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
            let before = figures::all(conn, &mut Words::default())?;
            // Long after the organization's time is over; looking at a name is no answer either.
            act(conn, &world, "one", day(&world, 60), coordinator.clone(), look).unwrap();
            act(conn, &world, "one", day(&world, 61), coordinator, Action::Take).unwrap();
            let after = figures::all(conn, &mut Words::default())?;
            let id = ReferralId::from("one");
            assert!(events::list(conn, &id)?.iter().any(|line| line.by.word == "coordinator"));
            Ok((before[0].1.coordinator_at, after[0].1.coordinator_at))
        })
        .await;

        assert_eq!(acted, (None, Some(day(&World::new(), 61))));
    })
    .await;
}

#[tokio::test]
async fn a_published_quarter_is_kept_once_and_never_changed() {
    use store::published_quarters::{PublishedQuarter, find, insert, list};

    each_database(|db, _| async move {
        let quarter = |word: &str, body: &str| PublishedQuarter {
            quarter: word.to_owned(),
            frozen_at: World::new().begins + Duration::days(1),
            code_version: "1".to_owned(),
            checksum: "c".to_owned(),
            body: body.to_owned(),
        };
        write(&db, move |conn| {
            insert(conn, &quarter("2026-T1", "{}"))?;
            insert(conn, &quarter("2026-T2", "{}"))?;
            Ok(())
        })
        .await;
        let again = db.write(move |conn| insert(conn, &quarter("2026-T1", "other"))).await;
        assert!(matches!(again, Err(store::StoreError::Duplicate)), "{again:?}");
        write(&db, move |conn| {
            assert_eq!(find(conn, "2026-T1")?, quarter("2026-T1", "{}"));
            let words: Vec<String> = list(conn)?.into_iter().map(|one| one.quarter).collect();
            assert_eq!(words, ["2026-T2", "2026-T1"]);
            assert!(find(conn, "2026-T3").is_err());
            Ok(())
        })
        .await;
    })
    .await;
}
