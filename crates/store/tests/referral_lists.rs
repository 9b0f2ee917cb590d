use kernel::{AccountId, Actor, OrganizationId, ReferralId};
use partner_directory::Theme;
use referral_tracking::testing::World;
use referral_tracking::{Action, AttemptAction, DeclineReason, Declined, Owner, PersonReason};
use store::referrals::{self, Listed, Need, SentBy};
use store::testing::each_database;
use store::{Conn, Page, StoreError};

use crate::fixture::write;
use crate::world::{act, begin, begin_with, day, need, send, world_in, yes};

const ALL: Page = Page { number: 1, size: 50 };

fn names(listed: &[Listed]) -> Vec<&str> {
    listed.iter().map(|one| one.referral.id.as_str()).collect()
}

/// Both partners that the person named say no, so the pool owns the referral.
fn refused_by_all(conn: &mut Conn, world: &World, id: &str) {
    let mut referral = send(conn, world, id, world.begins);
    while let Some(live) = referral.live().cloned() {
        let no = AttemptAction::Decline {
            declined: Declined::ByProvider(DeclineReason::Full),
            suggests: None,
        };
        let link = World::link(&live.id, &live.organization);
        let action = Action::OnAttempt(live.id, no);
        referral = act(conn, world, id, world.begins, link, action).unwrap();
    }
    assert_eq!(referral.owner, Some(Owner::Pool));
}

#[tokio::test]
async fn the_queue_holds_what_the_pool_or_a_coordinator_owns_and_nothing_else() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let (total, queue) = write(&db, move |conn| {
            begin(conn, &world, "draft", world.begins);
            send(conn, &world, "asked", world.begins);
            refused_by_all(conn, &world, "pool");
            refused_by_all(conn, &world, "taken");
            refused_by_all(conn, &world, "stopped");
            let coordinator = world.coordinator(&AccountId::from("coordinator-2"));
            let later = day(&world, 1);
            let withdraw = Action::Withdraw(PersonReason::NeedSolved);
            act(conn, &world, "taken", later, coordinator.clone(), Action::Take).unwrap();
            act(conn, &world, "stopped", later, world.mediator(), withdraw).unwrap();
            referrals::queue(conn, ALL)
        })
        .await;

        assert_eq!((total, names(&queue)), (2, vec!["pool", "taken"]));
        assert!(queue.iter().all(|one| one.referral.waits_for_coordinator()));
        assert_eq!(queue[0].need, need());
    })
    .await;
}

#[tokio::test]
async fn the_most_pressing_referral_is_first_in_the_queue_whatever_page() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let (dues, first, second) = write(&db, move |conn| {
            for number in 0..5 {
                refused_by_all(conn, &world, &format!("r{number}"));
            }
            let mut late = referrals::find(conn, &ReferralId::from("r3"))?;
            late.due = Some(world.begins);
            referrals::update(conn, &late)?;
            let (_, all) = referrals::queue(conn, ALL)?;
            let first = referrals::queue(conn, Page { number: 1, size: 2 })?;
            let second = referrals::queue(conn, Page { number: 2, size: 2 })?;
            Ok((all.iter().map(|one| one.referral.due).collect::<Vec<_>>(), first, second))
        })
        .await;

        assert!(dues.is_sorted(), "{dues:?}");
        assert_eq!((first.0, names(&first.1)), (5, vec!["r3", "r0"]));
        assert_eq!((second.0, names(&second.1)), (5, vec!["r1", "r2"]));
    })
    .await;
}

#[tokio::test]
async fn a_referral_of_a_sender_not_yet_trusted_is_held_for_a_coordinator() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let (held, queue) = write(&db, move |conn| {
            begin(conn, &world, "held", world.begins);
            begin(conn, &world, "draft", world.begins);
            act(conn, &world, "held", world.begins, world.mediator(), Action::Hold).unwrap();
            Ok((referrals::held(conn, ALL)?, referrals::queue(conn, ALL)?))
        })
        .await;

        assert_eq!(names(&held), ["held"]);
        assert_eq!(queue, (0, vec![]));
    })
    .await;
}

#[tokio::test]
async fn an_organization_sees_the_attempts_that_wait_or_run_with_it_and_no_others() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let (asked, first, second) = write(&db, move |conn| {
            let asked = send(conn, &world, "asked", world.begins);
            let running = send(conn, &world, "running", world.begins);
            let (link, accept) = yes(&running, 0);
            act(conn, &world, "running", world.begins, link, accept).unwrap();
            send(conn, &world, "lapsed", world.begins);
            act(conn, &world, "lapsed", day(&world, 4), Actor::System, Action::Tick).unwrap();
            begin(conn, &world, "draft", world.begins);
            let first = referrals::inbox(conn, &OrganizationId::from("atelier"), ALL)?;
            let second = referrals::inbox(conn, &OrganizationId::from("biblio"), ALL)?;
            Ok((asked, first, second))
        })
        .await;

        let listed = |inbox: &[(_, Listed)]| {
            inbox.iter().map(|(_, one)| one.referral.id.to_string()).collect::<Vec<_>>()
        };
        let mut mine = listed(&first);
        mine.sort();
        assert_eq!(mine, ["asked", "running"]);
        assert_eq!(listed(&second), ["lapsed"]);
        for (attempt, one) in first.iter().chain(&second) {
            assert_eq!(one.referral.live().map(|live| &live.id), Some(attempt));
        }
        assert!(first.iter().any(|(attempt, _)| *attempt == asked.attempts[0].id));
    })
    .await;
}

#[tokio::test]
async fn what_was_sent_is_listed_latest_first_by_organization_or_account() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let [counter, mediator, colleague, page] = write(&db, move |conn| {
            for number in 1..=3 {
                begin(conn, &world, &format!("r{number}"), day(&world, number));
            }
            let by = |conn: &mut Conn, who, page| referrals::sent_by(conn, &who, page);
            Ok([
                by(conn, SentBy::Organization(world.sender.organization.clone()), ALL)?,
                by(conn, SentBy::Account(world.sender.account.clone()), ALL)?,
                by(conn, SentBy::Account(AccountId::from("colleague")), ALL)?,
                by(
                    conn,
                    SentBy::Account(world.sender.account.clone()),
                    Page { number: 2, size: 1 },
                )?,
            ])
        })
        .await;

        // "other" is the referral that comes with the small network.
        assert_eq!((counter.0, names(&counter.1)), (4, vec!["r3", "r2", "r1", "other"]));
        assert_eq!(mediator, counter);
        assert_eq!(colleague, (0, vec![]));
        assert_eq!((page.0, names(&page.1)), (4, vec!["r2"]));
    })
    .await;
}

#[tokio::test]
async fn the_clock_finds_what_is_due_longest_waiting_first_and_nothing_that_is_not() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let (before, at, limited, wake) = write(&db, move |conn| {
            let first = send(conn, &world, "first", world.begins);
            let second = send(conn, &world, "second", day(&world, 1));
            let wake = (first.wake_at.unwrap(), second.wake_at.unwrap());
            let just_before = wake.0 - chrono::Duration::milliseconds(1);
            Ok((
                referrals::due(conn, just_before, 10)?,
                referrals::due(conn, wake.0, 10)?,
                referrals::due(conn, wake.1, 1)?,
                wake,
            ))
        })
        .await;

        assert!(wake.0 < wake.1, "{wake:?}");
        assert_eq!(before, []);
        assert_eq!(at, [ReferralId::from("first")]);
        assert_eq!(limited, [ReferralId::from("first")]);
    })
    .await;
}

#[tokio::test]
async fn the_same_need_of_the_same_contact_from_the_same_counter_is_noticed() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let found = write(&db, move |conn| {
            let same = Need { contact_digest: Some("digest".to_owned()), ..need() };
            let theirs = Need { contact_digest: Some("theirs".to_owned()), ..need() };
            let otherwise = Need { theme: Theme::JobSearch, ..same.clone() };
            for (id, days, need) in [
                ("old", 0, &same),
                ("first", 5, &same),
                ("second", 6, &same),
                ("mistake", 6, &same),
                ("other-contact", 6, &theirs),
                ("other-theme", 6, &otherwise),
            ] {
                begin_with(conn, &world, id, day(&world, days), need);
            }
            let error = Action::MarkEnteredInError;
            act(conn, &world, "mistake", day(&world, 6), world.mediator(), error).unwrap();
            let similar = |conn: &mut Conn, organization: &OrganizationId| {
                let theme = Theme::EverydayTools;
                referrals::similar(conn, organization, theme, "digest", day(&world, 1))
            };
            Ok((
                similar(conn, &world.sender.organization)?,
                similar(conn, &OrganizationId::from("atelier"))?,
            ))
        })
        .await;

        assert_eq!(found.0, [ReferralId::from("second"), ReferralId::from("first")]);
        assert_eq!(found.1, []);
    })
    .await;
}

#[tokio::test]
async fn a_need_can_be_corrected_and_is_found_for_many_at_once() {
    each_database(|db, _| async move {
        let world = world_in(&db).await;
        let (needs, unknown) = write(&db, move |conn| {
            let one = begin(conn, &world, "one", world.begins).id;
            let two = begin(conn, &world, "two", world.begins).id;
            let corrected = Need { theme: Theme::SafeUse, commune_code: None, ..need() };
            referrals::update_need(conn, &one, &corrected)?;
            assert_eq!(referrals::find_need(conn, &one)?, corrected);
            let unknown = referrals::update_need(conn, &ReferralId::from("none"), &need());
            Ok((referrals::find_needs(conn, &[one, two])?, unknown))
        })
        .await;

        let theme = |id: &str| needs[&ReferralId::from(id)].theme;
        assert_eq!((theme("one"), theme("two")), (Theme::SafeUse, Theme::EverydayTools));
        assert!(matches!(unknown, Err(StoreError::NotFound)));
    })
    .await;
}
