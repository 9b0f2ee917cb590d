//! Points on the earth and the way between them.

use serde::{Deserialize, Serialize};

/// A point in WGS84 degrees.
///
/// **Invariant:** latitude within ±90, longitude within ±180, both finite.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    lat: f64,
    lon: f64,
}

impl Point {
    /// `None` when a coordinate is out of range or not a number.
    pub fn new(lat: f64, lon: f64) -> Option<Point> {
        let fits = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        fits.then_some(Point { lat, lon })
    }

    /// Degrees north of the equator.
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east of Greenwich.
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// The way over the surface of the earth, in metres.
    pub fn distance_m(self, other: Point) -> f64 {
        let (lat1, lat2) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((lat2 - lat1) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let chord = half_lat * half_lat + lat1.cos() * lat2.cos() * half_lon * half_lon;
        2.0 * EARTH_RADIUS_M * chord.sqrt().min(1.0).asin()
    }
}

const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// Where somebody wants help, as they named it and as it was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// The point from which distance is counted.
    pub point: Point,
    /// What to show: `1203 Genève`, `Carouge (GE)`.
    pub label: String,
    /// The commune's number, when the place lies in exactly one.
    pub commune_code: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_from_geneva_to_lausanne_is_51_kilometres() {
        let geneva = Point::new(46.2044, 6.1432).unwrap();
        let lausanne = Point::new(46.5197, 6.6323).unwrap();
        let metres = geneva.distance_m(lausanne);

        assert!((51_000.0..52_000.0).contains(&metres), "{metres}");
        assert_eq!(geneva.distance_m(geneva), 0.0);
    }

    #[test]
    fn a_point_off_the_earth_is_no_point() {
        for (lat, lon) in [(91.0, 0.0), (0.0, 181.0), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert_eq!(Point::new(lat, lon), None);
        }
    }
}
