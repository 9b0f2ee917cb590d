//! Another site cannot make somebody's browser change anything here.

use blackbox::{Page, Person, each_site};
use reqwest::Method;

async fn post_with(person: &Person, path: &str, headers: &[(&str, &str)], form: &str) -> Page {
    let mut request = person.request(Method::POST, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let kind = "application/x-www-form-urlencoded";
    person.send(request.header("content-type", kind).body(form.to_owned())).await
}

#[tokio::test]
async fn a_change_asked_for_by_another_site_is_refused() {
    each_site(async |site| {
        let mediator = site.mediator_at("Maison du Lac").await;
        let foreign: [&[(&str, &str)]; 6] = [
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "cross-site"), ("origin", site.address())],
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
            &[("origin", "http://127.0.0.1:1")],
        ];

        for headers in foreign {
            let path = "/deconnexion";
            post_with(&mediator, path, headers, "").await.with_status(403);
            post_with(&mediator, "/orienter", headers, "name=x").await.with_status(403);
        }
        mediator.page("/mediation").await.ok();

        let own = [("origin", site.address())];
        post_with(&mediator, "/deconnexion", &own, "").await.with_status(303);
        mediator.page("/mediation").await.with_status(303);
    })
    .await;
}

#[tokio::test]
async fn a_refused_change_says_what_to_do_next() {
    each_site(async |site| {
        let mediator = site.mediator_at("Maison du Lac").await;
        let foreign = [("sec-fetch-site", "cross-site")];

        let page = post_with(&mediator, "/deconnexion", &foreign, "").await;

        page.shows(&blackbox::say("error-cross-site-text"));
    })
    .await;
}

#[tokio::test]
async fn a_get_never_changes_anything_by_an_address_that_changes() {
    each_site(async |site| {
        let mediator = site.mediator_at("Maison du Lac").await;

        for path in ["/deconnexion", "/coordination/orientations/x/prendre"] {
            let answer = mediator.page(path).await;
            assert!(matches!(answer.status, 404 | 405), "{answer}");
        }

        mediator.page("/mediation").await.ok();
    })
    .await;
}
