//! The network's telephone: who has only a code and a telephone gets as far as anybody.

use blackbox::{PERSON_NAME, PERSON_NOTE, PERSON_PHONE, Person, Site, each_site, say};
use chrono::Duration;
use kernel::Channel;
use referral_tracking::{AttemptState, ReferralState};
use store::referrals::events;

use crate::steps::{filled, path_of, refer_to, referral_of};

/// Somebody of the organization that coordinates, at the telephone.
async fn helpdesk(site: &Site) -> Person {
    site.mediator_at("Coordination du réseau").await
}

#[tokio::test]
async fn retrait_who_calls_with_a_code_stops_everything_and_is_forgotten_within_a_day() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let helpdesk = helpdesk(site).await;
        let page = helpdesk.page("/permanence").await.ok();

        let found = helpdesk.submit(&page.form("/permanence").fill("code", &sent.code)).await.ok();
        found.shows(&say("code-state-asked"));
        found.hides(PERSON_NAME).hides(PERSON_PHONE).hides(PERSON_NOTE);
        let stop = found.form(&say("telephone-stop-go")).choose("reason", "changed_mind");
        helpdesk.submit(&stop).await.ok().shows(&say("telephone-done-withdrawn"));

        assert_eq!(site.referral(&sent.id).await.state, ReferralState::Withdrawn);
        site.pass(Duration::hours(24)).await;
        let of = sent.id.clone();
        let kept = site.read(move |conn| store::personal::find(conn, &of)).await;
        assert_eq!(kept, None, "the identity is still there");
    })
    .await;
}

#[tokio::test]
async fn an_answer_by_telephone_is_noted_for_the_organization_and_marked_as_such() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let helpdesk = helpdesk(site).await;
        let found = helpdesk.post("/permanence", &[("code", sent.code.as_str())]).await.ok();
        found.shows("+41 22 555 22 22");

        let form = found.form(&say("noting-go"));
        helpdesk.submit(&form).await.with_status(422).shows("Atelier du Lac");
        let form = form.choose("answer", "accepter").choose("channel", "phone");
        helpdesk.submit(&form).await.ok().shows(&say("telephone-done-noted"));

        let referral = site.referral(&sent.id).await;
        assert_eq!(referral.attempts[0].state, AttemptState::Accepted);
        let of = sent.id.clone();
        let log = site.read(move |conn| events::list(conn, &of)).await;
        assert_eq!(log.last().map(|event| event.channel), Some(Channel::Phone), "{log:?}");
    })
    .await;
}

#[tokio::test]
async fn the_telephone_belongs_to_who_coordinates_and_an_unknown_code_opens_nothing() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let mediator = site.mediator_at("Maison du Lac").await;

        mediator.page("/permanence").await.with_status(404);
        mediator.post("/permanence", &[("code", sent.code.as_str())]).await.with_status(404);
        let wrong = helpdesk(site).await.post("/permanence", &[("code", "K7PM-4XQ2")]).await;
        wrong.with_status(422).shows(&say("field-error-wrong-code")).hides("Atelier du Lac");
    })
    .await;
}

#[tokio::test]
async fn calling_together_ends_with_the_answer_and_the_appointment_noted_at_once() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();
        let form = filled(&page).choose("handover", "three_way_call");
        let sent = mediator.submit(&form).await.with_status(303);

        let slip = mediator.follow(&sent).await.ok();
        slip.shows(&say("warm-three-way-call-title")).shows("+41 22 555 22 22");
        let referral = mediator.page(&path_of(&sent)).await.ok();
        let day = (site.now() + Duration::days(2)).format("%Y-%m-%d").to_string();
        let note = referral.form(&say("noting-go")).choose("answer", "accepter");
        let half = note.clone().fill("day", &day);
        mediator.submit(&half).await.with_status(422);
        let note = note.fill("day", &day).fill("time", "14:30");
        mediator.submit(&note).await.with_status(303);

        let kept = site.referral(&referral_of(&sent).as_str().into()).await;
        assert_eq!(kept.attempts[0].state, AttemptState::InProgress);
        assert!(kept.attempts[0].appointment_at.is_some());
        let slip = mediator.follow(&sent).await.ok();
        slip.hides(&say("warm-three-way-call-title"));
        assert!(slip.text().contains("14 h 30"), "the appointment is not on the slip: {slip}");
    })
    .await;
}
