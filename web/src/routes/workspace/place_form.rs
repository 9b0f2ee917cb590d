//! The fields of a place as a form shows them.

use app::workspace::PlaceForm;
use serde::Serialize;

use crate::listings::labels::Labels;
use crate::routes::form::Choice;

/// What was typed about a place.
#[derive(Serialize)]
pub(super) struct PlaceFields {
    version: String,
    name: String,
    kind: String,
    street: String,
    complement: String,
    postcode: String,
    locality: String,
    commune_code: String,
    country: String,
    building_id: String,
    lat: String,
    lon: String,
    transport_stop: String,
    entrance: String,
    accessibility_url: String,
    is_address_hidden: bool,
    step_free: Vec<Choice>,
    toilet: Vec<Choice>,
    computers: Vec<Choice>,
    wifi: Vec<Choice>,
    printing: Vec<Choice>,
}

/// The fields in the order of the page.
pub(super) const FIELDS: [&str; 12] = [
    "place_name",
    "place_street",
    "place_complement",
    "place_postcode",
    "place_locality",
    "place_country",
    "place_transport_stop",
    "place_entrance",
    "place_step_free",
    "place_accessibility_url",
    "place_lat",
    "place_lon",
];

impl PlaceFields {
    /// The fields with what they hold.
    pub(super) fn new(labels: Labels<'_>, form: &PlaceForm) -> PlaceFields {
        let answer = |typed: &str, unknown: &'static str| -> Vec<Choice> {
            ["yes", "no", unknown]
                .map(|word| {
                    let key = if word.is_empty() { "unknown" } else { word };
                    let label = labels.say(&format!("workspace-place-{key}"), &[]);
                    let is_chosen = typed == word || (typed.is_empty() && key == "unknown");
                    Choice::plain(word, &label, is_chosen)
                })
                .into()
        };
        let form = form.clone();
        PlaceFields {
            step_free: answer(&form.place_step_free, "unknown"),
            toilet: answer(&form.place_has_accessible_toilet, ""),
            computers: answer(&form.place_has_free_computers, ""),
            wifi: answer(&form.place_has_wifi, ""),
            printing: answer(&form.place_has_printing, ""),
            version: form.version,
            name: form.place_name,
            kind: form.place_kind,
            street: form.place_street,
            complement: form.place_complement,
            postcode: form.place_postcode,
            locality: form.place_locality,
            commune_code: form.place_commune_code,
            country: form.place_country,
            building_id: form.place_building_id,
            lat: form.place_lat,
            lon: form.place_lon,
            transport_stop: form.place_transport_stop,
            entrance: form.place_entrance,
            accessibility_url: form.place_accessibility_url,
            is_address_hidden: form.place_is_address_hidden,
        }
    }
}
