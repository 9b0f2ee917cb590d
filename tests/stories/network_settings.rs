//! What the network decides for itself: deadlines, help line.

use blackbox::{Site, each_site, say};
use chrono::Duration;

/// The number that the page shows for a term.
async fn shown(site: &Site, term: &str) -> String {
    let coordinator = site.coordinator().await;
    let page = coordinator.page("/admin/reseau").await.ok();
    page.form("/admin/reseau").value(term).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_deadline_that_the_network_changes_holds_from_then_on_and_is_public() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let before = site.referral_sent_to(&[&atelier]).await;
        let coordinator = site.coordinator().await;
        let page = coordinator.page("/admin/reseau").await.ok();

        let form = page.form("/admin/reseau").fill("answer_u1", "10").fill("answer_u2", "3");
        coordinator.submit(&form).await.with_status(303);

        assert_eq!(shown(site, "answer_u1").await, "10");
        let sent = site.referral_sent_to(&[&atelier]).await;
        let allowed = async |id| site.referral(id).await.attempts[0].clock.allowed;
        assert_eq!(allowed(&before.id).await, Duration::hours(20), "what was asked stays");
        assert_eq!(allowed(&sent.id).await, Duration::hours(10));
        let public = site.visitor().page("/transparence").await.ok();
        public.shows("10\u{a0}heures d’ouverture").shows(&say("term-answer-u1"));
    })
    .await;
}

#[tokio::test]
async fn a_number_that_cannot_hold_is_named_at_its_field_and_nothing_is_kept() {
    each_site(async |site| {
        let coordinator = site.coordinator().await;
        let page = coordinator.page("/admin/reseau").await.ok();
        let wrong = [
            ("erase_closed_days", "400", "field-error-number-out-of-range"),
            ("second_reminder", "50", "field-error-not-after"),
            ("answer_u2", "quatre", "field-error-not-a-number"),
            ("network", " ", "field-error-network-required"),
            ("phone", "12", "field-error-not-a-phone"),
            ("email", "aide", "field-error-not-an-address"),
        ];
        for (field, typed, error) in wrong {
            let form = page.form("/admin/reseau").fill(field, typed).fill("hours", "le lundi");
            let answer = coordinator.submit(&form).await.with_status(422);
            answer.shows(&say(error));
            let again = answer.form("/admin/reseau");
            assert_eq!(again.value("hours"), Some("le lundi"), "typed values are kept");
        }
        let settings = site.app.network().await.unwrap();
        assert_eq!(
            settings.helpdesk_hours_note.as_deref(),
            Some("du lundi au vendredi, 8 h à 18 h")
        );
        assert_eq!(shown(site, "erase_closed_days").await, "90");
    })
    .await;
}

#[tokio::test]
async fn a_changed_help_line_is_on_every_page_at_once() {
    each_site(async |site| {
        let coordinator = site.coordinator().await;
        let page = coordinator.page("/admin/reseau").await.ok();

        let form = page.form("/admin/reseau").fill("phone", "022 418 00 00");
        coordinator.submit(&form).await.with_status(303);

        site.visitor().page("/").await.ok().shows("+41 22 418 00 00");
    })
    .await;
}
