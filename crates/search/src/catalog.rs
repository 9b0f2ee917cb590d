//! The directory in memory: what the site searches.
//!
//! **Invariant:** a search sees one state of the directory from its first word to its last
//! count, whatever changes meanwhile.

#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, RwLock};

use chrono::{DateTime, NaiveDate, Utc};
use kernel::OfferId;
use partner_directory::ranking::{Asked, Lexicon, Rules, WordQuery};
use partner_directory::{Listing, OfferStatus, Query};

use crate::index::{Entry, OfferIndex, SearchError, State};
use crate::matching::Matching;
use crate::results::Results;
use crate::search::Search;
use crate::snapshot::Snapshot;

/// What answers when there are no words to find.
const WITHOUT_WORDS: &str = "embedded";

/// Every public listing, with the index that finds them by words.
pub struct Catalog {
    index: Arc<dyn OfferIndex>,
    rules: Rules,
    lexicon: Lexicon,
    held: RwLock<Arc<Snapshot>>,
    changing: Mutex<()>,
}

impl Catalog {
    /// An empty catalog that finds words with `index` and orders by `rules`.
    pub fn new(index: Arc<dyn OfferIndex>, rules: Rules, lexicon: Lexicon) -> Catalog {
        Catalog { index, rules, lexicon, held: RwLock::default(), changing: Mutex::default() }
    }

    /// The rules by which it orders.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The words that it understands.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// One page of what `query` finds at `now`, on the network's local date `today`.
    ///
    /// # Errors
    /// [`SearchError`] when the index fails; without words it is not asked.
    pub async fn search(
        &self,
        query: &Query,
        now: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Results, SearchError> {
        let snapshot = self.snapshot();
        let words = WordQuery::parse(&query.words, &self.lexicon, &snapshot.vocabulary);
        let found =
            if words.is_empty() { None } else { Some(self.index.candidates(&words).await?) };
        let matching =
            found.as_ref().map(|found| Matching::of(&snapshot, &words, &self.rules, found));
        let moment = snapshot.moment(now, today);
        let asked = Asked { query, words: &words, now, today };
        let search = Search { snapshot: &snapshot, moment: &moment, rules: &self.rules, asked };
        let by = found.map_or((WITHOUT_WORDS, false), |found| (found.backend, found.is_fallback));
        Ok(search.run(matching, by))
    }

    /// Forgets everything and learns `listings`.
    ///
    /// # Errors
    /// [`SearchError`] when the index fails; the catalog then stays as it was.
    pub async fn replace_all(&self, listings: Vec<Listing>) -> Result<(), SearchError> {
        let listings: Vec<Listing> = listings.into_iter().filter(is_public).collect();
        self.index.replace_all(self.entries(&listings)).await?;
        let _one_at_a_time = self.changing.lock().unwrap_or_else(|broken| broken.into_inner());
        self.hold(Snapshot::of(listings, &self.lexicon));
        Ok(())
    }

    /// Takes changed and new listings, and those that are no longer public.
    ///
    /// # Errors
    /// [`SearchError`] when the index fails; apply the same change again then.
    pub async fn apply(
        &self,
        changed: Vec<Listing>,
        removed: Vec<OfferId>,
    ) -> Result<(), SearchError> {
        let (changed, hidden): (Vec<_>, Vec<_>) = changed.into_iter().partition(is_public);
        let hidden = hidden.into_iter().map(|listing| listing.offer.id);
        let removed: Vec<OfferId> = removed.into_iter().chain(hidden).collect();
        if !changed.is_empty() {
            self.index.put(self.entries(&changed)).await?;
        }
        if !removed.is_empty() {
            self.index.forget(removed.clone()).await?;
        }
        let _one_at_a_time = self.changing.lock().unwrap_or_else(|broken| broken.into_inner());
        let next = self.snapshot().with(changed, &removed);
        self.hold(next);
        Ok(())
    }

    /// Reads the opening hours that can have changed since the last search, so that no
    /// visitor waits for it; call it from time to time.
    pub fn refresh(&self, now: DateTime<Utc>, today: NaiveDate) {
        self.snapshot().moment(now, today);
    }

    /// How many offers it holds.
    pub fn len(&self) -> usize {
        self.snapshot().len()
    }

    /// True when it holds no offer.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One offer; `None` when it is not public.
    pub fn listing(&self, id: &OfferId) -> Option<Arc<Listing>> {
        self.snapshot().find(id)
    }

    /// Every public offer, in no order that means anything.
    pub fn listings(&self) -> Vec<Arc<Listing>> {
        self.snapshot().listings()
    }

    /// How the index stands.
    ///
    /// # Errors
    /// [`SearchError`] when it cannot say.
    pub async fn index_state(&self) -> Result<State, SearchError> {
        self.index.state().await
    }

    fn entries(&self, listings: &[Listing]) -> Vec<Entry> {
        listings.iter().map(|listing| Entry::of(listing, &self.lexicon)).collect()
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        self.held.read().unwrap_or_else(|broken| broken.into_inner()).clone()
    }

    fn hold(&self, snapshot: Snapshot) {
        *self.held.write().unwrap_or_else(|broken| broken.into_inner()) = Arc::new(snapshot);
    }
}

fn is_public(listing: &Listing) -> bool {
    listing.offer.status == OfferStatus::Published
}
