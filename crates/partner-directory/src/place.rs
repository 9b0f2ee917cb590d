//! Places where help is given.

use chrono::{DateTime, Utc};
use kernel::PlaceId;
use serde::{Deserialize, Serialize};

use crate::geography::Point;
use crate::terms::{PlaceKind, StepFree};

/// A place where help is given (HSDS location).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Its identifier, never reused.
    pub id: PlaceId,
    /// What sort of place it is (HSDS `location_type`).
    #[serde(default)]
    pub kind: PlaceKind,
    /// The place it is part of, such as the library in which a counter stands.
    #[serde(default)]
    pub parent: Option<PlaceId>,
    /// The name on the door.
    pub name: String,
    /// Street and number; may be empty.
    pub street: String,
    /// A second line of address.
    pub complement: Option<String>,
    /// Four digits in Switzerland, five in France.
    pub postcode: String,
    /// The locality that belongs to the postcode.
    pub locality: String,
    /// The commune, as its source writes it.
    pub commune: String,
    /// The commune's federal (BFS) or INSEE number.
    pub commune_code: Option<String>,
    /// ISO 3166 code, `CH` or `FR`.
    pub country: String,
    /// Its number in the federal register of buildings (EGID).
    #[serde(default)]
    pub building_id: Option<String>,
    /// Where it is on the earth; missing when nobody said.
    pub point: Option<Point>,
    /// Whether it is reached without a step.
    pub step_free: StepFree,
    /// Whether a toilet can be used with a wheelchair; `None` when nobody said.
    #[serde(default)]
    pub has_accessible_toilet: Option<bool>,
    /// The nearest stop and its lines.
    pub transport_stop: Option<String>,
    /// How to find the entrance.
    pub entrance: Option<String>,
    /// Whether computers may be used free of charge; `None` when nobody said.
    pub has_free_computers: Option<bool>,
    /// Whether there is free Wi-Fi; `None` when nobody said.
    pub has_wifi: Option<bool>,
    /// Whether people may print and scan; `None` when nobody said.
    pub has_printing: Option<bool>,
    /// A page that describes how accessible the place is.
    pub accessibility_url: Option<String>,
    /// True for protected places: address and point never leave the network (DIR-10).
    pub is_address_hidden: bool,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl Place {
    /// A place of which only the name on the door and the locality are known.
    pub fn named(id: PlaceId, name: String, locality: String, now: DateTime<Utc>) -> Place {
        Place {
            id,
            kind: PlaceKind::Physical,
            parent: None,
            name,
            street: String::new(),
            complement: None,
            postcode: String::new(),
            commune: locality.clone(),
            locality,
            commune_code: None,
            country: "CH".to_owned(),
            building_id: None,
            point: None,
            step_free: StepFree::Unknown,
            has_accessible_toilet: None,
            transport_stop: None,
            entrance: None,
            has_free_computers: None,
            has_wifi: None,
            has_printing: None,
            accessibility_url: None,
            is_address_hidden: false,
            updated_at: now,
        }
    }

    /// The zone in which its opening hours are written.
    pub fn zone(&self) -> chrono_tz::Tz {
        zone_of(&self.country)
    }
}

/// The zone in which opening hours are written in `country` (ISO 3166 code).
pub fn zone_of(country: &str) -> chrono_tz::Tz {
    match country {
        "FR" => chrono_tz::Europe::Paris,
        _ => chrono_tz::Europe::Zurich,
    }
}
