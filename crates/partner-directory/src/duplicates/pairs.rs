//! Which rows are compared at all: only those that share a key, so that 20,000 rows take
//! seconds and not hours.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::traits::Traits;
use super::{Likeness, compare};

/// A key that more rows than this share says nothing (the switchboard of a whole canton).
const CROWD: usize = 250;
/// The side of a cell of the grid in degrees of latitude: about 110 m.
const CELL: f64 = 0.001;

/// Two rows that may be the same thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The one that was put into the pool first.
    pub left: String,
    /// The other.
    pub right: String,
    /// Why.
    pub likeness: Likeness,
}

/// Rows of one sort, ready to be compared.
#[derive(Debug, Default)]
pub struct Pool {
    rows: Vec<(String, Traits)>,
    keys: HashMap<Key, Vec<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    Official(String),
    Phone(String),
    Email(String),
    Website(String),
    /// A word of the name within a postcode.
    Word(String, String),
    /// A word of a name that has no address.
    Homeless(String),
    Cell(i64, i64),
}

impl Pool {
    /// All `rows`, each under its identifier.
    pub fn new(rows: impl IntoIterator<Item = (String, Traits)>) -> Pool {
        let mut pool = Pool::default();
        for (id, traits) in rows {
            let place = pool.rows.len();
            for key in keys(&traits) {
                pool.keys.entry(key).or_default().push(place);
            }
            pool.rows.push((id, traits));
        }
        pool
    }

    /// The pairs worth a look, most alike first; equal ones in the order of the pool.
    pub fn pairs(&self) -> Vec<Pair> {
        let mut seen = HashSet::new();
        let mut pairs = vec![];
        for (place, (left, traits)) in self.rows.iter().enumerate() {
            for other in self.neighbours(traits) {
                if other > place && seen.insert((place, other)) {
                    pairs.extend(self.shown(place, other, left, traits));
                }
            }
        }
        pairs.sort_by_key(|(pair, places)| (std::cmp::Reverse(pair.likeness.points), *places));
        pairs.into_iter().map(|(pair, _)| pair).collect()
    }

    /// How many times two rows are compared to find all pairs, each pair counted from both sides.
    #[cfg(test)]
    pub(crate) fn comparisons(&self) -> usize {
        self.rows.iter().map(|(_, traits)| self.neighbours(traits).len() - 1).sum()
    }

    /// The rows that may be the same thing as `traits`, most alike first; at most `most`.
    pub fn alike(&self, traits: &Traits, most: usize) -> Vec<(String, Likeness)> {
        let near = self.neighbours(traits);
        let rows = near.iter().filter_map(|place| self.rows.get(*place));
        let alike = rows.map(|(id, other)| (id.clone(), compare(traits, other)));
        let mut alike: Vec<_> = alike.filter(|(_, likeness)| likeness.is_shown()).collect();
        alike.sort_by(|(a, one), (b, other)| other.points.cmp(&one.points).then_with(|| a.cmp(b)));
        alike.truncate(most);
        alike
    }

    fn shown(
        &self,
        place: usize,
        other: usize,
        left: &str,
        traits: &Traits,
    ) -> Option<(Pair, (usize, usize))> {
        let (right, other_traits) = self.rows.get(other)?;
        let likeness = compare(traits, other_traits);
        let pair = Pair { left: left.to_owned(), right: right.clone(), likeness };
        pair.likeness.is_shown().then_some((pair, (place, other)))
    }

    /// Rows that share a key with `traits`, in the order of the pool.
    fn neighbours(&self, traits: &Traits) -> BTreeSet<usize> {
        let shared = around(keys(traits)).into_iter().filter_map(|key| self.keys.get(&key));
        shared.filter(|rows| rows.len() <= CROWD).flatten().copied().collect()
    }
}

fn keys(traits: &Traits) -> BTreeSet<Key> {
    let mut keys = BTreeSet::new();
    keys.extend(traits.identifier.iter().map(|(_, value)| Key::Official(value.clone())));
    keys.extend(traits.phones.iter().cloned().map(Key::Phone));
    keys.extend(traits.emails.iter().cloned().map(Key::Email));
    keys.extend(traits.websites.iter().cloned().map(Key::Website));
    let names = || traits.name.iter().chain(&traits.other_name);
    for address in &traits.addresses {
        let word = |text: &str| Key::Word(address.postcode.clone(), text.to_owned());
        keys.extend(names().map(|one| word(&one.text)));
        keys.extend(address.point.map(|point| cell(point.lat(), point.lon())));
    }
    if traits.addresses.is_empty() || !traits.is_place && traits.offer.is_none() {
        keys.extend(
            names().filter(|one| one.weight >= 1.0).map(|one| Key::Homeless(one.text.clone())),
        );
    }
    keys
}

/// The keys themselves and the cells beside theirs: two points a metre apart may lie in two.
fn around(keys: BTreeSet<Key>) -> BTreeSet<Key> {
    let cells: Vec<(i64, i64)> = keys
        .iter()
        .filter_map(|key| if let Key::Cell(lat, lon) = key { Some((*lat, *lon)) } else { None })
        .collect();
    let mut keys = keys;
    for (lat, lon) in cells {
        for (north, east) in [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)]
        {
            keys.insert(Key::Cell(lat + north, lon + east));
        }
    }
    keys
}

fn cell(lat: f64, lon: f64) -> Key {
    Key::Cell((lat / CELL).floor() as i64, (lon / CELL).floor() as i64)
}
