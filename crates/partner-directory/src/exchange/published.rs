//! A published offer as exports see it.
//!
//! **Invariant:** address, point and directions of a protected place, and the contacts for
//! referrals, never get in; so no format can let them out (DIR-10, peers.md 4.4, rule 4).

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use kernel::{Closure, OfferId, OrganizationId, PlaceId};

use super::loss::{LossReason, LossReport};
use crate::hours::Holidays;
use crate::offer::{Offer, OfferAtPlace};
use crate::organization::Organization;
use crate::place::Place;

mod opening;

use opening::Lost;

/// One published offer with its organization and its places.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    offer: Offer,
    organization: Organization,
    places: Vec<(OfferAtPlace, Place)>,
    closures: Vec<Closure>,
    lost_hours: Vec<(String, Lost)>,
}

/// What other directories call ours, by our identifier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Origins {
    pub offers: HashMap<String, String>,
    pub places: HashMap<String, String>,
}

impl Published {
    /// Takes away what only the network may know.
    pub fn new(
        offer: Offer,
        organization: Organization,
        places: impl IntoIterator<Item = (OfferAtPlace, Place)>,
    ) -> Published {
        let closures = organization.closures;
        let organization = Organization {
            referral_email: None,
            referral_phone: None,
            closures: Vec::new(),
            ..organization
        };
        let places = places.into_iter().map(|(at_place, place)| (at_place, shown(place)));
        let places = places.collect();
        Published { offer, organization, places, closures, lost_hours: Vec::new() }
    }

    /// With each opening said in the syntax that all formats know, from the local date `today`
    /// on; what it cannot say is kept for [`Published::note_lost_hours`].
    #[must_use]
    pub fn with_hours(mut self, today: NaiveDate, holidays: &Holidays) -> Published {
        self.closures.retain(|closure| closure.until >= today);
        for (at_place, place) in &mut self.places {
            let lost = opening::say(at_place, &self.closures, (&place.country, holidays), today);
            let id = at_place.id.as_str();
            self.lost_hours.extend(lost.into_iter().map(|lost| (id.to_owned(), lost)));
        }
        self
    }

    /// Counts what [`Published::with_hours`] could not say, and closures without hours.
    pub(super) fn note_lost_hours(&self, losses: &mut LossReport) {
        for (id, lost) in &self.lost_hours {
            let (field, reason) = match lost {
                Lost::AfterDay => ("schedule.hours", LossReason::OnlyUntil),
                Lost::Hours => ("schedule.hours", LossReason::OtherForm),
                Lost::Bounds => ("schedule.validity", LossReason::NoField),
                Lost::Closures => ("organization.closures", LossReason::NoField),
            };
            losses.note(field, reason, id);
        }
    }

    /// The offer; all its fields are public.
    pub fn offer(&self) -> &Offer {
        &self.offer
    }

    /// Who gives the help, without the contacts for referrals.
    pub fn organization(&self) -> &Organization {
        &self.organization
    }

    /// Where it is given; empty for a telephone line.
    pub fn places(&self) -> &[(OfferAtPlace, Place)] {
        &self.places
    }
}

fn shown(place: Place) -> Place {
    if !place.is_address_hidden {
        return place;
    }
    Place {
        parent: None,
        name: String::new(),
        street: String::new(),
        complement: None,
        postcode: String::new(),
        locality: String::new(),
        building_id: None,
        point: None,
        transport_stop: None,
        entrance: None,
        accessibility_url: None,
        ..place
    }
}

impl Origins {
    /// What the source calls an offer; `None` for one that began here.
    pub fn offer(&self, id: &OfferId) -> Option<&str> {
        self.offers.get(id.as_str()).map(String::as_str)
    }

    /// What the source calls a place.
    pub fn place(&self, id: &PlaceId) -> Option<&str> {
        self.places.get(id.as_str()).map(String::as_str)
    }
}

/// Everything that one organization does at one place: a record of the French formats.
#[derive(Debug, Clone)]
pub(super) struct Group<'a> {
    pub(super) id: String,
    pub(super) is_from_elsewhere: bool,
    pub(super) organization: &'a Organization,
    pub(super) place: &'a Place,
    pub(super) offers: Vec<(&'a Offer, &'a OfferAtPlace)>,
}

/// The offers by organization and place. The place that bears the organization's name comes
/// first, because a reader of the file takes the organization's facts from its first row.
pub(super) fn groups<'a>(published: &'a [Published], origins: &Origins) -> Vec<Group<'a>> {
    let mut found: BTreeMap<(&OrganizationId, bool, &PlaceId), Group<'_>> = BTreeMap::new();
    for one in published {
        for (at_place, place) in &one.places {
            let organization = &one.organization;
            let key = (&organization.id, organization.name != place.name, &place.id);
            let group = found.entry(key).or_insert_with(|| Group {
                id: format!("{}-{}", place.id.as_str(), organization.id.as_str()),
                is_from_elsewhere: false,
                organization,
                place,
                offers: Vec::new(),
            });
            group.offers.push((&one.offer, at_place));
            // The name that its source gave it lasts, so that a round trip finds it again.
            if let (Some(_), Some(name)) = (origins.offer(&one.offer.id), origins.place(&place.id))
            {
                group.id = name.to_owned();
                group.is_from_elsewhere = true;
            }
        }
    }
    found.into_values().collect()
}

/// Opening hours in OpenStreetMap syntax, after [`Published::with_hours`]; empty when nobody said.
pub(super) fn osm(at_place: &OfferAtPlace) -> String {
    let rules = at_place.schedules.iter().filter_map(|schedule| schedule.osm.as_deref());
    rules.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{at_place, offer, partner, place};

    #[test]
    fn neither_a_protected_address_nor_a_referral_contact_gets_in() {
        let mut refuge = place();
        refuge.is_address_hidden = true;
        refuge.transport_stop = Some("Servette".to_owned());
        refuge.entrance = Some("Porte bleue".to_owned());
        refuge.building_id = Some("295107789".to_owned());
        refuge.accessibility_url = Some("https://refuge.example".to_owned());

        let published = Published::new(offer(), partner(), [(at_place("24/7"), refuge)]);

        let shown = format!("{:?} {:?}", published.places, published.organization.referral_email);
        for secret in
            ["Lyon", "1203", "46.21", "Servette", "bleue", "refuge", "29510", "Maison", "accueil@"]
        {
            assert!(!shown.contains(secret), "{secret} is in {shown}");
        }
        assert_eq!(published.places[0].1.commune, "Genève");
    }

    #[test]
    fn a_row_keeps_the_name_that_its_source_gave_it() {
        let published = [Published::new(offer(), partner(), [(at_place("24/7"), place())])];
        let own = groups(&published, &Origins::default());
        assert_eq!(
            (own[0].id.as_str(), own[0].is_from_elsewhere),
            ("place-1-organization-1", false)
        );

        let origins = Origins {
            offers: [("offer-1".to_owned(), "fr-7".to_owned())].into(),
            places: [("place-1".to_owned(), "fr-7".to_owned())].into(),
        };
        let foreign = groups(&published, &origins);
        assert_eq!((foreign[0].id.as_str(), foreign[0].is_from_elsewhere), ("fr-7", true));
    }
}
