//! Which offers answer a term by what they are and have, apart from their texts.
//!
//! **Invariant:** the rules alone say which tags answer a term; nothing of them is repeated here.

use partner_directory::Listing;
use partner_directory::ranking::Tags;

use crate::bits::Bits;

/// For each tag the slots that have it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tagged(Vec<Bits>);

impl Tagged {
    /// Makes the tags of a slot those of `listing`, or none at all.
    pub(crate) fn put(&mut self, slot: usize, listing: Option<&Listing>) {
        let tags = listing.map(Tags::of).unwrap_or_default();
        self.0.resize(Tags::each().count(), Bits::default());
        for (bits, tag) in self.0.iter_mut().zip(Tags::each()) {
            bits.set(slot, tags.meets(tag));
        }
    }

    /// The slots that have one of `tags`.
    pub(crate) fn having(&self, tags: Tags) -> Bits {
        let having = self.0.iter().zip(Tags::each()).filter(|(_, tag)| tags.meets(*tag));
        having.fold(Bits::default(), |all, (bits, _)| all.or(bits))
    }
}
