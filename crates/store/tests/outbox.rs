use chrono::Duration;
use kernel::{AccountId, ReferralId};
use referral_tracking::testing::World;
use store::outbox::{self, Letter};
use store::testing::each_database;
use store::{Conn, Db, StoreError};

use crate::fixture::{account, at, write};
use crate::world::{begin, lay_out};

const NOON: &str = "2026-03-02T12:00:00Z";

fn letter(kind: &str) -> Letter {
    Letter { kind: kind.to_owned(), ..Letter::default() }
}

fn push(conn: &mut Conn, kind: &str, not_before: &str) -> Result<bool, StoreError> {
    outbox::push(conn, &letter(kind), at(not_before), at("2026-03-02T08:00:00Z"))
}

async fn due(db: &Db, now: &'static str) -> Vec<String> {
    let waiting = write(db, move |conn| outbox::due(conn, at(now), 10)).await;
    waiting.into_iter().map(|waiting| waiting.letter.kind).collect()
}

#[tokio::test]
async fn letters_leave_when_their_time_has_come_longest_waiting_first() {
    each_database(|db, _| async move {
        write(&db, |conn| {
            push(conn, "later", "2026-03-02T12:00:00.001Z")?;
            push(conn, "second", NOON)?;
            push(conn, "first", "2026-03-02T11:00:00Z")
        })
        .await;

        assert_eq!(due(&db, NOON).await, ["first", "second"]);
    })
    .await;
}

#[tokio::test]
async fn the_same_letter_waits_once_and_may_come_again_after_it_left() {
    each_database(|db, _| async move {
        let queued = write(&db, |conn| {
            account(conn, &AccountId::from("ada"));
            account(conn, &AccountId::from("bo"));
            let to = |name: &str| Letter { account: Some(name.into()), ..letter("hello") };
            let now = at(NOON);
            let mut queued = vec![
                outbox::push(conn, &to("ada"), now, now)?,
                outbox::push(conn, &to("ada"), now, now)?,
                outbox::push(conn, &to("bo"), now, now)?,
                outbox::push(conn, &letter("hello"), now, now)?,
                outbox::push(conn, &letter("hello"), now, now)?,
            ];
            for waiting in outbox::due(conn, now, 10)? {
                outbox::mark_sent(conn, &waiting.id, now)?;
            }
            queued.push(outbox::push(conn, &to("ada"), now, now)?);
            Ok(queued)
        })
        .await;

        assert_eq!(queued, [true, false, true, true, false, true]);
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_could_not_leave_waits_for_its_next_try() {
    each_database(|db, _| async move {
        let retried = write(&db, |conn| {
            push(conn, "hello", NOON)?;
            let id = outbox::due(conn, at(NOON), 1)?.remove(0).id;
            let retry = at(NOON) + Duration::minutes(5);
            outbox::mark_failed(conn, &id, "421 busy", Some(retry), at(NOON))?;
            let early = outbox::due(conn, at(NOON), 1)?;
            let then = outbox::due(conn, retry, 1)?;
            Ok((early, then.into_iter().map(|waiting| waiting.tries).collect::<Vec<_>>()))
        })
        .await;

        assert_eq!(retried, (vec![], vec![1]));
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_was_given_up_is_listed_with_the_reason() {
    each_database(|db, _| async move {
        let (failed, backlog) = write(&db, |conn| {
            push(conn, "hello", NOON)?;
            let id = outbox::due(conn, at(NOON), 1)?.remove(0).id;
            outbox::mark_failed(conn, &id, "550 no such person", None, at(NOON))?;
            Ok((outbox::list_failed(conn, 10)?, outbox::backlog(conn)?))
        })
        .await;

        assert_eq!(failed.len(), 1);
        assert_eq!(
            (failed[0].letter.kind.as_str(), failed[0].error.as_str(), failed[0].failed_at),
            ("hello", "550 no such person", at(NOON))
        );
        assert_eq!((backlog.waiting, backlog.failed), (0, 1));
    })
    .await;
}

#[tokio::test]
async fn a_letter_is_marked_as_sent_once() {
    each_database(|db, _| async move {
        let id = write(&db, |conn| {
            push(conn, "hello", NOON)?;
            let id = outbox::due(conn, at(NOON), 1)?.remove(0).id;
            outbox::mark_sent(conn, &id, at(NOON))?;
            Ok(id)
        })
        .await;

        let again = db.write(move |conn| outbox::mark_sent(conn, &id, at(NOON))).await;

        assert!(matches!(again, Err(StoreError::NotFound)), "{again:?}");
        assert_eq!(due(&db, NOON).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_withdrawal_stops_the_letters_about_its_referral_and_no_others() {
    each_database(|db, _| async move {
        let stopped = write(&db, |conn| {
            let world = World::new();
            lay_out(conn, &world);
            for id in ["one", "two"] {
                let referral = begin(conn, &world, id, world.begins).id;
                let about = Letter { referral: Some(referral), ..letter(id) };
                outbox::push(conn, &about, at(NOON), at(NOON))?;
            }
            push(conn, "neither", NOON)?;
            outbox::drop_for_referral(conn, &ReferralId::from("one"), at(NOON))
        })
        .await;

        assert_eq!(stopped, 1);
        assert_eq!(due(&db, NOON).await, ["two", "neither"]);
    })
    .await;
}

#[tokio::test]
async fn the_backlog_says_since_when_the_oldest_letter_could_have_left() {
    each_database(|db, _| async move {
        let (empty, full) = write(&db, |conn| {
            let empty = outbox::backlog(conn)?;
            push(conn, "later", NOON)?;
            push(conn, "older", "2026-03-02T10:00:00Z")?;
            Ok((empty, outbox::backlog(conn)?))
        })
        .await;

        assert_eq!((empty.waiting, empty.oldest_due), (0, None));
        assert_eq!((full.waiting, full.oldest_due), (2, Some(at("2026-03-02T10:00:00Z"))));
    })
    .await;
}

#[tokio::test]
async fn letters_that_left_are_forgotten_after_a_while_and_waiting_ones_are_not() {
    each_database(|db, _| async move {
        let forgotten = write(&db, |conn| {
            push(conn, "left", NOON)?;
            let id = outbox::due(conn, at(NOON), 1)?.remove(0).id;
            outbox::mark_sent(conn, &id, at(NOON))?;
            push(conn, "waits", NOON)?;
            Ok([
                outbox::delete_finished(conn, at(NOON))?,
                outbox::delete_finished(conn, at(NOON) + Duration::days(30))?,
            ])
        })
        .await;

        assert_eq!(forgotten, [0, 1]);
        assert_eq!(due(&db, NOON).await, ["waits"]);
    })
    .await;
}
