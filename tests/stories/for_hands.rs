//! What makes searching quicker: a map, a basket, suggestions. All of it works without script.

use blackbox::{Page, Site, each_site, say};

/// The cookie that a page puts into the browser.
fn basket_cookie(page: &Page) -> String {
    let set = page.headers.get_all("set-cookie").iter();
    let mut all = set.filter_map(|value| value.to_str().ok());
    let found = all.find(|value| value.starts_with("relais_basket="));
    found.unwrap_or_else(|| panic!("no basket: {:?}", page.headers)).to_owned()
}

async fn slug(site: &Site, name: &str) -> String {
    site.partner_with_offer(name).await.offer.slug
}

#[tokio::test]
async fn without_script_and_account_offers_are_put_aside_shown_and_taken_away_again() {
    each_site(async |site| {
        let one = slug(site, "Atelier du Lac").await;
        let other = slug(site, "Cyber-Grottes").await;
        let visitor = site.visitor();
        visitor.page("/").await.ok().hides("/panier");

        let back = "/recherche?q=imprimante";
        let added = [("ajouter", one.as_str()), ("retour", back)];
        let said = visitor.post("/panier", &added).await.with_status(303);
        assert_eq!(said.header("location"), Some(back));
        let cookie = basket_cookie(&said);
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        assert!(!cookie.contains("Max-Age") && !cookie.contains("Expires"), "{cookie}");
        let results = visitor.follow(&said).await.ok();
        results.shows(&say("flash-basket-added")).shows(&say("basket-remove"));
        visitor.post("/panier", &[("ajouter", other.as_str())]).await.with_status(303);

        let basket = visitor.page("/panier").await.ok();
        basket.shows("Permanence Atelier du Lac").shows("Permanence Cyber-Grottes");
        basket.hides("/orienter");
        visitor.post("/panier", &[("retirer", one.as_str())]).await.with_status(303);
        let basket = visitor.page("/panier").await.ok();
        basket.hides("Permanence Atelier du Lac").shows("Permanence Cyber-Grottes");
        visitor.post("/panier", &[("vider", "oui")]).await.with_status(303);
        visitor.page("/panier").await.ok().shows(&say("basket-none"));
    })
    .await;
}

#[tokio::test]
async fn a_mediator_refers_to_the_first_three_offers_of_the_basket_in_order() {
    each_site(async |site| {
        let mediator = site.mediator_at("Maison du Lac").await;
        let mut slugs = vec![];
        for name in ["Atelier Un", "Atelier Deux", "Atelier Trois", "Atelier Quatre"] {
            let slug = slug(site, name).await;
            mediator.post("/panier", &[("ajouter", slug.as_str())]).await.with_status(303);
            slugs.push(slug);
        }

        let basket = mediator.page("/panier").await.ok();
        let [to] = &basket.attributes("main a[href^='/orienter']", "href")[..] else {
            panic!("one way to refer: {basket}")
        };
        assert_eq!(
            *to,
            format!("/orienter?offre={}&offre={}&offre={}", slugs[0], slugs[1], slugs[2])
        );
        let form = mediator.page(to).await.ok();
        form.shows("Permanence Atelier Un").shows("Permanence Atelier Trois");

        let left = mediator.post("/deconnexion", &[]).await.with_status(303);
        assert!(basket_cookie(&left).contains("Max-Age=0"), "it ends with the session");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_offer_is_not_put_aside_and_no_form_leads_to_another_site() {
    each_site(async |site| {
        let one = slug(site, "Atelier du Lac").await;
        let visitor = site.visitor();
        visitor.post("/panier", &[("ajouter", "nowhere")]).await.with_status(404);
        for elsewhere in ["https://x.example/", "//x.example", "/\\x.example", "\r\nx: y"] {
            let form = [("ajouter", one.as_str()), ("retour", elsewhere)];
            let answer = visitor.post("/panier", &form).await.with_status(303);
            assert_eq!(answer.header("location"), Some("/panier"), "{elsewhere:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_map_has_the_same_offers_as_its_list_and_is_light() {
    each_site(async |site| {
        site.partner_with_offer("Atelier du Lac").await;
        let visitor = site.visitor();
        let results = visitor.page("/recherche?q=imprimante&lieu=Onex").await.ok();
        let [to] = &results.attributes("main a[href^='/recherche/carte']", "href")[..] else {
            panic!("one way to the map: {results}")
        };
        assert_eq!(to, "/recherche/carte?q=imprimante&lieu=Onex");

        let map = visitor.page(to).await.ok();
        assert!(map.count("ol.points li, ul.points li") >= 1, "{map}");
        assert_eq!(map.count("ol.points > li"), map.count("svg.map a[aria-label]"));
        assert!(map.body.len() < 150_000, "{}", map.body.len());
        assert!(map.count("*") <= 600, "{}", map.count("*"));
        for odd in ["?lieu=48.8,2.3", "?q=xyzzyx", "?page=999999999", "?q=%F0%9F%98%80&rayon=-1"] {
            visitor.page(&format!("/recherche/carte{odd}")).await.ok();
        }
    })
    .await;
}

#[tokio::test]
async fn suggestions_are_few_public_and_begin_with_three_letters() {
    each_site(async |site| {
        site.partner_with_offer("Atelier du Lac").await;
        let visitor = site.visitor();
        for too_short in ["", "?q=", "?q=at", "?q=%20a%20"] {
            let none = visitor.page(&format!("/recherche/suggestions{too_short}")).await.ok();
            assert_eq!(none.json()["items"].as_array().unwrap().len(), 0, "{too_short}");
        }

        let answer = visitor.page("/recherche/suggestions?q=ATELIER%20d").await.ok();
        assert_eq!(answer.header("cache-control"), Some("public, max-age=60"));
        let json = answer.json();
        let items = json["items"].as_array().unwrap();
        assert!(items.len() <= 8, "{json}");
        let organization = items.iter().find(|one| one["text"] == "Atelier du Lac").unwrap();
        let href = organization["href"].as_str().unwrap();
        visitor.page(href).await.ok().shows("Atelier du Lac");
        for odd in ["a".repeat(5_000), "%00%01%02abc".to_owned(), "%22%27%3Cscript".to_owned()] {
            let answer = visitor.page(&format!("/recherche/suggestions?q={odd}")).await;
            assert!(answer.status < 500, "{answer}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_shortcuts_are_explained_on_a_page_of_their_own() {
    each_site(async |site| {
        let page = site.visitor().page("/raccourcis").await.ok();
        page.shows(&say("keys-refer"));
        assert_eq!(page.texts_of("kbd").join(""), "/19oi?");
    })
    .await;
}
