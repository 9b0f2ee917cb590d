//! The directory on paper and in a file: public facts only, for whoever has no internet.

mod slip;

use blackbox::{each_site, say};

#[tokio::test]
async fn a_booklet_lists_the_offers_of_its_commune_and_hides_protected_addresses() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;

        let index = site.visitor().page("/livret").await.ok();
        let booklet = index.attributes("main a[href^='/livret/']", "href").remove(0);
        let page = site.visitor().page(&booklet).await.ok();
        page.shows(&atelier.offer.name).hides(atelier.email());
        assert_eq!(page.count("style, script, [style]"), 0);
        let large = site.visitor().page(&format!("{booklet}?taille=grand")).await.ok();
        assert_eq!(large.count("body.large"), 1);
        site.visitor().page("/livret/nulle-part").await.with_status(404);
    })
    .await;
}

#[tokio::test]
async fn the_file_for_a_day_without_internet_is_one_download_that_loads_nothing() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let mediator = site.mediator_at("Maison du Lac").await;

        let choice = mediator.page("/mediation/dossier").await.ok();
        let commune = choice.attributes("option", "value").remove(0);
        let path = format!("/mediation/dossier?commune={commune}");
        let file = mediator.page(&path).await.ok();

        assert!(file.header("content-disposition").unwrap().starts_with("attachment"), "{file}");
        assert!(file.body.len() <= 200_000, "{} bytes", file.body.len());
        file.shows(&atelier.offer.name);
        file.hides(&sent.code).hides(blackbox::PERSON_NAME).hides(blackbox::PERSON_PHONE);
        for link in file.attributes("[href], [src]", "href") {
            assert!(link.starts_with("data:") || link.starts_with('#'), "{link}");
        }
        mediator.page("/mediation/dossier?commune=nulle-part").await.with_status(404);
    })
    .await;
}

#[tokio::test]
async fn every_function_says_what_to_do_without_a_screen() {
    each_site(async |site| {
        let page = site.visitor().page("/transparence/alternatives").await.ok();

        page.shows(&say("alternatives-search-instead"));
        assert!(page.count("main h2") >= 10, "{}", page.text());
    })
    .await;
}
