//! Whether a point can be where an address says: on land, in its country, in its commune.
//!
//! **Invariant:** a doubt is no error. Outlines are generalised, so a point close to a border
//! or a shore counts as right on both sides.

use serde::Deserialize;

use crate::gazetteer::Locality;
use crate::geography::Point;

/// How far over a border or a shore a point may lie, in metres; outlines are that coarse.
const TOLERANCE_M: f64 = 250.0;
/// How far from the centre of a locality an address of its commune may be, in metres.
const COMMUNE_REACH_M: f64 = 15_000.0;
/// The same in degrees of latitude, rounded up; a quick first look.
const COMMUNE_REACH_DEGREES: f64 = 0.14;
/// How much nearer the localities of another country must be to say so, in metres.
const OTHER_COUNTRY_M: f64 = 3_000.0;

/// Why a point cannot be where its address says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WrongPoint {
    /// In the lake.
    #[error("in the lake")]
    Lake,
    /// In another country than the address.
    #[error("in another country")]
    Country,
    /// In another commune than the address.
    #[error("in another commune")]
    Commune,
}

/// An outline file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("not a GeoJSON file of polygons")]
pub struct OutlineError(#[from] serde_json::Error);

/// The outlines of communes and lakes.
#[derive(Debug, Clone, Default)]
pub struct Outlines {
    communes: Vec<(String, Vec<Polygon>)>,
    lakes: Vec<Polygon>,
}

/// Rings of longitude and latitude: the first around it, the others around holes.
pub(crate) type Polygon = Vec<Vec<[f64; 2]>>;

impl Outlines {
    /// Reads the `GeoJSON` files of communes (with `code`) and of lakes.
    ///
    /// # Errors
    /// [`OutlineError`] for anything but polygons.
    pub fn parse(communes: &str, lakes: &str) -> Result<Outlines, OutlineError> {
        let (communes, lakes) = (Collection::parse(communes)?, Collection::parse(lakes)?);
        let coded = |feature: Feature| {
            (feature.properties.code.unwrap_or_default(), feature.geometry.polygons())
        };
        Ok(Outlines {
            communes: communes.features.into_iter().map(coded).collect(),
            lakes: lakes.features.into_iter().flat_map(|one| one.geometry.polygons()).collect(),
        })
    }

    /// `Ok` when `point` can be in this commune of this country (ISO 3166 code).
    ///
    /// # Errors
    /// [`WrongPoint`], the coarsest reason first.
    pub fn check(
        &self,
        point: Point,
        country: &str,
        commune_code: Option<&str>,
        localities: &[Locality],
    ) -> Result<(), WrongPoint> {
        if is_elsewhere(point, country, localities) {
            return Err(WrongPoint::Country);
        }
        let is_in_lake =
            |lake: &Polygon| inside(lake, point) && border_m(lake, point) > TOLERANCE_M;
        if self.lakes.iter().any(is_in_lake) {
            return Err(WrongPoint::Lake);
        }
        match commune_code {
            Some(code) if !self.may_be_in(point, code, localities) => Err(WrongPoint::Commune),
            _ => Ok(()),
        }
    }

    fn may_be_in(&self, point: Point, code: &str, localities: &[Locality]) -> bool {
        if let Some((_, polygons)) = self.communes.iter().find(|(known, _)| known == code) {
            return polygons
                .iter()
                .any(|one| inside(one, point) || border_m(one, point) <= TOLERANCE_M);
        }
        let of_commune = localities.iter().filter(|one| one.commune_code == code);
        nearest_m(point, of_commune).is_none_or(|metres| metres <= COMMUNE_REACH_M)
    }
}

/// Far outside a country's box, or clearly nearer to another country's localities.
fn is_elsewhere(point: Point, country: &str, localities: &[Locality]) -> bool {
    // South, north, west, east; overseas France is not told apart.
    let is_off = match country {
        "CH" => !is_in_box(point, [45.8, 47.85, 5.9, 10.55]),
        "FR" => is_in_box(point, [46.6, 47.85, 7.6, 10.55]),
        _ => return false,
    };
    let of = |wanted: bool| localities.iter().filter(move |one| (one.country == country) == wanted);
    let is_close = |one: &&Locality| (one.point.lat() - point.lat()).abs() < COMMUNE_REACH_DEGREES;
    let elsewhere = nearest_m(point, of(false).filter(is_close));
    let is_nearer = elsewhere.filter(|metres| *metres < COMMUNE_REACH_M).is_some_and(|elsewhere| {
        nearest_m(point, of(true)).is_some_and(|here| here > elsewhere + OTHER_COUNTRY_M)
    });
    is_off || is_nearer
}

fn is_in_box(point: Point, [south, north, west, east]: [f64; 4]) -> bool {
    (south..=north).contains(&point.lat()) && (west..=east).contains(&point.lon())
}

fn nearest_m<'a>(point: Point, of: impl IntoIterator<Item = &'a Locality>) -> Option<f64> {
    of.into_iter().map(|one| one.point.distance_m(point)).min_by(f64::total_cmp)
}

/// Counts how often a ray to the east crosses the rings.
fn inside(polygon: &Polygon, point: Point) -> bool {
    let (x, y) = (point.lon(), point.lat());
    let crosses = |[x1, y1]: [f64; 2], [x2, y2]: [f64; 2]| {
        (y1 > y) != (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    };
    edges(polygon).filter(|(from, to)| crosses(*from, *to)).count() % 2 == 1
}

/// The way to the nearest edge, in metres, on a plane that fits around the point.
fn border_m(polygon: &Polygon, point: Point) -> f64 {
    const DEGREE_M: f64 = 111_195.0;
    let shrink = point.lat().to_radians().cos();
    let plane = |[lon, lat]: [f64; 2]| {
        ((lon - point.lon()) * shrink * DEGREE_M, (lat - point.lat()) * DEGREE_M)
    };
    edges(polygon)
        .map(|(from, to)| {
            let ((x1, y1), (x2, y2)) = (plane(from), plane(to));
            let (dx, dy) = (x2 - x1, y2 - y1);
            let length = dx * dx + dy * dy;
            let along = if length == 0.0 { 0.0 } else { -(x1 * dx + y1 * dy) / length };
            let along = along.clamp(0.0, 1.0);
            (x1 + along * dx).hypot(y1 + along * dy)
        })
        .min_by(f64::total_cmp)
        .unwrap_or(f64::INFINITY)
}

fn edges(polygon: &Polygon) -> impl Iterator<Item = ([f64; 2], [f64; 2])> + '_ {
    polygon.iter().flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().skip(1)))
}

/// The outlines of one file.
#[derive(Deserialize)]
pub(crate) struct Collection {
    pub(crate) features: Vec<Feature>,
}

/// One outline with what is known of it.
#[derive(Deserialize)]
pub(crate) struct Feature {
    pub(crate) properties: Properties,
    pub(crate) geometry: Geometry,
}

/// What a file says of an outline.
#[derive(Deserialize)]
pub(crate) struct Properties {
    pub(crate) code: Option<String>,
    pub(crate) name: Option<String>,
}

impl Collection {
    pub(crate) fn parse(file: &str) -> Result<Collection, OutlineError> {
        Ok(serde_json::from_str(file)?)
    }
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
pub(crate) enum Geometry {
    Polygon(Polygon),
    MultiPolygon(Vec<Polygon>),
}

impl Geometry {
    /// Every corner, as longitude and latitude.
    pub(crate) fn corners(&self) -> impl Iterator<Item = [f64; 2]> + '_ {
        let polygons = match self {
            Geometry::Polygon(one) => std::slice::from_ref(one),
            Geometry::MultiPolygon(many) => many.as_slice(),
        };
        polygons.iter().flatten().flatten().copied()
    }

    pub(crate) fn polygons(self) -> Vec<Polygon> {
        match self {
            Geometry::Polygon(one) => vec![one],
            Geometry::MultiPolygon(many) => many,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;

    fn check(lat: f64, lon: f64, country: &str, code: &str) -> Result<(), WrongPoint> {
        let outlines = Outlines::parse(
            include_str!("../../../seed-data/places/communes-geneva.geojson"),
            include_str!("../../../seed-data/places/lake-geneva.geojson"),
        )
        .unwrap();
        let csv = include_str!("../../../seed-data/places/localities.csv");
        let gazetteer = Gazetteer::parse(csv, None).unwrap();
        let code = Some(code).filter(|code| !code.is_empty());
        outlines.check(Point::new(lat, lon).unwrap(), country, code, gazetteer.localities())
    }

    #[test]
    fn a_house_in_its_commune_is_right_and_so_is_one_on_the_quay() {
        assert_eq!(check(46.2105, 6.1300, "CH", "6621"), Ok(()));
        assert_eq!(check(46.2075, 6.1500, "CH", "6621"), Ok(()), "Quai du Mont-Blanc");
        assert_eq!(check(46.5197, 6.6323, "CH", "5586"), Ok(()), "Lausanne");
        assert_eq!(check(46.1936, 6.2360, "FR", "74012"), Ok(()), "Annemasse");
        assert_eq!(check(45.6500, 0.1600, "FR", "16015"), Ok(()), "unknown here: Angoulême");
    }

    #[test]
    fn the_lake_is_no_address() {
        assert_eq!(check(46.2600, 6.1900, "CH", ""), Err(WrongPoint::Lake));
        assert_eq!(check(46.4500, 6.5500, "CH", "6621"), Err(WrongPoint::Lake));
    }

    #[test]
    fn a_point_in_another_country_is_noticed() {
        assert_eq!(check(48.8566, 2.3522, "CH", "6621"), Err(WrongPoint::Country), "Paris");
        assert_eq!(check(45.8992, 6.1294, "CH", ""), Err(WrongPoint::Country), "Annecy");
        assert_eq!(check(47.3769, 8.5417, "FR", ""), Err(WrongPoint::Country), "Zürich");
        // Latitude and longitude the wrong way round.
        assert_eq!(check(6.1432, 46.2044, "CH", "6621"), Err(WrongPoint::Country));
    }

    #[test]
    fn a_point_in_another_commune_is_noticed() {
        assert_eq!(check(46.2105, 6.1300, "CH", "6608"), Err(WrongPoint::Commune), "not Carouge");
        assert_eq!(check(46.2105, 6.1300, "CH", "5586"), Err(WrongPoint::Commune), "not Lausanne");
    }
}
