use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

/// Public and school holidays of the countries in which places lie; cheap to clone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holidays(Arc<Vec<(String, CountryHolidays)>>);

/// The local dates on which one country, as its network knows it, has holidays.
///
/// A network lies in one canton and looks at one school zone of a neighbour: both go by the code
/// of the country.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CountryHolidays {
    /// Public holidays.
    pub public: Arc<BTreeSet<NaiveDate>>,
    /// Every day of the school holidays, weekends included.
    pub school: Arc<BTreeSet<NaiveDate>>,
}

impl CountryHolidays {
    /// From the dates of both sorts.
    pub fn new(public: BTreeSet<NaiveDate>, school: BTreeSet<NaiveDate>) -> CountryHolidays {
        CountryHolidays { public: Arc::new(public), school: Arc::new(school) }
    }
}

impl Holidays {
    /// The public holidays of each country, by ISO 3166 code; no school holidays.
    pub fn new(countries: impl IntoIterator<Item = (String, BTreeSet<NaiveDate>)>) -> Holidays {
        let both = |(code, public)| (code, CountryHolidays::new(public, BTreeSet::new()));
        Holidays::of_countries(countries.into_iter().map(both))
    }

    /// The holidays of each country, by ISO 3166 code.
    pub fn of_countries(
        countries: impl IntoIterator<Item = (String, CountryHolidays)>,
    ) -> Holidays {
        Holidays(Arc::new(countries.into_iter().collect()))
    }

    /// The holidays of one country; none for a country that is not listed.
    pub fn of(&self, country: &str) -> CountryHolidays {
        let found = self.0.iter().find(|(code, _)| code == country);
        found.map(|(_, days)| days.clone()).unwrap_or_default()
    }
}
