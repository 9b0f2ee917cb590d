//! The whole life cycle on one screen: which move leads from which state to which.

use crate::{AttemptState, ReferralState};

/// Everything that can happen to a referral or an attempt; the log names it by its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Move {
    Create,
    Send,
    Hold,
    Release,
    Return,
    RecordConsent,
    Ask,
    Accept,
    Waitlist,
    AskInformation,
    GiveInformation,
    Resume,
    Remind,
    Review,
    Decline,
    Lapse,
    RecordContact,
    RecordNoShow,
    RecordUnreachable,
    Complete,
    Take,
    Reassign,
    Escalate,
    Reroute,
    SayHelped,
    CloseWithoutHelp,
    Withdraw,
    MarkDuplicate,
    MarkEnteredInError,
    Expire,
    Reopen,
    OpenIdentity,
    Erase,
}

impl Move {
    /// Every move, in reading order.
    pub const ALL: [Move; 33] = [
        Move::Create,
        Move::Send,
        Move::Hold,
        Move::Release,
        Move::Return,
        Move::RecordConsent,
        Move::Ask,
        Move::Accept,
        Move::Waitlist,
        Move::AskInformation,
        Move::GiveInformation,
        Move::Resume,
        Move::Remind,
        Move::Review,
        Move::Decline,
        Move::Lapse,
        Move::RecordContact,
        Move::RecordNoShow,
        Move::RecordUnreachable,
        Move::Complete,
        Move::Take,
        Move::Reassign,
        Move::Escalate,
        Move::Reroute,
        Move::SayHelped,
        Move::CloseWithoutHelp,
        Move::Withdraw,
        Move::MarkDuplicate,
        Move::MarkEnteredInError,
        Move::Expire,
        Move::Reopen,
        Move::OpenIdentity,
        Move::Erase,
    ];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            Move::Create => "create",
            Move::Send => "send",
            Move::Hold => "hold",
            Move::Release => "release",
            Move::Return => "return",
            Move::RecordConsent => "record_consent",
            Move::Ask => "ask",
            Move::Accept => "accept",
            Move::Waitlist => "waitlist",
            Move::AskInformation => "ask_information",
            Move::GiveInformation => "give_information",
            Move::Resume => "resume",
            Move::Remind => "remind",
            Move::Review => "review",
            Move::Decline => "decline",
            Move::Lapse => "lapse",
            Move::RecordContact => "record_contact",
            Move::RecordNoShow => "record_no_show",
            Move::RecordUnreachable => "record_unreachable",
            Move::Complete => "complete",
            Move::Take => "take",
            Move::Reassign => "reassign",
            Move::Escalate => "escalate",
            Move::Reroute => "reroute",
            Move::SayHelped => "say_helped",
            Move::CloseWithoutHelp => "close_without_help",
            Move::Withdraw => "withdraw",
            Move::MarkDuplicate => "mark_duplicate",
            Move::MarkEnteredInError => "mark_entered_in_error",
            Move::Expire => "expire",
            Move::Reopen => "reopen",
            Move::OpenIdentity => "open_identity",
            Move::Erase => "erase",
        }
    }

    /// Reads back a [`Move::word`].
    pub fn from_word(word: &str) -> Option<Move> {
        Move::ALL.into_iter().find(|step| step.word() == word)
    }
}

/// Where an attempt goes. `None` means: not possible.
pub(crate) fn next_attempt(state: AttemptState, step: Move) -> Option<AttemptState> {
    use AttemptState::{
        Accepted, Completed, Declined, InProgress, InfoRequested, Lapsed, NoShow, Sent,
        Unreachable, Waitlisted, Withdrawn,
    };
    Some(match (step, state) {
        // Late is better than never, as long as nobody else has said yes (REF-12).
        (Move::Accept, Sent | InfoRequested | Waitlisted | Lapsed) => Accepted,
        (Move::Waitlist, Sent | InfoRequested | Accepted | Waitlisted) => Waitlisted,
        (Move::AskInformation, Sent) => InfoRequested,
        (Move::GiveInformation | Move::Resume, InfoRequested) => Sent,
        (Move::Remind, Sent) => Sent,
        (Move::Lapse, Sent) => Lapsed,
        (Move::Review, Accepted | Waitlisted | InProgress | NoShow) => state,
        (Move::RecordContact, Accepted | InProgress | NoShow) => InProgress,
        (Move::RecordNoShow, InProgress) => NoShow,
        (Move::RecordUnreachable, Accepted | InProgress | NoShow) => Unreachable,
        (Move::Complete, Accepted | InProgress) => Completed,
        (Move::Reopen, Completed) => InProgress,
        (Move::Escalate, live) if live.is_live() => live,
        (Move::Decline, live) if live.is_live() => Declined,
        (Move::Withdraw, live) if live.is_live() => Withdrawn,
        _ => return None,
    })
}

/// Where a referral goes. `None` means: not possible.
pub(crate) fn next_referral(state: ReferralState, step: Move) -> Option<ReferralState> {
    use ReferralState::{
        ClosedWithoutHelp, Completed, Draft, Duplicate, EnteredInError, Held, Open, Withdrawn,
    };
    Some(match (step, state) {
        (Move::Send, Draft) | (Move::Release, Held) => Open,
        (Move::Hold, Draft) => Held,
        (Move::Return, Held) => Draft,
        (Move::RecordConsent, Draft | Held | Open) => state,
        (Move::Take | Move::Reassign | Move::Escalate, Held | Open) => state,
        (Move::Reroute, Open) => Open,
        (Move::Complete, Open) => Completed,
        (Move::CloseWithoutHelp, Open) => ClosedWithoutHelp,
        (Move::SayHelped, Open | Completed | ClosedWithoutHelp) => state,
        (Move::Withdraw, Draft | Held | Open) => Withdrawn,
        (Move::MarkDuplicate, Draft | Held | Open) => Duplicate,
        (Move::MarkEnteredInError, Draft | Held | Open) => EnteredInError,
        (Move::Expire, Draft) => EnteredInError,
        (Move::Reopen, closed) if closed.is_closed() => Open,
        // Who was entered by mistake is nobody's business.
        (Move::OpenIdentity, kept) if kept != EnteredInError => kept,
        (Move::Erase, _) => state,
        _ => return None,
    })
}

/// One line of the table of moves, in stored words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// `referral` or `attempt`.
    pub thing: &'static str,
    /// The state's word before.
    pub from: &'static str,
    /// The move.
    pub step: Move,
    /// The state's word after.
    pub to: &'static str,
}

/// Every possible move, referrals first, in the order of the states.
pub fn table() -> Vec<Row> {
    let referrals = ReferralState::ALL.into_iter().flat_map(|from| {
        Move::ALL.into_iter().filter_map(move |step| {
            let to = next_referral(from, step)?;
            Some(Row { thing: "referral", from: from.word(), step, to: to.word() })
        })
    });
    let attempts = AttemptState::ALL.into_iter().flat_map(|from| {
        Move::ALL.into_iter().filter_map(move |step| {
            let to = next_attempt(from, step)?;
            Some(Row { thing: "attempt", from: from.word(), step, to: to.word() })
        })
    });
    referrals.chain(attempts).collect()
}

/// The moves that change the state of `thing` (`referral` or `attempt`), as a Mermaid diagram.
pub fn diagram(thing: &str) -> String {
    let start = if thing == "referral" { "draft" } else { "sent" };
    let mut text = format!("stateDiagram-v2\n    [*] --> {start}\n");
    for row in table().into_iter().filter(|row| row.thing == thing && row.from != row.to) {
        text.push_str(&format!("    {} --> {}: {}\n", row.from, row.to, row.step.word()));
    }
    text
}
