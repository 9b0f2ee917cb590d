//! The main job from the first search to the coordinator's figures.

mod acceptance;

use blackbox::{PERSON_NAME, PERSON_NOTE, PERSON_PHONE, each_site, say};
use chrono::Duration;
use referral_tracking::{AttemptState, ReferralState};

use crate::steps::{accept, filled, path_of, see_contact};

#[tokio::test]
async fn a_person_is_found_help_handed_over_accepted_and_counted() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;

        let results = mediator.page("/recherche?q=imprimer").await.ok();
        let to_offer = results.attributes("main a[href^='/offres/']", "href").remove(0);
        let offer = mediator.page(&to_offer).await.ok();
        offer.shows("Permanence Atelier du Lac");
        let to_refer = offer.attributes("main a[href^='/orienter']", "href").remove(0);
        let form = filled(&mediator.page(&to_refer).await.ok());
        let sent = mediator.submit(&form).await.with_status(303);
        let referral = mediator.follow(&sent).await.ok();
        referral.shows("Atelier du Lac");

        site.pass(Duration::minutes(2)).await;
        let letter = site.letter_to(atelier.email());
        for secret in [PERSON_NAME, PERSON_PHONE, PERSON_NOTE] {
            for part in [&letter.subject, &letter.text, &letter.html] {
                assert!(!part.contains(secret), "{secret} is in this letter:\n{part}");
            }
        }
        let link = site.link_in(&letter);
        let partner = site.visitor();
        partner.page(&link).await.ok().hides(PERSON_NAME).hides(PERSON_PHONE).hides(PERSON_NOTE);

        let answered = accept(&partner, &link).await.with_status(303);
        partner.follow(&answered).await.ok().hides(PERSON_NAME).hides(PERSON_PHONE);
        let contact = see_contact(&partner, &link).await.ok();
        contact.shows(PERSON_NAME).shows(PERSON_PHONE).shows(PERSON_NOTE);

        let path = path_of(&sent);
        mediator.page(&path).await.ok().shows(&say("attempt-state-accepted"));
        let coordinator = site.coordinator().await;
        coordinator.page("/coordination").await.ok();
        let actor = coordinator.account.unwrap().actor();
        let lines = site.app.figures(&actor, site.now() - Duration::days(1)).await.unwrap();
        assert_eq!(lines.left, 0);
    })
    .await;
}

#[tokio::test]
async fn the_coordinator_sees_how_many_once_enough_people_stand_behind_a_number() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        for _ in 0..6 {
            site.referral_sent_to(&[&atelier]).await;
            accept(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
        }

        let page = site.coordinator().await.page("/coordination").await.ok();

        page.shows("100 %");
    })
    .await;
}

#[tokio::test]
async fn the_partner_keeps_a_link_of_its_own_to_the_contact_after_accepting() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        site.referral_sent_to(&[&atelier]).await;
        let asked = site.answer_link(&atelier);
        accept(&site.visitor(), &asked).await.with_status(303);

        site.run_jobs().await;

        let contact = site.answer_link(&atelier);
        assert_ne!(contact, asked);
        see_contact(&site.visitor(), &contact).await.ok().shows(PERSON_NAME).shows(PERSON_PHONE);
    })
    .await;
}

#[tokio::test]
async fn a_partner_answers_from_its_inbox_in_two_pages() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let partner = site.partner_of(&atelier).await;

        let inbox = partner.page("/structure").await.ok();
        inbox.hides(PERSON_NAME);
        let to_attempt = inbox.attributes("main a[href^='/structure/']", "href").remove(0);
        let page = partner.page(&to_attempt).await.ok();
        page.hides(PERSON_NAME).hides(PERSON_PHONE);
        let form = page.form(&say("answers-accept-go"));
        let answered = partner.submit(&form).await.with_status(303);

        partner.follow(&answered).await.ok().shows(PERSON_NAME).shows(PERSON_PHONE);
        let referral = site.referral(&sent.id).await;
        assert_eq!(referral.attempts[0].state, AttemptState::Accepted);
    })
    .await;
}

#[tokio::test]
async fn help_that_happened_ends_the_referral() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let (partner, link) = (site.visitor(), site.answer_link(&atelier));
        accept(&partner, &link).await.with_status(303);

        let page = partner.page(&link).await.ok();
        let met = page.form(&say("answers-contact-accepted"));
        let met = met.press(&say("answers-contact-accepted"));
        partner.submit(&met).await.with_status(303);
        let page = partner.page(&link).await.ok();
        let form = page.form(&say("answers-complete-go")).choose("outcome", "helped_fully");
        partner.submit(&form).await.with_status(303);

        assert_eq!(site.referral(&sent.id).await.state, ReferralState::Completed);
    })
    .await;
}
