//! Opening hours read from OpenStreetMap text, in the zone of the place.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

/// Public holidays of the countries in which places lie, by ISO 3166 code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holidays(Arc<Vec<(String, BTreeSet<NaiveDate>)>>);

impl Holidays {
    /// The local dates of the holidays of each country; a country that is not listed has none.
    pub fn new(countries: impl IntoIterator<Item = (String, BTreeSet<NaiveDate>)>) -> Holidays {
        Holidays(Arc::new(countries.into_iter().collect()))
    }

    /// The holidays of one country.
    pub fn of(&self, country: &str) -> impl Iterator<Item = NaiveDate> + '_ {
        let country = country.to_owned();
        self.0.iter().filter(move |(code, _)| *code == country).flat_map(|(_, days)| days).copied()
    }
}

/// Opening hours of an offer at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {}
