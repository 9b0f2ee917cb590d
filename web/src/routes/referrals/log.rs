//! What happened to a referral, told line by line.

use app::referrals::{AttemptView, EventView, ReferralView};
use referral_tracking::{Declined, Event, Move};
use serde::Serialize;

use crate::listings::labels::Labels;
use crate::routes::due::moment;

/// A step of `step_list`.
#[derive(Serialize)]
pub(super) struct Step {
    label: String,
    state: &'static str,
    when: String,
    detail: String,
}

/// One line of the log as a sentence.
pub(super) fn step(labels: Labels<'_>, one: &ReferralView, line: &EventView) -> Step {
    let event = &line.event;
    let about =
        |asked: &&AttemptView| asked.attempt.as_ref().map(|a| &a.id) == event.attempt.as_ref();
    let asked = one.attempts.iter().find(about).filter(|_| event.attempt.is_some());
    Step {
        label: sentence(
            labels,
            event,
            line.by.as_deref(),
            asked.map(|one| one.organization.as_str()),
        ),
        state: match event.what {
            Move::Decline | Move::Lapse | Move::RecordUnreachable | Move::RecordNoShow => "failed",
            _ => "done",
        },
        when: moment(labels, event.at),
        detail: reason(labels, event),
    }
}

/// What happened, as a sentence.
fn sentence(
    labels: Labels<'_>,
    event: &Event,
    by: Option<&str>,
    organization: Option<&str>,
) -> String {
    let actor = labels.word("actor", &event.by.word);
    let who = by.unwrap_or(&actor);
    let fallback = labels.say("actor-partner", &[]);
    let args = [
        ("who", who.into()),
        ("by", event.by.word.as_str().into()),
        ("organization", organization.unwrap_or(&fallback).into()),
        ("attempt", if event.attempt.is_some() { "yes".into() } else { "no".into() }),
    ];
    labels.say(&format!("event-{}", event.what.word().replace('_', "-")), &args)
}

/// The coded reason of an event in words; empty when it has none worth saying.
fn reason(labels: Labels<'_>, event: &Event) -> String {
    let Some(word) = &event.reason else { return String::new() };
    let list = match event.what {
        Move::Decline => match Declined::from_words("provider", word) {
            Some(_) => "decline",
            None => "person-reason",
        },
        Move::AskInformation => "question",
        Move::Complete => "outcome",
        Move::Withdraw => "person-reason",
        Move::CloseWithoutHelp => "closure",
        Move::Escalate => "why",
        Move::SayHelped => "helped",
        Move::RecordConsent => "consent-mode",
        Move::Reassign => "owner",
        Move::OpenIdentity => "opening",
        _ => return String::new(),
    };
    labels.word(list, word)
}

#[cfg(test)]
mod tests {
    use kernel::{AttemptId, Channel, ReferralId, Role};
    use referral_tracking::By;

    use super::*;
    use crate::listings::labels::tests::at;

    #[test]
    fn everything_that_can_happen_is_a_sentence_whoever_did_it() {
        let labels = at("2026-03-03T09:00:00Z");
        let mut actors: Vec<&str> = Role::ALL.map(Role::word).to_vec();
        actors.extend(["answer_link", "person", "system", "visitor"]);
        for what in Move::ALL {
            for by in &actors {
                for attempt in [None, Some(AttemptId::from("a"))] {
                    let event = Event {
                        at: "2026-03-03T08:00:00Z".parse().unwrap(),
                        referral: ReferralId::from("r"),
                        attempt,
                        by: By { word: (*by).to_owned(), account: None, organization: None },
                        channel: Channel::Web,
                        what,
                        from: String::new(),
                        to: String::new(),
                        reason: None,
                    };
                    let said = sentence(labels, &event, None, Some("Atelier"));
                    assert!(said.chars().count() > 10, "{what:?} by {by}: {said}");
                    assert!(said.chars().next().is_some_and(char::is_uppercase), "{said}");
                }
            }
        }
    }

    #[test]
    fn the_reason_of_a_refusal_is_told_whoever_refused() {
        let labels = at("2026-03-03T09:00:00Z");
        let said = |what, reason: &str| {
            let event = Event {
                at: "2026-03-03T08:00:00Z".parse().unwrap(),
                referral: ReferralId::from("r"),
                attempt: None,
                by: By { word: "partner".to_owned(), account: None, organization: None },
                channel: Channel::Web,
                what,
                from: String::new(),
                to: String::new(),
                reason: Some(reason.to_owned()),
            };
            super::reason(labels, &event)
        };

        assert_eq!(said(Move::Decline, "full"), "Complet");
        assert_eq!(said(Move::Decline, "cost"), "C’est trop cher");
        assert_eq!(said(Move::Escalate, "nobody_left"), "Plus aucune structure à demander");
    }
}
