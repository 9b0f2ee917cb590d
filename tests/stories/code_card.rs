//! The card that the person takes home: the code says little, the PIN says more, and guessing ends.

mod telephone;

use blackbox::{PERSON_NAME, PERSON_PHONE, Page, Person, Sent, each_site, say};
use referral_tracking::ReferralState;

use crate::steps::{accept, see_contact};

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

#[tokio::test]
async fn with_the_pin_the_person_changes_how_to_be_reached_and_the_partner_reads_the_new_number() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let person = site.visitor();
        let form = open(&person, &sent.code, &sent.pin).await.ok().form(&say("code-reach-go"));
        let form = form.press(&say("code-reach-go"));

        let wrong = form.clone().choose("channel", "sms").fill("contact", "079 12");
        let again = person.submit(&wrong).await.with_status(422);
        again.shows(&say("field-error-not-a-phone"));
        assert_eq!(again.form(&say("code-reach-go")).value("contact"), Some("079 12"), "{again}");
        let right = form.choose("channel", "sms").fill("contact", "079 999 88 77");
        person.submit(&right).await.ok().shows(&say("code-done-reached"));

        let link = site.answer_link(&atelier);
        accept(&site.visitor(), &link).await.with_status(303);
        let contact = see_contact(&site.visitor(), &link).await.ok();
        contact.shows("+41 79 999 88 77").shows(PERSON_NAME).hides(PERSON_PHONE);
        assert!(site.log().iter().any(|line| line.contains("contact changed")), "no trace of it");
        assert!(!site.log().join("\n").contains("999 88 77"), "the number is in the log");
    })
    .await;
}

#[tokio::test]
async fn nobody_changes_the_contact_without_the_pin_or_after_the_end() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let reach = |pin: &str| {
            let pin = pin.to_owned();
            let code = sent.code.clone();
            let person = site.visitor();
            async move {
                let form = [
                    ("code", code.as_str()),
                    ("pin", pin.as_str()),
                    ("act", "joindre"),
                    ("channel", "phone"),
                    ("contact", "079 999 88 77"),
                ];
                person.post("/code", &form).await
            }
        };

        for pin in ["", wrong_pin(&sent)] {
            let answer = reach(pin).await;
            assert!((400..500).contains(&answer.status), "{pin:?}: {answer}");
        }
        let stop = [("code", sent.code.as_str()), ("pin", &sent.pin), ("act", "arreter")];
        site.visitor().post("/code", &stop).await.ok();
        let late = reach(&sent.pin).await;

        late.hides(&say("code-done-reached"));
        let mediator = site.mediator_at("Maison du Lac").await.account.unwrap().actor();
        let kept = site.app.person(&mediator, sent.id.clone()).await.unwrap();
        assert!(kept.is_none_or(|one| one.contact == PERSON_PHONE));
    })
    .await;
}

#[tokio::test]
async fn the_page_of_the_code_reads_in_a_browser_that_shows_text_alone() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;

        let page = open(&site.visitor(), &sent.code, &sent.pin).await.ok();

        let text = page.text();
        let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("no {words}: {text}"));
        let order = [say("code-state-asked"), say("code-next-title"), say("code-reach-title")];
        let places: Vec<usize> = order.iter().map(|words| at(words)).collect();
        assert!(places.is_sorted(), "{text}");
        assert_eq!(page.count("main form:not([method='post'])"), 0, "a code in an address");
        assert_eq!(page.count("main input:not([type='hidden']):not([id]):not([type='radio'])"), 0);
    })
    .await;
}
