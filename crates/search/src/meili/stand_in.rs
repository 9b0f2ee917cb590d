//! Servers that stand in for Meilisearch in tests.
//!
//! [`replay`] answers from a recording and [`serve`] as its test wishes. [`record`]
//! passes everything on to a real server and writes down what was said. Record again with
//!
//! ```text
//! RELAIS_TEST_MEILI=http://127.0.0.1:7700 \
//!     cargo test -p search --lib -- record_the_contract --ignored
//! ```
//!
//! Only what the client sends and what it reads back is kept; there is no key in it.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// One request with its answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Exchange {
    request: String,
    body: Value,
    status: u16,
    answer: Value,
}

/// What a client sent.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// Method and path.
    pub(super) request: String,
    pub(super) body: Value,
}

/// What is sent back.
#[derive(Debug, Clone)]
pub(super) enum Said {
    Json(u16, Value),
    /// Whatever it is, as it is.
    Raw(String),
    /// The connection ends.
    Nothing,
    /// The connection stays open and nothing comes.
    Silence,
}

/// Serves until the test is over; answers where.
pub(super) async fn serve<F, W>(answer: F) -> String
where
    F: Fn(Asked) -> W + Send + Sync + 'static,
    W: Future<Output = Said> + Send,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answer = Arc::new(answer);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move { talk(stream, answer.as_ref()).await });
        }
    });
    url
}

async fn talk<F, W>(mut stream: TcpStream, answer: &F) -> Option<()>
where
    F: Fn(Asked) -> W,
    W: Future<Output = Said>,
{
    loop {
        let asked = read(&mut stream).await?;
        match answer(asked).await {
            Said::Json(status, value) => {
                let body = value.to_string();
                let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n", body.len());
                stream.write_all((head + &body).as_bytes()).await.ok()?;
            }
            Said::Raw(text) => {
                stream.write_all(text.as_bytes()).await.ok()?;
                return None;
            }
            Said::Nothing => return None,
            Said::Silence => std::future::pending().await,
        }
    }
}

/// One request; `None` when the client is gone.
async fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length: usize = length.map_or(0, |length| length.trim().parse().unwrap());
    while bytes.len() < end + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let first = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let request = first.lines().next()?.trim_end_matches(" HTTP/1.1").to_owned();
    Some(Asked { request, body: serde_json::from_slice(&bytes[end..]).unwrap_or_default() })
}

/// Answers each request as the recording does; the same one again as it did the next time.
pub(super) async fn replay(recording: &str) -> String {
    let exchanges: Vec<Exchange> = serde_json::from_str(recording).unwrap();
    let mut answers: HashMap<String, Vec<Said>> = HashMap::new();
    for one in exchanges.into_iter().rev() {
        let said = Said::Json(one.status, one.answer);
        answers.entry(format!("{} {}", one.request, one.body)).or_default().push(said);
    }
    let answers = Mutex::new(answers);
    serve(move |asked| {
        let mut answers = answers.lock().unwrap();
        let left = answers.get_mut(&format!("{} {}", asked.request, asked.body));
        let said = left.and_then(Vec::pop);
        assert!(said.is_some(), "not in the recording; record it again: {asked:?}");
        std::future::ready(said.unwrap())
    })
    .await
}

/// Passes everything on to the server at `to` and remembers it.
pub(super) async fn record(to: String, exchanges: Arc<Mutex<Vec<Exchange>>>) -> String {
    let client = reqwest::Client::new();
    serve(move |asked| {
        let (client, to, exchanges) = (client.clone(), to.clone(), exchanges.clone());
        async move {
            let (method, path) = asked.request.split_once(' ').unwrap();
            let mut request = client.request(method.parse().unwrap(), format!("{to}{path}"));
            if !asked.body.is_null() {
                request = request.json(&asked.body);
            }
            let response = request.send().await.unwrap();
            let status = response.status().as_u16();
            let answer: Value = response.json().await.unwrap_or_default();
            exchanges.lock().unwrap().push(Exchange {
                request: asked.request,
                body: asked.body,
                status,
                answer: answer.clone(),
            });
            Said::Json(status, answer)
        }
    })
    .await
}
