//! A year of an invented network, lived by the real rules in memory; prints what came of it.
//!
//! `cargo run --release -p network-figures --example year -- 20000`

use std::collections::BTreeMap;
use std::time::Instant;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc, Weekday};
use kernel::{
    AccountId, Actor, Calendar, OfferId, OpeningHours, OrganizationId, ReferralId, Role, Urgency,
};
use network_figures::indicators::Counted;
use network_figures::{AttemptFact, Cut, Fact, Indicator, Measure, Period};
use partner_directory::Theme;
use referral_tracking::simulation::{Case, Dice, Network, Tally, habits};
use referral_tracking::{
    Candidate, ContactChannel, Ending, Event, Move, Policy, Referral, TextVersion,
};

/// Public holidays of Geneva in 2026, Jeûne genevois included.
const HOLIDAYS: [(u32, u32); 9] =
    [(1, 1), (4, 3), (4, 6), (5, 14), (5, 25), (8, 1), (9, 10), (12, 25), (12, 31)];
const ORGANIZATIONS: u64 = 60;
const OFFERS: u64 = 300;

fn main() {
    let count = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(20_000_u64);
    let network = network();
    let begins = instant(2026, 1, 1);
    let until = instant(2027, 3, 31);
    let start = Instant::now();
    let mut tally = Tally::default();
    let mut lines = Vec::new();
    let mut moves: BTreeMap<&str, usize> = BTreeMap::new();
    for number in 0..count {
        let life = case(&network, number, begins).live(&network, until);
        tally.add(&life.tally);
        for event in &life.events {
            *moves.entry(event.what.word()).or_default() += 1;
        }
        lines.extend(fact(&life.referral, &life.events, &network));
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{count} referrals of 2026, lived up to {} in {seconds:.1} s", until.date_naive());
    print_figures(&lines, begins.date_naive(), until);
    println!("\n## moves");
    moves.iter().for_each(|(word, count)| println!("{word:<24} {count:>8}"));
    println!("\n## told");
    tally.told.iter().for_each(|(word, count)| println!("{word:<40} {count:>8}"));
    println!("\nnews that a human has to bring: {}", tally.human_tasks);
    println!("steps that the rules refused: {}", tally.refused);
    println!("times that an invariant did not hold: {}", tally.broken);
    if tally.broken > 0 {
        std::process::exit(1);
    }
}

fn print_figures(facts: &[Fact], from: NaiveDate, until: DateTime<Utc>) {
    println!("\n## figures");
    let Some(period) = Period::new(from, until.date_naive()) else { return };
    let cut = Cut::all(period);
    let counted = Counted {
        cut: &cut,
        now: until,
        facts: facts.iter().filter(|fact| cut.takes(fact)).collect(),
        handouts: 0,
        needs: &[],
        searches: &[],
        listings: &[],
        communes: &[],
    };
    let attempts: usize = counted.facts.iter().map(|fact| fact.attempts.len()).sum();
    println!("{:<40} {attempts:>8}", "organizations asked");
    for indicator in Indicator::all() {
        for figure in indicator.figures(&counted).iter().filter(|one| one.of.is_none()) {
            let name = format!("{} {}", indicator.code(), figure.name);
            println!("{name:<40} {:>12}", said(&figure.measure));
        }
    }
}

fn said(measure: &Measure) -> String {
    match measure {
        Measure::Count(count) => count.to_string(),
        Measure::Share(share) => format!("{} of {}", share.part, share.whole),
        Measure::Times(times) => match (times.median(1).number(), times.p90(1).number()) {
            (Some(median), Some(p90)) => {
                format!("{} min, {} min", median.num_minutes(), p90.num_minutes())
            }
            _ => "·".to_owned(),
        },
        Measure::Mean { sum, count } => format!("{sum} by {count}"),
        Measure::Median { value, .. } => format!("{value:?}"),
    }
}

fn fact(referral: &Referral, events: &[Event], network: &Network) -> Option<Fact> {
    let no_answers = [Move::Create, Move::Send, Move::Hold, Move::Ask, Move::OpenIdentity];
    let acted = events.iter().find(|event| {
        event.by.word == Role::Coordinator.word() && !no_answers.contains(&event.what)
    });
    let attempts = referral.attempts.iter().map(|one| AttemptFact {
        partner: one.organization.as_str().into(),
        offer: one.offer.as_str().into(),
        state: one.state,
        sent_at: one.sent_at,
        due: one.due,
        answered_at: one.answered_at,
        accepted_at: one.accepted_at,
        contacted_at: one.contacted_at,
        lapsed_at: one.lapsed_at,
        answer_minutes: None,
        contact_minutes: None,
    });
    let ending = referral.closed.as_ref().map(|closed| &closed.ending);
    let opened_at = referral.opened_at?;
    let fact = Fact {
        state: referral.state,
        urgency: referral.urgency,
        theme: Theme::EverydayTools,
        commune: None,
        language: "fr".into(),
        channel: ContactChannel::Phone,
        handover: "sent".into(),
        sender: referral.sender.organization.as_str().into(),
        opened_at,
        opened_on: opened_at.date_naive(),
        closed_at: referral.closed.as_ref().map(|closed| closed.at),
        outcome: match ending {
            Some(Ending::Completed(outcome)) => Some(*outcome),
            _ => None,
        },
        cause: None,
        coordinator_at: acted.map(|event| event.at),
        answer_minutes: None,
        attempts: attempts.collect(),
        left_after: opened_at,
    };
    Some(fact.timed(&network.calendar, &network.policy))
}

fn network() -> Network {
    let nine = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let week = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
    let Some(hours) = OpeningHours::weekly(&week, nine(8), nine(18)) else {
        unreachable!("eight comes before eighteen")
    };
    let holidays = [2026, 2027].into_iter().flat_map(|year| {
        HOLIDAYS
            .into_iter()
            .filter_map(move |(month, day)| NaiveDate::from_ymd_opt(year, month, day))
    });
    Network {
        calendar: Calendar::new(chrono_tz::Europe::Zurich, hours, holidays),
        policy: Policy::default(),
        coordinating: OrganizationId::from("network"),
        coordinators: ["a", "b", "c"].map(AccountId::from).to_vec(),
        consent_text: TextVersion(1),
    }
}

fn case(network: &Network, number: u64, begins: DateTime<Utc>) -> Case {
    let mut dice = Dice::new(number.wrapping_mul(0x9E37_79B9));
    let mut offers: Vec<Candidate> = Vec::new();
    for _ in 0..10 {
        let offer = dice.below(OFFERS);
        let one = Candidate {
            offer: OfferId::from(format!("offer-{offer}")),
            organization: OrganizationId::from(format!("organization-{}", offer % ORGANIZATIONS)),
            promise: offer.is_multiple_of(4).then(|| Duration::hours(20)),
        };
        if !offers.contains(&one) {
            offers.push(one);
        }
    }
    let day = begins + Duration::days(dice.below(365) as i64);
    let begins = network.calendar.after(day, Duration::minutes(1 + dice.below(590) as i64), &[]);
    let chosen = 1 + dice.below(3) as usize;
    let date = network.calendar.date(begins);
    let declared = offers.iter().map(|one| {
        let id = one.organization.clone();
        let away = habits::away(&id, date, habits::Away::Declared);
        (id, away)
    });
    let urgency = dice.weighted(&[(62, Urgency::U0), (30, Urgency::U1), (8, Urgency::U2)]);
    Case {
        id: ReferralId::from(format!("{number}")),
        seed: dice.number(),
        sender: Actor::Account {
            id: AccountId::from("mediator"),
            role: Role::Mediator,
            organization: Some(OrganizationId::from("counter")),
        },
        is_sender_trusted: dice.percent(96),
        urgency: urgency.unwrap_or(Urgency::U0),
        declared: declared.collect(),
        others: offers.split_off(chosen),
        candidates: offers,
        allows_any: dice.percent(45),
        is_hard_to_reach: dice.percent(60),
        begins,
    }
}

fn instant(year: i32, month: u32, day: u32) -> DateTime<Utc> {
    let date = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    date.and_time(NaiveTime::MIN).and_utc()
}
