//! The names that people type for places and organizations.

use std::collections::HashMap;

use kernel::OrganizationId;
use partner_directory::fold::words;
use partner_directory::gazetteer::GazetteerError;
use partner_directory::recognize::Names;
use partner_directory::{Gazetteer, ListedPlace, Listing, Locality, Near, Point};

use crate::communes::LOCALITIES;

/// Quarters of the city, under its localities.
const QUARTERS: &str = include_str!("../../../../seed-data/places/quarters-geneva.csv");
/// A name farther away than this is only a place when somebody says so: "à Lausanne".
const NEAR_M: f64 = 30_000.0;

/// The localities of the project with the quarters of the city; of two places with one name,
/// the one nearer to `home` is meant.
pub(super) fn gazetteer(home: Option<Point>) -> Result<Gazetteer, GazetteerError> {
    let mut localities = Gazetteer::parse(LOCALITIES, home)?.localities().to_vec();
    localities.extend_from_slice(Gazetteer::parse(QUARTERS, home)?.localities());
    Ok(Gazetteer::new(localities, home))
}

/// What the listings name.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// Their communes, postcodes and stops.
    pub(super) places: Gazetteer,
    organizations: HashMap<String, (OrganizationId, String)>,
}

impl Listed {
    pub(super) fn of(listings: &[Listing]) -> Listed {
        let places = listings.iter().flat_map(|listing| &listing.places);
        let localities = places.clone().filter_map(|place| locality(place, &place.locality));
        let stops = places.filter_map(|place| {
            // "Servette (14, 18)", "Vieux-Tilleuls, devant la maison": the name comes first.
            let stop = place.transport_stop.as_deref()?;
            locality(place, stop.split([',', '(']).next()?.trim())
        });
        let organizations = listings.iter().map(|listing| &listing.organization);
        let named = organizations
            .map(|one| (words(&one.name).join(" "), (one.id.clone(), one.name.clone())));
        Listed {
            places: Gazetteer::new(localities.chain(stops).collect(), None),
            organizations: named.filter(|(name, _)| !name.is_empty()).collect(),
        }
    }
}

fn locality(place: &ListedPlace, name: &str) -> Option<Locality> {
    Some(Locality {
        country: String::new(),
        postcode: place.postcode.clone(),
        name: name.to_owned(),
        commune: place.commune.clone(),
        commune_code: place.commune_code.clone().unwrap_or_else(|| place.commune.clone()),
        canton: String::new(),
        point: place.point?,
    })
}

/// What the project and the listings name, for the words of a search.
pub(super) struct Named<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) listed: &'a Listed,
}

impl Names for Named<'_> {
    fn place(&self, text: &str, is_said: bool) -> Option<Near> {
        // Coordinates and house numbers are no names.
        if text.contains(',') {
            return None;
        }
        let near = self.gazetteer.find(text).filter(|near| {
            let home = self.gazetteer.home();
            is_said || home.is_none_or(|home| home.distance_m(near.point) <= NEAR_M)
        });
        near.or_else(|| self.listed.places.find(text))
    }

    fn organization(&self, text: &str) -> Option<(OrganizationId, String)> {
        self.listed.organizations.get(text).cloned()
    }
}
