//! One organization with what it offers.

use actix_web::HttpResponse;
use actix_web::web::Path;
use kernel::Role;
use serde::Serialize;

use crate::error::PageError;
use crate::listings::card::{Card, Shown};
use crate::listings::contact::{ContactView, is_web};
use crate::listings::labels::Labels;
use crate::pages::Width;
use crate::visit::Visit;

#[derive(Serialize)]
struct OrganizationView {
    name: String,
    paragraphs: Vec<String>,
    is_partner: bool,
    phone: Option<ContactView>,
    email: Option<String>,
    website: Option<String>,
    offers_title: String,
    cards: Vec<Card>,
}

pub(crate) async fn show(visit: Visit, slug: Path<String>) -> Result<HttpResponse, PageError> {
    let (organization, listings) = visit.site.app.organization(&slug).await?;
    let labels = Labels::of(&visit.site);
    let role = visit.account.as_ref().map(|account| account.role);
    let may_refer = matches!(role, Some(Role::Mediator | Role::Coordinator));
    let card = |listing| {
        let card = Card::new(Shown::soonest(listing, labels), labels);
        card.with_actions(listing, may_refer, labels)
    };
    let paragraphs = organization.description.split('\n').map(str::trim);
    let view = OrganizationView {
        paragraphs: paragraphs.filter(|one| !one.is_empty()).map(str::to_owned).collect(),
        is_partner: organization.is_partner(),
        phone: organization.phone.as_deref().map(ContactView::phone),
        email: organization.email.clone(),
        website: organization.website.clone().filter(|url| is_web(url)),
        offers_title: labels.say("organizations-offers", &[("count", listings.len().into())]),
        cards: listings.iter().map(card).collect(),
        name: organization.name,
    };
    let mut chrome = visit.chrome("organizations-title");
    chrome.width = Width::Wide;
    visit.page("pages/organizations/show.html", &chrome, &view)
}
