//! Reads `cases.txt`: referrals whose figures were worked out by hand.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::Zurich;
use kernel::{Calendar, OpeningHours, Urgency};
use partner_directory::Theme;
use referral_tracking::{AttemptState, ContactChannel, Outcome, Policy, ReferralState};

use crate::fact::{AttemptFact, Fact};

const TEXT: &str = include_str!("cases.txt");

pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) fact: Fact,
    pub(crate) expect: BTreeMap<String, String>,
}

pub(crate) fn calendar() -> Calendar {
    use Weekday::{Fri, Mon, Thu, Tue, Wed};
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let hours = OpeningHours::weekly(&[Mon, Tue, Wed, Thu, Fri], time(8), time(18)).unwrap();
    let holidays = ["2025-09-11", "2026-04-03", "2026-04-06"];
    Calendar::new(Zurich, hours, holidays.map(|day| day.parse().unwrap()))
}

/// A local time as `2026-03-02T09:00`.
pub(crate) fn at(text: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap();
    Zurich.from_local_datetime(&local).single().unwrap().to_utc()
}

pub(crate) fn all() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in TEXT.lines().filter(|line| !line.starts_with('#')) {
        let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
        let words: Vec<&str> = rest.split_whitespace().collect();
        if kind == "case" {
            let expect = BTreeMap::new();
            cases.push(Case { name: rest.to_owned(), fact: fact(), expect });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        read(case, kind, &words);
    }
    for case in &mut cases {
        case.fact = case.fact.clone().timed(&calendar(), &Policy::default());
    }
    cases
}

fn read(case: &mut Case, kind: &str, words: &[&str]) {
    match kind {
        "open" => {
            case.fact.opened_at = at(words[0]);
            case.fact.urgency = Urgency::from_word(words[1]).unwrap();
            case.fact.language = words[2].into();
            case.fact.channel = ContactChannel::from_word(words[3]).unwrap();
            case.fact.handover = words[4].into();
        }
        "asked" => case.fact.attempts.push(attempt(words)),
        "coordinator" => case.fact.coordinator_at = Some(at(words[0])),
        "end" => {
            case.fact.state = ReferralState::from_word(words[0]).unwrap();
            case.fact.closed_at = Some(at(words[1]));
            case.fact.outcome = words.get(2).map(|word| Outcome::from_word(word).unwrap());
        }
        "expect" => {
            let pairs = words.iter().map(|word| word.split_once('=').unwrap());
            case.expect = pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        }
        "" => {}
        other => panic!("{other} in {}", case.name),
    }
}

/// A referral handed over on Monday 2 March 2026 at 9, about which nothing happened.
pub(crate) fn fact() -> Fact {
    Fact {
        state: ReferralState::Open,
        urgency: Urgency::U0,
        theme: Theme::AdministrativeHelp,
        commune: Some("6621".into()),
        language: "fr".into(),
        channel: ContactChannel::Phone,
        handover: "sent".into(),
        sender: "sender".into(),
        opened_at: at("2026-03-02T09:00"),
        opened_on: "2026-03-02".parse().unwrap(),
        closed_at: None,
        outcome: None,
        cause: None,
        coordinator_at: None,
        answer_minutes: None,
        attempts: Vec::new(),
        left_after: at("2026-03-02T09:00"),
    }
}

fn attempt(words: &[&str]) -> AttemptFact {
    let named = |name: &str| {
        let place = words.iter().position(|word| *word == name)?;
        words.get(place + 1).map(|word| at(word))
    };
    AttemptFact {
        partner: "partner".into(),
        offer: "offer".into(),
        state: AttemptState::Sent,
        sent_at: at(words[0]),
        due: named("due"),
        answered_at: named("answered"),
        accepted_at: named("accepted"),
        contacted_at: named("contacted"),
        lapsed_at: named("lapsed"),
        answer_minutes: None,
        contact_minutes: None,
    }
}
