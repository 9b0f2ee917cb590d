//! The addresses of what is set for the whole network.

use actix_web::web::{ServiceConfig, post, resource};

use super::{letters, save, show, switch};
use crate::routes::get;

/// Registers them.
pub(crate) fn all(config: &mut ServiceConfig) {
    config
        .service(resource("/admin/reseau").route(get().to(show)).route(post().to(save)))
        .service(resource("/admin/courriels").route(get().to(letters)))
        .service(resource("/admin/courriels/{kind}/{act}").route(post().to(switch)));
}
