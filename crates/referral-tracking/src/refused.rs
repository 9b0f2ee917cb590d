/// Why an action was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refused {
    /// The actor has no say in it; said before anything else is looked at.
    #[error("not yours to decide")]
    NotAllowed,
    /// Nothing leads there from where it stands.
    #[error("that is not possible from here")]
    WrongState,
    /// The referral is closed.
    #[error("the referral is closed")]
    Closed,
    /// Another organization said yes before.
    #[error("somebody else has accepted")]
    AlreadyAccepted,
    /// The offer is being asked at this moment.
    #[error("that offer is being asked")]
    AlreadyAsked,
    /// There is no such attempt in this referral.
    #[error("no such attempt")]
    NoSuchAttempt,
    /// The person was not asked to agree.
    #[error("the person has not agreed")]
    NoConsent,
    /// The person agreed to another text than the one in use.
    #[error("the person agreed to an older text")]
    OldConsent,
    /// The person did not agree that this organization be asked.
    #[error("the person did not agree to that organization")]
    OutsideConsent,
    /// The person's list names more organizations than a choice can hold.
    #[error("the agreement names too many organizations")]
    TooManyNamed,
    /// The organization did not sign the agreement.
    #[error("that organization receives no referrals")]
    NotPartner,
    /// The offer is full, paused or archived.
    #[error("that offer cannot be asked now")]
    NotOrientable,
    /// The sender's organization is not trusted yet: the referral has to be held first.
    #[error("a coordinator has to look at it first")]
    NotTrusted,
    /// Who speaks for somebody else has to say how it was learned: phone, visit or letter.
    #[error("say how you learned it")]
    SayHow,
    /// The time for it is over.
    #[error("the time for it is over")]
    TooLate,
    /// The clock was stopped as long as it may be.
    #[error("no time is left for questions")]
    NoPauseLeft,
    /// The day has already passed.
    #[error("that day is in the past")]
    PastDate,
    /// The day lies more than a year ahead.
    #[error("that day is too far ahead")]
    TooFar,
    /// Three tries by two channels, or a letter, come first.
    #[error("the person was not tried often enough")]
    TooFewTries,
    /// Name and contact are gone.
    #[error("the person's details were erased")]
    Erased,
    /// A referral is no duplicate of itself.
    #[error("a referral is no duplicate of itself")]
    SameReferral,
}

impl Refused {
    /// Every refusal, in reading order.
    pub const ALL: [Refused; 21] = [
        Refused::NotAllowed,
        Refused::WrongState,
        Refused::Closed,
        Refused::AlreadyAccepted,
        Refused::AlreadyAsked,
        Refused::NoSuchAttempt,
        Refused::NoConsent,
        Refused::OldConsent,
        Refused::OutsideConsent,
        Refused::TooManyNamed,
        Refused::NotPartner,
        Refused::NotOrientable,
        Refused::NotTrusted,
        Refused::SayHow,
        Refused::TooLate,
        Refused::NoPauseLeft,
        Refused::PastDate,
        Refused::TooFar,
        Refused::TooFewTries,
        Refused::Erased,
        Refused::SameReferral,
    ];

    /// The word used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            Refused::NotAllowed => "not_allowed",
            Refused::WrongState => "wrong_state",
            Refused::Closed => "closed",
            Refused::AlreadyAccepted => "already_accepted",
            Refused::AlreadyAsked => "already_asked",
            Refused::NoSuchAttempt => "no_such_attempt",
            Refused::NoConsent => "no_consent",
            Refused::OldConsent => "old_consent",
            Refused::OutsideConsent => "outside_consent",
            Refused::TooManyNamed => "too_many_named",
            Refused::NotPartner => "not_partner",
            Refused::NotOrientable => "not_orientable",
            Refused::NotTrusted => "not_trusted",
            Refused::SayHow => "say_how",
            Refused::TooLate => "too_late",
            Refused::NoPauseLeft => "no_pause_left",
            Refused::PastDate => "past_date",
            Refused::TooFar => "too_far",
            Refused::TooFewTries => "too_few_tries",
            Refused::Erased => "erased",
            Refused::SameReferral => "same_referral",
        }
    }
}
