use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};

use super::{Step, World};
use crate::{Action, Change, Referral, ReferralState};

/// Checks the invariants of `change`, which `step` made of `before`.
///
/// # Errors
/// A sentence that says which invariant does not hold.
pub fn check(before: &Referral, change: &Change, step: &Step, world: &World) -> Result<(), String> {
    let after = &change.referral;
    check_owner_and_due(after)?;
    check_attempts(after)?;
    check_consent(before, after, step, world)?;
    check_erasure(after, world)?;
    check_events(before, change)?;
    if step.action == Action::Tick {
        check_tick(after, step.at)?;
    }
    Ok(())
}

fn rule(holds: bool, sentence: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(sentence.to_owned()) }
}

fn check_owner_and_due(after: &Referral) -> Result<(), String> {
    if after.state.is_closed() {
        rule(after.owner.is_none(), "a closed referral has no owner")?;
        rule(after.due.is_none(), "a closed referral has no due date")?;
        rule(after.live().is_none(), "a closed referral has no live attempt")?;
        rule(after.closed.is_some(), "a closed referral says how it ended")
    } else {
        rule(after.owner.is_some(), "a referral that is not closed has an owner")?;
        rule(after.due.is_some(), "a referral that is not closed has a due date")?;
        rule(after.wake_at.is_some(), "a referral that is not closed is looked at again")?;
        rule(after.wake_at <= after.due, "a referral is looked at by its due date")?;
        rule(after.closed.is_none(), "a referral that is not closed has not ended")
    }
}

fn check_attempts(after: &Referral) -> Result<(), String> {
    let live = after.attempts.iter().filter(|attempt| attempt.state.is_live()).count();
    let holding = after.attempts.iter().filter(|attempt| attempt.state.holds_person()).count();
    let ids: BTreeSet<_> = after.attempts.iter().map(|attempt| &attempt.id).collect();
    rule(live <= 1, "at most one attempt is live")?;
    rule(holding <= 1, "at most one attempt is accepted")?;
    rule(live == 0 || after.state == ReferralState::Open, "only an open referral asks")?;
    rule(ids.len() == after.attempts.len(), "every attempt has its own name")?;
    for (position, attempt) in (1..).zip(&after.attempts) {
        rule(attempt.position == position, "attempts are numbered in order")?;
        rule(attempt.state.is_live() == attempt.due.is_some(), "a live attempt has a due date")?;
        rule(attempt.state.is_live() == attempt.closed_at.is_none(), "an ended one says when")?;
        rule(attempt.reminders <= 2, "two reminders at most")?;
        rule(attempt.pause_left >= Duration::zero(), "the clock stops only so long")?;
        rule(attempt.clock.left <= attempt.clock.allowed, "time to answer never grows")?;
    }
    Ok(())
}

fn check_consent(
    before: &Referral,
    after: &Referral,
    step: &Step,
    world: &World,
) -> Result<(), String> {
    let covers = |organization| {
        after.consent.as_ref().is_some_and(|consent| consent.scope.covers(organization))
    };
    if let Some(live) = after.live() {
        rule(covers(&live.organization), "who is asked is inside the consent")?;
    }
    for new in after.attempts.iter().skip(before.attempts.len()) {
        let text = after.consent.as_ref().map(|consent| consent.text);
        rule(covers(&new.organization), "no attempt outside the consent")?;
        rule(text == Some(step.consent_text), "no attempt under another text")?;
        rule(world.partners.contains_key(&new.organization), "only partners are asked")?;
    }
    Ok(())
}

fn check_erasure(after: &Referral, world: &World) -> Result<(), String> {
    let policy = &world.policy;
    let last = after.created_at + Duration::days(policy.erase_created_days);
    rule(after.erase_at <= last, "details go 12 months after creation at the latest")?;
    if let Some(closed) = &after.closed {
        let kept = Duration::days(policy.erase_closed_days);
        rule(after.erase_at <= closed.at + kept, "details go 90 days after closing")?;
    }
    rule(after.is_identity_erased || after.wake_at.is_some(), "erasing is never forgotten")
}

fn check_events(before: &Referral, change: &Change) -> Result<(), String> {
    let after = &change.referral;
    rule(after.version == before.version, "the version is for who keeps the referral")?;
    let last = |attempt: Option<&kernel::AttemptId>| {
        change.events.iter().rfind(|event| event.attempt.as_ref() == attempt)
    };
    if after.state != before.state {
        let told = last(None).is_some_and(|event| event.to == after.state.word());
        rule(told, "every move of the referral leaves an event")?;
    }
    for attempt in &after.attempts {
        if before.attempt(&attempt.id).map(|was| was.state) != Some(attempt.state) {
            let told = last(Some(&attempt.id)).is_some_and(|e| e.to == attempt.state.word());
            rule(told, "every move of an attempt leaves an event")?;
        }
    }
    rule(after == before || !change.events.is_empty(), "every change leaves an event")
}

fn check_tick(after: &Referral, now: DateTime<Utc>) -> Result<(), String> {
    let ahead = |at: Option<DateTime<Utc>>| at.is_none_or(|at| at > now);
    rule(ahead(after.due), "after a tick the due date lies ahead")?;
    rule(ahead(after.wake_at), "after a tick nothing is left to do now")?;
    rule(ahead(after.live().and_then(|live| live.due)), "after a tick no attempt is overdue")?;
    if after.state.is_closed() && after.is_identity_erased {
        rule(after.wake_at.is_none(), "a closed, erased referral is never looked at again")?;
    }
    Ok(())
}
