//! The offers of one commune: for booklets on paper and for a day without internet.
//!
//! **Invariant:** only what anyone may read, and nothing that the search no longer shows.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use chrono::NaiveDate;
use partner_directory::fold::sort_key;
use partner_directory::slug::{slug, slug_with};
use partner_directory::{ListedPlace, Listing, is_out_of_date};

use crate::{App, AppError};

/// A commune in which help is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServedCommune {
    /// The last part of addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its federal or INSEE number; `None` when no source said.
    pub code: Option<String>,
    /// How many offers have a place there.
    pub offers: usize,
}

impl ServedCommune {
    /// True when the place is in this commune.
    pub fn holds(&self, place: &ListedPlace) -> bool {
        match (&self.code, &place.commune_code) {
            (Some(one), Some(other)) => one == other,
            _ => self.name == bare(&place.commune),
        }
    }
}

/// What is shown on one day, with the communes in which it is given.
#[derive(Debug, Default)]
struct Served {
    /// Of which state of the catalog, and on which local date.
    of: (u64, NaiveDate),
    shown: Vec<Arc<Listing>>,
    communes: Vec<ServedCommune>,
}

/// Keeps what was found last beside the catalog; clones share it.
///
/// **Invariant:** nothing is answered from an older catalog or another day.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownCommunes {
    found: Arc<RwLock<Arc<Served>>>,
    /// Counts the states of the catalog.
    state: Arc<AtomicU64>,
}

impl KnownCommunes {
    /// The catalog is another one now.
    pub(crate) fn outdate(&self) {
        self.state.fetch_add(1, Ordering::SeqCst);
    }

    fn on(&self, today: NaiveDate, listings: impl FnOnce() -> Vec<Arc<Listing>>) -> Arc<Served> {
        // The number first: what changes during the reading counts it up.
        let of = (self.state.load(Ordering::SeqCst), today);
        let found = self.found.read().unwrap_or_else(PoisonError::into_inner).clone();
        if found.of == of {
            return found;
        }
        let mut shown = listings();
        shown.retain(|listing| !is_out_of_date(&listing.offer, today));
        let found = Arc::new(Served { of, communes: served(&shown), shown });
        *self.found.write().unwrap_or_else(PoisonError::into_inner) = found.clone();
        found
    }
}

impl App {
    /// The communes in which an offer has a place, by name.
    pub fn communes_served(&self) -> Vec<ServedCommune> {
        self.served_today().communes.clone()
    }

    /// A commune with the offers that have a place there, then those that come to its people
    /// or help from afar; each kind by name.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when no offer has a place in such a commune.
    pub fn commune_offers(
        &self,
        wanted: &str,
    ) -> Result<(ServedCommune, Vec<Arc<Listing>>), AppError> {
        let served = self.served_today();
        let commune = served.communes.iter().find(|one| one.slug == wanted).cloned();
        let commune = commune.ok_or(AppError::NotFound)?;
        let mut offers: Vec<(bool, &Arc<Listing>)> = served
            .shown
            .iter()
            .filter(|one| one.offer.coverage.includes(commune.code.as_deref()))
            .filter_map(|one| match one.places.iter().any(|place| commune.holds(place)) {
                true => Some((false, one)),
                false => one.places.is_empty().then_some((true, one)),
            })
            .collect();
        offers.sort_by_cached_key(|(is_afar, one)| (*is_afar, sort_key(&one.offer.name)));
        Ok((commune, offers.into_iter().map(|(_, one)| one.clone()).collect()))
    }

    fn served_today(&self) -> Arc<Served> {
        self.directory.communes.on(self.today(), || self.directory.listings())
    }
}

/// "Carouge (GE)": the canton is only there to tell it from others.
fn bare(commune: &str) -> &str {
    commune.split(" (").next().unwrap_or(commune)
}

/// Two communes of one name are told apart by their numbers.
fn served(listings: &[Arc<Listing>]) -> Vec<ServedCommune> {
    let mut found: BTreeMap<(String, String), ServedCommune> = BTreeMap::new();
    for listing in listings {
        let mut here: Vec<(String, String)> = Vec::new();
        for place in listing.places.iter().filter(|place| !place.commune.trim().is_empty()) {
            let code = place.commune_code.clone();
            let key = (sort_key(&place.commune), code.clone().unwrap_or_default());
            let commune = found.entry(key.clone()).or_insert_with(|| ServedCommune {
                slug: slug(bare(&place.commune)),
                name: bare(&place.commune).to_owned(),
                code,
                offers: 0,
            });
            if !here.contains(&key) {
                commune.offers += 1;
                here.push(key);
            }
        }
    }
    let mut communes: Vec<ServedCommune> = found.into_values().collect();
    let slugs: Vec<String> = communes.iter().map(|one| one.slug.clone()).collect();
    for commune in &mut communes {
        if slugs.iter().filter(|slug| **slug == commune.slug).count() > 1 {
            let code = commune.code.clone().unwrap_or_default();
            commune.slug = slug_with(&commune.name, &code);
        }
    }
    communes
}
