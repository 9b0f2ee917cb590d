//! A card that is locked or lost: a desk makes a new one, and the old one is dead.

use blackbox::{Person, Sent, each_site, say};
use chrono::Duration;

use crate::steps::decline;

/// Locks the card of `sent` by guessing.
async fn lock(person: &Person, sent: &Sent) {
    let wrong = if sent.pin == "0000" { "0001" } else { "0000" };
    for _ in 0..5 {
        person.post("/code", &[("code", &sent.code), ("pin", wrong)]).await;
    }
    let form = [("code", sent.code.as_str()), ("pin", sent.pin.as_str())];
    person.post("/code", &form).await.with_status(423);
}

#[tokio::test]
async fn the_desk_that_sent_it_replaces_a_locked_card_and_the_old_one_is_dead() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        lock(&site.visitor(), &sent).await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let path = format!("/orientations/{}", sent.id);

        let page = mediator.page(&path).await.ok();
        page.shows(&say("referrals-show-card-locked"));
        let done = mediator.submit(&page.form(&say("referrals-show-card-new"))).await;
        let page = mediator.follow(&done.with_status(303)).await.ok();

        page.hides(&sent.code).hides(&say("referrals-show-card-locked"));
        let old = [("code", sent.code.as_str()), ("pin", sent.pin.as_str())];
        site.visitor().post("/code", &old).await.with_status(422);
        let actor = mediator.account.as_ref().unwrap().actor();
        let (code, pin) = site.app.referral(&actor, sent.id.clone()).await.unwrap().card.unwrap();
        let new = [("code", code.as_str()), ("pin", pin.as_str())];
        site.visitor().post("/code", &new).await.ok().shows("Atelier du Lac");
        assert!(site.log().iter().any(|line| line.contains("card replaced")), "no trace of it");
    })
    .await;
}

#[tokio::test]
async fn coordinators_replace_a_card_only_while_they_work_on_the_referral() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let coordinator = site.coordinator().await;
        let path = format!("/orientations/{}/carte", sent.id);

        coordinator.post(&path, &[]).await.with_status(404);
        decline(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
        coordinator.post(&path, &[]).await.with_status(303);

        let old = [("code", sent.code.as_str())];
        site.visitor().post("/code", &old).await.with_status(422);
    })
    .await;
}

#[tokio::test]
async fn the_end_of_a_referral_does_not_unlock_its_card() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        lock(&site.visitor(), &sent).await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let path = format!("/orientations/{}", sent.id);

        mediator.post(&format!("{path}/arret"), &[("reason", "timing")]).await.with_status(303);
        site.pass(Duration::minutes(2)).await;

        let form = [("code", sent.code.as_str()), ("pin", sent.pin.as_str())];
        site.visitor().post("/code", &form).await.with_status(423);
        mediator.post(&format!("{path}/carte"), &[]).await.with_status(409);
    })
    .await;
}
