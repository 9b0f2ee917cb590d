//! The card that the person takes home: the code says little, the PIN says more, and guessing ends.

use blackbox::{PERSON_NAME, PERSON_PHONE, Page, Person, Sent, each_site, say};
use referral_tracking::ReferralState;

use crate::steps::accept;

async fn open(person: &Person, code: &str, pin: &str) -> Page {
    person.post("/code", &[("code", code), ("pin", pin)]).await
}

fn wrong_pin(sent: &Sent) -> &'static str {
    if sent.pin == "0000" { "0001" } else { "0000" }
}

#[tokio::test]
async fn the_code_alone_says_how_it_stands_and_neither_who_nor_what() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let person = site.visitor();
        let page = person.page("/code").await.ok();

        let form = page.form("/code").fill("code", &sent.code);
        let page = person.submit(&form).await.ok();

        page.shows(&say("code-state-asked"));
        for secret in
            [PERSON_NAME, PERSON_PHONE, "Atelier du Lac", &say("theme-administrative-help")]
        {
            page.hides(secret);
        }
        accept(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
        open(&person, &sent.code, "").await.ok().shows(&say("code-state-answered"));
    })
    .await;
}

#[tokio::test]
async fn the_code_may_be_typed_in_any_case_with_or_without_its_dash() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;

        let plain = sent.code.replace('-', "");
        for code in [sent.code.to_lowercase(), plain, format!("  {} ", sent.code)] {
            open(&site.visitor(), &code, "").await.ok().shows(&say("code-state-asked"));
        }
    })
    .await;
}

#[tokio::test]
async fn with_the_pin_the_person_learns_who_helps_and_still_no_name_is_shown() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;

        let page = open(&site.visitor(), &sent.code, &sent.pin).await.ok();

        page.shows("Atelier du Lac");
        page.hides(PERSON_NAME).hides(PERSON_PHONE);
    })
    .await;
}

#[tokio::test]
async fn five_wrong_pins_lock_the_card_even_for_the_right_one() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;

        for _ in 0..4 {
            let page = open(&site.visitor(), &sent.code, wrong_pin(&sent)).await.with_status(422);
            page.shows(&say("field-error-wrong-pin")).hides("Atelier du Lac");
        }
        open(&site.visitor(), &sent.code, wrong_pin(&sent)).await.with_status(423);
        let page = open(&site.visitor(), &sent.code, &sent.pin).await.with_status(423);

        page.shows("+41 22 555 00 00").hides("Atelier du Lac");
        open(&site.visitor(), &sent.code, "").await.ok().shows(&say("code-state-asked"));
    })
    .await;
}

#[tokio::test]
async fn the_right_pin_forgives_the_wrong_ones_before_it() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;

        for _ in 0..3 {
            for _ in 0..4 {
                open(&site.visitor(), &sent.code, wrong_pin(&sent)).await.with_status(422);
            }
            open(&site.visitor(), &sent.code, &sent.pin).await.ok().shows("Atelier du Lac");
        }
    })
    .await;
}

#[tokio::test]
async fn the_person_stops_everything_with_code_and_pin() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let person = site.visitor();
        let page = open(&person, &sent.code, &sent.pin).await.ok();

        let form = page.form(&say("code-stop-go")).press(&say("code-stop-go"));
        person.submit(&form).await.ok().shows(&say("code-done-withdrawn"));

        assert_eq!(site.referral(&sent.id).await.state, ReferralState::Withdrawn);
    })
    .await;
}

#[tokio::test]
async fn without_the_pin_nobody_stops_anything() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let before = site.referral(&sent.id).await;

        for pin in ["", wrong_pin(&sent), "12345", "abcd"] {
            let form = [("code", sent.code.as_str()), ("pin", pin), ("act", "arreter")];
            let answer = site.visitor().post("/code", &form).await;
            assert!((400..500).contains(&answer.status), "{pin:?}: {answer}");
        }

        assert_eq!(site.referral(&sent.id).await, before);
    })
    .await;
}

#[tokio::test]
async fn an_unknown_code_says_where_to_find_it_and_keeps_what_was_typed() {
    each_site(async |site| {
        for code in ["", "K7PM-4XQ2", "nonsense", "😀", &"A".repeat(5_000), "\0"] {
            let page = open(&site.visitor(), code, "1234").await.with_status(422);
            if code == "K7PM-4XQ2" {
                assert_eq!(page.form("/code").value("code"), Some(code), "{page}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn neither_code_nor_pin_is_ever_in_an_address() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let plain = sent.code.replace('-', "");

        let opened = open(&site.visitor(), &sent.code, &sent.pin).await.ok();
        let mediator = site.mediator_at("Maison du Lac").await;
        let referral = mediator.page(&format!("/orientations/{}", sent.id)).await.ok();
        let slip = mediator.page(&format!("/orientations/{}/feuille", sent.id)).await.ok();

        for page in [&opened, &referral, &slip] {
            for address in page
                .attributes("[href]", "href")
                .iter()
                .chain(&page.attributes("[action]", "action"))
            {
                assert!(!address.contains(&plain) && !address.contains(&sent.code), "{address}");
            }
        }
        let query = format!("/code?code={plain}&pin={}", sent.pin);
        site.visitor().page(&query).await.ok().hides("Atelier du Lac");
    })
    .await;
}
