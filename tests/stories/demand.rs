//! Nothing found is a door, what a rule hides can be looked at, and what is missing is known
//! without knowing who missed it.

use blackbox::{Page, Site, each_site, say};
use chrono::Duration;
use partner_directory::{Capacity, CapacityStatement, Theme};
use store::unmet_needs::{self, ClosedWith, State};

/// A search that finds nothing in a network with one offer.
const NOTHING: &str = "/recherche?q=imprimer&langue=zh&theme=safe_use";

async fn logged(site: &Site) -> Vec<store::demand::Line> {
    site.run_jobs().await;
    let day = site.now().date_naive();
    site.read(move |conn| store::demand::list(conn, day - Duration::days(800), day)).await
}

async fn needs(site: &Site, state: State) -> Vec<unmet_needs::UnmetNeed> {
    let page = store::Page { number: 1, size: 50 };
    site.read(move |conn| unmet_needs::list(conn, state, page)).await.0
}

fn links(page: &Page, part: &str) -> Vec<String> {
    let hrefs = page.attributes("main a[href]", "href");
    hrefs.into_iter().filter(|href| href.contains(part)).collect()
}

#[tokio::test]
async fn an_empty_page_says_what_emptied_it_who_answers_and_takes_the_need() {
    each_site(async |site| {
        site.partner_with_offer("Atelier du Lac").await;
        let visitor = site.visitor();

        let page = visitor.page("/recherche?q=imprimer&langue=zh").await.ok();

        page.shows(&say("drop-language"));
        assert!(page.count("a[href='/recherche?q=imprimer']") >= 1, "{page}");
        assert!(page.count("a[href^='tel:']") >= 1, "{page}");
        page.shows("lundi au vendredi");
        let form = links(&page, "/recherche/besoin?").remove(0);
        assert!(form.contains("cause=language"), "{form}");
        visitor.page(&form).await.ok().shows(&say("unmet-language"));
    })
    .await;
}

#[tokio::test]
async fn the_number_of_hidden_offers_is_what_the_link_shows() {
    each_site(async |site| {
        site.partner_with_offer("Atelier du Lac").await;
        for name in ["Cyber-Grottes", "Maison ronde"] {
            let stated_on = site.now().date_naive();
            site.partner_with(name, |_, offer| {
                let state = Capacity::Full;
                offer.capacity = Some(CapacityStatement { state, until: None, stated_on });
            })
            .await;
        }
        let visitor = site.visitor();
        let page = visitor.page("/recherche").await.ok();
        assert_eq!(page.count("ol.offers > li"), 1, "{page}");

        let link = links(&page, "masquees=").remove(0);
        assert_eq!(link, "/recherche?masquees=full");
        let hidden = visitor.page(&link).await.ok();

        assert_eq!(hidden.count("ol.offers > li"), 2, "{hidden}");
        hidden.shows("Cyber-Grottes").shows("Maison ronde").hides("Atelier du Lac");
        assert!(page.text().contains("2 sont complètes"), "{page}");
        let hides = hidden.attributes(".notice a[href]", "href");
        assert!(hides.iter().all(|href| !href.contains("masquees=")), "{hides:?}");
    })
    .await;
}

#[tokio::test]
async fn a_mediator_who_records_a_need_is_told_when_and_with_what_it_was_closed() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let address = mediator.account.clone().unwrap().email;
        mediator.page("/recherche/besoin").await.ok().shows(&address);
        let wrong = mediator.post("/recherche/besoin", &[("commune", "Nulle-Part")]).await;
        let wrong = wrong.with_status(422);
        wrong.shows(&say("search-need-theme-required"));
        assert_eq!(wrong.form("/recherche/besoin").value("commune"), Some("Nulle-Part"));
        assert!(needs(site, State::Open).await.is_empty(), "nothing is half-written");
        let words = "cours pour Mme Zebenya, 079 123 45 67";
        let said = [
            ("theme", "safe_use"),
            ("commune", "1203"),
            ("cause", "hours"),
            ("channel", "visit"),
            ("words", words),
        ];
        mediator.post("/recherche/besoin", &said).await.with_status(303);

        let need = needs(site, State::Open).await.remove(0);
        assert_eq!((need.theme, need.commune.as_deref()), (Theme::SafeUse, Some("6621")));
        assert!(need.due.is_some_and(|due| due > site.now()));
        let kept = need.words.clone().unwrap();
        assert!(!kept.contains("Zebenya") && !kept.contains("079"), "{kept}");
        let coordinator = site.coordinator().await;
        coordinator.page("/coordination/besoins").await.ok().shows(&say("unmet-hours"));
        let one = format!("/coordination/besoins/{}", need.id);
        coordinator.page(&one).await.ok();
        coordinator.post(&one, &[("act", "prendre")]).await.with_status(303);
        coordinator
            .post(&one, &[])
            .await
            .with_status(422)
            .shows(&say("needs-show-reason-required"));
        let both = [("offer", atelier.offer.slug.as_str()), ("reason", "planned")];
        coordinator.post(&one, &both).await.with_status(422);
        let offer = format!("{}/offres/{}", site.address(), atelier.offer.slug);
        let with = [("offer", offer.as_str()), ("answer", "Venez samedi.")];
        coordinator.post(&one, &with).await.with_status(303);
        coordinator.post(&one, &with).await.with_status(409);

        site.run_jobs().await;
        let letter = site.letter_to(&address);
        assert!(letter.text.contains("Venez samedi."), "{}", letter.text);
        assert!(letter.text.contains(&atelier.offer.name), "{}", letter.text);
        let closed = needs(site, State::Closed).await.remove(0);
        assert_eq!(closed.closed.unwrap().with, ClosedWith::Offer(atelier.offer.id.clone()));
        coordinator.page("/coordination/besoins?etat=fermes").await.ok().shows("Permanence");
        coordinator.page(&one).await.ok();
    })
    .await;
}

#[tokio::test]
async fn the_public_records_a_need_and_leaves_nothing_by_which_to_be_found() {
    each_site(async |site| {
        let visitor = site.visitor();
        let said = [("theme", "safe_use"), ("cause", "no_offer")];
        visitor.post("/recherche/besoin", &said).await.with_status(303);
        let program = [said[0], said[1], ("website", "x")];
        visitor.post("/recherche/besoin", &program).await.with_status(303);

        let [need] = &needs(site, State::Open).await[..] else { panic!("one need") };
        assert_eq!((&need.recorded_by, need.due), (&None, None));
        let coordinator = site.coordinator().await;
        let one = format!("/coordination/besoins/{}", need.id);
        coordinator.post(&one, &[("reason", "planned")]).await.with_status(303);
        site.run_jobs().await;
        assert!(site.letters().is_empty(), "there is nobody to tell");
    })
    .await;
}

#[tokio::test]
async fn a_search_leaves_known_words_and_counts_and_nobody_in_the_log() {
    each_site(async |site| {
        site.partner_with_offer("Atelier du Lac").await;
        let visitor = site.visitor();
        visitor.page("/recherche?q=imprimer+Mme+Zebenya+079+123+45+67&gratuit=oui").await.ok();
        let mediator = site.mediator_at("Maison du Lac").await;
        mediator.page("/recherche?q=imprimer&lieu=1203&page=1").await.ok();
        // None of these is somebody's search.
        visitor.page("/recherche").await.ok();
        visitor.page("/recherche?q=imprimer&page=2").await.ok();
        visitor.page("/recherche/filtres?q=imprimer").await.ok();
        let robot = visitor.request(reqwest::Method::GET, "/recherche?q=imprimer");
        visitor.send(robot.header("user-agent", "ExampleBot/1.0")).await.ok();

        let mut lines = logged(site).await;
        lines.sort_by_key(|line| line.channel);

        let [public, counter] = &lines[..] else { panic!("{lines:#?}") };
        assert_eq!((public.words.as_str(), public.filters.as_str()), ("imprimer", "free=true"));
        assert_eq!(
            (counter.words.as_str(), counter.commune.as_deref()),
            ("imprimer", Some("6621"))
        );
        assert_eq!((counter.results, counter.orientable), (1, 1));
        let told = format!("{lines:?}").to_lowercase();
        for secret in ["zebenya", "079", "123 45", "10.0.0"] {
            assert!(!told.contains(secret), "{told}");
        }
        site.pass(Duration::days(729)).await;
        assert_eq!(logged(site).await.len(), 2);
        site.pass(Duration::days(2)).await;
        assert_eq!(logged(site).await.len(), 0, "24 months");
    })
    .await;
}

#[tokio::test]
async fn a_coordinator_sees_what_is_searched_in_vain_from_five_searches_on() {
    each_site(async |site| {
        site.partner_with_offer("Atelier du Lac").await;
        let coordinator = site.coordinator().await;
        for _ in 0..4 {
            site.visitor().page(NOTHING).await.ok();
        }
        site.run_jobs().await;
        let page = coordinator.page("/coordination/besoins").await.ok();
        assert_eq!(page.count("table tbody tr"), 1, "{page}");
        page.shows(&say("needs-list-others")).hides("imprimer");

        site.visitor().page(NOTHING).await.ok();
        site.run_jobs().await;
        let page = coordinator.page("/coordination/besoins?jours=90").await.ok();
        page.shows(&say("theme-safe-use")).shows("imprimer (5)");
        let table = coordinator.page("/coordination/besoins.csv?jours=90").await.ok();
        assert!(table.html().contains(&say("theme-safe-use")), "{table}");
        coordinator.page("/coordination/besoins?jours=x&etat=x&page=-3").await.ok();
    })
    .await;
}

#[tokio::test]
async fn whatever_is_asked_of_the_search_it_answers_with_a_page_and_a_sentence() {
    each_site(async |site| {
        site.partner_with_offer("Atelier du Lac").await;
        let said = [
            ("q=", None),
            ("q=a", None),
            ("q=le+la+les+de", None),
            ("q=%F0%9F%96%A8%EF%B8%8F", None),
            ("q=%D9%85%D8%B3%D8%A7%D8%B9%D8%AF%D8%A9", None),
            ("q=%22imprimer", None),
            ("q=imprimer+AND+NOT+(OR", None),
            ("q=%27%3B+DROP+TABLE+offers%3B+--", None),
            ("q=theme+%3D+safe_use+OR+1%3D1", None),
            ("q=_geoRadius(46%2C6%2C1000)", None),
            ("lieu=1203&rayon=-1", Some("-1")),
            ("lieu=1203&rayon=1000000", Some("1000000")),
            ("page=1000000000", Some("page")),
            ("page=99999999999", Some("99999999999")),
            ("theme=inconnu", Some("inconnu")),
            ("commune=inconnue", Some("inconnue")),
            ("masquees=inconnue", Some("inconnue")),
            ("capacite=inconnue", Some("inconnue")),
        ];
        for path in ["/recherche", "/recherche/filtres"] {
            for (query, named) in said {
                let page = site.visitor().page(&format!("{path}?{query}")).await.ok();
                assert_eq!(page.count("h1"), 1, "{query}: {page}");
                if let Some(named) = named.filter(|_| path == "/recherche") {
                    assert!(page.text().to_lowercase().contains(named), "{query}: {page}");
                }
            }
            let long = format!("{path}?q={}", "imprimer+".repeat(555));
            site.visitor().page(&long).await.ok();
        }
        let long = site.visitor().page(&format!("/recherche?q={}", "mot+".repeat(1250))).await.ok();
        long.shows("très long");
    })
    .await;
}
