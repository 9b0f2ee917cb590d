use kernel::{AccountId, Role};

use super::*;
use crate::{ClosureReason, Helped, OpeningReason, Outcome, PersonReason, Question, Tries};

// One action for each thing that somebody can want.
fn every_action(case: &Case, id: &AttemptId) -> Vec<Action> {
    let on = |action| Action::OnAttempt(id.clone(), action);
    vec![
        Action::Send,
        Action::Hold,
        Action::Release,
        Action::Return,
        Action::RecordConsent(consent(&case.world, Scope::AnyPartner)),
        on(accept()),
        on(AttemptAction::Waitlist { expected_on: None }),
        on(AttemptAction::AskInformation { question: Question::Need, note: None }),
        on(AttemptAction::GiveInformation { note: None }),
        on(full()),
        on(contact()),
        on(AttemptAction::RecordNoShow),
        on(AttemptAction::RecordUnreachable(Tries { times: 3, channels: 2, letters: 0 })),
        on(AttemptAction::Complete(Outcome::HelpedFully)),
        Action::Take,
        Action::Reassign(Owner::Pool),
        Action::Reroute(candidate(&case.world, "contact")),
        Action::SayHelped(Helped::Yes),
        Action::CloseWithoutHelp(ClosureReason::Other, None),
        Action::Withdraw(PersonReason::Other),
        Action::MarkDuplicate(case.world.other_referral.clone()),
        Action::MarkEnteredInError,
        Action::Reopen,
        Action::OpenIdentity(OpeningReason::Other),
        Action::ReportUndelivered(id.clone()),
        Action::Tick,
    ]
}

fn word(action: &Action) -> &'static str {
    action.as_move().map_or("tick", crate::Move::word)
}

// The same referral in every state it and its attempt can be in, some of them impossible.
fn in_every_state(case: &Case) -> Vec<Case> {
    let mut all = Vec::new();
    for state in ReferralState::ALL {
        for attempt_state in AttemptState::ALL {
            let mut other = Case::sent(Urgency::U0, &["atelier", "contact"]);
            other.referral = case.referral.clone();
            other.referral.state = state;
            other.referral.attempts[0].state = attempt_state;
            all.push(other);
        }
    }
    all
}

// People who have nothing to do with the referral, one of them with a link that names another
// organization than the one asked.
fn strangers(case: &Case, id: &AttemptId) -> Vec<Actor> {
    let account = |role, organization: Option<&str>| Actor::Account {
        id: AccountId::from("x"),
        role,
        organization: organization.map(Into::into),
    };
    vec![
        Actor::Visitor,
        Actor::Person { referral: case.world.other_referral.clone() },
        Actor::AnswerLink { attempt: id.clone(), organization: case.world.coordinating.clone() },
        case.world.partner(&candidate(&case.world, "contact")),
        account(Role::Mediator, Some("elsewhere")),
        account(Role::Mediator, None),
        account(Role::Partner, None),
        account(Role::Admin, Some("counter")),
        account(Role::PrivacyOfficer, Some("atelier")),
    ]
}

#[test]
fn a_stranger_gets_the_same_refusal_in_every_state() {
    let case = Case::sent(Urgency::U0, &["atelier", "contact"]);
    let id = case.attempt(1).id.clone();
    let others = in_every_state(&case);

    for stranger in strangers(&case, &id) {
        for other in &others {
            for action in every_action(&case, &id) {
                let wish = word(&action);
                let answer = other.attempted(&stranger, Channel::Phone, action).map(|_| ());
                let state = other.referral.state;
                assert_eq!(answer, Err(Refused::NotAllowed), "{stranger:?}: {wish} in {state:?}");
            }
        }
    }
}

#[test]
fn the_link_of_one_attempt_opens_no_other_of_the_same_organization() {
    let case = Case::sent(Urgency::U0, &["atelier", "contact"]);
    let id = case.attempt(1).id.clone();
    let link = World::link(&AttemptId::from("earlier"), &case.attempt(1).organization);

    let on_attempt = |action: &Action| matches!(action, Action::OnAttempt(..));
    for action in every_action(&case, &id).into_iter().filter(on_attempt) {
        assert_eq!(case.answer_to(link.clone(), action), Err(Refused::NotAllowed));
    }
}

#[test]
fn an_unknown_attempt_is_not_there_for_who_may_look_and_not_theirs_for_others() {
    let case = Case::sent(Urgency::U0, &["atelier"]);
    let unknown = Action::OnAttempt(AttemptId::from("unknown"), accept());

    assert_eq!(case.answer_to(case.coordinator(), unknown.clone()), Err(Refused::NoSuchAttempt));
    let partner = case.world.partner(&candidate(&case.world, "atelier"));
    assert_eq!(case.answer_to(partner, unknown), Err(Refused::NotAllowed));
}

// Sender, colleague, helpdesk, partner, link, coordinator, person, system.
const SAY: [&str; 26] = [
    "send                  xx---x--",
    "hold                  xx---x--",
    "release               -----x--",
    "return                -----x--",
    "record_consent        xx---x--",
    "accept                xxxxxx--",
    "waitlist              xxxxxx--",
    "ask_information       xxxxxx--",
    "give_information      xx---x--",
    "decline               xxxxxx--",
    "record_contact        xxxxxx--",
    "record_no_show        xxxxxx--",
    "record_unreachable    xxxxxx--",
    "complete              xxxxxx--",
    "take                  -----x--",
    "reassign              -----x--",
    "reroute               xx---x--",
    "say_helped            xxx--xx-",
    "close_without_help    -----x--",
    "withdraw              xxx--xx-",
    "mark_duplicate        xx---x--",
    "mark_entered_in_error xx---x--",
    "reopen                xx-xxxx-",
    "open_identity         xx---x--",
    "escalate              -------x",
    "tick                  -------x",
];

#[test]
fn everybody_has_exactly_the_say_that_this_table_gives_them() {
    let case = Case::sent(Urgency::U0, &["atelier", "contact"]);
    let id = case.attempt(1).id.clone();
    let actors = [
        case.world.mediator(),
        case.world.colleague(),
        case.world.helpdesk(),
        case.world.partner(&candidate(&case.world, "atelier")),
        case.link(1).0,
        case.coordinator(),
        case.person(),
        Actor::System,
    ];
    let row = |action: &Action| {
        let say = |actor: &Actor| {
            let refused = case.attempted(actor, Channel::Phone, action.clone()).map(|_| ());
            if refused == Err(Refused::NotAllowed) { '-' } else { 'x' }
        };
        format!("{:<22}{}", word(action), actors.iter().map(say).collect::<String>())
    };

    assert_eq!(every_action(&case, &id).iter().map(row).collect::<Vec<_>>(), SAY);
}

#[test]
fn who_speaks_for_the_organization_says_how_it_was_learned() {
    let case = Case::sent(Urgency::U0, &["atelier"]);
    let yes = Action::OnAttempt(case.attempt(1).id.clone(), accept());

    for actor in [case.world.mediator(), case.world.helpdesk(), case.coordinator()] {
        let by = |channel| case.attempted(&actor, channel, yes.clone()).map(|_| ());
        for silent in [Channel::Web, Channel::MailLink, Channel::System] {
            assert_eq!(by(silent), Err(Refused::SayHow), "{actor:?}");
        }
        for told in [Channel::Phone, Channel::Visit, Channel::Letter] {
            assert_eq!(by(told), Ok(()), "{actor:?}");
        }
    }
    let partner = case.world.partner(&candidate(&case.world, "atelier"));
    assert_eq!(case.attempted(&partner, Channel::Web, yes).map(|_| ()), Ok(()));
}

#[test]
fn an_event_keeps_who_did_it_and_how_it_was_learned() {
    let case = Case::sent(Urgency::U0, &["atelier"]);
    let id = case.attempt(1).id.clone();
    let yes = Action::OnAttempt(id.clone(), accept());
    let change = case.attempted(&case.world.helpdesk(), Channel::Phone, yes).unwrap();

    let event = &change.events[0];
    assert_eq!((event.by.word.as_str(), event.channel), ("mediator", Channel::Phone));
    assert_eq!(event.by.account, Some(AccountId::from("helpdesk")));
    assert_eq!((event.what, event.attempt.as_ref()), (crate::Move::Accept, Some(&id)));
    assert_eq!((event.from.as_str(), event.to.as_str()), ("sent", "accepted"));
}

#[test]
fn only_who_hands_people_over_begins_a_draft() {
    let case = Case::draft(Urgency::U0, &[]);
    let draft = Draft {
        id: ReferralId::from("new"),
        urgency: Urgency::U0,
        consent: None,
        candidates: Vec::new(),
    };
    let partner = case.world.partner(&candidate(&case.world, "atelier"));
    let no_organization =
        Actor::Account { id: AccountId::from("x"), role: Role::Mediator, organization: None };
    for actor in [partner, Actor::Visitor, Actor::System, case.person(), no_organization] {
        let step = step(case.now, actor, Channel::Web, Action::Send, 1);
        let context = step.context(&case.world);
        let change = Referral::draft(draft.clone(), &step.actor, case.now, &context);
        assert_eq!(change.map(|_| ()), Err(Refused::NotAllowed), "{:?}", step.actor);
    }
}
