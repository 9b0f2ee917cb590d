use chrono::Duration;

use super::*;
use crate::{Outcome, Question};

#[test]
fn two_reminders_go_out_at_half_and_at_four_fifths_of_the_time() {
    let mut case = Case::sent(Urgency::U1, &["atelier"]);
    let id = case.attempt(1).id.clone();

    // 20 hours: half is Tuesday 9:00, four fifths Tuesday 15:00.
    assert_eq!(case.at("2026-03-03T07:59:59Z").tick(), []);
    assert_eq!(case.at("2026-03-03T08:00:00Z").tick(), [Notice::RemindPartner(id.clone(), 1)]);
    assert_eq!(case.tick(), [], "a second tick does nothing");
    assert_eq!(case.at("2026-03-03T13:59:59Z").tick(), []);
    assert_eq!(case.at("2026-03-03T14:00:00Z").tick(), [Notice::RemindPartner(id, 2)]);
    assert_eq!(case.at("2026-03-04T07:59:59Z").tick(), []);
}

#[test]
fn after_an_outage_only_the_last_reminder_is_sent() {
    let mut case = Case::sent(Urgency::U1, &["atelier"]);

    let notices = case.at("2026-03-04T07:00:00Z").tick();

    assert_eq!(notices, [Notice::RemindPartner(case.attempt(1).id.clone(), 2)]);
}

#[test]
fn after_a_long_outage_one_organization_lapses_and_the_next_gets_all_its_time() {
    let mut case = Case::sent(Urgency::U1, &["atelier", "contact", "depann"]);

    // Three weeks later, Monday 23 March 9:00.
    let notices = case.at("2026-03-23T08:00:00Z").tick();

    assert_eq!(case.states(), [AttemptState::Lapsed, AttemptState::Sent]);
    assert_eq!(case.referral.due, Some(at("2026-03-25T08:00:00Z")));
    assert!(!notices.iter().any(|notice| matches!(notice, Notice::RemindPartner(..))));
    assert_eq!(case.tick(), []);
}

#[test]
fn silence_with_nobody_left_goes_to_the_coordinators() {
    let mut case = Case::sent(Urgency::U1, &["atelier"]);

    let notices = case.at("2026-03-04T08:00:00Z").tick();

    assert!(tells(&notices, Why::NobodyLeft));
    assert_eq!((case.owner(), case.states()), ("pool".to_owned(), vec![AttemptState::Lapsed]));
}

#[test]
fn a_coordinator_who_does_not_act_is_followed_by_a_second_one_again_and_again() {
    let mut case = Case::draft(Urgency::U1, &[]);
    case.send();
    assert_eq!(case.referral.escalation, 1);
    let coordinator = case.coordinator();
    case.act(coordinator, Action::Take);

    for (day, level) in [("03", 2), ("04", 3), ("05", 4)] {
        let notices = case.at(&format!("2026-03-{day}T08:00:00Z")).tick();
        assert_eq!(notices, [Notice::TellCoordinators(Why::SecondCoordinator)]);
        assert_eq!((case.owner(), case.referral.escalation), ("pool".to_owned(), level));
    }
}

#[test]
fn after_an_outage_the_coordinators_are_told_once() {
    let mut case = Case::draft(Urgency::U1, &[]);
    case.send();

    let notices = case.at("2026-04-20T08:00:00Z").tick();

    assert_eq!(notices, [Notice::TellCoordinators(Why::SecondCoordinator)]);
    assert_eq!((case.referral.escalation, case.tick()), (2, vec![]));
}

#[test]
fn an_urgent_person_does_not_wait_for_an_organization_on_holiday() {
    let mut case = Case::draft(Urgency::U2, &["biblio"]);
    // Monday 9 March 9:00: the library is closed for two weeks.
    case.at("2026-03-09T08:00:00Z").send();
    assert_eq!(case.referral.due, Some(at("2026-03-23T11:00:00Z")));

    let notices = case.at("2026-03-09T10:00:00Z").tick();

    assert_eq!(notices, [Notice::TellCoordinators(Why::UrgentUnanswered)], "and no reminder");
    assert_eq!(case.owner(), "pool");
}

#[test]
fn a_question_that_stays_open_does_not_keep_an_urgent_person_from_the_coordinators() {
    let mut case = Case::sent(Urgency::U2, &["atelier"]);
    case.at("2026-03-02T11:00:00Z");
    case.asked(1, AttemptAction::AskInformation { question: Question::Contact, note: None });
    // Four hours at most, then the clock has one hour left, less than half.
    case.at("2026-03-02T15:00:00Z");

    let notices = case.tick();

    assert!(tells(&notices, Why::UrgentUnanswered));
    assert!(!notices.iter().any(|notice| matches!(notice, Notice::RemindPartner(..))));
    assert_eq!(
        (case.owner(), case.referral.live().unwrap().due),
        ("pool".to_owned(), Some(at("2026-03-02T16:00:00Z")))
    );
}

#[test]
fn a_yes_without_contact_goes_to_the_coordinators_and_comes_back_with_the_contact() {
    let mut case = Case::sent(Urgency::U1, &["atelier"]);
    case.asked(1, accept());
    let id = case.attempt(1).id.clone();
    case.at("2026-03-05T08:00:00Z");

    let notices = case.tick();

    assert_eq!(notices, [Notice::AskReview(id), Notice::TellCoordinators(Why::NoContact)]);
    assert_eq!((case.owner(), case.states()), ("pool".to_owned(), vec![AttemptState::Accepted]));
    case.asked(1, contact());
    assert_eq!((case.owner(), case.referral.escalation), ("atelier".to_owned(), 0));
}

#[test]
fn a_waiting_list_is_looked_at_every_thirty_days() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    case.asked(1, AttemptAction::Waitlist { expected_on: None });
    let id = case.attempt(1).id.clone();
    assert_eq!(case.referral.due, Some(case.now + Duration::days(30)));
    case.now += Duration::days(30);

    let notices = case.tick();

    assert_eq!(notices, [Notice::AskReview(id), Notice::TellPerson(News::StillWaiting)]);
    let again = case.asked(1, AttemptAction::Waitlist { expected_on: None });
    assert!(again.contains(&Notice::TellPerson(News::StillWaiting)));
    assert_eq!(case.referral.due, Some(case.now + Duration::days(30)));
}

#[test]
fn help_under_way_is_asked_about_and_silence_goes_to_the_coordinators() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    case.asked(1, accept());
    case.asked(1, contact());
    case.now += Duration::days(30);
    assert_eq!(case.tick(), [Notice::AskReview(case.attempt(1).id.clone())]);
    // Five opening days to answer, over Good Friday and Easter Monday.
    assert_eq!(case.referral.due, Some(at("2026-04-10T08:00:00Z")));

    let notices = case.at("2026-04-10T08:00:00Z").tick();

    assert_eq!(notices, [Notice::TellCoordinators(Why::NoReview)]);
    assert_eq!(case.owner(), "pool");
}

#[test]
fn a_contact_recorded_again_says_that_help_goes_on_and_bothers_nobody() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    case.asked(1, accept());
    case.asked(1, contact());
    case.now += Duration::days(30);
    case.tick();

    assert_eq!(case.asked(1, contact()), []);
    assert_eq!(case.referral.due, Some(case.now + Duration::days(30)));
}

#[test]
fn a_draft_that_nobody_finishes_is_gone_with_the_name_after_seven_days() {
    let mut case = Case::draft(Urgency::U0, &["atelier"]);
    case.now += Duration::days(7);

    let notices = case.tick();

    assert!(notices.contains(&Notice::EraseIdentity));
    assert_eq!(case.referral.state, ReferralState::EnteredInError);
    assert_eq!((case.referral.wake_at, case.referral.is_identity_erased), (None, true));
}

#[test]
fn a_held_referral_that_nobody_looks_at_calls_a_second_coordinator() {
    let mut case = Case::draft(Urgency::U0, &["atelier"]);
    case.act(case.world.mediator(), Action::Hold);

    let notices = case.at("2026-03-04T08:00:00Z").tick();

    assert_eq!(notices, [Notice::TellCoordinators(Why::SecondCoordinator)]);
    assert_eq!(case.referral.due, Some(at("2026-03-06T08:00:00Z")));
}

#[test]
fn details_are_erased_ninety_days_after_closing() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    case.asked(1, accept());
    case.asked(1, AttemptAction::Complete(Outcome::HelpedFully));
    assert_eq!(case.referral.wake_at, Some(case.now + Duration::days(90)));

    case.now += Duration::days(90);

    assert_eq!(case.tick(), [Notice::EraseIdentity]);
    assert_eq!(case.tick(), []);
}

#[test]
fn details_are_erased_after_a_year_even_when_help_still_runs_and_nobody_new_is_asked() {
    let mut case = Case::sent(Urgency::U0, &["atelier", "contact"]);
    case.asked(1, accept());
    case.now += Duration::days(365);
    assert!(case.tick().contains(&Notice::EraseIdentity));

    let notices = case.asked(1, full());

    assert!(notices.contains(&Notice::TellSender(News::Declined)));
    assert_eq!(case.asked_names(), ["atelier"]);
    let other = Action::Reroute(candidate(&case.world, "contact"));
    assert_eq!(case.answer_to(case.coordinator(), other), Err(Refused::Erased));
}
