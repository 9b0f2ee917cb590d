//! What every answer carries, and what no page may do: speak to another origin.

use std::collections::{BTreeSet, VecDeque};

use blackbox::{Page, Person, Site, each_site};

/// Visits every page that `person` can reach by links from `start`.
async fn crawl(person: &Person, start: &[&str], most: usize) -> Vec<Page> {
    let mut waiting: VecDeque<String> = start.iter().map(|path| (*path).to_owned()).collect();
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut pages = vec![];
    while let Some(path) = waiting.pop_front() {
        if pages.len() >= most {
            break;
        }
        let page = person.page(&path).await;
        assert!(page.status < 500, "{page}");
        for to in page.attributes("a[href]", "href") {
            let to = to.split('#').next().unwrap().to_owned();
            if to.starts_with('/') && seen.insert(to.clone()) {
                waiting.push_back(to);
            }
        }
        pages.push(page);
    }
    pages
}

/// A site with something on every page, and somebody of each role to look at it.
async fn people(site: &Site) -> Vec<(Person, &'static str)> {
    let atelier = site.partner_with_offer("Atelier du Lac").await;
    let grottes = site.partner_with_offer("Cyber-Grottes").await;
    site.referral_sent_to(&[&grottes]).await;
    let first = site.answer_link(&grottes);
    crate::steps::decline(&site.visitor(), &first).await;
    site.referral_sent_to(&[&atelier]).await;
    vec![
        (site.visitor(), "/"),
        (site.mediator_at("Maison du Lac").await, "/mediation"),
        (site.partner_of(&atelier).await, "/structure"),
        (site.coordinator().await, "/coordination"),
        (site.admin().await, "/admin"),
    ]
}

fn is_html(page: &Page) -> bool {
    page.header("content-type").is_some_and(|kind| kind.starts_with("text/html"))
}

#[tokio::test]
async fn no_page_loads_links_or_sends_anything_to_another_origin_on_its_own() {
    each_site(async |site| {
        for (person, start) in people(site).await {
            for page in crawl(&person, &["/", start], 60).await {
                for (selector, name) in [
                    ("[src]", "src"),
                    ("[srcset]", "srcset"),
                    ("link[href]", "href"),
                    ("form[action]", "action"),
                    ("[formaction]", "formaction"),
                    ("use", "href"),
                    ("object", "data"),
                    ("[poster]", "poster"),
                ] {
                    for to in page.attributes(selector, name) {
                        let is_ours = to.starts_with('/') && !to.starts_with("//");
                        let is_inside = to.starts_with('#') || to.starts_with("data:image/");
                        let is_ours = is_ours || to.starts_with(&format!("{}/", site.address()));
                        assert!(is_ours || is_inside, "{name}={to:?} on {page}");
                    }
                }
                assert_eq!(
                    page.count("[style], style, script:not([src]), base, iframe"),
                    0,
                    "{page}"
                );
                assert!(!page.html().contains("javascript:"), "{page}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn every_link_inside_the_site_leads_somewhere() {
    each_site(async |site| {
        for (person, start) in people(site).await {
            let wrong: Vec<String> = crawl(&person, &["/", start], 80)
                .await
                .iter()
                .filter(|page| page.status >= 400)
                .map(ToString::to_string)
                .collect();
            assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        }
    })
    .await;
}

#[tokio::test]
async fn every_page_carries_the_headers_that_protect_it() {
    each_site(async |site| {
        for (person, start) in people(site).await {
            let mut pages = crawl(&person, &["/", start], 25).await;
            pages.push(person.page("/nowhere").await);
            pages.push(person.page("/static/nothing.css").await);
            pages.push(person.page("/api/v1/offers?q=x").await);
            pages.push(person.page("/health").await);
            for page in pages {
                protects(&page, person.account.is_some());
            }
        }
    })
    .await;
}

fn protects(page: &Page, is_signed_in: bool) {
    let csp = page.header("content-security-policy").unwrap_or_default();
    for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action"] {
        assert!(csp.contains(part), "{part} is not in {csp:?}: {page}");
    }
    assert!(!csp.contains("unsafe"), "{csp}");
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"), "{page}");
    assert!(page.header("referrer-policy").is_some(), "{page}");
    assert_eq!(page.header("cross-origin-opener-policy"), Some("same-origin"), "{page}");
    assert!(page.header("server").is_none() && page.header("x-powered-by").is_none(), "{page}");
    if is_signed_in && is_html(page) {
        assert_eq!(page.header("cache-control"), Some("no-store"), "{page}");
    }
}

#[tokio::test]
async fn pages_of_the_card_and_of_answer_links_leave_no_trace() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        site.referral_sent_to(&[&atelier]).await;

        for path in ["/code", &site.answer_link(&atelier), "/invitation/x", "/reponse/x"] {
            let page = site.visitor().page(path).await;
            assert_eq!(page.header("referrer-policy"), Some("no-referrer"), "{page}");
            assert_eq!(page.header("cache-control"), Some("no-store"), "{page}");
        }
    })
    .await;
}

#[tokio::test]
async fn every_cookie_is_out_of_reach_of_script_and_of_other_sites() {
    each_site(async |site| {
        let mediator = site.mediator_at("Maison du Lac").await;
        let email = crate::steps::with_password(site, &mediator, "cheval agrafe pile").await;
        let form = [("email", email.as_str()), ("password", "cheval agrafe pile")];
        let person = site.visitor();
        let signed_in = person.post("/connexion", &form).await.with_status(303);
        let signed_out = person.post("/deconnexion", &[]).await.with_status(303);

        for answer in [signed_in, signed_out] {
            let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
            assert!(!cookies.is_empty(), "{answer}");
            for cookie in cookies {
                let cookie = cookie.to_str().unwrap();
                assert!(cookie.contains("HttpOnly"), "{cookie}");
                assert!(cookie.contains("SameSite=Lax") || cookie.contains("SameSite=Strict"));
                assert!(cookie.contains("Path=/") && !cookie.contains("Domain="), "{cookie}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_visitor_gets_no_cookie_for_looking_around() {
    each_site(async |site| {
        for page in crawl(&site.visitor(), &["/", "/recherche", "/code", "/connexion"], 20).await {
            assert!(page.header("set-cookie").is_none(), "{page}");
        }
    })
    .await;
}

#[tokio::test]
async fn assets_are_kept_by_browsers_and_pages_are_compressed() {
    each_site(async |site| {
        let visitor = site.visitor();
        let page = visitor.page("/").await.ok();
        let style = page.attributes("link[rel='stylesheet']", "href").remove(0);

        let style = visitor.page(&style).await.ok();

        let kept = style.header("cache-control").unwrap_or_default();
        assert!(kept.contains("immutable"), "{kept}");
        let asked = visitor.request(reqwest::Method::GET, "/").header("accept-encoding", "br");
        let packed = visitor.send(asked).await.ok();
        assert_eq!(packed.header("content-encoding"), Some("br"));
        assert!(packed.body.len() < page.body.len());
    })
    .await;
}
