//! What goes by itself each night, the proof that it went, and backups that forget too.

use blackbox::{PERSON_NAME, Person, Sent, Site, each_site, say};
use chrono::{Duration, Months};
use kernel::Role;
use store::{accounts, keys, personal, referrals};

use crate::steps::accept;

async fn withdraw(site: &Site, sent: &Sent) {
    let form = [("code", sent.code.as_str()), ("pin", &sent.pin), ("act", "arreter")];
    site.visitor().post("/code", &form).await.ok();
}

#[tokio::test]
async fn each_night_leaves_one_signed_line_and_a_changed_one_is_seen() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let coordinator = site.coordinator().await;
        let nights = async || {
            let actor = coordinator.account.as_ref().unwrap().actor();
            site.app.last_nights(&actor).await.unwrap()
        };
        assert_eq!(nights().await.len(), 1, "the first round is the first night");
        withdraw(site, &sent).await;
        site.pass(Duration::hours(13)).await;
        site.run_jobs().await;
        site.pass(Duration::hours(6)).await;

        let kept = nights().await;
        assert_eq!(kept.len(), 2, "one line a day, however often the jobs run: {kept:#?}");
        assert_eq!((kept[0].identities, kept[0].overdue), (1, 0));
        assert!(kept.iter().all(|night| site.app.is_genuine(night)));
        let forged = app::Purge { identities: 7, ..kept[0].clone() };
        assert!(!site.app.is_genuine(&forged));
        let page = site.coordinator().await.page("/admin/courriels").await.ok();
        page.shows(&say("network-nights-well")).hides(&say("network-nights-forged"));

        let alarm = async || {
            let checks = site.app.examine().await;
            checks.into_iter().find(|check| check.name == "purge").unwrap()
        };
        assert!(alarm().await.is_well);
        site.clock.advance(Duration::hours(27));
        assert!(!alarm().await.is_well, "a missing night is an alarm");
    })
    .await;
}

#[tokio::test]
async fn what_a_restored_copy_brings_back_is_gone_after_the_next_night() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let link = site.answer_link(&atelier);
        accept(&site.visitor(), &link).await.with_status(303);
        // What a copy of both stores from before holds.
        let id = sent.id.clone();
        let text = site.read(move |conn| personal::find(conn, &id)).await.unwrap();
        let id = sent.id.clone();
        let key: Result<_, store::StoreError> =
            site.keys.read(move |conn| keys::find(conn, &id)).await;
        let key = key.unwrap().unwrap();
        withdraw(site, &sent).await;
        site.pass(Duration::hours(13)).await;

        // The main store comes back alone: without its key it says nothing.
        let (id, again) = (sent.id.clone(), text.clone());
        site.write(move |conn| personal::put(conn, &id, &again)).await;
        let mediator = site.mediator_at("Maison du Lac").await;
        assert!(!knows_who(site, &mediator, &sent).await);
        // Even when the copy of the keys comes back too, the list of erasures is kept apart.
        let (id, now) = (sent.id.clone(), site.now());
        let put: Result<(), store::StoreError> =
            site.keys.write(move |conn| keys::put(conn, &id, &key, now)).await;
        put.unwrap();

        site.pass(Duration::hours(24)).await;

        let id = sent.id.clone();
        assert_eq!(site.read(move |conn| personal::find(conn, &id)).await, None);
        let id = sent.id.clone();
        let key: Result<_, store::StoreError> =
            site.keys.read(move |conn| keys::find(conn, &id)).await;
        assert_eq!(key.unwrap(), None);
        assert!(!knows_who(site, &mediator, &sent).await);
    })
    .await;
}

async fn knows_who(site: &Site, mediator: &Person, sent: &Sent) -> bool {
    let actor = mediator.account.as_ref().unwrap().actor();
    let person = site.app.person(&actor, sent.id.clone()).await.unwrap();
    person.is_some_and(|person| person.name == PERSON_NAME)
}

#[tokio::test]
async fn five_years_after_the_end_nothing_of_a_referral_stays_and_younger_ones_do() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let old = site.referral_sent_to(&[&atelier]).await;
        withdraw(site, &old).await;
        site.pass(Duration::days(1)).await;
        let years = |count: u32| {
            let then = site.now().checked_add_months(Months::new(12 * count)).unwrap();
            then - site.now()
        };
        let almost = years(5) - Duration::days(2);
        site.pass(almost).await;
        let grottes = site.partner_with_offer("Cyber-Grottes").await;
        let young = site.referral_sent_to(&[&grottes]).await;
        withdraw(site, &young).await;
        assert_eq!(site.referral(&old.id).await.attempts.len(), 1, "not a day too early");

        site.pass(Duration::days(2)).await;

        let id = old.id.clone();
        let found = site.read(move |conn| Ok(referrals::find(conn, &id).is_ok())).await;
        assert!(!found, "the coded line is gone");
        let id = old.id.clone();
        let log = site.read(move |conn| referrals::events::list(conn, &id)).await;
        assert_eq!(log, [], "and its log");
        assert_eq!(site.referral(&young.id).await.attempts.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_account_that_nobody_uses_is_closed_and_then_loses_its_name() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let account = mediator.account.clone().unwrap();
        let sent = site.referral_sent_to(&[&atelier]).await;
        withdraw(site, &sent).await;
        let read = async || {
            let id = account.id.clone();
            site.read(move |conn| accounts::find(conn, &id)).await
        };

        site.pass(Duration::days(364)).await;
        assert!(!read().await.is_disabled);
        site.pass(Duration::days(2)).await;
        assert!(read().await.is_disabled);
        assert_eq!(read().await.name, account.name);
        site.pass(Duration::days(366)).await;

        let emptied = read().await;
        assert!(!emptied.name.contains("mediator") && emptied.email.ends_with(".invalid"));
        assert_eq!(site.referral(&sent.id).await.sender.account, account.id, "the log still holds");
        let admin = site.admin().await;
        let page = admin.page("/admin").await.ok();
        page.hides(&account.email).hides(".invalid");
        assert_eq!(admin.account.as_ref().unwrap().role, Role::Admin);
    })
    .await;
}
