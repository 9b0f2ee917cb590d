//! Search servers for tests.

use app::MeiliSettings;

/// The server that `RELAIS_TEST_MEILI` names; `None`, and a word about it, without one.
#[expect(clippy::disallowed_methods, reason = "the server is set outside")]
pub fn search_server() -> Option<MeiliSettings> {
    let url = std::env::var("RELAIS_TEST_MEILI").ok();
    if url.is_none() {
        println!("skipped: RELAIS_TEST_MEILI names no search server");
    }
    url.map(|url| MeiliSettings { url, key: None })
}

/// An address at which no server is.
pub fn no_search_server() -> MeiliSettings {
    MeiliSettings { url: "http://127.0.0.1:9".to_owned(), key: None }
}
