//! The addresses of the pages of figures.

use actix_web::web::{ServiceConfig, resource};

use super::super::get;
use super::{indicators, observatory, own, pictures, report};

/// Figures: for coordinators, for an organization about itself, for everybody.
pub(crate) fn counting(config: &mut ServiceConfig) {
    config
        .service(resource("/coordination/indicateurs").route(get().to(indicators::list)))
        .service(resource("/coordination/indicateurs/{id}").route(get().to(indicators::show)))
        .service(resource("/coordination/graphiques").route(get().to(pictures::show)))
        .service(resource("/coordination/couverture").route(get().to(pictures::coverage)))
        .service(resource("/coordination/rapport").route(get().to(report::latest)))
        .service(resource("/coordination/rapport/{year}").route(get().to(report::show)))
        .service(resource("/structure/chiffres").route(get().to(own::show)))
        .service(resource("/observatoire").route(get().to(observatory::list)))
        .service(resource("/observatoire/catalogue.jsonld").route(get().to(observatory::catalogue)))
        .service(resource("/observatoire/{quarter}").route(get().to(observatory::show)))
        .service(
            resource("/observatoire/{quarter}/tableau/{table}").route(get().to(observatory::table)),
        )
        .service(resource("/observatoire/{quarter}/{file}").route(get().to(observatory::file)));
}
