//! The names of communes, for pages that hold only their numbers.

use std::collections::HashMap;
use std::sync::OnceLock;

const LOCALITIES: &str = include_str!("../../../seed-data/places/localities.csv");
/// Where the commune and its number stand in a row.
const COMMUNE: usize = 3;
const CODE: usize = 4;

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
