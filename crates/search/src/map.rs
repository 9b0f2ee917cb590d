//! Where the offers are: one dot for each place with a known point.
//!
//! **Invariant:** distances shown or compared with a radius are exact; only the choice of the
//! nearest place of one offer uses the flat approximation, which is right to a few metres
//! between places of one town.

use partner_directory::{Listing, Point};

use crate::bits::Bits;

/// The dots of all offers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Map(Vec<Dot>);

#[derive(Debug, Clone, Copy)]
struct Dot {
    slot: u32,
    place: u32,
    point: Point,
}

/// The nearest place of one offer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Nearest {
    pub(crate) slot: usize,
    /// Its position among the places of the listing.
    pub(crate) place: usize,
    pub(crate) metres: f64,
}

impl Map {
    pub(crate) fn forget(&mut self, slots: &Bits) {
        self.0.retain(|dot| !slots.has(dot.slot as usize));
    }

    // Dots of one offer stay together.
    pub(crate) fn put(&mut self, slot: usize, listing: &Listing) {
        let Ok(slot) = u32::try_from(slot) else { return };
        let dots = (0..)
            .zip(&listing.places)
            .filter_map(|(place, at)| Some(Dot { slot, place, point: at.point? }));
        self.0.extend(dots);
    }

    /// The nearest place of each offer of `among` that has a point, in no order.
    pub(crate) fn nearest(&self, among: &Bits, to: Point) -> Vec<Nearest> {
        let flat = Flat::around(to);
        let mut found: Vec<(Dot, f64)> = Vec::with_capacity(self.0.len().min(among.count()));
        for dot in self.0.iter().filter(|dot| among.has(dot.slot as usize)) {
            let square = flat.square(dot.point);
            match found.last_mut() {
                Some(last) if last.0.slot == dot.slot && last.1 <= square => {}
                Some(last) if last.0.slot == dot.slot => *last = (*dot, square),
                _ => found.push((*dot, square)),
            }
        }
        let exact = |(dot, _): (Dot, f64)| Nearest {
            slot: dot.slot as usize,
            place: dot.place as usize,
            metres: to.distance_m(dot.point),
        };
        found.into_iter().map(exact).collect()
    }
}

/// Distances as on a flat map around one point; good enough for comparing.
struct Flat {
    centre: Point,
    width: f64,
}

impl Flat {
    fn around(centre: Point) -> Flat {
        Flat { centre, width: centre.lat().to_radians().cos() }
    }

    fn square(&self, point: Point) -> f64 {
        let east = (point.lon() - self.centre.lon()) * self.width;
        let north = point.lat() - self.centre.lat();
        east * east + north * north
    }
}
