//! Handing a person over at the counter: consent first, nothing lost, nothing sent twice.

mod unsent_form;

use blackbox::{PERSON_NAME, PERSON_NOTE, PERSON_PHONE, Site, each_site, say};
use chrono::Duration;
use referral_tracking::{ReferralState, Scope};
use store::Page as Slice;
use store::referrals::{self, SentBy};

use crate::steps::{filled, path_of, refer_to, referral_of};

/// How many referrals the organization called `name` has sent or begun.
async fn sent_by(site: &Site, name: &str) -> i64 {
    let organization = site.organization(name).await.id;
    site.read(move |conn| {
        let of = SentBy::Organization(organization);
        referrals::sent_by(conn, &of, Slice { number: 1, size: 20 }).map(|(total, _)| total)
    })
    .await
}

#[tokio::test]
async fn without_the_persons_agreement_nothing_is_kept_and_nothing_is_sent() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();

        let form = filled(&page).without("consent");
        let again = mediator.submit(&form).await.with_status(422);
        again.shows(&say("field-error-consent-required"));
        let forged = filled(&page).forge("consent", "silence");
        mediator.submit(&forged).await.with_status(422);

        site.pass(Duration::minutes(5)).await;
        assert_eq!(sent_by(site, "Maison du Lac").await, 0);
        assert!(site.letters().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_is_kept_when_something_is_wrong() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();

        let form = filled(&page).fill("contact", "079 12").choose("urgency", "u2");
        let again = mediator.submit(&form).await.with_status(422);

        again.shows(&say("field-error-not-a-phone"));
        assert!(again.count("[aria-invalid='true']") >= 1, "{}", again.html());
        let kept = again.form("/orienter");
        assert_eq!(kept.value("name"), Some(PERSON_NAME), "{kept}");
        assert_eq!(kept.value("contact"), Some("079 12"), "{kept}");
        assert_eq!(kept.value("note"), Some(PERSON_NOTE), "{kept}");
        assert_eq!(kept.value("urgency"), Some("u2"), "{kept}");
        assert_eq!(kept.value("consent"), Some("oral"), "{kept}");
        assert_eq!(kept.value("offre"), Some(atelier.offer.slug.as_str()), "{kept}");
        let sent = mediator.submit(&kept.fill("contact", "079 123 45 67")).await;
        sent.with_status(303);
    })
    .await;
}

#[tokio::test]
async fn forged_values_are_named_and_typed_ones_are_kept() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();

        for (field, value) in [
            ("channel", "pigeon"),
            ("language", "klingon"),
            ("theme", "nothing"),
            ("name", ""),
            ("name", &"é".repeat(81)),
            ("note", &"é".repeat(281)),
            ("contact", "<script>alert(1)</script>"),
        ] {
            let form = filled(&page).forge(field, value);
            let again = mediator.submit(&form).await.with_status(422);
            let kept = again.form("/orienter");
            if field != "name" {
                assert_eq!(kept.value("name"), Some(PERSON_NAME), "{field}: {kept}");
            }
            assert!(!again.html().contains("<script>alert(1)"), "{again}");
        }
        assert_eq!(sent_by(site, "Maison du Lac").await, 0);
    })
    .await;
}

#[tokio::test]
async fn control_characters_never_reach_a_letter_or_a_page() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();

        for name in ["Zeb\0enya", "Zeb\r\nBcc: x@evil.example", "Zeb\u{1b}[31m", "\u{202e}Zeb"] {
            let answer = mediator.submit(&filled(&page).forge("name", name)).await;
            assert!(matches!(answer.status, 303 | 422), "{name:?}: {answer}");
            if answer.status == 303 {
                let shown = mediator.follow(&answer).await.ok();
                assert!(!shown.html().contains(['\0', '\u{1b}', '\u{202e}']), "{name:?}: {shown}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_offer_that_takes_nobody_cannot_be_asked_not_even_by_force() {
    each_site(async |site| {
        let closed =
            site.partner_with("Maison Fermée", |_, offer| offer.accepts_referrals = false);
        let closed = closed.await;
        let stranger = site.partner_with("Sans Accord", |one, _| one.agreement = None).await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let form = filled(&mediator.page(&refer_to(&[&atelier])).await.ok());

        for partner in [&closed, &stranger] {
            let page = mediator.page(&refer_to(&[partner])).await.ok();
            assert_eq!(page.count("form[action='/orienter']"), 0, "{page}");
            let forced = form.clone().forge("offre", &partner.offer.slug);
            let answer = mediator.submit(&forced).await;
            assert!(matches!(answer.status, 409 | 422), "{answer}");
        }

        site.pass(Duration::minutes(5)).await;
        assert_eq!(sent_by(site, "Maison du Lac").await, 0);
        assert!(site.letters().is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_unknown_offer_is_not_found_and_four_offers_are_too_many() {
    each_site(async |site| {
        let mediator = site.mediator_at("Maison du Lac").await;
        mediator.page("/orienter?offre=nowhere").await.with_status(404);
        let mut partners = vec![];
        for name in ["Un", "Deux", "Trois", "Quatre"] {
            partners.push(site.partner_with_offer(name).await);
        }
        let all: Vec<_> = partners.iter().collect();

        let page = mediator.page(&refer_to(&all)).await.ok();
        let shown =
            page.attributes("form[action='/orienter'] input[name='offre'][checked]", "value");

        assert!(shown.len() <= 3, "{page}");
    })
    .await;
}

#[tokio::test]
async fn only_the_named_partners_may_be_asked_unless_the_person_allows_any() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let grottes = site.partner_with_offer("Cyber-Grottes").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&refer_to(&[&atelier, &grottes])).await.ok();

        let sent = mediator.submit(&filled(&page)).await.with_status(303);

        let id = referral_of(&sent);
        let referral = site.referral(&id.as_str().into()).await;
        let named = vec![atelier.organization.id.clone(), grottes.organization.id.clone()];
        assert_eq!(referral.consent.unwrap().scope, Scope::Named(named));
        assert_eq!(referral.attempts[0].organization, atelier.organization.id);
    })
    .await;
}

#[tokio::test]
async fn a_sender_who_is_not_trusted_yet_is_read_by_a_coordinator_first() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let new = site.partner_with("Nouvelle Venue", |one, _| one.is_trusted_sender = false).await;
        let mediator = site.signed_in(kernel::Role::Mediator, new.organization.id.clone()).await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();

        let sent = mediator.submit(&filled(&page)).await.with_status(303);
        mediator.follow(&sent).await.ok();
        site.pass(Duration::minutes(5)).await;

        assert!(site.letters().iter().all(|one| one.to != atelier.email()));
        let id = referral_of(&sent);
        assert_eq!(site.referral(&id.as_str().into()).await.state, ReferralState::Held);
        let coordinator = site.coordinator().await;
        let path = format!("/coordination/orientations/{id}/liberer");
        let page = coordinator.page(&path_of(&sent)).await.ok();
        let form = page.form(&say("coordination-act-release"));
        assert!(form.action().starts_with("/coordination/orientations/"), "{path}");
        coordinator.submit(&form).await.with_status(303);
        site.pass(Duration::minutes(2)).await;
        site.letter_to(atelier.email());
    })
    .await;
}

#[tokio::test]
async fn the_slip_carries_code_and_pin_and_nothing_about_the_person() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let mediator = site.mediator_at("Maison du Lac").await;

        let slip = mediator.page(&format!("/orientations/{}/feuille", sent.id)).await.ok();

        slip.shows(&sent.code).shows(&sent.pin);
        slip.hides(PERSON_PHONE).hides(PERSON_NOTE);
        assert!(slip.count("svg") >= 1, "a code to scan: {}", slip.html());
        assert!(!slip.html().contains(&format!("code?{}", sent.code)));
    })
    .await;
}

#[tokio::test]
async fn a_person_who_refuses_leaves_with_a_sheet_and_without_a_trace() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;

        let sheet = mediator.page(&format!("/offres/{}/feuille", atelier.offer.slug)).await.ok();

        sheet.shows("Permanence Atelier du Lac").shows("Rue de Lyon 1");
        assert_eq!(sent_by(site, "Maison du Lac").await, 0);
    })
    .await;
}

#[tokio::test]
async fn within_a_minute_a_sending_can_be_taken_back_before_any_letter_leaves() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();
        let sent = mediator.submit(&filled(&page)).await.with_status(303);
        site.pass(Duration::seconds(30)).await;

        let referral = mediator.page(&path_of(&sent)).await.ok();
        let form = referral.form(&say("referrals-show-error-go"));
        mediator.submit(&form).await.with_status(303);
        site.pass(Duration::minutes(5)).await;

        assert!(site.letters().iter().all(|one| one.to != atelier.email()));
        let id = referral_of(&sent);
        assert_eq!(site.referral(&id.as_str().into()).await.state, ReferralState::EnteredInError);
    })
    .await;
}
