use chrono::Duration;
use kernel::OrganizationId;

use super::*;

#[test]
fn sending_asks_the_first_organization_and_tells_the_person() {
    let mut case = Case::draft(Urgency::U0, &["atelier", "contact"]);

    let notices = case.send();

    let id = case.attempt(1).id.clone();
    assert_eq!(notices, [Notice::AskPartner(id), Notice::TellPerson(News::Asked)]);
    assert_eq!(case.referral.state, ReferralState::Open);
    assert_eq!((case.owner().as_str(), case.referral.candidates.len()), ("atelier", 1));
    // Five opening days later at the same hour.
    assert_eq!(case.referral.due, Some(at("2026-03-09T08:00:00Z")));
}

#[test]
fn each_urgency_has_its_own_deadline_and_a_shorter_promise_counts() {
    let due = |urgency, name| Case::sent(urgency, &[name]).referral.due.unwrap();

    assert_eq!(due(Urgency::U2, "atelier"), at("2026-03-02T12:00:00Z"));
    assert_eq!(due(Urgency::U1, "atelier"), at("2026-03-04T08:00:00Z"));
    assert_eq!(due(Urgency::U0, "atelier"), at("2026-03-09T08:00:00Z"));
    // The library promises two days, the repair shop five.
    assert_eq!(due(Urgency::U0, "biblio"), at("2026-03-04T08:00:00Z"));
    assert_eq!(due(Urgency::U1, "depann"), at("2026-03-04T08:00:00Z"));
}

#[test]
fn days_on_which_the_organization_said_it_is_closed_do_not_count() {
    let mut case = Case::draft(Urgency::U1, &["biblio"]);
    // Friday 6 March 17:00; the library is closed from 9 to 20 March.
    case.at("2026-03-06T16:00:00Z").send();

    assert_eq!(case.referral.due, Some(at("2026-03-24T16:00:00Z")));
}

#[test]
fn nothing_is_sent_without_consent_to_the_text_in_use() {
    let without = Case::begin(World::new(), Urgency::U0, Vec::new(), None);
    let mut old = Case::draft(Urgency::U0, &["atelier"]);
    old.consent_text = TextVersion(2);

    for action in [Action::Send, Action::Hold] {
        let mediator = without.world.mediator();
        assert_eq!(without.answer_to(mediator.clone(), action.clone()), Err(Refused::NoConsent));
        assert_eq!(old.answer_to(mediator, action), Err(Refused::OldConsent));
    }
}

#[test]
fn nothing_is_sent_outside_the_consent() {
    let world = World::new();
    let candidates = vec![candidate(&world, "atelier"), candidate(&world, "contact")];
    let scope = Scope::Named(vec![OrganizationId::from("atelier")]);
    let case = Case::begin(world, Urgency::U0, candidates, Some(scope));

    let sent = case.answer_to(case.world.mediator(), Action::Send);

    assert_eq!(sent, Err(Refused::OutsideConsent));
}

#[test]
fn a_person_names_three_organizations_at_most() {
    let names = ["atelier", "contact", "depann", "ecoute"];
    let case = Case::draft(Urgency::U0, &names);

    assert_eq!(case.answer_to(case.world.mediator(), Action::Send), Err(Refused::TooManyNamed));
    let three = Case::draft(Urgency::U0, &names[..3]);
    assert_eq!(three.answer_to(three.world.mediator(), Action::Send), Ok(()));
}

#[test]
fn an_organization_that_did_not_sign_the_agreement_is_never_asked() {
    let case = Case::draft_to_any(Urgency::U0, &["stranger"]);

    assert_eq!(case.answer_to(case.world.mediator(), Action::Send), Err(Refused::NotPartner));
}

#[test]
fn a_full_offer_is_shown_but_not_asked() {
    let case = Case::draft(Urgency::U0, &["atelier"]);
    let step = step(case.now, case.world.mediator(), Channel::Web, Action::Send, 1);
    let mut context = step.context(&case.world);
    context.not_orientable.insert(candidate(&case.world, "atelier").offer);

    let sent = case.referral.apply(Action::Send, &step.actor, case.now, &context);

    assert_eq!(sent.map(|_| ()), Err(Refused::NotOrientable));
}

#[test]
fn with_nobody_to_ask_the_coordinators_have_it() {
    let mut case = Case::draft(Urgency::U1, &[]);

    let notices = case.send();

    assert!(tells(&notices, Why::NobodyLeft));
    assert!(notices.contains(&Notice::TellPerson(News::WithCoordinators)));
    assert_eq!(case.owner(), "pool");
    assert!(case.referral.waits_for_coordinator());
    // One opening day.
    assert_eq!(case.referral.due, Some(at("2026-03-03T08:00:00Z")));
}

#[test]
fn any_partner_means_that_the_network_goes_on_when_the_list_is_done() {
    let mut case = Case::sent_to_any(Urgency::U0, &["ecoute"]);

    case.asked(1, full());
    case.asked(2, full());

    // The fallback is ranked; who was asked is not asked again.
    assert_eq!(case.asked_names(), ["ecoute", "atelier", "biblio"]);
}

#[test]
fn whom_the_person_named_but_the_sender_did_not_choose_is_not_asked_by_itself() {
    let world = World::new();
    let candidates = vec![candidate(&world, "atelier")];
    let named = ["atelier", "contact"].map(OrganizationId::from).to_vec();
    let mut case = Case::begin(world, Urgency::U0, candidates, Some(Scope::Named(named)));
    case.send();

    case.asked(1, full());

    assert_eq!((case.asked_names(), case.owner()), (vec!["atelier"], "pool".to_owned()));
}

#[test]
fn a_sender_that_is_not_trusted_yet_goes_through_a_coordinator() {
    let mut case = Case::draft(Urgency::U0, &["atelier"]);
    case.is_sender_trusted = false;
    assert_eq!(case.answer_to(case.world.mediator(), Action::Send), Err(Refused::NotTrusted));

    let notices = case.act(case.world.mediator(), Action::Hold);

    assert!(tells(&notices, Why::Held));
    assert_eq!((case.referral.state, case.owner()), (ReferralState::Held, "pool".to_owned()));
    assert_eq!(case.referral.due, Some(at("2026-03-04T08:00:00Z")), "two opening days");
    assert!(case.referral.attempts.is_empty());

    case.act(case.coordinator(), Action::Release);

    assert_eq!((case.referral.state, case.owner()), (ReferralState::Open, "atelier".to_owned()));
}

#[test]
fn a_held_referral_can_be_given_back_to_its_sender() {
    let mut case = Case::draft(Urgency::U0, &["atelier"]);
    case.act(case.world.mediator(), Action::Hold);

    let notices = case.act(case.coordinator(), Action::Return);

    assert_eq!(notices, [Notice::TellSender(News::Returned)]);
    assert_eq!((case.referral.state, case.owner()), (ReferralState::Draft, "mediator".to_owned()));
    assert_eq!(case.referral.due, Some(case.now + Duration::days(7)));
}

#[test]
fn a_better_offer_outside_the_consent_waits_for_a_new_agreement() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    let better = candidate(&case.world, "contact");
    let declined = crate::Declined::ByProvider(crate::DeclineReason::WrongOffer);
    let suggests = Some(better);

    let notices = case.asked(1, AttemptAction::Decline { declined, suggests });

    assert!(notices.contains(&Notice::TellSender(News::NewAgreementNeeded)));
    assert_eq!((case.asked_names(), case.owner()), (vec!["atelier"], "pool".to_owned()));

    let any = consent(&case.world, Scope::AnyPartner);
    case.act(case.world.colleague(), Action::RecordConsent(any));

    assert_eq!(case.asked_names(), ["atelier", "contact"]);
    assert_eq!(case.owner(), "contact");
}

#[test]
fn taking_an_organization_off_the_list_ends_its_attempt() {
    let mut case = Case::sent(Urgency::U0, &["atelier", "contact"]);
    let scope = Scope::Named(vec![OrganizationId::from("contact")]);
    let fewer = consent(&case.world, scope);

    let notices = case.act(case.world.mediator(), Action::RecordConsent(fewer));

    assert!(notices.contains(&Notice::TellPartnerWithdrawn(case.attempt(1).id.clone())));
    assert_eq!(case.states(), [AttemptState::Withdrawn, AttemptState::Sent]);
}

#[test]
fn rerouting_asks_another_offer_and_tells_the_one_asked_before() {
    let mut case = Case::sent_to_any(Urgency::U0, &["atelier"]);
    let other = candidate(&case.world, "contact");

    let notices = case.act(case.world.mediator(), Action::Reroute(other.clone()));

    assert_eq!(case.states(), [AttemptState::Withdrawn, AttemptState::Sent]);
    assert!(notices.contains(&Notice::TellPartnerWithdrawn(case.attempt(1).id.clone())));
    assert_eq!(case.owner(), "contact");
    let again = case.answer_to(case.world.mediator(), Action::Reroute(other));
    assert_eq!(again, Err(Refused::AlreadyAsked));
}

#[test]
fn rerouting_never_leaves_the_consent() {
    let case = Case::sent(Urgency::U0, &["atelier"]);
    let outside = Action::Reroute(candidate(&case.world, "contact"));

    for actor in [case.world.mediator(), case.coordinator()] {
        assert_eq!(case.answer_to(actor, outside.clone()), Err(Refused::OutsideConsent));
    }
}

#[test]
fn a_sender_cannot_take_the_person_away_from_who_said_yes_but_a_coordinator_can() {
    let mut case = Case::sent_to_any(Urgency::U0, &["atelier"]);
    case.asked(1, accept());
    let other = Action::Reroute(candidate(&case.world, "contact"));

    let by_sender = case.answer_to(case.world.mediator(), other.clone());
    assert_eq!(by_sender, Err(Refused::AlreadyAccepted));
    case.act(case.coordinator(), other);
    assert_eq!(case.states(), [AttemptState::Withdrawn, AttemptState::Sent]);
}
