//! Nobody gets more than five letters a day; news waits for one bundle.

use blackbox::{Partner, Sent, Site, each_site, say};
use chrono::Duration;
use kernel::Urgency;
use mail::Letter;
use referral_tracking::ContactChannel;

use crate::steps::accept;

/// The letters to `email`, oldest first.
fn to(site: &Site, email: &str) -> Vec<Letter> {
    site.letters().into_iter().filter(|letter| letter.to == email).collect()
}

fn is_bundle(letter: &Letter) -> bool {
    letter.text.contains(&say("letter-bundle-go"))
}

/// A referral of somebody who reads mail, accepted and completed by `partner`.
async fn helped_by_mail(site: &Site, partner: &Partner, number: usize) -> Sent {
    let sent = site
        .referral_with(&[partner], |new| {
            new.person.channel = ContactChannel::Email;
            new.person.contact = format!("personne{number}@person.example");
        })
        .await;
    let link = site.answer_link(partner);
    let visitor = site.visitor();
    accept(&visitor, &link).await.with_status(303);
    visitor.post(&link, &[("act", "contact")]).await.with_status(303);
    let done = [("act", "termine"), ("outcome", "helped_fully")];
    visitor.post(&link, &done).await.with_status(303);
    sent
}

#[tokio::test]
async fn news_that_needs_nothing_comes_in_one_letter_as_the_network_opens() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let email = mediator.account.as_ref().unwrap().email.clone();
        let one = helped_by_mail(site, &atelier, 1).await;
        let other = helped_by_mail(site, &atelier, 2).await;
        site.pass(Duration::minutes(2)).await;
        assert_eq!(to(site, &email), [], "nothing to do, nothing at once");

        // The next morning at eight, Geneva time.
        site.pass(Duration::hours(22)).await;

        let letters = to(site, &email);
        assert_eq!(letters.len(), 1, "{letters:#?}");
        assert!(is_bundle(&letters[0]), "{}", letters[0].text);
        for sent in [&one, &other] {
            assert!(letters[0].text.contains(&sent.code), "{}", letters[0].text);
        }
        assert!(letters[0].text.contains(&say("news-completed")));
        assert!(!letters[0].text.contains("Atelier"), "{}", letters[0].text);
    })
    .await;
}

#[tokio::test]
async fn who_has_to_call_the_person_reads_it_at_once() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        site.referral_sent_to(&[&atelier]).await;

        accept(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
        site.run_jobs().await;

        let mediator = site.mediator_at("Maison du Lac").await;
        let email = mediator.account.as_ref().unwrap().email.clone();
        let letters = to(site, &email);
        assert_eq!(letters.len(), 1);
        assert!(!is_bundle(&letters[0]));
    })
    .await;
}

#[tokio::test]
async fn after_five_letters_in_a_day_the_rest_waits_and_nothing_is_lost() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let email = mediator.account.as_ref().unwrap().email.clone();
        let mut codes = Vec::new();
        for number in 0..8 {
            let sent = site
                .referral_with(&[&atelier], |new| {
                    new.person.contact = format!("+41 79 123 45 {:02}", 10 + number);
                })
                .await;
            accept(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
            site.pass(Duration::minutes(1)).await;
            codes.push(sent.code);
        }

        let today = to(site, &email);
        assert_eq!(today.len(), 5, "{:#?}", today.iter().map(|one| &one.subject));
        site.pass(Duration::hours(22)).await;

        let letters = to(site, &email);
        assert_eq!(letters.len(), 6, "one bundle for the other three");
        assert!(is_bundle(&letters[5]));
        for (number, code) in codes.iter().enumerate() {
            let told = letters.iter().filter(|letter| letter.text.contains(code)).count();
            assert_eq!(told, 1, "referral {number}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_urgent_referral_is_never_held_back() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let coordinator = site.coordinator().await;
        let email = coordinator.account.as_ref().unwrap().email.clone();
        for number in 0..7 {
            site.referral_with(&[&atelier], |new| {
                new.urgency = Urgency::U2;
                new.person.contact = format!("+41 79 123 45 {:02}", 10 + number);
            })
            .await;
        }

        site.pass(Duration::minutes(125)).await;
        site.run_jobs().await;

        assert_eq!(to(site, &email).len(), 7);
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_is_switched_off_does_not_leave_until_it_is_switched_on_again() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let coordinator = site.coordinator().await;
        let page = coordinator.page("/admin/courriels").await.ok();
        page.shows(&say("letter-name-remind-partner"));
        let off = "/admin/courriels/remind_partner/arreter";
        coordinator.post(off, &[]).await.with_status(303);
        coordinator.post("/admin/courriels/ask_partner/arreter", &[]).await.with_status(404);

        site.referral_sent_to(&[&atelier]).await;
        site.pass(Duration::hours(28)).await;
        assert_eq!(to(site, atelier.email()).len(), 1, "the question and no reminder");
        let coordinator = site.coordinator().await;
        coordinator.page("/admin/courriels").await.ok().shows(&say("network-letters-state-off"));
        let on = "/admin/courriels/remind_partner/reprendre";
        coordinator.post(on, &[]).await.with_status(303);
        site.pass(Duration::hours(4)).await;

        assert_eq!(to(site, atelier.email()).len(), 2, "the second reminder leaves");
    })
    .await;
}

#[tokio::test]
async fn an_answer_to_a_letter_goes_to_the_help_line() {
    each_site(async |site| {
        let now = site.now();
        site.write(move |conn| {
            let settings = store::network::NetworkSettings {
                helpdesk_email: Some("aide@reseau.example".to_owned()),
                ..store::network::settings(conn)?
            };
            store::network::put_settings(conn, &settings, None, now)
        })
        .await;
        let atelier = site.partner_with_offer("Atelier du Lac").await;

        site.referral_sent_to(&[&atelier]).await;

        let letter = site.letter_to(atelier.email());
        assert_eq!(letter.reply_to.as_deref(), Some("aide@reseau.example"));
    })
    .await;
}
