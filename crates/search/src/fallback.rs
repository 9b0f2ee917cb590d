//! Two engines as one: a server that may be away, and the index in this process that stands in.
//!
//! **Invariant:** a search never fails, and never waits longer than [`Patience::for_answer`],
//! because the server is away, slow or wrong.
//! **Invariant:** the index in this process is always complete. The server is shared with
//! others and fed elsewhere: nothing is written to it here.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use kernel::OfferId;
use partner_directory::ranking::WordQuery;
use tokio::time::{Instant, timeout};

use crate::index::{Answer, Candidates, Entry, OfferIndex, SearchError, State};

/// How long a server is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// The longest that one search waits for it.
    pub for_answer: Duration,
    /// How long it is left alone after it failed; then one search tries it again.
    pub after_failure: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Patience { for_answer: Duration::from_millis(300), after_failure: Duration::from_secs(5) }
    }
}

/// A server, and the index in this process that answers while the server does not.
pub struct WithFallback {
    server: Arc<dyn OfferIndex>,
    own: Arc<dyn OfferIndex>,
    patience: Patience,
    /// Until when the server is left alone; `None` while it answers.
    away_until: Mutex<Option<Instant>>,
}

impl WithFallback {
    /// Asks `server` first; `own` learns what is put and stands in.
    pub fn new(
        server: Arc<dyn OfferIndex>,
        own: Arc<dyn OfferIndex>,
        patience: Patience,
    ) -> WithFallback {
        WithFallback { server, own, patience, away_until: Mutex::default() }
    }

    /// What the server answers in time; `None` while it is away.
    async fn ask<T>(&self, answer: Answer<'_, T>) -> Option<T> {
        if !self.may_ask() {
            return None;
        }
        let answer = timeout(self.patience.for_answer, answer).await;
        match answer.unwrap_or_else(|late| Err(SearchError(late.into()))) {
            Ok(answer) => {
                if self.away_until().take().is_some() {
                    tracing::info!("the search server answers again");
                }
                Some(answer)
            }
            Err(error) => {
                let until = Instant::now() + self.patience.after_failure;
                if self.away_until().replace(until).is_none() {
                    let error = crate::index::with_causes(&error);
                    tracing::warn!(error, "the search server is away; searching in this process");
                }
                None
            }
        }
    }

    /// True while it answers, and for one search after each pause.
    fn may_ask(&self) -> bool {
        let mut away_until = self.away_until();
        let now = Instant::now();
        match *away_until {
            None => true,
            Some(until) if now < until => false,
            Some(_) => {
                *away_until = Some(now + self.patience.for_answer + self.patience.after_failure);
                true
            }
        }
    }

    fn away_until(&self) -> MutexGuard<'_, Option<Instant>> {
        self.away_until.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}

impl OfferIndex for WithFallback {
    fn candidates<'a>(&'a self, words: &'a WordQuery) -> Answer<'a, Candidates> {
        Box::pin(async move {
            match self.ask(self.server.candidates(words)).await {
                Some(found) => Ok(found),
                None => Ok(Candidates { is_fallback: true, ..self.own.candidates(words).await? }),
            }
        })
    }

    fn replace_all(&self, entries: Vec<Entry>) -> Answer<'_, ()> {
        self.own.replace_all(entries)
    }

    fn put(&self, entries: Vec<Entry>) -> Answer<'_, ()> {
        self.own.put(entries)
    }

    fn forget(&self, offers: Vec<OfferId>) -> Answer<'_, ()> {
        self.own.forget(offers)
    }

    fn state(&self) -> Answer<'_, State> {
        Box::pin(async move {
            match self.ask(self.server.state()).await {
                Some(state) => Ok(state),
                None => Ok(State { is_fallback: true, ..self.own.state().await? }),
            }
        })
    }
}
