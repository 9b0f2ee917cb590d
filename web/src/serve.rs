//! Starting the server.

use std::io;
use std::net::TcpListener;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, NormalizePath, from_fn};
use actix_web::web::{Data, FormConfig, PayloadConfig};
use actix_web::{App as ActixApp, HttpServer};
use app::NetworkSettings;

use crate::middleware::{error_pages, headers, limits, log, same_site};
use crate::pages::NetworkView;
use crate::routes;
use crate::site::Site;

/// The most bytes of a form; texts are at most 5,000 characters each.
const FORM_BYTES: usize = 64 * 1024;
/// How long a stop waits for requests under way, in seconds.
const STOP_SECONDS: u64 = 10;

/// Starts serving `site` on `listener`; port 0 picks a free one.
///
/// # Errors
/// The listener cannot be used.
pub fn serve(listener: TcpListener, site: Data<Site>) -> io::Result<Server> {
    let server = HttpServer::new(move || {
        ActixApp::new()
            .app_data(site.clone())
            .app_data(FormConfig::default().limit(FORM_BYTES))
            .app_data(PayloadConfig::new(FORM_BYTES))
            .wrap(from_fn(same_site::check))
            .wrap(from_fn(limits::check))
            .wrap(from_fn(error_pages::show))
            .wrap(from_fn(headers::add))
            .wrap(Compress::default())
            .wrap(NormalizePath::trim())
            .wrap(from_fn(log::write))
            .configure(routes::all)
    });
    Ok(server.workers(2).shutdown_timeout(STOP_SECONDS).listen(listener)?.run())
}

/// The network as every page shows it.
pub fn network_view(settings: &NetworkSettings) -> NetworkView {
    NetworkView {
        name: settings.name.clone(),
        helpdesk_phone: settings.helpdesk_phone.clone().unwrap_or_default(),
        helpdesk_hours: settings.helpdesk_hours_note.clone().unwrap_or_default(),
    }
}
