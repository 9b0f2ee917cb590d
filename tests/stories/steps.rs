//! What several stories do on a page.

use blackbox::{Form, PERSON_NAME, PERSON_NOTE, PERSON_PHONE, Page, Partner, Person, Site};
use store::accounts;

/// The address of the page to refer to these offers, in this order.
pub(crate) fn refer_to(partners: &[&Partner]) -> String {
    let offers: Vec<String> =
        partners.iter().map(|partner| format!("offre={}", partner.offer.slug)).collect();
    format!("/orienter?{}", offers.join("&"))
}

/// The form to refer, filled in for the person of the stories, who agreed aloud.
pub(crate) fn filled(page: &Page) -> Form {
    page.form("/orienter")
        .fill("name", PERSON_NAME)
        .choose("channel", "phone")
        .fill("contact", PERSON_PHONE)
        .choose("language", "fr")
        .choose("urgency", "u1")
        .fill("note", PERSON_NOTE)
        .choose("consent", "oral")
}

/// The name of the referral to whose slip a sent form leads.
pub(crate) fn referral_of(sent: &Page) -> String {
    let path = sent.header("location").unwrap();
    path.strip_prefix("/orientations/").unwrap().strip_suffix("/feuille").unwrap().to_owned()
}

/// The page of the referral to whose slip a sent form leads.
pub(crate) fn path_of(sent: &Page) -> String {
    format!("/orientations/{}", referral_of(sent))
}

/// Says yes on the page behind `link`.
pub(crate) async fn accept(person: &Person, link: &str) -> Page {
    let page = person.page(link).await.ok();
    person.submit(&page.form(link).fill("act", "accepter")).await
}

/// Shows who the person is on the page behind `link`.
pub(crate) async fn see_contact(person: &Person, link: &str) -> Page {
    let page = person.page(link).await.ok();
    let form = page.form(&blackbox::say("answers-person-go"));
    person.submit(&form.press(&blackbox::say("answers-person-go"))).await
}

/// Shows who the person is on the page of a referral, for a reason.
pub(crate) async fn open_identity(person: &Person, referral: &str, reason: &str) -> Page {
    let page = person.page(referral).await.ok();
    person.submit(&page.form("/personne").choose("opening", reason)).await
}

/// Says no on the page behind `link`, because it is full.
pub(crate) async fn decline(person: &Person, link: &str) -> Page {
    let page = person.page(link).await.ok();
    let form = page.form(&blackbox::say("answers-decline-go"));
    person.submit(&form.choose("reason", "provider-full")).await
}

/// The last part of a link.
pub(crate) fn token(link: &str) -> &str {
    link.rsplit('/').next().unwrap()
}

/// Gives an account a password; signing in with it takes as long as it takes people.
pub(crate) async fn with_password(site: &Site, person: &Person, password: &str) -> String {
    let account = person.account.clone().unwrap();
    let hash = app::accounts::hash_password(password.to_owned()).await.unwrap();
    site.write(move |conn| accounts::set_password(conn, &account.id, &hash)).await;
    person.account.clone().unwrap().email
}
