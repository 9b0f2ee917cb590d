use diesel::prelude::*;
use kernel::{HandoutId, Language, OfferId, OrganizationId, ReferralId};
use partner_directory::Theme;
use referral_tracking::testing::World;
use referral_tracking::{Exchange, Question, Referral};
use store::answer_links::{self, AnswerLink, Purpose};
use store::handouts::{self, Handout};
use store::referrals::{self, Need};
use store::testing::each_database;
use store::{Conn, Db, StoreError, code_cards, keys, personal};

use crate::fixture::{at, write};
use crate::world::{begin, begin_with, day, lay_out, need, send, world_in};

const NOON: &str = "2026-03-02T12:00:00Z";

async fn one(db: &Db) -> ReferralId {
    let world = world_in(db).await;
    let begins = world.begins;
    write(db, move |conn| Ok(begin(conn, &world, "one", begins).id)).await
}

#[tokio::test]
async fn a_key_is_kept_in_another_store_than_what_it_opens() {
    each_database(|main, keys| async move {
        let id = one(&main).await;
        let (text, key) = (id.clone(), id.clone());
        write(&main, move |conn| personal::put(conn, &text, "ciphertext")).await;
        write(&keys, move |conn| keys::put(conn, &key, "wrapped", at(NOON))).await;

        let has = |db: &Db, table: &'static str| {
            let db = db.clone();
            async move {
                let sql = format!("SELECT 1 FROM {table}");
                let found: Result<(), StoreError> =
                    db.read(move |conn| Ok(diesel::sql_query(sql).execute(conn).map(drop)?)).await;
                found.is_ok()
            }
        };
        assert!(has(&main, "personal_data").await && has(&keys, "referral_keys").await);
        assert!(!has(&main, "referral_keys").await && !has(&main, "erasures").await);
        assert!(!has(&keys, "personal_data").await);
    })
    .await;
}

#[tokio::test]
async fn erasing_takes_the_key_away_and_leaves_a_line_for_a_restore() {
    each_database(|_, keys| async move {
        let gone = ReferralId::from("gone");
        let (key, erasures) = write(&keys, move |conn| {
            keys::put(conn, &gone, "wrapped", at(NOON))?;
            keys::put(conn, &ReferralId::from("stays"), "wrapped too", at(NOON))?;
            keys::erase(conn, &gone, at("2026-06-01T00:00:00Z"), "closed")?;
            keys::erase(conn, &gone, at("2026-07-01T00:00:00Z"), "again")?;
            let since = |conn: &mut Conn, instant| keys::erasures_since(conn, at(instant));
            Ok((
                (keys::find(conn, &gone)?, keys::find(conn, &ReferralId::from("stays"))?),
                (since(conn, "2026-06-01T00:00:00Z")?, since(conn, "2026-06-01T00:00:00.001Z")?),
            ))
        })
        .await;

        assert_eq!(key, (None, Some("wrapped too".to_owned())));
        let [erasure] = &erasures.0[..] else { panic!("{erasures:?}") };
        assert_eq!((erasure.referral.as_str(), erasure.cause.as_str()), ("gone", "closed"));
        assert_eq!(erasures.1, []);
    })
    .await;
}

#[tokio::test]
async fn a_second_key_for_one_referral_is_refused() {
    each_database(|_, keys| async move {
        let put = |key: &'static str| {
            keys.write(move |conn| keys::put(conn, &ReferralId::from("one"), key, at(NOON)))
        };
        put("first").await.unwrap();

        let answer = put("second").await;

        assert!(matches!(answer, Err(StoreError::Duplicate)), "{answer:?}");
        let kept = write(&keys, |conn| keys::find(conn, &ReferralId::from("one"))).await;
        assert_eq!(kept.as_deref(), Some("first"));
    })
    .await;
}

#[tokio::test]
async fn corrected_details_take_the_place_of_older_ones() {
    each_database(|db, _| async move {
        let id = one(&db).await;
        let found = write(&db, move |conn| {
            let before = personal::find(conn, &id)?;
            personal::put(conn, &id, "first")?;
            personal::put(conn, &id, "second")?;
            Ok((before, personal::find(conn, &id)?))
        })
        .await;

        assert_eq!(found, (None, Some("second".to_owned())));
    })
    .await;
}

#[tokio::test]
async fn deleting_a_person_leaves_the_coded_line_and_no_trace_of_who_it_was() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let (before, after, stale, traces) = write(&db, move |conn| {
            let digest = Need { contact_digest: Some("digest".to_owned()), ..need() };
            begin_with(conn, &world, "one", world.begins, &digest);
            let action = referral_tracking::Action::Send;
            let mediator = world.mediator();
            let mut asked =
                crate::world::act(conn, &world, "one", world.begins, mediator, action).unwrap();
            let attempt = &mut asked.attempts[0];
            attempt.in_charge = Some("Madame Rochat".to_owned());
            attempt.exchange = Some(Exchange {
                question: Question::Contact,
                note: Some("bm90ZQ==".to_owned()),
                answer: Some("YW5zd2Vy".to_owned()),
            });
            referrals::update(conn, &asked)?;
            personal::put(conn, &asked.id, "ciphertext")?;
            code_cards::issue(conn, &asked.id, "ABCDEFGH", "pin", at(NOON))?;
            let before = referrals::find(conn, &asked.id)?;

            personal::delete(conn, &asked.id)?;
            personal::delete(conn, &asked.id)?;

            let after = referrals::find(conn, &asked.id)?;
            let stale = referrals::update(conn, &before);
            let traces = (
                personal::find(conn, &asked.id)?,
                referrals::find_need(conn, &asked.id)?.contact_digest,
                code_cards::find_by_code(conn, "ABCDEFGH")?,
            );
            Ok((before, after, stale, traces))
        })
        .await;

        assert_eq!(traces, (None, None, None));
        let exchange = after.attempts[0].exchange.clone().unwrap();
        assert_eq!((exchange.note, exchange.answer), (None, None));
        let mut expected = Referral { version: after.version, ..before };
        expected.attempts[0].in_charge = None;
        expected.attempts[0].exchange.clone_from(&after.attempts[0].exchange);
        assert_eq!(after, expected);
        assert!(matches!(stale, Err(StoreError::Stale)), "the traces could come back: {stale:?}");
    })
    .await;
}

#[tokio::test]
async fn details_stay_to_be_erased_until_they_are_really_gone() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let lists = write(&db, move |conn| {
            for id in ["early", "late", "marked", "gone"] {
                let mut referral = begin(conn, &world, id, world.begins);
                referral.erase_at = day(&world, if id == "late" { 20 } else { 10 });
                if id == "marked" {
                    referral.erase_at = day(&world, 300);
                    referral.is_identity_erased = true;
                }
                referrals::update(conn, &referral)?;
                personal::put(conn, &referral.id, "ciphertext")?;
            }
            personal::delete(conn, &ReferralId::from("gone"))?;
            let mut lists = Vec::new();
            for days in [9, 10, 20] {
                lists.push(referrals::erasable(conn, day(&world, days), 10)?);
            }
            Ok(lists)
        })
        .await;

        let names = |list: &[ReferralId]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names(&lists[0]), ["marked"]);
        assert_eq!(names(&lists[1]), ["early", "marked"]);
        assert_eq!(names(&lists[2]), ["early", "late", "marked"]);
    })
    .await;
}

#[tokio::test]
async fn a_new_card_kills_the_code_of_the_lost_one() {
    each_database(|db, _| async move {
        let id = one(&db).await;
        let (old, new) = write(&db, move |conn| {
            code_cards::issue(conn, &id, "AAAAAAAA", "pin", at(NOON))?;
            code_cards::count_wrong_pin(conn, &id)?;
            code_cards::issue(conn, &id, "BBBBBBBB", "new pin", at(NOON))?;
            Ok((
                code_cards::find_by_code(conn, "AAAAAAAA")?,
                code_cards::find_by_code(conn, "BBBBBBBB")?.unwrap(),
            ))
        })
        .await;

        assert_eq!(old, None);
        assert_eq!(
            (new.referral.as_str(), new.pin_hash.as_str(), new.wrong_pins),
            ("one", "new pin", 0)
        );
    })
    .await;
}

#[tokio::test]
async fn a_code_in_use_is_given_to_nobody_else() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let (answer, kept) = write(&db, move |conn| {
            let one = begin(conn, &world, "one", world.begins).id;
            let two = begin(conn, &world, "two", world.begins).id;
            code_cards::issue(conn, &one, "AAAAAAAA", "pin", at(NOON))?;
            let answer = code_cards::issue(conn, &two, "AAAAAAAA", "pin", at(NOON));
            // The transaction is still usable: the caller makes another code.
            code_cards::issue(conn, &two, "BBBBBBBB", "pin", at(NOON))?;
            Ok((answer, code_cards::find_by_code(conn, "AAAAAAAA")?))
        })
        .await;

        assert!(matches!(answer, Err(StoreError::Duplicate)), "{answer:?}");
        assert_eq!(kept.unwrap().referral.as_str(), "one");
    })
    .await;
}

#[tokio::test]
async fn wrong_pins_are_counted_until_somebody_forgives_them() {
    each_database(|db, _| async move {
        let id = one(&db).await;
        let counts = write(&db, move |conn| {
            code_cards::issue(conn, &id, "AAAAAAAA", "pin", at(NOON))?;
            let mut counts = Vec::new();
            for _ in 0..5 {
                counts.push(code_cards::count_wrong_pin(conn, &id)?);
            }
            code_cards::forgive_wrong_pins(conn, &id)?;
            counts.push(code_cards::find(conn, &id)?.unwrap().wrong_pins);
            Ok(counts)
        })
        .await;

        assert_eq!(counts, [1, 2, 3, 4, 5, 0]);
    })
    .await;
}

#[tokio::test]
async fn a_link_says_what_it_opens_and_is_used_once() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let (kept, found, used) = write(&db, move |conn| {
            let attempt = send(conn, &world, "one", world.begins).attempts[0].id.clone();
            let link = |token_hash: &str, purpose| AnswerLink {
                token_hash: token_hash.to_owned(),
                attempt: attempt.clone(),
                purpose,
                created_at: at(NOON),
                expires_at: at("2026-03-10T12:00:00Z"),
                used_at: None,
            };
            let kept = [link("a", Purpose::Answer), link("b", Purpose::Contact)];
            for link in &kept {
                answer_links::insert(conn, link)?;
            }
            let found = [answer_links::find(conn, "a")?, answer_links::find(conn, "b")?];
            let used = [
                answer_links::mark_used(conn, "a", at("2026-03-03T12:00:00Z"))?,
                answer_links::mark_used(conn, "a", at("2026-03-04T12:00:00Z"))?,
            ];
            let at_first = answer_links::find(conn, "a")?.used_at;
            assert_eq!(at_first, Some(at("2026-03-03T12:00:00Z")));
            Ok((kept, found, used))
        })
        .await;

        assert_eq!(found, kept);
        assert_eq!(used, [true, false]);
    })
    .await;
}

#[tokio::test]
async fn links_of_an_attempt_can_be_taken_back_and_old_ones_are_forgotten() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let (forgotten, left) = write(&db, move |conn| {
            for id in ["one", "two"] {
                let attempt = send(conn, &world, id, world.begins).attempts[0].id.clone();
                for (name, days) in [("old", 1), ("new", 8)] {
                    answer_links::insert(
                        conn,
                        &AnswerLink {
                            token_hash: format!("{id}-{name}"),
                            attempt: attempt.clone(),
                            purpose: Purpose::Answer,
                            created_at: world.begins,
                            expires_at: day(&world, days),
                            used_at: None,
                        },
                    )?;
                }
                if id == "one" {
                    answer_links::delete_of_attempt(conn, &attempt)?;
                }
            }
            let forgotten = answer_links::delete_expired(conn, day(&world, 2))?;
            let left: Vec<bool> = ["one-old", "one-new", "two-old", "two-new"]
                .map(|token| answer_links::find(conn, token).is_ok())
                .to_vec();
            Ok((forgotten, left))
        })
        .await;

        assert_eq!((forgotten, left), (1, vec![false, false, false, true]));
    })
    .await;
}

#[tokio::test]
async fn a_link_can_be_given_more_time_and_never_less() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let (begins, days) = (world.begins, [1, 8, 2].map(|number| day(&world, number)));
        let until = write(&db, move |conn| {
            let attempt = send(conn, &world, "one", begins).attempts[0].id.clone();
            let link = AnswerLink {
                token_hash: "hash".to_owned(),
                attempt,
                purpose: Purpose::Answer,
                created_at: begins,
                expires_at: days[0],
                used_at: None,
            };
            answer_links::insert(conn, &link)?;
            answer_links::extend(conn, "hash", days[1])?;
            answer_links::extend(conn, "hash", days[2])?;
            Ok(answer_links::find(conn, "hash")?.expires_at)
        })
        .await;

        assert_eq!(until, days[1]);
    })
    .await;
}

#[tokio::test]
async fn slips_are_counted_by_the_day_they_were_given() {
    each_database(|db, _| async move {
        let counts = write(&db, |conn| {
            lay_out(conn, &World::new());
            for (theme, organization, given_at) in [
                (Some(Theme::SafeUse), Some(OrganizationId::from("counter")), NOON),
                (None, None, "2026-03-03T00:00:00Z"),
            ] {
                handouts::insert(
                    conn,
                    &Handout {
                        id: HandoutId::fresh(),
                        offer: OfferId::from("offer-atelier"),
                        organization,
                        theme,
                        language: Language::french(),
                        given_at: at(given_at),
                    },
                )?;
            }
            let mut counts = Vec::new();
            for (since, before) in [
                ("2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z"),
                ("2026-03-03T00:00:00Z", "2026-03-04T00:00:00Z"),
                ("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"),
            ] {
                counts.push(handouts::count(conn, at(since), at(before))?);
            }
            Ok(counts)
        })
        .await;

        assert_eq!(counts, [1, 1, 2]);
    })
    .await;
}
