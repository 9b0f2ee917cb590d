//! A place as a row.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::PlaceId;
use partner_directory::{Place, PlaceKind, Point, StepFree};

use crate::StoreError;
use crate::error::known;
use crate::schema::places;
use crate::text::{kept, kept_optional};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = places, treat_none_as_null = true)]
pub(crate) struct Row {
    id: String,
    name: String,
    street: String,
    complement: Option<String>,
    postcode: String,
    locality: String,
    commune: String,
    commune_code: Option<String>,
    country: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    step_free: String,
    transport_stop: Option<String>,
    entrance: Option<String>,
    has_free_computers: Option<bool>,
    has_wifi: Option<bool>,
    has_printing: Option<bool>,
    accessibility_url: Option<String>,
    is_address_hidden: bool,
    updated_at: NaiveDateTime,
    kind: String,
    parent_id: Option<String>,
    building_id: Option<String>,
    has_accessible_toilet: Option<bool>,
}

impl Row {
    pub(crate) fn new(place: &Place) -> Result<Row, StoreError> {
        Ok(Row {
            id: kept(place.id.as_str())?,
            name: kept(&place.name)?,
            street: kept(&place.street)?,
            complement: kept_optional(&place.complement)?,
            postcode: kept(&place.postcode)?,
            locality: kept(&place.locality)?,
            commune: kept(&place.commune)?,
            commune_code: kept_optional(&place.commune_code)?,
            country: kept(&place.country)?,
            latitude: place.point.map(Point::lat),
            longitude: place.point.map(Point::lon),
            step_free: place.step_free.word().to_owned(),
            transport_stop: kept_optional(&place.transport_stop)?,
            entrance: kept_optional(&place.entrance)?,
            has_free_computers: place.has_free_computers,
            has_wifi: place.has_wifi,
            has_printing: place.has_printing,
            accessibility_url: kept_optional(&place.accessibility_url)?,
            is_address_hidden: place.is_address_hidden,
            updated_at: place.updated_at.naive_utc(),
            kind: place.kind.word().to_owned(),
            parent_id: place.parent.as_ref().map(|one| kept(one.as_str())).transpose()?,
            building_id: kept_optional(&place.building_id)?,
            has_accessible_toilet: place.has_accessible_toilet,
        })
    }

    pub(crate) fn move_to(&mut self, instant: DateTime<Utc>) {
        self.updated_at = instant.naive_utc();
    }

    pub(crate) fn into_place(self) -> Result<Place, StoreError> {
        let point = match (self.latitude, self.longitude) {
            (Some(lat), Some(lon)) => {
                Some(known("places.latitude", &format!("{lat} {lon}"), Point::new(lat, lon))?)
            }
            _ => None,
        };
        let step_free =
            known("places.step_free", &self.step_free, StepFree::from_word(&self.step_free))?;
        Ok(Place {
            kind: known("places.kind", &self.kind, PlaceKind::from_word(&self.kind))?,
            id: self.id.into(),
            parent: self.parent_id.map(PlaceId::from),
            name: self.name,
            street: self.street,
            complement: self.complement,
            postcode: self.postcode,
            locality: self.locality,
            commune: self.commune,
            commune_code: self.commune_code,
            country: self.country,
            building_id: self.building_id,
            has_accessible_toilet: self.has_accessible_toilet,
            point,
            step_free,
            transport_stop: self.transport_stop,
            entrance: self.entrance,
            has_free_computers: self.has_free_computers,
            has_wifi: self.has_wifi,
            has_printing: self.has_printing,
            accessibility_url: self.accessibility_url,
            is_address_hidden: self.is_address_hidden,
            updated_at: self.updated_at.and_utc(),
        })
    }
}
