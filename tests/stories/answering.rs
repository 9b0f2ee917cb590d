//! Answering by the link in the letter, without an account.

use blackbox::{PERSON_NAME, PERSON_PHONE, each_site, say};
use chrono::Duration;
use referral_tracking::{AttemptState, Move, Owner};
use reqwest::Method;

use crate::steps::{accept, decline, see_contact, token};

#[tokio::test]
async fn opening_the_link_changes_nothing_however_often() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let link = site.answer_link(&atelier);
        let before = site.referral(&sent.id).await;

        for _ in 0..3 {
            let page = site.visitor().page(&link).await.ok();
            page.hides(PERSON_NAME).hides(PERSON_PHONE);
            let head = site.visitor().request(Method::HEAD, &link);
            assert!(site.visitor().send(head).await.status < 500);
        }

        assert_eq!(site.referral(&sent.id).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_refusal_asks_the_next_offer_the_person_agreed_to() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let grottes = site.partner_with_offer("Cyber-Grottes").await;
        let sent = site.referral_sent_to(&[&atelier, &grottes]).await;

        let no = decline(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
        site.visitor().follow(&no).await.ok().hides(PERSON_NAME);
        site.pass(Duration::minutes(2)).await;

        let yes = accept(&site.visitor(), &site.answer_link(&grottes)).await.with_status(303);
        site.visitor().follow(&yes).await.ok().hides(PERSON_NAME);
        see_contact(&site.visitor(), &site.answer_link(&grottes)).await.ok().shows(PERSON_NAME);
        let states: Vec<_> =
            site.referral(&sent.id).await.attempts.iter().map(|one| one.state).collect();
        assert_eq!(states, [AttemptState::Declined, AttemptState::Accepted]);
    })
    .await;
}

#[tokio::test]
async fn a_refusal_without_a_reason_is_asked_for_one_and_changes_nothing() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let before = site.referral(&sent.id).await;
        let (partner, link) = (site.visitor(), site.answer_link(&atelier));

        let page = partner.page(&link).await.ok();
        let form = page.form(&say("answers-decline-go"));
        let again = partner.submit(&form).await.with_status(422);

        again.shows(&say("field-error-reason-required"));
        let forged = form.forge("reason", "provider-because");
        partner.submit(&forged).await.with_status(422);
        assert_eq!(site.referral(&sent.id).await, before);
    })
    .await;
}

#[tokio::test]
async fn when_nobody_can_help_the_coordinators_own_the_referral() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;

        decline(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);

        let referral = site.referral(&sent.id).await;
        assert_eq!(referral.owner, Some(Owner::Pool));
        assert!(referral.due.is_some());
        let coordinator = site.coordinator().await;
        coordinator.page("/coordination").await.ok().shows(&sent.code);
    })
    .await;
}

#[tokio::test]
async fn of_twenty_presses_at_once_one_counts_and_all_lead_to_the_same_page() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let link = site.answer_link(&atelier);

        let asked: Vec<_> = (0..20)
            .map(|_| {
                let (visitor, link) = (site.visitor(), link.clone());
                tokio::spawn(
                    async move { visitor.post(&link, &[("act", "accepter")]).await.status },
                )
            })
            .collect();
        let mut statuses = vec![];
        for answer in asked {
            statuses.push(answer.await.unwrap());
        }

        assert_eq!(statuses, [303; 20]);
        let referral = site.referral(&sent.id).await;
        let id = sent.id.clone();
        let events = site.read(move |conn| store::referrals::events::list(conn, &id)).await;
        assert_eq!(events.iter().filter(|one| one.what == Move::Accept).count(), 1);
        assert_eq!(referral.attempts[0].state, AttemptState::Accepted);
        site.run_jobs().await;
        let to_partner = site.letters().iter().filter(|one| one.to == atelier.email()).count();
        assert_eq!(to_partner, 2, "one letter to ask, one with the contact");
    })
    .await;
}

#[tokio::test]
async fn of_a_late_yes_and_the_next_partners_yes_only_one_wins() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let grottes = site.partner_with_offer("Cyber-Grottes").await;
        let sent = site.referral_sent_to(&[&atelier, &grottes]).await;
        let late = site.answer_link(&atelier);
        let due = site.referral(&sent.id).await.due.unwrap();
        site.pass(due - site.now() + Duration::minutes(1)).await;
        site.pass(Duration::minutes(2)).await;
        let next = site.answer_link(&grottes);

        let mut asked = vec![];
        for link in [late, next] {
            let visitor = site.visitor();
            asked.push(tokio::spawn(async move {
                visitor.post(&link, &[("act", "accepter")]).await.status
            }));
        }
        let mut statuses = vec![];
        for answer in asked {
            statuses.push(answer.await.unwrap());
        }

        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        let accepted = site.referral(&sent.id).await;
        let accepted = accepted.attempts.iter().filter(|one| one.state == AttemptState::Accepted);
        assert_eq!(accepted.count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_link_used_twice_says_how_it_stands_and_changes_nothing() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let (partner, link) = (site.visitor(), site.answer_link(&atelier));
        decline(&partner, &link).await.with_status(303);
        let before = site.referral(&sent.id).await;

        partner.page(&link).await.ok().shows(&say("answers-closed-next"));
        let again = partner.post(&link, &[("act", "accepter")]).await.with_status(409);

        again.hides(PERSON_NAME);
        assert_eq!(site.referral(&sent.id).await, before);
    })
    .await;
}

#[tokio::test]
async fn an_old_link_and_a_forged_link_open_nothing_and_say_whom_to_call() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        site.referral_sent_to(&[&atelier]).await;
        let link = site.answer_link(&atelier);
        let forged = "/reponse/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        let cut = link.strip_suffix(token(&link).chars().last().unwrap()).unwrap();
        for wrong in [forged, cut, "/reponse/x", "/reponse/%00", "/reponse/%FF%FE"] {
            let page = site.visitor().page(wrong).await;
            assert!(matches!(page.status, 400 | 404), "{page}");
            page.shows("+41 22 555 00 00");
            let posted = site.visitor().post(wrong, &[("act", "accepter")]).await;
            assert!(matches!(posted.status, 400 | 404), "{posted}");
        }

        site.pass(Duration::days(30)).await;

        let page = site.visitor().page(&link).await.with_status(410);
        page.shows(&say("answers-over-expired")).shows("+41 22 555 00 00").hides(PERSON_NAME);
        site.visitor().post(&link, &[("act", "accepter")]).await.with_status(410);
    })
    .await;
}

#[tokio::test]
async fn the_link_of_one_attempt_never_shows_another_person() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let grottes = site.partner_with_offer("Cyber-Grottes").await;
        site.referral_sent_to(&[&atelier, &grottes]).await;
        let first = site.answer_link(&atelier);
        decline(&site.visitor(), &first).await.with_status(303);
        site.pass(Duration::minutes(2)).await;
        accept(&site.visitor(), &site.answer_link(&grottes)).await.with_status(303);

        let page = site.visitor().page(&first).await.ok();

        page.hides(PERSON_NAME).hides(PERSON_PHONE).hides("Cyber-Grottes");
    })
    .await;
}

#[tokio::test]
async fn trying_links_again_and_again_ends() {
    let site = blackbox::Site::open_small().await;
    let guesser = site.visitor();
    let mut statuses = vec![];

    for number in 0..25 {
        statuses.push(guesser.page(&format!("/reponse/guess-{number}")).await.status);
    }

    assert_eq!(statuses.first(), Some(&404));
    assert_eq!(statuses.last(), Some(&429));
}
