//! One organization with what it offers.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use kernel::Role;
use partner_directory::Organization;
use partner_directory::revision::ObjectKind;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::listings::card::{Card, Shown};
use crate::listings::contact::{ContactView, is_web, register_number};
use crate::listings::labels::Labels;
use crate::listings::offer_facts::Fact;
use crate::pages::Width;
use crate::visit::{Visit, moved};

/// How many offers a page shows.
const PER_PAGE: usize = 10;

#[derive(Serialize)]
struct OrganizationView {
    name: String,
    paragraphs: Vec<String>,
    is_partner: bool,
    phone: Option<ContactView>,
    email: Option<String>,
    website: Option<String>,
    facts: Vec<Fact>,
    labels: Vec<String>,
    offers_title: String,
    cards: Vec<Card>,
    page: usize,
    pages: usize,
    pages_href: String,
}

/// What the address may carry.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    page: Option<String>,
}

pub(crate) async fn show(
    visit: Visit,
    slug: Path<String>,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, PageError> {
    if let Some(to) = visit.site.app.moved_to(ObjectKind::Organization, slug.clone()).await? {
        return Ok(moved(&format!("/structures/{to}")));
    }
    let (organization, listings) = visit.site.app.organization(&slug).await?;
    let labels = Labels::of(&visit.site);
    let role = visit.account.as_ref().map(|account| account.role);
    let may_refer = matches!(role, Some(Role::Mediator | Role::Coordinator));
    let card = |listing| {
        let card = Card::new(Shown::soonest(listing, labels), labels);
        card.with_actions(listing, may_refer, labels)
    };
    let pages = listings.len().div_ceil(PER_PAGE).max(1);
    let page = wanted.page.as_deref().and_then(|page| page.parse().ok()).unwrap_or(1);
    let page = page.clamp(1, pages);
    let shown = listings.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE);
    let paragraphs = organization.description.split('\n').map(str::trim);
    let view = OrganizationView {
        paragraphs: paragraphs.filter(|one| !one.is_empty()).map(str::to_owned).collect(),
        is_partner: organization.is_partner(),
        phone: organization.phone.as_deref().map(ContactView::phone),
        email: organization.email.clone(),
        website: organization.website.clone().filter(|url| is_web(url)),
        facts: facts(&organization, labels),
        labels: labels.held(&organization.labels),
        offers_title: labels.say("organizations-offers", &[("count", listings.len().into())]),
        cards: shown.map(card).collect(),
        page,
        pages,
        pages_href: format!("/structures/{}?page=", organization.slug),
        name: organization.name,
    };
    let mut chrome = visit.chrome("organizations-title");
    chrome.width = Width::Wide;
    visit.page("pages/organizations/show.html", &chrome, &view)
}

/// What is public of an organization besides its contacts; what nobody said is left out.
fn facts(organization: &Organization, labels: Labels<'_>) -> Vec<Fact> {
    let agreement = match &organization.agreement {
        Some(agreement) if organization.is_partner() => {
            let date = labels.words().date_medium(agreement.signed_on);
            labels.say("organizations-agreement-yes", &[("date", date.into())])
        }
        _ => labels.say("organizations-agreement-no", &[]),
    };
    let number = organization.identifier.as_ref().map(|identifier| {
        let register = labels.word("identifier-scheme", identifier.scheme.word());
        format!("{register} {}", register_number(&identifier.value))
    });
    let promise = organization.answer_promise_days.filter(|_| organization.is_partner());
    let promise = promise.map(|days| labels.say("offers-promise", &[("days", days.into())]));
    let rows = [
        ("short-name", organization.short_name.clone()),
        ("agreement", Some(agreement)),
        ("promise", promise),
        ("parent", organization.parent_name.clone()),
        ("number", number),
    ];
    let known = rows.into_iter().filter_map(|(key, value)| Some((key, value?)));
    let known = known.filter(|(_, value)| !value.trim().is_empty());
    known
        .map(|(key, value)| Fact {
            label: labels.say(&format!("organizations-fact-{key}"), &[]),
            value,
        })
        .collect()
}
