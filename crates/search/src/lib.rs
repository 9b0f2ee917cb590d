//! Finding offers: by words, by filters, near a place, in the published order.
//!
//! An [`OfferIndex`] proposes the offers that match words: [`Embedded`] in this process, or
//! [`Meilisearch`] with it as a [fallback](WithFallback). The [`Catalog`] holds every public
//! listing in memory, filters, counts facets, and has the rules of `partner-directory` score
//! and order what is left. Engines therefore never differ in order.
//!
//! **Invariant:** nothing here is the truth. All of it is a copy of what anyone may read and
//! can be made again from the database at any time.

mod bits;
mod catalog;
mod choose;
#[cfg(test)]
mod contract;
mod embedded;
mod facets;
mod fallback;
mod fingerprint;
mod index;
mod map;
mod matching;
mod meili;
mod moment;
mod narrow;
mod results;
mod search;
mod snapshot;
mod tagged;
#[cfg(test)]
mod testing;

pub use catalog::Catalog;
pub use embedded::Embedded;
pub use facets::Facet;
pub use fallback::{Patience, WithFallback};
pub use index::{
    Answer, Candidates, Entry, Match, OfferIndex, OfferKey, SearchError, State, TermSet,
};
pub use meili::Meilisearch;
pub use results::{Dropped, Hit, Results};
