//! Who the person is: encrypted, opened for few, destroyed in time, and never in a log.

use std::path::PathBuf;
use std::process::Command;

use blackbox::{PERSON_NAME, PERSON_NOTE, PERSON_PHONE, Site, each_site};
use chrono::Duration;
use store::{keys, personal};

use crate::steps::{accept, filled, open_identity, path_of, refer_to, see_contact, token};

/// Everything that lies in the main database, as bytes.
fn dump(site: &Site) -> Vec<u8> {
    match site.database_url().strip_prefix("sqlite:") {
        Some(path) => {
            let path = PathBuf::from(path);
            let folder = std::fs::read_dir(path.parent().unwrap()).unwrap();
            folder.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
        }
        None => {
            let dump = Command::new("pg_dump").arg(site.database_url()).output().unwrap();
            assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
            dump.stdout
        }
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// What must be readable nowhere: the name, the number however it is written, and the note.
fn secrets() -> Vec<String> {
    let digits: String = PERSON_PHONE.chars().filter(char::is_ascii_digit).collect();
    vec![
        PERSON_NAME.to_owned(),
        PERSON_PHONE.to_owned(),
        digits,
        "079 123 45 67".to_owned(),
        "123 45 67".to_owned(),
        PERSON_NOTE.to_owned(),
    ]
}

#[tokio::test]
async fn whoever_copies_the_database_or_the_logs_learns_nobodys_name() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();
        let wrong = filled(&page).fill("contact", "079 123 45 6");
        mediator.submit(&wrong).await.with_status(422);
        let sent = mediator.submit(&filled(&page)).await.with_status(303);
        site.pass(Duration::minutes(2)).await;
        let link = site.answer_link(&atelier);
        let answered = accept(&site.visitor(), &link).await.with_status(303);
        site.visitor().follow(&answered).await.ok();
        see_contact(&site.visitor(), &link).await.ok().shows(PERSON_NAME);
        let referral = path_of(&sent);
        open_identity(&mediator, &referral, "contact_person").await.ok().shows(PERSON_NAME);
        site.run_jobs().await;

        let bytes = dump(site);
        assert!(holds(&bytes, "Atelier du Lac"), "the copy holds the directory");
        for secret in secrets() {
            assert!(!holds(&bytes, &secret), "{secret} is in the database");
        }
        assert!(!holds(&bytes, token(&link)), "the link is in the database");
        let log = site.log().join("\n");
        assert!(log.contains("/reponse/{token}"), "{log}");
        for secret in secrets().iter().map(String::as_str).chain([token(&link)]) {
            assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
        }
    })
    .await;
}

#[tokio::test]
async fn every_opening_of_an_identity_leaves_a_line() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let opened = || site.log().iter().filter(|line| line.contains("identity opened")).count();
        assert_eq!(opened(), 0);

        accept(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
        see_contact(&site.visitor(), &site.answer_link(&atelier)).await.ok();

        assert_eq!(opened(), 1);
        let lines = site.log();
        let line = lines.iter().find(|line| line.contains("identity opened")).unwrap();
        assert!(line.contains(sent.id.as_str()) && line.contains("answer_link"), "{line}");
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_persons_key_is_destroyed_within_a_day_and_nothing_opens_any_more() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let link = site.answer_link(&atelier);
        accept(&site.visitor(), &link).await.with_status(303);
        let form = [("code", sent.code.as_str()), ("pin", &sent.pin), ("act", "arreter")];
        site.visitor().post("/code", &form).await.ok();

        site.pass(Duration::hours(24)).await;

        is_erased(site, &sent.id).await;
        site.visitor().page(&link).await.ok().hides(PERSON_NAME).hides(PERSON_PHONE);
        let mediator = site.mediator_at("Maison du Lac").await;
        let path = format!("/orientations/{}", sent.id);
        let page = open_identity(&mediator, &path, "other").await.ok();
        page.hides(PERSON_NAME).hides(PERSON_PHONE);
    })
    .await;
}

#[tokio::test]
async fn ninety_days_after_the_end_nobody_knows_who_it_was_and_the_coded_line_stays() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let (partner, link) = (site.visitor(), site.answer_link(&atelier));
        accept(&partner, &link).await.with_status(303);
        partner.post(&link, &[("act", "contact")]).await.with_status(303);
        partner
            .post(&link, &[("act", "termine"), ("outcome", "helped_fully")])
            .await
            .with_status(303);

        site.pass(Duration::days(89)).await;
        let id = sent.id.clone();
        assert!(site.read(move |conn| personal::find(conn, &id)).await.is_some());
        site.pass(Duration::days(2)).await;

        is_erased(site, &sent.id).await;
        assert_eq!(site.referral(&sent.id).await.attempts.len(), 1);
    })
    .await;
}

async fn is_erased(site: &Site, id: &kernel::ReferralId) {
    let (of_main, of_keys) = (id.clone(), id.clone());
    assert_eq!(site.read(move |conn| personal::find(conn, &of_main)).await, None);
    let key: Result<_, store::StoreError> =
        site.keys.read(move |conn| keys::find(conn, &of_keys)).await;
    assert_eq!(key.unwrap(), None);
}
