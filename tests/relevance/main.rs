//! Whether search puts first what a mediator would choose, on sets of judged queries.
//!
//! Each set is a file of queries with the offers that fit. A run prints the figures and every
//! query that failed; `cargo xtask relevance` shows them, `docs/search-quality.md` keeps them.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops where it stands")]

mod engines;
mod judged;
mod measure;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::App;
use app::directory::{Hit, Results};
use app::imports::Upload;
use blackbox::Site;
use kernel::Actor;
use partner_directory::exchange::SourceFormat;
use partner_directory::{Listing, Query};

use judged::{Judged, Set};
use measure::{Figures, Outcome};

/// What the set of unseen queries must reach; what it reached stands in docs/search-quality.md.
const HELD_OUT: f64 = 0.80;

#[actix_web::test]
async fn the_demonstration_city_answers_what_is_asked_at_counters() {
    let site = Site::open_demo().await;
    let set = Set::parse(include_str!("city.toml"));

    let figures = run(&site.app, &set).await;

    println!("city: {figures}");
    assert!(set.query.len() >= 150, "{}", set.query.len());
    assert!(figures.success_at_3() >= 0.95, "{figures}");
}

#[actix_web::test]
async fn queries_that_no_word_list_has_seen_are_answered_too() {
    let site = Site::open_demo().await;
    let set = Set::parse(include_str!("heldout.toml"));

    let figures = run(&site.app, &set).await;

    println!("held out: {figures}");
    assert!(set.query.len() >= 40, "{}", set.query.len());
    assert!(figures.success_at_3() >= HELD_OUT, "{figures}");
}

#[actix_web::test]
async fn the_points_of_every_result_of_every_query_add_up_to_its_score() {
    let site = Site::open_demo().await;
    let mut results = 0;
    for judged in Set::parse(include_str!("city.toml")).query {
        let (query, _) = site.app.understand(&asked(&site.app, &judged));
        for page in 1.. {
            let found = site.app.search(&Query { page, ..query.clone() }).await.expect("an answer");
            if found.items.is_empty() {
                break;
            }
            for hit in &found.items {
                let sum: u32 = hit.score.points.iter().map(|point| u32::from(point.points)).sum();
                assert_eq!(hit.score.total, sum, "{} {}", judged.words, hit.listing.offer.slug);
                assert!(hit.score.points.iter().all(|point| point.points <= point.max));
                let is_first = hit.to_be_first.is_none();
                assert_eq!(is_first, results_before(&found, hit) == 0, "{}", judged.words);
            }
            results += found.items.len();
        }
    }
    assert!(results > 5_000, "{results}");
}

/// How many results of all pages stand before `hit`.
fn results_before(found: &Results, hit: &Hit) -> usize {
    let at = found.items.iter().position(|one| one.listing.offer.id == hit.listing.offer.id);
    (found.page as usize - 1) * found.per_page as usize + at.expect("it stands there")
}

#[actix_web::test]
async fn a_real_directory_of_another_country_answers_too() {
    let Some(file) = real_file() else { return };
    let site = Site::open_small().await;
    let bytes = std::fs::read(file).expect("the file");
    let upload = Upload { file_name: "lieux.csv", format: SourceFormat::MednumV0, bytes };
    site.app.import(&Actor::System, upload, &|_, _| ()).await.expect("the import");
    let set = Set::parse(include_str!("hinaura.toml"));

    let figures = run(&site.app, &set).await;

    println!("hinaura: {figures}");
    assert!(set.query.len() >= 60, "{}", set.query.len());
    assert!(figures.success_at_3() >= 0.85, "{figures}");
}

/// The real directory; `None`, said aloud, where it is not at hand.
#[expect(clippy::disallowed_methods, reason = "the place of real data is set outside")]
fn real_file() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var("RELAIS_SHARED").map_or(beside, PathBuf::from);
    let file = shared.join("data/mediation-numerique/v0-hinaura-auvergne-rhone-alpes.csv");
    if !file.exists() {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "real data is missing");
        eprintln!("skipped: set RELAIS_SHARED to the folder of real data");
        return None;
    }
    Some(file)
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
