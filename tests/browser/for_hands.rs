//! Shortcuts, suggestions and the switch that turns the shortcuts off.

use std::time::Duration;

use blackbox::{Site, say};
use fantoccini::Locator;
use fantoccini::key::Key;

use crate::driver::{self, Browser};

async fn press(browser: &Browser, keys: &str) {
    browser.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
}

/// Waits until a question to the page is answered with yes.
async fn until(browser: &Browser, what: &str, question: &str) {
    for _ in 0..100 {
        if browser.run(&format!("return Boolean({question});")).await == true {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never {what} on {}", browser.path().await);
}

#[tokio::test]
async fn one_key_is_enough_and_a_field_takes_every_letter() {
    if !driver::is_wanted() {
        return;
    }
    let site = Site::open_demo().await;
    let mediator = site.signed_in_at("mediation@demo.example").await;
    let browser = driver::open(&site).await;
    browser.open("/connexion").await;
    browser.become_one(Some(&mediator)).await;
    let found = mediator.page("/recherche?q=formulaire").await.ok();
    let hrefs = found.attributes(".offer h2 a", "href");

    browser.open("/recherche?q=formulaire").await;
    press(&browser, "2").await;
    until(&browser, "at the second offer", &format!("location.pathname === '{}'", hrefs[1])).await;
    press(&browser, "i").await;
    until(&browser, "at its sheet", "location.pathname.endsWith('/feuille')").await;
    browser.open("/recherche?q=formulaire").await;
    press(&browser, "o").await;
    until(&browser, "at the referral", "location.pathname === '/orienter'").await;

    browser.open("/recherche").await;
    press(&browser, "/").await;
    press(&browser, "o1i?/").await;
    let q = browser.run("return document.querySelector('#q').value;").await;
    assert_eq!(q, "o1i?/", "typing is typing");
    assert_eq!(browser.path().await, "/recherche");

    browser.open("/recherche?q=formulaire").await;
    press(&browser, "?").await;
    until(&browser, "a dialog", "document.querySelector('dialog[open]')").await;
    let text = browser.run("return document.querySelector('dialog').innerText;").await;
    assert!(text.as_str().unwrap().contains(&say("keys-refer")), "{text}");
    browser.client.find(Locator::Css("dialog input")).await.unwrap().click().await.unwrap();
    press(&browser, &char::from(Key::Escape).to_string()).await;
    until(&browser, "closed", "!document.querySelector('dialog[open]')").await;
    browser.open("/recherche?q=formulaire").await;
    press(&browser, "o").await;
    press(&browser, "?").await;
    assert_eq!(browser.path().await, "/recherche?q=formulaire", "they are switched off");
    browser.open("/raccourcis").await;
    let is_on = browser.run("return document.querySelector('#keys input').checked;").await;
    browser.close().await;
    assert_eq!(is_on, false, "and can be switched on again");
}

#[tokio::test]
async fn suggestions_come_after_three_letters_and_are_chosen_by_keyboard() {
    if !driver::is_wanted() {
        return;
    }
    let site = Site::open_demo().await;
    let browser = driver::open(&site).await;
    browser.open("/recherche").await;
    press(&browser, "/").await;
    press(&browser, "im").await;
    press(&browser, "pr").await;
    until(&browser, "options", "document.querySelectorAll('[role=option]').length > 0").await;
    let asked = "return performance.getEntriesByType('resource').map(one => new URL(one.name))
                 .filter(one => one.pathname.endsWith('/suggestions'))
                 .map(one => one.searchParams.get('q'));";
    let asked = browser.run(asked).await;
    let asked: Vec<&str> =
        asked.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    assert!(asked.iter().all(|words| words.len() >= 3), "two letters ask nothing: {asked:?}");
    let box_of = "document.querySelector('#q')";
    assert_eq!(browser.run(&format!("return {box_of}.ariaExpanded;")).await, "true");
    let source =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
    browser.run(&std::fs::read_to_string(source).unwrap()).await;
    let findings = browser
        .client
        .execute_async(
            "const done = arguments[arguments.length - 1];
             axe.run(document.querySelector('.search')).then(found =>
               done(found.violations.map(one => one.id)));",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(findings, serde_json::json!([]));

    press(&browser, &char::from(Key::Down).to_string()).await;
    let active = format!("return {box_of}.getAttribute('aria-activedescendant');");
    assert_eq!(browser.run(&active).await, "suggestion-0");
    press(&browser, &char::from(Key::Escape).to_string()).await;
    until(&browser, "closed", "document.querySelector('#suggestions').hidden").await;
    press(&browser, "e").await;
    until(&browser, "open again", "!document.querySelector('#suggestions').hidden").await;
    press(&browser, &char::from(Key::Down).to_string()).await;
    let to = browser.run("return document.querySelector('[role=option]').dataset.href;").await;
    press(&browser, &char::from(Key::Enter).to_string()).await;
    until(
        &browser,
        "there",
        "document.readyState === 'complete' && !document.querySelector('[role=option]')",
    )
    .await;
    let path = browser.path().await;
    browser.close().await;
    assert_eq!(path, to.as_str().unwrap());
}
