use chrono::Duration;

use super::*;
use crate::{ClosureReason, Declined, Ending, Outcome, PersonReason, UnmetCause};

fn completed() -> Case {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    case.asked(1, accept());
    case.asked(1, AttemptAction::Complete(Outcome::HelpedFully));
    case
}

#[test]
fn ending_without_help_registers_an_unmet_need() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    let coordinator = case.coordinator();

    let notices = case.act(coordinator, Action::CloseWithoutHelp(ClosureReason::Capacity, None));

    assert!(notices.contains(&Notice::RegisterUnmetNeed(UnmetCause::Full)));
    assert!(notices.contains(&Notice::TellPerson(News::ClosedWithoutHelp)));
    assert!(notices.contains(&Notice::TellPartnerWithdrawn(case.attempt(1).id.clone())));
    assert_eq!(case.referral.state, ReferralState::ClosedWithoutHelp);
    let closed = case.referral.closed.unwrap();
    assert_eq!(closed.ending, Ending::WithoutHelp(ClosureReason::Capacity, UnmetCause::Full));
    assert_eq!(closed.by.word, "coordinator");
}

#[test]
fn a_coordinator_can_name_the_cause_of_an_unmet_need() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    let close = Action::CloseWithoutHelp(ClosureReason::Other, Some(UnmetCause::TooFar));

    let notices = case.act(case.coordinator(), close);

    assert!(notices.contains(&Notice::RegisterUnmetNeed(UnmetCause::TooFar)));
}

#[test]
fn a_person_can_withdraw_from_every_state_that_is_not_closed() {
    let withdraw = || Action::Withdraw(PersonReason::AfraidOrNoTrust);
    let mut held = Case::draft(Urgency::U0, &["atelier"]);
    held.act(held.world.mediator(), Action::Hold);
    let mut running = Case::sent(Urgency::U0, &["atelier"]);
    running.asked(1, accept());
    for mut case in [Case::draft(Urgency::U0, &[]), held, running] {
        case.act(case.person(), withdraw());
        assert_eq!(case.referral.state, ReferralState::Withdrawn);
        assert_eq!(case.answer_to(case.person(), withdraw()), Err(Refused::Closed));
    }
}

#[test]
fn a_need_that_was_met_elsewhere_ends_alone_and_counts_as_no_unmet_need() {
    let mut met = Case::sent(Urgency::U1, &["atelier", "contact"]);
    let other = Case::sent(Urgency::U0, &["atelier"]);

    let notices = met.act(met.person(), Action::Withdraw(PersonReason::FoundElsewhere));

    let closed = met.referral.closed.clone().unwrap();
    assert_eq!(closed.ending, Ending::Withdrawn(PersonReason::FoundElsewhere));
    assert_eq!(met.states(), [AttemptState::Withdrawn], "nobody else is asked");
    assert!(notices.contains(&Notice::TellPartnerWithdrawn(met.attempt(1).id.clone())));
    assert!(!notices.iter().any(|one| matches!(one, Notice::RegisterUnmetNeed(_))));
    // Another need of the same person is another referral and goes on.
    assert_eq!(other.referral.state, ReferralState::Open);
    assert_eq!(other.states(), [AttemptState::Sent]);

    // The same said to the organization that was asked: no other is asked either.
    let mut told = Case::sent(Urgency::U1, &["atelier", "contact"]);
    let declined = Declined::ByPerson(PersonReason::FoundElsewhere);
    told.asked(1, AttemptAction::Decline { declined, suggests: None });
    assert_eq!(told.states(), [AttemptState::Declined]);
    assert_eq!(told.owner(), "pool");
}

#[test]
fn a_duplicate_points_to_the_other_referral() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    let mediator = case.world.mediator();
    let own = case.referral.id.clone();
    let same = case.answer_to(mediator.clone(), Action::MarkDuplicate(own));
    assert_eq!(same, Err(Refused::SameReferral));

    let other = case.world.other_referral.clone();
    case.act(mediator, Action::MarkDuplicate(other.clone()));

    assert_eq!(case.referral.closed.unwrap().ending, Ending::DuplicateOf(other));
}

#[test]
fn a_sender_has_a_day_to_call_it_a_mistake_and_a_coordinator_always() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    let mistake = |case: &Case, actor| case.answer_to(actor, Action::MarkEnteredInError);

    case.now += Duration::hours(24);
    assert_eq!(mistake(&case, case.world.mediator()), Ok(()));
    case.now += Duration::milliseconds(1);
    assert_eq!(mistake(&case, case.world.mediator()), Err(Refused::TooLate));
    assert_eq!(mistake(&case, case.coordinator()), Ok(()));
}

#[test]
fn help_that_was_not_complete_goes_on_where_it_was() {
    let mut case = completed();
    case.now += Duration::days(14);
    let link = case.link(1).0;

    let notices = case.act(link, Action::Reopen);

    assert_eq!(
        (case.referral.state, case.states()),
        (ReferralState::Open, vec![AttemptState::InProgress])
    );
    assert!(notices.contains(&Notice::TellPerson(News::Reopened)));
    assert_eq!((case.owner(), case.referral.closed.clone()), ("atelier".to_owned(), None));
    assert_eq!(case.referral.erase_at, case.referral.created_at + Duration::days(365));
}

#[test]
fn only_who_closed_it_or_a_coordinator_opens_it_again_within_fourteen_days() {
    let mut case = completed();
    let reopen = |case: &Case, actor| case.answer_to(actor, Action::Reopen);
    let partner = case.world.partner(&candidate(&case.world, "atelier"));

    assert_eq!(reopen(&case, partner.clone()), Ok(()), "link and account speak for the same");
    assert_eq!(reopen(&case, case.coordinator()), Ok(()));
    assert_eq!(reopen(&case, case.world.mediator()), Err(Refused::NotAllowed));
    assert_eq!(reopen(&case, case.person()), Err(Refused::NotAllowed));
    case.now += Duration::days(14) + Duration::milliseconds(1);
    assert_eq!(reopen(&case, partner), Err(Refused::TooLate));
}

#[test]
fn a_referral_reopened_without_helper_goes_to_the_coordinators() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    let coordinator = case.coordinator();
    case.act(coordinator.clone(), Action::CloseWithoutHelp(ClosureReason::Other, None));

    let notices = case.act(coordinator, Action::Reopen);

    assert!(tells(&notices, Why::Reopened));
    assert_eq!((case.owner(), case.states()), ("pool".to_owned(), vec![AttemptState::Withdrawn]));
}

#[test]
fn who_withdrew_and_comes_back_is_asked_to_agree_again() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    case.act(case.person(), Action::Withdraw(PersonReason::Other));
    case.act(case.person(), Action::Reopen);
    let other = Action::Reroute(candidate(&case.world, "atelier"));

    assert_eq!(case.answer_to(case.coordinator(), other.clone()), Err(Refused::NoConsent));
    let again = consent(&case.world, Scope::AnyPartner);
    case.act(case.world.mediator(), Action::RecordConsent(again));
    assert_eq!(case.referral.live().map(|live| live.organization.as_str()), Some("biblio"));
}

#[test]
fn what_was_erased_is_not_opened_again() {
    let mut case = Case::sent(Urgency::U0, &["atelier"]);
    case.act(case.person(), Action::Withdraw(PersonReason::Other));
    case.now = case.referral.erase_at;

    assert_eq!(case.answer_to(case.coordinator(), Action::Reopen), Err(Refused::Erased));
    case.tick();
    assert_eq!(case.answer_to(case.coordinator(), Action::Reopen), Err(Refused::Erased));
}

#[test]
fn a_draft_that_was_thrown_away_is_begun_anew() {
    let mut case = Case::draft(Urgency::U0, &["atelier"]);
    case.act(case.world.mediator(), Action::MarkEnteredInError);

    assert_eq!(case.answer_to(case.world.mediator(), Action::Reopen), Err(Refused::WrongState));
}
