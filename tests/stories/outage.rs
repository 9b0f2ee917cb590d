//! After a day without jobs everything is caught up in order, once, without a flood of letters.

use blackbox::{Site, each_site};
use chrono::Duration;
use mail::Mailer;
use referral_tracking::{AttemptState, Move, Owner};
use store::referrals::events;

/// Referrals to one silent partner each, the oldest first.
async fn sent_to_silent(site: &Site, count: usize) -> Vec<blackbox::Sent> {
    let mut sent = Vec::new();
    for number in 0..count {
        let one = site.partner_with_offer(&format!("Atelier {number}")).await;
        let other = site.partner_with_offer(&format!("Cyber {number}")).await;
        sent.push(site.referral_sent_to(&[&one, &other]).await);
        site.clock.advance(Duration::minutes(7));
    }
    sent
}

#[tokio::test]
async fn after_days_of_outage_each_person_is_asked_for_once_and_nobody_is_flooded() {
    each_site(async |site| {
        let coordinator = site.coordinator().await;
        let sent = sent_to_silent(site, 6).await;
        let before = site.letters().len();
        // Two opening days would be over on Thursday; the jobs stand still until Friday.
        site.clock.advance(Duration::days(3));

        for _ in 0..5 {
            site.run_jobs().await;
        }

        let mut last = None;
        for one in &sent {
            let referral = site.referral(&one.id).await;
            let states: Vec<_> = referral.attempts.iter().map(|one| one.state).collect();
            assert_eq!(states, [AttemptState::Lapsed, AttemptState::Sent], "{referral:#?}");
            assert!(referral.due > Some(site.now()), "the next one gets all its time");
            let id = one.id.clone();
            let log = site.read(move |conn| events::list(conn, &id)).await;
            assert!(log.iter().all(|event| event.what != Move::Remind), "no late reminder");
            let lapsed = log.iter().filter(|event| event.what == Move::Lapse).count();
            assert_eq!(lapsed, 1);
            let first = referral.attempts[0].lapsed_at;
            assert!(first >= last, "longest waiting first");
            last = first;
        }
        site.pass(Duration::minutes(2)).await;
        assert_eq!(site.letters().len() - before, sent.len(), "one question each and no more");
        let email = &coordinator.account.as_ref().unwrap().email;
        assert!(site.letters().iter().all(|letter| letter.to != *email));
    })
    .await;
}

#[tokio::test]
async fn coordinators_who_come_back_after_an_outage_find_five_letters_and_a_full_queue() {
    each_site(async |site| {
        let coordinator = site.coordinator().await;
        let email = coordinator.account.as_ref().unwrap().email.clone();
        let mut sent = Vec::new();
        for number in 0..9 {
            let one = site.partner_with_offer(&format!("Atelier {number}")).await;
            sent.push(site.referral_sent_to(&[&one]).await);
        }
        site.clock.advance(Duration::days(3));

        for _ in 0..4 {
            site.pass(Duration::minutes(1)).await;
        }

        for one in &sent {
            assert_eq!(site.referral(&one.id).await.owner, Some(Owner::Pool));
        }
        let told = site.letters().iter().filter(|letter| letter.to == email).count();
        assert_eq!(told, 5);
    })
    .await;
}

#[tokio::test]
async fn two_processes_that_run_the_jobs_at_once_do_everything_once() {
    each_site(async |site| {
        let sent = sent_to_silent(site, 8).await;
        let other = site.process_with(site.mailer().clone()).await;
        let third = site.process_with(site.mailer().clone()).await;
        site.clock.advance(Duration::days(3));

        for _ in 0..4 {
            tokio::join!(site.run_jobs(), site.run_jobs_of(&other), site.run_jobs_of(&third));
            site.clock.advance(Duration::minutes(1));
        }

        for one in &sent {
            let id = one.id.clone();
            let log = site.read(move |conn| events::list(conn, &id)).await;
            let count = |what| log.iter().filter(|event| event.what == what).count();
            assert_eq!((count(Move::Lapse), count(Move::Ask)), (1, 2), "{log:#?}");
        }
        let letters = site.letters();
        for letter in &letters {
            let same = letters.iter().filter(|other| other.seed == letter.seed).count();
            assert_eq!(same, 1, "sent twice: {}", letter.subject);
        }
    })
    .await;
}

#[tokio::test]
async fn a_process_that_died_with_the_lease_is_followed_by_another() {
    each_site(async |site| {
        let sent = sent_to_silent(site, 1).await;
        let now = site.now();
        site.write(move |conn| {
            store::leases::take(conn, "jobs", "a process that died", now, Duration::minutes(5))
        })
        .await;
        assert!(site.run_jobs().await.is_elsewhere);

        site.clock.advance(Duration::days(3));
        let other = site.process_with(Mailer::memory()).await;
        site.run_jobs_of(&other).await;

        assert_eq!(site.referral(&sent[0].id).await.attempts[0].state, AttemptState::Lapsed);
    })
    .await;
}
