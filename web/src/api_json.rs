//! What machines read: the same objects for the interface, offer pages and the command line.
//!
//! **Invariant:** codes are English words that never change; an object holds only what anyone
//! may read.

mod offer;
mod openapi;

use app::directory::{Hit, Results};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use partner_directory::recognize::{Meaning, Part};
use partner_directory::{Span, capacity};
use serde_json::{Map, Value, json};

pub(crate) use offer::offer;
pub(crate) use openapi::openapi;

/// One page of results, as decisions.md 7 fixes it; `today` is the network's date.
pub(crate) fn results(results: &Results, parts: &[Part], today: NaiveDate) -> Value {
    let facets: Map<String, Value> = results
        .facets
        .iter()
        .map(|(facet, values)| {
            let values =
                values.iter().map(|(value, count)| json!({ "value": value, "count": count }));
            (facet.word().to_owned(), values.collect())
        })
        .collect();
    let item = |hit: &Hit| item(hit, &results.rules_version, today);
    let reasons = results.excluded.iter();
    let dropped = results.relax.iter();
    json!({
        "total": results.total,
        "page": results.page,
        "per_page": results.per_page,
        "items": results.items.iter().map(item).collect::<Vec<_>>(),
        "facets": facets,
        "excluded": reasons
            .map(|(reason, count)| json!({ "reason": reason.word(), "count": count }))
            .collect::<Vec<_>>(),
        "relax": dropped
            .map(|(drop, total)| json!({ "drop": drop.word(), "total": total }))
            .collect::<Vec<_>>(),
        "recognized": parts.iter().map(recognized).collect::<Vec<_>>(),
        "backend": results.backend,
        "is_fallback": results.is_fallback,
        "hash": results.hash,
    })
}

/// What some words mean besides a need.
fn recognized(part: &Part) -> Value {
    let (what, value) = match &part.meaning {
        Meaning::Place(label) => ("place", label.as_str()),
        Meaning::Open(open) => ("open", open.word()),
        Meaning::Organization(name) => ("organization", name.as_str()),
    };
    json!({ "typed": part.typed, "what": what, "value": value })
}

/// A request that was not understood: what is wrong with which field.
pub(crate) fn refusal(error: &str, field: Option<&str>, message: &str) -> Value {
    json!({ "error": error, "field": field, "message": message })
}

fn item(hit: &Hit, rules_version: &str, today: NaiveDate) -> Value {
    let offer = &hit.listing.offer;
    let place = hit.place();
    let named = |text: &String| (!text.is_empty()).then(|| text.clone());
    json!({
        "id": offer.id.as_str(),
        "slug": offer.slug,
        "name": offer.name,
        "organization": hit.listing.organization.name,
        "place": place.and_then(|place| named(&place.name)),
        "commune": place.and_then(|place| named(&place.commune)),
        "distance_m": hit.shown.and_then(|shown| shown.distance_m),
        "next_opening": hit.shown.and_then(|shown| shown.opening).map(span),
        "verified_on": offer.verified.on.to_string(),
        "capacity": capacity(offer, today).state.map(|state| state.word()),
        "score": score(hit, rules_version),
    })
}

fn score(hit: &Hit, rules_version: &str) -> Value {
    let points = hit.score.points.iter().map(|point| {
        json!({
            "rule": point.rule.word(),
            "points": point.points,
            "max": point.max,
            "reason": { "code": point.reason.code.word(), "value": point.reason.value },
        })
    });
    json!({
        "total": hit.score.total,
        "rules_version": rules_version,
        "points": points.collect::<Vec<_>>(),
    })
}

fn span(span: Span) -> Value {
    json!({ "from": instant(span.from), "until": instant(span.until) })
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
