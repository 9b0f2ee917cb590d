//! Searching: whatever is typed, the page answers, keeps it and says what it understood.

use blackbox::{Site, each_site};

#[tokio::test]
async fn typos_accents_and_elisions_find_the_same_offer() {
    each_site(async |site| {
        site.partner_with_offer("Atelier du Lac").await;

        for words in ["imprimante", "imprimer", "imprimmer", "IMPRIMANTE", "l'imprimante"] {
            let page = site.visitor().page(&format!("/recherche?q={words}")).await.ok();
            page.shows("Permanence Atelier du Lac");
        }
    })
    .await;
}

#[tokio::test]
async fn five_thousand_characters_in_the_search_box_do_no_harm() {
    each_site(async |site| {
        site.partner_with_offer("Atelier du Lac").await;
        for words in [
            "a".repeat(5_000),
            "imprimante ".repeat(500),
            "%F0%9F%98%80".repeat(400),
            "\"".repeat(2_000),
            "(".repeat(5_000),
        ] {
            let page = site.visitor().page(&format!("/recherche?q={words}")).await;
            assert_eq!(page.status, 200, "{}", words.len());
            assert!(page.body.len() < 200_000, "the page repeats what was typed");
        }
    })
    .await;
}

#[tokio::test]
async fn an_unknown_theme_a_place_nobody_knows_and_control_characters_are_said_not_to_count() {
    each_site(async |site| {
        site.partner_with_offer("Atelier du Lac").await;
        for query in [
            "theme=nothing",
            "lieu=99999",
            "lieu=Nulle-Part",
            "langue=zz9",
            "nature=x",
            "page=0",
            "page=-1",
            "page=99999999999999999999",
            "page=9999",
            "tri=hasard",
            "ouvert=jamais",
            "gratuit=peut-%C3%AAtre",
            "q=%00%01%1b",
            "q=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            "q=a&q=b&q=c",
            "lieu=46.2%2C6.1",
            "lieu=900%2C900",
            "lieu=NaN%2CNaN",
        ] {
            let page = site.visitor().page(&format!("/recherche?{query}")).await.ok();
            assert!(!page.html().contains("<script>alert(1)"), "{page}");
            assert!(!page.html().contains(['\0', '\u{1}', '\u{1b}']), "{query}: {page}");
            assert_eq!(page.count("h1"), 1, "{page}");
        }
        let page = site.visitor().page("/recherche?q=imprimer&lieu=Nulle-Part").await.ok();
        page.shows("Nulle-Part");
        let form = page.form("/recherche");
        assert_eq!(form.value("q"), Some("imprimer"), "{form}");
    })
    .await;
}

#[tokio::test]
async fn the_api_answers_the_agreed_object_and_points_add_up() {
    each_site(async |site| {
        site.partner_with_offer("Atelier du Lac").await;

        let answer = site.visitor().page("/api/v1/offers?q=imprimante&near=1203").await.ok();

        let json = answer.json();
        for key in
            ["total", "page", "per_page", "items", "facets", "excluded", "relax", "backend", "hash"]
        {
            assert!(json.get(key).is_some(), "{key} is not in {json}");
        }
        let item = &json["items"][0];
        assert_eq!(item["name"], "Permanence Atelier du Lac");
        assert_eq!(item["commune"], "Genève");
        let points = item["score"]["points"].as_array().unwrap();
        let sum: i64 = points.iter().map(|one| one["points"].as_i64().unwrap()).sum();
        assert_eq!(item["score"]["total"].as_i64(), Some(sum), "{item}");
        assert!(item["distance_m"].as_i64().is_some(), "{item}");
    })
    .await;
}

#[tokio::test]
async fn wrong_parameters_of_the_api_are_answered_as_json() {
    each_site(async |site| {
        for query in ["theme=nothing", "near=Nulle-Part", "page=x", "sort=hasard", "radius_km=-1"] {
            let answer = site.visitor().page(&format!("/api/v1/offers?{query}")).await;
            assert!(matches!(answer.status, 200 | 400 | 422), "{answer}");
            let kind = answer.header("content-type").unwrap_or_default();
            assert!(kind.starts_with("application/json"), "{answer}");
            answer.json();
        }
        let answer = site.visitor().page("/api/v1/nothing").await.with_status(404);
        assert_eq!(answer.json()["status"], 404);
    })
    .await;
}

#[tokio::test]
async fn the_api_is_described_where_it_says() {
    let site = Site::open_small().await;

    let described = site.visitor().page("/api/v1/openapi.json").await.ok().json();

    assert!(described["paths"]["/api/v1/offers"]["get"].is_object(), "{described}");
}

#[tokio::test]
async fn an_offer_that_is_paused_is_found_by_nobody() {
    each_site(async |site| {
        let paused = site
            .partner_with("Maison en Pause", |_, offer| {
                offer.status = partner_directory::OfferStatus::Paused;
            })
            .await;

        let page = site.visitor().page("/recherche?q=pause").await.ok();
        page.hides("Permanence Maison en Pause");
        let path = format!("/offres/{}", paused.offer.slug);
        site.visitor().page(&path).await.with_status(404);
    })
    .await;
}

#[tokio::test]
async fn what_partners_keep_to_themselves_is_on_no_public_page() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;

        for path in [
            "/recherche?q=imprimer".to_owned(),
            format!("/offres/{}", atelier.offer.slug),
            format!("/structures/{}", atelier.organization.slug),
            "/api/v1/offers?q=imprimer".to_owned(),
            format!("/offres/{}.json", atelier.offer.slug),
        ] {
            let page = site.visitor().page(&path).await.ok();
            page.hides(atelier.email()).hides("+41 22 555 22 22");
        }
    })
    .await;
}
