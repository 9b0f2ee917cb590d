//! A form that was begun is not lost: the session ends, the form comes back, and nobody else
//! reads it.

use blackbox::{PERSON_NAME, PERSON_NOTE, PERSON_PHONE, Person, Site, each_site, say};
use chrono::Duration;
use kernel::Role;
use store::sessions::Session;
use store::{sessions, unsent_forms};

use crate::steps::{filled, refer_to, with_password};

/// A mediator who signed in with a password, on a computer that others use too or not.
async fn sign_in(site: &Site, email: &str, post: &str) -> (Person, blackbox::Page) {
    let person = site.visitor();
    let form = [("email", email), ("password", PASSWORD), ("poste", post)];
    let answer = person.post("/connexion", &form).await.with_status(303);
    (person, answer)
}

const PASSWORD: &str = "four words that nobody guesses";

async fn count(site: &Site) -> usize {
    let now = site.now();
    let account = site.mediator_at("Maison du Lac").await.account.unwrap().id;
    site.read(move |conn| unsent_forms::list_of(conn, &account, now)).await.len()
}

#[tokio::test]
async fn a_form_left_on_a_shared_computer_is_there_again_after_signing_in_and_nowhere_else() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let account = site.mediator_at("Maison du Lac").await;
        let email = with_password(site, &account, PASSWORD).await;
        let (mediator, _) = sign_in(site, &email, "partage").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();
        assert_eq!(page.header("cache-control"), Some("no-store"), "Back must show nothing");
        let form = filled(&page);
        // What the script does while somebody types.
        let mut typed = form.clone().forge("auto", "oui");
        typed = typed.without("consent");
        keep(&mediator, &typed).await.with_status(204);
        site.pass(Duration::minutes(11)).await;

        let back = mediator.page(&refer_to(&[&atelier])).await.with_status(303);
        back.hides(PERSON_NAME);
        let (again, answer) = sign_in(site, &email, "partage").await;
        let desk = again.follow(&answer).await.ok();
        desk.shows(&say("mediation-show-unsent")).hides(PERSON_NAME);
        let to_form = desk.attributes("main a[href^='/orienter?reprise=']", "href").remove(0);
        let page = again.page(&to_form).await.ok();

        let form = page.form("/orienter");
        assert_eq!(form.value("name"), Some(PERSON_NAME), "{form}");
        assert_eq!(form.value("contact"), Some(PERSON_PHONE), "{form}");
        assert_eq!(form.value("note"), Some(PERSON_NOTE), "{form}");
        assert_eq!(form.value("offre"), Some(atelier.offer.slug.as_str()), "{form}");
        let stranger = site.signed_in(Role::Mediator, atelier.organization.id.clone()).await;
        stranger.page(&to_form).await.with_status(404);
        stranger.page("/mediation").await.ok().hides(&say("mediation-show-unsent"));
        again.submit(&form.choose("consent", "oral")).await.with_status(303);
        assert_eq!(count(site).await, 0, "a form that was sent is kept");
    })
    .await;
}

/// Sends a form to where begun ones are kept.
async fn keep(person: &Person, form: &blackbox::Form) -> blackbox::Page {
    let fields: Vec<(&str, &str)> = form.fields().collect();
    person.post("/orienter/garder", &fields).await
}

#[tokio::test]
async fn without_script_a_form_sent_after_the_session_ended_waits_behind_the_sign_in() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let account = site.mediator_at("Maison du Lac").await;
        let email = with_password(site, &account, PASSWORD).await;
        let (mediator, _) = sign_in(site, &email, "partage").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();
        site.pass(Duration::minutes(30)).await;

        let sent = mediator.submit(&filled(&page)).await.with_status(303);
        let sign_in = mediator.follow(&sent).await.ok();
        sign_in.hides(PERSON_NAME).shows(&say("flash-form-waits"));
        let form = sign_in.form("/connexion").fill("email", &email).fill("password", PASSWORD);
        let signed_in = mediator.submit(&form).await.with_status(303);
        let page = mediator.follow(&signed_in).await.ok();

        assert_eq!(page.form("/orienter").value("name"), Some(PERSON_NAME), "{page}");
        site.pass(Duration::minutes(5)).await;
        assert!(site.letters().is_empty(), "nothing was sent");
    })
    .await;
}

#[tokio::test]
async fn a_begun_form_is_destroyed_after_two_hours_on_a_shared_computer_and_a_day_elsewhere() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let now = site.now();
        let shared = Session {
            token_hash: app::secrets::token_hash("shared"),
            account: mediator.account.as_ref().unwrap().id.clone(),
            is_shared_post: true,
            created_at: now,
            last_seen_at: now,
            expires_at: now + Duration::hours(1),
        };
        site.write(move |conn| sessions::insert(conn, &shared)).await;
        let actor = mediator.account.as_ref().unwrap().actor();
        let typed = vec![("name".to_owned(), PERSON_NAME.to_owned())];
        site.app.keep_form(&actor, "shared", "one", &typed).await.unwrap();
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();
        let kept = filled(&page).press(&say("refer-new-keep"));
        mediator.submit(&kept).await.with_status(303);
        assert_eq!(count(site).await, 2);

        site.pass(Duration::hours(2)).await;
        assert_eq!(count(site).await, 1);
        site.pass(Duration::hours(22)).await;
        let rows = site
            .read(|conn| unsent_forms::expired(conn, chrono::DateTime::<chrono::Utc>::MAX_UTC, 10))
            .await;
        assert!(rows.is_empty(), "{rows:?}");
    })
    .await;
}

#[tokio::test]
async fn what_was_begun_cannot_be_read_in_the_database_and_a_forged_name_reaches_nothing() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();
        let forged = filled(&page).forge("unsent", sent.id.as_str());
        keep(&mediator, &forged).await.with_status(303);

        let account = mediator.account.clone().unwrap().id;
        let now = site.now();
        let forms = site.read(move |conn| unsent_forms::list_of(conn, &account, now)).await;
        assert_eq!(forms.len(), 1);
        assert_ne!(forms[0].id, sent.id);
        assert!(!forms[0].ciphertext.contains(PERSON_NAME));
        mediator.post("/orienter/oublier", &[("unsent", sent.id.as_str())]).await.with_status(303);
        let actor = mediator.account.unwrap().actor();
        assert!(site.app.person(&actor, sent.id.clone()).await.unwrap().is_some(), "erased");
    })
    .await;
}

#[tokio::test]
async fn a_sending_that_is_taken_back_comes_back_as_a_form_to_correct_and_send_again() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();
        let sent = mediator.submit(&filled(&page)).await.with_status(303);
        let slip = mediator.follow(&sent).await.ok();

        let undone = mediator.submit(&slip.form(&say("slips-show-undo"))).await.with_status(303);
        let form = mediator.follow(&undone).await.ok().form("/orienter");
        assert_eq!(form.value("name"), Some(PERSON_NAME), "{form}");
        assert_eq!(form.value("urgency"), Some("u1"), "{form}");
        let again = mediator.submit(&form.fill("contact", "079 123 45 68")).await.with_status(303);

        assert_ne!(again.header("location"), sent.header("location"));
        site.pass(Duration::minutes(2)).await;
        site.letter_to(atelier.email());
        assert_eq!(site.letters().len(), 1, "{:?}", site.letters());
    })
    .await;
}
