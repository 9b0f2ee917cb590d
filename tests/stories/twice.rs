//! Pressing a button twice, or sending the same thing again: it counts once and says so.

use blackbox::{Form, Person, Site, each_site, say};
use chrono::Duration;
use referral_tracking::{AttemptState, ReferralState};
use store::Page as Slice;
use store::referrals::{self, SentBy};

use crate::steps::{decline, filled, refer_to};

/// The page to refer to Atelier du Lac, opened anew.
const AGAIN: &str = "/orienter?offre=permanence-atelier-du-lac";

/// How many referrals Maison du Lac has sent or begun.
async fn sent(site: &Site) -> i64 {
    let organization = site.organization("Maison du Lac").await.id;
    site.read(move |conn| {
        let of = SentBy::Organization(organization);
        referrals::sent_by(conn, &of, Slice { number: 1, size: 20 }).map(|(total, _)| total)
    })
    .await
}

async fn form_of(site: &Site) -> (Person, Form) {
    let atelier = site.partner_with_offer("Atelier du Lac").await;
    let mediator = site.mediator_at("Maison du Lac").await;
    let page = mediator.page(&refer_to(&[&atelier])).await.ok();
    (mediator, filled(&page))
}

#[tokio::test]
async fn pressing_send_again_leads_to_the_referral_that_was_sent() {
    each_site(async |site| {
        let (mediator, form) = form_of(site).await;

        let first = mediator.submit(&form).await.with_status(303);
        let second = mediator.submit(&form).await.with_status(303);

        assert_eq!(second.header("location"), first.header("location"));
        assert_eq!(sent(site).await, 1);
    })
    .await;
}

#[tokio::test]
async fn of_five_presses_at_once_one_referral_is_made_and_all_lead_to_it() {
    each_site(async |site| {
        let (mediator, form) = form_of(site).await;

        let asked: Vec<_> = (0..5)
            .map(|_| {
                let (mediator, form) = (mediator.clone(), form.clone());
                tokio::spawn(async move { mediator.submit(&form).await })
            })
            .collect();
        let mut places = vec![];
        for answer in asked {
            let answer = answer.await.unwrap().with_status(303);
            places.push(answer.header("location").unwrap().to_owned());
        }

        places.dedup();
        assert_eq!(places.len(), 1, "{places:?}");
        assert_eq!(sent(site).await, 1);
        site.pass(Duration::minutes(2)).await;
        assert_eq!(site.letters().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn going_back_and_filling_the_form_in_for_somebody_else_sends_both() {
    each_site(async |site| {
        let (mediator, form) = form_of(site).await;
        let coming_back = form.choose("channel", "comes_back").fill("contact", "");
        let first = mediator.submit(&coming_back).await.with_status(303);

        let other = coming_back.fill("name", "Aster");
        let second = mediator.submit(&other).await.with_status(303);

        assert_ne!(second.header("location"), first.header("location"));
        assert_eq!(sent(site).await, 2);
    })
    .await;
}

#[tokio::test]
async fn the_same_need_of_the_same_person_is_asked_about_before_it_is_sent_again() {
    each_site(async |site| {
        let (mediator, form) = form_of(site).await;
        mediator.submit(&form).await.with_status(303);
        site.pass(Duration::days(29)).await;
        let mediator = site.mediator_at("Maison du Lac").await;

        let form = filled(&mediator.page(AGAIN).await.ok());
        let asked = mediator.submit(&form).await.with_status(422);

        asked.shows(&say("refer-new-another"));
        assert_eq!(sent(site).await, 1);
        let confirmed = asked.form("/orienter").choose("another", "oui");
        mediator.submit(&confirmed).await.with_status(303);
        assert_eq!(sent(site).await, 2);
    })
    .await;
}

#[tokio::test]
async fn another_need_or_a_month_later_nothing_is_asked() {
    each_site(async |site| {
        let (mediator, form) = form_of(site).await;
        mediator.submit(&form).await.with_status(303);

        let other = filled(&mediator.page(AGAIN).await.ok()).choose("theme", "parenting");
        mediator.submit(&other).await.with_status(303);
        site.pass(Duration::days(31)).await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let later = filled(&mediator.page(AGAIN).await.ok());
        mediator.submit(&later).await.with_status(303);

        assert_eq!(sent(site).await, 3);
    })
    .await;
}

#[tokio::test]
async fn pressing_no_twice_is_one_refusal() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let (partner, link) = (site.visitor(), site.answer_link(&atelier));
        let form = partner.page(&link).await.ok().form(&say("answers-decline-go"));
        let form = form.choose("reason", "provider-full");
        decline(&partner, &link).await.with_status(303);

        let again = partner.submit(&form).await.with_status(303);

        partner.follow(&again).await.ok().shows(&say("answers-closed-next"));
        assert_eq!(site.referral(&sent.id).await.attempts[0].state, AttemptState::Declined);
    })
    .await;
}

#[tokio::test]
async fn stopping_twice_is_one_stop() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&format!("/orientations/{}", sent.id)).await.ok();
        let form = page.form(&say("referrals-show-stop-go")).choose("reason", "timing");
        mediator.submit(&form).await.with_status(303);

        let again = mediator.submit(&form).await.with_status(303);

        mediator.follow(&again).await.ok();
        assert_eq!(site.referral(&sent.id).await.state, ReferralState::Withdrawn);
    })
    .await;
}
