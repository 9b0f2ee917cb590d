//! What may happen to a referral, and what follows from it.
//!
//! Everything here is a plain value in and a plain value out: no database, no
//! mail, no clock of its own. Callers pass the time and a [`Context`] of values,
//! keep the referral of a [`Change`], append its [`Event`]s and carry out its
//! [`Notice`]s.
//!
//! - `referral`, `attempt`: what is kept.
//! - `action`, `context`, `change`: what goes into and comes out of [`Referral::apply`].
//! - `lifecycle`: the rules; the whole table of moves is [`table`].
//! - [`deadlines`]: who must have answered by when.
//! - [`consent`], [`reasons`], [`contact`], [`code`]: what the person agreed to, coded words,
//!   how to reach the person, the code on the paper slip.
//! - [`simulation`]: invented lives, for measuring and statistics.
//!
//! **Invariant:** a referral that is not closed has an owner and a due date; a closed one has
//! neither a due date nor a live attempt.
//!
//! **Invariant:** at most one attempt is live, at most one holds the person.
//!
//! **Invariant:** no organization is asked outside the person's consent.

mod action;
mod attempt;
mod change;
pub mod code;
pub mod consent;
pub mod contact;
mod context;
pub mod deadlines;
mod lifecycle;
mod opening;
pub mod reasons;
mod referral;
mod refused;
pub mod simulation;
mod terms;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use action::{Action, AttemptAction, Tries};
pub use attempt::{AnswerClock, Attempt, AttemptState, Exchange, Question};
pub use change::{Change, Event, News, Notice, Why};
pub use consent::{Consent, ConsentMode, Scope, TextVersion};
pub use contact::{ContactChannel, PersonDetails};
pub use context::{Context, said_since};
pub use deadlines::Policy;
pub use lifecycle::{Move, Row, diagram, table};
pub use opening::OpeningReason;
pub use reasons::{
    ClosureReason, DeclineReason, Declined, Helped, Outcome, PersonReason, UnmetCause,
};
pub use referral::{By, Candidate, Closed, Draft, Ending, Owner, Referral, ReferralState, Sender};
pub use refused::Refused;
pub use terms::{Term, Unit};

#[cfg(test)]
mod words_test;
