//! Whatever is sent, the person reads a sentence that says what to do next and nothing is lost.

use blackbox::{Page, each_site, say};

/// Checks that a page of failure is in words, says what to do next and tells nothing inside.
fn is_kind(page: &Page) {
    assert!((400..500).contains(&page.status), "{page}");
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"), "{page}");
    assert_eq!(page.count("html[lang='fr']"), 1, "{page}");
    assert_eq!(page.count("h1"), 1, "{page}");
    assert!(page.count("main a[href]") >= 1, "a way on: {page}");
    for inside in ["panicked", "diesel", "actix", "Deserialize", "src/", "error-"] {
        page.hides(inside);
    }
}

#[tokio::test]
async fn an_address_that_leads_nowhere_says_where_to_go() {
    each_site(async |site| {
        for path in [
            "/nowhere",
            "/offres/nowhere",
            "/structures/nowhere",
            "/offres/%00",
            "/offres/..%2f..%2fetc%2fpasswd",
            "/static/../Cargo.toml",
            "/static/%2e%2e/%2e%2e/Cargo.toml",
        ] {
            is_kind(&site.visitor().page(path).await.with_status(404));
        }
    })
    .await;
}

#[tokio::test]
async fn a_query_that_is_not_text_is_not_understood_and_says_so() {
    each_site(async |site| {
        for path in ["/recherche?q=%FF%FE", "/recherche?%C3%28=x"] {
            let page = site.visitor().page(path).await;
            assert!(matches!(page.status, 200 | 400), "{page}");
            if page.status == 400 {
                is_kind(&page);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_not_text_is_not_understood_and_says_so() {
    each_site(async |site| {
        let mediator = site.mediator_at("Maison du Lac").await;
        for path in ["/connexion", "/code", "/orienter"] {
            let page = mediator.post_bytes(path, b"name=%FF%FE&q=\xff\xfe".to_vec()).await;
            assert!((400..500).contains(&page.status), "{page}");
            is_kind(&page);
        }
    })
    .await;
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_in_words() {
    each_site(async |site| {
        let mediator = site.mediator_at("Maison du Lac").await;
        let body = format!("name={}", "x".repeat(200_000)).into_bytes();
        for path in ["/connexion", "/code", "/orienter"] {
            let page = mediator.post_bytes(path, body.clone()).await.with_status(413);
            is_kind(&page);
            page.shows(&say("error-too-large-text"));
        }
    })
    .await;
}

#[tokio::test]
async fn a_body_of_another_kind_is_refused_in_words() {
    each_site(async |site| {
        let visitor = site.visitor();
        for path in ["/connexion", "/code"] {
            let request = visitor.request(reqwest::Method::POST, path);
            let request = request.header("content-type", "application/json").body("{\"a\":1}");
            is_kind(&visitor.send(request).await);
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_without_its_fields_is_asked_for_them() {
    each_site(async |site| {
        let mediator = site.mediator_at("Maison du Lac").await;
        for path in ["/connexion", "/code", "/orienter"] {
            let page = mediator.post(path, &[("nothing", "known")]).await;
            assert!(matches!(page.status, 200 | 422), "{page}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_method_that_no_page_knows_is_refused_in_words() {
    each_site(async |site| {
        let visitor = site.visitor();
        for method in ["PUT", "DELETE", "PATCH", "TRACE"] {
            let request = visitor.request(method.parse().unwrap(), "/connexion");
            let page = visitor.send(request).await;
            assert!(matches!(page.status, 404 | 405), "{page}");
        }
    })
    .await;
}
