//! What pages must not say, or not to everybody.

use blackbox::{each_site, say};

use crate::steps::{decline, filled, refer_to};

#[tokio::test]
async fn the_code_is_not_in_the_title_that_a_browser_keeps() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let mediator = site.mediator_at("Maison du Lac").await;

        for path in ["", "/feuille"] {
            let page = mediator.page(&format!("/orientations/{}{path}", sent.id)).await.ok();
            let title = page.text_of("title");
            assert!(!title.contains(&sent.code) && !title.is_empty(), "{title}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_desk_says_that_the_coordination_searches_whoever_took_it() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        decline(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
        let take = format!("/coordination/orientations/{}/prendre", sent.id);
        site.coordinator().await.post(&take, &[]).await.with_status(303);

        let desk = site.mediator_at("Maison du Lac").await.page("/mediation").await.ok();

        desk.shows(&say("ball-coordinators"));
    })
    .await;
}

#[tokio::test]
async fn a_choice_that_no_list_offers_is_named_and_never_kept() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();

        for (field, value) in [
            ("commune", "Rue du Lac 3, chez Zebenya"),
            ("commune", "9999"),
            ("language", "xx"),
            ("theme", "nothing"),
            ("urgency", "u9"),
            ("scope", "everybody"),
            ("handover", "by_pigeon"),
            ("adjustment", "a_diagnosis"),
            ("channel", "pigeon"),
        ] {
            let answer = mediator.submit(&filled(&page).forge(field, value)).await;
            let again = answer.with_status(422);
            again.shows(&say(match field {
                "commune" => "field-error-commune-unknown",
                _ => "field-error-unknown",
            }));
            let kept = again.form("/orienter");
            assert_eq!(kept.value("name"), Some(blackbox::PERSON_NAME), "{field}: {kept}");
        }
        let known = filled(&page).choose("commune", "6621").choose("language", "ti");
        mediator.submit(&known).await.with_status(303);
    })
    .await;
}

#[tokio::test]
async fn an_address_to_which_no_letter_can_go_is_refused_at_the_desk() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();

        for address in ["zebenya@exemple..ch", "a..b@exemple.ch", "zebenya@-exemple.ch", "a@b"] {
            let form = filled(&page).choose("channel", "email").fill("contact", address);
            let again = mediator.submit(&form).await.with_status(422);
            again.shows(&say("field-error-not-an-address"));
        }
        let form = filled(&page).choose("channel", "email").fill("contact", "z@exemple.ch");
        mediator.submit(&form).await.with_status(303);
    })
    .await;
}
