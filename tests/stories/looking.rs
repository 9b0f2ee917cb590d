//! Who may look at whom: a coordinator only at what waits for one, and never without a reason.

use blackbox::{PERSON_NAME, PERSON_PHONE, each_site, say};
use referral_tracking::{Move, Owner};
use store::referrals::events;

use crate::steps::{decline, open_identity};

#[tokio::test]
async fn a_coordinator_has_neither_card_nor_name_while_the_organization_is_in_time() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let coordinator = site.coordinator().await;
        let path = format!("/orientations/{}", sent.id);

        let page = coordinator.page(&path).await.ok();
        page.hides(&sent.code).hides(&sent.pin).hides("/personne").hides("/prendre");
        coordinator.page(&format!("{path}/feuille")).await.with_status(404);
        let why = [("opening", "contact_person")];
        let named = coordinator.post(&format!("{path}/personne"), &why).await.with_status(404);
        named.hides(PERSON_NAME);
        let take = format!("/coordination{path}/prendre");
        coordinator.post(&take, &[]).await.with_status(409);
        let give = format!("/coordination{path}/reassigner");
        coordinator.post(&give, &[("owner", "pool")]).await.with_status(409);

        let owner = site.referral(&sent.id).await.owner;
        assert_eq!(owner, Some(Owner::Organization(atelier.organization.id.clone())));
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_a_coordinator_shows_card_and_name_for_a_reason_that_stays_in_the_log() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        decline(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
        let coordinator = site.coordinator().await;
        let path = format!("/orientations/{}", sent.id);

        let page = coordinator.page(&path).await.ok();
        page.shows(&sent.code).hides(PERSON_NAME);
        let silent = coordinator.post(&format!("{path}/personne"), &[]).await.with_status(422);
        silent.hides(PERSON_NAME).shows(&say("field-error-opening-required"));
        let page = open_identity(&coordinator, &path, "verify_need").await.ok();
        page.shows(PERSON_NAME).shows(PERSON_PHONE).shows(&say("opening-verify-need"));
        assert_eq!(page.header("cache-control"), Some("no-store"));

        coordinator.page(&path).await.ok().hides(PERSON_NAME);
        let id = sent.id.clone();
        let log = site.read(move |conn| events::list(conn, &id)).await;
        let looked: Vec<_> = log.iter().filter(|one| one.what == Move::OpenIdentity).collect();
        let [event] = looked[..] else { panic!("{looked:?}") };
        assert_eq!(event.reason.as_deref(), Some("verify_need"));
        assert_eq!(event.by.account, coordinator.account.map(|account| account.id));
    })
    .await;
}

#[tokio::test]
async fn opening_an_address_names_nobody_to_the_sender_either() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let path = format!("/orientations/{}", sent.id);

        let page = mediator.page(&format!("{path}?personne=oui")).await.ok();
        page.hides(PERSON_NAME).hides(PERSON_PHONE);

        open_identity(&mediator, &path, "contact_person").await.ok().shows(PERSON_NAME);
    })
    .await;
}
