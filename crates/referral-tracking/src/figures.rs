//! Figures over many referrals (requirements.md 2.4), each with its denominator.
//!
//! Duplicates, mistakes and what was never handed over count nowhere. Times are opening time
//! of the network.
//!
//! **Invariant:** a figure with a small denominator is shown as one sign, never as a number.

use chrono::{DateTime, Duration, Utc};
use kernel::{Calendar, Urgency};

use crate::{Attempt, AttemptState, Policy, Referral, ReferralState};

/// The version of the formulas; it changes when one of them does.
pub const VERSION: i32 = 1;

/// Below so many the coordinators' pages hide a figure.
pub const LEAST_INSIDE: usize = 5;

/// Below so many a public page hides a figure.
pub const LEAST_PUBLIC: usize = 10;

/// What the figures need of one referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralLine {
    /// Where it stands.
    pub state: ReferralState,
    /// How soon the need must be met.
    pub urgency: Urgency,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was handed to the network.
    pub opened_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// When a coordinator first did something with it, by the log.
    pub coordinator_at: Option<DateTime<Utc>>,
    /// Its attempts in order.
    pub attempts: Vec<AttemptLine>,
}

/// What the figures need of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptLine {
    /// Where it stands.
    pub state: AttemptState,
    /// When the organization was asked.
    pub sent_at: DateTime<Utc>,
    /// When somebody must have acted; empty unless it is live.
    pub due: Option<DateTime<Utc>>,
    /// When somebody first answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// When somebody first said yes.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When its time to answer passed in silence.
    pub lapsed_at: Option<DateTime<Utc>>,
}

impl From<&Attempt> for AttemptLine {
    fn from(attempt: &Attempt) -> Self {
        AttemptLine {
            state: attempt.state,
            sent_at: attempt.sent_at,
            due: attempt.due,
            answered_at: attempt.answered_at,
            accepted_at: attempt.accepted_at,
            lapsed_at: attempt.lapsed_at,
        }
    }
}

impl ReferralLine {
    /// The line of `referral`, on which a coordinator first acted at `coordinator_at`.
    pub fn of(referral: &Referral, coordinator_at: Option<DateTime<Utc>>) -> ReferralLine {
        ReferralLine {
            state: referral.state,
            urgency: referral.urgency,
            created_at: referral.created_at,
            opened_at: referral.opened_at,
            closed_at: referral.closed.as_ref().map(|closed| closed.at),
            coordinator_at,
            attempts: referral.attempts.iter().map(AttemptLine::from).collect(),
        }
    }

    fn counts(&self) -> bool {
        let is_nothing =
            matches!(self.state, ReferralState::Duplicate | ReferralState::EnteredInError);
        self.opened_at.is_some() && !is_nothing
    }

    // The first word of any organization or coordinator.
    fn first_human_answer(&self) -> Option<DateTime<Utc>> {
        let answers = self.attempts.iter().filter_map(|attempt| attempt.answered_at);
        answers.chain(self.coordinator_at).min()
    }

    // The time up to which somebody was expected to answer; for one that nobody could be asked
    // about, the hand-over itself. An answer in time stands for its deadline.
    fn last_deadline(&self) -> Option<DateTime<Utc>> {
        let deadline = |attempt: &AttemptLine| {
            attempt.lapsed_at.or(attempt.due).or(attempt.answered_at).unwrap_or(attempt.sent_at)
        };
        self.attempts.iter().map(deadline).max().or(self.opened_at)
    }
}

/// A figure as a page may show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown<T> {
    /// The figure itself.
    Number(T),
    /// One sign instead, because too few people stand behind it.
    Hidden,
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many have it.
    pub part: usize,
    /// Of how many.
    pub whole: usize,
}

impl Share {
    /// The share in percent, rounded half up, hidden when the whole is below `least`.
    pub fn percent(self, least: usize) -> Shown<usize> {
        match (200 * self.part + self.whole).checked_div(2 * self.whole) {
            Some(percent) if self.whole >= least => Shown::Number(percent),
            _ => Shown::Hidden,
        }
    }
}

/// How long something took, for those for whom it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Times {
    sorted: Vec<Duration>,
    /// For how many it did not happen in time.
    pub missed: usize,
}

impl Times {
    /// For how many it happened.
    pub fn count(&self) -> usize {
        self.sorted.len()
    }

    /// The time within which half of them were served; hidden when they are fewer than `least`.
    pub fn median(&self, least: usize) -> Shown<Duration> {
        let upper = self.sorted.get(self.sorted.len() / 2);
        let lower = self.sorted.get(self.sorted.len().saturating_sub(1) / 2);
        match (lower, upper) {
            (Some(lower), Some(upper)) if self.count() >= least => {
                Shown::Number((*lower + *upper) / 2)
            }
            _ => Shown::Hidden,
        }
    }

    /// The time within which nine out of ten were served (nearest rank).
    pub fn p90(&self, least: usize) -> Shown<Duration> {
        let rank = (9 * self.count()).div_ceil(10);
        match self.sorted.get(rank.saturating_sub(1)) {
            Some(time) if self.count() >= least => Shown::Number(*time),
            _ => Shown::Hidden,
        }
    }
}

/// How many referrals are in each state, drafts and mistakes included: the raw counts.
pub fn by_state(lines: &[ReferralLine]) -> Vec<(ReferralState, usize)> {
    ReferralState::ALL
        .into_iter()
        .map(|state| (state, lines.iter().filter(|line| line.state == state).count()))
        .collect()
}

/// Counts as a page may show them beside their total: those from 1 to `least - 1` are hidden,
/// and when that is a single one, the next smallest too, or the total would give it away.
pub fn hide_small(counts: &[usize], least: usize) -> Vec<Shown<usize>> {
    let is_small = |count: usize| (1..least).contains(&count);
    let second = if counts.iter().filter(|count| is_small(**count)).count() == 1 {
        let others = counts.iter().enumerate().filter(|(_, count)| **count >= least);
        others.min_by_key(|(_, count)| **count).map(|(index, _)| index)
    } else {
        None
    };
    let shown = |(index, count): (usize, &usize)| {
        let is_hidden = is_small(*count) || second == Some(index);
        if is_hidden { Shown::Hidden } else { Shown::Number(*count) }
    };
    counts.iter().enumerate().map(shown).collect()
}

/// IND-01: how many referrals were handed to the network.
pub fn volume(lines: &[ReferralLine]) -> usize {
    lines.iter().filter(|line| line.counts()).count()
}

/// IND-02: opening time from asking the first organization to its first answer; those that
/// let their time pass are missed.
pub fn time_to_first_answer(lines: &[ReferralLine], calendar: &Calendar) -> Times {
    let mut sorted = Vec::new();
    let mut missed = 0;
    for first in first_attempts(lines) {
        match (first.lapsed_at, first.answered_at) {
            (Some(_), _) => missed += 1,
            (None, Some(answered)) => sorted.push(calendar.between(first.sent_at, answered, &[])),
            (None, None) => {}
        }
    }
    sorted.sort_unstable();
    Times { sorted, missed }
}

/// IND-03: first organizations that let their time pass, of those whose time has passed or
/// that answered.
pub fn no_answer(lines: &[ReferralLine]) -> Share {
    let part = first_attempts(lines).filter(|first| first.lapsed_at.is_some()).count();
    let whole = first_attempts(lines)
        .filter(|first| first.lapsed_at.is_some() || first.answered_at.is_some())
        .count();
    Share { part, whole }
}

/// IND-04: referrals without any word of an organization or a coordinator one coordinator's
/// time after the last deadline, of all. The target is none.
pub fn left_without_answer(
    lines: &[ReferralLine],
    calendar: &Calendar,
    policy: &Policy,
    now: DateTime<Utc>,
) -> Share {
    let is_left = |line: &ReferralLine| {
        let Some(deadline) = line.last_deadline() else { return false };
        let last = calendar.after(deadline, policy.coordinator.of(Urgency::U0), &[]);
        let ended = line.first_human_answer().into_iter().chain(line.closed_at).min();
        last < now && ended.is_none_or(|at| last < at)
    };
    let counted = || lines.iter().filter(|line| line.counts());
    Share { part: counted().filter(|line| is_left(line)).count(), whole: counted().count() }
}

/// IND-05: attempts that were accepted, of those that were answered.
pub fn acceptance(lines: &[ReferralLine]) -> Share {
    let answered = || attempts(lines).filter(|attempt| attempt.answered_at.is_some());
    let part = answered().filter(|attempt| attempt.accepted_at.is_some()).count();
    Share { part, whole: answered().count() }
}

/// IND-06: referrals for which a second organization was asked, of all.
pub fn rerouted(lines: &[ReferralLine]) -> Share {
    let part = lines.iter().filter(|line| line.counts() && line.attempts.len() >= 2).count();
    Share { part, whole: volume(lines) }
}

/// IND-06: referrals accepted by a second or later organization, of those for which one was
/// asked.
pub fn rescued(lines: &[ReferralLine]) -> Share {
    let rerouted = || lines.iter().filter(|line| line.counts() && line.attempts.len() >= 2);
    let is_rescued = |line: &&ReferralLine| {
        line.attempts.iter().skip(1).any(|attempt| attempt.accepted_at.is_some())
    };
    Share { part: rerouted().filter(is_rescued).count(), whole: rerouted().count() }
}

/// IND-09: referrals that ended within 60 days, of those begun 60 to 120 days ago.
pub fn closed_within_60_days(lines: &[ReferralLine], now: DateTime<Utc>) -> Share {
    let days = Duration::days(60);
    let begun = || {
        lines.iter().filter(|line| {
            line.counts() && line.created_at <= now - days && line.created_at >= now - days * 2
        })
    };
    let part = begun()
        .filter(|line| line.closed_at.is_some_and(|closed| closed <= line.created_at + days))
        .count();
    Share { part, whole: begun().count() }
}

fn attempts(lines: &[ReferralLine]) -> impl Iterator<Item = &AttemptLine> {
    lines.iter().filter(|line| line.counts()).flat_map(|line| &line.attempts)
}

fn first_attempts(lines: &[ReferralLine]) -> impl Iterator<Item = &AttemptLine> {
    lines.iter().filter(|line| line.counts()).filter_map(|line| line.attempts.first())
}

#[cfg(test)]
mod tests;
