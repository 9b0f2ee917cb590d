//! Whether search puts first what a mediator would choose, on sets of judged queries.
//!
//! Each set is a file of queries with the offers that fit. A run prints the figures and every
//! query that failed; `cargo xtask relevance` shows them, `docs/search-quality.md` keeps them.

mod engines;
mod judged;
mod measure;

use std::sync::Arc;

use app::App;
use app::imports::Format;
use blackbox::Site;
use partner_directory::{Listing, Query};

use judged::{Judged, Set};
use measure::{Figures, Outcome};

#[actix_web::test]
async fn the_demonstration_city_answers_what_is_asked_at_counters() {
    let site = Site::open_demo().await;
    let set = Set::parse(include_str!("city.toml"));

    let figures = run(&site.app, &set).await;

    println!("city: {figures}");
    assert!(set.query.len() >= 150, "{}", set.query.len());
    assert!(figures.success_at_3() >= 0.95, "{figures}");
}

async fn run(app: &App, set: &Set) -> Figures {
    let all = all(app).await;
    let all: Vec<&Listing> = all.iter().map(Arc::as_ref).collect();
    let mut outcomes = Vec::new();
    for judged in &set.query {
        let found = found(app, judged).await;
        let found: Vec<&Listing> = found.iter().map(Arc::as_ref).collect();
        outcomes.push(Outcome::of(judged, &found, &all));
    }
    Figures::of(outcomes)
}

/// The first offers, best first.
async fn found(app: &App, judged: &Judged) -> Vec<Arc<Listing>> {
    let (query, _) = app.understand(&asked(app, judged));
    let results = app.search(&query).await.expect("an answer");
    results.items.into_iter().map(|hit| hit.listing).collect()
}

fn asked(app: &App, judged: &Judged) -> Query {
    Query {
        words: judged.words.clone(),
        near: judged.near.as_deref().map(|place| app.find_place(place).expect("a known place")),
        ..Query::default()
    }
}

/// The whole directory.
async fn all(app: &App) -> Vec<Arc<Listing>> {
    let mut all = Vec::new();
    for page in 1.. {
        let query = Query { page, ..Query::default() };
        let results = app.search(&query).await.expect("an answer");
        if results.items.is_empty() {
            break;
        }
        all.extend(results.items.into_iter().map(|hit| hit.listing));
    }
    all
}
