//! What is compared of an organization, a place or an offer.

use std::collections::BTreeSet;

use super::words::{self, Street, Word};
use crate::geography::Point;
use crate::offer::Offer;
use crate::organization::{Identifier, Organization};
use crate::place::Place;
use crate::terms::{IdentifierScheme, Kind, Theme};

/// How many places of one organization are looked at; a body with a hundred counters is known
/// by its name and number.
const MOST_PLACES: usize = 20;

/// How a place is reached: what the offers given there and their organizations say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contacts<'a> {
    /// Telephone numbers, however they are written.
    pub phones: Vec<&'a str>,
    /// Addresses for mail.
    pub emails: Vec<&'a str>,
    /// Web pages.
    pub websites: Vec<&'a str>,
}

/// One row of the directory, normalised for comparing with its like.
#[derive(Debug, Clone, PartialEq)]
pub struct Traits {
    pub(super) name: Vec<Word>,
    /// Another name that is as good; empty when there is none.
    pub(super) other_name: Vec<Word>,
    pub(super) identifier: Option<(IdentifierScheme, String)>,
    pub(super) addresses: Vec<Address>,
    pub(super) phones: BTreeSet<String>,
    pub(super) emails: BTreeSet<String>,
    pub(super) websites: BTreeSet<String>,
    /// True for a place: it is somewhere, and only there.
    pub(super) is_place: bool,
    pub(super) offer: Option<OfferTraits>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Address {
    pub(super) place: String,
    pub(super) street: Street,
    pub(super) postcode: String,
    pub(super) locality: BTreeSet<String>,
    pub(super) building: Option<String>,
    pub(super) point: Option<Point>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct OfferTraits {
    pub(super) organization: String,
    pub(super) organization_name: Vec<Word>,
    pub(super) kind: Kind,
    pub(super) themes: BTreeSet<Theme>,
}

impl Traits {
    /// What is compared of an organization that gives help at `places`.
    pub fn of_organization(organization: &Organization, places: &[&Place]) -> Traits {
        let localities = localities(places);
        let short = organization.short_name.as_deref().unwrap_or_default();
        let mut traits = Traits {
            other_name: words::name(short, &localities),
            identifier: organization.identifier.as_ref().and_then(official),
            ..Traits::new(&organization.name, places)
        };
        traits.take(&organization_contacts(organization));
        traits
    }

    /// What is compared of a place that is reached by `contacts`.
    pub fn of_place(place: &Place, contacts: &Contacts<'_>) -> Traits {
        let mut traits = Traits { is_place: true, ..Traits::new(&place.name, &[place]) };
        traits.take(contacts);
        traits
    }

    /// What is compared of an offer of `organization` at `places`.
    pub fn of_offer(offer: &Offer, organization: &Organization, places: &[&Place]) -> Traits {
        let mut traits = Traits {
            offer: Some(OfferTraits {
                organization: organization.id.to_string(),
                organization_name: words::name(&organization.name, &localities(places)),
                kind: offer.kind,
                themes: offer.themes.iter().copied().collect(),
            }),
            ..Traits::new(&offer.name, places)
        };
        traits.take(&Contacts {
            phones: offer.contact_phone.as_deref().into_iter().collect(),
            emails: offer.contact_email.as_deref().into_iter().collect(),
            websites: offer.booking_url.as_deref().into_iter().collect(),
        });
        traits
    }

    fn new(name: &str, places: &[&Place]) -> Traits {
        let address = |place: &&Place| Address {
            place: place.id.to_string(),
            street: words::street(&place.street),
            postcode: place.postcode.trim().to_owned(),
            locality: words::locality(&place.locality),
            building: place.building_id.as_deref().and_then(words::official),
            point: place.point,
        };
        Traits {
            name: words::name(name, &localities(places)),
            other_name: Vec::new(),
            identifier: None,
            addresses: places.iter().take(MOST_PLACES).map(address).collect(),
            phones: BTreeSet::new(),
            emails: BTreeSet::new(),
            websites: BTreeSet::new(),
            is_place: false,
            offer: None,
        }
    }

    fn take(&mut self, contacts: &Contacts<'_>) {
        self.phones.extend(contacts.phones.iter().copied().filter_map(words::phone));
        let folded = contacts.emails.iter().map(|one| one.trim().to_lowercase());
        self.emails.extend(folded.filter(|one| one.contains('@')));
        self.websites.extend(contacts.websites.iter().copied().filter_map(words::website));
    }
}

/// How an organization says it is reached.
pub fn organization_contacts(organization: &Organization) -> Contacts<'_> {
    Contacts {
        phones: organization.phone.as_deref().into_iter().collect(),
        emails: organization.email.as_deref().into_iter().collect(),
        websites: organization.website.as_deref().into_iter().collect(),
    }
}

fn localities(places: &[&Place]) -> BTreeSet<String> {
    let names = places.iter().take(MOST_PLACES).flat_map(|place| [&place.locality, &place.commune]);
    names.flat_map(|name| words::locality(name)).collect()
}

fn official(identifier: &Identifier) -> Option<(IdentifierScheme, String)> {
    Some((identifier.scheme, words::official(&identifier.value)?))
}
