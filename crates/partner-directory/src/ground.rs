//! The ground of a map: outlines of communes and lakes on a flat grid.
//!
//! **Invariant:** every corner is moved to a crossing of one grid, and only corners on a
//! straight line are left out. Two neighbours that share a border still share it: no gap
//! opens between them, whatever the scale.

mod frame;
mod names;

use std::fmt::Write as _;

use crate::checks::{Collection, OutlineError, Polygon};
use crate::geography::Point;

pub use frame::{Frame, Scale, group};
pub use names::Name;

/// How long one step of the grid is, in metres; outlines are not better than that.
const STEP_M: f64 = 20.0;
/// One degree of latitude, in metres.
const DEGREE_M: f64 = 111_195.0;

/// A place on the grid, in steps; `x` grows to the east and `y` to the south.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// Steps to the east.
    pub x: f64,
    /// Steps to the south.
    pub y: f64,
}

/// The outlines, drawn once.
#[derive(Debug, Clone)]
pub struct Ground {
    /// Where the grid begins, and how much narrower a degree of longitude is there.
    origin: [f64; 2],
    shrink: f64,
    communes: Vec<Area>,
    lakes: Vec<Area>,
}

/// One commune of the ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Commune<'a> {
    /// Its number.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its outline, as a path of SVG.
    pub path: &'a str,
    /// About the middle of its largest part.
    pub middle: Option<Point>,
}

/// One outline with its name.
#[derive(Debug, Clone)]
struct Area {
    code: String,
    name: String,
    path: String,
    /// Left, top, right and bottom.
    bounds: [f64; 4],
    middle: Spot,
    /// In square steps.
    size: f64,
}

impl Ground {
    /// Draws the `GeoJSON` files of communes and of lakes.
    ///
    /// # Errors
    /// [`OutlineError`] for anything but polygons.
    pub fn parse(communes: &str, lakes: &str) -> Result<Ground, OutlineError> {
        let (communes, lakes) = (Collection::parse(communes)?, Collection::parse(lakes)?);
        let corners = communes.features.iter().flat_map(|one| one.geometry.corners());
        let (mut west, mut south, mut north) = (f64::MAX, f64::MAX, f64::MIN);
        for [lon, lat] in corners {
            (west, south, north) = (west.min(lon), south.min(lat), north.max(lat));
        }
        let is_empty = north < south;
        let middle: f64 = if is_empty { 0.0 } else { (south + north) / 2.0 };
        let mut ground = Ground {
            origin: if is_empty { [0.0, 0.0] } else { [west, north] },
            shrink: middle.to_radians().cos(),
            communes: Vec::new(),
            lakes: Vec::new(),
        };
        ground.communes = communes.features.into_iter().map(|one| ground.area(one)).collect();
        ground.lakes = lakes.features.into_iter().map(|one| ground.area(one)).collect();
        Ok(ground)
    }

    /// Where a point of the earth lies on the grid.
    pub fn spot(&self, point: Point) -> Spot {
        self.flat([point.lon(), point.lat()])
    }

    /// The part of the ground that holds `points` with some room around them, at least three
    /// kilometres broad; the whole ground when there are none.
    pub fn frame(&self, points: impl IntoIterator<Item = Point>) -> Frame {
        let spots = points.into_iter().map(|point| self.spot(point));
        Frame::around(spots).unwrap_or_else(|| {
            let corners = self.communes.iter().flat_map(|one| {
                let [left, top, right, bottom] = one.bounds;
                [Spot { x: left, y: top }, Spot { x: right, y: bottom }]
            });
            Frame::around(corners).unwrap_or_default()
        })
    }

    /// The outlines of the communes that reach into `frame`, as one path of SVG.
    pub fn communes_in(&self, frame: Frame) -> String {
        paths(&self.communes, frame)
    }

    /// Each commune by itself: its number, its name, its outline as a path of SVG, and about
    /// the middle of its largest part.
    pub fn communes(&self) -> impl Iterator<Item = Commune<'_>> {
        self.communes.iter().map(|area| Commune {
            code: &area.code,
            name: &area.name,
            path: &area.path,
            middle: self.point(area.middle),
        })
    }

    fn point(&self, spot: Spot) -> Option<Point> {
        let [west, north] = self.origin;
        let lon = west + spot.x * STEP_M / (self.shrink * DEGREE_M);
        Point::new(north - spot.y * STEP_M / DEGREE_M, lon)
    }

    /// The outlines of the lakes that reach into `frame`, as one path of SVG.
    pub fn lakes_in(&self, frame: Frame) -> String {
        paths(&self.lakes, frame)
    }

    /// The names of communes that have room in `frame` beside what is `taken`, in percent of
    /// its width and height.
    pub fn names_in(&self, frame: Frame, taken: &[(f64, f64)]) -> Vec<Name<'_>> {
        names::fit(&self.communes, frame, taken)
    }

    // One scale for the whole ground: at 50 km across it is wrong by less than one percent.
    fn flat(&self, [lon, lat]: [f64; 2]) -> Spot {
        let [west, north] = self.origin;
        Spot {
            x: (lon - west) * self.shrink * DEGREE_M / STEP_M,
            y: (north - lat) * DEGREE_M / STEP_M,
        }
    }

    fn area(&self, feature: crate::checks::Feature) -> Area {
        let name = feature.properties.name.unwrap_or_default();
        let mut area = Area {
            code: feature.properties.code.unwrap_or_default(),
            name,
            path: String::new(),
            bounds: [f64::MAX, f64::MAX, f64::MIN, f64::MIN],
            middle: Spot { x: 0.0, y: 0.0 },
            size: 0.0,
        };
        for polygon in feature.geometry.polygons() {
            self.draw(&polygon, &mut area);
        }
        area
    }

    fn draw(&self, polygon: &Polygon, area: &mut Area) {
        for (at, ring) in polygon.iter().enumerate() {
            let ring = on_grid(ring.iter().map(|corner| self.flat(*corner)));
            write_ring(&ring, &mut area.path);
            for &(x, y) in &ring {
                let (x, y) = (x as f64, y as f64);
                let [left, top, right, bottom] = area.bounds;
                area.bounds = [left.min(x), top.min(y), right.max(x), bottom.max(y)];
            }
            let (size, middle) = measured(&ring);
            // The name stands in the largest part.
            if at == 0 && size > area.size {
                (area.size, area.middle) = (size, middle);
            }
        }
    }
}

fn paths(areas: &[Area], frame: Frame) -> String {
    let reaching = areas.iter().filter(|one| frame.meets(one.bounds));
    reaching.map(|one| one.path.as_str()).collect()
}

/// The corners on the grid: none twice in a row, none in the middle of a straight line.
fn on_grid(ring: impl Iterator<Item = Spot>) -> Vec<(i64, i64)> {
    let mut kept: Vec<(i64, i64)> = Vec::new();
    for spot in ring {
        let next = (spot.x.round() as i64, spot.y.round() as i64);
        if kept.last() == Some(&next) {
            continue;
        }
        if let [.., before, last] = kept.as_slice()
            && is_between(*before, *last, next)
        {
            kept.pop();
        }
        kept.push(next);
    }
    // A ring ends where it begins; SVG closes it.
    if kept.len() > 1 && kept.first() == kept.last() {
        kept.pop();
    }
    kept
}

fn is_between(from: (i64, i64), at: (i64, i64), to: (i64, i64)) -> bool {
    let (one, other) = ((at.0 - from.0, at.1 - from.1), (to.0 - at.0, to.1 - at.1));
    one.0 * other.1 == one.1 * other.0 && one.0 * other.0 + one.1 * other.1 > 0
}

/// Adds a closed ring with whole relative steps.
fn write_ring(ring: &[(i64, i64)], path: &mut String) {
    // A ring of fewer corners has no inside at this scale.
    let [first, rest @ ..] = ring else { return };
    if rest.len() < 2 {
        return;
    }
    let mut last = *first;
    let _ = write!(path, "M{} {}l", first.0, first.1);
    for (at, corner) in rest.iter().enumerate() {
        let gap = if at == 0 { "" } else { " " };
        let _ = write!(path, "{gap}{} {}", corner.0 - last.0, corner.1 - last.1);
        last = *corner;
    }
    path.push('z');
}

/// The size of a ring, in square steps, and its centre of gravity.
fn measured(ring: &[(i64, i64)]) -> (f64, Spot) {
    let next = ring.iter().cycle().skip(1);
    let (mut twice, mut x, mut y) = (0.0, 0.0, 0.0);
    for (from, to) in ring.iter().zip(next) {
        let (x1, y1, x2, y2) = (from.0 as f64, from.1 as f64, to.0 as f64, to.1 as f64);
        let cross = x1 * y2 - x2 * y1;
        twice += cross;
        x += (x1 + x2) * cross;
        y += (y1 + y2) * cross;
    }
    if twice == 0.0 {
        return (0.0, Spot { x: 0.0, y: 0.0 });
    }
    (twice.abs() / 2.0, Spot { x: x / (3.0 * twice), y: y / (3.0 * twice) })
}

#[cfg(test)]
mod tests;
