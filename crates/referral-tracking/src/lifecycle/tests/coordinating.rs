use super::*;
use crate::{Helped, Move, OpeningReason, Outcome, diagram, table};

#[test]
fn a_coordinator_takes_a_referral_and_has_one_opening_day_from_then() {
    let mut case = Case::draft(Urgency::U0, &[]);
    case.send();
    case.at("2026-03-02T12:00:00Z");

    case.act(case.coordinator(), Action::Take);

    assert_eq!(case.owner(), "coordinator-1");
    assert_eq!(case.referral.due, Some(at("2026-03-03T12:00:00Z")));
    assert!(case.referral.waits_for_coordinator());
}

#[test]
fn a_referral_is_given_to_the_sender_but_to_no_organization_that_has_nothing_to_do_with_it() {
    let mut case = Case::draft(Urgency::U0, &[]);
    case.send();
    let give = |name: &str| Action::Reassign(Owner::Organization(name.into()));

    assert_eq!(case.answer_to(case.coordinator(), give("ecoute")), Err(Refused::OutsideConsent));
    case.act(case.coordinator(), give("counter"));
    assert_eq!((case.owner(), case.referral.escalation), ("counter".to_owned(), 0));

    // One opening day later the coordinators have it back.
    let notices = case.at("2026-03-03T08:00:00Z").tick();
    assert!(tells(&notices, Why::SecondCoordinator));
    assert_eq!(case.owner(), "pool");
}

#[test]
fn nobody_takes_a_referral_over_while_the_organization_is_in_time() {
    let mut case = Case::sent(Urgency::U1, &["atelier"]);
    let give = Action::Reassign(Owner::Account("coordinator-1".into()));
    for action in [Action::Take, give, Action::Reassign(Owner::Pool)] {
        assert_eq!(case.answer_to(case.coordinator(), action), Err(Refused::WrongState));
    }
    case.asked(1, accept());
    assert_eq!(case.answer_to(case.coordinator(), Action::Take), Err(Refused::WrongState));

    case.now = case.referral.due.unwrap();
    case.act(case.coordinator(), Action::Take);

    assert_eq!(case.owner(), "coordinator-1");
}

#[test]
fn a_coordinator_looks_at_who_the_person_is_only_for_what_waits_in_the_queue() {
    let mut case = Case::sent(Urgency::U1, &["atelier"]);
    let open = || Action::OpenIdentity(OpeningReason::ContactPerson);
    assert_eq!(case.answer_to(case.coordinator(), open()), Err(Refused::WrongState));

    case.asked(1, full());
    let before = case.referral.clone();
    let change = case.attempted(&case.coordinator(), Channel::Web, open()).unwrap();

    assert_eq!(change.referral, before, "looking changes nothing but the log");
    let [event] = &change.events[..] else { panic!("{:?}", change.events) };
    assert_eq!((event.what, event.reason.as_deref()), (Move::OpenIdentity, Some("contact_person")));
    assert_eq!(
        event.by.account.as_ref().map(ToString::to_string).as_deref(),
        Some("coordinator-1")
    );
}

#[test]
fn the_sender_looks_at_who_the_person_is_as_long_as_it_is_kept() {
    let mut case = Case::sent(Urgency::U1, &["atelier"]);
    let open = || Action::OpenIdentity(OpeningReason::CorrectDetails);
    case.act(case.world.colleague(), open());
    case.referral.is_identity_erased = true;

    assert_eq!(case.answer_to(case.world.mediator(), open()), Err(Refused::Erased));
}

#[test]
fn a_person_who_was_helped_closes_the_loop_with_the_code_card() {
    for (helped, outcome) in
        [(Helped::Yes, Outcome::HelpedFully), (Helped::Partly, Outcome::HelpedPartly)]
    {
        let mut case = Case::sent(Urgency::U0, &["atelier"]);
        case.asked(1, accept());

        case.act(case.person(), Action::SayHelped(helped));

        let closed = case.referral.closed.clone().unwrap();
        assert_eq!(closed.ending, crate::Ending::Completed(outcome));
        assert_eq!(
            (closed.by.word.as_str(), case.states()),
            ("person", vec![AttemptState::Completed])
        );
    }
}

#[test]
fn a_person_who_was_not_helped_is_heard_by_the_coordinators_even_after_closing() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    case.asked(1, accept());
    let notices = case.act(case.person(), Action::SayHelped(Helped::No));
    assert!(tells(&notices, Why::PersonNotHelped));
    assert_eq!((case.owner(), case.states()), ("pool".to_owned(), vec![AttemptState::Accepted]));

    case.asked(1, AttemptAction::Complete(Outcome::InformedOnly));
    let notices = case.act(case.person(), Action::SayHelped(Helped::No));
    assert_eq!(notices, [Notice::TellCoordinators(Why::PersonNotHelped)]);
}

#[test]
fn nobody_says_how_the_help_was_before_somebody_said_yes() {
    let mut case = Case::sent(Urgency::U0, &["atelier", "contact"]);
    for helped in Helped::ALL {
        let answer = case.answer_to(case.person(), Action::SayHelped(helped));
        assert_eq!(answer, Err(Refused::WrongState));
    }
    case.asked(1, AttemptAction::Waitlist { expected_on: None });
    let answer = case.answer_to(case.person(), Action::SayHelped(Helped::No));
    assert_eq!(answer, Err(Refused::WrongState));
}

#[test]
fn a_person_who_did_not_come_and_is_helped_is_looked_at_by_a_coordinator() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    case.asked(1, accept());
    case.asked(1, contact());
    case.asked(1, AttemptAction::RecordNoShow);

    let notices = case.act(case.person(), Action::SayHelped(Helped::Yes));

    assert_eq!(notices, [Notice::TellCoordinators(Why::PersonSaysHelped)]);
    assert_eq!(case.states(), [AttemptState::NoShow]);
}

#[test]
fn the_same_word_said_again_calls_nobody_until_something_else_happened() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    case.asked(1, accept());
    let no = || Action::SayHelped(Helped::No);
    assert!(tells(&case.act(case.person(), no()), Why::PersonNotHelped));
    let before = case.referral.clone();

    for _ in 0..3 {
        let change = case.attempted(&case.person(), Channel::Web, no()).unwrap();
        assert_eq!((change.notices, change.events), (vec![], vec![]));
        assert_eq!(change.referral, before);
    }
    case.asked(1, contact());

    assert!(tells(&case.act(case.person(), no()), Why::PersonNotHelped));
}

#[test]
fn after_the_end_each_word_is_heard_once() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    case.asked(1, accept());
    case.asked(1, AttemptAction::Complete(Outcome::InformedOnly));
    let mut calls = 0;
    for helped in [Helped::No, Helped::Yes, Helped::No, Helped::Yes, Helped::No] {
        calls += case.act(case.person(), Action::SayHelped(helped)).len();
    }
    assert_eq!(calls, 1);
}

#[test]
fn a_letter_that_did_not_arrive_brings_a_coordinator_beside_the_organization() {
    let mut case = Case::sent(Urgency::U0, &["atelier", "contact"]);
    let id = case.attempt(1).id.clone();
    let due = case.attempt(1).due;

    let notices = case.act(Actor::System, Action::ReportUndelivered(id));

    assert_eq!(notices, [Notice::TellCoordinators(Why::LetterNotDelivered)]);
    assert_eq!((case.owner(), case.states()), ("pool".to_owned(), vec![AttemptState::Sent]));
    assert!(case.referral.waits_for_coordinator());
    assert_eq!(case.referral.due, Some(at("2026-03-03T08:00:00Z")), "one opening day");
    assert_eq!(case.attempt(1).due, due, "the organization may still answer");
    case.asked(1, accept());
    assert_eq!(case.owner(), "atelier");
}

#[test]
fn a_letter_that_did_not_arrive_is_told_to_the_coordinator_who_has_it_already() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    let id = case.attempt(1).id.clone();
    case.act(Actor::System, Action::ReportUndelivered(id.clone()));
    case.act(case.coordinator(), Action::Take);

    let notices = case.act(Actor::System, Action::ReportUndelivered(id.clone()));

    assert_eq!(notices, [Notice::TellCoordinators(Why::LetterNotDelivered)]);
    assert_eq!(case.owner(), "coordinator-1");
    case.asked(1, full());
    let over = case.answer_to(Actor::System, Action::ReportUndelivered(id));
    assert_eq!(over, Err(Refused::WrongState), "nobody has to be called any more");
}

#[test]
fn nobody_gets_a_message_about_what_they_did_themselves() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    let colleague = case.world.colleague();
    let id = case.attempt(1).id.clone();
    let yes = Action::OnAttempt(id.clone(), accept());

    let change = case.attempted(&colleague, Channel::Phone, yes).unwrap();
    assert_eq!(change.notices, [Notice::SendContact(id), Notice::TellPerson(News::Accepted)]);
    case.asked(1, accept());
    let by_person = case.act(case.person(), Action::SayHelped(Helped::Yes));
    assert_eq!(by_person, [Notice::TellSender(News::Completed)]);
}

#[test]
fn the_life_of_an_attempt_is_this_table() {
    let rows: Vec<_> = AttemptState::ALL
        .iter()
        .map(|from| {
            let leads: Vec<_> = table()
                .into_iter()
                .filter(|row| row.thing == "attempt" && row.from == from.word())
                .map(|row| format!("{}>{}", row.step.word(), row.to))
                .collect();
            format!("{}: {}", from.word(), leads.join(" "))
        })
        .collect();

    assert_eq!(
        rows,
        [
            "sent: accept>accepted waitlist>waitlisted ask_information>info_requested remind>sent decline>declined lapse>lapsed escalate>sent withdraw>withdrawn",
            "info_requested: accept>accepted waitlist>waitlisted give_information>sent resume>sent decline>declined escalate>info_requested withdraw>withdrawn",
            "waitlisted: accept>accepted waitlist>waitlisted review>waitlisted decline>declined escalate>waitlisted withdraw>withdrawn",
            "accepted: waitlist>waitlisted review>accepted decline>declined record_contact>in_progress record_unreachable>unreachable complete>completed escalate>accepted withdraw>withdrawn",
            "in_progress: review>in_progress decline>declined record_contact>in_progress record_no_show>no_show record_unreachable>unreachable complete>completed escalate>in_progress withdraw>withdrawn",
            "no_show: review>no_show decline>declined record_contact>in_progress record_unreachable>unreachable escalate>no_show withdraw>withdrawn",
            "completed: reopen>in_progress",
            "declined: ",
            "lapsed: accept>accepted",
            "unreachable: ",
            "withdrawn: ",
        ]
    );
}

#[test]
fn every_state_is_in_the_diagram_and_every_closed_referral_can_only_be_opened_again() {
    for (thing, words) in [
        ("referral", ReferralState::ALL.map(ReferralState::word).to_vec()),
        ("attempt", AttemptState::ALL.map(AttemptState::word).to_vec()),
    ] {
        let text = diagram(thing);
        assert!(text.starts_with("stateDiagram-v2\n    [*] --> "), "{text}");
        assert!(words.iter().all(|word| text.contains(word)), "{text}");
    }
    for row in table() {
        let is_closed = ReferralState::from_word(row.from).is_some_and(ReferralState::is_closed);
        if row.thing == "referral" && is_closed && row.from != row.to {
            assert_eq!((row.step, row.to), (Move::Reopen, "open"));
        }
    }
}
