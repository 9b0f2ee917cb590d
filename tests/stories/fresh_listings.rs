//! Listings are asked about, confirmed without an account, called about, and reported.

use blackbox::{Partner, Site, each_site};
use chrono::{Duration, NaiveDate};
use kernel::Closure;
use partner_directory::{Freshness, freshness, orientable};
use store::{error_reports, offers, organization_calls, organizations};

/// A partner whose listing was last checked `days` ago.
async fn old(site: &Site, name: &str, days: i64) -> Partner {
    let since = site.now().date_naive() - Duration::days(days);
    site.partner_with(name, |_, offer| {
        offer.freshness_since = since;
        offer.verified.on = since;
    })
    .await
}

async fn kept(site: &Site, partner: &Partner) -> partner_directory::Offer {
    let id = partner.offer.id.clone();
    site.read(move |conn| offers::find(conn, &id)).await
}

fn today(site: &Site) -> NaiveDate {
    site.now().date_naive()
}

/// How many letters the partner got.
fn letters(site: &Site, partner: &Partner) -> usize {
    site.letters().iter().filter(|letter| letter.to == partner.email()).count()
}

#[tokio::test]
async fn an_organization_is_asked_at_120_days_once_a_month_and_hidden_only_after() {
    each_site(async |site| {
        let atelier = old(site, "Atelier du Lac", 119).await;
        site.run_jobs().await;
        assert_eq!(letters(site, &atelier), 0, "119 days");

        site.pass(Duration::days(1)).await;
        site.run_jobs().await;
        assert_eq!(letters(site, &atelier), 1, "120 days");
        assert_eq!(kept(site, &atelier).await.asked_on, Some(today(site)));

        site.pass(Duration::days(59)).await;
        assert_eq!(letters(site, &atelier), 1, "179 days");
        site.pass(Duration::days(1)).await;
        site.run_jobs().await;
        assert_eq!(letters(site, &atelier), 2, "180 days");
        let offer = kept(site, &atelier).await;
        assert_eq!(freshness(&offer, today(site)), Freshness::ToConfirm);

        site.pass(Duration::days(155)).await;
        site.run_jobs().await;
        assert_eq!(letters(site, &atelier), 3, "335 days");
        site.pass(Duration::days(29)).await;
        let offer = kept(site, &atelier).await;
        assert_eq!(freshness(&offer, today(site)), Freshness::ToConfirm, "364 days");
        site.pass(Duration::days(1)).await;
        assert_eq!(freshness(&offer, today(site)), Freshness::Stale, "365 days");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_asked_while_the_organization_is_closed() {
    each_site(async |site| {
        let day = today(site);
        let since = day - Duration::days(130);
        let atelier = site
            .partner_with("Atelier du Lac", |organization, offer| {
                offer.freshness_since = since;
                organization.closures = vec![Closure { from: day, until: day }];
            })
            .await;

        site.run_jobs().await;
        assert_eq!(letters(site, &atelier), 0);
        site.pass(Duration::days(1)).await;
        site.run_jobs().await;
        assert_eq!(letters(site, &atelier), 1);
    })
    .await;
}

#[tokio::test]
async fn opening_the_link_changes_nothing_and_one_button_makes_the_offer_fresh_again() {
    each_site(async |site| {
        let atelier = old(site, "Atelier du Lac", 200).await;
        site.run_jobs().await;
        let link = site.answer_link(&atelier);
        assert!(link.starts_with("/confirmer/"), "{link}");
        let before = kept(site, &atelier).await;

        let page = site.visitor().page(&link).await.ok();
        assert_eq!(kept(site, &atelier).await, before, "the link itself changes nothing");
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));

        let visitor = site.visitor();
        visitor.submit(&page.form("/confirmer")).await.with_status(303);

        let offer = kept(site, &atelier).await;
        assert_eq!(freshness(&offer, today(site)), Freshness::Fresh);
        let id = atelier.organization.id.clone();
        let owner = site.read(move |conn| organizations::find(conn, &id)).await;
        assert_eq!(orientable(&offer, &owner, today(site)), Ok(()));
        let checks = site.app.checks_of(&offer.id).await.unwrap();
        assert_eq!(checks[0].by.as_deref(), Some("Atelier du Lac"));

        site.pass(Duration::days(61)).await;
        site.visitor().page(&link).await.with_status(410);
    })
    .await;
}

#[tokio::test]
async fn a_call_confirms_what_was_asked_and_a_call_in_vain_comes_again() {
    each_site(async |site| {
        let atelier = old(site, "Atelier du Lac", 200).await;
        let coordinator = site.coordinator().await;
        coordinator.page("/coordination/appels").await.ok().shows("Atelier du Lac");
        let path = format!("/coordination/appels/{}", atelier.organization.id);

        coordinator
            .post(&path, &[("how", "phone"), ("result", "no_answer")])
            .await
            .with_status(303);
        let page = coordinator.page("/coordination/appels").await.ok();
        assert!(!page.text().contains("Atelier du Lac"), "not before the agreed day");
        site.pass(Duration::days(2)).await;
        // A session ends after a day of silence.
        let coordinator = site.coordinator().await;
        coordinator.page("/coordination/appels").await.ok().shows("Atelier du Lac");

        coordinator
            .post(&path, &[("how", "phone"), ("result", "confirmed_all")])
            .await
            .with_status(422);
        let form = coordinator.page(&path).await.ok().form("/coordination/appels");
        coordinator.submit(&form.choose("result", "confirmed_all")).await.with_status(303);

        let offer = kept(site, &atelier).await;
        assert_eq!(freshness(&offer, today(site)), Freshness::Fresh);
        let of = atelier.organization.id.clone();
        let calls = site.read(move |conn| organization_calls::list_of(conn, &of)).await;
        assert_eq!(calls.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn an_error_reaches_the_organization_and_the_coordinator_and_the_reporter_is_told() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let path = format!("/offres/{}/signaler", atelier.offer.slug);
        let visitor = site.visitor();
        visitor.page(&path).await.ok();
        visitor.post(&path, &[("reason", "other")]).await.with_status(422);
        let said = [("reason", "wrong_hours"), ("contact", "voisin@public.example")];
        visitor.post(&path, &said).await.with_status(303);

        site.run_jobs().await;
        assert_eq!(letters(site, &atelier), 1);
        let coordinator = site.coordinator().await;
        let open = site.read(error_reports::untold).await;
        assert!(open.is_empty(), "the organization was told");
        let of = atelier.organization.id.clone();
        let report = site.read(move |conn| error_reports::open_of(conn, &of)).await.remove(0);
        let one = format!("/coordination/signalements/{}", report.id);
        coordinator.page("/coordination/signalements").await.ok().shows("Atelier du Lac");
        coordinator.page(&one).await.ok();
        coordinator.post(&one, &[("outcome", "corrected")]).await.with_status(303);

        site.run_jobs().await;
        site.letter_to("voisin@public.example");
        site.pass(Duration::days(31)).await;
        site.run_jobs().await;
        let id = report.id.clone();
        let erased = site.read(move |conn| error_reports::find(conn, &id)).await;
        assert_eq!((erased.contact, erased.words), (None, None));
    })
    .await;
}

#[tokio::test]
async fn closed_doors_on_three_days_make_a_listing_to_confirm() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let path = format!("/offres/{}/signaler", atelier.offer.slug);
        for day in 1..=3 {
            for _ in 0..2 {
                site.visitor().post(&path, &[("reason", "closed_door")]).await.with_status(303);
            }
            let offer = kept(site, &atelier).await;
            let expected = if day == 3 { Freshness::ToConfirm } else { Freshness::Fresh };
            assert_eq!(freshness(&offer, today(site)), expected, "day {day}");
            site.pass(Duration::days(1)).await;
        }
    })
    .await;
}
