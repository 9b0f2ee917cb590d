//! The coded facts of all referrals, in the memory of this process.
//!
//! Pages count over them instead of asking the database for each figure. The log of events
//! says what changed since the last look, so that a page asks for a few rows only.
//!
//! **Invariant:** readers see one state from beginning to end.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, RwLock};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use kernel::Calendar;
use network_figures::Fact;
use referral_tracking::Policy;
use store::Conn;
use store::figures::{self, Words};

use crate::AppError;

/// An event is seen by others when its transaction ends; so long may that take.
const OVERLAP_MINUTES: i64 = 10;
/// After so long everything is read anew: holidays and merges change what was counted.
const KEPT_HOURS: i64 = 24;

/// Clones share the facts.
#[derive(Clone, Default)]
pub(crate) struct Ledger(Arc<Shared>);

#[derive(Default)]
struct Shared {
    held: RwLock<Held>,
    /// One refresh at a time; the others wait for it.
    turn: Mutex<Words>,
    /// The last local date on which due quarters were looked for.
    looked_on: Mutex<Option<NaiveDate>>,
}

#[derive(Default)]
struct Held {
    facts: Vec<Fact>,
    places: HashMap<String, usize>,
    seen_at: Option<DateTime<Utc>>,
    loaded_at: Option<DateTime<Utc>>,
}

impl Ledger {
    /// Learns what changed since the last time.
    pub(super) fn refresh(
        &self,
        conn: &mut Conn,
        calendar: &Calendar,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let mut words = self.0.turn.lock().unwrap_or_else(|broken| broken.into_inner());
        let (seen_at, loaded_at) = {
            let held = self.0.held.read().unwrap_or_else(|broken| broken.into_inner());
            (held.seen_at, held.loaded_at)
        };
        let policy = Policy::default();
        let timed = |(id, fact): (String, Fact)| (id, fact.timed(calendar, &policy));
        let is_old = loaded_at.is_none_or(|at| now - at > Duration::hours(KEPT_HOURS));
        let new: Vec<(String, Fact)> = match seen_at {
            Some(seen_at) if !is_old => {
                let since = seen_at.min(now) - Duration::minutes(OVERLAP_MINUTES);
                let changed = figures::changed(conn, since)?;
                figures::of(conn, &changed, &mut words)?.into_iter().map(timed).collect()
            }
            _ => figures::all(conn, &mut words)?.into_iter().map(timed).collect(),
        };
        let mut held = self.0.held.write().unwrap_or_else(|broken| broken.into_inner());
        if is_old {
            *held = Held { loaded_at: Some(now), ..Held::default() };
        }
        for (id, fact) in new {
            held.put(id, fact);
        }
        held.seen_at = Some(now);
        Ok(())
    }

    /// True the first time it is asked on a day.
    pub(super) fn is_first_look_on(&self, today: NaiveDate) -> bool {
        let mut looked_on = self.0.looked_on.lock().unwrap_or_else(|broken| broken.into_inner());
        looked_on.replace(today) != Some(today)
    }

    /// Runs `work` over all facts.
    pub(super) fn read<T>(&self, work: impl FnOnce(&[Fact]) -> T) -> T {
        let held = self.0.held.read().unwrap_or_else(|broken| broken.into_inner());
        work(&held.facts)
    }
}

impl Held {
    fn put(&mut self, id: String, fact: Fact) {
        match self.places.get(&id).and_then(|place| self.facts.get_mut(*place)) {
            Some(known) => *known = fact,
            None => {
                self.places.insert(id, self.facts.len());
                self.facts.push(fact);
            }
        }
    }
}
