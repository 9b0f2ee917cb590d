//! Letters that will never arrive: a human has to call instead.
//!
//! **Invariant:** an organization that a letter cannot reach never just looks silent.

use kernel::{Actor, Channel};
use referral_tracking::Action;
use store::Conn;
use store::outbox::{self, Letter};

use crate::freshness::{ASK_CONFIRM, TELL_REPORTS};
use crate::{App, AppError};

/// The question to an organization.
const QUESTION: &str = "ask_partner";
/// The letters after which the organization has to act.
const CALLS_FOR_ACTION: [&str; 5] = [
    QUESTION,
    "remind_partner",
    "tell_partner_information",
    "tell_partner_resumed",
    "send_contact",
];

impl App {
    /// Calls the coordinators when `letter`, which was given up, was for an organization that
    /// has to act on it.
    pub(crate) fn report_undelivered(
        &self,
        conn: &mut Conn,
        letter: &Letter,
    ) -> Result<(), AppError> {
        if [ASK_CONFIRM, TELL_REPORTS].contains(&letter.kind.as_str()) {
            return self.unask(conn, letter, self.clock.now());
        }
        let (Some(referral), Some(attempt)) = (&letter.referral, &letter.attempt) else {
            return Ok(());
        };
        let kind = letter.kind.as_str();
        // They were called when the question itself did not arrive.
        let is_known = kind == "remind_partner" && outbox::never_left(conn, attempt, QUESTION)?;
        if is_known || !CALLS_FOR_ACTION.contains(&kind) {
            return Ok(());
        }
        let action = Action::ReportUndelivered(attempt.clone());
        match self.carry_out(conn, referral, action, &Actor::System, Channel::System) {
            // What was answered, withdrawn or closed meanwhile needs no call.
            Ok(_) | Err(AppError::Refused(_)) => Ok(()),
            Err(other) => Err(other),
        }
    }
}
