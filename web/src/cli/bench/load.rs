//! Requests at a fixed rate, whatever the server does (open loop).
//!
//! **Invariant:** a time counts from the instant at which the request should have left, so
//! that a slow server cannot hide by slowing the generator down.

use std::time::{Duration, Instant};

use super::Failure;

/// How long times were, in milliseconds.
pub(super) struct Spread {
    pub(super) count: usize,
    pub(super) failed: usize,
    pub(super) mean: f64,
    pub(super) p50: f64,
    pub(super) p95: f64,
    pub(super) max: f64,
}

impl Spread {
    /// The spread of `times`; zeros when there are none.
    pub(super) fn of(mut times: Vec<Duration>) -> Spread {
        times.sort_unstable();
        let ms = |time: Option<&Duration>| time.map_or(0.0, |time| time.as_secs_f64() * 1000.0);
        let at = |percent: usize| {
            ms(times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))))
        };
        let sum: Duration = times.iter().sum();
        Spread {
            count: times.len(),
            failed: 0,
            mean: sum.as_secs_f64() * 1000.0 / times.len().max(1) as f64,
            p50: at(50),
            p95: at(95),
            max: ms(times.last()),
        }
    }
}

/// Asks until the server answers, for half a minute at most.
pub(super) async fn wait_for(address: &str) -> Result<(), Failure> {
    let client = reqwest::Client::new();
    let end = Instant::now() + Duration::from_secs(30);
    while Instant::now() < end {
        if client.get(address).send().await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Err("the server did not start".into())
}

/// Sends `rate` requests a second for `hold` and waits for the answers.
pub(super) async fn open_loop(
    addresses: &[String],
    rate: u32,
    hold: Duration,
) -> Result<Spread, Failure> {
    let client = reqwest::Client::builder()
        .pool_max_idle_per_host(256)
        .timeout(Duration::from_secs(10))
        .build()?;
    let total = u64::from(rate) * hold.as_secs();
    let begin = Instant::now();
    let mut under_way = Vec::new();
    for (number, address) in (0..total).zip(addresses.iter().cycle()) {
        let planned = begin + Duration::from_secs_f64(number as f64 / f64::from(rate));
        tokio::time::sleep_until(planned.into()).await;
        let request = client.get(address).send();
        under_way.push(tokio::task::spawn_local(async move {
            let answer = request.await.ok()?.error_for_status().ok()?;
            answer.bytes().await.ok()?;
            Some(planned.elapsed())
        }));
    }
    let mut times = Vec::new();
    let mut failed = 0;
    for request in under_way {
        match request.await? {
            Some(time) => times.push(time),
            None => failed += 1,
        }
    }
    Ok(Spread { failed, ..Spread::of(times) })
}
