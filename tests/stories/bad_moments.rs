//! Things that change while somebody waits: nobody is lost and nothing is half done.

use std::sync::Arc;

use app::{App, StartError};
use blackbox::{Partner, Site, each_site, say};
use chrono::Duration;
use kernel::FixedClock;
use mail::Mailer;
use partner_directory::{Offer, OfferStatus, Organization};
use referral_tracking::{AttemptState, ContactChannel, Owner};
use store::{network, offers, organizations, outbox};

use crate::steps::accept;

/// The organization behind `partner` leaves the network.
async fn leave(site: &Site, partner: &Partner) {
    let (id, now) = (partner.organization.id.clone(), site.now());
    site.write(move |conn| {
        let found = organizations::find(conn, &id)?;
        organizations::update(conn, &Organization { agreement: None, ..found }, now)
    })
    .await;
}

async fn archive(site: &Site, partner: &Partner) {
    let (id, now) = (partner.offer.id.clone(), site.now());
    site.write(move |conn| {
        let found = offers::find(conn, &id)?;
        offers::update(conn, &Offer { status: OfferStatus::Archived, ..found }, now)
    })
    .await;
}

#[tokio::test]
async fn a_partner_that_leaves_the_network_while_asked_may_still_answer_and_is_asked_no_more() {
    each_site(async |site| {
        let leaving = site.partner_with_offer("Atelier du Lac").await;
        let other = site.partner_with_offer("Cyber-Grottes").await;
        let first = site.referral_sent_to(&[&leaving]).await;
        let link = site.answer_link(&leaving);
        let second = site.referral_sent_to(&[&other, &leaving]).await;

        leave(site, &leaving).await;
        accept(&site.visitor(), &link).await.with_status(303);
        crate::steps::decline(&site.visitor(), &site.answer_link(&other)).await.with_status(303);

        let helped = site.referral(&first.id).await;
        assert_eq!(helped.attempts[0].state, AttemptState::Accepted, "the person is not sent away");
        let waiting = site.referral(&second.id).await;
        assert_eq!(waiting.attempts.len(), 1, "who left is not asked");
        assert_eq!(waiting.owner, Some(Owner::Pool));
    })
    .await;
}

#[tokio::test]
async fn an_offer_that_is_archived_while_asked_keeps_its_clock_and_the_next_one_follows() {
    each_site(async |site| {
        let ending = site.partner_with_offer("Atelier du Lac").await;
        let other = site.partner_with_offer("Cyber-Grottes").await;
        let sent = site.referral_sent_to(&[&ending, &other]).await;

        archive(site, &ending).await;
        let page = site.visitor().page(&site.answer_link(&ending)).await.ok();
        page.shows(&ending.offer.name);
        site.pass(Duration::days(2)).await;
        site.pass(Duration::days(1)).await;

        let referral = site.referral(&sent.id).await;
        let states: Vec<_> = referral.attempts.iter().map(|one| one.state).collect();
        assert_eq!(states, [AttemptState::Lapsed, AttemptState::Sent]);
        assert!(referral.owner.is_some() && referral.due.is_some());
    })
    .await;
}

#[tokio::test]
async fn when_the_person_stops_it_no_letter_that_still_waits_leaves() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site
            .referral_with(&[&atelier], |new| {
                new.person.channel = ContactChannel::Email;
                new.person.contact = "personne@person.example".to_owned();
            })
            .await;
        accept(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
        let waiting = site.read(outbox::backlog).await.waiting;
        assert!(waiting >= 2, "the contact and the news wait: {waiting}");
        let before = site.letters().len();

        let form = [("code", sent.code.as_str()), ("pin", &sent.pin), ("act", "arreter")];
        site.visitor().post("/code", &form).await.ok();
        site.pass(Duration::days(1)).await;

        let after: Vec<_> = site.letters().split_off(before);
        assert!(after.iter().all(|letter| letter.to != "personne@person.example"));
        let to_partner: Vec<_> = after.iter().filter(|one| one.to == atelier.email()).collect();
        assert_eq!(to_partner.len(), 1, "only that it has nothing to do any more: {after:#?}");
        assert!(to_partner[0].text.contains("Vous n’avez plus rien à faire"));
    })
    .await;
}

#[tokio::test]
async fn a_yes_after_the_deadline_counts_only_while_nobody_else_said_yes() {
    each_site(async |site| {
        let late = site.partner_with_offer("Atelier du Lac").await;
        let quick = site.partner_with_offer("Cyber-Grottes").await;
        let sent = site.referral_sent_to(&[&late, &quick]).await;
        let link = site.answer_link(&late);
        site.pass(Duration::days(3)).await;
        site.pass(Duration::minutes(2)).await;
        accept(&site.visitor(), &site.answer_link(&quick)).await.with_status(303);

        let page = site.visitor().page(&link).await.ok();
        page.hides(&say("answers-accept-go"));
        let states: Vec<_> =
            site.referral(&sent.id).await.attempts.iter().map(|one| one.state).collect();
        assert_eq!(states, [AttemptState::Lapsed, AttemptState::Accepted]);
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_goes_back_undoes_nothing_and_does_nothing_twice() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let other = site.partner_with_offer("Cyber-Grottes").await;
        let sent = site.referral_sent_to(&[&atelier, &other]).await;
        site.pass(Duration::days(3)).await;
        site.pass(Duration::minutes(2)).await;
        let before = site.referral(&sent.id).await;
        let letters = site.letters().len();

        site.clock.advance(-Duration::days(2));
        for _ in 0..4 {
            site.pass(Duration::hours(6)).await;
        }

        let after = site.referral(&sent.id).await;
        assert_eq!(after.attempts.len(), before.attempts.len());
        assert_eq!(after.attempts[0].state, AttemptState::Lapsed);
        assert_eq!(site.letters().len(), letters, "no letter leaves a second time");
        site.clock.advance(Duration::days(3));
        site.run_jobs().await;
        accept(&site.visitor(), &site.answer_link(&other)).await.with_status(303);
    })
    .await;
}

#[tokio::test]
async fn deadlines_that_cross_the_change_to_summer_time_keep_their_opening_hours() {
    each_site(async |site| {
        // From Tuesday 3 March to Friday 27 March 2026, four in the afternoon in Geneva.
        site.pass(Duration::days(24) + Duration::hours(6)).await;
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;

        let due = site.referral(&sent.id).await.due.unwrap();

        // Two opening days later: two hours on Friday, ten on Monday, eight on Tuesday, when
        // Geneva is two hours ahead of Greenwich.
        let sent_at = site.referral(&sent.id).await.attempts[0].sent_at;
        let expected = sent_at + Duration::days(4) - Duration::hours(1);
        assert_eq!(due, expected, "{sent_at} to {due}");
    })
    .await;
}

#[tokio::test]
async fn without_its_secret_or_with_another_one_nothing_starts_and_nothing_changes() {
    each_site(async |site| {
        let settings = site.app.settings().clone();
        let fingerprint = site.read(network::key_fingerprint).await;
        let start = async |secret_file: &std::path::Path| {
            let settings =
                app::Settings { secret_file: secret_file.to_owned(), ..settings.clone() };
            let clock = Arc::new(FixedClock::at(site.now()));
            App::open_with(settings, clock, Mailer::memory()).await.err()
        };
        let folder = std::env::temp_dir().join(format!("relais_{}", uuid::Uuid::now_v7()));
        std::fs::create_dir(&folder).unwrap();

        let missing = folder.join("missing");
        let refused = start(&missing).await;
        assert!(matches!(refused, Some(StartError::Secret(_))), "{refused:?}");
        assert!(!missing.exists(), "no second secret is made");
        let other = folder.join("other");
        let secret = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n";
        std::fs::write(&other, secret).unwrap();
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        std::fs::set_permissions(&other, mode).unwrap();
        let refused = start(&other).await;
        assert!(matches!(refused, Some(StartError::Secret(_))), "{refused:?}");

        assert_eq!(site.read(network::key_fingerprint).await, fingerprint);
        assert!(start(&settings.secret_file).await.is_none(), "with its own it starts");
        std::fs::remove_dir_all(folder).unwrap();
    })
    .await;
}
