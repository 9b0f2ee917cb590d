use chrono::{DateTime, Utc};
use kernel::{AttemptId, Channel, ReferralId};

use crate::{By, Move, Referral, UnmetCause};

/// What an action led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The referral as it now is, with the version that was read.
    pub referral: Referral,
    /// What to append to the log, in order.
    pub events: Vec<Event>,
    /// What to tell whom once the change is safely kept, in order.
    pub notices: Vec<Notice>,
}

/// One line of the log; never changed once written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// About which referral.
    pub referral: ReferralId,
    /// About which attempt; empty when about the referral itself.
    pub attempt: Option<AttemptId>,
    /// Who.
    pub by: By,
    /// How it was learned.
    pub channel: Channel,
    /// What.
    pub what: Move,
    /// The state's word before; empty for the first event of a thing.
    pub from: String,
    /// The state's word after.
    pub to: String,
    /// A coded word: the reason, the outcome, or the new owner.
    pub reason: Option<String>,
}

/// A message to send, or a duty to carry out, once the change is safely kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Send the organization its answer link.
    AskPartner(AttemptId),
    /// Remind the organization, for the first or the second time.
    RemindPartner(AttemptId, i32),
    /// Ask the organization how it goes.
    AskReview(AttemptId),
    /// Send the organization a fresh link that shows how to reach the person.
    SendContact(AttemptId),
    /// Tell the organization that it is no longer asked.
    TellPartnerWithdrawn(AttemptId),
    /// Tell the organization that its question is answered.
    TellPartnerInformation(AttemptId),
    /// Tell the organization that its question stays without answer and its time goes on.
    TellPartnerResumed(AttemptId),
    /// Ask the organization, which stayed silent, whether its listing still holds.
    AskFreshness(AttemptId),
    /// Tell the sender.
    TellSender(News),
    /// Tell the person, by the channel they chose.
    TellPerson(News),
    /// Tell the coordinators.
    TellCoordinators(Why),
    /// Register the need as unmet.
    RegisterUnmetNeed(UnmetCause),
    /// Destroy the key of name, contact and note.
    EraseIdentity,
}

impl Notice {
    /// The word kept in the outbox and used in text keys.
    pub fn word(&self) -> &'static str {
        match self {
            Notice::AskPartner(_) => "ask_partner",
            Notice::RemindPartner(..) => "remind_partner",
            Notice::AskReview(_) => "ask_review",
            Notice::SendContact(_) => "send_contact",
            Notice::TellPartnerWithdrawn(_) => "tell_partner_withdrawn",
            Notice::TellPartnerInformation(_) => "tell_partner_information",
            Notice::TellPartnerResumed(_) => "tell_partner_resumed",
            Notice::AskFreshness(_) => "ask_freshness",
            Notice::TellSender(_) => "tell_sender",
            Notice::TellPerson(_) => "tell_person",
            Notice::TellCoordinators(_) => "tell_coordinators",
            Notice::RegisterUnmetNeed(_) => "register_unmet_need",
            Notice::EraseIdentity => "erase_identity",
        }
    }

    /// The attempt it is about, if any.
    pub fn attempt(&self) -> Option<&AttemptId> {
        match self {
            Notice::AskPartner(id)
            | Notice::RemindPartner(id, _)
            | Notice::AskReview(id)
            | Notice::SendContact(id)
            | Notice::TellPartnerWithdrawn(id)
            | Notice::TellPartnerInformation(id)
            | Notice::TellPartnerResumed(id)
            | Notice::AskFreshness(id) => Some(id),
            Notice::TellSender(_)
            | Notice::TellPerson(_)
            | Notice::TellCoordinators(_)
            | Notice::RegisterUnmetNeed(_)
            | Notice::EraseIdentity => None,
        }
    }

    /// Which reminder it is, for a reminder.
    pub fn number(&self) -> Option<i32> {
        match self {
            Notice::RemindPartner(_, number) => Some(*number),
            _ => None,
        }
    }

    /// Reads back the [`Notice::word`] with what was kept beside it.
    pub fn from_parts(
        word: &str,
        attempt: Option<AttemptId>,
        number: Option<i32>,
        detail: Option<&str>,
    ) -> Option<Notice> {
        Some(match word {
            "ask_partner" => Notice::AskPartner(attempt?),
            "remind_partner" => Notice::RemindPartner(attempt?, number?),
            "ask_review" => Notice::AskReview(attempt?),
            "send_contact" => Notice::SendContact(attempt?),
            "tell_partner_withdrawn" => Notice::TellPartnerWithdrawn(attempt?),
            "tell_partner_information" => Notice::TellPartnerInformation(attempt?),
            "tell_partner_resumed" => Notice::TellPartnerResumed(attempt?),
            "ask_freshness" => Notice::AskFreshness(attempt?),
            "tell_sender" => Notice::TellSender(News::from_word(detail?)?),
            "tell_person" => Notice::TellPerson(News::from_word(detail?)?),
            "tell_coordinators" => Notice::TellCoordinators(Why::from_word(detail?)?),
            "register_unmet_need" => Notice::RegisterUnmetNeed(UnmetCause::from_word(detail?)?),
            "erase_identity" => Notice::EraseIdentity,
            _ => return None,
        })
    }

    /// The word of what is told, where the notice carries one.
    pub fn detail(&self) -> Option<&'static str> {
        match self {
            Notice::TellSender(news) | Notice::TellPerson(news) => Some(news.word()),
            Notice::TellCoordinators(why) => Some(why.word()),
            Notice::RegisterUnmetNeed(cause) => Some(cause.word()),
            _ => None,
        }
    }
}

/// What the sender or the person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum News {
    Asked,
    InfoRequested,
    PauseOver,
    Waitlisted,
    StillWaiting,
    Accepted,
    InProgress,
    NoShow,
    Declined,
    Lapsed,
    Unreachable,
    WithCoordinators,
    NewAgreementNeeded,
    Returned,
    Reopened,
    Completed,
    ClosedWithoutHelp,
    Withdrawn,
    Duplicate,
    EnteredInError,
}

impl News {
    /// Everything that can be told, in reading order.
    pub const ALL: [News; 20] = [
        News::Asked,
        News::InfoRequested,
        News::PauseOver,
        News::Waitlisted,
        News::StillWaiting,
        News::Accepted,
        News::InProgress,
        News::NoShow,
        News::Declined,
        News::Lapsed,
        News::Unreachable,
        News::WithCoordinators,
        News::NewAgreementNeeded,
        News::Returned,
        News::Reopened,
        News::Completed,
        News::ClosedWithoutHelp,
        News::Withdrawn,
        News::Duplicate,
        News::EnteredInError,
    ];

    /// The word kept in the outbox and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            News::Asked => "asked",
            News::InfoRequested => "info_requested",
            News::PauseOver => "pause_over",
            News::Waitlisted => "waitlisted",
            News::StillWaiting => "still_waiting",
            News::Accepted => "accepted",
            News::InProgress => "in_progress",
            News::NoShow => "no_show",
            News::Declined => "declined",
            News::Lapsed => "lapsed",
            News::Unreachable => "unreachable",
            News::WithCoordinators => "with_coordinators",
            News::NewAgreementNeeded => "new_agreement_needed",
            News::Returned => "returned",
            News::Reopened => "reopened",
            News::Completed => "completed",
            News::ClosedWithoutHelp => "closed_without_help",
            News::Withdrawn => "withdrawn",
            News::Duplicate => "duplicate",
            News::EnteredInError => "entered_in_error",
        }
    }

    /// Reads back a [`News::word`].
    pub fn from_word(word: &str) -> Option<News> {
        News::ALL.into_iter().find(|news| news.word() == word)
    }
}

/// Why the coordinators are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Why {
    Held,
    SecondFailure,
    NobodyLeft,
    UrgentUnanswered,
    UrgentWaitlisted,
    LetterNotDelivered,
    NoContact,
    NoReview,
    PersonStopped,
    PersonSaysHelped,
    PersonNotHelped,
    Reopened,
    Reassigned,
    SecondCoordinator,
}

impl Why {
    /// Every reason, in reading order.
    pub const ALL: [Why; 14] = [
        Why::Held,
        Why::SecondFailure,
        Why::NobodyLeft,
        Why::UrgentUnanswered,
        Why::UrgentWaitlisted,
        Why::LetterNotDelivered,
        Why::NoContact,
        Why::NoReview,
        Why::PersonStopped,
        Why::PersonSaysHelped,
        Why::PersonNotHelped,
        Why::Reopened,
        Why::Reassigned,
        Why::SecondCoordinator,
    ];

    /// The word kept in the outbox and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            Why::Held => "held",
            Why::SecondFailure => "second_failure",
            Why::NobodyLeft => "nobody_left",
            Why::UrgentUnanswered => "urgent_unanswered",
            Why::UrgentWaitlisted => "urgent_waitlisted",
            Why::LetterNotDelivered => "letter_not_delivered",
            Why::NoContact => "no_contact",
            Why::NoReview => "no_review",
            Why::PersonStopped => "person_stopped",
            Why::PersonSaysHelped => "person_says_helped",
            Why::PersonNotHelped => "person_not_helped",
            Why::Reopened => "reopened",
            Why::Reassigned => "reassigned",
            Why::SecondCoordinator => "second_coordinator",
        }
    }

    /// Reads back a [`Why::word`].
    pub fn from_word(word: &str) -> Option<Why> {
        Why::ALL.into_iter().find(|why| why.word() == word)
    }
}
