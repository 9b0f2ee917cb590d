//! What a partner asks in free words, and what it is answered, is kept like the person's name.

use app::AppError;
use blackbox::{each_site, say};
use kernel::Channel;
use referral_tracking::{AttemptAction, Question};

/// What the partner writes.
const NOTE: &str = "Zebenya peut-elle venir avec sa tante le mardi ?";
/// What the mediator answers.
const ANSWER: &str = "Oui, dès 14 h, au 079 123 45 67.";

#[tokio::test]
async fn a_question_and_its_answer_are_read_by_both_and_by_nobody_who_copies_the_database() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let (partner, link) = (site.visitor(), site.answer_link(&atelier));
        let page = partner.page(&link).await.ok();
        let form = page.form(&say("answers-ask-go")).choose("question", "availability");
        partner.submit(&form.fill("note", NOTE)).await.with_status(303);
        partner.page(&link).await.ok().shows(NOTE);

        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&format!("/orientations/{}", sent.id)).await.ok();
        page.shows(NOTE);
        let form = page.form("/reponse").fill("note", ANSWER);
        mediator.submit(&form).await.with_status(303);

        partner.page(&link).await.ok().shows(NOTE).shows(ANSWER);
        let inbox = site.partner_of(&atelier).await;
        let attempt = site.referral(&sent.id).await.attempts[0].clone();
        let page = inbox.page(&format!("/structure/tentatives/{}", attempt.id)).await.ok();
        page.shows(NOTE).shows(ANSWER);
        let kept = attempt.exchange.unwrap();
        for text in [kept.note.unwrap(), kept.answer.unwrap()] {
            assert!(!text.contains("mardi") && !text.contains("14 h"), "{text}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_note_goes_with_the_key_of_the_referral() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let (partner, link) = (site.visitor(), site.answer_link(&atelier));
        let asked = [("act", "question"), ("question", "other"), ("note", NOTE)];
        partner.post(&link, &asked).await.with_status(303);
        let (id, now) = (sent.id.clone(), site.now());
        site.keys.write(move |conn| store::keys::erase(conn, &id, now, "test")).await.unwrap();

        partner.page(&link).await.ok().hides("tante");

        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&format!("/orientations/{}", sent.id)).await.ok();
        page.hides("tante").shows(&say("question-other"));
    })
    .await;
}

#[tokio::test]
async fn words_that_are_too_long_are_refused_whatever_page_they_come_from() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let attempt = site.referral(&sent.id).await.attempts[0].id.clone();
        let actor = site.partner_of(&atelier).await.account.unwrap().actor();
        let before = site.referral(&sent.id).await;

        let long = |count: usize| Some("é".repeat(count));
        for (action, field) in [
            (AttemptAction::Accept { in_charge: long(81) }, "in_charge"),
            (AttemptAction::AskInformation { question: Question::Need, note: long(281) }, "note"),
        ] {
            let channel = Channel::Web;
            let done = site.app.act_on_attempt(&actor, attempt.clone(), action, channel).await;
            let Err(AppError::Invalid(errors)) = done else { panic!("{done:?}") };
            let said: Vec<_> = errors.iter().map(|one| (one.field, one.code)).collect();
            assert_eq!(said, [(field, "too_long")]);
        }
        assert_eq!(site.referral(&sent.id).await, before);
    })
    .await;
}
