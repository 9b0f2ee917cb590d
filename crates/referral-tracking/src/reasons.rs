//! The coded words for why something stopped and what came of it (peers.md 3.5).
//!
//! **Invariant:** a word is written once, here, and is never renamed: old rows hold it.

/// Why an organization says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum DeclineReason {
    Full,
    WaitingTooLong,
    OutsideArea,
    AudienceNotServed,
    LanguageNotAvailable,
    AccessibilityNotPossible,
    OfferEnded,
    WrongOffer,
    IncompleteInformation,
    Other,
}

impl DeclineReason {
    /// Every reason, in reading order.
    pub const ALL: [DeclineReason; 10] = [
        DeclineReason::Full,
        DeclineReason::WaitingTooLong,
        DeclineReason::OutsideArea,
        DeclineReason::AudienceNotServed,
        DeclineReason::LanguageNotAvailable,
        DeclineReason::AccessibilityNotPossible,
        DeclineReason::OfferEnded,
        DeclineReason::WrongOffer,
        DeclineReason::IncompleteInformation,
        DeclineReason::Other,
    ];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            DeclineReason::Full => "full",
            DeclineReason::WaitingTooLong => "waiting_too_long",
            DeclineReason::OutsideArea => "outside_area",
            DeclineReason::AudienceNotServed => "audience_not_served",
            DeclineReason::LanguageNotAvailable => "language_not_available",
            DeclineReason::AccessibilityNotPossible => "accessibility_not_possible",
            DeclineReason::OfferEnded => "offer_ended",
            DeclineReason::WrongOffer => "wrong_offer",
            DeclineReason::IncompleteInformation => "incomplete_information",
            DeclineReason::Other => "other",
        }
    }

    /// Reads back a [`DeclineReason::word`].
    pub fn from_word(word: &str) -> Option<DeclineReason> {
        DeclineReason::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// Why the person stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum PersonReason {
    ChangedMind,
    FoundElsewhere,
    NeedSolved,
    CouldNotTravel,
    Timing,
    Cost,
    AfraidOrNoTrust,
    Other,
}

impl PersonReason {
    /// Every reason, in reading order.
    pub const ALL: [PersonReason; 8] = [
        PersonReason::ChangedMind,
        PersonReason::FoundElsewhere,
        PersonReason::NeedSolved,
        PersonReason::CouldNotTravel,
        PersonReason::Timing,
        PersonReason::Cost,
        PersonReason::AfraidOrNoTrust,
        PersonReason::Other,
    ];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            PersonReason::ChangedMind => "changed_mind",
            PersonReason::FoundElsewhere => "found_elsewhere",
            PersonReason::NeedSolved => "need_solved",
            PersonReason::CouldNotTravel => "could_not_travel",
            PersonReason::Timing => "timing",
            PersonReason::Cost => "cost",
            PersonReason::AfraidOrNoTrust => "afraid_or_no_trust",
            PersonReason::Other => "other",
        }
    }

    /// Reads back a [`PersonReason::word`].
    pub fn from_word(word: &str) -> Option<PersonReason> {
        PersonReason::ALL.into_iter().find(|reason| reason.word() == word)
    }

    /// True when the reason speaks against this offer only, so that another may be asked
    /// without talking to the person first.
    pub fn leaves_other_offers_open(self) -> bool {
        match self {
            PersonReason::CouldNotTravel | PersonReason::Timing | PersonReason::Cost => true,
            PersonReason::ChangedMind
            | PersonReason::FoundElsewhere
            | PersonReason::NeedSolved
            | PersonReason::AfraidOrNoTrust
            | PersonReason::Other => false,
        }
    }
}

/// Who said no to an attempt, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Declined {
    /// The organization cannot help.
    ByProvider(DeclineReason),
    /// The person does not want this help.
    ByPerson(PersonReason),
}

impl Declined {
    /// The word for who said no, kept in the database beside [`Declined::reason_word`].
    pub fn by_word(self) -> &'static str {
        match self {
            Declined::ByProvider(_) => "provider",
            Declined::ByPerson(_) => "person",
        }
    }

    /// The word of the reason.
    pub fn reason_word(self) -> &'static str {
        match self {
            Declined::ByProvider(reason) => reason.word(),
            Declined::ByPerson(reason) => reason.word(),
        }
    }

    /// Reads back a [`Declined::by_word`] and a [`Declined::reason_word`].
    pub fn from_words(by: &str, reason: &str) -> Option<Declined> {
        match by {
            "provider" => DeclineReason::from_word(reason).map(Declined::ByProvider),
            "person" => PersonReason::from_word(reason).map(Declined::ByPerson),
            _ => None,
        }
    }
}

/// What came of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Outcome {
    HelpedFully,
    HelpedPartly,
    InformedOnly,
    EquipmentProvided,
    CourseStarted,
    CourseFinished,
    AutonomyGained,
}

impl Outcome {
    /// Every outcome, in reading order.
    pub const ALL: [Outcome; 7] = [
        Outcome::HelpedFully,
        Outcome::HelpedPartly,
        Outcome::InformedOnly,
        Outcome::EquipmentProvided,
        Outcome::CourseStarted,
        Outcome::CourseFinished,
        Outcome::AutonomyGained,
    ];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::HelpedFully => "helped_fully",
            Outcome::HelpedPartly => "helped_partly",
            Outcome::InformedOnly => "informed_only",
            Outcome::EquipmentProvided => "equipment_provided",
            Outcome::CourseStarted => "course_started",
            Outcome::CourseFinished => "course_finished",
            Outcome::AutonomyGained => "autonomy_gained",
        }
    }

    /// Reads back an [`Outcome::word`].
    pub fn from_word(word: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// What the person says about the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Helped {
    Yes,
    Partly,
    No,
}

impl Helped {
    /// Every answer, in reading order.
    pub const ALL: [Helped; 3] = [Helped::Yes, Helped::Partly, Helped::No];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            Helped::Yes => "yes",
            Helped::Partly => "partly",
            Helped::No => "no",
        }
    }

    /// Reads back a [`Helped::word`].
    pub fn from_word(word: &str) -> Option<Helped> {
        Helped::ALL.into_iter().find(|helped| helped.word() == word)
    }
}

/// Why a referral ends without help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ClosureReason {
    NoOfferExists,
    Capacity,
    Eligibility,
    Unreachable,
    PersonStopped,
    Other,
}

impl ClosureReason {
    /// Every reason, in reading order.
    pub const ALL: [ClosureReason; 6] = [
        ClosureReason::NoOfferExists,
        ClosureReason::Capacity,
        ClosureReason::Eligibility,
        ClosureReason::Unreachable,
        ClosureReason::PersonStopped,
        ClosureReason::Other,
    ];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            ClosureReason::NoOfferExists => "no_offer_exists",
            ClosureReason::Capacity => "capacity",
            ClosureReason::Eligibility => "eligibility",
            ClosureReason::Unreachable => "unreachable",
            ClosureReason::PersonStopped => "person_stopped",
            ClosureReason::Other => "other",
        }
    }

    /// Reads back a [`ClosureReason::word`].
    pub fn from_word(word: &str) -> Option<ClosureReason> {
        ClosureReason::ALL.into_iter().find(|reason| reason.word() == word)
    }

    /// The cause under which the unmet need is registered when nobody named a better one.
    pub fn usual_cause(self) -> UnmetCause {
        match self {
            ClosureReason::NoOfferExists => UnmetCause::NoOffer,
            ClosureReason::Capacity => UnmetCause::Full,
            ClosureReason::Eligibility => UnmetCause::Conditions,
            ClosureReason::PersonStopped => UnmetCause::PersonRefused,
            ClosureReason::Unreachable | ClosureReason::Other => UnmetCause::Unknown,
        }
    }
}

/// What the network lacked when a need stayed unmet (requirements.md 2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum UnmetCause {
    NoOffer,
    Full,
    WaitTooLong,
    TooFar,
    Hours,
    Language,
    Adjustment,
    Cost,
    Conditions,
    PersonRefused,
    NoAnswer,
    Unknown,
}

impl UnmetCause {
    /// Every cause, in reading order.
    pub const ALL: [UnmetCause; 12] = [
        UnmetCause::NoOffer,
        UnmetCause::Full,
        UnmetCause::WaitTooLong,
        UnmetCause::TooFar,
        UnmetCause::Hours,
        UnmetCause::Language,
        UnmetCause::Adjustment,
        UnmetCause::Cost,
        UnmetCause::Conditions,
        UnmetCause::PersonRefused,
        UnmetCause::NoAnswer,
        UnmetCause::Unknown,
    ];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            UnmetCause::NoOffer => "no_offer",
            UnmetCause::Full => "full",
            UnmetCause::WaitTooLong => "wait_too_long",
            UnmetCause::TooFar => "too_far",
            UnmetCause::Hours => "hours",
            UnmetCause::Language => "language",
            UnmetCause::Adjustment => "adjustment",
            UnmetCause::Cost => "cost",
            UnmetCause::Conditions => "conditions",
            UnmetCause::PersonRefused => "person_refused",
            UnmetCause::NoAnswer => "no_answer",
            UnmetCause::Unknown => "unknown",
        }
    }

    /// Reads back an [`UnmetCause::word`].
    pub fn from_word(word: &str) -> Option<UnmetCause> {
        UnmetCause::ALL.into_iter().find(|cause| cause.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        assert!(DeclineReason::ALL.iter().all(|r| DeclineReason::from_word(r.word()) == Some(*r)));
        assert!(PersonReason::ALL.iter().all(|r| PersonReason::from_word(r.word()) == Some(*r)));
        assert!(Outcome::ALL.iter().all(|o| Outcome::from_word(o.word()) == Some(*o)));
        assert!(Helped::ALL.iter().all(|h| Helped::from_word(h.word()) == Some(*h)));
        assert!(ClosureReason::ALL.iter().all(|r| ClosureReason::from_word(r.word()) == Some(*r)));
        assert!(UnmetCause::ALL.iter().all(|c| UnmetCause::from_word(c.word()) == Some(*c)));
    }

    #[test]
    fn a_refusal_reads_back_with_who_said_no() {
        for declined in [
            Declined::ByProvider(DeclineReason::Other),
            Declined::ByPerson(PersonReason::Other),
            Declined::ByPerson(PersonReason::Cost),
        ] {
            let words = (declined.by_word(), declined.reason_word());
            assert_eq!(Declined::from_words(words.0, words.1), Some(declined));
        }
        assert_eq!(Declined::from_words("provider", "cost"), None);
    }
}
