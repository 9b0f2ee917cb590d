//! The form of a place: what is typed, and what it means.

use std::sync::OnceLock;

use kernel::FieldErrors;
use partner_directory::checks::{Outlines, WrongPoint};
use partner_directory::{Gazetteer, Place, PlaceKind, Point, StepFree};

use super::reader::{LINE, Reader, SHORT, answer_word, typed};
use crate::communes::{LOCALITIES, commune_name};

const COMMUNES: &str = include_str!("../../../../seed-data/places/communes-geneva.geojson");
const LAKE: &str = include_str!("../../../../seed-data/places/lake-geneva.geojson");

/// What somebody typed about a place.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "the fields of `Place`, as typed")]
pub struct PlaceForm {
    /// What tells the state from which the form was filled; not to be read.
    pub version: String,
    pub place_name: String,
    pub place_kind: String,
    pub place_street: String,
    pub place_complement: String,
    pub place_postcode: String,
    pub place_locality: String,
    pub place_commune_code: String,
    /// ISO 3166 code; empty means CH.
    pub place_country: String,
    pub place_building_id: String,
    pub place_lat: String,
    pub place_lon: String,
    pub place_step_free: String,
    /// `yes`, `no` or empty.
    pub place_has_accessible_toilet: String,
    pub place_transport_stop: String,
    pub place_entrance: String,
    pub place_has_free_computers: String,
    pub place_has_wifi: String,
    pub place_has_printing: String,
    pub place_accessibility_url: String,
    pub place_is_address_hidden: bool,
}

impl PlaceForm {
    /// The form that says what `place` says.
    pub fn of(place: &Place) -> PlaceForm {
        PlaceForm {
            version: place.updated_at.timestamp_millis().to_string(),
            place_name: place.name.clone(),
            place_kind: place.kind.word().to_owned(),
            place_street: place.street.clone(),
            place_complement: typed(&place.complement),
            place_postcode: place.postcode.clone(),
            place_locality: place.locality.clone(),
            place_commune_code: typed(&place.commune_code),
            place_country: place.country.clone(),
            place_building_id: typed(&place.building_id),
            place_lat: typed(&place.point.map(Point::lat)),
            place_lon: typed(&place.point.map(Point::lon)),
            place_step_free: place.step_free.word().to_owned(),
            place_has_accessible_toilet: answer_word(place.has_accessible_toilet),
            place_transport_stop: typed(&place.transport_stop),
            place_entrance: typed(&place.entrance),
            place_has_free_computers: answer_word(place.has_free_computers),
            place_has_wifi: answer_word(place.has_wifi),
            place_has_printing: answer_word(place.has_printing),
            place_accessibility_url: typed(&place.accessibility_url),
            place_is_address_hidden: place.is_address_hidden,
        }
    }

    /// `place` as the form wants it; what the form does not ask stays.
    ///
    /// # Errors
    /// What is wrong with each field.
    pub fn read(&self, place: &Place) -> Result<Place, FieldErrors> {
        let mut reader = Reader::default();
        let mut wanted = place.clone();
        self.read_address(&mut reader, &mut wanted);
        self.read_facts(&mut reader, &mut wanted);
        self.read_point(&mut reader, &mut wanted, place);
        reader.finish(wanted)
    }

    fn read_address(&self, reader: &mut Reader, place: &mut Place) {
        place.name = reader.required("place_name", &self.place_name, LINE);
        place.kind =
            reader.word("place_kind", &self.place_kind, PlaceKind::from_word, PlaceKind::Physical);
        place.street = reader.text("place_street", &self.place_street, LINE);
        place.complement = reader.optional("place_complement", &self.place_complement, LINE);
        let country = |word: &str| ["CH", "FR"].into_iter().find(|known| *known == word);
        place.country = reader.word("place_country", &self.place_country, country, "CH").to_owned();
        place.postcode = reader.required("place_postcode", &self.place_postcode, 5);
        let digits = if place.country == "CH" { 4 } else { 5 };
        let is_number = place.postcode.chars().all(|sign| sign.is_ascii_digit());
        if !is_number || place.postcode.len() != digits {
            reader.wrong("place_postcode", "wrong_postcode");
        }
        place.locality = reader.required("place_locality", &self.place_locality, LINE);
        let code = reader.optional("place_commune_code", &self.place_commune_code, 5);
        match code.as_deref().map(|code| (code, commune_name(code))) {
            // The commune as it is called where its number comes from.
            Some((code, _)) if place.commune_code.as_deref() == Some(code) => {}
            Some((_, Some(name))) => place.commune = name.to_owned(),
            Some((_, None)) => reader.wrong("place_commune_code", "unknown"),
            None => place.commune = place.locality.clone(),
        }
        place.commune_code = code;
        place.is_address_hidden = self.place_is_address_hidden;
    }

    fn read_facts(&self, reader: &mut Reader, place: &mut Place) {
        place.building_id = reader
            .number::<u32>("place_building_id", &self.place_building_id, 1..=999_999_999)
            .map(|number| number.to_string());
        place.step_free = reader.word(
            "place_step_free",
            &self.place_step_free,
            StepFree::from_word,
            StepFree::Unknown,
        );
        place.has_accessible_toilet =
            reader.answer("place_has_accessible_toilet", &self.place_has_accessible_toilet);
        place.transport_stop =
            reader.optional("place_transport_stop", &self.place_transport_stop, LINE);
        place.entrance = reader.optional("place_entrance", &self.place_entrance, SHORT);
        place.has_free_computers =
            reader.answer("place_has_free_computers", &self.place_has_free_computers);
        place.has_wifi = reader.answer("place_has_wifi", &self.place_has_wifi);
        place.has_printing = reader.answer("place_has_printing", &self.place_has_printing);
        place.accessibility_url = reader.web_page(
            "place_accessibility_url",
            &self.place_accessibility_url,
            place.accessibility_url.clone().as_deref(),
        );
    }

    fn read_point(&self, reader: &mut Reader, place: &mut Place, before: &Place) {
        let typed = [self.place_lat.trim(), self.place_lon.trim()];
        place.point = match typed {
            ["", ""] => None,
            [lat, lon] => {
                let number = |text: &str| text.replace(',', ".").parse::<f64>().ok();
                let point = number(lat).zip(number(lon));
                let point = point.and_then(|(lat, lon)| Point::new(lat, lon));
                if point.is_none() {
                    reader.wrong("place_lat", "not_a_point");
                }
                point
            }
        };
        // What was imported and not touched is not held against who edits something else.
        let same = |place: &Place| (place.point, place.country.clone(), place.commune_code.clone());
        if same(place) == same(before) {
            return;
        }
        let Some(point) = place.point else { return };
        match check_point(point, &place.country, place.commune_code.as_deref()) {
            Ok(()) => {}
            Err(WrongPoint::Lake) => reader.wrong("place_lat", "in_the_lake"),
            Err(WrongPoint::Country) => reader.wrong("place_lat", "wrong_country"),
            Err(WrongPoint::Commune) => reader.wrong("place_lat", "wrong_commune"),
        }
    }
}

fn check_point(point: Point, country: &str, commune: Option<&str>) -> Result<(), WrongPoint> {
    let (outlines, gazetteer) = outlines();
    outlines.check(point, country, commune, gazetteer.localities())
}

/// The outlines of communes and lakes and the localities around them, read once.
pub(crate) fn outlines() -> &'static (Outlines, Gazetteer) {
    static MAP: OnceLock<(Outlines, Gazetteer)> = OnceLock::new();
    MAP.get_or_init(|| {
        // Files of the program itself; a test reads them, so that the emptiness never happens.
        let outlines = Outlines::parse(COMMUNES, LAKE).unwrap_or_default();
        (outlines, Gazetteer::parse(LOCALITIES, None).unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::PlaceId;

    fn place() -> Place {
        Place {
            postcode: "1203".to_owned(),
            commune_code: Some("6621".to_owned()),
            point: Point::new(46.2105, 6.13),
            step_free: StepFree::Yes,
            has_wifi: Some(true),
            ..Place::named(
                PlaceId::from("p"),
                "Maison".to_owned(),
                "Genève".to_owned(),
                "2026-03-03T09:00:00.123Z".parse().unwrap(),
            )
        }
    }

    fn errors(change: impl FnOnce(&mut PlaceForm)) -> Vec<(&'static str, &'static str)> {
        let mut form = PlaceForm::of(&place());
        change(&mut form);
        match form.read(&place()) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.iter().map(|error| (error.field, error.code)).collect(),
        }
    }

    #[test]
    fn a_form_sent_back_unchanged_means_the_same_place() {
        assert_eq!(PlaceForm::of(&place()).read(&place()), Ok(place()));
    }

    #[test]
    fn a_point_in_the_lake_or_abroad_is_refused_at_its_field() {
        let at = |lat: &str, lon: &str| {
            errors(|form| {
                form.place_lat = lat.to_owned();
                form.place_lon = lon.to_owned();
            })
        };
        assert_eq!(at("46.2600", "6.1900"), [("place_lat", "in_the_lake")]);
        assert_eq!(at("48.85", "2.35"), [("place_lat", "wrong_country")]);
        assert_eq!(at("46.1756", "6.1400"), [("place_lat", "wrong_commune")]);
        assert_eq!(at("46,2105", ""), [("place_lat", "not_a_point")]);
        assert_eq!(at("46,2106", "6,1301"), []);
        assert_eq!(at("", ""), []);
    }

    #[test]
    fn a_postcode_fits_its_country() {
        let with = |country: &str, postcode: &str| {
            errors(|form| {
                form.place_country = country.to_owned();
                form.place_postcode = postcode.to_owned();
                form.place_lat.clear();
                form.place_lon.clear();
            })
        };
        assert_eq!(with("CH", "12034"), [("place_postcode", "wrong_postcode")]);
        assert_eq!(with("FR", "74100"), []);
        assert_eq!(with("", "1203"), []);
        assert_eq!(with("DE", "1203"), [("place_country", "unknown")]);
    }
}
