//! Feeding the search server: what changed, in the order of the changes, by one process at a time.
//!
//! **Invariant:** the server is written to under a lease, and the number of the last change it
//! knows is noted after it took the change. A process that stops in between leaves changes that
//! come twice, never one that is lost.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use kernel::OfferId;
use partner_directory::OfferStatus;
use search::{Entry, Meilisearch, OfferIndex};
use store::{changes, leases, listings, network};

use crate::{App, AppError};

/// The lease of whoever feeds the server.
const LEASE: &str = "search";
/// How long a process may feed without a sign of life before another takes over.
const LEASE_MINUTES: i64 = 2;
/// How often a long filling gives that sign.
const SIGN_OF_LIFE: std::time::Duration = std::time::Duration::from_secs(30);
/// How many changes go to the server at once.
const BATCH: u32 = 1000;

/// What one round of feeding did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fed {
    /// There is no server, or it knows everything.
    Nothing,
    /// Another process feeds it at this moment.
    Elsewhere,
    /// It took this many changes.
    Changes(usize),
    /// It was filled with this many offers.
    All(usize),
}

/// How far an index is behind the directory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Behind {
    /// How many changes it does not know yet.
    pub pending: i64,
    /// How long ago the oldest of them was made, in seconds; 0 when it knows all of them.
    pub age_seconds: i64,
}

impl App {
    /// Brings the search server up to date, unless another process is at it.
    ///
    /// # Errors
    /// The database or the server did not answer; the next round takes it up again.
    pub async fn feed_search(&self) -> Result<Fed, AppError> {
        let Some(server) = self.directory.server.clone() else { return Ok(Fed::Nothing) };
        let name = server.index_name().to_owned();
        let (followed, latest) = self
            .db
            .read(move |conn| {
                Ok::<_, AppError>((changes::followed(conn, &name)?, changes::latest(conn)?))
            })
            .await?;
        let is_filled = server.is_filled().await?;
        match followed.filter(|_| is_filled) {
            Some(followed) if followed == latest => Ok(Fed::Nothing),
            Some(_) => self.alone(self.follow(server)).await,
            None => self.alone(self.fill_server(server)).await,
        }
    }

    /// Makes the index anew: that of the server beside the one that is searched, else the one
    /// of this process.
    ///
    /// # Errors
    /// The database or the server did not answer; the old index is as it was.
    pub async fn reindex(&self) -> Result<Fed, AppError> {
        match self.directory.server.clone() {
            Some(server) => self.alone(self.fill_server(server)).await,
            None => Ok(Fed::All(self.fill_catalog().await?)),
        }
    }

    /// How far the index is behind that answers searches; `is_fallback` says which one does.
    pub(crate) async fn behind(&self, is_fallback: bool) -> Result<Behind, AppError> {
        let server = self.directory.server.as_ref().filter(|_| !is_fallback);
        let (name, own) =
            (server.map(|one| one.index_name().to_owned()), self.directory.seen().await);
        let now = self.clock.now();
        self.db
            .read(move |conn| {
                let known = match name {
                    Some(name) => changes::followed(conn, &name)?.unwrap_or(0),
                    None => own,
                };
                let pending = (changes::latest(conn)? - known).max(0);
                let oldest = changes::since(conn, known, 1)?.first().map(|one| one.changed_at);
                let age_seconds = oldest.map_or(0, |at| (now - at).num_seconds().max(0));
                Ok(Behind { pending, age_seconds })
            })
            .await
    }

    async fn fill_server(&self, server: Arc<Meilisearch>) -> Result<Fed, AppError> {
        let (latest, all) = self
            .db
            .read(|conn| {
                // The number first: what changes during the load comes again.
                let latest = changes::latest(conn)?;
                let holidays = network::holidays(conn)?;
                Ok::<_, AppError>((latest, listings::list_all(conn, &holidays)?))
            })
            .await?;
        let entries: Vec<Entry> =
            all.iter().map(|one| Entry::of(one, self.directory.lexicon())).collect();
        let count = entries.len();
        server.replace_all(entries).await?;
        self.note_followed(&server, latest).await?;
        Ok(Fed::All(count))
    }

    async fn follow(&self, server: Arc<Meilisearch>) -> Result<Fed, AppError> {
        let mut taken = 0;
        loop {
            let name = server.index_name().to_owned();
            let (seen, found) = self
                .db
                .read(move |conn| {
                    let since = changes::followed(conn, &name)?.unwrap_or(0);
                    let seen = changes::since(conn, since, BATCH)?;
                    let mut ids: Vec<_> = seen.iter().map(|change| change.offer.clone()).collect();
                    ids.sort();
                    ids.dedup();
                    let holidays = network::holidays(conn)?;
                    let mut found = listings::find_many(conn, &ids, &holidays)?;
                    found.retain(|one| one.offer.status == OfferStatus::Published);
                    Ok::<_, AppError>((seen, found))
                })
                .await?;
            let Some(last) = seen.last().map(|change| change.seq) else {
                return Ok(Fed::Changes(taken));
            };
            let is_found = |id: &OfferId| found.iter().any(|listing| listing.offer.id == *id);
            let gone: Vec<_> =
                seen.iter().map(|one| &one.offer).filter(|id| !is_found(id)).cloned().collect();
            let entries: Vec<Entry> =
                found.iter().map(|one| Entry::of(one, self.directory.lexicon())).collect();
            if !entries.is_empty() {
                server.put(entries).await?;
            }
            if !gone.is_empty() {
                server.forget(gone).await?;
            }
            self.note_followed(&server, last).await?;
            taken += seen.len();
        }
    }

    async fn note_followed(&self, server: &Meilisearch, seq: i64) -> Result<(), AppError> {
        let name = server.index_name().to_owned();
        self.db.write(move |conn| Ok(changes::note_followed(conn, &name, seq)?)).await
    }

    /// Does `work` while no other process feeds the server.
    async fn alone(
        &self,
        work: impl Future<Output = Result<Fed, AppError>>,
    ) -> Result<Fed, AppError> {
        if !self.hold_feeding(self.clock.now()).await? {
            return Ok(Fed::Elsewhere);
        }
        let mut work = std::pin::pin!(work);
        let done = loop {
            match tokio::time::timeout(SIGN_OF_LIFE, &mut work).await {
                Ok(done) => break done,
                Err(_) => {
                    self.hold_feeding(self.clock.now()).await?;
                }
            }
        };
        let (holder, now) = (self.process.clone(), self.clock.now());
        self.db.write(move |conn| leases::release(conn, LEASE, &holder, now)).await?;
        done
    }

    async fn hold_feeding(&self, now: DateTime<Utc>) -> Result<bool, AppError> {
        let (holder, lasts) = (self.process.clone(), Duration::minutes(LEASE_MINUTES));
        Ok(self.db.write(move |conn| leases::take(conn, LEASE, &holder, now, lasts)).await?)
    }
}
