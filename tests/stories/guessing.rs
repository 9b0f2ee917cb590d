//! Guessing codes ends, and does not lock out those who have one.

use blackbox::{Person, each_site, say};

async fn open(person: &Person, code: &str) -> u16 {
    person.post("/code", &[("code", code)]).await.status
}

#[tokio::test]
async fn who_guesses_codes_is_shut_out_of_codes_alone() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let guesser = site.visitor();

        for _ in 0..20 {
            assert_eq!(open(&guesser, "K7PM-4XQ2").await, 422);
        }
        let shut = guesser.post("/code", &[("code", &sent.code)]).await.with_status(429);

        shut.shows(&say("field-error-too-many-wrong")).hides(&say("code-state-asked"));
        let sign_in = [("email", "x@exemple.ch"), ("password", "not the right one")];
        assert_ne!(guesser.post("/connexion", &sign_in).await.status, 429);
        assert_eq!(open(&site.visitor(), &sent.code).await, 200);
    })
    .await;
}

#[tokio::test]
async fn a_desk_that_opens_many_cards_can_still_sign_in() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let desk = site.visitor();

        for _ in 0..20 {
            assert_eq!(open(&desk, &sent.code).await, 200);
        }

        let sign_in = [("email", "x@exemple.ch"), ("password", "not the right one")];
        assert_ne!(desk.post("/connexion", &sign_in).await.status, 429);
    })
    .await;
}

#[tokio::test]
async fn two_hundred_blind_tries_an_hour_alarm_the_coordinators_and_the_log() {
    each_site(async |site| {
        site.expect_errors();
        let coordinator = site.coordinator().await;
        for _ in 0..10 {
            let guesser = site.visitor();
            for _ in 0..19 {
                assert_eq!(open(&guesser, "K7PM-4XQ2").await, 422);
            }
        }
        coordinator.page("/coordination").await.ok().hides(&say("coordination-show-guessed"));
        let last = site.visitor();
        for _ in 0..10 {
            open(&last, "K7PM-4XQ2").await;
        }

        coordinator.page("/coordination").await.ok().shows(&say("coordination-show-guessed"));
        let log = site.log().join("\n");
        assert!(log.contains("codes of cards are being guessed"), "{log}");
    })
    .await;
}
