//! Every address of the site, in one place (decisions.md 7).

mod about;
mod admin;
mod alternatives;
mod answer_form;
mod answer_view;
mod answers;
mod api;
mod ball;
pub(crate) mod basket;
mod booklets;
mod calls;
mod code;
mod confirm;
mod coordinate;
mod coordination;
mod demo;
mod dossiers;
mod due;
mod encode;
mod exports;
mod figures;
pub(crate) mod form;
mod head;
mod health;
mod home;
mod imports;
mod inbox;
mod keys;
mod mediation;
mod needs;
mod network;
mod noting;
mod offers;
mod organizations;
mod queue;
mod refer;
mod referrals;
mod reports;
mod search;
mod session;
mod slips;
pub(crate) mod suggestions;
mod telephone;
mod tidying;
mod workspace;

pub(crate) use encode::encode;

use actix_web::web::{ServiceConfig, post, resource};

use self::head::get;
use crate::assets;

/// Registers every address.
pub(crate) fn all(config: &mut ServiceConfig) {
    config
        .configure(explaining)
        .configure(network::addresses::all)
        .configure(for_hands)
        .configure(referring)
        .configure(answering)
        .configure(coordinating)
        .configure(tidy)
        .configure(keeping_true)
        .configure(listing)
        .configure(by_day)
        .configure(one_listing)
        .configure(overseeing)
        .configure(figures::addresses::counting)
        .service(resource("/static/{path:.*}").route(get().to(assets::serve)))
        .service(resource("/").route(get().to(home::show)))
        .service(resource("/recherche").route(get().to(search::show)))
        .service(resource("/recherche/filtres").route(get().to(search::filters)))
        .service(
            resource("/recherche/besoin")
                .route(get().to(search::new_need))
                .route(post().to(search::record_need)),
        )
        .service(resource("/offres/{slug}.json").route(get().to(offers::json)))
        .service(resource("/offres/{slug}.ics").route(get().to(offers::calendar)))
        .service(resource("/offres/{slug}").route(get().to(offers::show)))
        .service(resource("/structures/{slug}").route(get().to(organizations::show)))
        .service(resource("/livret").route(get().to(booklets::list)))
        .service(resource("/livret/{commune}").route(get().to(booklets::show)))
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

/// What the network says of itself, and what machines read.
fn explaining(config: &mut ServiceConfig) {
    config
        .service(resource("/transparence").route(get().to(about::transparency)))
        .service(resource("/transparence/classement").route(get().to(about::ranking)))
        .service(resource("/transparence/classement.toml").route(get().to(about::ranking_file)))
        .service(resource("/transparence/alternatives").route(get().to(alternatives::show)))
        .service(resource("/accessibilite").route(get().to(about::accessibility)))
        .service(resource("/confidentialite").route(get().to(about::privacy)))
        .service(resource("/export").route(get().to(exports::index)))
        .service(resource("/export/{name}").route(get().to(exports::file)))
        .service(resource("/api/v1/offers").route(get().to(api::offers)))
        .service(resource("/api/v1/openapi.json").route(get().to(api::openapi)));
}

/// What makes searching quicker; every page works without.
fn for_hands(config: &mut ServiceConfig) {
    config
        .service(resource("/recherche/carte").route(get().to(search::map::show)))
        .service(resource("/recherche/suggestions").route(get().to(suggestions::list)))
        .service(resource("/panier").route(get().to(basket::show)).route(post().to(basket::change)))
        .service(resource("/raccourcis").route(get().to(keys::show)));
}

/// The counter: what is under way, handing a person over, the sheet to take along.
fn referring(config: &mut ServiceConfig) {
    let of = |what: &str| format!("/orientations/{{id}}/{what}");
    config
        .service(resource("/mediation").route(get().to(mediation::show)))
        .service(
            resource("/permanence")
                .route(get().to(telephone::show))
                .route(post().to(telephone::act)),
        )
        .service(resource("/mediation/dossier").route(get().to(dossiers::show)))
        .service(resource("/orienter").route(get().to(refer::show)).route(post().to(refer::send)))
        .service(resource("/orienter/garder").route(post().to(refer::unsent::keep)))
        .service(resource("/orienter/oublier").route(post().to(refer::unsent::forget)))
        .service(resource("/orientations/{id}").route(get().to(referrals::show)))
        .service(resource(of("feuille")).route(get().to(slips::show)))
        .service(resource(of("annuler")).route(post().to(slips::undo)))
        .service(resource(of("lettre")).route(post().to(referrals::letter::write)))
        .service(resource(of("noter")).route(post().to(referrals::note)))
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
        .service(
            resource("/structure/tentatives/{id}")
                .route(get().to(inbox::show))
                .route(post().to(inbox::answer)),
        );
}

/// How coordinators keep listings true: calls and reports of errors.
fn keeping_true(config: &mut ServiceConfig) {
    config
        .service(resource("/coordination/appels").route(get().to(calls::list)))
        .service(
            resource("/coordination/appels/{id}")
                .route(get().to(calls::show))
                .route(post().to(calls::record)),
        )
        .service(resource("/coordination/besoins").route(get().to(needs::list)))
        .service(resource("/coordination/besoins.csv").route(get().to(needs::table)))
        .service(
            resource("/coordination/besoins/{id}")
                .route(get().to(needs::show))
                .route(post().to(needs::act)),
        )
        .service(resource("/coordination/signalements").route(get().to(reports::list)))
        .service(
            resource("/coordination/signalements/{id}")
                .route(get().to(reports::show))
                .route(post().to(reports::resolve)),
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
        .service(resource("/coordination/import/modele.csv").route(get().to(imports::template)))
        .service(resource("/coordination/import/{id}").route(get().to(imports::report)))
        .service(resource("/coordination/import/{id}/appliquer").route(post().to(imports::apply)))
        .service(resource("/coordination/import/{id}/abandonner").route(post().to(imports::drop)))
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

/// What an organization does with its own listings, and coordinators in its stead.
fn listing(config: &mut ServiceConfig) {
    config
        .service(
            resource("/confirmer/{token}")
                .route(get().to(confirm::show))
                .route(post().to(confirm::confirm)),
        )
        .service(
            resource("/offres/{slug}/signaler")
                .route(get().to(reports::new))
                .route(post().to(reports::send)),
        )
        .service(resource("/structure").route(get().to(workspace::list::show)))
        .service(
            resource("/structure/nouvelle")
                .route(get().to(workspace::offers::begin))
                .route(post().to(workspace::offers::create)),
        )
        .service(
            resource("/structure/proposer")
                .route(get().to(workspace::proposing::show))
                .route(post().to(workspace::proposing::send)),
        )
        .service(resource("/structure/confirmer").route(post().to(workspace::acts::confirm_all)))
        .service(
            resource("/structure/fiche")
                .route(get().to(workspace::card::show))
                .route(post().to(workspace::card::save)),
        )
        .service(
            resource("/structure/fermetures")
                .route(get().to(workspace::closures::show))
                .route(post().to(workspace::closures::change)),
        )
        .service(
            resource("/structure/personnes")
                .route(get().to(workspace::people::list))
                .route(post().to(workspace::people::invite)),
        )
        .service(
            resource("/structure/personnes/{account}/fermer")
                .route(post().to(workspace::people::close)),
        );
}

/// One offer or place of an organization, in its workspace.
fn one_listing(config: &mut ServiceConfig) {
    let of = |what: &str| format!("/structure/offres/{{id}}/{what}");
    config
        .service(
            resource("/structure/fiche/historique")
                .route(get().to(workspace::history::show))
                .route(post().to(workspace::history::undo)),
        )
        .service(
            resource("/structure/lieux/{id}/historique")
                .route(get().to(workspace::history::show))
                .route(post().to(workspace::history::undo)),
        )
        .service(
            resource("/structure/lieux/{id}")
                .route(get().to(workspace::places::show))
                .route(post().to(workspace::places::save)),
        )
        .service(
            resource("/structure/offres/{id}")
                .route(get().to(workspace::offers::edit))
                .route(post().to(workspace::offers::save)),
        )
        .service(resource(of("apercu")).route(get().to(workspace::preview::show)))
        .service(resource(of("qualite")).route(get().to(workspace::quality::show)))
        .service(
            resource(of("historique"))
                .route(get().to(workspace::history::show))
                .route(post().to(workspace::history::undo)),
        )
        .service(
            resource(of("lieux/{place}"))
                .route(get().to(workspace::at_place::show))
                .route(post().to(workspace::at_place::save)),
        )
        .service(resource(of("capacite")).route(post().to(workspace::acts::set_room)))
        .service(resource(of("confirmer")).route(post().to(workspace::acts::confirm)))
        .service(resource(of("copie")).route(post().to(workspace::acts::copy)))
        .service(resource(of("etat")).route(post().to(workspace::acts::set_status)));
}

/// What an organization offers day by day.
fn by_day(config: &mut ServiceConfig) {
    config
        .service(resource("/structure/semaine").route(get().to(workspace::week::show)))
        .service(
            resource("/coordination/structures/{id}/semaine")
                .route(get().to(workspace::week::show)),
        )
        .service(
            resource("/structure/offres/{id}/tournee")
                .route(get().to(workspace::tours::show))
                .route(post().to(workspace::tours::change)),
        );
}

/// The same pages for coordinators, who name the organization.
fn overseeing(config: &mut ServiceConfig) {
    let of = |what: &str| format!("/coordination/structures/{{id}}/{what}");
    config
        .service(
            resource("/coordination/structures/nouvelle")
                .route(get().to(workspace::proposing::show))
                .route(post().to(workspace::proposing::send)),
        )
        .service(resource("/coordination/structures/{id}").route(get().to(workspace::list::show)))
        .service(
            resource(of("nouvelle"))
                .route(get().to(workspace::offers::begin))
                .route(post().to(workspace::offers::create)),
        )
        .service(resource(of("confirmer")).route(post().to(workspace::acts::confirm_all)))
        .service(
            resource(of("fiche"))
                .route(get().to(workspace::card::show))
                .route(post().to(workspace::card::save)),
        )
        .service(
            resource(of("fiche/historique"))
                .route(get().to(workspace::history::show))
                .route(post().to(workspace::history::undo)),
        )
        .service(
            resource(of("fermetures"))
                .route(get().to(workspace::closures::show))
                .route(post().to(workspace::closures::change)),
        )
        .service(
            resource(of("personnes"))
                .route(get().to(workspace::people::list))
                .route(post().to(workspace::people::invite)),
        )
        .service(
            resource(of("personnes/{account}/fermer")).route(post().to(workspace::people::close)),
        );
}

/// Duplicates, proposals, changes and members.
fn tidy(config: &mut ServiceConfig) {
    use tidying::{changes, duplicates, members, merging, moderation};

    let of = |what: &str| format!("/coordination/doublons/{what}");
    config
        .service(resource("/coordination/doublons").route(get().to(duplicates::show)))
        .service(resource(of("ecarter")).route(post().to(duplicates::dismiss)))
        .service(
            resource(of("fusion")).route(get().to(merging::show)).route(post().to(merging::merge)),
        )
        .service(resource(of("annuler")).route(post().to(merging::undo)))
        .service(
            resource("/coordination/moderation")
                .route(get().to(moderation::show))
                .route(post().to(moderation::decide)),
        )
        .service(
            resource("/coordination/changements")
                .route(get().to(changes::show))
                .route(post().to(changes::undo)),
        )
        .service(
            resource("/coordination/membres")
                .route(get().to(members::list))
                .route(post().to(members::invite)),
        );
}
