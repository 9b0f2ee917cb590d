//! How much a first visit loads, compressed, and how many elements the page has.

use std::collections::BTreeSet;

use reqwest::Method;

use crate::driver::Browser;
use crate::pages::Seen;

/// The most of a page (decisions.md 9).
struct Budget {
    bytes: usize,
    requests: usize,
    elements: u64,
}

const PUBLIC: Budget = Budget { bytes: 60_000, requests: 5, elements: 350 };
const WORK: Budget = Budget { bytes: 80_000, requests: 5, elements: 500 };

/// What is too much on the page that is open in `browser`.
pub(crate) async fn over_budget(browser: &Browser, page: &Seen) -> Vec<String> {
    let budget = if page.is_public { &PUBLIC } else { &WORK };
    let elements = browser.run("return document.querySelectorAll('*').length;").await;
    let elements = elements.as_u64().unwrap();
    let loaded =
        browser.run("return performance.getEntriesByType('resource').map(one => one.name);").await;
    let loaded: BTreeSet<String> =
        loaded.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect();
    let mut bytes = compressed(page, &page.path).await;
    let mut wrong = vec![];
    for url in &loaded {
        match url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])) {
            Some(path) => bytes += compressed(page, path).await,
            None => wrong.push(format!("loads {url}")),
        }
    }
    let requests = 1 + loaded.len();
    println!("{}: {bytes} bytes, {requests} requests, {elements} elements", page.path);
    if bytes > budget.bytes {
        wrong.push(format!("{bytes} bytes, at most {}", budget.bytes));
    }
    if requests > budget.requests {
        wrong.push(format!("{requests} requests, at most {}: {loaded:?}", budget.requests));
    }
    if elements > budget.elements {
        wrong.push(format!("{elements} elements, at most {}", budget.elements));
    }
    wrong
}

/// The bytes of one answer as a browser gets it: packed, with its headers.
async fn compressed(page: &Seen, path: &str) -> usize {
    let request = page.person.request(Method::GET, path).header("accept-encoding", "br, gzip");
    let answer = page.person.send(request).await;
    let headers: usize =
        answer.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    answer.body.len() + headers
}
