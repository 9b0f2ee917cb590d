//! Every address of the site, in one place (decisions.md 7).

mod about;
mod admin;
mod answer_form;
mod answer_view;
mod answers;
mod api;
mod ball;
mod code;
mod coordinate;
mod coordination;
mod demo;
mod due;
mod form;
mod health;
mod home;
mod imports;
mod inbox;
mod mediation;
mod offers;
mod organizations;
mod queue;
mod refer;
mod referrals;
mod search;
mod session;
mod slips;

use actix_web::Route;
use actix_web::guard::{Any, Get, Head};
use actix_web::web::{ServiceConfig, post, resource, route};

use crate::assets;

/// Answers GET, and HEAD with the same headers (RFC 9110, 9.1).
fn get() -> Route {
    route().guard(Any(Get()).or(Head()))
}

/// Registers every address.
pub(crate) fn all(config: &mut ServiceConfig) {
    config
        .configure(referring)
        .configure(answering)
        .configure(coordinating)
        .service(resource("/static/{path:.*}").route(get().to(assets::serve)))
        .service(resource("/").route(get().to(home::show)))
        .service(resource("/recherche").route(get().to(search::show)))
        .service(resource("/recherche/filtres").route(get().to(search::filters)))
        .service(resource("/offres/{slug}.json").route(get().to(offers::json)))
        .service(resource("/offres/{slug}").route(get().to(offers::show)))
        .service(resource("/structures/{slug}").route(get().to(organizations::show)))
        .service(resource("/transparence").route(get().to(about::transparency)))
        .service(resource("/transparence/classement").route(get().to(about::ranking)))
        .service(resource("/transparence/classement.toml").route(get().to(about::ranking_file)))
        .service(resource("/accessibilite").route(get().to(about::accessibility)))
        .service(resource("/confidentialite").route(get().to(about::privacy)))
        .service(resource("/api/v1/offers").route(get().to(api::offers)))
        .service(resource("/api/v1/openapi.json").route(get().to(api::openapi)))
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

/// The counter: what is under way, handing a person over, the sheet to take along.
fn referring(config: &mut ServiceConfig) {
    let of = |what: &str| format!("/orientations/{{id}}/{what}");
    config
        .service(resource("/mediation").route(get().to(mediation::show)))
        .service(resource("/orienter").route(get().to(refer::show)).route(post().to(refer::send)))
        .service(resource("/orientations/{id}").route(get().to(referrals::show)))
        .service(resource(of("feuille")).route(get().to(slips::show)))
        .service(resource(of("carte")).route(post().to(referrals::replace_card)))
        .service(resource(of("personne")).route(post().to(referrals::open_person)))
        .service(resource(of("envoi")).route(post().to(referrals::send)))
        .service(resource(of("reponse")).route(post().to(referrals::answer)))
        .service(resource(of("arret")).route(post().to(referrals::withdraw)))
        .service(resource(of("erreur")).route(post().to(referrals::mark_error)))
        .service(
            resource("/offres/{slug}/feuille")
                .route(get().to(slips::handout))
                .route(post().to(slips::count)),
        );
}

/// The code card, and the organizations that are asked.
fn answering(config: &mut ServiceConfig) {
    config
        .service(resource("/code").route(get().to(code::show)).route(post().to(code::open)))
        .service(
            resource("/reponse/{token}")
                .route(get().to(answers::show))
                .route(post().to(answers::answer)),
        )
        .service(resource("/structure").route(get().to(inbox::list)))
        .service(
            resource("/structure/tentatives/{id}")
                .route(get().to(inbox::show))
                .route(post().to(inbox::answer)),
        );
}

/// The coordinators, the accounts, and what machines and demonstrations look at.
fn coordinating(config: &mut ServiceConfig) {
    let of = |what: &str| format!("/coordination/orientations/{{id}}/{what}");
    config
        .service(resource("/coordination").route(get().to(coordination::show)))
        .service(
            resource("/coordination/import")
                .route(get().to(imports::show))
                .route(post().to(imports::import)),
        )
        .service(resource(of("prendre")).route(post().to(coordinate::take)))
        .service(resource(of("liberer")).route(post().to(coordinate::release)))
        .service(resource(of("rendre")).route(post().to(coordinate::give_back)))
        .service(resource(of("reassigner")).route(post().to(coordinate::reassign)))
        .service(resource(of("relancer")).route(post().to(coordinate::reroute)))
        .service(resource(of("reponse")).route(post().to(coordinate::record)))
        .service(resource(of("cloturer")).route(post().to(coordinate::close)))
        .service(resource(of("doublon")).route(post().to(coordinate::duplicate)))
        .service(resource(of("erreur")).route(post().to(coordinate::mistake)))
        .service(resource("/admin").route(get().to(admin::list)))
        .service(resource("/admin/comptes").route(post().to(admin::invite)))
        .service(resource("/admin/comptes/{id}/fermer").route(post().to(admin::disable)))
        .service(resource("/health").route(get().to(health::show)))
        .service(resource("/_components").route(get().to(demo::components)))
        .service(resource("/demo/courriels").route(get().to(demo::letters)))
        .service(resource("/demo/courriels/{id}").route(get().to(demo::letter)))
        .service(resource("/demo/courriels/{id}/html").route(get().to(demo::letter_html)));
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
