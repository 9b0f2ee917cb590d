//! Partners who say nothing: the clock acts for the person.

use blackbox::{Partner, Sent, Site, each_site, say};
use chrono::Duration;
use kernel::Urgency;
use referral_tracking::{AttemptState, Owner};

/// Lets the time pass until the referral's clock has done what it does.
async fn wait_until_due(site: &Site, sent: &Sent) {
    let due = site.referral(&sent.id).await.due.unwrap();
    site.pass(due - site.now() + Duration::minutes(1)).await;
    site.pass(Duration::minutes(2)).await;
}

/// Lets every deadline of the first attempt pass: reminders, then the end.
async fn stay_silent(site: &Site, sent: &Sent, partner: &Partner) {
    for _ in 0..10 {
        let referral = site.referral(&sent.id).await;
        let asked = |one: &&referral_tracking::Attempt| one.offer == partner.offer.id;
        let state = referral.attempts.iter().find(asked).unwrap().state;
        if state == AttemptState::Lapsed {
            return;
        }
        wait_until_due(site, sent).await;
    }
    panic!("the attempt never ended: {:#?}", site.referral(&sent.id).await);
}

#[tokio::test]
async fn silence_asks_the_next_offer_then_the_coordinators_who_see_it_first() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let grottes = site.partner_with_offer("Cyber-Grottes").await;
        let other = site.referral_sent_to(&[&grottes]).await;
        site.pass(Duration::hours(3)).await;
        let sent = site.referral_sent_to(&[&atelier, &grottes]).await;

        stay_silent(site, &sent, &atelier).await;
        assert!(site.letters().iter().any(|one| one.to == grottes.email()));
        stay_silent(site, &sent, &grottes).await;

        let referral = site.referral(&sent.id).await;
        assert_eq!(referral.owner, Some(Owner::Pool));
        assert!(referral.due.is_some_and(|due| due > referral.opened_at.unwrap()));
        let page = site.coordinator().await.page("/coordination").await.ok();
        page.shows(&sent.code);
        let codes = page.texts_of("main tbody tr");
        assert!(!codes.is_empty(), "{page}");
        assert!(site.referral(&other.id).await.owner.is_some());
    })
    .await;
}

#[tokio::test]
async fn the_most_overdue_referral_comes_first_in_the_queue() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let first = site.referral_sent_to(&[&atelier]).await;
        site.pass(Duration::hours(5)).await;
        let second = site.referral_sent_to(&[&atelier]).await;
        stay_silent(site, &second, &atelier).await;
        assert_eq!(site.referral(&first.id).await.owner, Some(Owner::Pool));

        let page = site.coordinator().await.page("/coordination").await.ok();

        let text = page.text();
        let (one, two) = (text.find(&first.code).unwrap(), text.find(&second.code).unwrap());
        assert!(one < two, "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_partner_is_reminded_twice_and_never_more() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;

        while site.referral(&sent.id).await.attempts[0].state == AttemptState::Sent {
            site.pass(Duration::hours(1)).await;
        }

        let to_partner = site.letters().iter().filter(|one| one.to == atelier.email()).count();
        assert_eq!(to_partner, 3, "one question and two reminders");
    })
    .await;
}

#[tokio::test]
async fn an_urgent_referral_has_a_coordinator_before_the_partner_is_late() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_with(&[&atelier], |new| new.urgency = Urgency::U2).await;
        site.coordinator().await;

        // Half of four opening hours, on a Tuesday at ten.
        site.pass(Duration::minutes(125)).await;

        let referral = site.referral(&sent.id).await;
        assert_eq!(referral.owner, Some(Owner::Pool), "{referral:#?}");
        assert_eq!(referral.attempts[0].state, AttemptState::Sent);
        let page = site.coordinator().await.page("/coordination").await.ok();
        page.shows(&sent.code).shows(&say("why-urgent-unanswered"));
    })
    .await;
}

#[tokio::test]
async fn deadlines_stand_still_while_the_network_is_closed() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        // Friday at half past five, Geneva time.
        site.pass(Duration::days(3) + Duration::minutes(450)).await;
        let sent = site.referral_with(&[&atelier], |new| new.urgency = Urgency::U2).await;

        site.pass(Duration::hours(60)).await;

        let referral = site.referral(&sent.id).await;
        assert_eq!(referral.attempts[0].state, AttemptState::Sent);
        assert!(referral.due.unwrap() > site.now());
    })
    .await;
}

#[tokio::test]
async fn a_late_yes_still_counts_while_nobody_else_has_said_yes() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let grottes = site.partner_with_offer("Cyber-Grottes").await;
        let sent = site.referral_sent_to(&[&atelier, &grottes]).await;
        let link = site.answer_link(&atelier);
        stay_silent(site, &sent, &atelier).await;

        let page = site.visitor().page(&link).await.ok();
        page.shows(&say("answers-show-title-late"));
        crate::steps::accept(&site.visitor(), &link).await.with_status(303);
        site.pass(Duration::minutes(2)).await;

        let referral = site.referral(&sent.id).await;
        let states: Vec<_> = referral.attempts.iter().map(|one| one.state).collect();
        assert_eq!(states, [AttemptState::Accepted, AttemptState::Withdrawn]);
        let told = site.letter_to(grottes.email());
        assert!(!told.text.is_empty(), "the partner that was asked meanwhile is told");
    })
    .await;
}
