//! The main job with the keyboard alone: every stop is seen, and the way is short.

use blackbox::{PERSON_NAME, Site, say};
use fantoccini::key::Key;
use serde_json::Value;

use crate::driver::{self, Browser};

/// What has the focus: its tag, name, address or value, words, and whether a person sees that.
const FOCUS: &str = "
    const one = document.activeElement;
    const style = getComputedStyle(one);
    const label = one.closest('label');
    const near = label ? getComputedStyle(label) : style;
    const rings = [style, near];
    return {
      tag: one.tagName.toLowerCase(), name: one.name || '', href: one.getAttribute('href') || '',
      value: one.value || '', words: (one.innerText || '').trim(),
      seen: one === document.body || rings.some(ring =>
        (ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 2)
        || ring.boxShadow !== 'none'),
    };";

/// Presses Tab until `is_it` holds for what has the focus.
async fn tab_to(browser: &Browser, what: &str, is_it: impl Fn(&Value) -> bool) {
    for _ in 0..200 {
        let focus = browser.run(FOCUS).await;
        assert_eq!(focus["seen"], true, "nobody sees the focus: {focus}");
        if is_it(&focus) {
            return;
        }
        press(browser, Key::Tab).await;
    }
    panic!("Tab never reaches {what} on {}", browser.path().await);
}

async fn press(browser: &Browser, key: Key) {
    let active = browser.client.active_element().await.unwrap();
    active.send_keys(&char::from(key).to_string()).await.unwrap();
}

async fn write(browser: &Browser, text: &str) {
    browser.client.active_element().await.unwrap().send_keys(text).await.unwrap();
}

fn is_field(name: &'static str) -> impl Fn(&Value) -> bool {
    move |focus| focus["name"] == name
}

#[tokio::test]
async fn a_person_is_handed_over_without_touching_the_mouse() {
    if !driver::is_wanted() {
        return;
    }
    let site = Site::open_demo().await;
    let mediator = site.signed_in_at("mediation@demo.example").await;
    let browser = driver::open(&site).await;
    browser.open("/connexion").await;
    browser.become_one(Some(&mediator)).await;
    browser.set_width(1280).await;

    browser.open("/recherche").await;
    press(&browser, Key::Tab).await;
    let skip = browser.run(FOCUS).await;
    assert!(skip["href"].as_str().unwrap().starts_with('#'), "first a way past the menu: {skip}");
    browser.open("/mediation").await;
    tab_to(&browser, "the search box", is_field("q")).await;
    write(&browser, "démarche en ligne").await;
    press(&browser, Key::Enter).await;
    assert!(browser.path().await.starts_with("/recherche?"), "{}", browser.path().await);
    let to_refer = |focus: &Value| focus["href"].as_str().unwrap().starts_with("/orienter");
    tab_to(&browser, "a way to refer", to_refer).await;
    press(&browser, Key::Enter).await;
    tab_to(&browser, "the name", is_field("name")).await;
    write(&browser, PERSON_NAME).await;
    tab_to(&browser, "the contact", is_field("contact")).await;
    write(&browser, "079 123 45 67").await;
    tab_to(&browser, "the language", is_field("language")).await;
    tab_to(&browser, "the agreement", is_field("consent")).await;
    write(&browser, " ").await;
    let go = say("refer-new-go");
    tab_to(&browser, "the button", |focus| focus["words"] == go.as_str()).await;
    press(&browser, Key::Enter).await;

    let path = browser.path().await;
    assert!(
        path.starts_with("/orientations/"),
        "{path}: {}",
        browser.client.source().await.unwrap()
    );
    let now = browser.run("return document.body.innerText;").await;
    browser.close().await;
    assert!(now.as_str().unwrap().contains(&say("flash-referral-sent")), "{now}");
}
