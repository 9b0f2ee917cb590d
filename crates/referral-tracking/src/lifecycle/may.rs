//! Who has a say in what.

use kernel::{Actor, AttemptId, Channel, OrganizationId, Role};

use crate::{Action, AttemptAction, Context, Referral};

/// True when `actor` has a say in `action`, whatever the state.
pub(super) fn may(
    actor: &Actor,
    action: &Action,
    referral: &Referral,
    context: &Context<'_>,
) -> bool {
    match actor {
        Actor::Visitor => false,
        Actor::System => matches!(action, Action::Tick | Action::ReportUndelivered(_)),
        Actor::Person { referral: id } => {
            *id == referral.id
                && matches!(action, Action::Withdraw(_) | Action::SayHelped(_) | Action::Reopen)
        }
        Actor::AnswerLink { attempt, organization } => match action {
            Action::OnAttempt(id, _) if id != attempt => false,
            _ => asked_may(organization, action, referral, Some(attempt)),
        },
        Actor::Account { role: Role::Partner, organization: Some(own), .. } => {
            asked_may(own, action, referral, None)
        }
        Actor::Account { role: Role::Mediator, organization: Some(own), .. } => {
            (*own == referral.sender.organization && sender_may(action))
                || (context.coordinating.as_ref() == Some(own) && helpdesk_may(action))
        }
        Actor::Account { role: Role::Coordinator, .. } => {
            !matches!(action, Action::Tick | Action::ReportUndelivered(_))
        }
        Actor::Account { role: Role::Admin | Role::PrivacyOfficer, .. }
        | Actor::Account { organization: None, .. } => false,
    }
}

/// True when `actor` speaks for somebody else without saying how it was learned.
pub(super) fn must_say_how(
    actor: &Actor,
    action: &Action,
    referral: &Referral,
    context: &Context<'_>,
) -> bool {
    if matches!(context.channel, Channel::Phone | Channel::Visit | Channel::Letter) {
        return false;
    }
    let Actor::Account { organization, .. } = actor else { return false };
    match action {
        Action::OnAttempt(id, answer) if answer.is_answer() => referral
            .attempt(id)
            .is_some_and(|asked| organization.as_ref() != Some(&asked.organization)),
        Action::SayHelped(_) => true,
        Action::Withdraw(_) => {
            actor.role() == Some(Role::Mediator)
                && organization.as_ref() != Some(&referral.sender.organization)
        }
        _ => false,
    }
}

fn asked_may(
    own: &OrganizationId,
    action: &Action,
    referral: &Referral,
    link: Option<&AttemptId>,
) -> bool {
    match action {
        Action::OnAttempt(id, answer) => {
            answer.is_answer()
                && referral.attempt(id).is_some_and(|asked| asked.organization == *own)
        }
        Action::Reopen => referral
            .attempts
            .iter()
            .any(|asked| asked.organization == *own && link.is_none_or(|link| *link == asked.id)),
        _ => false,
    }
}

fn sender_may(action: &Action) -> bool {
    match action {
        Action::Send
        | Action::Hold
        | Action::RecordConsent(_)
        | Action::OnAttempt(..)
        | Action::Reroute(_)
        | Action::SayHelped(_)
        | Action::Withdraw(_)
        | Action::MarkDuplicate(_)
        | Action::MarkEnteredInError
        | Action::OpenIdentity(_)
        | Action::Reopen => true,
        Action::Release
        | Action::Return
        | Action::Take
        | Action::Reassign(_)
        | Action::CloseWithoutHelp(..)
        | Action::ReportUndelivered(_)
        | Action::Tick => false,
    }
}

fn helpdesk_may(action: &Action) -> bool {
    match action {
        Action::OnAttempt(_, answer) => !matches!(answer, AttemptAction::GiveInformation { .. }),
        Action::SayHelped(_) | Action::Withdraw(_) => true,
        _ => false,
    }
}
