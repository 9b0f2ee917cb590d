use std::sync::Arc;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use kernel::{AccountId, Actor, AttemptId, OrganizationId, ReferralId};
use referral_tracking::testing::{History, World};
use referral_tracking::{
    Action, DeclineReason, Declined, Exchange, Owner, Question, Referral, ReferralState, Refused,
};
use store::referrals::{self, events};
use store::testing::each_database;
use store::{Conn, Db, StoreError};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::fixture::write;
use crate::world::{Failure, act, begin, day, keep, need, send, world_in, yes};

/// How many histories each database keeps; `cargo xtask soak` asks for more.
fn histories() -> u64 {
    #[expect(clippy::disallowed_methods, reason = "a setting of a soak run alone")]
    let wanted = std::env::var("RELAIS_SOAK_HISTORIES").ok();
    wanted.and_then(|text| text.parse().ok()).unwrap_or(200)
}

const STEPS: usize = 25;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

fn count(conn: &mut Conn, sql: &str) -> i64 {
    let found: Count = diesel::sql_query(sql).get_result(conn).unwrap();
    found.rows
}

/// Replays one history; every step is kept, read back and compared.
fn replay(conn: &mut Conn, world: &World, seed: u64) -> usize {
    let mut history = History::new(seed);
    let begun = history.begin(world).unwrap();
    let mut logged = begun.events;
    referrals::insert(conn, &begun.referral, &need()).unwrap();
    events::append(conn, &logged).unwrap();
    let mut referral = referrals::find(conn, &begun.referral.id).unwrap();
    assert_eq!(referral, begun.referral, "seed {seed}");
    let mut moves = 0;
    for number in 0..STEPS {
        let step = history.step(&referral, world);
        let Ok(change) = step.apply(&referral, world) else { continue };
        keep(conn, &change).unwrap();
        moves += 1;
        referral = referrals::find(conn, &change.referral.id).unwrap();
        let expected = Referral { version: change.referral.version + 1, ..change.referral };
        assert_eq!(referral, expected, "seed {seed}, step {number}");
        logged.extend(change.events);
    }
    assert_eq!(events::list(conn, &referral.id).unwrap(), logged, "seed {seed}");
    moves
}

#[tokio::test]
async fn whatever_happens_a_referral_is_read_as_it_was_kept_and_nobody_waits_without_owner() {
    each_database(|db, _| async move {
        let world = Arc::new(world_in(&db).await);
        let mut moves = 0;
        for seed in 0..histories() {
            let world = world.clone();
            moves += write(&db, move |conn| Ok(replay(conn, &world, seed))).await;
        }

        let rows = |sql: &'static str| write(&db, move |conn| Ok(count(conn, sql)));
        assert!(moves > 2_000, "the histories hardly moved: {moves}");
        eprintln!("{} histories with {moves} moves, read back as they were kept", histories());
        assert_eq!(
            rows("SELECT COUNT(*) AS rows FROM referrals").await,
            i64::try_from(histories()).unwrap() + 1
        );
        assert_eq!(
            rows(
                "SELECT COUNT(*) AS rows FROM referrals
                 WHERE state IN ('draft', 'held', 'open')
                   AND (due_at IS NULL OR wake_at IS NULL OR owner_kind IS NULL
                     OR owner_kind = 'organization' AND owner_organization_id IS NULL
                     OR owner_kind = 'account' AND owner_account_id IS NULL)"
            )
            .await,
            0
        );
        assert_eq!(
            rows(
                "SELECT COUNT(*) AS rows FROM (
                     SELECT referral_id FROM attempts
                     WHERE state IN ('sent', 'info_requested', 'waitlisted', 'accepted',
                                     'in_progress', 'no_show')
                     GROUP BY referral_id HAVING COUNT(*) > 1) AS twice"
            )
            .await,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn the_database_itself_refuses_an_open_referral_without_owner_or_date() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let begins = world.begins;
        let referral = write(&db, move |conn| Ok(begin(conn, &world, "one", begins))).await;

        for broken in [
            Referral { owner: None, ..referral.clone() },
            Referral { due: None, ..referral.clone() },
        ] {
            let answer = db.write(move |conn| referrals::update(conn, &broken)).await;
            assert!(matches!(answer, Err(StoreError::Database(_))), "{answer:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn every_field_of_an_attempt_is_read_as_it_was_kept() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let (kept, found) = write(&db, move |conn| {
            let mut kept = send(conn, &world, "one", world.begins);
            let attempt = &mut kept.attempts[0];
            attempt.exchange = Some(Exchange {
                question: Question::Language,
                note: Some("bm90ZQ==".to_owned()),
                answer: Some("YW5zd2Vy".to_owned()),
            });
            attempt.declined = Some(Declined::ByProvider(DeclineReason::Full));
            attempt.in_charge = Some("Équipe d’accueil ✓".to_owned());
            attempt.expected_on = NaiveDate::from_ymd_opt(2026, 12, 31);
            attempt.reminders = 2;
            attempt.reviews = 3;
            for (field, days) in [
                (&mut attempt.answered_at, 1),
                (&mut attempt.accepted_at, 2),
                (&mut attempt.contacted_at, 3),
                (&mut attempt.appointment_at, 4),
                (&mut attempt.lapsed_at, 5),
                (&mut attempt.closed_at, 6),
            ] {
                *field = Some(day(&world, days));
            }
            referrals::update(conn, &kept)?;
            let found = referrals::find_by_attempt(conn, &kept.attempts[0].id)?;
            Ok((Referral { version: kept.version + 1, ..kept }, found))
        })
        .await;

        assert_eq!(found, kept);
    })
    .await;
}

/// Twenty tasks say yes to the numbered attempts by turns; counts yes, stale and refused.
async fn twenty_say_yes(db: &Db, attempts: &'static [usize], reads_first: bool) -> [usize; 3] {
    let barrier = Arc::new(Barrier::new(20));
    let mut tasks = JoinSet::new();
    for attempt in attempts.iter().copied().cycle().take(20) {
        let (db, barrier) = (db.clone(), barrier.clone());
        tasks.spawn(async move {
            let read = db.read(|conn| referrals::find(conn, &"one".into())).await.unwrap();
            barrier.wait().await;
            db.write(move |conn| {
                let world = World::new();
                let (link, accept) = yes(&read, attempt);
                let at = day(&world, 7);
                if reads_first {
                    let change = crate::world::step(at, link, accept).apply(&read, &world)?;
                    return Ok(keep(conn, &change)?);
                }
                act(conn, &world, "one", at, link, accept).map(|_| ())
            })
            .await
        });
    }
    let answers: Vec<Result<(), Failure>> = tasks.join_all().await;
    let of = |is: fn(&Result<(), Failure>) -> bool| answers.iter().filter(|a| is(a)).count();
    [
        of(Result::is_ok),
        of(|answer| matches!(answer, Err(Failure::Store(StoreError::Stale)))),
        of(|answer| {
            let too_late = [Refused::AlreadyAccepted, Refused::WrongState];
            matches!(answer, Err(Failure::Rules(refused)) if too_late.contains(refused))
        }),
    ]
}

/// A referral whose first attempt stayed without answer and whose second is being asked.
async fn lapsed_once(db: &Db) {
    let world = world_in(db).await;
    let referral = write(db, move |conn| {
        send(conn, &world, "one", world.begins);
        Ok(act(conn, &world, "one", day(&world, 4), Actor::System, Action::Tick).unwrap())
    })
    .await;
    assert_eq!(referral.attempts.len(), 2, "{referral:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_answers_at_once_exactly_one_wins() {
    for reads_first in [true, false] {
        each_database(|db, _| async move {
            lapsed_once(&db).await;

            let [won, stale, refused] = twenty_say_yes(&db, &[1], reads_first).await;

            assert_eq!((won, stale + refused), (1, 19));
            if reads_first {
                assert_eq!(stale, 19);
            }
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_organizations_that_say_yes_at_once_cannot_both_have_the_person() {
    for reads_first in [true, false] {
        each_database(|db, _| async move {
            lapsed_once(&db).await;

            let [won, stale, refused] = twenty_say_yes(&db, &[0, 1], reads_first).await;

            assert_eq!((won, stale + refused), (1, 19));
            let kept = write(&db, |conn| referrals::find(conn, &"one".into())).await;
            let holding =
                kept.attempts.iter().filter(|attempt| attempt.state.holds_person()).count();
            assert_eq!(holding, 1, "{kept:#?}");
        })
        .await;
    }
}

#[tokio::test]
async fn a_refused_answer_leaves_no_line_in_the_log() {
    each_database(|db, _| async move {
        lapsed_once(&db).await;
        let before = write(&db, |conn| events::list(conn, &"one".into())).await;

        twenty_say_yes(&db, &[0, 1], true).await;

        let after = write(&db, |conn| events::list(conn, &"one".into())).await;
        let told = after.iter().filter(|event| event.to == "accepted").count();
        assert_eq!(after[..before.len()], before);
        assert_eq!(told, 1, "{after:#?}");
    })
    .await;
}

#[test]
fn the_log_can_be_written_and_read_but_not_changed() {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut left = vec![source.clone()];
    let mut who_names_it = Vec::new();
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        if text.contains("referral_events") && !path.starts_with(source.join("schema")) {
            // There a log goes with its whole referral, five years after the end.
            if path.ends_with("referrals/forgetting.rs") {
                continue;
            }
            assert!(!text.contains("diesel::update"), "{}", path.display());
            assert!(!text.contains("diesel::delete"), "{}", path.display());
            who_names_it.push(path.strip_prefix(&source).unwrap().display().to_string());
        }
    }
    who_names_it.retain(|name| name != "schema.rs");
    who_names_it.sort();
    let log = std::fs::read_to_string(source.join("referrals/events.rs")).unwrap();
    let offered: Vec<&str> = log
        .lines()
        .filter_map(|line| line.strip_prefix("pub fn "))
        .filter_map(|line| line.split('(').next())
        .collect();

    assert_eq!(who_names_it, ["figures.rs", "referrals/events.rs"]);
    assert_eq!(offered, ["append", "list", "list_many"]);
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    each_database(|db, _| async move {
        for id in ["nobody", "", "a\0b", "'; DROP TABLE referrals; --"] {
            let found = db.read(move |conn| referrals::find(conn, &ReferralId::from(id))).await;
            assert!(matches!(found, Err(StoreError::NotFound)), "{id:?}: {found:?}");
            let found =
                db.read(move |conn| referrals::find_by_attempt(conn, &AttemptId::from(id))).await;
            assert!(matches!(found, Err(StoreError::NotFound)), "{id:?}: {found:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_second_referral_of_the_same_name_is_refused() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let begins = world.begins;
        let referral = write(&db, move |conn| Ok(begin(conn, &world, "one", begins))).await;

        let answer = db.write(move |conn| referrals::insert(conn, &referral, &need())).await;

        assert!(matches!(answer, Err(StoreError::Duplicate)), "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn many_referrals_are_read_at_once_each_with_its_own_parts() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let (one_by_one, at_once) = write(&db, move |conn| {
            let ids: Vec<ReferralId> =
                (10..30).map(|n| ReferralId::from(format!("r{n}"))).collect();
            for id in &ids {
                send(conn, &world, id.as_str(), world.begins);
            }
            let one_by_one: Result<Vec<_>, _> =
                ids.iter().map(|id| referrals::find(conn, id)).collect();
            Ok((one_by_one?, referrals::find_many(conn, &ids)?))
        })
        .await;

        assert_eq!(at_once.len(), 20);
        assert_eq!(at_once, one_by_one);
    })
    .await;
}

#[tokio::test]
async fn every_kind_of_owner_is_read_as_it_was_kept() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let owners = [
            Owner::Pool,
            Owner::Account(AccountId::from("coordinator-1")),
            Owner::Organization(OrganizationId::from("biblio")),
        ];
        for owner in owners {
            let kept = owner.clone();
            let id = ReferralId::from(owner.word());
            let name = id.clone();
            let begins = world.begins;
            let found = write(&db, move |conn| {
                let mut referral = send(conn, &World::new(), name.as_str(), begins);
                referral.owner = Some(kept);
                referrals::update(conn, &referral)?;
                referrals::find(conn, &name)
            })
            .await;
            assert_eq!((found.owner, found.state), (Some(owner), ReferralState::Open));
        }
    })
    .await;
}
