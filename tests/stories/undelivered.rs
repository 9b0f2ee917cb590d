//! A letter that will never arrive is not silence: a human is asked to call.

use blackbox::{Partner, Site, each_site, say};
use chrono::Duration;
use kernel::Urgency;
use mail::MailError;
use referral_tracking::{AttemptState, Owner};
use store::{organizations, outbox};

use crate::steps::refer_to;

/// Takes away every address of the organization behind `partner`.
async fn lose_address(site: &Site, partner: &Partner) {
    let id = partner.organization.id.clone();
    let now = site.now();
    site.write(move |conn| {
        let found = organizations::find(conn, &id)?;
        let lost = partner_directory::Organization { referral_email: None, email: None, ..found };
        organizations::update(conn, &lost, now)
    })
    .await;
}

/// Forgets the letters that were given up: this story meant them to be.
async fn forget_failed(site: &Site, wanted: i64) {
    let before = site.now() + Duration::days(1);
    assert_eq!(site.read(outbox::backlog).await.failed, wanted);
    site.write(move |conn| outbox::delete_finished(conn, before)).await;
}

#[tokio::test]
async fn a_letter_refused_for_good_brings_a_coordinator_who_reads_whom_to_call() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let coordinator = site.coordinator().await;
        site.mailer().fail_next(MailError::Refused { permanent: true });

        let sent = site.referral_sent_to(&[&atelier]).await;

        let referral = site.referral(&sent.id).await;
        assert_eq!(referral.owner, Some(Owner::Pool));
        assert_eq!(referral.attempts[0].state, AttemptState::Sent, "it may still answer");
        let queue = coordinator.page("/coordination").await.ok();
        queue.shows(&sent.code).shows(&say("why-letter-not-delivered"));
        let path = format!("/orientations/{}", sent.id);
        let page = coordinator.page(&path).await.ok();
        page.shows(&say("referrals-show-undelivered-title")).shows("+41 22 555 22 22");
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&path).await.ok();
        page.shows(&say("referrals-show-undelivered-title"));
        site.run_jobs().await;
        let told = site.letter_to(&coordinator.account.as_ref().unwrap().email);
        assert!(told.text.contains(&say("why-letter-not-delivered")), "{}", told.text);
        forget_failed(site, 1).await;
    })
    .await;
}

#[tokio::test]
async fn a_partner_that_lost_its_address_is_not_taken_for_a_silent_one() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        site.coordinator().await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        lose_address(site, &atelier).await;

        // Half of two opening days, on a Tuesday at ten: the reminder has nowhere to go.
        site.pass(Duration::hours(24)).await;
        site.pass(Duration::minutes(2)).await;

        assert_eq!(site.referral(&sent.id).await.owner, Some(Owner::Pool));
        let queue = site.coordinator().await.page("/coordination").await.ok();
        queue.shows(&sent.code).shows(&say("why-letter-not-delivered"));
        forget_failed(site, 1).await;
    })
    .await;
}

#[tokio::test]
async fn a_letter_with_the_contact_that_cannot_arrive_is_told_to_the_coordinators() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let link = site.answer_link(&atelier);
        crate::steps::accept(&site.visitor(), &link).await.with_status(303);
        site.mailer().fail_next(MailError::Refused { permanent: true });

        site.run_jobs().await;

        let referral = site.referral(&sent.id).await;
        assert_eq!(referral.owner, Some(Owner::Pool));
        assert_eq!(referral.attempts[0].state, AttemptState::Accepted);
        forget_failed(site, 1).await;
    })
    .await;
}

#[tokio::test]
async fn the_coordinators_are_called_once_for_one_question_that_did_not_arrive() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let coordinator = site.coordinator().await;
        site.mailer().fail_next(MailError::Refused { permanent: true });
        let sent = site.referral_with(&[&atelier], |new| new.urgency = Urgency::U0).await;
        lose_address(site, &atelier).await;

        while site.referral(&sent.id).await.attempts[0].reminders < 2 {
            site.pass(Duration::hours(4)).await;
        }

        let email = coordinator.account.unwrap().email;
        let why = say("why-letter-not-delivered");
        let calls =
            site.letters().iter().filter(|one| one.to == email && one.text.contains(&why)).count();
        assert_eq!(calls, 1);
        site.run_jobs().await;
        forget_failed(site, 3).await;
    })
    .await;
}

#[tokio::test]
async fn an_organization_that_no_letter_can_reach_is_not_offered_to_refer_to() {
    each_site(async |site| {
        let silent = site
            .partner_with("Atelier muet", |organization, _| organization.referral_email = None)
            .await;
        let mediator = site.mediator_at("Maison du Lac").await;

        let page = mediator.page(&refer_to(&[&silent])).await.ok();

        page.shows(&say("not-orientable-no-address"));
    })
    .await;
}
