//! Whether both engines put the same offers first.

use app::App;
use blackbox::{Site, search_server};

use crate::judged::{Judged, Set};
use crate::{asked, run};

#[actix_web::test]
async fn both_engines_show_the_same_offers_first() {
    let Some(server) = search_server() else { return };
    let site = Site::open_demo().await;
    let set = Set::parse(include_str!("city.toml"));
    let other = site.another_process(Some(server)).await;
    other.feed_search().await.expect("the server takes the offers");

    println!("city on Meilisearch: {}", run(&other, &set).await);
    let mut same = 0;
    for judged in &set.query {
        let (one, _) = first(&site.app, judged).await;
        let (two, engine) = first(&other, judged).await;
        // A place or a day alone is no question for an engine.
        let has_words = !other.understand(&asked(&other, judged)).0.words.is_empty();
        let is_asked = engine == "meilisearch" || two.is_empty();
        assert!(is_asked || !has_words, "{} by {engine}", judged.words);
        match one == two {
            true => same += 1,
            false => println!("differs: {:?}\n  {one:?}\n  {two:?}", judged.words),
        }
    }
    println!("the same first ten: {same} of {}", set.query.len());
    assert!(same * 100 >= set.query.len() * 95, "{same} of {}", set.query.len());
}

/// The first ten, and the engine that found them.
async fn first(app: &App, judged: &Judged) -> (Vec<String>, &'static str) {
    let (query, _) = app.understand(&asked(app, judged));
    let results = app.search(&query).await.expect("an answer");
    let first = results.items.iter().take(10).map(|hit| hit.listing.offer.slug.clone());
    (first.collect(), results.backend)
}
