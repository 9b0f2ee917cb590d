//! Turns a failure into a page that says what to do next, in the reader's language.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpRequest, HttpResponse};
use serde::Serialize;

use crate::error::ErrorCode;
use crate::site::Site;

#[derive(Serialize)]
struct ErrorView {
    code: String,
    status: u16,
    reference: Option<String>,
}

/// Replaces an empty answer of status 400 or more by a page; JSON addresses get JSON.
pub(crate) async fn show(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody, BoxBody>>, Error> {
    let answer = next.call(request).await?;
    let status = answer.status();
    let is_plain = answer
        .headers()
        .get(CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let is_failure = status.is_client_error() || status.is_server_error();
    if !is_failure || !is_plain {
        return Ok(answer.map_into_left_body());
    }
    let known = answer.response().extensions().get::<ErrorCode>().map(|code| code.0.clone());
    let code = known.unwrap_or_else(|| code_of(status).to_owned());
    let page = page(answer.request(), status, code);
    Ok(answer.into_response(page).map_into_boxed_body().map_into_right_body())
}

fn page(request: &HttpRequest, status: StatusCode, code: String) -> HttpResponse {
    let path = request.path();
    if path.starts_with("/api/") || path == "/health" {
        let body = serde_json::json!({ "error": code, "status": status.as_u16() });
        return HttpResponse::build(status).json(body);
    }
    let Some(site) = request.app_data::<Data<Site>>() else {
        return HttpResponse::build(status).finish();
    };
    let chrome = crate::visit::bare_chrome(site, path, "error-title");
    let view = ErrorView { code, status: status.as_u16(), reference: None };
    let mut page = HttpResponse::build(status);
    match site.pages.render("pages/errors/show.html", &chrome, &view) {
        Ok(html) => page
            .insert_header((CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")))
            .body(html),
        Err(error) => {
            tracing::error!(%error, "error page failed");
            page.finish()
        }
    }
}

fn code_of(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => "error-not-found",
        StatusCode::PAYLOAD_TOO_LARGE => "error-too-large",
        StatusCode::TOO_MANY_REQUESTS => "error-too-many",
        StatusCode::SERVICE_UNAVAILABLE => "error-unavailable",
        _ if status.is_client_error() => "error-bad-request",
        _ => "error-internal",
    }
}
