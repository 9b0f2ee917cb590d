//! Figures over HTTP: indicators, files, one's own, everybody's.

use blackbox::{Site, each_site};
use chrono::Duration;

use crate::steps::accept;

/// Six referrals to one partner, all of them accepted.
async fn six_accepted(site: &Site) -> blackbox::Partner {
    let atelier = site.partner_with_offer("Atelier du Lac").await;
    for _ in 0..6 {
        site.referral_sent_to(&[&atelier]).await;
        accept(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
    }
    atelier
}

#[tokio::test]
async fn the_coordinator_reads_every_indicator_with_its_definition() {
    each_site(async |site| {
        six_accepted(site).await;
        let coordinator = site.coordinator().await;

        let page = coordinator.page("/coordination/indicateurs").await.ok();
        page.shows("IND-01 · Volume").shows("IND-05 · Acceptation").shows("100 %");
        assert_eq!(page.count("table.data tbody tr"), 17);

        for number in 1..=24 {
            let path = format!("/coordination/indicateurs/ind-{number:02}");
            let page = coordinator.page(&path).await.ok();
            page.shows(&format!("IND-{number:02}")).shows("Version");
            let is_missing = [8, 17, 18, 19, 22, 23, 24].contains(&number);
            assert_eq!(page.text().contains("Pas encore collecté"), is_missing, "{path}");
        }
        coordinator.page("/coordination/indicateurs/ind-25").await.with_status(404);
    })
    .await;
}

#[tokio::test]
async fn what_changes_is_in_the_figures_at_once() {
    each_site(async |site| {
        six_accepted(site).await;
        let coordinator = site.coordinator().await;
        let volume = async || {
            let page = coordinator.page("/coordination/indicateurs/ind-01?format=csv").await.ok();
            page.html().lines().nth(1).unwrap_or_default().to_owned()
        };
        assert!(volume().await.contains("\"6\""), "{}", volume().await);

        let other = site.partner_with_offer("Autre atelier").await;
        site.referral_sent_to(&[&other]).await;
        assert!(volume().await.contains("\"7\""), "{}", volume().await);
    })
    .await;
}

#[tokio::test]
async fn a_file_holds_the_rows_and_values_of_the_screen() {
    each_site(async |site| {
        six_accepted(site).await;
        let coordinator = site.coordinator().await;
        for path in ["/coordination/indicateurs", "/coordination/indicateurs/ind-05"] {
            let screen = coordinator.page(path).await.ok();
            let file = coordinator.page(&format!("{path}?format=csv")).await.ok();
            assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
            let rows: Vec<String> = file.html().lines().skip(1).map(str::to_owned).collect();
            let names = screen.texts_of("table.data tbody th");
            assert_eq!(rows.len(), names.len(), "{path}");
            for (row, name) in rows.iter().zip(&names) {
                let first = row.trim_start_matches('"').split("\";").next().unwrap();
                let first = first.replace('\u{a0}', " ");
                assert!(name.starts_with(&first), "{name} / {first}");
            }
            let workbook = coordinator.page(&format!("{path}?format=xlsx")).await.ok();
            assert_eq!(workbook.body.get(..2), Some(&b"PK"[..]));
        }
    })
    .await;
}

#[tokio::test]
async fn wrong_questions_get_a_sentence_at_the_field_and_keep_what_was_typed() {
    each_site(async |site| {
        six_accepted(site).await;
        let coordinator = site.coordinator().await;
        for (query, said) in [
            ("du=2026-05-02&au=2026-05-01", "La fin vient avant le début."),
            ("du=demain", "date"),
            ("commune=Atlantide", "Nous ne connaissons pas cette commune."),
            ("emetteur=Personne", "Aucune structure ne porte ce nom."),
            ("theme=magic", "Ce choix n’existe pas."),
        ] {
            let path = format!("/coordination/indicateurs?{query}");
            let page = coordinator.page(&path).await.with_status(422);
            page.shows(said);
            assert_eq!(page.count("table.data"), 0, "no figures for {query}");
            let file = coordinator.page(&format!("{path}&format=csv")).await.with_status(422);
            file.shows(said);
        }
        let page = coordinator.page("/coordination/indicateurs?commune=Atlantide").await;
        assert!(page.attributes("input[name='commune']", "value").contains(&"Atlantide".into()));
    })
    .await;
}

#[tokio::test]
async fn a_year_without_data_and_a_filter_that_leaves_few_show_no_number() {
    each_site(async |site| {
        six_accepted(site).await;
        let other = site.partner_with_offer("Autre atelier").await;
        site.referral_sent_to(&[&other]).await;
        let coordinator = site.coordinator().await;

        let path = "/coordination/indicateurs/ind-05?du=2019-01-01&au=2019-12-31&format=csv";
        let empty = coordinator.page(path).await.ok();
        assert!(empty.html().contains("\"–\""), "{}", empty.html());
        // One referral asks the other workshop: nothing about it is a number.
        let path = "/coordination/indicateurs?partenaire=Autre+atelier&format=csv";
        let single = coordinator.page(path).await.ok().html();
        let referrals = ["IND-01", "IND-03", "IND-04", "IND-05", "IND-06"];
        for row in single.lines().filter(|row| referrals.iter().any(|code| row.contains(code))) {
            let value = row.split(';').nth(1).unwrap();
            assert!(value == "\"–\"" || value == "\"0\"", "{row}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_partner_sees_itself_and_nobody_else() {
    each_site(async |site| {
        let atelier = six_accepted(site).await;
        let other = site.partner_with_offer("Autre atelier").await;

        let own = site.partner_of(&atelier).await.page("/structure/chiffres").await.ok();
        own.shows("Vos chiffres").shows("100 %").hides("Autre atelier");
        let page = site.partner_of(&other).await.page("/structure/chiffres").await.ok();
        // One organization is too few for a median, and this one was never asked.
        page.hides("100").hides("Atelier du Lac").shows("moins de 5 cas");
    })
    .await;
}

#[tokio::test]
async fn a_quarter_is_published_once_and_counts_the_same_again() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        for number in 0..24 {
            site.referral_sent_to(&[&atelier]).await;
            if number % 2 == 0 {
                accept(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
            }
        }
        let quarter = network_figures::observatory::Quarter::of(site.now().date_naive());
        let visitor = site.visitor();
        let none = visitor.page("/observatoire").await.ok();
        none.shows("Aucun trimestre publié");

        // The quarter ends, and thirty days more.
        site.pass(Duration::days(125)).await;
        let path = format!("/observatoire/{}", quarter.word());
        let page = visitor.page(&path).await.ok();
        page.shows("25").hides("Atelier du Lac");
        let edition = visitor.page(&format!("{path}/edition.json")).await.ok();
        let again = site.app.recount_quarter(quarter).await.unwrap();
        assert_eq!(network_figures::observatory::checksum(&edition.body), again);
        page.shows(&again);

        let package = visitor.page(&format!("{path}/datapackage.json")).await.ok().json();
        for resource in package["resources"].as_array().unwrap() {
            let file = resource["path"].as_str().unwrap();
            let file = visitor.page(&format!("{path}/{file}")).await.ok();
            let sum = format!("sha256:{}", network_figures::observatory::checksum(&file.body));
            assert_eq!(resource["hash"], sum.as_str());
        }
        let catalogue = visitor.page("/observatoire/catalogue.jsonld").await.ok().json();
        assert_eq!(catalogue["dcat:dataset"].as_array().unwrap().len(), 1);
        visitor.page(&format!("{path}/tableau/commune")).await.ok().shows("Total");

        // Later answers change what coordinators see, never what was published.
        site.pass(Duration::days(40)).await;
        let later = visitor.page(&format!("{path}/edition.json")).await.ok();
        assert_eq!(later.body, edition.body);
        assert_eq!(site.app.recount_quarter(quarter).await.unwrap(), again);
    })
    .await;
}

#[tokio::test]
async fn the_attacker_finds_nothing_in_the_published_demonstration() {
    let site = Site::open_demo().await;
    site.run_jobs().await;
    let published = site.app.published_quarters().await.unwrap();
    let editions: Vec<_> = published.into_iter().map(|one| one.edition).collect();

    assert!(editions.len() >= 3, "{} quarters", editions.len());
    assert_eq!(network_figures::observatory::attack(&editions), []);
    site.finish().await;
}
