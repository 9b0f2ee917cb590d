//! Letters that come weeks after the first one carry a link that opens.

use blackbox::{Partner, Sent, Site, each_site, say};
use chrono::Duration;
use referral_tracking::AttemptState;

use crate::steps::accept;

/// How long an answer link opens after the deadline, less an hour.
const GRACE: Duration = Duration::hours(47);

/// Fills in and sends what the partner says on the page behind `link`.
async fn say_on(site: &Site, link: &str, fields: &[(&str, &str)]) {
    let visitor = site.visitor();
    visitor.page(link).await.ok();
    visitor.post(link, fields).await.with_status(303);
}

/// Passes time until the referral's clock has asked how it goes, and gives the new link.
async fn asked_how_it_goes(site: &Site, sent: &Sent, partner: &Partner) -> String {
    let asked = async || site.referral(&sent.id).await.attempts[0].clone();
    let due = asked().await.due.unwrap();
    site.pass(due - site.now() + Duration::minutes(1)).await;
    assert_eq!(asked().await.reviews, 1);
    site.run_jobs().await;
    let letter = site.letter_to(partner.email());
    assert_eq!(letter.at, site.now(), "a new letter: {}", letter.subject);
    site.link_in(&letter)
}

#[tokio::test]
async fn who_has_somebody_on_a_waiting_list_can_answer_a_month_later() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        say_on(site, &site.answer_link(&atelier), &[("act", "attente")]).await;

        let link = asked_how_it_goes(site, &sent, &atelier).await;

        say_on(site, &link, &[("act", "attente")]).await;
        let attempt = site.referral(&sent.id).await.attempts[0].clone();
        assert_eq!((attempt.state, attempt.reviews), (AttemptState::Waitlisted, 0));
    })
    .await;
}

#[tokio::test]
async fn who_helps_can_say_how_it_goes_a_month_later() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let link = site.answer_link(&atelier);
        accept(&site.visitor(), &link).await.with_status(303);
        say_on(site, &link, &[("act", "contact")]).await;

        let link = asked_how_it_goes(site, &sent, &atelier).await;

        say_on(site, &link, &[("act", "termine"), ("outcome", "helped_fully")]).await;
        let state = site.referral(&sent.id).await.attempts[0].state;
        assert_eq!(state, AttemptState::Completed);
    })
    .await;
}

#[tokio::test]
async fn an_answered_question_gives_the_link_the_time_that_the_partner_has_again() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let link = site.answer_link(&atelier);
        say_on(site, &link, &[("act", "question"), ("question", "availability")]).await;
        site.pass(Duration::days(3)).await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&format!("/orientations/{}", sent.id)).await.ok();
        let form = page.form("/reponse").fill("note", "Le mardi.");
        mediator.submit(&form).await.with_status(303);
        site.run_jobs().await;
        let link = site.answer_link(&atelier);
        let due = site.referral(&sent.id).await.attempts[0].due.unwrap();

        site.pass(due - site.now() + GRACE).await;

        let page = site.visitor().page(&link).await.ok();
        page.shows(&say("answers-show-title-late"));
        accept(&site.visitor(), &link).await.with_status(303);
    })
    .await;
}

#[tokio::test]
async fn a_question_left_open_gives_the_link_the_time_that_the_partner_has_again() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let link = site.answer_link(&atelier);
        say_on(site, &link, &[("act", "question"), ("question", "availability")]).await;
        let due = site.referral(&sent.id).await.attempts[0].due.unwrap();
        site.pass(due - site.now() + Duration::minutes(1)).await;
        site.run_jobs().await;
        let link = site.answer_link(&atelier);
        let due = site.referral(&sent.id).await.attempts[0].due.unwrap();

        site.pass(due - site.now() - Duration::minutes(1)).await;

        accept(&site.visitor(), &link).await.with_status(303);
    })
    .await;
}
