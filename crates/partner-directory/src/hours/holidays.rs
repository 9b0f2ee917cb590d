use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

/// Public holidays of the countries in which places lie; cheap to clone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holidays(Arc<Vec<(String, Arc<BTreeSet<NaiveDate>>)>>);

impl Holidays {
    /// The local dates of the holidays of each country, by ISO 3166 code.
    pub fn new(countries: impl IntoIterator<Item = (String, BTreeSet<NaiveDate>)>) -> Holidays {
        let countries = countries.into_iter().map(|(code, days)| (code, Arc::new(days)));
        Holidays(Arc::new(countries.collect()))
    }

    /// The holidays of one country; none for a country that is not listed.
    pub fn of(&self, country: &str) -> Arc<BTreeSet<NaiveDate>> {
        let found = self.0.iter().find(|(code, _)| code == country);
        found.map(|(_, days)| days.clone()).unwrap_or_default()
    }
}
