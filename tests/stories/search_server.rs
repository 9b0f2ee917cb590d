//! With a search server: what it takes over, and what happens when it is away.

use std::collections::BTreeSet;

use app::Fed;
use blackbox::{Person, Site, StandIn, no_search_server, search_server};
use partner_directory::Query;
use store::testing::TestDatabase;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

async fn finds(app: &app::App, words: &str) -> (usize, &'static str) {
    let query = Query { words: words.to_owned(), ..Query::default() };
    let results = app.search(&query).await.unwrap();
    (results.total, results.backend)
}

#[tokio::test]
async fn while_the_search_server_is_away_pages_answer_and_say_so() {
    let site = Site::open_with_search(TestDatabase::sqlite(), Some(no_search_server())).await;
    site.partner_with_offer("Atelier du Lac").await;

    let page = site.visitor().page("/recherche?q=imprimante").await.ok();
    page.shows("Atelier du Lac");
    page.shows("Le moteur de recherche habituel ne répond pas.");
    let answer = site.visitor().page("/api/v1/offers?q=imprimante").await.ok().json();
    assert_eq!(answer["backend"], "embedded");
    assert_eq!(answer["is_fallback"], true);
    let health = site.visitor().page("/health").await.ok().json();
    assert_eq!(health["status"], "ok");
    assert_eq!(health["search"]["backend"], "embedded");
    assert_eq!(health["search"]["is_fallback"], true);
    assert!(site.app.feed_search().await.is_err(), "there is nothing to feed");

    let checks = site.app.examine().await;
    let search = checks.iter().find(|check| check.name == "search").unwrap();
    assert!(!search.is_well, "somebody has to start it: {}", search.found);
    site.finish().await;
}

/// What a search was told: by which engine, and whether it stood in for another.
type Told = (String, bool);

/// How many searches run at the same time.
const AT_ONCE: usize = 8;
/// Far more than it takes, so that a server that never comes back ends the test.
const MOST: usize = 20_000;

/// Searches on and on, a page and an answer for machines in turn, until nobody listens.
async fn search_on(visitor: Person, told: mpsc::Sender<Told>) {
    loop {
        visitor.page("/recherche?q=imprimante").await.ok().shows("Atelier du Lac");
        let answer = visitor.page("/api/v1/offers?q=imprimante").await.ok().json();
        let backend = answer["backend"].as_str().unwrap().to_owned();
        let is_fallback = answer["is_fallback"].as_bool().unwrap();
        if told.send((backend, is_fallback)).await.is_err() {
            return;
        }
    }
}

/// Listens for `least` answers, and on until one is `wanted`; all that was told meanwhile.
async fn listen(told: &mut mpsc::Receiver<Told>, least: usize, wanted: &Told) -> BTreeSet<Told> {
    let mut all = BTreeSet::new();
    for number in 1..=MOST {
        let one = told.recv().await.unwrap();
        let is_wanted = one == *wanted;
        all.insert(one);
        if is_wanted && number >= least {
            return all;
        }
    }
    panic!("never told {wanted:?}, only {all:?}");
}

#[tokio::test]
async fn a_search_server_that_stops_under_load_costs_no_page_and_is_used_again_by_itself() {
    let mut server = StandIn::start().await;
    let site = Site::open_with_search(TestDatabase::sqlite(), Some(server.settings())).await;
    site.partner_with_offer("Atelier du Lac").await;
    let all = site.app.search(&Query::default()).await.unwrap();
    server.proposes(all.items.iter().map(|hit| &hit.listing.offer.id));
    let served: Told = ("meilisearch".to_owned(), false);
    let stood_in: Told = ("embedded".to_owned(), true);
    let (tell, mut told) = mpsc::channel(AT_ONCE);
    let mut searches = JoinSet::new();
    for _ in 0..AT_ONCE {
        searches.spawn(search_on(site.visitor(), tell.clone()));
    }
    drop(tell);

    let before = listen(&mut told, 100, &served).await;
    server.stop().await;
    let meanwhile = listen(&mut told, 100, &stood_in).await;
    server.start_again().await;
    let after = listen(&mut told, 100, &served).await;

    let both = BTreeSet::from([served, stood_in]);
    for seen in [before, meanwhile, after] {
        assert!(seen.is_subset(&both), "an answer always names the engine that gave it: {seen:?}");
    }
    drop(told);
    while let Some(search) = searches.join_next().await {
        search.unwrap();
    }
    site.finish().await;
}

#[tokio::test]
async fn what_another_process_saved_is_found_at_the_next_look_and_the_age_of_the_index_is_told() {
    for database in TestDatabase::each() {
        let site = Site::open(database).await;
        let reader = site.another_process(None).await;
        assert_eq!(finds(&reader, "imprimante").await.0, 0);

        site.partner_with_offer("Atelier du Lac").await;
        let behind = reader.search_health().await.unwrap().behind;
        assert!(behind.pending > 0, "it knows that it does not know: {behind:?}");
        reader.refresh_catalog().await.unwrap();

        assert_eq!(finds(&reader, "imprimante").await, (1, "embedded"));
        assert_eq!(reader.search_health().await.unwrap().behind.pending, 0);
        let health = site.visitor().page("/health").await.ok().json();
        assert_eq!(health["search"]["age_seconds"], 0, "{health}");
        site.finish().await;
    }
}

#[tokio::test]
async fn without_a_search_server_nothing_is_said_of_it() {
    let site = Site::open_small().await;
    site.partner_with_offer("Atelier du Lac").await;

    let page = site.visitor().page("/recherche?q=imprimante").await.ok();
    assert!(!page.html().contains("moteur de recherche habituel"), "{page}");
    let health = site.visitor().page("/health").await.ok().json();
    assert_eq!(health["search"]["is_fallback"], false);
    assert_eq!(health["search"]["pending"], 0);
    assert_eq!(site.app.feed_search().await.unwrap(), Fed::Nothing);
    assert!(matches!(site.app.reindex().await.unwrap(), Fed::All(1..)));
    site.finish().await;
}

#[tokio::test]
async fn one_process_feeds_the_search_server_and_all_find_what_changed() {
    let Some(server) = search_server() else { return };
    for database in TestDatabase::each() {
        let site = Site::open_with_search(database, Some(server.clone())).await;
        let reader = site.another_process(Some(server.clone())).await;
        site.partner_with_offer("Atelier du Lac").await;

        assert!(matches!(site.app.feed_search().await.unwrap(), Fed::All(1..)));
        reader.refresh_catalog().await.unwrap();
        assert_eq!(finds(&reader, "imprimante").await, (1, "meilisearch"));
        assert_eq!(reader.feed_search().await.unwrap(), Fed::Nothing);

        site.partner_with_offer("Atelier du Rhône").await;
        let behind = site.app.search_health().await.unwrap().behind;
        assert!(behind.pending > 0, "{behind:?}");
        assert!(matches!(reader.feed_search().await.unwrap(), Fed::Changes(1..)));
        assert_eq!(finds(&site.app, "imprimante").await, (2, "meilisearch"));
        assert_eq!(site.app.search_health().await.unwrap().behind.pending, 0);

        assert!(matches!(site.app.reindex().await.unwrap(), Fed::All(2..)));
        assert_eq!(finds(&site.app, "imprimante").await, (2, "meilisearch"));
        site.finish().await;
    }
}
