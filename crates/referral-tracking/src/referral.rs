use chrono::{DateTime, Duration, Utc};
use kernel::{AccountId, Actor, AttemptId, OfferId, OrganizationId, ReferralId, Role, Urgency};

use crate::{Attempt, ClosureReason, Consent, Outcome, PersonReason, UnmetCause};

/// One need of one person, handed to the network.
///
/// It holds no word about the person: name, contact and note are kept apart, encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// Its name.
    pub id: ReferralId,
    /// How many times it was written. The rules never change it: who keeps the referral
    /// writes only over the version that was read, and adds one.
    pub version: i32,
    /// Where it stands.
    pub state: ReferralState,
    /// Who has to act next; empty only once closed.
    pub owner: Option<Owner>,
    /// When the owner must have acted; empty only once closed.
    pub due: Option<DateTime<Utc>>,
    /// The next instant at which [`crate::Action::Tick`] does something; empty when never again.
    /// The job looks for `wake_at <= now`.
    pub wake_at: Option<DateTime<Utc>>,
    /// How soon the need must be met.
    pub urgency: Urgency,
    /// Who handed the person over.
    pub sender: Sender,
    /// What the person agreed to.
    pub consent: Option<Consent>,
    /// The offers still to ask, in order.
    pub candidates: Vec<Candidate>,
    /// The offers asked, in order.
    pub attempts: Vec<Attempt>,
    /// How many times a coordinator's time passed: 0 when none had to act, 1 when one has to,
    /// 2 and more when a second one was told.
    pub escalation: i32,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was handed to the network.
    pub opened_at: Option<DateTime<Utc>>,
    /// How it ended.
    pub closed: Option<Closed>,
    /// When name, contact and note must be gone.
    pub erase_at: DateTime<Utc>,
    /// True once [`crate::Notice::EraseIdentity`] was given out.
    pub is_identity_erased: bool,
}

/// Where a referral stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ReferralState {
    Draft,
    Held,
    Open,
    Completed,
    ClosedWithoutHelp,
    Withdrawn,
    Duplicate,
    EnteredInError,
}

impl ReferralState {
    /// Every state, in reading order.
    pub const ALL: [ReferralState; 8] = [
        ReferralState::Draft,
        ReferralState::Held,
        ReferralState::Open,
        ReferralState::Completed,
        ReferralState::ClosedWithoutHelp,
        ReferralState::Withdrawn,
        ReferralState::Duplicate,
        ReferralState::EnteredInError,
    ];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            ReferralState::Draft => "draft",
            ReferralState::Held => "held",
            ReferralState::Open => "open",
            ReferralState::Completed => "completed",
            ReferralState::ClosedWithoutHelp => "closed_without_help",
            ReferralState::Withdrawn => "withdrawn",
            ReferralState::Duplicate => "duplicate",
            ReferralState::EnteredInError => "entered_in_error",
        }
    }

    /// Reads back a [`ReferralState::word`].
    pub fn from_word(word: &str) -> Option<ReferralState> {
        ReferralState::ALL.into_iter().find(|state| state.word() == word)
    }

    /// True when nobody has to act any more.
    pub fn is_closed(self) -> bool {
        match self {
            ReferralState::Draft | ReferralState::Held | ReferralState::Open => false,
            ReferralState::Completed
            | ReferralState::ClosedWithoutHelp
            | ReferralState::Withdrawn
            | ReferralState::Duplicate
            | ReferralState::EnteredInError => true,
        }
    }
}

/// Who has to act next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// Anybody at one organization.
    Organization(OrganizationId),
    /// One account: the sender of a draft, or a coordinator who took the referral.
    Account(AccountId),
    /// Whichever coordinator comes first.
    Pool,
}

impl Owner {
    /// The word kept in the database; the identifier is kept beside it.
    pub fn word(&self) -> &'static str {
        match self {
            Owner::Organization(_) => "organization",
            Owner::Account(_) => "account",
            Owner::Pool => "pool",
        }
    }

    /// The identifier kept beside the word.
    pub fn id(&self) -> Option<&str> {
        match self {
            Owner::Organization(id) => Some(id.as_str()),
            Owner::Account(id) => Some(id.as_str()),
            Owner::Pool => None,
        }
    }

    /// Reads back an [`Owner::word`] and an [`Owner::id`].
    pub fn from_parts(word: &str, id: Option<&str>) -> Option<Owner> {
        match (word, id) {
            ("organization", Some(id)) => Some(Owner::Organization(OrganizationId::from(id))),
            ("account", Some(id)) => Some(Owner::Account(AccountId::from(id))),
            ("pool", None) => Some(Owner::Pool),
            _ => None,
        }
    }
}

/// Who handed the person over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The account that did it.
    pub account: AccountId,
    /// The organization in whose name; its mediators share the referral.
    pub organization: OrganizationId,
}

/// An offer that can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The offer.
    pub offer: OfferId,
    /// The organization behind it.
    pub organization: OrganizationId,
    /// The opening time within which the organization promises to answer, if it does.
    pub promise: Option<Duration>,
}

/// A referral about to be begun; the sender is who begins it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The referral's name.
    pub id: ReferralId,
    /// How soon the need must be met.
    pub urgency: Urgency,
    /// What the person agreed to, when already asked.
    pub consent: Option<Consent>,
    /// The offers to ask, in order.
    pub candidates: Vec<Candidate>,
}

/// How a referral ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// When.
    pub at: DateTime<Utc>,
    /// Who ended it.
    pub by: By,
    /// The state it was in before.
    pub from: ReferralState,
    /// With what.
    pub ending: Ending,
}

/// With what a referral ended; the state says which of them it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// Help happened.
    Completed(Outcome),
    /// The network could not help; counts as an unmet need.
    WithoutHelp(ClosureReason, UnmetCause),
    /// The person, or somebody for the person, stopped it.
    Withdrawn(PersonReason),
    /// Another referral is about the same need.
    DuplicateOf(ReferralId),
    /// It was a mistake, a test, or a draft nobody finished.
    EnteredInError,
}

impl Ending {
    /// The coded word of the reason or outcome, where there is one.
    pub fn reason_word(&self) -> Option<&'static str> {
        match self {
            Ending::Completed(outcome) => Some(outcome.word()),
            Ending::WithoutHelp(reason, _) => Some(reason.word()),
            Ending::Withdrawn(reason) => Some(reason.word()),
            Ending::DuplicateOf(_) | Ending::EnteredInError => None,
        }
    }

    /// The word of what the network lacked, for an unmet need.
    pub fn cause_word(&self) -> Option<&'static str> {
        match self {
            Ending::WithoutHelp(_, cause) => Some(cause.word()),
            _ => None,
        }
    }

    /// The other referral, for a duplicate.
    pub fn duplicate_of(&self) -> Option<&ReferralId> {
        match self {
            Ending::DuplicateOf(id) => Some(id),
            _ => None,
        }
    }

    /// Reads back an ending from the state, the [`Ending::reason_word`], the
    /// [`Ending::cause_word`] and the [`Ending::duplicate_of`].
    pub fn from_parts(
        state: ReferralState,
        reason: Option<&str>,
        cause: Option<&str>,
        duplicate_of: Option<&str>,
    ) -> Option<Ending> {
        match state {
            ReferralState::Completed => Outcome::from_word(reason?).map(Ending::Completed),
            ReferralState::ClosedWithoutHelp => Some(Ending::WithoutHelp(
                ClosureReason::from_word(reason?)?,
                UnmetCause::from_word(cause?)?,
            )),
            ReferralState::Withdrawn => PersonReason::from_word(reason?).map(Ending::Withdrawn),
            ReferralState::Duplicate => {
                duplicate_of.map(|id| Ending::DuplicateOf(ReferralId::from(id)))
            }
            ReferralState::EnteredInError => Some(Ending::EnteredInError),
            ReferralState::Draft | ReferralState::Held | ReferralState::Open => None,
        }
    }
}

/// Who did something, as the log keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// The [`Actor::word`]: a role, `answer_link`, `person` or `system`.
    pub word: String,
    /// The account, when somebody was signed in.
    pub account: Option<AccountId>,
    /// The organization in whose name.
    pub organization: Option<OrganizationId>,
}

impl From<&Actor> for By {
    fn from(actor: &Actor) -> Self {
        By {
            word: actor.word().to_owned(),
            account: actor.account().cloned(),
            organization: actor.organization().cloned(),
        }
    }
}

impl By {
    /// True when `actor` is the one who did it. Whoever answers for an organization counts
    /// as one, with an account or with a link.
    pub fn is(&self, actor: &Actor) -> bool {
        let answers = |word: &str| word == Role::Partner.word() || word == "answer_link";
        match actor {
            Actor::Account { id, .. } if self.account.as_ref() == Some(id) => true,
            Actor::Account { role: Role::Partner, .. } | Actor::AnswerLink { .. } => {
                answers(&self.word) && self.organization.as_ref() == actor.organization()
            }
            Actor::Person { .. } => self.word == actor.word(),
            Actor::Account { .. } | Actor::Visitor | Actor::System => false,
        }
    }
}

impl Referral {
    /// The attempt somebody has to act on, if there is one.
    pub fn live(&self) -> Option<&Attempt> {
        self.attempts.iter().find(|attempt| attempt.state.is_live())
    }

    /// The attempt named `id`.
    pub fn attempt(&self, id: &AttemptId) -> Option<&Attempt> {
        self.attempts.iter().find(|attempt| attempt.id == *id)
    }

    /// How many attempts ended without help (no, silence, person not reached).
    pub fn failed_attempts(&self) -> usize {
        self.attempts.iter().filter(|attempt| attempt.state.is_failed()).count()
    }

    /// True when it is open and waits for a coordinator: in their queue.
    pub fn waits_for_coordinator(&self) -> bool {
        self.state == ReferralState::Open
            && matches!(self.owner, Some(Owner::Pool | Owner::Account(_)))
    }

    /// True while an organization has to act and its time is not over: no coordinator steps in.
    pub fn is_organizations_turn(&self, now: DateTime<Utc>) -> bool {
        matches!(self.owner, Some(Owner::Organization(_))) && self.due.is_some_and(|due| now < due)
    }
}
