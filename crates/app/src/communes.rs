//! The names of communes, for pages that hold only their numbers.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use partner_directory::fold::sort_key;

/// The localities of Switzerland and of the neighbouring French departments.
pub(crate) const LOCALITIES: &str = include_str!("../../../seed-data/places/localities.csv");
/// Where the commune, its number and its canton stand in a row.
const COMMUNE: usize = 3;
const CODE: usize = 4;
const CANTON: usize = 5;

/// The name of the commune with this federal or INSEE number; `None` when it is not known.
pub fn commune_name(code: &str) -> Option<&'static str> {
    static NAMES: OnceLock<HashMap<String, String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut reader = csv::Reader::from_reader(LOCALITIES.as_bytes());
        let rows = reader.records().filter_map(Result::ok);
        rows.filter_map(|row| {
            // "Carouge (GE)": the canton is only there to tell it from others.
            let name = row.get(COMMUNE)?.split(" (").next()?;
            Some((row.get(CODE)?.to_owned(), name.to_owned()))
        })
        .collect()
    });
    names.get(code).map(String::as_str)
}

/// Number and name of each commune of Geneva, by name; read once.
pub(crate) fn of_geneva() -> &'static [(String, String)] {
    static COMMUNES: OnceLock<Vec<(String, String)>> = OnceLock::new();
    COMMUNES.get_or_init(|| {
        let mut reader = csv::Reader::from_reader(LOCALITIES.as_bytes());
        let rows = reader.records().filter_map(Result::ok);
        let by_name: BTreeMap<String, (String, String)> = rows
            .filter(|row| row.get(CANTON) == Some("GE"))
            .filter_map(|row| {
                let name = row.get(COMMUNE)?.trim_end_matches(" (GE)").to_owned();
                Some((sort_key(&name), (row.get(CODE)?.to_owned(), name)))
            })
            .collect();
        by_name.into_values().collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commune_is_known_by_its_federal_number() {
        assert_eq!(commune_name("6621"), Some("Genève"));
        assert_eq!(commune_name("6608"), Some("Carouge"));
        assert_eq!(commune_name("0"), None);
    }
}
