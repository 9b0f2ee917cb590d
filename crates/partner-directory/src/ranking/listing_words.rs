//! The words of one listing, ready to be compared a thousand times per search.

use super::tags::Tags;
use super::vocabulary::{Vocabulary, pair_number};
use crate::fold::words;
use crate::listing::Listing;

/// The words of one listing by field, as numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListingWords {
    pub(super) name: Field,
    pub(super) summary: Field,
    pub(super) description: Field,
    /// Its organization, its places and the programmes that it belongs to.
    pub(super) around: Field,
    pub(super) tags: Tags,
}

impl ListingWords {
    /// Reads a listing, teaches its words to `vocabulary` and counts it there; who drops it says
    /// so with [`Vocabulary::forget`].
    pub fn of(listing: &Listing, vocabulary: &mut Vocabulary) -> ListingWords {
        let offer = &listing.offer;
        let mut around = vec![&listing.organization.name];
        around.extend(&offer.programmes);
        for place in &listing.places {
            around.extend([&place.name, &place.street, &place.locality, &place.commune]);
        }
        let words = ListingWords {
            name: Field::of([&offer.name], vocabulary),
            summary: Field::of([&offer.summary], vocabulary),
            description: Field::of([&offer.description], vocabulary),
            around: Field::of(around, vocabulary),
            tags: Tags::of(listing),
        };
        vocabulary.count(&words);
        words
    }

    /// What it says beside its name.
    pub(super) fn texts(&self) -> [&Field; 3] {
        [&self.summary, &self.description, &self.around]
    }

    /// Every word and stem once.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        let fields = [&self.name, &self.summary, &self.description, &self.around];
        let earlier =
            move |number: u32, at: usize| fields.iter().take(at).any(|field| field.has(number));
        let numbers = fields.into_iter().enumerate();
        numbers.flat_map(move |(at, field)| {
            field.numbers.iter().copied().filter(move |number| !earlier(*number, at))
        })
    }
}

/// A set of words and stems.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Field {
    numbers: Box<[u32]>,
    /// Stems that stand side by side.
    pairs: Box<[u32]>,
    // Most questions are answered by one look at these bits.
    bits: [u64; 4],
}

impl Field {
    fn of<'a>(texts: impl IntoIterator<Item = &'a String>, vocabulary: &mut Vocabulary) -> Field {
        let (mut numbers, mut pairs) = (Vec::new(), Vec::new());
        for text in texts {
            let mut before = None;
            for word in words(text) {
                let known = vocabulary.learn(&word);
                numbers.extend([known.word, known.stem]);
                pairs.extend(before.map(|before| pair_number(before, known.stem)));
                before = Some(known.stem);
            }
        }
        let mut field = Field { numbers: set(numbers), pairs: set(pairs), bits: [0; 4] };
        for number in &field.numbers {
            if let Some(bits) = field.bits.get_mut(slot(*number)) {
                *bits |= bit(*number);
            }
        }
        field
    }

    pub(super) fn has(&self, number: u32) -> bool {
        let may_have = self.bits.get(slot(number)).is_some_and(|bits| bits & bit(number) != 0);
        may_have && self.numbers.binary_search(&number).is_ok()
    }

    pub(super) fn has_any(&self, numbers: &[u32]) -> bool {
        numbers.iter().any(|number| self.has(*number))
    }

    /// True when all these stand side by side somewhere; no pairs stand nowhere.
    pub(super) fn has_pairs(&self, pairs: &[u32]) -> bool {
        !pairs.is_empty() && pairs.iter().all(|pair| self.pairs.binary_search(pair).is_ok())
    }
}

fn set(mut numbers: Vec<u32>) -> Box<[u32]> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into()
}

fn slot(number: u32) -> usize {
    (number >> 6) as usize & 3
}

fn bit(number: u32) -> u64 {
    1 << (number & 63)
}
