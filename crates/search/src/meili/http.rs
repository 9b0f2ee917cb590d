//! How the client of Meilisearch speaks HTTP: with limits of time, and straight to the server.

use std::time::Duration;

use async_trait::async_trait;
use futures_util::AsyncReadExt;
use futures_util::io::AsyncRead;
use meilisearch_sdk::errors::Error;
use meilisearch_sdk::request::{HttpClient, Method, parse_response};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use serde::Serialize;
use serde::de::DeserializeOwned;

const TO_CONNECT: Duration = Duration::from_secs(2);
/// A batch of documents takes longer than a search, which has a limit of its own.
const TO_ANSWER: Duration = Duration::from_secs(30);

/// A client whose clones share their connections.
#[derive(Debug, Clone)]
pub(super) struct Http(reqwest::Client);

impl Http {
    /// # Errors
    /// The key has characters that no header takes.
    pub(super) fn new(key: Option<&str>) -> Result<Http, Error> {
        let mut headers = HeaderMap::new();
        if let Some(key) = key {
            let mut value = HeaderValue::from_str(&format!("Bearer {key}"))
                .map_err(|_| Error::InvalidRequest)?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        // A redirection or a proxy would carry the key somewhere else.
        let client = reqwest::Client::builder()
            .default_headers(headers)
            .redirect(Policy::none())
            .no_proxy()
            .connect_timeout(TO_CONNECT)
            .timeout(TO_ANSWER)
            .build();
        Ok(Http(client.map_err(other)?))
    }
}

#[async_trait]
impl HttpClient for Http {
    async fn stream_request<Query, Body, Output>(
        &self,
        url: &str,
        method: Method<Query, Body>,
        content_type: &str,
        expected_status_code: u16,
    ) -> Result<Output, Error>
    where
        Query: Serialize + Send + Sync,
        Body: AsyncRead + Send + Sync + 'static,
        Output: DeserializeOwned + 'static,
    {
        let mut request = self.0.request(verb(&method), url).query(method.query());
        if let Some(body) = method.into_body() {
            let mut bytes = Vec::new();
            std::pin::pin!(body).read_to_end(&mut bytes).await.map_err(other)?;
            request = request.header(CONTENT_TYPE, content_type).body(bytes);
        }
        let response = request.send().await.map_err(other)?;
        let status = response.status().as_u16();
        let body = response.text().await.map_err(other)?;
        let body = if body.is_empty() { "null" } else { &body };
        parse_response(status, expected_status_code, body, url.to_owned())
    }

    fn is_tokio(&self) -> bool {
        true
    }
}

fn verb<Query, Body>(method: &Method<Query, Body>) -> reqwest::Method {
    match method {
        Method::Get { .. } => reqwest::Method::GET,
        Method::Post { .. } => reqwest::Method::POST,
        Method::Patch { .. } => reqwest::Method::PATCH,
        Method::Put { .. } => reqwest::Method::PUT,
        Method::Delete { .. } => reqwest::Method::DELETE,
    }
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Other(Box::new(error))
}
