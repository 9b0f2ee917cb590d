//! What the catalog asks of an engine that finds offers by words.

use std::future::Future;
use std::pin::Pin;

use kernel::OfferId;
use partner_directory::Listing;
use partner_directory::ranking::{Lexicon, WordQuery, key_of};

/// Something that finds offers by words.
///
/// The database is the truth and an index is a copy that may be thrown away:
/// [`OfferIndex::replace_all`] can always make it again.
pub trait OfferIndex: Send + Sync {
    /// The offers whose texts match at least one term of `words`.
    ///
    /// What an offer is and has is known to the catalog; an index may leave it out.
    fn candidates<'a>(&'a self, words: &'a WordQuery) -> Answer<'a, Candidates>;

    /// Forgets everything and learns `entries`.
    fn replace_all(&self, entries: Vec<Entry>) -> Answer<'_, ()>;

    /// Learns `entries`, forgetting what was known of the same offers; the next search sees them.
    fn put(&self, entries: Vec<Entry>) -> Answer<'_, ()>;

    /// Forgets offers; those that it does not know are no mistake.
    fn forget(&self, offers: Vec<OfferId>) -> Answer<'_, ()>;

    /// How it stands, for the pages of operators.
    fn state(&self) -> Answer<'_, State>;
}

/// What an index answers, sooner or later.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, SearchError>> + Send + 'a>>;

/// What an index knows of one offer: only what anyone may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The offer.
    pub id: OfferId,
    /// Its name.
    pub name: String,
    /// What people call its themes and its nature.
    pub theme_words: String,
    /// Its summary, description and programmes.
    pub description: String,
    /// The name of its organization.
    pub organization: String,
    /// The names, streets and communes of its places.
    pub place: String,
}

impl Entry {
    /// What an index should know of a listing.
    pub fn of(listing: &Listing, lexicon: &Lexicon) -> Entry {
        let places = listing
            .places
            .iter()
            .flat_map(|place| [&place.name, &place.street, &place.locality, &place.commune]);
        let mut about = vec![listing.offer.summary.as_str(), &listing.offer.description];
        about.extend(listing.offer.programmes.iter().map(String::as_str));
        Entry {
            id: listing.offer.id.clone(),
            name: listing.offer.name.clone(),
            theme_words: lexicon.words_for(listing),
            description: about.join("\n"),
            organization: listing.organization.name.clone(),
            place: places.map(String::as_str).collect::<Vec<_>>().join(" "),
        }
    }
}

/// Names an offer in the answers of an index, at the cost of one number.
///
/// It comes from the identifier alone, so every index gives the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OfferKey(u64);

impl OfferKey {
    /// The key of an offer.
    pub fn of(id: &OfferId) -> OfferKey {
        OfferKey(key_of(id))
    }

    pub(crate) fn number(self) -> u64 {
        self.0
    }

    pub(crate) fn from_number(number: u64) -> OfferKey {
        OfferKey(number)
    }
}

/// The offers that match some words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Which engine answered: `embedded` or `meilisearch`.
    pub backend: &'static str,
    /// True when it stood in for one that was away.
    pub is_fallback: bool,
    /// All of them, in no order.
    pub matches: Vec<Match>,
}

/// An offer that matches at least one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The offer.
    pub offer: OfferKey,
    /// How well its texts match, of 100; says which offers to score first when they are many.
    pub weight: u8,
    /// The terms that it surely answers by the rules.
    pub sure: TermSet,
    /// The terms that it may answer; all of them when the engine cannot tell.
    pub doubtful: TermSet,
}

/// Some of the terms of a query, by their number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TermSet(u16);

impl TermSet {
    /// The most terms that can be told apart; a query never has more.
    pub const MOST: usize = 16;

    /// One term; none when there cannot be such a number.
    pub fn one(number: usize) -> TermSet {
        TermSet(u32::try_from(number).ok().and_then(|at| 1_u16.checked_shl(at)).unwrap_or(0))
    }

    /// The terms of both sets.
    pub fn with(self, other: TermSet) -> TermSet {
        TermSet(self.0 | other.0)
    }

    /// True when every term is in `other` too.
    pub fn is_within(self, other: TermSet) -> bool {
        self.0 & !other.0 == 0
    }

    /// How many terms.
    pub fn count(self) -> u8 {
        u8::try_from(self.0.count_ones()).unwrap_or(u8::MAX)
    }
}

/// How an index stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Which engine answers: `embedded` or `meilisearch`.
    pub name: &'static str,
    /// True when it stands in for one that is away.
    pub is_fallback: bool,
    /// How many offers it knows.
    pub entries: usize,
}

/// The index could not answer.
#[derive(Debug, thiserror::Error)]
#[error("the search index is unavailable")]
pub struct SearchError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// The error and what led to it, on one line.
pub(crate) fn with_causes(error: &SearchError) -> String {
    let causes = std::iter::successors(std::error::Error::source(error), |one| one.source());
    causes.fold(error.to_string(), |said, cause| format!("{said}: {cause}"))
}
