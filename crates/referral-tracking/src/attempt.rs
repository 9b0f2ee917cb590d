use chrono::{DateTime, Duration, NaiveDate, Utc};
use kernel::{AttemptId, OfferId, OrganizationId};

use crate::Declined;

/// One offer asked within a referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Its name.
    pub id: AttemptId,
    /// 1 for the first attempt of the referral, then 2, 3, …
    pub position: i32,
    /// The offer asked.
    pub offer: OfferId,
    /// The organization asked.
    pub organization: OrganizationId,
    /// Where it stands.
    pub state: AttemptState,
    /// When the organization was asked.
    pub sent_at: DateTime<Utc>,
    /// When somebody must have acted on this attempt; empty unless it is live.
    pub due: Option<DateTime<Utc>>,
    /// The opening time left to answer.
    pub clock: AnswerClock,
    /// The time for which questions may still stop the clock.
    pub pause_left: Duration,
    /// How many reminders went to the organization; two at most (REF-11).
    pub reminders: i32,
    /// How many times the organization was asked how it goes since it last said something.
    pub reviews: i32,
    /// When somebody first answered: yes, no, later, or a question.
    pub answered_at: Option<DateTime<Utc>>,
    /// When somebody first said yes.
    pub accepted_at: Option<DateTime<Utc>>,
    /// Who takes care of it there; may be a team.
    pub in_charge: Option<String>,
    /// The day on which a place is expected, for somebody on a waiting list.
    pub expected_on: Option<NaiveDate>,
    /// When the first contact with the person was recorded.
    pub contacted_at: Option<DateTime<Utc>>,
    /// The appointment that was last agreed.
    pub appointment_at: Option<DateTime<Utc>>,
    /// The last question asked and its answer.
    pub exchange: Option<Exchange>,
    /// Who said no and why.
    pub declined: Option<Declined>,
    /// When its time to answer passed in silence; kept even when a late yes came after.
    pub lapsed_at: Option<DateTime<Utc>>,
    /// When it stopped being live.
    pub closed_at: Option<DateTime<Utc>>,
}

/// The opening time an organization has to answer.
///
/// **Invariant:** `left` is what was left at `since`; while a question stops the clock it does
/// not shrink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerClock {
    /// All the time it was given.
    pub allowed: Duration,
    /// What was left of it at `since`.
    pub left: Duration,
    /// When the clock last started or stopped.
    pub since: DateTime<Utc>,
}

/// A question of the organization to the sender.
///
/// The two notes may say something about the person: they are kept like the person's details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// What is asked.
    pub question: Question,
    /// The question in free words.
    pub note: Option<String>,
    /// The answer in free words.
    pub answer: Option<String>,
}

/// What an organization can ask the sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Question {
    Need,
    Availability,
    Contact,
    Language,
    Conditions,
    Equipment,
    Other,
}

impl Question {
    /// Every question, in reading order.
    pub const ALL: [Question; 7] = [
        Question::Need,
        Question::Availability,
        Question::Contact,
        Question::Language,
        Question::Conditions,
        Question::Equipment,
        Question::Other,
    ];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            Question::Need => "need",
            Question::Availability => "availability",
            Question::Contact => "contact",
            Question::Language => "language",
            Question::Conditions => "conditions",
            Question::Equipment => "equipment",
            Question::Other => "other",
        }
    }

    /// Reads back a [`Question::word`].
    pub fn from_word(word: &str) -> Option<Question> {
        Question::ALL.into_iter().find(|question| question.word() == word)
    }
}

/// Where an attempt stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum AttemptState {
    Sent,
    InfoRequested,
    Waitlisted,
    Accepted,
    InProgress,
    NoShow,
    Completed,
    Declined,
    Lapsed,
    Unreachable,
    Withdrawn,
}

impl AttemptState {
    /// Every state, in reading order.
    pub const ALL: [AttemptState; 11] = [
        AttemptState::Sent,
        AttemptState::InfoRequested,
        AttemptState::Waitlisted,
        AttemptState::Accepted,
        AttemptState::InProgress,
        AttemptState::NoShow,
        AttemptState::Completed,
        AttemptState::Declined,
        AttemptState::Lapsed,
        AttemptState::Unreachable,
        AttemptState::Withdrawn,
    ];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            AttemptState::Sent => "sent",
            AttemptState::InfoRequested => "info_requested",
            AttemptState::Waitlisted => "waitlisted",
            AttemptState::Accepted => "accepted",
            AttemptState::InProgress => "in_progress",
            AttemptState::NoShow => "no_show",
            AttemptState::Completed => "completed",
            AttemptState::Declined => "declined",
            AttemptState::Lapsed => "lapsed",
            AttemptState::Unreachable => "unreachable",
            AttemptState::Withdrawn => "withdrawn",
        }
    }

    /// Reads back an [`AttemptState::word`].
    pub fn from_word(word: &str) -> Option<AttemptState> {
        AttemptState::ALL.into_iter().find(|state| state.word() == word)
    }

    /// True while somebody still has to act on the attempt.
    pub fn is_live(self) -> bool {
        match self {
            AttemptState::Sent
            | AttemptState::InfoRequested
            | AttemptState::Waitlisted
            | AttemptState::Accepted
            | AttemptState::InProgress
            | AttemptState::NoShow => true,
            AttemptState::Completed
            | AttemptState::Declined
            | AttemptState::Lapsed
            | AttemptState::Unreachable
            | AttemptState::Withdrawn => false,
        }
    }

    /// True when the organization said yes and has not let go of the person since.
    pub fn holds_person(self) -> bool {
        match self {
            AttemptState::Accepted
            | AttemptState::InProgress
            | AttemptState::NoShow
            | AttemptState::Completed => true,
            AttemptState::Sent
            | AttemptState::InfoRequested
            | AttemptState::Waitlisted
            | AttemptState::Declined
            | AttemptState::Lapsed
            | AttemptState::Unreachable
            | AttemptState::Withdrawn => false,
        }
    }

    /// True when the attempt ended and the person was not helped by it.
    pub fn is_failed(self) -> bool {
        matches!(self, AttemptState::Declined | AttemptState::Lapsed | AttemptState::Unreachable)
    }
}
