use chrono::Duration;
use kernel::{AccountId, OrganizationId, Role};
use store::accounts;
use store::invitations::{self, Invitation};
use store::sessions::{self, IdleLimits, Session};
use store::testing::each_database;
use store::{Db, StoreError};

use crate::fixture::{at, organization, person, write};

const LIMITS: IdleLimits =
    IdleLimits { shared_post: Duration::minutes(10), own_post: Duration::minutes(30) };

fn session(token_hash: &str, account: &str, is_shared_post: bool) -> Session {
    Session {
        token_hash: token_hash.to_owned(),
        account: AccountId::from(account),
        is_shared_post,
        created_at: at("2026-03-02T08:00:00Z"),
        last_seen_at: at("2026-03-02T08:00:00Z"),
        expires_at: at("2026-03-02T09:00:00Z"),
    }
}

fn invitation(token_hash: &str, account: &str) -> Invitation {
    Invitation {
        token_hash: token_hash.to_owned(),
        account: AccountId::from(account),
        created_at: at("2026-03-02T08:00:00Z"),
        expires_at: at("2026-03-09T08:00:00Z"),
        used_at: None,
    }
}

async fn with_account(db: &Db, id: &'static str) -> AccountId {
    write(db, move |conn| accounts::insert(conn, &person(id, Role::Mediator, None))).await;
    AccountId::from(id)
}

#[tokio::test]
async fn an_account_comes_back_as_it_was_kept() {
    each_database(|db, _| async move {
        let found = write(&db, |conn| {
            let house = OrganizationId::from("house");
            organization(conn, &house);
            let mut kept = person("ada", Role::Partner, Some(&house));
            kept.last_sign_in_at = Some(at("2026-02-01T07:30:00.123Z"));
            accounts::insert(conn, &kept)?;
            Ok((kept.clone(), accounts::find(conn, &kept.id)?))
        })
        .await;

        assert_eq!(found.0, found.1);
    })
    .await;
}

#[tokio::test]
async fn an_address_typed_in_another_way_finds_the_same_account() {
    each_database(|db, _| async move {
        let id = with_account(&db, "ada").await;

        let found =
            write(&db, |conn| accounts::find_by_email(conn, "  ADA@Example.org ")).await.unwrap();

        assert_eq!(found.id, id);
    })
    .await;
}

#[tokio::test]
async fn one_address_has_one_account() {
    each_database(|db, _| async move {
        with_account(&db, "ada").await;
        let mut second = person("other", Role::Mediator, None);
        second.email = "Ada@EXAMPLE.org".to_owned();

        let answer = db.write(move |conn| accounts::insert(conn, &second)).await;

        assert!(matches!(answer, Err(StoreError::Duplicate)), "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn of_two_changes_to_one_account_the_later_is_refused() {
    each_database(|db, _| async move {
        let id = with_account(&db, "ada").await;
        let read = write(&db, move |conn| accounts::find(conn, &id)).await;
        let first = accounts::Account { name: "Ada L.".to_owned(), ..read.clone() };
        let second = accounts::Account { name: "A. L.".to_owned(), ..read };

        write(&db, move |conn| accounts::update(conn, &first)).await;
        let answer = db.write(move |conn| accounts::update(conn, &second)).await;

        assert!(matches!(answer, Err(StoreError::Stale)), "{answer:?}");
        let kept = write(&db, |conn| accounts::find(conn, &AccountId::from("ada"))).await;
        assert_eq!(kept.name, "Ada L.");
    })
    .await;
}

#[tokio::test]
async fn an_account_has_a_password_only_after_one_was_set() {
    each_database(|db, _| async move {
        let id = with_account(&db, "ada").await;

        let (before, after, hash) = write(&db, move |conn| {
            let before = accounts::find(conn, &id)?.has_password;
            accounts::set_password(conn, &id, "$argon2id$…")?;
            let after = accounts::find(conn, &id)?.has_password;
            Ok((before, after, accounts::password_hash(conn, &id)?))
        })
        .await;

        assert_eq!((before, after, hash.as_deref()), (false, true, Some("$argon2id$…")));
    })
    .await;
}

#[tokio::test]
async fn closing_an_account_ends_its_sessions_and_invitations_and_no_others() {
    each_database(|db, _| async move {
        let ada = with_account(&db, "ada").await;
        with_account(&db, "bo").await;
        let now = at("2026-03-02T08:01:00Z");

        let left = write(&db, move |conn| {
            for name in ["ada", "bo"] {
                sessions::insert(conn, &session(name, name, false))?;
                invitations::insert(conn, &invitation(name, name))?;
            }
            accounts::disable(conn, &ada, at("2026-03-03T09:00:00Z"))?;
            let mut left = Vec::new();
            for name in ["ada", "bo"] {
                left.push(sessions::find_live(conn, name, now, LIMITS)?.is_some());
                left.push(invitations::find_live(conn, name, now)?.is_some());
            }
            // A row that a sign-in in flight added after the account was closed.
            sessions::insert(conn, &session("late", "ada", false))?;
            left.push(sessions::find_live(conn, "late", now, LIMITS)?.is_some());
            Ok(left)
        })
        .await;

        assert_eq!(left, [false, false, true, true, false]);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_when_idle_sooner_on_a_shared_computer() {
    each_database(|db, _| async move {
        with_account(&db, "ada").await;
        write(&db, |conn| {
            sessions::insert(conn, &session("shared", "ada", true))?;
            sessions::insert(conn, &session("own", "ada", false))
        })
        .await;
        let cases = [
            ("shared", "2026-03-02T08:09:59Z", true),
            ("shared", "2026-03-02T08:10:00Z", false),
            ("own", "2026-03-02T08:29:59Z", true),
            ("own", "2026-03-02T08:30:00Z", false),
        ];

        for (token, now, is_live) in cases {
            let found =
                write(&db, move |conn| sessions::find_live(conn, token, at(now), LIMITS)).await;
            assert_eq!(found.is_some(), is_live, "{token} {now}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_session_in_use_still_ends_at_its_last_hour() {
    each_database(|db, _| async move {
        with_account(&db, "ada").await;

        let found = write(&db, |conn| {
            sessions::insert(conn, &session("own", "ada", false))?;
            sessions::touch(conn, "own", at("2026-03-02T08:59:00Z"))?;
            let mut found = Vec::new();
            for now in ["2026-03-02T08:59:59Z", "2026-03-02T09:00:00Z"] {
                found.push(sessions::find_live(conn, "own", at(now), LIMITS)?.is_some());
            }
            Ok(found)
        })
        .await;

        assert_eq!(found, [true, false]);
    })
    .await;
}

#[tokio::test]
async fn clearing_up_forgets_exactly_the_sessions_that_nobody_can_use() {
    each_database(|db, _| async move {
        with_account(&db, "ada").await;
        let now = at("2026-03-02T08:59:00Z");

        let (live, forgotten, left) = write(&db, move |conn| {
            let mut live = 0;
            for minutes in 0..60 {
                for is_shared_post in [true, false] {
                    let token = format!("{minutes}-{is_shared_post}");
                    let seen = at("2026-03-02T08:00:00Z") + Duration::minutes(minutes);
                    let mut session = session(&token, "ada", is_shared_post);
                    session.last_seen_at = seen;
                    session.expires_at += Duration::minutes(minutes - 30);
                    sessions::insert(conn, &session)?;
                    live += usize::from(sessions::find_live(conn, &token, now, LIMITS)?.is_some());
                }
            }
            let forgotten = sessions::delete_expired(conn, now, LIMITS)?;
            Ok((live, forgotten, sessions::delete_expired(conn, now, LIMITS)?))
        })
        .await;

        assert!(live > 0);
        assert_eq!((forgotten, left), (120 - live, 0));
    })
    .await;
}

#[tokio::test]
async fn changing_a_password_can_end_every_other_session() {
    each_database(|db, _| async move {
        let ada = with_account(&db, "ada").await;
        let now = at("2026-03-02T08:01:00Z");

        let left = write(&db, move |conn| {
            for token in ["here", "there"] {
                sessions::insert(conn, &session(token, "ada", false))?;
            }
            sessions::delete_others(conn, &ada, "here")?;
            Ok([
                sessions::find_live(conn, "here", now, LIMITS)?.is_some(),
                sessions::find_live(conn, "there", now, LIMITS)?.is_some(),
            ])
        })
        .await;

        assert_eq!(left, [true, false]);
    })
    .await;
}

#[tokio::test]
async fn of_twenty_who_follow_one_invitation_at_once_one_gets_in() {
    each_database(|db, _| async move {
        with_account(&db, "ada").await;
        write(&db, |conn| invitations::insert(conn, &invitation("link", "ada"))).await;

        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let db = db.clone();
            tasks.spawn(async move {
                db.write(|conn| invitations::use_once(conn, "link", at("2026-03-03T08:00:00Z")))
                    .await
            });
        }
        let answers = tasks.join_all().await;

        let winners = answers.iter().filter(|answer| answer.is_ok()).count();
        let late =
            answers.iter().filter(|answer| matches!(answer, Err(StoreError::NotFound))).count();
        assert_eq!((winners, late), (1, 19));
    })
    .await;
}

#[tokio::test]
async fn an_invitation_that_ran_out_lets_nobody_in() {
    each_database(|db, _| async move {
        with_account(&db, "ada").await;
        write(&db, |conn| invitations::insert(conn, &invitation("link", "ada"))).await;
        let end = at("2026-03-09T08:00:00Z");

        let found = write(&db, move |conn| invitations::find_live(conn, "link", end)).await;
        let answer = db.write(move |conn| invitations::use_once(conn, "link", end)).await;

        assert_eq!(found, None);
        assert!(matches!(answer, Err(StoreError::NotFound)), "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn accounts_are_listed_by_name_whatever_case_and_accents() {
    each_database(|db, _| async move {
        let names = write(&db, |conn| {
            for (id, name) in [("1", "zoé"), ("2", "Émile"), ("3", "anna")] {
                let mut account = person(id, Role::Mediator, None);
                account.name = name.to_owned();
                accounts::insert(conn, &account)?;
            }
            Ok(accounts::list(conn)?.into_iter().map(|account| account.name).collect::<Vec<_>>())
        })
        .await;

        assert_eq!(names, ["anna", "Émile", "zoé"]);
    })
    .await;
}

#[tokio::test]
async fn a_name_no_database_can_keep_is_refused_and_an_address_like_that_is_nobodys() {
    each_database(|db, _| async move {
        let mut account = person("ada", Role::Mediator, None);
        account.name = "A\0da".to_owned();

        let answer = db.write(move |conn| accounts::insert(conn, &account)).await;
        let found = write(&db, |conn| accounts::find_by_email(conn, "a\0da@example.org")).await;

        assert!(matches!(answer, Err(StoreError::NulCharacter)), "{answer:?}");
        assert_eq!(found, None);
    })
    .await;
}
