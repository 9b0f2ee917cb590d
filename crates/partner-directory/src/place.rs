//! Places where help is given.

use chrono::{DateTime, Utc};
use kernel::PlaceId;

use crate::geography::Point;
use crate::terms::StepFree;

/// A place where help is given (HSDS location).
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its identifier, never reused.
    pub id: PlaceId,
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
    /// Where it is on the earth; missing when nobody said.
    pub point: Option<Point>,
    /// Whether it is reached without a step.
    pub step_free: StepFree,
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
