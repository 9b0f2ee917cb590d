use std::sync::{Arc, Mutex};
use std::time::Duration;

use partner_directory::ranking::{Lexicon, Vocabulary, WordQuery};
use serde_json::{Value, json};

use super::Meilisearch;
use super::stand_in::{Asked, Said, serve};
use crate::contract::wait;
use crate::testing::{listing, offer};
use crate::{Candidates, Embedded, Entry, OfferIndex, OfferKey, Patience, WithFallback};

/// A server that finds one offer, or does what it is told instead.
#[derive(Clone, Default)]
struct Server {
    instead: Arc<Mutex<Option<Said>>>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    async fn start(&self) -> String {
        let server = self.clone();
        serve(move |asked| std::future::ready(server.answer(asked))).await
    }

    fn answer(&self, asked: Asked) -> Said {
        let said = self.instead.lock().unwrap().clone();
        let said = said.unwrap_or_else(|| found(&asked.body));
        self.asked.lock().unwrap().push(asked);
        said
    }

    fn does(&self, instead: Option<Said>) {
        *self.instead.lock().unwrap() = instead;
    }

    fn requests(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

/// An answer to a multi-search that finds `on-the-server` for each question.
fn found(body: &Value) -> Said {
    let key = super::layout::written(OfferKey::of(&"on-the-server".into()));
    let result = json!({
        "indexUid": "relais-test-offers-1", "hits": [{ "key": key }], "query": "",
        "processingTimeMs": 0, "limit": 1, "offset": 0, "estimatedTotalHits": 1,
    });
    let count = body["queries"].as_array().map_or(0, Vec::len);
    Said::Json(200, json!({ "results": vec![result; count] }))
}

fn meilisearch(url: &str) -> Meilisearch {
    Meilisearch::new(url, None, "test").unwrap()
}

async fn with_fallback(url: &str, after_failure: Duration) -> WithFallback {
    let own = Embedded::new().unwrap();
    let lexicon = Lexicon::published().unwrap();
    let entry = Entry::of(&listing(offer("in-this-process", "Couture"), &[]), &lexicon);
    own.replace_all(vec![entry]).await.unwrap();
    // Loopback answers in a few milliseconds; a busy machine is given more.
    let patience = Patience { for_answer: Duration::from_millis(500), after_failure };
    WithFallback::new(Arc::new(meilisearch(url)), Arc::new(own), patience)
}

async fn search(index: &dyn OfferIndex) -> Candidates {
    let lexicon = Lexicon::published().unwrap();
    let words = WordQuery::parse("couture ", &lexicon, &Vocabulary::new(&lexicon));
    index.candidates(&words).await.unwrap()
}

/// Which engine answered, what it found, and whether it stood in.
async fn answer(index: &WithFallback) -> (&'static str, &'static str, bool) {
    let found = search(index).await;
    assert_eq!(found.matches.len(), 1);
    let ids = ["on-the-server", "in-this-process"];
    let is_found = |id: &&&str| found.matches[0].offer == OfferKey::of(&(**id).into());
    (found.backend, ids.iter().find(is_found).unwrap(), found.is_fallback)
}

const SERVED: (&str, &str, bool) = ("meilisearch", "on-the-server", false);
const STOOD_IN: (&str, &str, bool) = ("embedded", "in-this-process", true);

/// All the ways in which a server can be of no use.
fn ways_to_fail() -> Vec<Said> {
    let error = json!({
        "message": "Index not found.", "code": "index_not_found",
        "type": "invalid_request", "link": "https://docs.meilisearch.com/errors",
    });
    vec![
        Said::Silence,
        Said::Nothing,
        Said::Json(500, json!({ "message": "out of memory" })),
        Said::Json(404, error),
        Said::Json(200, json!({ "results": [] })),
        Said::Json(200, json!(["something else"])),
        Said::Raw("HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{\"results\":[{\"hi".to_owned()),
        Said::Raw("220 mail.example ESMTP\r\n".to_owned()),
    ]
}

#[test]
fn whatever_a_server_does_the_search_is_answered_and_it_is_asked_again_later() {
    wait(async {
        for way in ways_to_fail() {
            let server = Server::default();
            let index = with_fallback(&server.start().await, Duration::ZERO).await;
            assert_eq!(answer(&index).await, SERVED);

            server.does(Some(way.clone()));
            assert_eq!(answer(&index).await, STOOD_IN, "{way:?}");

            server.does(None);
            let answers = [answer(&index).await, answer(&index).await];
            assert!(answers.contains(&SERVED), "it returns by itself after {way:?}");
        }
    });
}

#[test]
fn nobody_waits_for_a_server_that_failed_just_now() {
    wait(async {
        let server = Server::default();
        server.does(Some(Said::Nothing));
        let index = with_fallback(&server.start().await, Duration::from_secs(3600)).await;

        for _ in 0..20 {
            assert_eq!(answer(&index).await, STOOD_IN);
        }
        assert!(server.requests() <= 2, "one search, which may have been sent twice");
        assert!(index.state().await.unwrap().is_fallback);
    });
}

#[test]
fn a_server_that_is_not_there_is_no_failure() {
    wait(async {
        let index = with_fallback("http://127.0.0.1:9", Duration::ZERO).await;

        assert_eq!(answer(&index).await, STOOD_IN);
        let state = index.state().await.unwrap();
        assert_eq!((state.name, state.entries, state.is_fallback), ("embedded", 1, true));
    });
}

#[test]
fn what_is_put_goes_to_the_index_of_this_process_alone() {
    wait(async {
        let server = Server::default();
        let index = with_fallback(&server.start().await, Duration::ZERO).await;

        index.forget(vec!["in-this-process".into()]).await.unwrap();
        index.replace_all(vec![]).await.unwrap();

        assert_eq!(server.requests(), 0);
    });
}

#[test]
fn a_filling_that_breaks_off_never_touches_the_index_that_is_searched() {
    wait(async {
        let server = Server::default();
        let asked = server.asked.clone();
        let url = serve(move |one| {
            let said = half_a_filling(&one);
            asked.lock().unwrap().push(one);
            std::future::ready(said)
        })
        .await;
        let index = meilisearch(&url);
        let lexicon = Lexicon::published().unwrap();
        let entry = Entry::of(&listing(offer("printing", "Impression"), &[]), &lexicon);

        index.replace_all(vec![entry]).await.unwrap_err();

        let asked = server.asked.lock().unwrap();
        let sent: Vec<&str> = asked.iter().map(|one| one.request.as_str()).collect();
        assert!(sent.iter().any(|one| one.contains("/documents")), "it came that far: {sent:?}");
        let next = format!("/indexes/{}-next", index.index_name());
        let is_apart = |one: &&str| {
            let path = one.split(' ').nth(1).unwrap();
            path.starts_with(&next) || path.starts_with("/tasks/") || path == "/indexes"
        };
        assert!(sent.iter().all(is_apart), "{sent:?}");
    });
}

/// Makes an index with its settings, and is gone when the documents come.
fn half_a_filling(asked: &Asked) -> Said {
    let task = |status: &str| {
        json!({
            "taskUid": 1, "uid": 1, "indexUid": "x", "status": status, "type": "indexCreation",
            "enqueuedAt": "2026-01-01T00:00:00Z", "startedAt": "2026-01-01T00:00:00Z",
            "finishedAt": "2026-01-01T00:00:00Z", "duration": "PT0.1S", "error": null,
            "canceledBy": null, "details": { "primaryKey": "key" },
        })
    };
    let missing = json!({
        "message": "Index `x` not found.", "code": "index_not_found",
        "type": "invalid_request", "link": "https://docs.meilisearch.com/errors",
    });
    match asked.request.split_once(' ').unwrap() {
        ("GET", path) if path.starts_with("/tasks/") => Said::Json(200, task("succeeded")),
        ("GET", _) => Said::Json(404, missing),
        (_, path) if path.contains("/documents") => Said::Nothing,
        _ => Said::Json(202, task("enqueued")),
    }
}
