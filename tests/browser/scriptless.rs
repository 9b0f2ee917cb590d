//! The whole main job in a browser that runs no script.

use blackbox::{PERSON_NAME, Site, say};
use chrono::Duration;
use fantoccini::Locator;
use serde_json::json;

use crate::driver::{self, Browser};

async fn fill(browser: &Browser, name: &str, text: &str) {
    let field = format!("[name='{name}']");
    browser.client.find(Locator::Css(&field)).await.unwrap().send_keys(text).await.unwrap();
}

async fn click(browser: &Browser, selector: &str) {
    browser.client.find(Locator::Css(selector)).await.unwrap().click().await.unwrap();
}

async fn press(browser: &Browser, label: &str) {
    let button = format!("//button[contains(normalize-space(.), \"{label}\")]");
    browser.client.find(Locator::XPath(&button)).await.unwrap().click().await.unwrap();
}

#[tokio::test]
async fn without_script_a_person_is_found_help_handed_over_and_accepted() {
    if !driver::is_wanted() {
        return;
    }
    let site = Site::open_demo().await;
    let partner = site.partner_with_offer("Atelier sans script").await;
    let browser = driver::open(&site).await;
    browser.command("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;

    browser.open("/connexion").await;
    fill(&browser, "email", "mediation@demo.example").await;
    fill(&browser, "password", app::demo::PASSWORD).await;
    press(&browser, &say("session-show-go")).await;
    browser.source_with(&say("mediation-show-title")).await;
    fill(&browser, "q", "atelier sans script").await;
    click(&browser, "main form [type='submit'], main form button:not([type])").await;
    browser.source_with("/offres/permanence-atelier-sans-script").await;
    click(&browser, "main a[href^='/offres/permanence-atelier-sans-script']").await;
    click(&browser, "main a[href^='/orienter']").await;
    fill(&browser, "name", PERSON_NAME).await;
    fill(&browser, "contact", "079 123 45 67").await;
    click(&browser, "[name='language'] [value='fr']").await;
    click(&browser, "[name='consent'][value='oral']").await;
    press(&browser, &say("refer-new-go")).await;
    browser.source_with(&say("flash-referral-sent")).await;

    site.pass(Duration::minutes(2)).await;
    browser.client.delete_all_cookies().await.unwrap();
    browser.open(&site.answer_link(&partner)).await;
    press(&browser, &say("answers-accept-go")).await;
    browser.source_with(&say("answers-show-title-accepted")).await;
    press(&browser, &say("answers-person-go")).await;
    browser.source_with(PERSON_NAME).await;
    browser.close().await;
}
