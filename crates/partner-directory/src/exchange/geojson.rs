//! `GeoJSON` (RFC 7946): one feature for each offer at a place, WGS84, longitude first.
//!
//! **Invariant:** a protected place and an offer without a place have a null geometry.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::loss::{LossReason, LossReport};
use super::published::{Origins, Published};
use super::table::{Cell, TableColumn, note_losses, rows};

/// Writes a feature collection and returns the number of features and what it could not say.
///
/// # Errors
/// `out` cannot be written.
pub fn write(
    published: &[Published],
    origins: &Origins,
    own_source: &str,
    out: &mut dyn Write,
) -> io::Result<(usize, LossReport)> {
    let mut losses = LossReport::default();
    let mut count = 0;
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    for one in published {
        for row in rows(one, origins, own_source) {
            out.write_all(if count == 0 { b"\n" } else { b",\n" })?;
            let feature = feature(&row);
            if feature.get("geometry").is_none_or(Value::is_null) {
                let id = feature.get("id").and_then(Value::as_str).unwrap_or_default();
                losses.note("place.point", LossReason::NoPlace, id);
            }
            serde_json::to_writer(&mut *out, &feature)?;
            count += 1;
        }
        note_losses(one, &mut losses);
    }
    out.write_all(b"\n]}\n")?;
    Ok((count, losses))
}

fn feature(row: &[(TableColumn, Cell)]) -> Value {
    let value = |wanted| row.iter().find(|(column, _)| *column == wanted).map(|(_, cell)| cell);
    let geometry = match (value(TableColumn::Latitude), value(TableColumn::Longitude)) {
        (Some(Cell::Number(lat)), Some(Cell::Number(lon))) => {
            json!({ "type": "Point", "coordinates": [lon, lat] })
        }
        _ => Value::Null,
    };
    let in_geometry = [TableColumn::Latitude, TableColumn::Longitude];
    let properties: Map<String, Value> = row
        .iter()
        .filter(|(column, _)| !in_geometry.contains(column))
        .filter_map(|(column, cell)| Some((column.word().to_owned(), cell.to_json()?)))
        .collect();
    let id = value(TableColumn::Id).map(Cell::to_text).unwrap_or_default();
    json!({ "type": "Feature", "id": id, "geometry": geometry, "properties": properties })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{at_place, offer, partner, place};

    fn features(published: &[Published]) -> Vec<Value> {
        let mut out = Vec::new();
        write(published, &Origins::default(), "relais-test", &mut out).unwrap();
        let whole: Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(whole["type"], "FeatureCollection");
        whole["features"].as_array().unwrap().clone()
    }

    #[test]
    fn a_place_is_a_point_with_longitude_first() {
        let one = Published::new(offer(), partner(), [(at_place("24/7"), place())]);

        let found = features(&[one.clone(), one]);

        assert_eq!(found.len(), 2);
        assert_eq!(found[0]["geometry"]["coordinates"], json!([6.13, 46.2105]));
        assert_eq!(found[0]["properties"]["themes"], json!(["administrative_help"]));
        assert!(found[0]["properties"].get("latitude").is_none());
    }

    #[test]
    fn a_protected_place_and_a_telephone_line_have_no_geometry() {
        let mut refuge = place();
        refuge.is_address_hidden = true;
        let hidden = Published::new(offer(), partner(), [(at_place("24/7"), refuge)]);
        let line = Published::new(offer(), partner(), []);

        let found = features(&[hidden, line]);

        assert!(found.iter().all(|feature| feature["geometry"].is_null()), "{found:?}");
        assert_eq!(found[0]["properties"]["commune"], "Genève");
        assert!(!found[0].to_string().contains("Lyon"));
    }

    #[test]
    fn an_empty_directory_is_an_empty_collection() {
        assert!(features(&[]).is_empty());
    }
}
