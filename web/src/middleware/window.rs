//! Counting what must not happen often, in spans of an hour.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

const SPAN: Duration = Duration::from_hours(1);

/// How many times something happened in the hour that began with its first time, by key.
///
/// Unlike a bucket it can be looked at without counting.
pub(crate) struct Window<K> {
    most: u32,
    spans: Mutex<HashMap<K, Span>>,
}

struct Span {
    since: Instant,
    times: u32,
}

impl<K: Eq + Hash> Window<K> {
    /// Nothing has happened yet; `most` times an hour is the limit.
    pub(crate) fn new(most: u32) -> Window<K> {
        Window { most, spans: Mutex::default() }
    }

    /// True when it happened as often as it may this hour.
    pub(crate) fn is_full(&self, key: &K, now: Instant) -> bool {
        self.spans().get(key).is_some_and(|span| span.is_on(now) && span.times >= self.most)
    }

    /// Counts one; true when this one reaches the limit of the hour.
    pub(crate) fn count(&self, key: K, now: Instant) -> bool {
        let mut spans = self.spans();
        let span = spans.entry(key).or_insert(Span { since: now, times: 0 });
        if !span.is_on(now) {
            *span = Span { since: now, times: 0 };
        }
        span.times = span.times.saturating_add(1);
        span.times == self.most
    }

    /// Forgets the hours that ended.
    pub(crate) fn forget_ended(&self, now: Instant) {
        self.spans().retain(|_, span| span.is_on(now));
    }

    fn spans(&self) -> MutexGuard<'_, HashMap<K, Span>> {
        // The counts hold however a thread that counted stopped.
        self.spans.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Span {
    fn is_on(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.since) < SPAN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_hour_ends_and_says_once_that_it_is_full() {
        let (window, start) = (Window::new(3), Instant::now());

        let reached: Vec<bool> = (0..5).map(|_| window.count("a", start)).collect();

        assert_eq!(reached, [false, false, true, false, false]);
        assert!(window.is_full(&"a", start + SPAN - Duration::from_secs(1)));
        assert!(!window.is_full(&"b", start));
        assert!(!window.is_full(&"a", start + SPAN));
        window.forget_ended(start + SPAN);
        assert!(window.spans().is_empty());
    }
}
