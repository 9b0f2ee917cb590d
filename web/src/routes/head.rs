//! Reading an address.

use actix_web::Route;
use actix_web::guard::{Any, Get, Head};
use actix_web::web::route;

/// Answers GET, and HEAD with the same headers (RFC 9110, 9.1).
pub(super) fn get() -> Route {
    route().guard(Any(Get()).or(Head()))
}
