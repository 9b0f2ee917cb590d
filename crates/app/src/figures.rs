//! The figures of the coordinators' page (requirements.md 2.4).
//!
//! **Invariant:** what too few people stand behind leaves this module hidden; only those left
//! without an answer are counted to the last one, because each of them is work to do.

use chrono::{DateTime, Duration, Utc};
use kernel::Actor;
use referral_tracking::figures::{self as rules, LEAST_INSIDE, ReferralLine, Share};
use referral_tracking::{Policy, ReferralState};
use store::{figures, network};

pub use referral_tracking::figures::Shown;

use crate::access::{Right, scope};
use crate::{App, AppError};

/// What the coordinators' page says about a span of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Since when the referrals were begun that are counted.
    pub since: DateTime<Utc>,
    /// How many were handed to the network.
    pub volume: Shown<usize>,
    /// How many are in each state; what never was a referral is left out.
    pub by_state: Vec<(ReferralState, Shown<usize>)>,
    /// The opening time within which half of the first answers came.
    pub median_answer: Shown<Duration>,
    /// The opening time within which nine out of ten first answers came.
    pub p90_answer: Shown<Duration>,
    /// How many in a hundred of the organizations asked first stayed silent.
    pub silent_percent: Shown<usize>,
    /// How many in a hundred of the answers were a yes.
    pub accepted_percent: Shown<usize>,
    /// How many in a hundred of those asked elsewhere were then taken.
    pub rescued_percent: Shown<usize>,
    /// How many nobody said a word about in time; the target is none.
    pub left: usize,
}

impl App {
    /// The figures over what was begun since an instant.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate.
    pub async fn figures(&self, actor: &Actor, since: DateTime<Utc>) -> Result<Figures, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let (now, zone) = (self.clock.now(), self.settings.time_zone);
        let (lines, calendar) = self
            .db
            .read(move |conn| {
                let calendar = network::calendar(conn, zone)?;
                Ok::<_, AppError>((figures::lines(conn, since)?, calendar))
            })
            .await?;
        let times = rules::time_to_first_answer(&lines, &calendar);
        let left = rules::left_without_answer(&lines, &calendar, &Policy::default(), now);
        Ok(Figures {
            since,
            volume: count(rules::volume(&lines)),
            by_state: by_state(&lines),
            median_answer: times.median(LEAST_INSIDE),
            p90_answer: times.p90(LEAST_INSIDE),
            silent_percent: percent(rules::no_answer(&lines)),
            accepted_percent: percent(rules::acceptance(&lines)),
            rescued_percent: percent(rules::rescued(&lines)),
            left: left.part,
        })
    }
}

fn count(number: usize) -> Shown<usize> {
    rules::hide_small(&[number], LEAST_INSIDE).pop().unwrap_or(Shown::Hidden)
}

fn percent(share: Share) -> Shown<usize> {
    share.percent(LEAST_INSIDE)
}

fn by_state(lines: &[ReferralLine]) -> Vec<(ReferralState, Shown<usize>)> {
    let counted: Vec<_> = rules::by_state(lines)
        .into_iter()
        .filter(|(state, _)| {
            !matches!(state, ReferralState::Duplicate | ReferralState::EnteredInError)
        })
        .collect();
    let counts: Vec<usize> = counted.iter().map(|(_, count)| *count).collect();
    let shown = rules::hide_small(&counts, LEAST_INSIDE);
    counted.into_iter().zip(shown).map(|((state, _), shown)| (state, shown)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_behind_which_few_people_stand_is_not_told() {
        assert_eq!(count(4), Shown::Hidden);
        assert_eq!(count(5), Shown::Number(5));
        assert_eq!(count(0), Shown::Number(0));
    }

    #[test]
    fn mistakes_and_duplicates_have_no_place_in_the_counts() {
        let states: Vec<_> = by_state(&[]).into_iter().map(|(state, _)| state).collect();

        assert!(states.contains(&ReferralState::Open));
        assert!(!states.contains(&ReferralState::EnteredInError));
    }
}
