//! The files below `static/`, part of the binary.
//!
//! **Invariant:** an address with `?v=` of the file's own hash may be kept for
//! ever; any other address is asked again each time by its `ETag`.

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::{HttpRequest, HttpResponse};
use rust_embed::{Embed, EmbeddedFile};

#[derive(Embed)]
#[folder = "static/"]
struct Static;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "public, no-cache";

/// One static file, ready to be sent.
pub struct Asset {
    /// The content as it is on disk.
    pub bytes: std::borrow::Cow<'static, [u8]>,
    /// The media type, with the charset of text.
    pub mime: &'static str,
    /// A strong `ETag`, quoted, of the SHA-256 of the content.
    pub etag: String,
    /// The first eight hex digits of the hash, for `?v=`.
    pub version: String,
}

/// The file called `name` below `static/`, or `None`; a name cannot leave the folder.
pub fn find(name: &str) -> Option<Asset> {
    let EmbeddedFile { data, metadata, .. } = Static::get(name)?;
    let hash: String = metadata.sha256_hash().iter().map(|byte| format!("{byte:02x}")).collect();
    Some(Asset {
        bytes: data,
        mime: mime(name),
        version: hash.chars().take(8).collect(),
        etag: format!("\"{hash}\""),
    })
}

/// The address of `name` with its version, as pages should name it.
pub fn address(name: &str) -> Option<String> {
    find(name).map(|asset| format!("/static/{name}?v={}", asset.version))
}

/// Answers `GET /static/{path}`.
pub async fn serve(request: HttpRequest, path: actix_web::web::Path<String>) -> HttpResponse {
    let Some(asset) = find(&path) else {
        return HttpResponse::NotFound().finish();
    };
    let wanted = format!("v={}", asset.version);
    let is_versioned = request.query_string().split('&').any(|part| part == wanted);
    let mut answer = match is_fresh(&request, &asset.etag) {
        true => HttpResponse::NotModified(),
        false => HttpResponse::Ok(),
    };
    answer
        .insert_header((CACHE_CONTROL, if is_versioned { FOR_EVER } else { ASK_AGAIN }))
        .insert_header((ETAG, asset.etag.clone()))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"));
    match is_fresh(&request, &asset.etag) {
        true => answer.finish(),
        false => answer.insert_header((CONTENT_TYPE, asset.mime)).body(asset.bytes.into_owned()),
    }
}

/// A compressing proxy may have marked our tag as weak; the content is the same.
fn is_fresh(request: &HttpRequest, etag: &str) -> bool {
    let name: HeaderName = IF_NONE_MATCH;
    request.headers().get(name).and_then(|value| value.to_str().ok()).is_some_and(|known| {
        known.split(',').map(str::trim).any(|tag| tag.trim_start_matches("W/") == etag)
    })
}

fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::StatusCode;
    use actix_web::test::TestRequest;

    use super::*;

    async fn ask(path: &str, uri: &str, known: Option<&str>) -> HttpResponse {
        let mut request = TestRequest::with_uri(uri);
        if let Some(tag) = known {
            request = request.insert_header((IF_NONE_MATCH, tag));
        }
        let path = actix_web::web::Path::from(path.to_owned());
        serve(request.to_http_request(), path).await
    }

    fn header(answer: &HttpResponse, name: HeaderName) -> &str {
        answer.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    #[actix_web::test]
    async fn a_versioned_file_may_be_kept_for_ever() {
        let address = address("relais.css").unwrap();
        let answer = ask("relais.css", &address, None).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(header(&answer, CACHE_CONTROL), FOR_EVER);
        assert_eq!(header(&answer, CONTENT_TYPE), "text/css; charset=utf-8");
    }

    #[actix_web::test]
    async fn an_old_version_is_asked_again() {
        let answer = ask("relais.css", "/static/relais.css?v=00000000", None).await;
        assert_eq!(header(&answer, CACHE_CONTROL), ASK_AGAIN);
    }

    #[actix_web::test]
    async fn a_known_file_is_not_sent_twice() {
        let etag = find("relais.css").unwrap().etag;
        for known in [etag.clone(), format!("W/{etag}"), format!("\"x\", {etag}")] {
            let answer = ask("relais.css", "/static/relais.css", Some(&known)).await;
            assert_eq!(answer.status(), StatusCode::NOT_MODIFIED, "{known}");
        }
    }

    #[actix_web::test]
    async fn names_outside_the_folder_are_not_found() {
        for name in ["", "missing.css", "../Cargo.toml", "/etc/passwd", "a/../../src/lib.rs"] {
            let answer = ask(name, "/static/x", None).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{name}");
        }
    }
}
