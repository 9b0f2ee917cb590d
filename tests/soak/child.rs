//! One process: a server on which people act, or one that runs the jobs.

use std::io::BufRead;
use std::sync::Arc;

use app::{App, AppError, Settings};
use chrono::{DateTime, Utc};
use kernel::{Actor, Channel, FixedClock, OrganizationId, ReferralId, Role};
use mail::Mailer;
use referral_tracking::simulation::Dice;
use referral_tracking::{
    Action, Attempt, AttemptAction, AttemptState, ClosureReason, DeclineReason, Declined, Outcome,
    PersonReason, Question, Referral, ReferralState,
};
use store::{Address, Db, Migrate, Part, referrals};
use web::Letters;
use web::pages::Pages;

use crate::ROLE;

/// What a process did.
#[derive(Default)]
struct Count {
    done: u64,
    refused: u64,
    stale: u64,
}

/// Settings for one process on `database`.
pub(crate) fn settings(database: &str, secret_file: &str) -> Settings {
    Settings {
        database_url: database.to_owned(),
        mail: String::new(),
        mail_from: "Relais <relais@memory.example>".to_owned(),
        secret_file: secret_file.into(),
        public_url: "http://localhost".to_owned(),
        time_zone: chrono_tz::Europe::Zurich,
        meili: None,
        export_dir: format!("{secret_file}.export").into(),
        is_demo: true,
        may_migrate: true,
    }
}

/// Reads instants from its input, does its part at each, and says what it did.
pub(crate) async fn run() {
    let variable = |name: &str| std::env::var_os(name).unwrap().into_string().unwrap();
    let (role, database) = (variable(ROLE), variable("RELAIS_SOAK_DATABASE"));
    let begins: DateTime<Utc> = variable("RELAIS_SOAK_BEGINS").parse().unwrap();
    let clock = Arc::new(FixedClock::at(begins));
    let mailer = Mailer::memory();
    let settings = settings(&database, &variable("RELAIS_SOAK_SECRET"));
    let app = App::open_with(settings, clock.clone(), mailer.clone()).await.unwrap();
    let address = Address::parse(&database).unwrap();
    let db = Db::open(&address, Part::Main, Migrate::Refuse).unwrap();
    let pages = Arc::new(Pages::load().unwrap());
    let letters = Arc::new(Letters::new(pages, chrono_tz::Europe::Zurich));
    let ids: Vec<ReferralId> = all(&db).await;
    let mut dice = Dice::of(&role);
    let mut count = Count::default();
    println!("\nsoak: ready");
    for line in std::io::stdin().lock().lines() {
        let Ok(now) = line.unwrap().trim().parse::<DateTime<Utc>>() else { break };
        clock.advance(now - kernel::Clock::now(clock.as_ref()));
        if role.starts_with("jobs") {
            for _ in 0..40 {
                let round = app.run_jobs(letters.clone()).await.unwrap();
                count.done += round.referrals as u64;
                if round.is_idle() {
                    break;
                }
                if round.is_elsewhere {
                    tokio::task::yield_now().await;
                }
            }
        } else {
            serve(&app, &db, &ids, &mut dice, &mut count, now).await;
        }
        println!("\nsoak: done");
    }
    for letter in mailer.sent() {
        println!("\nsoak: letter {}", letter.seed);
    }
    println!("\nsoak: count {} {} {}", count.done, count.refused, count.stale);
}

/// Every referral that is not over.
pub(crate) async fn all(db: &Db) -> Vec<ReferralId> {
    let later = DateTime::<Utc>::from_timestamp(4_000_000_000, 0).unwrap();
    db.read(move |conn| referrals::due(conn, later, 100_000)).await.unwrap()
}

/// Some people act on some referrals; other servers act on the same ones at the same time.
async fn serve(
    app: &App,
    db: &Db,
    ids: &[ReferralId],
    dice: &mut Dice,
    count: &mut Count,
    now: DateTime<Utc>,
) {
    for id in ids {
        if !dice.percent(12) {
            continue;
        }
        let of = id.clone();
        let referral = db.read(move |conn| referrals::find(conn, &of)).await.unwrap();
        let Some((action, actor, channel)) = step(&referral, dice, now) else { continue };
        match app.act(id.clone(), action, actor, channel).await {
            Ok(_) => count.done += 1,
            Err(AppError::Refused(_)) => count.refused += 1,
            Err(AppError::Stale) => count.stale += 1,
            Err(other) => panic!("{}", app::with_causes(&other)),
        }
    }
}

fn step(
    referral: &Referral,
    dice: &mut Dice,
    now: DateTime<Utc>,
) -> Option<(Action, Actor, Channel)> {
    if referral.state != ReferralState::Open {
        return None;
    }
    let person = Actor::Person { referral: referral.id.clone() };
    if dice.percent(1) {
        return Some((Action::Withdraw(PersonReason::NeedSolved), person, Channel::Web));
    }
    let Some(live) = referral.live() else {
        let coordinator = Actor::Account {
            id: "coordinator".into(),
            role: Role::Coordinator,
            organization: Some(OrganizationId::from("none")),
        };
        let action = Action::CloseWithoutHelp(ClosureReason::Capacity, None);
        return dice.percent(30).then_some((action, coordinator, Channel::Web));
    };
    let action = answer(live, dice, now)?;
    let actor =
        Actor::AnswerLink { attempt: live.id.clone(), organization: live.organization.clone() };
    Some((Action::OnAttempt(live.id.clone(), action), actor, Channel::MailLink))
}

fn answer(live: &Attempt, dice: &mut Dice, now: DateTime<Utc>) -> Option<AttemptAction> {
    let declined = Declined::ByProvider(DeclineReason::Full);
    match live.state {
        AttemptState::Sent => match dice.below(10) {
            0..4 => Some(AttemptAction::Accept { in_charge: None }),
            4..6 => Some(AttemptAction::Decline { declined, suggests: None }),
            6 => Some(AttemptAction::AskInformation { question: Question::Need, note: None }),
            7 => Some(AttemptAction::Waitlist { expected_on: None }),
            _ => None,
        },
        AttemptState::Waitlisted | AttemptState::InfoRequested => {
            dice.percent(40).then_some(AttemptAction::Accept { in_charge: None })
        }
        AttemptState::Accepted | AttemptState::NoShow => {
            Some(AttemptAction::RecordContact { appointment_at: Some(now) })
        }
        AttemptState::InProgress if dice.percent(15) => Some(AttemptAction::RecordNoShow),
        AttemptState::InProgress => {
            dice.percent(50).then_some(AttemptAction::Complete(Outcome::HelpedFully))
        }
        _ => None,
    }
}
