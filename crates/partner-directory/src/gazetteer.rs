//! The places people name when they say where they want help.
//!
//! **Invariant:** a name that is not known is not guessed; the page has to say so.

use std::collections::HashMap;

use thiserror::Error;

use crate::fold::words;
use crate::geography::{Near, Point};

/// One postal locality.
#[derive(Debug, Clone, PartialEq)]
pub struct Locality {
    /// ISO 3166 code of the country.
    pub country: String,
    /// Its postcode.
    pub postcode: String,
    /// Its name.
    pub name: String,
    /// The commune it lies in.
    pub commune: String,
    /// The commune's federal (BFS) or INSEE number.
    pub commune_code: String,
    /// Its canton or department.
    pub canton: String,
    /// Its centre.
    pub point: Point,
}

/// All localities that are known, found by postcode, locality or commune.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    localities: Vec<Locality>,
    by_name: HashMap<String, Vec<usize>>,
    by_postcode: HashMap<String, Vec<usize>>,
    home: Option<Point>,
}

/// A file of localities that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("row {row} of the file of localities cannot be read")]
pub struct GazetteerError {
    /// The row under the header, from 1; 0 for the header itself.
    pub row: usize,
}

impl Gazetteer {
    /// Where several places have the same name, the one nearest to `home` is meant.
    pub fn new(localities: Vec<Locality>, home: Option<Point>) -> Gazetteer {
        let mut gazetteer = Gazetteer { localities, home, ..Gazetteer::default() };
        for (index, locality) in gazetteer.localities.iter().enumerate() {
            // "Carouge (GE)" is also found as "Carouge".
            let bare = locality.commune.split(" (").next().unwrap_or_default();
            let mut names = [&locality.name, &locality.commune, bare].map(name_key).to_vec();
            names.sort();
            names.dedup();
            for name in names {
                gazetteer.by_name.entry(name).or_default().push(index);
            }
            gazetteer.by_postcode.entry(locality.postcode.clone()).or_default().push(index);
        }
        gazetteer
    }

    /// Reads rows of `country,postcode,locality,commune,commune_code,canton,lat,lon`.
    ///
    /// # Errors
    /// [`GazetteerError`] with the first row that is not of this form.
    pub fn parse(csv: &str, home: Option<Point>) -> Result<Gazetteer, GazetteerError> {
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let mut localities = Vec::new();
        for (index, record) in reader.records().enumerate() {
            let row = index + 1;
            let record = record.map_err(|_| GazetteerError { row })?;
            localities.push(locality(&record).ok_or(GazetteerError { row })?);
        }
        if localities.is_empty() {
            Err(GazetteerError { row: 0 })
        } else {
            Ok(Gazetteer::new(localities, home))
        }
    }

    /// The point near which places are meant, when there is one.
    pub fn home(&self) -> Option<Point> {
        self.home
    }

    /// Every locality, in the order of the file.
    pub fn localities(&self) -> &[Locality] {
        &self.localities
    }

    /// The place somebody means by a commune, a locality, a postcode, a postcode with a name,
    /// or `latitude,longitude`; `None` when there is no such place.
    pub fn find(&self, text: &str) -> Option<Near> {
        let text = text.trim();
        if let Some(near) = coordinates(text) {
            return Some(near);
        }
        let key = name_key(text);
        let (postcode, name) = match key.split_once(' ') {
            Some((first, rest)) if is_postcode(first) => (Some(first), Some(rest)),
            _ if is_postcode(&key) => (Some(key.as_str()), None),
            _ => (None, Some(key.as_str())),
        };
        match (postcode, name) {
            (Some(postcode), None) => self.at_postcode(postcode),
            (Some(postcode), Some(name)) => {
                let of_name = self.by_name.get(name)?;
                let both = of_name.iter().filter(|index| {
                    self.localities.get(**index).is_some_and(|one| one.postcode == postcode)
                });
                let both: Vec<usize> = both.copied().collect();
                // A wrong postcode beside a known name: the name is what people know.
                if both.is_empty() { self.named(name) } else { self.near(&both, None) }
            }
            (None, Some(name)) => self.named(name),
            (None, None) => None,
        }
    }

    fn at_postcode(&self, postcode: &str) -> Option<Near> {
        let found = self.by_postcode.get(postcode)?;
        self.near(found, Some(postcode))
    }

    fn named(&self, name: &str) -> Option<Near> {
        let found = self.by_name.get(name)?;
        let meant = found.iter().filter_map(|index| self.localities.get(*index));
        let from_home = |one: &Locality| self.home.map_or(0.0, |home| home.distance_m(one.point));
        let meant = meant.min_by(|one, other| from_home(one).total_cmp(&from_home(other)))?;
        let same: Vec<usize> = found
            .iter()
            .copied()
            .filter(|index| {
                self.localities.get(*index).is_some_and(|one| {
                    one.commune_code == meant.commune_code && one.country == meant.country
                })
            })
            .collect();
        let near = self.near(&same, None)?;
        // The commune's name where the commune was named, else the locality's.
        let is_commune = name_key(&meant.commune) == name
            || meant.commune.split(" (").next().map(name_key).as_deref() == Some(name);
        let label = if is_commune { meant.commune.clone() } else { meant.name.clone() };
        Some(Near { label, ..near })
    }

    // The middle of the localities, and their commune when it is one.
    fn near(&self, indexes: &[usize], postcode: Option<&str>) -> Option<Near> {
        let found: Vec<&Locality> =
            indexes.iter().filter_map(|index| self.localities.get(*index)).collect();
        let first = found.first()?;
        let count = found.len() as f64;
        let middle =
            |of: fn(Point) -> f64| found.iter().map(|one| of(one.point)).sum::<f64>() / count;
        let point = Point::new(middle(Point::lat), middle(Point::lon))?;
        let is_one = found.iter().all(|one| one.commune_code == first.commune_code);
        let commune = first.commune.split(" (").next().unwrap_or_default();
        let label = match postcode {
            // The postcode of several communes names none of them.
            Some(postcode) if !is_one => postcode.to_owned(),
            _ => format!("{} {commune}", first.postcode),
        };
        Some(Near { point, label, commune_code: is_one.then(|| first.commune_code.clone()) })
    }
}

fn locality(record: &csv::StringRecord) -> Option<Locality> {
    let field = |index: usize| record.get(index).map(str::trim);
    let text = |index: usize| field(index).filter(|text| !text.is_empty()).map(str::to_owned);
    let number = |index: usize| field(index).and_then(|text| text.parse().ok());
    Some(Locality {
        country: text(0)?,
        postcode: text(1)?,
        name: text(2)?,
        commune: text(3)?,
        commune_code: text(4)?,
        canton: field(5)?.to_owned(),
        point: Point::new(number(6)?, number(7)?)?,
    })
}

fn coordinates(text: &str) -> Option<Near> {
    let (lat, lon) = text.split_once(',')?;
    let point = Point::new(lat.trim().parse().ok()?, lon.trim().parse().ok()?)?;
    let label = format!("{:.4}, {:.4}", point.lat(), point.lon());
    Some(Near { point, label, commune_code: None })
}

fn is_postcode(text: &str) -> bool {
    (4..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

// "St-Julien", "Saint Julien" and "SAINT-JULIEN" are one name.
fn name_key(text: impl AsRef<str>) -> String {
    let full = |word: String| match word.as_str() {
        "st" => "saint".to_owned(),
        "ste" => "sainte".to_owned(),
        _ => word,
    };
    words(text.as_ref()).into_iter().map(full).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: &str = "country,postcode,locality,commune,commune_code,canton,lat,lon\n\
        CH,1203,Genève,Genève,6621,GE,46.2106,6.1286\n\
        CH,1204,Genève,Genève,6621,GE,46.2007,6.1458\n\
        CH,1213,Onex,Onex,6631,GE,46.1840,6.1020\n\
        CH,1213,Petit-Lancy,Lancy,6628,GE,46.1950,6.1180\n\
        CH,1227,Carouge GE,Carouge (GE),6608,GE,46.1817,6.1393\n\
        CH,1084,Carrouge VD,Jorat-Mézières,5806,VD,46.6060,6.7680\n\
        CH,8000,Carouge,Carouge (ZZ),9999,ZZ,47.3700,8.5400\n\
        FR,74160,Saint-Julien-en-Genevois,Saint-Julien-en-Genevois,74243,74,46.1430,6.0820\n";

    fn gazetteer() -> Gazetteer {
        Gazetteer::parse(PLACES, Point::new(46.2, 6.15)).unwrap()
    }

    fn code(text: &str) -> Option<String> {
        gazetteer().find(text).and_then(|near| near.commune_code)
    }

    #[test]
    fn a_commune_a_locality_and_a_postcode_are_found_however_they_are_typed() {
        for text in ["Genève", "geneve", " GENÈVE ", "1203", "1203 Genève", "1204 geneve"] {
            assert_eq!(code(text).as_deref(), Some("6621"), "{text}");
        }
        for text in ["St-Julien-en-Genevois", "saint julien en genevois", "74160"] {
            assert_eq!(code(text).as_deref(), Some("74243"), "{text}");
        }
        assert_eq!(code("Petit-Lancy").as_deref(), Some("6628"));
    }

    #[test]
    fn of_two_places_with_one_name_the_one_nearer_to_the_network_is_meant() {
        let near = gazetteer().find("Carouge").unwrap();
        assert_eq!(
            (near.label.as_str(), near.commune_code.as_deref()),
            ("Carouge (GE)", Some("6608"))
        );
        assert_eq!(gazetteer().find("Carouge (ZZ)").unwrap().commune_code.as_deref(), Some("9999"));
    }

    #[test]
    fn a_postcode_of_two_communes_names_neither() {
        let near = gazetteer().find("1213").unwrap();
        assert_eq!((near.label.as_str(), near.commune_code), ("1213", None));
        assert!((46.184..46.195).contains(&near.point.lat()), "between the two");
        assert_eq!(code("1213 Onex").as_deref(), Some("6631"));
    }

    #[test]
    fn coordinates_are_a_place() {
        let near = gazetteer().find("46.2044, 6.1432").unwrap();
        assert_eq!(near.point, Point::new(46.2044, 6.1432).unwrap());
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        for text in ["", "Atlantis", "9999", "99.0,6.1", "46.2,abc", "1203 Atlantis", "\u{0}"] {
            assert_eq!(gazetteer().find(text), None, "{text}");
        }
    }

    #[test]
    fn a_broken_file_names_its_row() {
        let broken = format!("{PLACES}CH,1205,Genève,Genève,6621,GE,x,6.1\n");
        assert_eq!(Gazetteer::parse(&broken, None).unwrap_err(), GazetteerError { row: 9 });
        assert_eq!(Gazetteer::parse("", None).unwrap_err(), GazetteerError { row: 0 });
    }

    #[test]
    fn the_published_localities_can_be_read() {
        let file = include_str!("../../../seed-data/places/localities.csv");
        let gazetteer = Gazetteer::parse(file, Point::new(46.2044, 6.1432)).unwrap();
        for (text, code) in
            [("Genève", "6621"), ("Carouge", "6608"), ("1213", ""), ("Annecy", "74010")]
        {
            let near = gazetteer.find(text).unwrap();
            assert_eq!(near.commune_code.unwrap_or_default(), code, "{text}");
        }
    }
}
