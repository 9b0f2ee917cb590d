//! One log line for each request, without anything that could name a person.
//!
//! **Invariant:** the line holds the pattern of the route, never the path: a path may carry
//! a token, and a query may carry a need (decisions.md 10).

use std::time::Instant;

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;

/// Writes the line once the answer is known.
pub(crate) async fn write(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let method = request.method().clone();
    let answer = next.call(request).await?;
    let route = answer.request().match_pattern().unwrap_or_else(|| "-".to_owned());
    let ms = started.elapsed().as_secs_f64() * 1000.0;
    tracing::info!(%method, route, status = answer.status().as_u16(), ms, "request");
    Ok(answer)
}
