//! A person whose letters do not arrive still hears the news: from a human.

use blackbox::{Site, each_site, say};
use chrono::Duration;
use mail::MailError;
use referral_tracking::ContactChannel;
use store::outbox;

use crate::steps::accept;

/// Gives up the letter that waits for the person, as when the mail server refuses it for good.
async fn refuse_letter_to_person(site: &Site) {
    let now = site.now() + Duration::days(1);
    site.write(move |conn| {
        let waiting = outbox::due(conn, now, 100)?;
        let to_person = waiting.into_iter().find(|one| one.letter.kind == "tell_person").unwrap();
        let error = MailError::Refused { permanent: true }.to_string();
        outbox::mark_failed(conn, &to_person.id, &error, None, now)
    })
    .await;
}

#[tokio::test]
async fn a_person_whose_letter_is_refused_is_told_by_the_desk_that_sent_them() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let partners = [&atelier];
        let by_mail = site.referral_with(&partners, |new| {
            new.person.channel = ContactChannel::Email;
            new.person.contact = "zebenya@exemple.ch".to_owned();
        });
        let sent = by_mail.await;
        let mediator = site.mediator_at("Maison du Lac").await;
        accept(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
        mediator.page("/mediation").await.ok().hides(&say("mediation-show-to-tell"));

        refuse_letter_to_person(site).await;

        let desk = mediator.page("/mediation").await.ok();
        desk.shows(&say("mediation-show-to-tell")).shows(&say("mediation-show-mail-lost"));
        let page = mediator.page(&format!("/orientations/{}", sent.id)).await.ok();
        page.shows(&say("referrals-show-script-accepted"));
        site.pass(Duration::days(6)).await;
        let later = site.mediator_at("Maison du Lac").await.page("/mediation").await.ok();
        later.hides(&say("mediation-show-mail-lost"));
        let before = site.now() + Duration::days(3);
        site.write(move |conn| outbox::delete_finished(conn, before)).await;
    })
    .await;
}
