//! How listings are kept true: checks, calls and reports of errors, in coded words.

use crate::closed_list::closed_list;

closed_list! {
    /// What came of a check of one offer.
    CheckResult {
        /// Everything is still right.
        Confirmed = "confirmed",
        /// Something was put right at the same time.
        Corrected = "corrected",
        /// The help is not given any more; the offer is paused.
        NoLongerOffered = "no_longer_offered",
    }

    /// Why an organization is on the call list; the first of its offers counts.
    CallReason {
        /// Visitors found the door closed.
        InDoubt = "in_doubt",
        /// It was asked two weeks ago or more.
        NoAnswer = "no_answer",
        /// No letter can reach it.
        NoAddress = "no_address",
        /// A listing has to be confirmed and nobody was asked yet.
        ToConfirm = "to_confirm",
    }

    /// What came of a call or a visit.
    CallResult {
        ConfirmedAll = "confirmed_all",
        /// Something is put right in the listing now.
        Corrected = "corrected",
        NoAnswer = "no_answer",
        WrongNumber = "wrong_number",
        NoLongerOffered = "no_longer_offered",
        /// The organization does not want to be called again.
        DoNotCall = "do_not_call",
    }

    /// What is wrong with a listing.
    ReportReason {
        ClosedDoor = "closed_door",
        WrongHours = "wrong_hours",
        WrongAddress = "wrong_address",
        WrongPhone = "wrong_phone",
        NoLongerExists = "no_longer_exists",
        Other = "other",
        /// Said by the organization itself, by the link in a letter.
        Changed = "changed",
    }

    /// Who reported it.
    ReportOrigin {
        Visitor = "visitor",
        Organization = "organization",
    }

    /// What came of a report.
    ReportOutcome {
        Corrected = "corrected",
        WasRight = "was_right",
        Removed = "removed",
        /// Nobody could find out.
        Unclear = "unclear",
    }
}

impl CallResult {
    /// True when nobody was spoken to, so that somebody has to call again.
    pub fn is_to_be_repeated(self) -> bool {
        matches!(self, CallResult::NoAnswer | CallResult::WrongNumber)
    }
}

impl ReportReason {
    /// What a visitor can choose, in the order of the form.
    pub const OF_VISITORS: [ReportReason; 6] = [
        ReportReason::ClosedDoor,
        ReportReason::WrongHours,
        ReportReason::WrongAddress,
        ReportReason::WrongPhone,
        ReportReason::NoLongerExists,
        ReportReason::Other,
    ];

    /// True when it says nothing without words.
    pub fn needs_words(self) -> bool {
        matches!(self, ReportReason::Other | ReportReason::Changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visitors_choose_among_all_reasons_but_the_one_of_organizations() {
        let mut all: Vec<_> = ReportReason::OF_VISITORS.to_vec();
        all.push(ReportReason::Changed);

        assert_eq!(all, ReportReason::ALL);
    }

    #[test]
    fn only_calls_that_reached_nobody_are_repeated() {
        let repeated: Vec<_> =
            CallResult::ALL.iter().filter(|one| one.is_to_be_repeated()).collect();

        assert_eq!(repeated, [&CallResult::NoAnswer, &CallResult::WrongNumber]);
    }
}
