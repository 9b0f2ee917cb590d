//! The words of one listing, ready to be compared a thousand times per search.

use super::tags::Tags;
use super::vocabulary::Vocabulary;
use crate::fold::words;
use crate::listing::Listing;

/// The words of one listing by field, as numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListingWords {
    pub(super) name: Field,
    pub(super) description: Field,
    pub(super) tags: Tags,
}

impl ListingWords {
    /// Reads a listing, teaches its words to `vocabulary` and counts it there; who drops it says
    /// so with [`Vocabulary::forget`].
    pub fn of(listing: &Listing, vocabulary: &mut Vocabulary) -> ListingWords {
        let offer = &listing.offer;
        let organization = &listing.organization.name;
        let mut about = vec![&offer.summary, &offer.description, organization];
        about.extend(&offer.programmes);
        for place in &listing.places {
            about.extend([&place.name, &place.street, &place.locality, &place.commune]);
        }
        let words = ListingWords {
            name: Field::of([&offer.name], vocabulary),
            description: Field::of(about, vocabulary),
            tags: Tags::of(listing),
        };
        vocabulary.count(&words);
        words
    }

    /// Every word and stem once.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        let name = self.name.numbers.iter().filter(|number| !self.description.has(**number));
        self.description.numbers.iter().chain(name).copied()
    }
}

/// A set of words and stems.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Field {
    numbers: Box<[u32]>,
    // Most questions are answered by one look at these bits.
    bits: [u64; 4],
}

impl Field {
    fn of<'a>(texts: impl IntoIterator<Item = &'a String>, vocabulary: &mut Vocabulary) -> Field {
        let mut numbers = Vec::new();
        for word in texts.into_iter().flat_map(|text| words(text)) {
            let known = vocabulary.learn(&word);
            numbers.extend([known.word, known.stem]);
        }
        numbers.sort_unstable();
        numbers.dedup();
        let mut field = Field { numbers: numbers.into(), bits: [0; 4] };
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
}

fn slot(number: u32) -> usize {
    (number >> 6) as usize & 3
}

fn bit(number: u32) -> u64 {
    1 << (number & 63)
}
