//! Every stored word reads back as what was stored.

use std::collections::BTreeSet;

use kernel::{AttemptId, ReferralId};

use crate::*;

fn are_distinct<'a>(words: impl IntoIterator<Item = &'a str>) -> bool {
    let mut seen = BTreeSet::new();
    words.into_iter().all(|word| seen.insert(word))
}

#[test]
fn every_word_reads_back() {
    assert!(ReferralState::ALL.iter().all(|s| ReferralState::from_word(s.word()) == Some(*s)));
    assert!(AttemptState::ALL.iter().all(|s| AttemptState::from_word(s.word()) == Some(*s)));
    assert!(Question::ALL.iter().all(|q| Question::from_word(q.word()) == Some(*q)));
    assert!(Move::ALL.iter().all(|m| Move::from_word(m.word()) == Some(*m)));
    assert!(News::ALL.iter().all(|n| News::from_word(n.word()) == Some(*n)));
    assert!(Why::ALL.iter().all(|w| Why::from_word(w.word()) == Some(*w)));
    assert!(OpeningReason::ALL.iter().all(|o| OpeningReason::from_word(o.word()) == Some(*o)));
    assert!(are_distinct(Refused::ALL.map(Refused::word)));
}

#[test]
fn every_notice_reads_back_from_what_is_kept_of_it() {
    let id = || AttemptId::from("a");
    let notices = [
        Notice::AskPartner(id()),
        Notice::RemindPartner(id(), 2),
        Notice::AskReview(id()),
        Notice::SendContact(id()),
        Notice::TellPartnerWithdrawn(id()),
        Notice::TellPartnerInformation(id()),
        Notice::TellPartnerResumed(id()),
        Notice::AskFreshness(id()),
        Notice::TellSender(News::Lapsed),
        Notice::TellPerson(News::Accepted),
        Notice::TellCoordinators(Why::NobodyLeft),
        Notice::RegisterUnmetNeed(UnmetCause::TooFar),
        Notice::EraseIdentity,
    ];
    assert!(are_distinct(notices.iter().map(Notice::word)));
    for notice in notices {
        let (word, attempt) = (notice.word(), notice.attempt().cloned());
        let kept = Notice::from_parts(word, attempt, notice.number(), notice.detail());
        assert_eq!(kept, Some(notice));
    }
    assert_eq!(Notice::from_parts("ask_partner", None, None, None), None);
}

#[test]
fn every_ending_and_owner_reads_back_from_what_is_kept_of_it() {
    let endings = [
        (ReferralState::Completed, Ending::Completed(Outcome::InformedOnly)),
        (
            ReferralState::ClosedWithoutHelp,
            Ending::WithoutHelp(ClosureReason::Capacity, UnmetCause::Full),
        ),
        (ReferralState::Withdrawn, Ending::Withdrawn(PersonReason::Timing)),
        (ReferralState::Duplicate, Ending::DuplicateOf(ReferralId::from("r2"))),
        (ReferralState::EnteredInError, Ending::EnteredInError),
    ];
    for (state, ending) in endings {
        let read = Ending::from_parts(
            state,
            ending.reason_word(),
            ending.cause_word(),
            ending.duplicate_of().map(ReferralId::as_str),
        );
        assert_eq!(read, Some(ending));
    }
    let owners = [Owner::Organization("o".into()), Owner::Account("a".into()), Owner::Pool];
    for owner in owners {
        assert_eq!(Owner::from_parts(owner.word(), owner.id()), Some(owner));
    }
}
