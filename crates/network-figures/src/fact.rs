//! What figures are counted from: coded facts, without a word about anybody.
//!
//! Opening time is counted once, when a fact is made; a page then only adds up.

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use kernel::{Calendar, Urgency};
use partner_directory::Theme;
use referral_tracking::{AttemptState, ContactChannel, Outcome, Policy, ReferralState, UnmetCause};

/// A coded word that many facts share.
pub type Word = Arc<str>;

/// What is known of one referral that was handed to the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Where it stands.
    pub state: ReferralState,
    /// How soon the need must be met.
    pub urgency: Urgency,
    /// With what help is needed.
    pub theme: Theme,
    /// The number of the commune the person lives in.
    pub commune: Option<Word>,
    /// The language the person speaks best.
    pub language: Word,
    /// How the person wants to be reached.
    pub channel: ContactChannel,
    /// How the mediator handed the person over.
    pub handover: Word,
    /// The organization that sent it.
    pub sender: Word,
    /// When it was handed to the network.
    pub opened_at: DateTime<Utc>,
    /// The local date of that.
    pub opened_on: NaiveDate,
    /// When it ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// What came of the help, for one that was completed.
    pub outcome: Option<Outcome>,
    /// What the network lacked, for one that ended without help.
    pub cause: Option<UnmetCause>,
    /// When a coordinator first did something with it, by the log.
    pub coordinator_at: Option<DateTime<Utc>>,
    /// Opening minutes from the hand-over to the first word of anybody.
    pub answer_minutes: Option<u32>,
    /// Its attempts in order.
    pub attempts: Vec<AttemptFact>,
    /// The instant from which on it counts as left without answer if nobody spoke: one time of
    /// a coordinator after the last deadline.
    pub left_after: DateTime<Utc>,
}

/// What is known of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptFact {
    /// The organization asked.
    pub partner: Word,
    /// The offer asked.
    pub offer: Word,
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
    /// When the person was first reached.
    pub contacted_at: Option<DateTime<Utc>>,
    /// When its time to answer passed in silence.
    pub lapsed_at: Option<DateTime<Utc>>,
    /// Opening minutes from asking to the first answer.
    pub answer_minutes: Option<u32>,
    /// Opening minutes from yes to the first contact.
    pub contact_minutes: Option<u32>,
}

/// What is known of one need of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedFact {
    /// With what help is needed.
    pub theme: Theme,
    /// The number of the commune.
    pub commune: Option<String>,
    /// What the network lacks.
    pub cause: UnmetCause,
    /// The local date on which it was noted.
    pub noted_on: NaiveDate,
    /// The local date on which it was closed.
    pub closed_on: Option<NaiveDate>,
}

/// How many searches of one sort there were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchCount {
    /// The theme that was chosen or meant.
    pub theme: Option<Theme>,
    /// All of them.
    pub searches: u64,
    /// Those that found no offer to which a person can be referred.
    pub without: u64,
}

impl AttemptFact {
    /// Counts the opening time between what happened.
    fn time(&mut self, calendar: &Calendar) {
        self.answer_minutes =
            self.answered_at.map(|answered| minutes(calendar, self.sent_at, answered));
        self.contact_minutes =
            self.accepted_at.zip(self.contacted_at).map(|(yes, met)| minutes(calendar, yes, met));
    }
}

fn minutes(calendar: &Calendar, since: DateTime<Utc>, until: DateTime<Utc>) -> u32 {
    u32::try_from(calendar.between(since, until, &[]).num_minutes()).unwrap_or(u32::MAX)
}

impl Fact {
    /// Counts the opening time between what happened, and the local date.
    #[must_use]
    pub fn timed(mut self, calendar: &Calendar, policy: &Policy) -> Fact {
        self.opened_on = calendar.date(self.opened_at);
        self.attempts.iter_mut().for_each(|one| one.time(calendar));
        let answer = self.first_human_answer();
        self.answer_minutes = answer.map(|at| minutes(calendar, self.opened_at, at));
        let allowed = policy.coordinator.of(Urgency::U0);
        self.left_after = calendar.after(self.last_deadline(), allowed, &[]);
        self
    }

    /// True unless it was a duplicate or a mistake.
    pub fn counts(&self) -> bool {
        !matches!(self.state, ReferralState::Duplicate | ReferralState::EnteredInError)
    }

    /// The first word of any organization or coordinator.
    pub fn first_human_answer(&self) -> Option<DateTime<Utc>> {
        let answers = self.attempts.iter().filter_map(|attempt| attempt.answered_at);
        answers.chain(self.coordinator_at).min()
    }

    /// True when nobody spoke in time, as seen at `now`.
    pub fn is_left(&self, now: DateTime<Utc>) -> bool {
        let ended = self.first_human_answer().into_iter().chain(self.closed_at).min();
        self.left_after < now && ended.is_none_or(|at| self.left_after < at)
    }

    /// True when it ended within so many days of being handed over.
    pub fn is_closed_within(&self, days: i64) -> bool {
        self.closed_at.is_some_and(|closed| closed <= self.opened_at + Duration::days(days))
    }

    /// The same as it looked at `instant`: what happened later is taken out, so that a figure
    /// can be worked out again long after. `None` when it was not there yet.
    ///
    /// An attempt that still waited then is taken to have time left. A referral that was opened
    /// again after `instant` and closed a second time shows as open.
    pub fn as_of(
        &self,
        instant: DateTime<Utc>,
        calendar: &Calendar,
        policy: &Policy,
    ) -> Option<Fact> {
        let is_known = |at: &DateTime<Utc>| *at <= instant;
        if !is_known(&self.opened_at) {
            return None;
        }
        let mut fact = self.clone();
        if !fact.closed_at.as_ref().is_some_and(is_known) {
            fact.state = ReferralState::Open;
            (fact.closed_at, fact.outcome, fact.cause) = (None, None, None);
        }
        fact.coordinator_at = fact.coordinator_at.filter(is_known);
        fact.attempts.retain(|attempt| is_known(&attempt.sent_at));
        for attempt in &mut fact.attempts {
            attempt.answered_at = attempt.answered_at.filter(is_known);
            attempt.accepted_at = attempt.accepted_at.filter(is_known);
            attempt.contacted_at = attempt.contacted_at.filter(is_known);
            attempt.lapsed_at = attempt.lapsed_at.filter(is_known);
            attempt.due = Some(instant);
        }
        Some(fact.timed(calendar, policy))
    }

    // The time up to which somebody was expected to answer; for one that nobody could be asked
    // about, the hand-over itself. An answer in time stands for its deadline, and so does the
    // end of a referral that was stopped before.
    fn last_deadline(&self) -> DateTime<Utc> {
        let deadline = |attempt: &AttemptFact| {
            let known = attempt.lapsed_at.or(attempt.answered_at).or(attempt.due);
            known.or(self.closed_at).unwrap_or(attempt.sent_at)
        };
        self.attempts.iter().map(deadline).max().unwrap_or(self.opened_at)
    }
}
