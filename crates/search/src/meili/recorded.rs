//! The contract of every index, kept by the adapter: against the recorded server, and against a
//! real one where `RELAIS_TEST_MEILI` names it.

use std::sync::{Arc, Mutex};

use super::Meilisearch;
use super::stand_in::{record, replay};
use crate::contract::{keeps_the_contract, wait};

const RECORDING: &str = include_str!("recorded.json");
const RECORDED: &str = "contract";

/// Another name for the server that is tried, so that it can be recorded at the same time.
fn contract_on(url: &str, name: &str) -> impl Future<Output = ()> + use<> {
    let index = Meilisearch::new(url, None, name).unwrap();
    async move { keeps_the_contract(&index).await }
}

#[expect(clippy::disallowed_methods, reason = "the server is set outside")]
fn server() -> Option<String> {
    std::env::var("RELAIS_TEST_MEILI").ok()
}

#[test]
fn meilisearch_keeps_the_contract_as_it_was_recorded() {
    wait(async {
        let url = replay(RECORDING).await;
        contract_on(&url, RECORDED).await;
    });
}

#[test]
fn meilisearch_keeps_the_contract() {
    let Some(url) = server() else {
        println!("skipped: RELAIS_TEST_MEILI names no server");
        return;
    };
    wait(contract_on(&url, "contract-tried"));
}

/// Writes the recording anew; see [`super::stand_in`].
#[test]
#[ignore = "writes recorded.json from a real server"]
fn record_the_contract() {
    let url = server().expect("RELAIS_TEST_MEILI names a server");
    let exchanges = Arc::new(Mutex::new(Vec::new()));
    wait(async {
        let recorder = record(url, exchanges.clone()).await;
        contract_on(&recorder, RECORDED).await;
    });
    let lines: Vec<String> =
        exchanges.lock().unwrap().iter().map(|one| serde_json::to_string(one).unwrap()).collect();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/meili/recorded.json");
    std::fs::write(file, format!("[\n{}\n]\n", lines.join(",\n"))).unwrap();
}
