//! Every kind of page on a small and on a large screen: readable by assistive technology, no
//! wider than the screen, no heavier than agreed.

use std::path::Path;

use blackbox::{Person, Site};
use serde_json::Value;
use store::referrals;

use crate::driver::{self, Browser};
use crate::weight;

/// The widths in CSS pixels: a small telephone, which is also a large screen at 400 %; a desk.
const WIDTHS: [u32; 2] = [320, 1280];

/// One page, who looks at it, and which budget it has.
pub(crate) struct Seen {
    pub(crate) path: String,
    pub(crate) person: Person,
    pub(crate) is_public: bool,
}

/// The pages of the demonstration that the budgets speak of (decisions.md 9).
pub(crate) async fn all(site: &Site) -> Vec<Seen> {
    let visitor = site.visitor();
    let mediator = site.signed_in_at("mediation@demo.example").await;
    let partner = site.signed_in_at("structure@demo.example").await;
    let coordinator = site.signed_in_at("coordination@demo.example").await;
    let admin = site.signed_in_at("admin@demo.example").await;
    let found = mediator.page("/recherche?q=formulaire").await.ok();
    let offer = found.attributes("main a[href^='/offres/']", "href").remove(0);
    let refer = found.attributes("main a[href^='/orienter']", "href").remove(0);
    let page = mediator.page(&offer).await.ok();
    let organization = page.attributes("main a[href^='/structures/']", "href").remove(0);
    let desk = mediator.page("/mediation").await.ok();
    let referral = desk.attributes("main a[href^='/orientations/']", "href").remove(0);
    let inbox = partner.page("/structure").await.ok();
    let attempt = inbox.attributes("main a[href^='/structure/']", "href").remove(0);
    let answer = answer_path(site).await;
    let seen = |path: &str, person: &Person, is_public| Seen {
        path: path.to_owned(),
        person: person.clone(),
        is_public,
    };
    vec![
        seen("/", &visitor, true),
        seen("/recherche", &visitor, true),
        seen("/recherche?q=imprimer", &visitor, true),
        seen("/recherche?q=xyzzyx&lieu=Onex", &visitor, true),
        seen("/recherche/filtres?q=imprimer", &visitor, true),
        seen("/recherche/besoin", &visitor, true),
        seen("/recherche/carte?q=imprimer&lieu=Onex", &visitor, false),
        seen("/panier", &visitor, true),
        seen("/raccourcis", &visitor, true),
        seen(&offer, &visitor, true),
        seen(&format!("{offer}/feuille"), &visitor, true),
        seen(&organization, &visitor, true),
        seen("/livret", &visitor, true),
        seen("/livret/geneve", &visitor, true),
        seen("/livret/geneve?taille=grand", &visitor, true),
        seen("/transparence/alternatives", &visitor, true),
        seen("/mediation/dossier", &mediator, false),
        seen("/code", &visitor, true),
        seen("/connexion", &visitor, true),
        seen("/accessibilite", &visitor, true),
        seen("/transparence", &visitor, true),
        seen("/confidentialite", &visitor, true),
        seen("/nowhere", &visitor, true),
        seen(&answer, &visitor, false),
        seen("/mediation", &mediator, false),
        seen("/recherche?q=imprimer", &mediator, false),
        seen(&refer, &mediator, false),
        seen(&referral, &mediator, false),
        seen(&format!("{referral}/feuille"), &mediator, false),
        seen("/structure", &partner, false),
        seen(&attempt, &partner, false),
        seen("/coordination", &coordinator, false),
        seen("/coordination/besoins", &coordinator, false),
        seen("/recherche/besoin", &mediator, false),
        seen(&referral, &coordinator, false),
        seen("/admin", &admin, false),
    ]
}

/// The path of a link that still asks an organization.
async fn answer_path(site: &Site) -> String {
    let partner = site.partner_with_offer("Atelier d’essai").await;
    let sent = site.referral_sent_to(&[&partner]).await;
    let id = sent.id.clone();
    let referral = site.read(move |conn| referrals::find(conn, &id)).await;
    let attempt = &referral.attempts[0].id;
    let link = site.app.answer_address(attempt, store::answer_links::Purpose::Answer);
    link.strip_prefix(site.address()).unwrap().to_owned()
}

#[tokio::test]
async fn every_page_is_readable_fits_the_screen_and_weighs_little() {
    if !driver::is_wanted() {
        return;
    }
    let site = Site::open_demo().await;
    let pages = all(&site).await;
    let browser = driver::open(&site).await;
    browser.open("/").await;
    browser.run("document.querySelector('main').append(document.createElement('img'));").await;
    assert!(!axe(&browser).await.is_empty(), "an image without words is a finding");
    let mut wrong = vec![];
    for page in &pages {
        browser.become_one(Some(&page.person)).await;
        for width in WIDTHS {
            browser.set_width(width).await;
            browser.open(&page.path).await;
            let who = page.person.account.as_ref().map_or("visitor", |one| one.role.word());
            let place = format!("{} for {who} at {width} px", page.path);
            wrong.extend(look(&browser).await.into_iter().map(|what| format!("{place}: {what}")));
            if width == WIDTHS[0] {
                let heavy = weight::over_budget(&browser, page).await;
                wrong.extend(heavy.into_iter().map(|what| format!("{place}: {what}")));
            }
        }
    }
    browser.close().await;
    assert!(wrong.is_empty(), "{} findings\n{}", wrong.len(), wrong.join("\n"));
}

/// What is wrong with the page that is open.
async fn look(browser: &Browser) -> Vec<String> {
    let mut wrong = axe(browser).await;
    wrong.extend(too_wide(browser).await);
    wrong
}

/// What reaches over the right edge of the screen.
async fn too_wide(browser: &Browser) -> Vec<String> {
    let found = browser
        .run(
            "const most = document.documentElement.clientWidth;
             if (document.documentElement.scrollWidth <= most) return [];
             return [...document.querySelectorAll('body *')]
               .filter(one => one.getBoundingClientRect().right > most + 1)
               .slice(0, 5).map(one => one.outerHTML.slice(0, 120));",
        )
        .await;
    found.as_array().unwrap().iter().map(|one| format!("wider than the screen: {one}")).collect()
}

/// The findings of axe-core on the page that is open.
async fn axe(browser: &Browser) -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
    let source = std::fs::read_to_string(file).expect("`npm ci` was run in tests/");
    browser.run(&source).await;
    let run = "const done = arguments[arguments.length - 1];
               axe.run(document, { resultTypes: ['violations'] }).then(found => done(
                 found.passes.length < 5 ? [['axe', 'looked at nothing', []]] : found.violations.map(one => [one.id, one.help,
                   one.nodes.slice(0, 3).map(node => node.html.slice(0, 160))])),
                 failed => done([['axe', String(failed), []]]));";
    let found = browser.client.execute_async(run, vec![]).await.unwrap();
    found.as_array().unwrap().iter().map(Value::to_string).collect()
}

#[tokio::test]
async fn every_page_fits_the_screen_with_letters_twice_as_large() {
    if !driver::is_wanted() {
        return;
    }
    let site = Site::open_demo().await;
    let pages = all(&site).await;
    let browser = driver::open_with_large_text(&site).await;
    browser.open("/").await;
    let size = browser.run("return getComputedStyle(document.body).fontSize;").await;
    let size: f64 = size.as_str().unwrap().trim_end_matches("px").parse().unwrap();
    assert!(size >= 30.0, "the page ignores the chosen size: {size} px");
    let mut wrong = vec![];
    for page in &pages {
        browser.become_one(Some(&page.person)).await;
        for width in [640, 1280] {
            browser.set_width(width).await;
            browser.open(&page.path).await;
            let place = format!("{} at {width} px", page.path);
            let wide = too_wide(&browser).await.into_iter();
            wrong.extend(wide.map(|what| format!("{place}: {what}")));
        }
    }
    browser.close().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
