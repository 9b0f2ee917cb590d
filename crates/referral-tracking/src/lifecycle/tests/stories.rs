//! The stories of requirements.md 8 that the rules alone can tell.

use super::*;
use crate::{DeclineReason, Declined, PersonReason};

#[test]
fn story_1_urgent_on_tuesday_afternoon_is_answered_by_wednesday_morning() {
    let mut case = Case::draft(Urgency::U2, &["atelier", "contact"]);
    // Tuesday 15:40.
    case.at("2026-03-03T14:40:00Z").send();
    assert_eq!(case.referral.due, Some(at("2026-03-04T08:40:00Z")), "Wednesday 9:40");

    // 17:40: half the time is over in silence.
    assert_eq!(case.referral.wake_at, Some(at("2026-03-03T16:40:00Z")));
    let notices = case.at("2026-03-03T16:40:00Z").tick();

    let id = case.attempt(1).id.clone();
    let expected = [Notice::RemindPartner(id, 1), Notice::TellCoordinators(Why::UrgentUnanswered)];
    assert_eq!(notices, expected);
    assert_eq!((case.owner(), case.states()), ("pool".to_owned(), vec![AttemptState::Sent]));
    assert!(case.referral.waits_for_coordinator());

    let coordinator = case.coordinator();
    case.at("2026-03-03T16:50:00Z").act(coordinator, Action::Take);
    assert_eq!(case.owner(), "coordinator-1");

    // Wednesday 9:35: yes, within four opening hours.
    case.at("2026-03-04T08:35:00Z").asked(1, accept());
    assert_eq!((case.owner(), case.referral.escalation), ("atelier".to_owned(), 0));
    let first = case.attempt(1);
    let answered = first.answered_at.unwrap();
    let waited = case.world.calendar.between(first.sent_at, answered, &[]);
    assert_eq!((waited.num_minutes(), first.lapsed_at), (235, None));
}

#[test]
fn story_1_goes_on_with_the_next_organization_when_the_first_stays_silent() {
    let mut case = Case::draft(Urgency::U2, &["atelier", "contact"]);
    case.at("2026-03-03T14:40:00Z").send();
    case.at("2026-03-03T16:40:00Z").tick();

    let notices = case.at("2026-03-04T08:40:00Z").tick();

    assert_eq!(case.states(), [AttemptState::Lapsed, AttemptState::Sent]);
    // The coordinators' two hours are over at the same time; the referral stays with them.
    assert!(tells(&notices, Why::SecondCoordinator));
    assert_eq!((case.owner(), case.referral.escalation), ("pool".to_owned(), 2));
    case.asked(2, accept());
    assert_eq!((case.owner(), case.referral.escalation), ("contact".to_owned(), 0));
}

#[test]
fn story_3_silence_then_a_no_that_names_a_third_who_says_yes() {
    let mut case = Case::sent_to_any(Urgency::U0, &["atelier", "contact"]);

    // Five opening days of silence.
    let notices = case.at("2026-03-09T08:00:00Z").tick();
    let silent = case.attempt(1).id.clone();
    assert!(notices.contains(&Notice::AskFreshness(silent)), "does its listing still hold?");
    assert!(notices.contains(&Notice::TellSender(News::Lapsed)));
    assert_eq!(case.asked_names(), ["atelier", "contact"]);

    let suggests = Some(candidate(&case.world, "ecoute"));
    let declined = Declined::ByProvider(DeclineReason::Full);
    let notices =
        case.at("2026-03-10T08:00:00Z").asked(2, AttemptAction::Decline { declined, suggests });
    assert!(tells(&notices, Why::SecondFailure));
    assert_eq!(case.asked_names(), ["atelier", "contact", "ecoute"]);

    case.at("2026-03-11T08:00:00Z").asked(3, accept());
    let expected = [AttemptState::Lapsed, AttemptState::Declined, AttemptState::Accepted];
    assert_eq!(case.states(), expected);
    assert!(case.attempt(1).lapsed_at.is_some(), "the silence of the first is on record");
}

#[test]
fn story_4_a_person_who_withdraws_by_telephone_hears_nothing_more_and_is_forgotten() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    let helpdesk = case.world.helpdesk();

    let notices = case.act(helpdesk, Action::Withdraw(PersonReason::ChangedMind));

    let id = case.attempt(1).id.clone();
    assert_eq!(notices, [Notice::TellPartnerWithdrawn(id), Notice::TellSender(News::Withdrawn)]);
    assert_eq!(case.referral.state, ReferralState::Withdrawn);
    let last = case.now + chrono::Duration::hours(24);
    assert!(case.referral.wake_at.is_some_and(|at| at <= last), "within 24 hours");

    case.now = case.referral.wake_at.unwrap();
    assert_eq!(case.tick(), [Notice::EraseIdentity]);
    assert_eq!((case.referral.wake_at, case.tick()), (None, vec![]));
}
