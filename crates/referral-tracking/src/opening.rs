/// Why somebody looks at who a person is (REF-19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum OpeningReason {
    ContactPerson,
    VerifyNeed,
    CorrectDetails,
    Other,
}

impl OpeningReason {
    /// Every reason, in reading order.
    pub const ALL: [OpeningReason; 4] = [
        OpeningReason::ContactPerson,
        OpeningReason::VerifyNeed,
        OpeningReason::CorrectDetails,
        OpeningReason::Other,
    ];

    /// The word kept in the log and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            OpeningReason::ContactPerson => "contact_person",
            OpeningReason::VerifyNeed => "verify_need",
            OpeningReason::CorrectDetails => "correct_details",
            OpeningReason::Other => "other",
        }
    }

    /// Reads back an [`OpeningReason::word`].
    pub fn from_word(word: &str) -> Option<OpeningReason> {
        OpeningReason::ALL.into_iter().find(|reason| reason.word() == word)
    }
}
