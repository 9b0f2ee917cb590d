//! The directory in memory: what the site searches.
//!
//! **Invariant:** a search sees one state of the directory from its first word to its last
//! count, whatever changes meanwhile.

use std::sync::{Arc, Mutex, RwLock};

use chrono::{DateTime, NaiveDate, Utc};
use kernel::OfferId;
use partner_directory::Listing;

use crate::index::{Entry, OfferIndex, SearchError, State};
use crate::snapshot::Snapshot;

/// Every public listing, with the index that finds them by words.
pub struct Catalog {
    index: Arc<dyn OfferIndex>,
    held: RwLock<Arc<Snapshot>>,
    changing: Mutex<()>,
}

impl Catalog {
    /// An empty catalog that finds words with `index`.
    pub fn new(index: Arc<dyn OfferIndex>) -> Catalog {
        Catalog { index, held: RwLock::default(), changing: Mutex::default() }
    }

    /// Forgets everything and learns `listings`.
    ///
    /// # Errors
    /// [`SearchError`] when the index fails; the catalog then stays as it was.
    pub async fn replace_all(&self, listings: Vec<Listing>) -> Result<(), SearchError> {
        self.index.replace_all(listings.iter().map(Entry::of).collect()).await?;
        let _one_at_a_time = self.changing.lock().unwrap_or_else(|broken| broken.into_inner());
        self.hold(Snapshot::of(listings));
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
        if !changed.is_empty() {
            self.index.put(changed.iter().map(Entry::of).collect()).await?;
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

    /// How the index stands.
    ///
    /// # Errors
    /// [`SearchError`] when it cannot say.
    pub async fn index_state(&self) -> Result<State, SearchError> {
        self.index.state().await
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        self.held.read().unwrap_or_else(|broken| broken.into_inner()).clone()
    }

    fn hold(&self, snapshot: Snapshot) {
        *self.held.write().unwrap_or_else(|broken| broken.into_inner()) = Arc::new(snapshot);
    }
}
