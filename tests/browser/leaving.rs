//! A computer that others use too: after signing out, Back shows nothing of what was there.

use blackbox::{Site, say};
use fantoccini::Locator;

use crate::driver;

#[tokio::test]
async fn after_signing_out_the_back_button_shows_nothing() {
    if !driver::is_wanted() {
        return;
    }
    let site = Site::open_demo().await;
    let mediator = site.signed_in_at("mediation@demo.example").await;
    let desk = mediator.page("/mediation").await.ok();
    let referral = desk.attributes("main a[href^='/orientations/']", "href").remove(0);
    let secret = say("referrals-show-steps");
    let browser = driver::open(&site).await;
    browser.open("/connexion").await;
    browser.become_one(Some(&mediator)).await;

    browser.open("/mediation").await;
    browser.open(&referral).await;
    browser.source_with(&secret).await;
    let sign_out = Locator::Css("form[action='/deconnexion'] button");
    browser.client.find(sign_out).await.unwrap().click().await.unwrap();
    browser.source_with(&say("flash-signed-out")).await;

    for _ in 0..2 {
        browser.client.back().await.unwrap();
        let source = browser.client.source().await.unwrap();
        assert!(!source.contains(&secret), "Back shows {}", browser.path().await);
        assert!(browser.path().await.starts_with("/connexion"), "{}", browser.path().await);
    }
    browser.close().await;
}
