//! The slip on paper: one page of A4, in black and white, without the menu.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use blackbox::Site;
use serde_json::json;

use crate::driver;

/// How many pages a PDF of the browser has, and the size of each in points.
fn pages(pdf: &[u8]) -> (usize, Vec<String>) {
    let text = String::from_utf8_lossy(pdf);
    let count = text.matches("/Type /Page\n").count();
    let sizes = text.split("/MediaBox [").skip(1);
    (count, sizes.map(|rest| rest.split(']').next().unwrap().to_owned()).collect())
}

#[tokio::test]
async fn every_slip_is_one_page_of_a4() {
    if !driver::is_wanted() {
        return;
    }
    let site = Site::open_demo().await;
    let long = "Maison de quartier et centre de rencontre numérique des Hautes-Terrasses du Lac";
    let partner = site.partner_with_offer(long).await;
    let sent = site.referral_sent_to(&[&partner]).await;
    let mediator = site.mediator_at("Maison du Lac").await;
    let mut slips = vec![format!("/orientations/{}/feuille", sent.id)];
    for page in 1..4 {
        let found = mediator.page(&format!("/recherche?page={page}")).await.ok();
        let offers = found.attributes("main a[href^='/offres/']", "href");
        slips.extend(offers.into_iter().take(4).map(|path| format!("{path}/feuille")));
    }
    let browser = driver::open(&site).await;
    browser.open("/connexion").await;
    browser.become_one(Some(&mediator)).await;

    for slip in slips {
        browser.open(&slip).await;
        let printed =
            json!({ "preferCSSPageSize": true, "paperWidth": 8.27, "paperHeight": 11.69 });
        let printed = browser.command("Page.printToPDF", printed).await;
        let pdf = BASE64_STANDARD.decode(printed["data"].as_str().unwrap()).unwrap();
        let (count, sizes) = pages(&pdf);
        assert_eq!(count, 1, "{slip} has {count} pages: {sizes:?}");
        assert!(sizes[0].starts_with("0 0 59") && sizes[0].contains(" 84"), "{slip}: {sizes:?}");
        browser.command("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        let shown = browser.run("return document.body.innerText;").await;
        browser.command("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
        let shown = shown.as_str().unwrap();
        assert!(!shown.contains(&blackbox::say("nav-search")), "the menu is printed: {shown}");
        assert_eq!(shown.contains(&sent.code), slip.starts_with("/orientations/"), "{shown}");
    }
    browser.close().await;
}
