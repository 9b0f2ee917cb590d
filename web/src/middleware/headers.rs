//! The headers that every answer carries (OWASP ASVS 5, 3.4).
//!
//! **Invariant:** no page loads anything from another origin (LAW-09), and none may be framed.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::middleware::Next;
use actix_web::web::Data;

use crate::site::Site;
use crate::visit;

const CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; \
                   connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const YEAR: &str = "max-age=31536000; includeSubDomains";

/// Adds what is missing; a handler that set a header itself keeps it.
pub(crate) async fn add(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let is_secret = is_secret(request.path());
    let repeats_typed = request.path() == "/connexion";
    let is_personal = is_secret || repeats_typed || visit::has_session(request.request());
    let is_https = request.app_data::<Data<Site>>().is_some_and(|site| site.is_https());
    let mut answer = next.call(request).await?;

    let mut add = |name: HeaderName, value: &'static str| {
        if !answer.headers().contains_key(&name) {
            answer.headers_mut().insert(name, HeaderValue::from_static(value));
        }
    };
    add(CONTENT_SECURITY_POLICY, CSP);
    add(X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(REFERRER_POLICY, if is_secret { "no-referrer" } else { "same-origin" });
    add(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    add(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    add(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), payment=(), geolocation=(self)",
    );
    add(CACHE_CONTROL, if is_personal { "no-store" } else { "no-cache" });
    if is_https {
        add(STRICT_TRANSPORT_SECURITY, YEAR);
    }
    Ok(answer)
}

/// Pages whose address or content must leave no trace: code cards, answer and confirmation links,
/// invitations.
pub(crate) fn is_secret(path: &str) -> bool {
    ["/code", "/reponse/", "/confirmer/", "/invitation/"]
        .iter()
        .any(|start| path.starts_with(start))
}
