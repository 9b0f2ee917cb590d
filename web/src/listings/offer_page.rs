//! The public page of one offer, from what anyone may read.
//!
//! **Invariant:** a page is made of a [`Listing`] alone, so that an offer that is not kept yet is
//! previewed by the very same page; what else is known comes in [`Around`].

use std::collections::BTreeMap;

use partner_directory::{Freshness, Listing, freshness};
use serde::Serialize;

use super::card::Shown;
use super::contact::{ContactView, is_web};
use super::hours::Opening;
use super::labels::Labels;
use super::offer_facts::{Fact, facts};
use super::place_page::{BriefPlace, PlaceView};

/// How many places are shown in full; a page has at most 350 elements.
const WHOLE_PLACES: usize = 4;
/// How many more have a line of their own.
const BRIEF_PLACES: usize = 12;

/// What surrounds a listing on its page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Around {
    /// Where the reader may refer somebody to it.
    pub(crate) refer_href: Option<String>,
    /// True when the reader has it in the basket.
    pub(crate) is_in_basket: bool,
    /// Who confirmed it before, when and how, latest first.
    pub(crate) checks: Vec<String>,
    /// True for an offer that nobody else can see yet: nothing leads on from it.
    pub(crate) is_preview: bool,
}

/// What the page `pages/offers/show.html` shows.
#[derive(Serialize)]
pub(crate) struct OfferView {
    name: String,
    slug: String,
    is_preview: bool,
    is_in_basket: bool,
    kicker: String,
    organization: String,
    organization_href: String,
    lead: String,
    paragraphs: Vec<String>,
    alert: Option<String>,
    state: BTreeMap<&'static str, String>,
    when: String,
    /// When the organization is closed, in the days to come.
    closures: Vec<String>,
    place_line: String,
    verified: String,
    checks: Vec<String>,
    is_to_confirm: bool,
    human: HumanView,
    website: Option<String>,
    refer_href: Option<String>,
    has_calendar: bool,
    facts: Vec<Fact>,
    labels: Vec<String>,
    bring: Option<String>,
    places: Vec<PlaceView>,
    more_places: Vec<BriefPlace>,
    places_left: String,
    openings: Vec<Opening>,
    source: Option<SourceView>,
}

/// How to reach a human being.
#[derive(Serialize)]
struct HumanView {
    channel: Option<String>,
    contact: Option<String>,
    phone: Option<ContactView>,
    email: Option<String>,
    booking_url: Option<String>,
}

#[derive(Serialize)]
struct SourceView {
    name: String,
    url: Option<String>,
}

impl OfferView {
    /// The page of `listing`, in the words of `labels`.
    pub(crate) fn new(listing: &Listing, around: Around, labels: Labels<'_>) -> OfferView {
        let offer = &listing.offer;
        let organization = &listing.organization;
        let shown = Shown::soonest(listing, labels);
        let (lead, paragraphs) = texts(&offer.summary, &offer.description);
        let left = listing.places.len().saturating_sub(WHOLE_PLACES + BRIEF_PLACES);
        let more = listing.places.iter().skip(WHOLE_PLACES).take(BRIEF_PLACES);
        OfferView {
            name: offer.name.clone(),
            slug: offer.slug.clone(),
            is_preview: around.is_preview,
            is_in_basket: around.is_in_basket,
            kicker: labels.organization(listing),
            organization: organization.name.clone(),
            organization_href: format!("/structures/{}", organization.slug),
            lead,
            paragraphs,
            alert: said(offer.alert.as_ref()),
            state: labels.state(listing),
            when: labels.when(shown.place, shown.opening),
            closures: labels.closures(listing),
            place_line: labels.place_line(shown),
            verified: labels.verified_by(listing),
            checks: around.checks,
            is_to_confirm: freshness(offer, labels.today()) >= Freshness::ToConfirm,
            human: HumanView::new(listing, labels),
            website: organization.website.clone().filter(|url| is_web(url)),
            refer_href: around.refer_href,
            has_calendar: listing.places.iter().any(|place| place.hours.is_some()),
            facts: facts(listing, labels),
            labels: labels.held(&organization.labels),
            bring: said(offer.documents_to_bring.as_ref()),
            places: listing
                .places
                .iter()
                .take(WHOLE_PLACES)
                .map(|place| PlaceView::new(place, labels))
                .collect(),
            more_places: more.map(|place| BriefPlace::new(place, labels)).collect(),
            places_left: match left {
                0 => String::new(),
                left => labels.say("offers-places-left", &[("count", left.into())]),
            },
            openings: labels.next_openings(listing),
            source: offer.source.as_ref().map(|source| SourceView {
                name: source.name.clone(),
                url: source.url.clone().filter(|url| is_web(url)),
            }),
        }
    }
}

impl HumanView {
    fn new(listing: &Listing, labels: Labels<'_>) -> HumanView {
        let (offer, organization) = (&listing.offer, &listing.organization);
        let phone = said(offer.contact_phone.as_ref()).or(said(organization.phone.as_ref()));
        let contact = said(offer.contact_name.as_ref());
        HumanView {
            channel: said(offer.human_channel.as_ref()),
            contact: contact.map(|name| labels.say("offers-contact", &[("name", name.into())])),
            phone: phone.map(|phone| ContactView::phone(&phone)),
            email: said(offer.contact_email.as_ref()).or(said(organization.email.as_ref())),
            booking_url: offer.booking_url.clone().filter(|url| is_web(url)),
        }
    }
}

/// A text, unless it is empty.
pub(super) fn said(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The first words, and the paragraphs of the rest; nothing is said twice.
fn texts(summary: &str, description: &str) -> (String, Vec<String>) {
    let mut paragraphs: Vec<String> = description
        .split('\n')
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty() && *paragraph != summary.trim())
        .map(str::to_owned)
        .collect();
    let lead = match summary.trim() {
        "" if paragraphs.len() > 1 => paragraphs.remove(0),
        summary => summary.to_owned(),
    };
    (lead, paragraphs)
}

#[cfg(test)]
mod tests;
