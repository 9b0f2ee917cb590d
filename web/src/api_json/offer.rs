//! One offer with everything that is public about it.

use chrono::{DateTime, NaiveDate, Utc};
use partner_directory::{
    Cost, Coverage, ListedOrganization, ListedPlace, Listing, OfferLanguage, Schedule, capacity,
    freshness,
};
use serde_json::{Value, json};

use super::{instant, span};

/// An offer with its organization and places; `today` is the network's date at `now`.
pub(crate) fn offer(listing: &Listing, now: DateTime<Utc>, today: NaiveDate) -> Value {
    let offer = &listing.offer;
    let words = |words: Vec<&'static str>| -> Value { words.into() };
    let room = capacity(offer, today);
    json!({
        "id": offer.id.as_str(),
        "slug": offer.slug,
        "name": offer.name,
        "summary": offer.summary,
        "description": offer.description,
        "organization": organization(&listing.organization),
        "kind": offer.kind.word(),
        "themes": words(offer.themes.iter().map(|one| one.word()).collect()),
        "audiences": words(offer.audiences.iter().map(|one| one.word()).collect()),
        "adjustments": words(offer.adjustments.iter().map(|one| one.word()).collect()),
        "help_modes": words(offer.help_modes.iter().map(|one| one.word()).collect()),
        "access_modes": words(offer.access_modes.iter().map(|one| one.word()).collect()),
        "languages": offer.languages.iter().map(language).collect::<Vec<_>>(),
        "cost": cost(&offer.cost),
        "human_channel": offer.human_channel,
        "phone": offer.contact_phone,
        "email": offer.contact_email,
        "booking_url": offer.booking_url,
        "documents_to_bring": offer.documents_to_bring,
        "is_anonymous_possible": offer.is_anonymous_possible,
        "accepts_referrals": offer.accepts_referrals,
        "who_may_refer": offer.who_may_refer.word(),
        "itinerance": offer.itinerance.word(),
        "programmes": offer.programmes,
        "communes": match &offer.coverage {
            Coverage::Anywhere => Value::Null,
            Coverage::Communes(codes) => json!(codes),
        },
        "capacity": room.state.map(|state| state.word()),
        "freshness": freshness(offer, today).word(),
        "verified_on": offer.verified.on.to_string(),
        "verified_how": offer.verified.how.word(),
        "source": offer.source.as_ref().map(|one| json!({ "name": one.name, "url": one.url })),
        "places": listing.places.iter().map(|one| place(one, now)).collect::<Vec<_>>(),
        "updated_at": instant(offer.updated_at),
    })
}

fn organization(organization: &ListedOrganization) -> Value {
    json!({
        "slug": organization.slug,
        "name": organization.name,
        "website": organization.website,
        "phone": organization.phone,
        "email": organization.email,
        "is_partner": organization.is_partner,
    })
}

fn language(offered: &OfferLanguage) -> Value {
    json!({ "language": offered.language.as_str(), "kind": offered.kind.word() })
}

fn cost(cost: &Cost) -> Value {
    json!({
        "bands": cost.bands.iter().map(|one| one.word()).collect::<Vec<_>>(),
        "amount_cents": cost.amount.map(|money| money.cents),
        "currency": cost.amount.map(|money| money.currency.word()),
        "note": cost.note,
    })
}

fn place(place: &ListedPlace, now: DateTime<Utc>) -> Value {
    let next = place.hours.as_ref().and_then(|hours| hours.next_opening(now));
    json!({
        "name": place.name,
        "street": place.street,
        "postcode": place.postcode,
        "locality": place.locality,
        "commune": place.commune,
        "commune_code": place.commune_code,
        "latitude": place.point.map(|point| point.lat()),
        "longitude": place.point.map(|point| point.lon()),
        "step_free": place.step_free.word(),
        "transport_stop": place.transport_stop,
        "entrance": place.entrance,
        "accessibility_url": place.accessibility_url,
        "has_free_computers": place.has_free_computers,
        "has_wifi": place.has_wifi,
        "has_printing": place.has_printing,
        "is_address_hidden": place.is_address_hidden,
        "next_opening": next.map(span),
        "schedules": place.schedules.iter().map(schedule).collect::<Vec<_>>(),
    })
}

fn schedule(schedule: &Schedule) -> Value {
    json!({
        "opening_hours": schedule.osm,
        "is_by_appointment": schedule.is_by_appointment,
        "valid_from": schedule.valid_from.map(|day| day.to_string()),
        "valid_until": schedule.valid_until.map(|day| day.to_string()),
        "note": schedule.note,
    })
}
