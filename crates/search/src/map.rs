//! Where the offers are: one dot for each place with a known point.
//!
//! **Invariant:** dots are compared by the straight line through the earth, which grows with
//! the way over its surface, so that the nearest dot is the nearest place.

use std::cmp::Ordering;

use partner_directory::{Listing, Point};

use crate::bits::Bits;

/// The dots of all offers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Map {
    dots: Vec<Dot>,
    /// The slots of offers with a dot.
    located: Bits,
}

#[derive(Debug, Clone, Copy)]
struct Dot {
    slot: u32,
    at: Unit,
}

/// A point on a ball of radius one.
#[derive(Debug, Clone, Copy)]
struct Unit([f64; 3]);

/// An offer and the way to its nearest place; nearer ones come first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Nearest {
    slot: u32,
    // The square of the straight line, for an earth of radius one.
    square: f32,
}

/// Beyond this the way no longer promises anything.
const FAR_M: f64 = 20_000.0;

impl Nearest {
    /// How much of the way there is saved against a far one, of `most`.
    pub(crate) fn promise(self, most: u32) -> u32 {
        let share = 1.0 - f64::from(self.square).sqrt() * EARTH_RADIUS_M / FAR_M;
        (f64::from(most) * share.max(0.0)) as u32
    }
}

impl Ord for Nearest {
    fn cmp(&self, other: &Nearest) -> Ordering {
        self.square.total_cmp(&other.square).then(self.slot.cmp(&other.slot))
    }
}

impl PartialOrd for Nearest {
    fn partial_cmp(&self, other: &Nearest) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Nearest {
    fn eq(&self, other: &Nearest) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Nearest {}

const EARTH_RADIUS_M: f64 = 6_371_008.8;

impl Nearest {
    pub(crate) fn slot(self) -> usize {
        self.slot as usize
    }

    pub(crate) fn is_within(self, metres: f64) -> bool {
        let half_chord = (metres / (2.0 * EARTH_RADIUS_M)).min(1.0).sin();
        f64::from(self.square) <= 4.0 * half_chord * half_chord
    }
}

impl Unit {
    fn of(point: Point) -> Unit {
        let (lat, lon) = (point.lat().to_radians(), point.lon().to_radians());
        Unit([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()])
    }

    fn square_to(self, other: Unit) -> f64 {
        self.0.iter().zip(other.0).map(|(one, two)| (one - two) * (one - two)).sum()
    }
}

impl Map {
    pub(crate) fn forget(&mut self, slots: &Bits) {
        self.dots.retain(|dot| !slots.has(dot.slot as usize));
        self.located = self.located.without(slots);
    }

    // The dots of one offer stay together.
    pub(crate) fn put(&mut self, slot: usize, listing: &Listing) {
        let Ok(number) = u32::try_from(slot) else { return };
        for point in listing.places.iter().filter_map(|place| place.point) {
            self.dots.push(Dot { slot: number, at: Unit::of(point) });
            self.located.set(slot, true);
        }
    }

    pub(crate) fn located(&self) -> &Bits {
        &self.located
    }

    /// The way to the nearest place of each offer that has a point, in no order.
    pub(crate) fn nearest(&self, to: Point) -> Vec<Nearest> {
        let to = Unit::of(to);
        let mut found: Vec<Nearest> = Vec::with_capacity(self.dots.len());
        for dot in &self.dots {
            // A square this exact is right to the metre over a hundred kilometres.
            let square = to.square_to(dot.at) as f32;
            match found.last_mut() {
                Some(last) if last.slot == dot.slot => last.square = last.square.min(square),
                _ => found.push(Nearest { slot: dot.slot, square }),
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{listing, offer, place};

    #[test]
    fn the_nearest_of_several_places_counts_and_the_radius_is_exact_to_the_metre() {
        let from = Point::new(46.2044, 6.1432).unwrap();
        let (near, far) = (place("near", 46.21, 6.15), place("far", 46.3, 6.3));
        let metres = from.distance_m(near.point.unwrap());
        let mut map = Map::default();
        map.put(7, &listing(offer("o", "o"), &[(far, ""), (near, "")]));
        map.put(9, &listing(offer("line", "line"), &[]));

        let found = map.nearest(from);

        assert_eq!(found.iter().map(|one| one.slot()).collect::<Vec<_>>(), [7]);
        assert!(found[0].is_within(metres + 1.0) && !found[0].is_within(metres - 1.0));
        map.forget(&[7].into_iter().collect());
        assert!(map.nearest(from).is_empty());
    }
}
