//! Starts the processes, moves the time, and looks at what they left.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use app::App;
use app::demo::Size;
use chrono::{DateTime, Duration, Utc};
use kernel::{FixedClock, ReferralId};
use mail::Mailer;
use referral_tracking::{Event, Move, ReferralState};
use store::referrals::{self, events};
use store::testing::TestDatabase;
use store::{Db, outbox};

use crate::{ROLE, child};

const ROLES: [&str; 5] = ["server-1", "server-2", "server-3", "jobs-1", "jobs-2"];
/// Days that pass while the processes run, and hours of one step.
const DAYS: i64 = 45;
const STEP_HOURS: i64 = 9;

struct Process {
    child: Child,
    says: BufReader<ChildStdout>,
    hears: Option<ChildStdin>,
}

impl Process {
    fn start(role: &str, database: &str, secret: &str, begins: DateTime<Utc>) -> Process {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["one_process", "--exact", "--ignored", "--nocapture"])
            .env(ROLE, role)
            .env("RELAIS_SOAK_DATABASE", database)
            .env("RELAIS_SOAK_SECRET", secret)
            .env("RELAIS_SOAK_BEGINS", begins.to_rfc3339())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let says = BufReader::new(child.stdout.take().unwrap());
        let hears = child.stdin.take();
        Process { child, says, hears }
    }

    fn tell(&mut self, now: DateTime<Utc>) {
        writeln!(self.hears.as_mut().unwrap(), "{}", now.to_rfc3339()).unwrap();
    }

    /// The next line that is meant for us; none when the process ended.
    fn hear(&mut self) -> Option<String> {
        let mut line = String::new();
        while self.says.read_line(&mut line).unwrap() > 0 {
            if let Some(said) = line.trim().strip_prefix("soak: ") {
                return Some(said.to_owned());
            }
            line.clear();
        }
        None
    }
}

pub(crate) async fn run() {
    let database = TestDatabase::each().last().unwrap();
    assert_eq!(database.kind(), "PostgreSQL", "RELAIS_TEST_POSTGRES names a server");
    let secret = std::env::temp_dir().join(format!("relais_soak_{}", uuid::Uuid::now_v7()));
    let secret = secret.display().to_string();
    let begins: DateTime<Utc> = "2026-03-03T09:00:00Z".parse().unwrap();
    let count = make(database.url(), &secret, begins).await;
    let (db, _) = database.open();
    let ids = child::all(&db).await;
    println!("{count} referrals, {} of them under way", ids.len());

    let start = Instant::now();
    let mut processes: Vec<Process> =
        ROLES.iter().map(|role| Process::start(role, database.url(), &secret, begins)).collect();
    for process in &mut processes {
        assert_eq!(process.hear().as_deref(), Some("ready"));
    }
    let mut now = begins;
    while now < begins + Duration::days(DAYS) {
        now += Duration::hours(STEP_HOURS);
        processes.iter_mut().for_each(|process| process.tell(now));
        for process in &mut processes {
            assert_eq!(process.hear().as_deref(), Some("done"));
        }
    }
    let letters = finish(processes);
    println!("{DAYS} days in {:.0} s", start.elapsed().as_secs_f64());
    let twice = letters.values().filter(|times| **times > 1).count();
    println!("letters that left: {}, of them more than once: {twice}", letters.len());
    assert_eq!(twice, 0);
    check(&db, &ids, now).await;
    let _ = std::fs::remove_file(secret);
}

/// Makes a city with referrals of the last five days.
async fn make(database: &str, secret: &str, begins: DateTime<Utc>) -> u64 {
    #[expect(clippy::disallowed_methods, reason = "a setting of this run alone")]
    let wanted = std::env::var("RELAIS_SOAK_REFERRALS").ok().and_then(|text| text.parse().ok());
    let referrals = wanted.unwrap_or(2_000);
    let clock = Arc::new(FixedClock::at(begins));
    let settings = child::settings(database, secret);
    let app = App::open_with(settings, clock, Mailer::memory()).await.unwrap();
    app.seed_large(Size { offers: 120, referrals, days: 5 }, |_, _| {}).await.unwrap();
    referrals
}

/// Ends the processes, prints what each did, and counts how often each letter left.
fn finish(processes: Vec<Process>) -> BTreeMap<String, u32> {
    let mut letters = BTreeMap::new();
    for (role, mut process) in ROLES.iter().zip(processes) {
        drop(process.hears.take());
        while let Some(said) = process.hear() {
            if let Some(seed) = said.strip_prefix("letter ") {
                *letters.entry(seed.to_owned()).or_default() += 1;
            } else if let Some(count) = said.strip_prefix("count ") {
                let mut numbers = count.split(' ');
                let mut next = || numbers.next().unwrap_or_default().to_owned();
                let (done, refused, stale) = (next(), next(), next());
                println!("{role}: {done} moved, {refused} refused, {stale} too late");
            }
        }
        assert!(process.child.wait().unwrap().success(), "{role}");
    }
    letters
}

async fn check(db: &Db, ids: &[ReferralId], now: DateTime<Utc>) {
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    let mut lines = 0;
    for id in ids {
        let of = id.clone();
        let (referral, log) = db
            .read(move |conn| {
                Ok::<_, store::StoreError>((referrals::find(conn, &of)?, events::list(conn, &of)?))
            })
            .await
            .unwrap();
        *states.entry(referral.state.word()).or_default() += 1;
        let is_watched = referral.owner.is_some() && referral.due.is_some_and(|due| due > now);
        assert_eq!(is_watched, !referral.state.is_closed(), "{referral:#?}");
        let holding = referral.attempts.iter().filter(|one| one.state.holds_person()).count();
        assert!(holding <= 1, "{referral:#?}");
        check_log(&log);
        lines += log.len();
    }
    for (state, count) in &states {
        println!("{state}: {count}");
    }
    println!("lines in the logs: {lines}");
    let backlog = db.read(outbox::backlog).await.unwrap();
    println!("letters waiting: {}, given up: {}", backlog.waiting, backlog.failed);
    assert_eq!(backlog.failed, 0);
    assert!(states.get(ReferralState::Completed.word()).is_some_and(|count| *count > 0));
}

/// Each line begins where the one before it about the same thing ended: none is lost.
fn check_log(log: &[Event]) {
    let mut last: BTreeMap<Option<&str>, &str> = BTreeMap::new();
    for event in log {
        let about = event.attempt.as_ref().map(kernel::AttemptId::as_str);
        let before = last.insert(about, &event.to).unwrap_or("");
        assert_eq!(event.from, before, "{log:#?}");
        let is_new = matches!(event.what, Move::Create | Move::Ask);
        assert_eq!(event.from.is_empty(), is_new, "{event:?}");
    }
}
