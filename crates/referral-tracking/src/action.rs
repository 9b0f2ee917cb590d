use chrono::{DateTime, NaiveDate, Utc};
use kernel::{AttemptId, ReferralId};

use crate::{
    Candidate, ClosureReason, Consent, Declined, Helped, Move, OpeningReason, Outcome, Owner,
    PersonReason, Question, UnmetCause,
};

/// What somebody wants to do with a referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Hand a draft to the network: the first candidate is asked.
    Send,
    /// Hand a draft to the coordinators first, because the sender is not trusted yet.
    Hold,
    /// Let a held referral go: the first candidate is asked.
    Release,
    /// Give a held referral back to its sender as a draft.
    Return,
    /// Note a new agreement of the person; the next offer inside it may then be asked.
    RecordConsent(Consent),
    /// Do something with one attempt.
    OnAttempt(AttemptId, AttemptAction),
    /// Make oneself the owner.
    Take,
    /// Make somebody else the owner.
    Reassign(Owner),
    /// Ask another offer now, inside the consent; a live attempt is withdrawn.
    Reroute(Candidate),
    /// Note what the person says about the help.
    SayHelped(Helped),
    /// End it: the network could not help.
    CloseWithoutHelp(ClosureReason, Option<UnmetCause>),
    /// End it because the person wants no more of it.
    Withdraw(PersonReason),
    /// End it in favour of another referral about the same need.
    MarkDuplicate(ReferralId),
    /// End it as a mistake or a test.
    MarkEnteredInError,
    /// Open a closed one again.
    Reopen,
    /// Note that somebody looks at who the person is.
    OpenIdentity(OpeningReason),
    /// Note that a letter to the organization asked did not arrive: a human has to call it.
    ReportUndelivered(AttemptId),
    /// Do whatever is due.
    Tick,
}

/// What somebody wants to do with one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttemptAction {
    /// Say yes, naming who takes care of it (a person or a team).
    Accept {
        /// Who takes care of it there.
        in_charge: Option<String>,
    },
    /// Say yes, but later. Said again, it confirms that the person still waits.
    Waitlist {
        /// The day a place is expected, if known.
        expected_on: Option<NaiveDate>,
    },
    /// Ask the sender something; the clock stops.
    AskInformation {
        /// What is asked.
        question: Question,
        /// In free words, 280 characters at most.
        note: Option<String>,
    },
    /// Answer the question; the clock goes on.
    GiveInformation {
        /// In free words, 280 characters at most.
        note: Option<String>,
    },
    /// Say no.
    Decline {
        /// Who says no, and why.
        declined: Declined,
        /// A better offer, which is asked first when the consent covers it.
        suggests: Option<Candidate>,
    },
    /// Note a first contact or an appointment. Said again, it confirms that help goes on.
    RecordContact {
        /// The appointment agreed, if any.
        appointment_at: Option<DateTime<Utc>>,
    },
    /// Note that the person did not come.
    RecordNoShow,
    /// Give up reaching the person.
    RecordUnreachable(Tries),
    /// Note that help happened.
    Complete(Outcome),
}

/// How hard it was tried to reach the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries {
    /// How many times.
    pub times: u8,
    /// By how many different channels.
    pub channels: u8,
    /// How many of them were letters.
    pub letters: u8,
}

impl Tries {
    /// True after three tries by two channels, or one letter (peers.md 3.5).
    pub fn are_enough(self) -> bool {
        self.letters >= 1 || (self.times >= 3 && self.channels >= 2)
    }
}

impl Action {
    /// The move it stands for; [`Action::Tick`] stands for none or for several.
    pub fn as_move(&self) -> Option<Move> {
        Some(match self {
            Action::Send => Move::Send,
            Action::Hold => Move::Hold,
            Action::Release => Move::Release,
            Action::Return => Move::Return,
            Action::RecordConsent(_) => Move::RecordConsent,
            Action::OnAttempt(_, action) => action.as_move(),
            Action::Take => Move::Take,
            Action::Reassign(_) => Move::Reassign,
            Action::Reroute(_) => Move::Reroute,
            Action::SayHelped(_) => Move::SayHelped,
            Action::CloseWithoutHelp(..) => Move::CloseWithoutHelp,
            Action::Withdraw(_) => Move::Withdraw,
            Action::MarkDuplicate(_) => Move::MarkDuplicate,
            Action::MarkEnteredInError => Move::MarkEnteredInError,
            Action::Reopen => Move::Reopen,
            Action::OpenIdentity(_) => Move::OpenIdentity,
            Action::ReportUndelivered(_) => Move::Escalate,
            Action::Tick => return None,
        })
    }
}

impl AttemptAction {
    /// The move it stands for.
    pub fn as_move(&self) -> Move {
        match self {
            AttemptAction::Accept { .. } => Move::Accept,
            AttemptAction::Waitlist { .. } => Move::Waitlist,
            AttemptAction::AskInformation { .. } => Move::AskInformation,
            AttemptAction::GiveInformation { .. } => Move::GiveInformation,
            AttemptAction::Decline { .. } => Move::Decline,
            AttemptAction::RecordContact { .. } => Move::RecordContact,
            AttemptAction::RecordNoShow => Move::RecordNoShow,
            AttemptAction::RecordUnreachable(_) => Move::RecordUnreachable,
            AttemptAction::Complete(_) => Move::Complete,
        }
    }

    /// True for what the organization asked says; the rest is the sender's.
    pub fn is_answer(&self) -> bool {
        !matches!(self, AttemptAction::GiveInformation { .. })
    }
}
