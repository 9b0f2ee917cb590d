//! With a search server: what it takes over, and what happens when it is away.

use app::Fed;
use blackbox::{Site, no_search_server, search_server};
use partner_directory::Query;
use store::testing::TestDatabase;

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
