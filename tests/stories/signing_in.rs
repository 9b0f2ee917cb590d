//! Accounts: signing in says nothing about who has one, and a session ends when it should.

use blackbox::{Page, Person, Site, each_site, say};
use chrono::Duration;
use kernel::Role;
use store::accounts;

use crate::steps::with_password;

const PASSWORD: &str = "cheval agrafe pile correct";

async fn sign_in(person: &Person, email: &str, password: &str, post: &str) -> Page {
    let page = person.page("/connexion").await.ok();
    let form = page.form("/connexion").fill("email", email).fill("password", password);
    person.submit(&form.choose("poste", post)).await
}

/// A mediator's address whose password is [`PASSWORD`].
async fn address(site: &Site) -> String {
    let mediator = site.mediator_at("Maison du Lac").await;
    with_password(site, &mediator, PASSWORD).await
}

#[tokio::test]
async fn signing_in_leads_to_ones_work_and_signing_out_ends_it_everywhere() {
    each_site(async |site| {
        let email = address(site).await;
        let person = site.visitor();

        let answer = sign_in(&person, &email, PASSWORD, "personnel").await.with_status(303);
        assert_eq!(answer.header("location"), Some("/mediation"));
        let cookie = session_cookie(&answer);
        let desk = person.follow(&answer).await.ok();
        assert_eq!(desk.header("cache-control"), Some("no-store"));
        let out = person.submit(&desk.form("/deconnexion")).await.with_status(303);
        assert!(out.header("clear-site-data").is_some_and(|value| value.contains("cache")));

        let after = person.page("/mediation").await.with_status(303);
        assert!(after.header("location").unwrap().starts_with("/connexion"));
        let stolen = site.visitor().request(reqwest::Method::GET, "/mediation");
        let stolen = stolen.header("cookie", cookie);
        site.visitor().send(stolen).await.with_status(303);
    })
    .await;
}

/// The name and value of the session in an answer.
fn session_cookie(answer: &Page) -> String {
    let set = answer.headers.get_all("set-cookie").iter();
    let set =
        set.map(|value| value.to_str().unwrap()).find(|one| one.starts_with("relais_session"));
    set.unwrap().split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_wrong_password_an_unknown_address_and_a_closed_account_look_the_same() {
    each_site(async |site| {
        let email = address(site).await;
        let closed = site.partner_with_offer("Maison Fermée").await;
        let closed = site.partner_of(&closed).await;
        let closed_email = with_password(site, &closed, PASSWORD).await;
        let id = closed.account.clone().unwrap().id;
        let now = site.now();
        site.write(move |conn| accounts::disable(conn, &id, now)).await;
        let invited = site.admin().await.account.unwrap().email;

        let mut seen = vec![];
        for (email, password) in [
            (email.as_str(), "wrong"),
            ("nobody@account.example", PASSWORD),
            (closed_email.as_str(), PASSWORD),
            (invited.as_str(), ""),
            (email.as_str(), &"x".repeat(5_000)),
        ] {
            let answer =
                sign_in(&site.visitor(), email, password, "personnel").await.with_status(422);
            answer.shows(&say("field-error-wrong-sign-in")).hides(PASSWORD);
            assert!(answer.header("set-cookie").is_none(), "{email}");
            assert_eq!(answer.form("/connexion").value("email"), Some(email));
            seen.push(answer.html().replace(email, "EMAIL"));
        }
        assert!(seen.windows(2).all(|two| two[0] == two[1]), "the answers differ: {seen:#?}");
    })
    .await;
}

#[tokio::test]
async fn trying_passwords_again_and_again_ends() {
    let site = Site::open_small().await;
    let email = address(&site).await;
    let guesser = site.visitor();
    let mut statuses = vec![];

    for number in 0..22 {
        let form = [("email", email.as_str()), ("password", &format!("guess {number}"))];
        statuses.push(guesser.post("/connexion", &form).await.status);
    }

    assert_eq!(statuses.first(), Some(&422));
    assert_eq!(statuses.last(), Some(&429));
    sign_in(&site.visitor(), &email, PASSWORD, "personnel").await.with_status(303);
}

#[tokio::test]
async fn on_a_shared_computer_ten_quiet_minutes_end_the_session() {
    each_site(async |site| {
        let email = address(site).await;
        let (shared, own) = (site.visitor(), site.visitor());
        sign_in(&shared, &email, PASSWORD, "partage").await.with_status(303);
        sign_in(&own, &email, PASSWORD, "personnel").await.with_status(303);

        site.pass(Duration::minutes(9)).await;
        shared.page("/mediation").await.ok();
        site.pass(Duration::minutes(9)).await;
        shared.page("/mediation").await.ok();
        site.pass(Duration::minutes(11)).await;

        shared.page("/mediation").await.with_status(303);
        own.page("/mediation").await.ok();
        site.pass(Duration::minutes(31)).await;
        own.page("/mediation").await.with_status(303);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_however_busy_it_was() {
    each_site(async |site| {
        let email = address(site).await;
        let shared = site.visitor();
        sign_in(&shared, &email, PASSWORD, "partage").await.with_status(303);

        for _ in 0..7 {
            shared.page("/mediation").await.ok();
            site.clock.advance(Duration::minutes(8));
        }
        site.clock.advance(Duration::minutes(5));

        shared.page("/mediation").await.with_status(303);
    })
    .await;
}

#[tokio::test]
async fn the_page_that_was_wanted_comes_after_signing_in_unless_it_is_elsewhere() {
    each_site(async |site| {
        let email = address(site).await;
        let person = site.visitor();
        let detour = person.page("/orienter?offre=x&offre=y").await.with_status(303);
        let page = person.follow(&detour).await.ok();
        let form = page.form("/connexion").fill("email", &email).fill("password", PASSWORD);

        let answer = person.submit(&form).await.with_status(303);
        assert_eq!(answer.header("location"), Some("/orienter?offre=x&offre=y"));

        for elsewhere in ["https://evil.example/", "//evil.example", "/\\evil.example", "\t//evil"]
        {
            let forged = form.clone().forge("retour", elsewhere);
            let answer = site.visitor().submit(&forged).await.with_status(303);
            assert_eq!(answer.header("location"), Some("/mediation"), "{elsewhere}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_invitation_sets_a_password_once() {
    each_site(async |site| {
        let admin = site.admin().await;
        let organization = site.organization("Maison du Lac").await.id;
        let page = admin.page("/admin").await.ok();
        let form = page
            .form(&say("admin-invite-go"))
            .fill("name", "Louise Essai")
            .fill("email", "louise@account.example")
            .choose("role", Role::Mediator.word())
            .choose("organization", organization.as_str());
        admin.submit(&form).await.with_status(303);
        site.run_jobs().await;
        let link = site.link_in(&site.letter_to("louise@account.example"));

        let louise = site.visitor();
        let page = louise.page(&link).await.ok();
        let short = page.form("/invitation/").fill("password", "short");
        louise.submit(&short).await.with_status(422).hides("short\"");
        let long = page.form("/invitation/").fill("password", PASSWORD);
        let answer = louise.submit(&long).await.with_status(303);
        louise.follow(&answer).await.ok();

        let thief = site.visitor();
        thief.page(&link).await.with_status(410);
        thief.submit(&long).await.with_status(410);
        sign_in(&thief, "louise@account.example", PASSWORD, "personnel").await.with_status(303);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_that_is_too_old_or_made_up_opens_nothing() {
    each_site(async |site| {
        let admin = site.admin().await;
        let page = admin.page("/admin").await.ok();
        let form = page
            .form(&say("admin-invite-go"))
            .fill("name", "Louise Essai")
            .fill("email", "louise@account.example")
            .choose("role", Role::Coordinator.word());
        admin.submit(&form).await.with_status(303);
        site.run_jobs().await;
        let link = site.link_in(&site.letter_to("louise@account.example"));

        site.visitor().page("/invitation/made-up").await.with_status(410);
        site.pass(Duration::days(8)).await;

        site.visitor().page(&link).await.with_status(410);
        site.visitor().post(&link, &[("password", PASSWORD)]).await.with_status(410);
    })
    .await;
}

#[tokio::test]
async fn an_account_that_is_closed_is_out_at_the_next_page() {
    each_site(async |site| {
        let mediator = site.mediator_at("Maison du Lac").await;
        mediator.page("/mediation").await.ok();
        let admin = site.admin().await;
        let path = format!("/admin/comptes/{}/fermer", mediator.account.as_ref().unwrap().id);

        admin.post(&path, &[]).await.with_status(303);

        mediator.page("/mediation").await.with_status(303);
    })
    .await;
}

#[tokio::test]
async fn wrong_fields_of_an_invitation_are_named_and_kept() {
    each_site(async |site| {
        let admin = site.admin().await;
        let page = admin.page("/admin").await.ok();
        let form = page.form(&say("admin-invite-go")).fill("name", "Louise Essai");

        for (field, value) in [
            ("email", "louise"),
            ("email", "a@b.example\r\nBcc: c@d.example"),
            ("role", "emperor"),
            ("role", "partner"),
        ] {
            let wrong = form.clone().fill("email", "louise@account.example").forge(field, value);
            let again = admin.submit(&wrong).await.with_status(422);
            let kept = again.form(&say("admin-invite-go"));
            assert_eq!(kept.value("name"), Some("Louise Essai"), "{kept}");
        }
        let taken = admin.account.as_ref().unwrap().email.clone();
        let again = form.clone().fill("email", &taken).choose("role", "coordinator");
        admin.submit(&again).await.with_status(422).shows(&say("field-error-taken"));
        assert!(site.letters().is_empty());
    })
    .await;
}
