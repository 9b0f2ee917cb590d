//! Indicators that are counted from referrals.

use std::collections::BTreeMap;

use chrono::Duration;
use kernel::Urgency;
use referral_tracking::{ContactChannel, Outcome, ReferralState};

use super::{Counted, Figure};
use crate::fact::Fact;
use crate::measure::{Measure, Share, Times};

/// Opening minutes within which an urgent referral is to be answered (REF-10).
const URGENT_MINUTES: u32 = 4 * 60;
/// Days within which a referral is to end.
const LOOP_DAYS: i64 = 60;

/// IND-01: referrals handed to the network, and slips without personal data.
pub(super) fn volume(counted: &Counted<'_>) -> Vec<Figure> {
    vec![
        Figure::new("referrals", Measure::Count(counted.facts.len() as u64)),
        Figure::new("handouts", Measure::Count(counted.handouts)),
    ]
}

/// IND-02: opening time from asking the first organization to its first answer; those that
/// let their time pass are missed, even when they answered later.
pub(super) fn time_to_first_answer(counted: &Counted<'_>) -> Vec<Figure> {
    vec![Figure::new("time", Measure::Times(first_answers(counted)))]
}

/// How soon the first organizations answered: what [`time_to_first_answer`] tells.
pub fn first_answers(counted: &Counted<'_>) -> Times {
    let mut minutes = Vec::new();
    let mut missed = 0;
    for first in counted.first_attempts() {
        match (first.lapsed_at, first.answer_minutes) {
            (Some(_), _) => missed += 1,
            (None, Some(answer)) => minutes.push(answer),
            (None, None) => {}
        }
    }
    Times::new(minutes, missed)
}

/// IND-03: first organizations that let their time pass, of those whose time has passed or
/// that answered.
pub(super) fn no_answer(counted: &Counted<'_>) -> Vec<Figure> {
    let share = Share::of(counted.first_attempts().map(|first| {
        match (first.lapsed_at, first.answered_at) {
            (Some(_), _) => Some(true),
            (None, Some(_)) => Some(false),
            (None, None) => None,
        }
    }));
    vec![Figure::new("share", Measure::Share(share))]
}

/// IND-04: referrals without any word of an organization or a coordinator one coordinator's
/// time after the last deadline, of all. The target is none.
pub(super) fn left_without_answer(counted: &Counted<'_>) -> Vec<Figure> {
    let share = left(counted);
    vec![
        Figure::new("left", Measure::Count(share.part)),
        Figure::new("share", Measure::Share(share)),
    ]
}

pub(super) fn left(counted: &Counted<'_>) -> Share {
    Share::of(counted.facts.iter().map(|fact| Some(fact.is_left(counted.now))))
}

/// IND-05: attempts that were accepted, of those that were answered, and of all sent.
pub(super) fn acceptance(counted: &Counted<'_>) -> Vec<Figure> {
    let accepted = |is_counted: bool, is_yes: bool| is_counted.then_some(is_yes);
    let of_answered = Share::of(
        counted
            .attempts()
            .map(|one| accepted(one.answered_at.is_some(), one.accepted_at.is_some())),
    );
    let of_sent = Share::of(counted.attempts().map(|one| Some(one.accepted_at.is_some())));
    vec![
        Figure::new("of-answered", Measure::Share(of_answered)),
        Figure::new("of-sent", Measure::Share(of_sent)),
    ]
}

/// IND-06: referrals for which a second organization was asked; how many attempts one takes;
/// those accepted by a later organization, of those asked again.
pub(super) fn rerouting(counted: &Counted<'_>) -> Vec<Figure> {
    let is_rerouted = |fact: &Fact| fact.attempts.len() >= 2;
    let is_rescued =
        |fact: &Fact| fact.attempts.iter().skip(1).any(|attempt| attempt.accepted_at.is_some());
    let rerouted = Share::of(counted.facts.iter().map(|fact| Some(is_rerouted(fact))));
    let rescued = counted.facts.iter().map(|fact| is_rerouted(fact).then(|| is_rescued(fact)));
    let asked = counted.facts.iter().filter(|fact| !fact.attempts.is_empty());
    let attempts = asked.clone().map(|fact| fact.attempts.len() as u64).sum();
    vec![
        Figure::new("rerouted", Measure::Share(rerouted)),
        Figure::new("rescued", Measure::Share(Share::of(rescued))),
        Figure::new("attempts", Measure::Mean { sum: attempts, count: asked.count() as u64 }),
    ]
}

/// IND-07: opening time from the yes to the first contact with the person.
pub(super) fn time_to_contact(counted: &Counted<'_>) -> Vec<Figure> {
    let minutes = counted.attempts().filter_map(|attempt| attempt.contact_minutes).collect();
    let waiting = counted
        .attempts()
        .filter(|one| one.accepted_at.is_some() && one.contacted_at.is_none())
        .count();
    vec![Figure::new("contact", Measure::Times(Times::new(minutes, waiting as u64)))]
}

/// IND-09: referrals that ended within 60 days, of those handed over at least 60 days ago.
pub(super) fn closed_within_60_days(counted: &Counted<'_>) -> Vec<Figure> {
    let oldest = counted.now - Duration::days(LOOP_DAYS);
    let is_closed =
        |fact: &&Fact| (fact.opened_at <= oldest).then(|| fact.is_closed_within(LOOP_DAYS));
    vec![Figure::new("closed", Measure::Share(Share::of(counted.facts.iter().map(is_closed))))]
}

/// IND-10: needs met, of the referrals that ended with help or without; partly met ones apart;
/// then by how the person was handed over.
pub(super) fn need_met(counted: &Counted<'_>) -> Vec<Figure> {
    let mut figures = met(counted);
    let mut modes: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in &counted.facts {
        modes.entry(&fact.handover).or_default().push(fact);
    }
    for mode in modes.keys() {
        let part = counted.narrowed(|fact| &*fact.handover == *mode);
        figures.extend(met(&part).into_iter().take(1).map(|one| one.of("handover", mode)));
    }
    figures
}

fn met(counted: &Counted<'_>) -> Vec<Figure> {
    let share = |wanted: Met| {
        Share::of(counted.facts.iter().map(|fact| Met::of(fact).map(|met| met == wanted)))
    };
    vec![
        Figure::new("met", Measure::Share(share(Met::Yes))),
        Figure::new("partly", Measure::Share(share(Met::Partly))),
    ]
}

/// Whether a need was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Met {
    Yes,
    Partly,
    No,
}

impl Met {
    /// `None` when that is not known: still open, or withdrawn.
    fn of(fact: &Fact) -> Option<Met> {
        match fact.state {
            ReferralState::Completed => fact.outcome.map(Met::by_outcome),
            ReferralState::ClosedWithoutHelp => Some(Met::No),
            ReferralState::Draft
            | ReferralState::Held
            | ReferralState::Open
            | ReferralState::Withdrawn
            | ReferralState::Duplicate
            | ReferralState::EnteredInError => None,
        }
    }

    fn by_outcome(outcome: Outcome) -> Met {
        match outcome {
            Outcome::HelpedFully
            | Outcome::EquipmentProvided
            | Outcome::CourseFinished
            | Outcome::AutonomyGained => Met::Yes,
            Outcome::HelpedPartly | Outcome::CourseStarted => Met::Partly,
            Outcome::InformedOnly => Met::No,
        }
    }
}

/// IND-20: urgent referrals (U2) to which anybody spoke within four opening hours of the
/// hand-over, of those that were spoken to or let down.
pub(super) fn urgent(counted: &Counted<'_>) -> Vec<Figure> {
    let urgent = counted.facts.iter().filter(|fact| fact.urgency == Urgency::U2);
    let in_time = urgent.map(|fact| match fact.answer_minutes {
        Some(minutes) => Some(minutes <= URGENT_MINUTES),
        None => fact.is_left(counted.now).then_some(false),
    });
    vec![Figure::new("in-time", Measure::Share(Share::of(in_time)))]
}

/// IND-21: the time to the first answer, those left without answer and the needs met, for
/// people who speak French and others, and by telephone only and others.
pub(super) fn equity(counted: &Counted<'_>) -> Vec<Figure> {
    let speaks_french = |fact: &Fact| &*fact.language == "fr";
    let by_phone = |fact: &Fact| fact.channel == ContactChannel::Phone;
    let groups = [
        ("french", counted.narrowed(speaks_french)),
        ("other-language", counted.narrowed(|fact| !speaks_french(fact))),
        ("phone-only", counted.narrowed(by_phone)),
        ("other-channel", counted.narrowed(|fact| !by_phone(fact))),
    ];
    let mut figures = Vec::new();
    for (group, part) in &groups {
        let answer = Measure::Times(first_answers(part));
        figures.push(Figure::new("answer", answer).of("group", group));
    }
    for (group, part) in &groups {
        figures.push(Figure::new("left", Measure::Share(left(part))).of("group", group));
    }
    for (group, part) in &groups {
        let met = met(part).into_iter().take(1).map(|one| one.of("group", group));
        figures.extend(met);
    }
    figures
}
