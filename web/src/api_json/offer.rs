//! One offer with everything that is public about it, under the names of HSDS 3.1 where it has
//! one (`docs/exchange.md`, "JSON d'une offre").

use app::communes::commune_name;
use chrono::{DateTime, NaiveDate, Utc};
use partner_directory::organization::Label;
use partner_directory::schedule::osm::to_osm;
use partner_directory::{
    Cost, CostBand, Coverage, Holidays, ListedOrganization, ListedPlace, Listing, Offer,
    OfferLanguage, Schedule, capacity, freshness,
};
use serde_json::{Map, Value, json};

use super::{instant, span};

/// An offer with its organization and places; `today` is the network's date at `now`.
pub(crate) fn offer(
    listing: &Listing,
    now: DateTime<Utc>,
    today: NaiveDate,
    holidays: &Holidays,
) -> Value {
    let mut whole = service(&listing.offer);
    whole.extend(coded(&listing.offer, today));
    let organization = organization(&listing.organization);
    whole.insert("organization".to_owned(), organization);
    let places = listing.places.iter().map(|one| at_location(one, now, today, holidays));
    whole.insert("service_at_locations".to_owned(), places.collect());
    Value::Object(whole)
}

/// What HSDS knows of a service.
fn service(offer: &Offer) -> Map<String, Value> {
    members(json!({
        "id": offer.id.as_str(),
        "slug": offer.slug,
        "name": offer.name,
        "summary": offer.summary,
        "description": offer.description,
        // HSDS has no word for a pause; what is published is active.
        "status": "active",
        "alert": offer.alert,
        "application_process": offer.human_channel,
        "fees_description": offer.cost.note,
        "cost_options": cost_options(&offer.cost),
        "eligibility_description": offer.conditions,
        "minimum_age": offer.minimum_age,
        "maximum_age": offer.maximum_age,
        "required_documents": documents(offer),
        "languages": offer.languages.iter().map(language).collect::<Vec<_>>(),
        "phones": phones(offer.contact_phone.as_ref()),
        "email": offer.contact_email,
        "contacts": contacts(offer.contact_name.as_ref()),
        "url": offer.booking_url,
        "service_areas": areas(&offer.coverage),
        "assured_date": offer.verified.on.to_string(),
        "assurer": offer.verified.by,
        "last_modified": instant(offer.updated_at),
    }))
}

/// What only this directory says, in the words of its closed lists.
fn coded(offer: &Offer, today: NaiveDate) -> Map<String, Value> {
    let words = |words: Vec<&'static str>| -> Value { words.into() };
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    members(json!({
        "kind": offer.kind.word(),
        "themes": words(offer.themes.iter().map(|one| one.word()).collect()),
        "audiences": words(offer.audiences.iter().map(|one| one.word()).collect()),
        "adjustments": words(offer.adjustments.iter().map(|one| one.word()).collect()),
        "help_modes": words(offer.help_modes.iter().map(|one| one.word()).collect()),
        "access_modes": words(offer.access_modes.iter().map(|one| one.word()).collect()),
        "is_anonymous_possible": offer.is_anonymous_possible,
        "accepts_referrals": offer.accepts_referrals,
        "answer_promise_days": offer.answer_promise_days,
        "who_may_refer": offer.who_may_refer.word(),
        "itinerance": offer.itinerance.word(),
        "programmes": offer.programmes,
        "capacity": capacity(offer, today).state.map(|state| state.word()),
        "places_per_week": offer.places_per_week,
        "freshness": freshness(offer, today).word(),
        "verified_how": offer.verified.how.word(),
        "valid_from": day(offer.valid_from),
        "valid_until": day(offer.valid_until),
        "source": offer.source.as_ref().map(|one| json!({ "name": one.name, "url": one.url })),
    }))
}

fn members(object: Value) -> Map<String, Value> {
    match object {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn organization(organization: &ListedOrganization) -> Value {
    json!({
        "id": organization.id.as_str(),
        "slug": organization.slug,
        "name": organization.name,
        "website": organization.website,
        "phones": phones(organization.phone.as_ref()),
        "email": organization.email,
        "is_partner": organization.is_partner,
        "answer_promise_days": organization.answer_promise_days,
        "accreditations": organization.labels.iter().map(accreditation).collect::<Vec<_>>(),
    })
}

fn accreditation(label: &Label) -> Value {
    json!({
        "name": label.name,
        "awarded_by": label.awarded_by,
        "valid_from": label.from.map(|day| day.to_string()),
        "valid_until": label.until.map(|day| day.to_string()),
    })
}

fn language(offered: &OfferLanguage) -> Value {
    json!({ "code": offered.language.as_str(), "kind": offered.kind.word() })
}

fn phones(number: Option<&String>) -> Vec<Value> {
    number.into_iter().map(|number| json!({ "number": number })).collect()
}

fn contacts(name: Option<&String>) -> Vec<Value> {
    name.into_iter().map(|name| json!({ "name": name })).collect()
}

fn documents(offer: &Offer) -> Vec<Value> {
    let documents = offer.documents_to_bring.iter();
    documents.map(|document| json!({ "document": document })).collect()
}

/// One option for each band; the amount belongs to what is paid.
fn cost_options(cost: &Cost) -> Vec<Value> {
    let option = |band: &CostBand| {
        let amount = cost.amount.filter(|_| *band == CostBand::Paid);
        json!({
            "option": band.word(),
            "amount_cents": amount.map(|money| money.cents),
            "currency": amount.map(|money| money.currency.word()),
        })
    };
    cost.bands.iter().map(option).collect()
}

/// `null` when nobody is turned away for where they live, as far as is known.
fn areas(coverage: &Coverage) -> Value {
    match coverage {
        Coverage::Anywhere => Value::Null,
        Coverage::Communes(codes) => codes
            .iter()
            .map(|code| {
                json!({ "extent_type": "commune", "extent": code, "name": commune_name(code) })
            })
            .collect(),
    }
}

fn at_location(
    place: &ListedPlace,
    now: DateTime<Utc>,
    today: NaiveDate,
    holidays: &Holidays,
) -> Value {
    let next = place.hours.as_ref().and_then(|hours| hours.next_opening(now));
    let schedules =
        place.schedules.iter().map(|one| schedule(one, &place.country, holidays, today));
    json!({
        "id": place.id.as_str(),
        "location": location(place),
        "schedules": schedules.collect::<Vec<_>>(),
        "next_opening": next.map(span),
    })
}

fn location(place: &ListedPlace) -> Value {
    json!({
        "id": place.place.as_str(),
        "location_type": place.kind.word(),
        "name": place.name,
        "addresses": addresses(place),
        "commune": place.commune,
        "commune_code": place.commune_code,
        "latitude": place.point.map(|point| point.lat()),
        "longitude": place.point.map(|point| point.lon()),
        "transportation": place.transport_stop,
        "entrance": place.entrance,
        "accessibility": {
            "step_free": place.step_free.word(),
            "has_accessible_toilet": place.has_accessible_toilet,
            "url": place.accessibility_url,
        },
        "has_free_computers": place.has_free_computers,
        "has_wifi": place.has_wifi,
        "has_printing": place.has_printing,
        "is_address_hidden": place.is_address_hidden,
    })
}

/// None at all for a protected place (DIR-10).
fn addresses(place: &ListedPlace) -> Vec<Value> {
    if place.is_address_hidden {
        return Vec::new();
    }
    vec![json!({
        "address_1": place.street,
        "address_2": place.complement,
        "postal_code": place.postcode,
        "city": place.locality,
        "address_type": "physical",
    })]
}

/// Rules of our own are written as OpenStreetMap text, so that a machine reads one syntax.
fn schedule(schedule: &Schedule, country: &str, holidays: &Holidays, today: NaiveDate) -> Value {
    let written = to_osm(std::slice::from_ref(schedule), country, holidays, today);
    let exact_until = written.as_ref().and_then(|written| written.exact_until);
    json!({
        "opening_hours": written.map(|written| written.text).or(schedule.osm.clone()),
        // What the syntax cannot say for good is said as dates up to this day.
        "opening_hours_until": exact_until.map(|day| day.to_string()),
        "is_by_appointment": schedule.is_by_appointment,
        "valid_from": schedule.valid_from.map(|day| day.to_string()),
        "valid_to": schedule.valid_until.map(|day| day.to_string()),
        "notes": schedule.note,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;
    use crate::listings::testing::{NOW, city};

    #[test]
    fn every_offer_has_the_names_of_its_standard() {
        let labels = at(NOW);
        for listing in city() {
            let offer = offer(&listing, labels.now(), labels.today(), &Holidays::default());
            for name in ["id", "name", "status", "assured_date", "last_modified"] {
                assert!(offer[name].is_string(), "{name} of {offer}");
            }
            assert!(offer["organization"]["accreditations"].is_array(), "{offer}");
            let places = offer["service_at_locations"].as_array().unwrap();
            assert_eq!(places.len(), listing.places.len());
            for (place, listed) in places.iter().zip(&listing.places) {
                let addresses = place["location"]["addresses"].as_array().unwrap();
                assert_eq!(addresses.is_empty(), listed.is_address_hidden);
            }
        }
    }

    #[test]
    fn the_documentation_names_every_member() {
        let docs = include_str!("../../../docs/exchange.md");
        let labels = at(NOW);
        let listing = city().into_iter().find(|one| !one.places.is_empty()).unwrap();
        let offer = offer(&listing, labels.now(), labels.today(), &Holidays::default());
        for name in offer.as_object().unwrap().keys() {
            assert!(docs.contains(&format!("`{name}`")), "docs/exchange.md lacks `{name}`");
        }
    }

    #[test]
    fn hours_written_in_the_form_are_read_by_machines_too() {
        let labels = at(NOW);
        let rule = partner_directory::schedule::Rule::from_line;
        let mut listing = city().into_iter().find(|one| !one.places.is_empty()).unwrap();
        for (line, osm) in [
            ("weekly TU 14:00-17:00 school=closed", "Tu 14:00-17:00; SH off"),
            ("monthly[2] TH 19:30-21:00", "Th[2] 19:30-21:00"),
        ] {
            let own = Schedule::of_rules("s".into(), vec![rule(line).unwrap()]);
            listing.places[0].schedules = vec![own];
            let said = offer(&listing, labels.now(), labels.today(), &Holidays::default());
            let said = &said["service_at_locations"][0]["schedules"][0];
            assert_eq!(said["opening_hours"], osm);
            assert!(said["opening_hours_until"].is_null(), "{said}");
        }
        let own = vec![rule("weekly/2@2026-03-02 MO 14:00-17:00").unwrap()];
        listing.places[0].schedules = vec![Schedule::of_rules("s".into(), own)];
        let said = offer(&listing, labels.now(), labels.today(), &Holidays::default());
        let said = &said["service_at_locations"][0]["schedules"][0];
        assert!(said["opening_hours"].as_str().unwrap().contains("14:00-17:00"), "{said}");
    }
}
