//! The booklet of a commune on paper: A5, at most sixteen pages, without the tools around it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use blackbox::{Page, Site};
use serde_json::json;

use crate::driver::{self, Browser};

/// The most pages (FEA-8).
const PAGES: usize = 16;
/// A5 in points, as the browser rounds it.
const A5: &str = "0 0 420 59";

/// How many pages the booklet at `path` has on paper; each is A5.
async fn printed(browser: &Browser, path: &str) -> usize {
    browser.open(path).await;
    let printed = browser.command("Page.printToPDF", json!({ "preferCSSPageSize": true })).await;
    let pdf = BASE64_STANDARD.decode(printed["data"].as_str().unwrap()).unwrap();
    let text = String::from_utf8_lossy(&pdf);
    let sizes: Vec<&str> =
        text.split("/MediaBox [").skip(1).map(|rest| rest.split(']').next().unwrap()).collect();
    assert!(!sizes.is_empty() && sizes.iter().all(|size| size.starts_with(A5)), "{sizes:?}");
    text.matches("/Type /Page\n").count()
}

#[tokio::test]
async fn every_booklet_of_the_demonstration_is_a5_and_has_at_most_sixteen_pages() {
    if !driver::is_wanted() {
        return;
    }
    let site = Site::open_demo().await;
    let index = site.visitor().page("/livret").await.ok();
    let booklets = index.attributes("main a[href^='/livret/']", "href");
    assert!(booklets.len() > 10, "{booklets:?}");
    let browser = driver::open(&site).await;
    for booklet in &booklets {
        for path in [booklet.clone(), format!("{booklet}?taille=grand")] {
            let pages = printed(&browser, &path).await;
            assert!((2..=PAGES).contains(&pages), "{path} has {pages} pages");
        }
    }
    browser.close().await;
}

#[tokio::test]
async fn a_commune_with_hundreds_of_offers_fits_too_and_what_is_left_out_is_counted() {
    if !driver::is_wanted() {
        return;
    }
    let site = Site::open_small().await;
    for number in 0..150 {
        let name = format!("Maison de quartier et centre de rencontre {number}");
        site.partner_with(&name, |_, offer| {
            offer.human_channel =
                Some("Passez au guichet, une personne vous accueille et vous écoute.".into());
        })
        .await;
    }
    let browser = driver::open(&site).await;
    for path in ["/livret/geneve", "/livret/geneve?taille=grand"] {
        let page = site.visitor().page(path).await.ok();
        let pages = printed(&browser, path).await;
        assert!((10..=PAGES).contains(&pages), "{path} has {pages} pages");
        assert!(left(&page) > 0, "{}", page.text());
        assert_eq!(page.count("article") + left(&page), 150, "{path}");
        browser.command("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        let shown = browser.run("return document.body.innerText;").await;
        browser.command("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
        assert!(!shown.as_str().unwrap().contains(&blackbox::say("booklets-show-back")));
    }
    browser.close().await;
}

/// How many offers the booklet says it leaves out.
fn left(page: &Page) -> usize {
    let said = page.text_of("main > footer strong");
    said.split_whitespace().next().and_then(|count| count.parse().ok()).unwrap_or(0)
}
