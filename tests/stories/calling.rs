//! What comes of a call or a visit, and what a holder of a link says without an account.

use blackbox::{Page, Partner, Person, Site, each_site};
use chrono::{Duration, NaiveDate};
use partner_directory::{
    CallResult, Freshness, OfferStatus, ReportOrigin, ReportReason, VerifiedHow, freshness,
};
use store::error_reports::{self, Report};
use store::offers;
use store::organization_calls::{self, Call};

async fn old(site: &Site, name: &str, days: i64) -> Partner {
    let since = today(site) - Duration::days(days);
    site.partner_with(name, |_, offer| {
        offer.freshness_since = since;
        offer.verified.on = since;
    })
    .await
}

fn today(site: &Site) -> NaiveDate {
    site.now().date_naive()
}

async fn kept(site: &Site, partner: &Partner) -> partner_directory::Offer {
    let id = partner.offer.id.clone();
    site.read(move |conn| offers::find(conn, &id)).await
}

async fn calls(site: &Site, partner: &Partner) -> Vec<Call> {
    let of = partner.organization.id.clone();
    site.read(move |conn| organization_calls::list_of(conn, &of)).await
}

fn path(partner: &Partner) -> String {
    format!("/coordination/appels/{}", partner.organization.id)
}

/// Fills the form of the call page and sends it.
async fn call(coordinator: &Person, partner: &Partner, how: &str, result: &str) -> Page {
    let form = coordinator.page(&path(partner)).await.ok().form("/coordination/appels");
    let form = form.choose("how", how).choose("result", result).fill("call_note", "Demander Ana.");
    coordinator.submit(&form).await
}

async fn is_listed(site: &Site, partner: &Partner) -> bool {
    // A session ends after a day of silence.
    let page = site.coordinator().await.page("/coordination/appels").await.ok();
    page.text().contains(&partner.organization.name)
}

#[tokio::test]
async fn a_visit_confirms_in_the_name_of_the_network() {
    each_site(async |site| {
        let atelier = old(site, "Atelier du Lac", 200).await;
        call(&site.coordinator().await, &atelier, "visit", "confirmed_all").await.with_status(303);

        let offer = kept(site, &atelier).await;
        assert_eq!(offer.verified.how, VerifiedHow::Visit);
        assert_eq!(offer.verified.by.as_deref(), Some("Réseau d’essai"));
        assert_eq!(freshness(&offer, today(site)), Freshness::Fresh);
        assert_eq!(calls(site, &atelier).await[0].note.as_deref(), Some("Demander Ana."));
    })
    .await;
}

#[tokio::test]
async fn what_is_no_longer_offered_is_hidden_at_once_and_can_be_looked_up() {
    each_site(async |site| {
        let atelier = old(site, "Atelier du Lac", 200).await;
        let public = format!("/offres/{}", atelier.offer.slug);
        site.visitor().page(&public).await.ok();

        let coordinator = site.coordinator().await;
        call(&coordinator, &atelier, "phone", "no_longer_offered").await.with_status(303);

        assert_eq!(kept(site, &atelier).await.status, OfferStatus::Paused);
        assert_eq!(site.visitor().page(&public).await.status, 404);
        assert!(!is_listed(site, &atelier).await);
    })
    .await;
}

#[tokio::test]
async fn who_does_not_want_to_be_called_is_never_on_the_list_again() {
    each_site(async |site| {
        let atelier = old(site, "Atelier du Lac", 200).await;
        assert!(is_listed(site, &atelier).await);
        call(&site.coordinator().await, &atelier, "phone", "do_not_call").await.with_status(303);

        for _ in 0..6 {
            assert!(!is_listed(site, &atelier).await);
            site.pass(Duration::days(60)).await;
        }
        assert_eq!(kept(site, &atelier).await.status, OfferStatus::Published);
    })
    .await;
}

#[tokio::test]
async fn three_days_in_vain_are_a_question_that_was_not_answered() {
    each_site(async |site| {
        // Nobody can be written to, so nobody is asked by letter.
        let since = today(site) - Duration::days(340);
        let atelier = site
            .partner_with("Atelier du Lac", |organization, offer| {
                (organization.email, organization.referral_email) = (None, None);
                (offer.freshness_since, offer.verified.on) = (since, since);
            })
            .await;
        for (day, result) in ["no_answer", "wrong_number", "no_answer"].into_iter().enumerate() {
            assert_eq!(kept(site, &atelier).await.asked_on, None, "after {day} days");
            let coordinator = site.coordinator().await;
            // Twice on one day is one day.
            call(&coordinator, &atelier, "phone", result).await.with_status(303);
            call(&coordinator, &atelier, "phone", result).await.with_status(303);
            assert!(!is_listed(site, &atelier).await, "not before the agreed day");
            site.clock.advance(Duration::days(2));
        }

        let asked = kept(site, &atelier).await.asked_on;
        assert_eq!(asked, Some(today(site) - Duration::days(2)));
        site.pass(Duration::days(30)).await;
        let offer = kept(site, &atelier).await;
        assert_eq!(freshness(&offer, today(site)), Freshness::Stale);
    })
    .await;
}

#[tokio::test]
async fn a_call_about_what_changed_meanwhile_keeps_its_note_and_says_what_changed() {
    each_site(async |site| {
        let atelier = old(site, "Atelier du Lac", 200).await;
        let coordinator = site.coordinator().await;
        let page = coordinator.page(&path(&atelier)).await.ok();
        let form = page.form("/coordination/appels").choose("result", "confirmed_all");
        let form = form.fill("call_note", "Ouvre dès mardi.");
        let (id, now) = (atelier.offer.id.clone(), site.now());
        let change = move |status, name: &'static str| {
            let id = id.clone();
            site.write(move |conn| {
                let offer = offers::find(conn, &id)?;
                let name = name.to_owned();
                let changed = partner_directory::Offer { status, name, ..offer };
                offers::update(conn, &changed, now)
            })
        };

        change(OfferStatus::Published, "Aide du mardi").await;
        let again = coordinator.submit(&form).await.with_status(409);
        again.shows("« Aide du mardi » a été modifiée");
        let again = again.form("/coordination/appels");
        assert_eq!(again.value("call_note"), Some("Ouvre dès mardi."));
        assert!(calls(site, &atelier).await.is_empty(), "nothing is half kept");

        change(OfferStatus::Paused, "Aide du mardi").await;
        let shown = again.offered("checked")[0].to_owned();
        let again = again.tick("checked", &shown);
        let page = coordinator.submit(&again).await.with_status(409);
        page.shows("« Aide du mardi » n’est plus publiée");
        assert_eq!(kept(site, &atelier).await.verified.how, VerifiedHow::Phone);
        let form = page.form("/coordination/appels").choose("result", "wrong_number");
        coordinator.submit(&form).await.with_status(303);
        let call = calls(site, &atelier).await.remove(0);
        assert_eq!(call.result, CallResult::WrongNumber);
        assert_eq!(call.note.as_deref(), Some("Ouvre dès mardi."));
    })
    .await;
}

async fn open_reports(site: &Site, partner: &Partner) -> Vec<Report> {
    let of = partner.organization.id.clone();
    site.read(move |conn| error_reports::open_of(conn, &of)).await
}

#[tokio::test]
async fn what_the_holder_of_a_link_says_again_is_one_report() {
    each_site(async |site| {
        let atelier = old(site, "Atelier du Lac", 200).await;
        site.run_jobs().await;
        let link = site.answer_link(&atelier);
        let visitor = site.visitor();
        let offer = atelier.offer.id.as_str();
        let say = async |words: &str| {
            let said = [("act", "changed"), ("changed", offer), ("words", words)];
            visitor.post(&link, &said).await
        };

        assert_eq!(say("").await.status, 422);
        for words in ["C’est le mardi.", "C’est le mardi.", "Et le jeudi."] {
            assert_eq!(say(words).await.status, 303);
        }
        let mut reports = open_reports(site, &atelier).await;
        assert_eq!(reports.len(), 1);
        let report = reports.remove(0);
        assert_eq!(report.words.as_deref(), Some("C’est le mardi.\nEt le jeudi."));
        assert_eq!(report.origin, ReportOrigin::Organization);
        visitor.page(&link).await.ok().shows("Vous avez signalé un changement");
        let page = site.coordinator().await.page("/coordination/signalements").await.ok();
        page.shows("Atelier du Lac");
        for number in 0..8 {
            say(&format!("{number} {}", "x".repeat(480))).await;
        }
        let words = open_reports(site, &atelier).await.remove(0).words.unwrap();
        assert!(words.chars().count() <= 2_000, "an open report does not grow without end");
    })
    .await;
}

#[tokio::test]
async fn the_holder_of_a_link_ends_an_offer_once_and_the_coordinators_hear_of_it() {
    each_site(async |site| {
        let atelier = old(site, "Atelier du Lac", 200).await;
        site.run_jobs().await;
        let link = site.answer_link(&atelier);
        let gone = [("gone", atelier.offer.id.as_str())];
        site.visitor().post(&link, &gone).await.with_status(303);
        site.visitor().post(&link, &gone).await.with_status(303);

        let offer = kept(site, &atelier).await;
        assert_eq!(offer.status, OfferStatus::Paused);
        let checks = site.app.checks_of(&offer.id).await.unwrap();
        assert_eq!((checks.len(), checks[0].how), (1, VerifiedHow::MailLink));
        let reports = open_reports(site, &atelier).await;
        assert_eq!(reports.len(), 1);
        assert_eq!(reports[0].reason, ReportReason::NoLongerExists);
        site.visitor().page(&link).await.ok().shows("Merci, tout est noté");
    })
    .await;
}
