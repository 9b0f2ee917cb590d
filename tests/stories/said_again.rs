//! A card that is pressed again and again does not keep the coordinators busy.

use blackbox::{Page, Sent, Site, each_site, say};
use referral_tracking::Owner;

use crate::steps::accept;

/// Says on the page of the card that it did not help.
async fn say_no(site: &Site, sent: &Sent) -> Page {
    let form = [("code", sent.code.as_str()), ("pin", &sent.pin), ("act", "pas-aide")];
    site.visitor().post("/code", &form).await.ok()
}

#[tokio::test]
async fn a_card_says_nothing_about_help_that_nobody_promised_yet() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let before = site.referral(&sent.id).await;

        let page = say_no(site, &sent).await;

        page.hides(&say("code-done-not-helped")).shows(&say("error-refused-wrong-state-title"));
        assert_eq!(site.referral(&sent.id).await.owner, before.owner);
    })
    .await;
}

#[tokio::test]
async fn the_coordinators_hear_once_that_it_did_not_help() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let coordinator = site.coordinator().await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        accept(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);

        for _ in 0..4 {
            say_no(site, &sent).await.shows(&say("code-done-not-helped"));
            site.run_jobs().await;
        }

        assert_eq!(site.referral(&sent.id).await.owner, Some(Owner::Pool));
        let (email, why) = (coordinator.account.unwrap().email, say("why-person-not-helped"));
        let letters = site.letters();
        let calls = letters.iter().filter(|one| one.to == email && one.text.contains(&why));
        assert_eq!(calls.count(), 1);
    })
    .await;
}
