//! Refuses changes that another site asks a browser to make (decisions.md 10).

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HOST, HeaderMap, ORIGIN};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError};

use super::headers::is_secret;
use crate::error::PageError;
use crate::visit;

/// Lets a request pass unless it changes something with a session from another site.
pub(crate) async fn check(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody, BoxBody>>, Error> {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    // Signing in changes whose session the browser holds, so it counts without one too.
    let is_sign_in = request.path() == "/connexion";
    let counts = is_sign_in || visit::has_session(request.request());
    let is_foreign = match is_secret(request.path()) {
        // Code and answer pages send no referrer: the origin of their own forms is `null`.
        true => says_foreign(request.headers()).unwrap_or(false),
        false => counts && is_foreign(request.headers()),
    };
    if changes && is_foreign {
        let answer = PageError::CrossSite.error_response();
        return Ok(request.into_response(answer).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}

fn is_foreign(headers: &HeaderMap) -> bool {
    says_foreign(headers).unwrap_or_else(|| {
        text(headers, ORIGIN.as_str()).is_some_and(|origin| {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_none() || host != text(headers, HOST.as_str())
        })
    })
}

/// What the browser itself says about where the request comes from; `None` for an old one.
fn says_foreign(headers: &HeaderMap) -> Option<bool> {
    text(headers, "sec-fetch-site").map(|site| !matches!(site, "same-origin" | "none"))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        pairs.collect()
    }

    #[test]
    fn the_browser_says_where_a_request_comes_from() {
        assert!(is_foreign(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(is_foreign(&headers(&[("sec-fetch-site", "same-site")])));
        assert!(!is_foreign(&headers(&[("sec-fetch-site", "same-origin")])));
    }

    #[test]
    fn an_old_browser_is_judged_by_the_origin() {
        let host = ("host", "relais.example");
        assert!(!is_foreign(&headers(&[host, ("origin", "https://relais.example")])));
        assert!(is_foreign(&headers(&[host, ("origin", "https://evil.example")])));
        assert!(is_foreign(&headers(&[host, ("origin", "null")])));
        assert!(!is_foreign(&headers(&[host])), "neither header: not a browser");
    }
}
