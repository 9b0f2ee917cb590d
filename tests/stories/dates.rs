//! A day that cannot be meant is asked again, and never kept.

use blackbox::{Form, each_site, say};
use referral_tracking::AttemptState;

use crate::steps::accept;

#[tokio::test]
async fn an_appointment_in_the_wrong_year_is_asked_again_with_what_was_typed() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let (partner, link) = (site.visitor(), site.answer_link(&atelier));
        accept(&partner, &link).await.with_status(303);
        let page = partner.page(&link).await.ok();
        let on = |day: &str| -> Form {
            let form = page.form(&say("answers-appointment-go"));
            form.fill("appointment_day", day).fill("appointment_time", "14:30")
        };

        for (day, code) in [("2025-03-10", "past-date"), ("2062-03-10", "too-far")] {
            let again = partner.submit(&on(day)).await.with_status(422);
            again.shows(&say(&format!("field-error-{code}")));
            assert!(again.html().contains(day), "what was typed is kept: {again}");
        }
        let attempt = site.referral(&sent.id).await.attempts[0].clone();
        assert_eq!((attempt.state, attempt.appointment_at), (AttemptState::Accepted, None));

        partner.submit(&on("2026-03-10")).await.with_status(303);
        let kept = site.referral(&sent.id).await.attempts[0].appointment_at;
        assert_eq!(kept, "2026-03-10T13:30:00Z".parse().ok());
    })
    .await;
}

#[tokio::test]
async fn a_place_expected_in_many_years_is_asked_again() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let (partner, link) = (site.visitor(), site.answer_link(&atelier));

        for (day, code) in [("2026-03-01", "past-date"), ("2036-03-10", "too-far")] {
            let later = [("act", "attente"), ("expected_on", day)];
            let again = partner.post(&link, &later).await.with_status(422);
            again.shows(&say(&format!("field-error-{code}")));
        }

        let attempt = site.referral(&sent.id).await.attempts[0].clone();
        assert_eq!((attempt.state, attempt.expected_on), (AttemptState::Sent, None));
    })
    .await;
}
