//! The figures beside the queue: how the network did lately.
//!
//! **Invariant:** what too few people stand behind leaves this module hidden; only those left
//! without an answer are counted to the last one, because each of them is work to do.

use chrono::{DateTime, Duration, Utc};
use kernel::Actor;
use network_figures::disclosure::hide_small;
use network_figures::{Cut, Fact, Indicator, LEAST_INSIDE, Measure, Period, Shown};
use referral_tracking::ReferralState;

use crate::access::{Right, scope};
use crate::{App, AppError};

/// What the coordinators' page says about a span of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Since when the referrals were handed over that are counted.
    pub since: DateTime<Utc>,
    /// How many were handed to the network.
    pub volume: Shown<u64>,
    /// How many are in each state; what never was a referral is left out.
    pub by_state: Vec<(ReferralState, Shown<u64>)>,
    /// The opening time within which half of the first answers came.
    pub median_answer: Shown<Duration>,
    /// The opening time within which nine out of ten first answers came.
    pub p90_answer: Shown<Duration>,
    /// How many in a hundred of the organizations asked first stayed silent.
    pub silent_percent: Shown<u64>,
    /// How many in a hundred of the answers were a yes.
    pub accepted_percent: Shown<u64>,
    /// How many in a hundred of those asked elsewhere were then taken.
    pub rescued_percent: Shown<u64>,
    /// How many nobody said a word about in time; the target is none.
    pub left: u64,
}

impl App {
    /// The figures over what was handed over since the local date of an instant.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate.
    pub async fn figures(&self, actor: &Actor, since: DateTime<Utc>) -> Result<Figures, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let first = since.with_timezone(&self.settings.time_zone).date_naive();
        let period = Period::new(first, self.today()).ok_or(AppError::NotFound)?;
        let app = self.clone();
        self.db
            .read(move |conn| {
                let cut = Cut::all(period);
                let around = app.around(conn, &cut)?;
                app.with_facts(conn, |facts| lately(&around.counted(&cut, facts), since))
            })
            .await
    }
}

fn lately(counted: &network_figures::indicators::Counted<'_>, since: DateTime<Utc>) -> Figures {
    let measure = |id: &str, name: &str| {
        let figures = Indicator::from_id(id).map(|one| one.figures(counted)).unwrap_or_default();
        figures.into_iter().find(|figure| figure.name == name).map(|figure| figure.measure)
    };
    let percent = |id, name| match measure(id, name) {
        Some(Measure::Share(share)) => share.percent(LEAST_INSIDE),
        _ => Shown::Hidden,
    };
    let (median_answer, p90_answer) = match measure("ind-02", "time") {
        Some(Measure::Times(times)) => (times.median(LEAST_INSIDE), times.p90(LEAST_INSIDE)),
        _ => (Shown::Hidden, Shown::Hidden),
    };
    let volume = counted.facts.len() as u64;
    Figures {
        since,
        volume: hide_small(&[volume], LEAST_INSIDE).pop().unwrap_or(Shown::Hidden),
        by_state: by_state(&counted.facts),
        median_answer,
        p90_answer,
        silent_percent: percent("ind-03", "share"),
        accepted_percent: percent("ind-05", "of-answered"),
        rescued_percent: percent("ind-06", "rescued"),
        left: counted.facts.iter().filter(|fact| fact.is_left(counted.now)).count() as u64,
    }
}

fn by_state(facts: &[&Fact]) -> Vec<(ReferralState, Shown<u64>)> {
    use ReferralState::{Duplicate, EnteredInError};

    let states: Vec<ReferralState> = ReferralState::ALL
        .into_iter()
        .filter(|state| !matches!(state, Duplicate | EnteredInError))
        .collect();
    let count = |state: &ReferralState| facts.iter().filter(|fact| fact.state == *state).count();
    let counts: Vec<u64> = states.iter().map(|state| count(state) as u64).collect();
    states.into_iter().zip(hide_small(&counts, LEAST_INSIDE)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_and_duplicates_have_no_place_in_the_counts() {
        let states: Vec<_> = by_state(&[]).into_iter().map(|(state, _)| state).collect();

        assert!(states.contains(&ReferralState::Open));
        assert!(!states.contains(&ReferralState::Duplicate));
        assert!(!states.contains(&ReferralState::EnteredInError));
    }
}
