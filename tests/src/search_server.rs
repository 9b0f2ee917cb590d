//! Search servers for tests.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use app::MeiliSettings;
use kernel::OfferId;
use partner_directory::ranking::key_of;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// The search server of this run; `None`, said aloud, where there is none.
#[expect(clippy::disallowed_methods, reason = "the server is set outside")]
pub fn search_server() -> Option<MeiliSettings> {
    let url = std::env::var("RELAIS_TEST_MEILI").ok();
    if url.is_none() {
        println!("skipped: RELAIS_TEST_MEILI names no search server");
    }
    url.map(|url| settings(url, MeiliSettings::RETRY_AFTER))
}

/// A search server that is not there.
pub fn no_search_server() -> MeiliSettings {
    settings("http://127.0.0.1:9".to_owned(), MeiliSettings::RETRY_AFTER)
}

fn settings(url: String, retry_after: Duration) -> MeiliSettings {
    MeiliSettings { url, key: None, retry_after }
}

/// A search server that proposes the same offers for all words, and can be stopped and started.
///
/// What it proposes is looked at by the rules, like all that a real one proposes.
pub struct StandIn {
    address: SocketAddr,
    offers: Arc<Mutex<Vec<String>>>,
    running: Option<JoinHandle<()>>,
}

impl StandIn {
    /// A server that runs and knows no offer.
    pub async fn start() -> StandIn {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let mut server = StandIn { address, offers: Arc::default(), running: None };
        server.run(listener);
        server
    }

    /// How a site asks it; it is asked again at once after a failure.
    pub fn settings(&self) -> MeiliSettings {
        settings(format!("http://{}", self.address), Duration::ZERO)
    }

    /// Makes it propose these offers.
    pub fn proposes<'a>(&self, offers: impl IntoIterator<Item = &'a OfferId>) {
        let keys = offers.into_iter().map(|offer| format!("{:016x}", key_of(offer))).collect();
        *self.offers.lock().unwrap_or_else(PoisonError::into_inner) = keys;
    }

    /// Stops it in the middle of whatever it does.
    pub async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.abort();
            running.await.expect_err("it was stopped");
        }
    }

    /// Starts it again where it was.
    pub async fn start_again(&mut self) {
        let listener = TcpListener::bind(self.address).await.expect("the same port");
        self.run(listener);
    }

    fn run(&mut self, listener: TcpListener) {
        let offers = self.offers.clone();
        self.running = Some(tokio::spawn(async move {
            // Dropped with the task, and every connection with it.
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                connections.spawn(talk(stream, offers.clone()));
            }
        }));
    }
}

async fn talk(mut stream: TcpStream, offers: Arc<Mutex<Vec<String>>>) -> Option<()> {
    loop {
        let body = read(&mut stream).await?;
        let keys = offers.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let answer = answer(&body, &keys).to_string();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", answer.len());
        stream.write_all((head + &answer).as_bytes()).await.ok()?;
    }
}

fn answer(body: &Value, keys: &[String]) -> Value {
    let Some(queries) = body["queries"].as_array() else {
        return json!({ "numberOfDocuments": keys.len(), "isIndexing": false, "fieldDistribution": {} });
    };
    let hits: Vec<Value> = keys.iter().map(|key| json!({ "key": key })).collect();
    let result = json!({
        "indexUid": "offers", "hits": hits, "query": "", "processingTimeMs": 0,
        "limit": keys.len(), "offset": 0, "estimatedTotalHits": keys.len(),
    });
    json!({ "results": vec![result; queries.len()] })
}

/// The body of the next request; `None` at the end of the connection.
async fn read(stream: &mut TcpStream) -> Option<Value> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(bytes.get(..end)?).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length: usize = length.map_or(Some(0), |length| length.trim().parse().ok())?;
    while bytes.len() < end + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(serde_json::from_slice(bytes.get(end..)?).unwrap_or_default())
}
