//! The flattened, public form of an offer: what search finds and cards show.
//!
//! **Invariant:** a listing holds only what anyone may read. The address and the point of a
//! protected place, and the referral contacts of an organization, never enter it.

use kernel::{Closure, OfferPlaceId, OrganizationId, PlaceId};

use crate::geography::Point;
use crate::hours::{Holidays, Hours};
use crate::offer::{Offer, OfferAtPlace};
use crate::organization::{Label, Organization};
use crate::place::Place;
use crate::schedule::Schedule;
use crate::terms::{PlaceKind, StepFree};

/// One offer with its organization and its places.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The offer; all its fields are public.
    pub offer: Offer,
    /// Who gives the help.
    pub organization: ListedOrganization,
    /// Where it is given, nearest to its source's order; empty for a telephone line.
    pub places: Vec<ListedPlace>,
}

/// The public facts of an organization that a card shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedOrganization {
    /// Its identifier.
    pub id: OrganizationId,
    /// The last part of its address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// True when it may receive referrals.
    pub is_partner: bool,
    /// Its public web page.
    pub website: Option<String>,
    /// Its public telephone number.
    pub phone: Option<String>,
    /// Its public address for mail.
    pub email: Option<String>,
    /// Labels it holds and networks it belongs to, ended ones included.
    pub labels: Vec<Label>,
    /// The opening days within which it promises an answer.
    pub answer_promise_days: Option<u8>,
    /// Days on which it is closed, past ones included.
    pub closures: Vec<Closure>,
}

/// The public facts of one place of an offer.
#[derive(Debug, Clone)]
pub struct ListedPlace {
    /// The offer at this place.
    pub id: OfferPlaceId,
    /// The place.
    pub place: PlaceId,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// The name on the door; empty when the address is hidden.
    pub name: String,
    /// Street and number; empty when the address is hidden.
    pub street: String,
    /// A second line of address; missing when the address is hidden.
    pub complement: Option<String>,
    /// The postcode; empty when the address is hidden.
    pub postcode: String,
    /// The locality; empty when the address is hidden.
    pub locality: String,
    /// The commune, shown also when the address is hidden.
    pub commune: String,
    /// The commune's number.
    pub commune_code: Option<String>,
    /// The country, two letters of ISO 3166-1; shown also when the address is hidden.
    pub country: String,
    /// Where it is; missing when unknown or hidden.
    pub point: Option<Point>,
    /// Whether it is reached without a step.
    pub step_free: StepFree,
    /// Whether a toilet can be used with a wheelchair; `None` when nobody said.
    pub has_accessible_toilet: Option<bool>,
    /// The nearest stop; missing when the address is hidden.
    pub transport_stop: Option<String>,
    /// How to find the entrance; missing when the address is hidden.
    pub entrance: Option<String>,
    /// A page that describes how accessible the place is; missing when the address is hidden.
    pub accessibility_url: Option<String>,
    /// Whether computers may be used free of charge.
    pub has_free_computers: Option<bool>,
    /// Whether there is free Wi-Fi.
    pub has_wifi: Option<bool>,
    /// Whether people may print and scan.
    pub has_printing: Option<bool>,
    /// True when only the telephone number is shown (DIR-10).
    pub is_address_hidden: bool,
    /// When the offer is open here, as its source wrote it.
    pub schedules: Vec<Schedule>,
    /// The same, read; `None` when unknown.
    pub hours: Option<Hours>,
}

impl Listing {
    /// True when one of its places lies in the commune with this number.
    pub fn is_in_commune(&self, code: &str) -> bool {
        self.places.iter().any(|place| place.commune_code.as_deref() == Some(code))
    }

    /// Flattens what anyone may read; `places` in the order in which they are shown.
    pub fn build(
        offer: Offer,
        organization: &Organization,
        places: impl IntoIterator<Item = (OfferAtPlace, Place)>,
        holidays: &Holidays,
    ) -> Listing {
        let places = places
            .into_iter()
            .map(|(at_place, place)| {
                let listed = ListedPlace::build(at_place, place, holidays);
                let hours = listed.hours.map(|hours| hours.with_closures(&organization.closures));
                ListedPlace { hours, ..listed }
            })
            .collect();
        let organization = ListedOrganization {
            id: organization.id.clone(),
            slug: organization.slug.clone(),
            name: organization.name.clone(),
            is_partner: organization.is_partner(),
            website: organization.website.clone(),
            phone: organization.phone.clone(),
            email: organization.email.clone(),
            labels: organization.labels.clone(),
            answer_promise_days: organization.answer_promise_days,
            closures: organization.closures.clone(),
        };
        Listing { offer, organization, places }
    }
}

impl ListedPlace {
    fn build(at_place: OfferAtPlace, place: Place, holidays: &Holidays) -> ListedPlace {
        let hidden = place.is_address_hidden;
        let shown = |text: String| if hidden { String::new() } else { text };
        ListedPlace {
            id: at_place.id,
            hours: Hours::read(&at_place.schedules, &place.country, holidays),
            schedules: at_place.schedules,
            place: place.id,
            kind: place.kind,
            name: shown(place.name),
            street: shown(place.street),
            complement: place.complement.filter(|_| !hidden),
            postcode: shown(place.postcode),
            locality: shown(place.locality),
            commune: place.commune,
            commune_code: place.commune_code,
            country: place.country,
            point: place.point.filter(|_| !hidden),
            step_free: place.step_free,
            has_accessible_toilet: place.has_accessible_toilet,
            transport_stop: place.transport_stop.filter(|_| !hidden),
            entrance: place.entrance.filter(|_| !hidden),
            accessibility_url: place.accessibility_url.filter(|_| !hidden),
            has_free_computers: place.has_free_computers,
            has_wifi: place.has_wifi,
            has_printing: place.has_printing,
            is_address_hidden: hidden,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{at_place, offer, partner, place};

    #[test]
    fn a_protected_place_shows_its_commune_and_nothing_else_of_its_address() {
        let mut refuge = place();
        refuge.is_address_hidden = true;
        refuge.transport_stop = Some("Servette".to_owned());
        refuge.entrance = Some("Porte bleue".to_owned());
        refuge.complement = Some("Escalier B".to_owned());
        refuge.accessibility_url = Some("https://refuge.example".to_owned());
        let at_place = at_place("Mo 09:00-12:00");

        let listing =
            Listing::build(offer(), &partner(), [(at_place, refuge)], &Holidays::default());

        let shown = format!("{:?}", listing.places);
        for secret in
            ["Rue de Lyon", "1203", "46.2105", "Servette", "bleue", "refuge", "Maison", "Escalier"]
        {
            assert!(!shown.contains(secret), "{secret} is in {shown}");
        }
        assert_eq!(listing.places[0].commune, "Genève");
        assert!(listing.places[0].hours.is_some());
    }

    #[test]
    fn the_contact_for_referrals_never_enters_a_listing() {
        let listing = Listing::build(offer(), &partner(), [], &Holidays::default());

        assert!(!format!("{listing:?}").contains("accueil@example.org"));
    }
}
