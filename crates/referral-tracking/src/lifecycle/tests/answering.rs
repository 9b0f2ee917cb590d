use kernel::OrganizationId;

use super::*;
use crate::{Declined, Outcome, PersonReason, Question, Tries};

// A referral for which twenty organizations were asked and let their time pass but the last.
fn twenty_asked() -> Case {
    let mut case = Case::draft_to_any(Urgency::U2, &[]);
    for number in 0..20 {
        let name = OrganizationId::from(format!("partner-{number}"));
        case.world.partners.insert(name.clone(), Vec::new());
        let offer = kernel::OfferId::from(format!("offer-{number}"));
        let candidate = Candidate { offer, organization: name, promise: None };
        case.referral.candidates.push(candidate);
    }
    case.send();
    while case.referral.attempts.len() < 20 {
        case.now = case.referral.live().unwrap().due.unwrap();
        case.tick();
    }
    case
}

#[test]
fn twenty_answers_give_one_winner_whoever_comes_first() {
    for first in [1, 7, 20] {
        let mut case = twenty_asked();
        case.asked(first, accept());

        for position in (1..=20).filter(|position| *position != first) {
            assert_eq!(case.asked_answer(position, accept()), Err(Refused::AlreadyAccepted));
        }
        let winners = case.states().iter().filter(|state| state.holds_person()).count();
        assert_eq!(winners, 1);
    }
}

#[test]
fn twenty_answers_read_at_the_same_time_give_one_winner_by_the_version() {
    let case = twenty_asked();
    let read = case.referral.clone();
    let mut kept = case.referral.clone();
    let mut outcomes = Vec::new();
    for position in 1..=20 {
        let (link, id) = case.link(position);
        let step = step(case.now, link, Channel::MailLink, Action::OnAttempt(id, accept()), 99);
        let change = step.apply(&read, &case.world).expect("possible as it was read");
        if change.referral.version == kept.version {
            kept = Referral { version: kept.version + 1, ..change.referral };
            outcomes.push(Ok(()));
        } else {
            outcomes.push(step.apply(&kept, &case.world).map(|_| ()));
        }
    }

    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let told = outcomes.iter().filter(|o| **o == Err(Refused::AlreadyAccepted)).count();
    assert_eq!(told, 19);
}

#[test]
fn a_yes_gives_the_organization_the_contact_and_the_referral() {
    let mut case = Case::sent(Urgency::U1, &["atelier"]);
    let in_charge = Some("Luc".to_owned());

    let notices = case.asked(1, AttemptAction::Accept { in_charge: in_charge.clone() });

    let id = case.attempt(1).id.clone();
    assert_eq!(
        notices,
        [
            Notice::SendContact(id),
            Notice::TellSender(News::Accepted),
            Notice::TellPerson(News::Accepted)
        ]
    );
    assert_eq!(
        (case.attempt(1).in_charge.clone(), case.owner()),
        (in_charge, "atelier".to_owned())
    );
    // First contact within three opening days.
    assert_eq!(case.referral.due, Some(at("2026-03-05T08:00:00Z")));
}

#[test]
fn a_late_yes_counts_as_long_as_nobody_else_said_yes_and_the_other_is_told() {
    let mut case = Case::sent(Urgency::U1, &["atelier", "contact"]);
    case.at("2026-03-04T08:00:00Z").tick();
    assert_eq!(case.states(), [AttemptState::Lapsed, AttemptState::Sent]);

    let notices = case.asked(1, accept());

    assert_eq!(case.states(), [AttemptState::Accepted, AttemptState::Withdrawn]);
    assert!(notices.contains(&Notice::TellPartnerWithdrawn(case.attempt(2).id.clone())));
    assert_eq!(case.owner(), "atelier");
    assert_eq!(case.asked_answer(2, accept()), Err(Refused::AlreadyAccepted));
}

#[test]
fn a_late_yes_comes_too_late_when_the_person_took_the_organization_off_the_list() {
    let mut case = Case::sent(Urgency::U1, &["atelier", "contact"]);
    case.at("2026-03-04T08:00:00Z").tick();
    let fewer = consent(&case.world, Scope::Named(vec![OrganizationId::from("contact")]));
    case.act(case.world.mediator(), Action::RecordConsent(fewer));

    assert_eq!(case.asked_answer(1, accept()), Err(Refused::OutsideConsent));
}

#[test]
fn a_no_asks_the_next_organization_at_once() {
    let mut case = Case::sent(Urgency::U0, &["atelier", "contact"]);

    let notices = case.asked(1, full());

    assert_eq!(case.asked_names(), ["atelier", "contact"]);
    assert_eq!(
        notices,
        [
            Notice::TellSender(News::Declined),
            Notice::AskPartner(case.attempt(2).id.clone()),
            Notice::TellPerson(News::Asked)
        ]
    );
}

#[test]
fn the_coordinators_are_told_once_after_the_second_failure_while_others_are_asked() {
    let mut case = Case::sent_to_any(Urgency::U0, &[]);
    let told: Vec<_> =
        (1..=4).map(|position| tells(&case.asked(position, full()), Why::SecondFailure)).collect();

    assert_eq!(told, [false, true, false, false]);
    assert_eq!(case.owner(), "ecoute");
    let last = case.asked(5, full());
    assert!(tells(&last, Why::NobodyLeft) && !tells(&last, Why::SecondFailure));
    assert_eq!((case.owner(), case.referral.failed_attempts()), ("pool".to_owned(), 5));
}

#[test]
fn nobody_else_is_asked_for_a_person_who_does_not_want_it_any_more() {
    for reason in PersonReason::ALL {
        let mut case = Case::sent(Urgency::U0, &["atelier", "contact"]);
        let declined = Declined::ByPerson(reason);

        let notices = case.asked(1, AttemptAction::Decline { declined, suggests: None });

        if reason.leaves_other_offers_open() {
            assert_eq!(case.owner(), "contact", "{reason:?}");
        } else {
            assert!(tells(&notices, Why::PersonStopped), "{reason:?}");
            assert_eq!((case.owner(), case.referral.attempts.len()), ("pool".to_owned(), 1));
        }
    }
}

#[test]
fn a_question_stops_the_clock_and_its_answer_starts_it_again() {
    let mut case = Case::sent(Urgency::U1, &["atelier"]);
    let question = AttemptAction::AskInformation { question: Question::Language, note: None };
    // After 10 of 20 hours.
    case.at("2026-03-03T08:00:00Z");

    let notices = case.asked(1, question);

    assert!(notices.contains(&Notice::TellSender(News::InfoRequested)));
    assert_eq!(case.owner(), "counter", "the sender has to answer");
    assert_eq!(case.referral.due, Some(at("2026-03-10T08:00:00Z")), "five opening days");

    case.at("2026-03-05T08:00:00Z");
    let id = case.attempt(1).id.clone();
    let answer = AttemptAction::GiveInformation { note: Some("Tigrinya".to_owned()) };
    let notices = case.act(case.world.colleague(), Action::OnAttempt(id.clone(), answer));

    assert_eq!(notices, [Notice::TellPartnerInformation(id)]);
    assert_eq!(case.owner(), "atelier");
    assert_eq!(case.referral.due, Some(at("2026-03-06T08:00:00Z")), "ten hours are left");
}

#[test]
fn a_question_without_answer_stops_the_clock_for_five_opening_days_only() {
    let mut case = Case::sent(Urgency::U1, &["atelier"]);
    let question = AttemptAction::AskInformation { question: Question::Need, note: None };
    case.asked(1, question.clone());
    case.at("2026-03-09T08:00:00Z");

    let notices = case.tick();

    let id = case.attempt(1).id.clone();
    assert_eq!(notices, [Notice::TellPartnerResumed(id), Notice::TellSender(News::PauseOver)]);
    assert_eq!(case.attempt(1).state, AttemptState::Sent);
    assert_eq!(case.referral.due, Some(at("2026-03-11T08:00:00Z")));
    assert_eq!(case.asked_answer(1, question), Err(Refused::NoPauseLeft));
}

#[test]
fn a_question_after_the_deadline_is_too_late() {
    let mut case = Case::sent(Urgency::U2, &["atelier"]);
    case.at("2026-03-02T12:00:00Z");
    let question = AttemptAction::AskInformation { question: Question::Need, note: None };

    assert_eq!(case.asked_answer(1, question), Err(Refused::TooLate));
}

#[test]
fn an_organization_may_say_yes_while_its_question_is_open() {
    let mut case = Case::sent(Urgency::U1, &["atelier"]);
    case.asked(1, AttemptAction::AskInformation { question: Question::Need, note: None });

    case.asked(1, accept());

    assert_eq!((case.states(), case.owner()), (vec![AttemptState::Accepted], "atelier".to_owned()));
}

#[test]
fn a_waiting_list_needs_a_day_that_is_not_past() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    let wait = |day: &str| AttemptAction::Waitlist { expected_on: Some(day.parse().unwrap()) };

    assert_eq!(case.asked_answer(1, wait("2026-03-01")), Err(Refused::PastDate));
    assert_eq!(case.asked_answer(1, wait("2027-03-03")), Err(Refused::TooFar));
    assert_eq!(case.asked_answer(1, wait("2027-03-02")), Ok(()));
    let notices = case.asked(1, wait("2026-03-13"));

    assert!(notices.contains(&Notice::TellPerson(News::Waitlisted)));
    assert_eq!(case.referral.due, Some(at("2026-03-13T17:00:00Z")), "at the end of that day");
    case.asked(1, accept());
    assert_eq!(case.states(), [AttemptState::Accepted]);
}

#[test]
fn an_urgent_person_on_a_waiting_list_goes_to_the_coordinators() {
    let mut case = Case::sent(Urgency::U2, &["atelier"]);

    let notices = case.asked(1, AttemptAction::Waitlist { expected_on: None });

    assert!(tells(&notices, Why::UrgentWaitlisted));
    assert_eq!((case.owner(), case.states()), ("pool".to_owned(), vec![AttemptState::Waitlisted]));
}

#[test]
fn help_runs_from_contact_over_a_missed_appointment_to_its_outcome() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    case.asked(1, accept());
    assert_eq!(case.asked_answer(1, AttemptAction::RecordNoShow), Err(Refused::WrongState));
    let appointment_at = Some(at("2026-03-05T09:00:00Z"));
    case.asked(1, AttemptAction::RecordContact { appointment_at });
    case.asked(1, AttemptAction::RecordNoShow);
    case.asked(1, contact());

    let notices = case.asked(1, AttemptAction::Complete(Outcome::HelpedPartly));

    assert_eq!(notices, [Notice::TellSender(News::Completed), Notice::TellPerson(News::Completed)]);
    assert_eq!(case.referral.state, ReferralState::Completed);
    assert_eq!(case.attempt(1).appointment_at, appointment_at);
}

#[test]
fn giving_up_on_a_person_needs_three_tries_by_two_channels_or_a_letter() {
    let tried = |times, channels, letters| {
        let mut case = Case::sent(Urgency::U0, &["atelier", "contact"]);
        case.asked(1, accept());
        let tries = Tries { times, channels, letters };
        case.asked_answer(1, AttemptAction::RecordUnreachable(tries))
    };

    assert_eq!(tried(2, 2, 0), Err(Refused::TooFewTries));
    assert_eq!(tried(5, 1, 0), Err(Refused::TooFewTries));
    assert_eq!(tried(3, 2, 0), Ok(()));
    assert_eq!(tried(1, 1, 1), Ok(()));
}

#[test]
fn an_answer_given_twice_is_refused_and_changes_nothing() {
    let mut case = Case::sent(Urgency::U0, &["atelier", "contact"]);
    case.asked(1, accept());
    assert_eq!(case.asked_answer(1, accept()), Err(Refused::WrongState));

    case.asked(1, full());
    assert_eq!(case.asked_answer(1, full()), Err(Refused::WrongState));
    assert_eq!(case.asked_answer(1, accept()), Err(Refused::WrongState), "a no stays a no");
}

#[test]
fn an_answer_to_a_closed_referral_is_told_so() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    case.act(case.person(), Action::Withdraw(PersonReason::NeedSolved));

    assert_eq!(case.asked_answer(1, accept()), Err(Refused::Closed));
}

#[test]
fn an_appointment_lies_between_yesterday_and_a_year_from_now() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    case.asked(1, accept());
    let meet = |text: &str| AttemptAction::RecordContact { appointment_at: Some(at(text)) };
    let before = case.referral.clone();

    // It is Monday 2 March 2026, 8:00 UTC.
    for (day, answer) in [
        ("2026-03-01T07:59:00Z", Err(Refused::PastDate)),
        ("1026-03-10T08:00:00Z", Err(Refused::PastDate)),
        ("2026-03-01T08:00:00Z", Ok(())),
        ("2026-03-10T08:00:00Z", Ok(())),
        ("2027-03-02T08:00:00Z", Ok(())),
        ("2027-03-02T08:01:00Z", Err(Refused::TooFar)),
        ("9999-12-31T08:00:00Z", Err(Refused::TooFar)),
    ] {
        assert_eq!(case.asked_answer(1, meet(day)), answer, "{day}");
    }
    assert_eq!(case.referral, before);
}
