//! Who the person is stands behind a button, and never where a link scanner can read it.

use blackbox::{PERSON_NAME, PERSON_NOTE, PERSON_PHONE, Site, each_site};
use chrono::Duration;
use reqwest::Method;

use crate::steps::{accept, see_contact};

/// How many times somebody saw who a person is.
fn openings(site: &Site) -> Vec<String> {
    site.log().into_iter().filter(|line| line.contains("identity opened")).collect()
}

#[tokio::test]
async fn opening_a_link_after_a_yes_shows_nobody_and_a_button_does() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let asked = site.answer_link(&atelier);
        accept(&site.visitor(), &asked).await.with_status(303);
        site.run_jobs().await;
        let contact = site.answer_link(&atelier);

        for link in [&asked, &contact] {
            let scanner = site.visitor();
            let page = scanner.page(link).await.ok();
            page.hides(PERSON_NAME).hides(PERSON_PHONE).hides(PERSON_NOTE);
            let head = scanner.request(Method::HEAD, link);
            scanner.send(head).await.hides(PERSON_NAME);
        }
        assert_eq!(openings(site), Vec::<String>::new());

        for (link, count) in [(&asked, 1), (&contact, 2)] {
            let page = see_contact(&site.visitor(), link).await.ok();
            page.shows(PERSON_NAME).shows(PERSON_PHONE).shows(PERSON_NOTE);
            assert_eq!(page.header("cache-control"), Some("no-store"));
            let lines = openings(site);
            let attempt = site.referral(&sent.id).await.attempts[0].clone();
            assert_eq!(lines.len(), count, "{lines:?}");
            let last = lines.last().unwrap();
            assert!(last.contains(attempt.id.as_str()), "{last}");
            assert!(last.contains(attempt.organization.as_str()), "{last}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_button_shows_nobody_before_a_yes_and_after_the_organization_let_go() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let grottes = site.partner_with_offer("Cyber-Grottes").await;
        site.referral_sent_to(&[&atelier, &grottes]).await;
        let link = site.answer_link(&atelier);
        let partner = site.visitor();

        partner.post(&link, &[("act", "voir")]).await.ok().hides(PERSON_NAME).hides(PERSON_PHONE);
        accept(&partner, &link).await.with_status(303);
        see_contact(&partner, &link).await.ok().shows(PERSON_NAME);
        let no = [("act", "refuser"), ("reason", "provider-full")];
        partner.post(&link, &no).await.with_status(303);

        partner.post(&link, &[("act", "voir")]).await.ok().hides(PERSON_NAME).hides(PERSON_PHONE);
        assert_eq!(openings(site).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_button_says_so_when_the_details_were_erased() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let link = site.answer_link(&atelier);
        accept(&site.visitor(), &link).await.with_status(303);
        let (id, now) = (sent.id.clone(), site.now());
        site.keys.write(move |conn| store::keys::erase(conn, &id, now, "test")).await.unwrap();
        site.pass(Duration::minutes(2)).await;

        let page = see_contact(&site.visitor(), &link).await.ok();

        page.hides(PERSON_NAME).shows(&blackbox::say("answers-person-erased"));
    })
    .await;
}
