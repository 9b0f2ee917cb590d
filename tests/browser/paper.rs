//! The slip on paper: one page of A4, in black and white, without the menu.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use blackbox::{Partner, Site};
use kernel::{Currency, Language, Money};
use partner_directory::{
    Cost, CostBand, LanguageKind, Offer, OfferLanguage, Organization, Schedule,
};
use serde_json::json;
use store::offers;

use crate::driver::{self, Browser};

/// How many pages a PDF of the browser has, and the size of each in points.
fn pages(pdf: &[u8]) -> (usize, Vec<String>) {
    let text = String::from_utf8_lossy(pdf);
    let count = text.matches("/Type /Page\n").count();
    let sizes = text.split("/MediaBox [").skip(1);
    (count, sizes.map(|rest| rest.split(']').next().unwrap().to_owned()).collect())
}

/// Everything as long as it may be.
fn longest(organization: &mut Organization, offer: &mut Offer) {
    let text = "Carte d’identité, dernière lettre reçue, téléphone avec son chargeur, mots de passe \
                notés sur papier, attestation de domicile, original et copie, si possible";
    offer.documents_to_bring = Some(text.into());
    offer.cost = Cost {
        bands: vec![CostBand::FreeConditional, CostBand::Paid],
        amount: Some(Money { cents: 1_250, currency: Currency::Chf }),
        note: Some(text.into()),
    };
    let spoken = ["fr", "en", "pt", "es", "sq", "ar", "ti", "so", "uk", "de", "it", "fa"];
    let kinds = [LanguageKind::Spoken, LanguageKind::InterpreterOnRequest];
    offer.languages = spoken
        .iter()
        .zip(kinds.iter().cycle())
        .map(|(tag, kind)| OfferLanguage { language: Language::parse(tag).unwrap(), kind: *kind })
        .collect();
    organization.phone = Some("+41 22 555 11 11".into());
}

/// Other times on every day of the week, and only by appointment.
async fn open_every_day(site: &Site, partner: &Partner) {
    let (offer, now) = (partner.offer.id.clone(), site.now());
    site.write(move |conn| {
        let mut places = offers::places_of(conn, &offer)?;
        let days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].iter().zip(10..);
        let week: Vec<String> =
            days.map(|(day, end)| format!("{day} 08:15-{end}:45,18:15-20:{end}")).collect();
        for place in &mut places {
            for schedule in &mut place.schedules {
                *schedule = Schedule {
                    is_by_appointment: Some(true),
                    ..Schedule::of_hours(schedule.id.clone(), week.join("; "))
                };
            }
        }
        offers::set_places(conn, &offer, &places, now).map(drop)
    })
    .await;
}

/// The number of pages that the browser prints at `path`.
async fn printed(browser: &Browser, path: &str) -> (usize, Vec<String>) {
    browser.open(path).await;
    let asked = json!({ "preferCSSPageSize": true, "paperWidth": 8.27, "paperHeight": 11.69 });
    let answer = browser.command("Page.printToPDF", asked).await;
    pages(&BASE64_STANDARD.decode(answer["data"].as_str().unwrap()).unwrap())
}

#[tokio::test]
async fn the_longest_slip_is_one_page_in_nine_languages_and_two_sizes() {
    if !driver::is_wanted() {
        return;
    }
    let site = Site::open_demo().await;
    let long = "Maison de quartier et centre de rencontre numérique des Hautes-Terrasses du Lac";
    let partner = site.partner_with(long, longest).await;
    open_every_day(&site, &partner).await;
    let sent = site.referral_sent_to(&[&partner]).await;
    let mediator = site.mediator_at("Maison du Lac").await;
    let browser = driver::open(&site).await;
    browser.open("/connexion").await;
    browser.become_one(Some(&mediator)).await;

    for language in ["fr", "pt", "es", "en", "sq", "ar", "ti", "so", "uk"] {
        for size in ["normal", "grand"] {
            let version = format!("feuille?langue={language}&taille={size}");
            for slip in [
                format!("/orientations/{}/{version}", sent.id),
                format!("/offres/{}/{version}", partner.offer.slug),
            ] {
                let (count, sizes) = printed(&browser, &slip).await;
                assert_eq!(count, 1, "{slip} has {count} pages: {sizes:?}");
                let lines = browser.run("return document.querySelectorAll('.lines > li').length");
                assert_eq!(lines.await, 7, "a line is missing on {slip}");
            }
        }
    }
    browser.close().await;
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
        let (count, sizes) = printed(&browser, &slip).await;
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
