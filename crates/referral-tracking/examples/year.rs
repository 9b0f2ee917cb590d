//! A year of an invented network, lived by the real rules in memory; prints what came of it.
//!
//! `cargo run --release -p referral-tracking --features testing --example year -- 20000`

use std::collections::BTreeMap;
use std::time::Instant;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc, Weekday};
use kernel::{
    AccountId, Actor, Calendar, OfferId, OpeningHours, OrganizationId, ReferralId, Role, Urgency,
};
use referral_tracking::figures::{self, ReferralLine, Shown};
use referral_tracking::simulation::{Case, Dice, Network, Tally, habits};
use referral_tracking::{Candidate, Event, Move, Policy, Referral, TextVersion};

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
        lines.push(line(&life.referral, &life.events));
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{count} referrals of 2026, lived up to {} in {seconds:.1} s", until.date_naive());
    print_figures(&lines, &network, until);
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

fn print_figures(lines: &[ReferralLine], network: &Network, until: DateTime<Utc>) {
    println!("\n## figures");
    for (state, count) in figures::by_state(lines) {
        println!("{:<40} {count:>8}", state.word());
    }
    let attempts: usize = lines.iter().map(|line| line.attempts.len()).sum();
    println!("{:<40} {attempts:>8}", "organizations asked");
    let times = figures::time_to_first_answer(lines, &network.calendar);
    let hours = |shown: Shown<Duration>| match shown {
        Shown::Number(time) => format!("{:.1} h", time.num_minutes() as f64 / 60.0),
        Shown::Hidden => "·".to_owned(),
    };
    println!("{:<40} {:>8}", "first answer, median", hours(times.median(1)));
    println!("{:<40} {:>8}", "first answer, nine of ten", hours(times.p90(1)));
    let shares = [
        ("first organization stayed silent", figures::no_answer(lines)),
        ("answers that were a yes", figures::acceptance(lines)),
        ("a second organization was asked", figures::rerouted(lines)),
        ("of these taken by a later one", figures::rescued(lines)),
    ];
    for (name, share) in shares {
        let percent = 100.0 * share.part as f64 / share.whole.max(1) as f64;
        println!("{name:<40} {percent:>6.1} %");
    }
    let left = figures::left_without_answer(lines, &network.calendar, &network.policy, until);
    println!("{:<40} {:>8}", "left without an answer (IND-04)", left.part);
}

fn line(referral: &Referral, events: &[Event]) -> ReferralLine {
    let no_answers = [Move::Create, Move::Send, Move::Hold, Move::Ask, Move::OpenIdentity];
    let acted = events.iter().find(|event| {
        event.by.word == Role::Coordinator.word() && !no_answers.contains(&event.what)
    });
    ReferralLine::of(referral, acted.map(|event| event.at))
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
