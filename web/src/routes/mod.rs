//! Every address of the site, in one place (decisions.md 7).

mod session;

use actix_web::web::{ServiceConfig, get, post, resource};

use crate::assets;

/// Registers every address.
pub(crate) fn all(config: &mut ServiceConfig) {
    config
        .service(resource("/static/{path:.*}").route(get().to(assets::serve)))
        .service(
            resource("/connexion")
                .route(get().to(session::show))
                .route(post().to(session::sign_in)),
        )
        .service(resource("/deconnexion").route(post().to(session::sign_out)))
        .service(
            resource("/invitation/{token}")
                .route(get().to(session::invited))
                .route(post().to(session::accept)),
        );
}

/// Text as one value of a query.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
