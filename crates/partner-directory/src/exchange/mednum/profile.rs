//! The declared profile: a Table Schema with the names of the French one and the forms that
//! Swiss values have (standards.md 6, point 7).
//!
//! It bears its own name, because a file with Swiss values does not conform to the French
//! schema and must not say that it does.

use serde_json::{Value, json};

use super::columns::{Column, REQUIRED};

/// The name of the profile, in its file and in the index of exports.
pub const PROFILE_NAME: &str = "relais-lieux-mediation-numerique-ch";
/// Counted up when a form changes.
const VERSION: &str = "1.0.0";

/// The Table Schema of the profile.
pub fn profile() -> Value {
    let fields: Vec<Value> = Column::ALL.iter().map(|column| field(*column)).collect();
    json!({
        "name": PROFILE_NAME,
        "title": "Lieux de médiation numérique, profil suisse",
        "version": VERSION,
        "fields": fields,
        "primaryKey": ["id"],
        "missingValues": [""],
    })
}

fn field(column: Column) -> Value {
    let kind = match column {
        Column::Latitude | Column::Longitude => "number",
        Column::DateMaj => "date",
        _ => "string",
    };
    let mut constraints = json!({});
    if let Some(map) = constraints.as_object_mut() {
        if REQUIRED.contains(&column) && !may_be_unknown(column) {
            map.insert("required".to_owned(), json!(true));
        }
        if column == Column::Id {
            map.insert("unique".to_owned(), json!(true));
        }
        if column == Column::PresentationResume {
            map.insert("maxLength".to_owned(), json!(crate::Offer::SUMMARY_MAX));
        }
        if let Some(pattern) = pattern(column) {
            map.insert("pattern".to_owned(), json!(pattern));
        }
    }
    json!({ "name": column.word(), "type": kind, "constraints": constraints })
}

// A body without a number, and a protected place without an address.
fn may_be_unknown(column: Column) -> bool {
    matches!(column, Column::Pivot | Column::CodePostal | Column::Adresse)
}

fn pattern(column: Column) -> Option<&'static str> {
    Some(match column {
        Column::Pivot => "^[a-zA-Z0-9]{9,14}$",
        Column::CodePostal => r"^\d{4,5}$",
        Column::CodeInsee => r"^(([013-9]\d|2[AB1-9])\d{3}|[1-9]\d{0,3})$",
        Column::Telephone => r"^\+(41|33|590|594|262|596|269|687|689|508|681)\d{6,9}$",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_has_the_32_columns_in_order_and_its_own_name() {
        let profile = profile();
        let fields = profile["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|one| one["name"].as_str().unwrap()).collect();

        assert_eq!(names, Column::ALL.iter().map(|one| one.word()).collect::<Vec<_>>());
        assert_eq!(names.len(), 32);
        assert_eq!(profile["name"], PROFILE_NAME);
        assert_eq!(fields[4]["constraints"], json!({ "pattern": r"^\d{4,5}$" }));
    }
}
