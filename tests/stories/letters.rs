//! Letters leave once, and none is lost when the mail server is away.

use blackbox::{each_site, say};
use chrono::Duration;
use mail::MailError;
use referral_tracking::AttemptState;

use crate::steps::accept;

#[tokio::test]
async fn a_letter_that_a_server_refused_or_left_unanswered_leaves_later_and_once() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        site.mailer().fail_next(MailError::Refused { permanent: false });
        site.mailer().fail_next(MailError::Silent);
        site.mailer().fail_next(MailError::Unreachable);

        let sent = site.referral_sent_to(&[&atelier]).await;
        assert!(site.letters().is_empty());
        for _ in 0..6 {
            site.pass(Duration::minutes(10)).await;
        }

        let letters = site.letters();
        let to_partner: Vec<_> = letters.iter().filter(|one| one.to == atelier.email()).collect();
        assert_eq!(to_partner.len(), 1);
        accept(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
        let referral = site.referral(&sent.id).await;
        assert_eq!(referral.attempts[0].state, AttemptState::Accepted);
        let failures = site.log().iter().filter(|line| line.contains("letter not sent")).count();
        assert_eq!(failures, 3, "one line for each try");
    })
    .await;
}

#[tokio::test]
async fn a_failing_letter_does_not_hold_up_the_others() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let grottes = site.partner_with_offer("Cyber-Grottes").await;
        site.mailer().fail_next(MailError::Silent);
        site.referral_sent_to(&[&atelier]).await;

        site.referral_sent_to(&[&grottes]).await;

        site.letter_to(grottes.email());
    })
    .await;
}

#[tokio::test]
async fn no_letter_holds_a_name_a_contact_or_a_note_and_each_says_where_to_call() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let grottes = site.partner_with_offer("Cyber-Grottes").await;
        site.coordinator().await;
        let sent = site.referral_sent_to(&[&atelier, &grottes]).await;
        crate::steps::decline(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
        site.pass(Duration::minutes(2)).await;
        accept(&site.visitor(), &site.answer_link(&grottes)).await.with_status(303);
        site.pass(Duration::minutes(2)).await;

        let letters = site.letters();
        assert!(letters.len() >= 4, "two questions, the contact, the news: {}", letters.len());
        for letter in letters {
            for part in [&letter.subject, &letter.text, &letter.html] {
                for secret in [
                    blackbox::PERSON_NAME,
                    blackbox::PERSON_PHONE,
                    blackbox::PERSON_NOTE,
                    sent.pin.as_str(),
                ] {
                    let plain = part.replace(site.address(), "");
                    assert!(!plain.contains(secret), "{secret} is in a letter:\n{part}");
                }
            }
            assert!(letter.text.contains("+41 22 555 00 00"), "{}", letter.text);
            assert!(!letter.html.contains("<img") && !letter.html.contains("<script"));
        }
    })
    .await;
}

#[tokio::test]
async fn a_letter_in_html_leads_to_this_site_only() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        site.referral_sent_to(&[&atelier]).await;

        let letter = site.letter_to(atelier.email());

        for (at, _) in letter.html.match_indices("://") {
            let before: String = letter.html[..at].chars().rev().take(5).collect();
            let url = &letter.html[at.saturating_sub(4)..];
            assert!(url.starts_with(site.address()) || before.contains("www"), "{}", letter.html);
        }
        assert!(letter.html.contains(&site.link_in(&letter)));
        assert!(letter.html.contains("<html lang=\"fr\""), "{}", letter.html);
    })
    .await;
}

#[tokio::test]
async fn the_sender_reads_the_good_news_in_a_letter() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        accept(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);

        site.run_jobs().await;

        let mediator = site.mediator_at("Maison du Lac").await;
        let letter = site.letter_to(&mediator.account.as_ref().unwrap().email);
        assert!(letter.text.contains(&sent.code), "{}", letter.text);
        let page = mediator.page(&site.link_in(&letter)).await.ok();
        page.shows(&say("attempt-state-accepted"));
    })
    .await;
}
