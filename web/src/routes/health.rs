//! How the service is doing, for machines that watch it.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::Serialize;

use crate::site::Site;

/// What `/health` says; names are part of the interface.
#[derive(Serialize)]
struct HealthView {
    status: &'static str,
    database: bool,
    migrations: bool,
    search: Option<SearchView>,
    outbox: OutboxView,
}

/// The engine that answers searches; none when it does not answer.
#[derive(Serialize)]
struct SearchView {
    backend: &'static str,
    /// True while it stands in for a search server that is away.
    is_fallback: bool,
    offers: usize,
    /// How many changes of the directory it does not know yet, and for how long.
    pending: i64,
    age_seconds: i64,
}

#[derive(Serialize)]
struct OutboxView {
    waiting: i64,
    failed: i64,
    oldest_seconds: i64,
}

pub(crate) async fn show(site: Data<Site>) -> HttpResponse {
    let health = site.app.health().await;
    let search = site.app.search_health().await.ok();
    let search = search.map(|app::SearchHealth { engine, behind }| SearchView {
        backend: engine.name,
        is_fallback: engine.is_fallback,
        offers: engine.entries,
        pending: behind.pending,
        age_seconds: behind.age_seconds,
    });
    let is_well = health.database && health.is_migrated && search.is_some();
    let view = HealthView {
        status: if is_well { "ok" } else { "unavailable" },
        database: health.database,
        migrations: health.is_migrated,
        search,
        outbox: OutboxView {
            waiting: health.letters_waiting,
            failed: health.letters_failed,
            oldest_seconds: health.oldest_letter_seconds,
        },
    };
    match is_well {
        true => HttpResponse::Ok().json(view),
        false => HttpResponse::ServiceUnavailable().json(view),
    }
}
