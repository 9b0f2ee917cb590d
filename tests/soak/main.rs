//! Thousands of referrals moved through one PostgreSQL by several processes at once.
//!
//! `cargo xtask soak` runs it; it is ignored otherwise, because it takes minutes. Each process
//! is this same program, started again with a role; time moves for all of them together.

#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

mod child;
mod parent;

/// The name of the environment variable that gives a process its role.
const ROLE: &str = "RELAIS_SOAK_ROLE";

#[test]
#[ignore = "takes minutes; cargo xtask soak runs it"]
fn three_servers_and_two_job_processes_move_every_referral_and_lose_none() {
    runtime().block_on(parent::run());
}

/// What a process with a role does.
#[test]
#[ignore = "started by the other one"]
fn one_process() {
    if std::env::var_os(ROLE).is_some() {
        runtime().block_on(child::run());
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}
