//! One offer: its page, and the same for machines.

use actix_web::HttpResponse;
use actix_web::web::Path;
use kernel::Role;
use partner_directory::{
    AccessMode, Coverage, Freshness, ListedPlace, Listing, WhoMayRefer, freshness,
};
use serde::Serialize;

use crate::api_json;
use crate::error::PageError;
use crate::listings::card::{Shown, can_be_asked};
use crate::listings::contact::{ContactView, is_web};
use crate::listings::hours::{Opening, WeekRow, by_appointment};
use crate::listings::labels::Labels;
use crate::visit::Visit;

#[derive(Serialize)]
struct OfferView {
    name: String,
    slug: String,
    kicker: String,
    organization: String,
    organization_href: String,
    lead: String,
    paragraphs: Vec<String>,
    state: std::collections::BTreeMap<&'static str, String>,
    when: String,
    place_line: String,
    verified: String,
    is_to_confirm: bool,
    human_channel: Option<String>,
    phone: Option<ContactView>,
    email: Option<String>,
    booking_url: Option<String>,
    website: Option<String>,
    refer_href: Option<String>,
    facts: Vec<Fact>,
    bring: Option<String>,
    places: Vec<PlaceView>,
    openings: Vec<Opening>,
    source: Option<SourceView>,
}

#[derive(Serialize)]
struct Fact {
    label: String,
    value: String,
}

#[derive(Serialize)]
struct SourceView {
    name: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct PlaceView {
    title: String,
    lines: Vec<String>,
    entrance: Option<String>,
    map_href: Option<String>,
    accessibility_href: Option<String>,
    facts: Vec<String>,
    week: Vec<WeekRow>,
    notes: Vec<String>,
}

pub(crate) async fn show(visit: Visit, slug: Path<String>) -> Result<HttpResponse, PageError> {
    let listing = visit.site.app.listing(&slug).await?;
    let role = visit.account.as_ref().map(|account| account.role);
    let may_refer = matches!(role, Some(Role::Mediator | Role::Coordinator));
    let view = OfferView::new(&listing, may_refer, Labels::of(&visit.site));
    visit.page("pages/offers/show.html", &visit.chrome("offers-title"), &view)
}

/// The same offer for machines.
pub(crate) async fn json(visit: Visit, slug: Path<String>) -> Result<HttpResponse, PageError> {
    let listing = visit.site.app.listing(&slug).await?;
    let labels = Labels::of(&visit.site);
    Ok(HttpResponse::Ok().json(api_json::offer(&listing, labels.now(), labels.today())))
}

impl OfferView {
    fn new(listing: &Listing, may_refer: bool, labels: Labels<'_>) -> OfferView {
        let offer = &listing.offer;
        let organization = &listing.organization;
        let shown = Shown::soonest(listing, labels);
        let (lead, paragraphs) = texts(&offer.summary, &offer.description);
        let phone = offer.contact_phone.as_ref().or(organization.phone.as_ref());
        OfferView {
            name: offer.name.clone(),
            slug: offer.slug.clone(),
            kicker: labels.organization(listing),
            organization: organization.name.clone(),
            organization_href: format!("/structures/{}", organization.slug),
            lead,
            paragraphs,
            state: labels.state(listing),
            when: labels.when(shown.place, shown.opening),
            place_line: labels.place_line(shown),
            verified: labels.verified(listing),
            is_to_confirm: freshness(offer, labels.today()) >= Freshness::ToConfirm,
            human_channel: offer.human_channel.clone(),
            phone: phone.map(|phone| ContactView::phone(phone)),
            email: offer.contact_email.clone().or_else(|| organization.email.clone()),
            booking_url: offer.booking_url.clone().filter(|url| is_web(url)),
            website: organization.website.clone().filter(|url| is_web(url)),
            refer_href: (may_refer && can_be_asked(listing, labels))
                .then(|| format!("/orienter?offre={}", offer.slug)),
            facts: facts(listing, labels),
            bring: offer.documents_to_bring.clone(),
            places: listing.places.iter().map(|place| PlaceView::new(place, labels)).collect(),
            openings: labels.next_openings(listing),
            source: offer.source.as_ref().map(|source| SourceView {
                name: source.name.clone(),
                url: source.url.clone().filter(|url| is_web(url)),
            }),
        }
    }
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

fn facts(listing: &Listing, labels: Labels<'_>) -> Vec<Fact> {
    let offer = &listing.offer;
    let audiences = match offer.audiences.as_slice() {
        [] => labels.word("audience", "everyone"),
        some => labels.line("audience", some.iter().map(|one| one.word())),
    };
    let languages: Vec<String> = offer.languages.iter().map(|one| labels.offered(one)).collect();
    let cost = [Some(labels.cost(&offer.cost)), offer.cost.note.clone()];
    let cost: Vec<String> = cost.into_iter().flatten().filter(|one| !one.is_empty()).collect();
    let access = offer.access_modes.iter().filter(|mode| **mode != AccessMode::NoPublic);
    let rows = [
        ("themes", labels.line("theme", offer.themes.iter().map(|one| one.word()))),
        ("kind", labels.word("kind", offer.kind.word())),
        ("cost", cost.join(". ")),
        ("audience", audiences),
        ("languages", languages.join(", ")),
        ("access", labels.line("access-mode", access.map(|one| one.word()))),
        ("how", labels.line("help-mode", offer.help_modes.iter().map(|one| one.word()))),
        ("adjustments", labels.line("adjustment", offer.adjustments.iter().map(|one| one.word()))),
        ("anonymous", yes_no(offer.is_anonymous_possible, "anonymous", labels)),
        ("who", who(offer.who_may_refer, labels)),
        ("coverage", coverage(&offer.coverage, labels)),
        ("programmes", offer.programmes.join(", ")),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    rows.map(|(key, value)| Fact { label: labels.say(&format!("offers-fact-{key}"), &[]), value })
        .collect()
}

fn yes_no(answer: Option<bool>, what: &str, labels: Labels<'_>) -> String {
    match answer {
        Some(true) => labels.say(&format!("offers-{what}-yes"), &[]),
        Some(false) => labels.say(&format!("offers-{what}-no"), &[]),
        None => String::new(),
    }
}

fn who(who: WhoMayRefer, labels: Labels<'_>) -> String {
    match who {
        WhoMayRefer::Professional => labels.word("who-may-refer", who.word()),
        WhoMayRefer::Person | WhoMayRefer::Both => String::new(),
    }
}

fn coverage(coverage: &Coverage, labels: Labels<'_>) -> String {
    match coverage {
        Coverage::Anywhere => String::new(),
        Coverage::Communes(_) => labels.say("offers-coverage-communes", &[]),
    }
}

impl PlaceView {
    fn new(place: &ListedPlace, labels: Labels<'_>) -> PlaceView {
        let town = format!("{} {}", place.postcode, place.locality);
        let lines = [place.street.clone(), town.trim().to_owned()];
        let map_href = place.point.map(|point| {
            let (lat, lon) = (point.lat(), point.lon());
            format!("https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}")
        });
        let title = match place.is_address_hidden {
            true => labels.say("offers-hidden-place", &[("town", place.commune.as_str().into())]),
            false if place.name.is_empty() => place.locality.clone(),
            false => place.name.clone(),
        };
        PlaceView {
            title,
            lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
            entrance: place.entrance.clone(),
            map_href,
            accessibility_href: place.accessibility_url.clone().filter(|url| is_web(url)),
            facts: place_facts(place, labels),
            week: place.hours.as_ref().map(|hours| labels.week(hours)).unwrap_or_default(),
            notes: notes(place, labels),
        }
    }
}

fn place_facts(place: &ListedPlace, labels: Labels<'_>) -> Vec<String> {
    let stop = place.transport_stop.as_ref();
    let stop = stop.map(|stop| labels.say("offers-stop", &[("stop", stop.as_str().into())]));
    let step = (!place.is_address_hidden).then(|| labels.word("step-free", place.step_free.word()));
    let has = |is_there: Option<bool>, key: &str| {
        (is_there == Some(true)).then(|| labels.say(&format!("offers-has-{key}"), &[]))
    };
    [
        stop,
        step,
        has(place.has_free_computers, "computers"),
        has(place.has_printing, "printing"),
        has(place.has_wifi, "wifi"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn notes(place: &ListedPlace, labels: Labels<'_>) -> Vec<String> {
    let booking = by_appointment(place).map(|is_booked| match is_booked {
        true => labels.say("offers-with-appointment", &[]),
        false => labels.say("offers-without-appointment", &[]),
    });
    let holidays = place.hours.as_ref().and_then(|hours| hours.closes_on_holidays());
    let holidays = (holidays == Some(true)).then(|| labels.say("offers-closed-on-holidays", &[]));
    let unread = place.hours.is_none();
    let written = place.schedules.iter().filter_map(|schedule| schedule.osm.clone());
    let written: Vec<String> = written.filter(|_| unread).collect();
    let said = place.schedules.iter().filter_map(|schedule| schedule.note.clone());
    booking.into_iter().chain(holidays).chain(written).chain(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;
    use crate::listings::testing::{NOW, city, elements, page};

    #[test]
    fn every_offer_of_the_fictional_city_has_its_page_within_the_budget() {
        let listings = city();
        for listing in &listings {
            let view = OfferView::new(listing, true, at(NOW));
            let html = page("pages/offers/show.html", &view);
            assert!(elements(&html) <= 350, "{}: {}", listing.offer.slug, elements(&html));
        }
        assert!(listings.len() > 100);
    }

    #[test]
    fn a_protected_place_shows_no_address_and_no_map() {
        let mut listing = city().into_iter().find(|one| one.places.len() == 1).unwrap();
        for place in &mut listing.places {
            place.is_address_hidden = true;
            place.name.clear();
            place.street.clear();
            place.postcode.clear();
            place.locality.clear();
            place.transport_stop = None;
            place.point = None;
        }
        let html = page("pages/offers/show.html", &OfferView::new(&listing, false, at(NOW)));

        assert!(html.contains("l’adresse est donnée par téléphone"));
        assert!(!html.contains("openstreetmap"));
    }

    #[test]
    fn only_who_refers_is_offered_to_refer_and_only_to_partners() {
        let listings = city();
        let asked = |listing: &Listing, may| OfferView::new(listing, may, at(NOW)).refer_href;
        assert!(listings.iter().any(|one| asked(one, true).is_some()));
        for listing in &listings {
            assert_eq!(asked(listing, false), None);
            if !listing.organization.is_partner {
                assert_eq!(asked(listing, true), None, "{}", listing.offer.slug);
            }
        }
    }

    #[test]
    fn what_the_summary_says_is_not_said_again() {
        let (lead, rest) = texts("On aide.", "On aide.\n\nVenez le mardi.\n");
        assert_eq!((lead.as_str(), rest), ("On aide.", vec!["Venez le mardi.".to_owned()]));
        assert_eq!(texts("", "Un seul.").1, ["Un seul."]);
        assert_eq!(texts("", "Un.\nDeux.").0, "Un.");
    }
}
