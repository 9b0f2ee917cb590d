//! What those who run the site may rely on.

use blackbox::each_site;
use reqwest::Method;

#[tokio::test]
async fn a_monitor_that_asks_for_headers_only_gets_them() {
    each_site(async |site| {
        for path in ["/", "/health", "/code", "/connexion", "/recherche?q=imprimer"] {
            let visitor = site.visitor();
            let page = visitor.send(visitor.request(Method::HEAD, path)).await.with_status(200);

            assert!(page.header("content-security-policy").is_some(), "{path}");
            assert_eq!(page.text(), "", "{path} sends no body");
        }
    })
    .await;
}

#[tokio::test]
async fn the_jobs_may_run_again_at_once() {
    each_site(async |site| {
        let first = site.run_jobs().await;
        let second = site.run_jobs().await;

        assert!(!first.is_elsewhere && !second.is_elsewhere, "the lease is given back");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_signed_in_by_a_page_of_another_site() {
    each_site(async |site| {
        let visitor = site.visitor();
        let request = visitor
            .request(Method::POST, "/connexion")
            .header("sec-fetch-site", "cross-site")
            .header("content-type", "application/x-www-form-urlencoded")
            .body("email=a%40b.example&password=x");

        visitor.send(request).await.with_status(403);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_to_an_organization_that_does_not_exist_keeps_what_was_typed() {
    each_site(async |site| {
        let admin = site.admin().await;
        let form = admin.page("/admin").await.ok().form("/admin/comptes");
        let form = form
            .fill("name", "Nora Test")
            .fill("email", "nora@lac.example")
            .forge("role", "mediator")
            .forge("organization", "nope");

        let page = admin.submit(&form).await.with_status(422);

        assert!(page.html().contains("nora@lac.example"));
    })
    .await;
}
