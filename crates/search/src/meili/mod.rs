//! The index on a Meilisearch server, shared by all processes of an installation.
//!
//! **Invariant:** a filling goes into an index of its own which then changes names with the one
//! that is searched. There is no moment of emptiness, and a filling that ends halfway leaves
//! the old index as it was.
//! **Invariant:** whoever fills or changes it is alone; the caller sees to that.

mod ask;
mod http;
mod layout;
#[cfg(test)]
mod recorded;
#[cfg(test)]
mod stand_in;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::time::Duration;

use kernel::OfferId;
use meilisearch_sdk::client::{Client, SwapIndexes};
use meilisearch_sdk::errors::{Error, ErrorCode, MeilisearchError};
use meilisearch_sdk::task_info::TaskInfo;
use meilisearch_sdk::tasks::Task;
use partner_directory::ranking::WordQuery;
use tokio::time::Instant;

use crate::index::{Answer, Candidates, Entry, OfferIndex, OfferKey, SearchError, State};
use http::Http;
use layout::{Document, PRIMARY_KEY};

/// What this index is called in answers.
const NAME: &str = "meilisearch";
const BATCH: usize = 2000;
/// How long the server may work on one task.
const TO_FINISH: Duration = Duration::from_secs(300);
/// The first and the longest wait between two looks at a task.
const LOOKS: (Duration, Duration) = (Duration::from_millis(5), Duration::from_millis(250));

/// An index of offers on a Meilisearch server.
pub struct Meilisearch {
    client: Client<Http>,
    index: String,
}

impl Meilisearch {
    /// The index of `installation` on the server at `url`; nothing is sent yet.
    ///
    /// `installation` (letters, digits, `-`) keeps apart those that share a server.
    ///
    /// # Errors
    /// The key cannot be sent.
    pub fn new(
        url: &str,
        key: Option<&str>,
        installation: &str,
    ) -> Result<Meilisearch, SearchError> {
        let http = Http::new(key).map_err(failed)?;
        let client = Client::new_with_client(url.trim_end_matches('/'), key, http);
        let index = format!("relais-{installation}-offers-{}", layout::VERSION);
        Ok(Meilisearch { client, index })
    }

    /// The name of the index that is searched.
    pub fn index_name(&self) -> &str {
        &self.index
    }

    /// False when nobody has filled it yet, or somebody took it away.
    ///
    /// # Errors
    /// The server does not answer, or not us.
    pub async fn is_filled(&self) -> Result<bool, SearchError> {
        match self.client.get_raw_index(&self.index).await {
            Ok(_) => Ok(true),
            Err(error) if is_missing(&error) => Ok(false),
            Err(error) => Err(failed(error)),
        }
    }

    fn next(&self) -> String {
        format!("{}-next", self.index)
    }

    async fn fill(&self, entries: Vec<Entry>) -> Result<(), SearchError> {
        let next = self.next();
        self.remove(&next).await?;
        let created = self.client.create_index(&next, Some(PRIMARY_KEY)).await;
        self.finish(created).await?;
        let index = self.client.index(&next);
        self.finish(index.set_settings(&layout::settings()).await).await?;
        self.add(&next, &entries).await?;
        // With nothing to change with, the new index only takes the name.
        let rename = (!self.is_filled().await?).then_some(true);
        let swap = SwapIndexes { indexes: (next.clone(), self.index.clone()), rename };
        self.finish(self.client.swap_indexes([&swap]).await).await?;
        self.remove(&next).await
    }

    async fn add(&self, index: &str, entries: &[Entry]) -> Result<(), SearchError> {
        let index = self.client.index(index);
        for batch in entries.chunks(BATCH) {
            // Of two entries for one offer the last one counts.
            let last: HashMap<&OfferId, &Entry> = batch.iter().map(|one| (&one.id, one)).collect();
            let mut documents: Vec<Document> = last.into_values().map(Document::of).collect();
            documents.sort_by(|one, other| one.key.cmp(&other.key));
            let added = index.add_or_replace(&documents, Some(PRIMARY_KEY)).await;
            self.finish(added).await?;
        }
        Ok(())
    }

    async fn remove(&self, index: &str) -> Result<(), SearchError> {
        match self.client.get_raw_index(index).await {
            Ok(_) => self.finish(self.client.delete_index(index).await).await,
            Err(error) if is_missing(&error) => Ok(()),
            Err(error) => Err(failed(error)),
        }
    }

    /// Without this the server would make an index of its own, under settings of its own.
    async fn expect_filled(&self) -> Result<(), SearchError> {
        match self.is_filled().await? {
            true => Ok(()),
            false => Err(SearchError("the index on the server was not filled yet".into())),
        }
    }

    /// Waits until the server has done a task.
    async fn finish(&self, task: Result<TaskInfo, Error>) -> Result<(), SearchError> {
        let task = task.map_err(failed)?;
        let until = Instant::now() + TO_FINISH;
        let (mut wait, longest) = LOOKS;
        loop {
            match self.client.get_task(&task).await.map_err(failed)? {
                Task::Succeeded { .. } => return Ok(()),
                Task::Failed { content } => return Err(failed(content.error.into())),
                Task::Enqueued { .. } | Task::Processing { .. } if Instant::now() > until => {
                    return Err(failed(Error::Timeout));
                }
                Task::Enqueued { .. } | Task::Processing { .. } => {}
            }
            tokio::time::sleep(wait).await;
            wait = (wait * 2).min(longest);
        }
    }
}

impl OfferIndex for Meilisearch {
    fn candidates<'a>(&'a self, words: &'a WordQuery) -> Answer<'a, Candidates> {
        Box::pin(async move {
            let matches = ask::ask(&self.client, &self.index, words).await.map_err(failed)?;
            Ok(Candidates { backend: NAME, is_fallback: false, matches })
        })
    }

    fn replace_all(&self, entries: Vec<Entry>) -> Answer<'_, ()> {
        Box::pin(self.fill(entries))
    }

    fn put(&self, entries: Vec<Entry>) -> Answer<'_, ()> {
        Box::pin(async move {
            self.expect_filled().await?;
            self.add(&self.index, &entries).await
        })
    }

    fn forget(&self, offers: Vec<OfferId>) -> Answer<'_, ()> {
        Box::pin(async move {
            self.expect_filled().await?;
            let keys: Vec<String> =
                offers.iter().map(|offer| layout::written(OfferKey::of(offer))).collect();
            let removed = self.client.index(&self.index).delete_documents(&keys).await;
            self.finish(removed).await
        })
    }

    fn state(&self) -> Answer<'_, State> {
        Box::pin(async move {
            let stats = self.client.index(&self.index).get_stats().await.map_err(failed)?;
            Ok(State { name: NAME, is_fallback: false, entries: stats.number_of_documents })
        })
    }
}

fn is_missing(error: &Error) -> bool {
    matches!(
        error,
        Error::Meilisearch(MeilisearchError { error_code: ErrorCode::IndexNotFound, .. })
    )
}

fn failed(error: Error) -> SearchError {
    SearchError(Box::new(error))
}
