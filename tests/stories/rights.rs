//! Who may do what: every route, asked by everybody, also about what is none of their business.
//!
//! A new route without a row here fails; "not yours" always looks like "not there".

use std::collections::BTreeSet;

use blackbox::{Page, Partner, Person, Sent, Site, each_site};
use store::accounts;

use crate::routes;
use crate::things::{open_need, open_report, staged_import};

/// Who asks, in the order of the signs of a row.
const WHO: [&str; 8] = [
    "a visitor",
    "the mediator who sent it",
    "a mediator elsewhere",
    "the partner asked",
    "a partner elsewhere",
    "the coordinator",
    "the administrator",
    "the privacy officer",
];

/// One route, what a browser sends to it, and for each of [`WHO`] a sign:
/// `y` is served, `s` signs in first, `n` sees nothing there.
struct Row(&'static str, &'static [(&'static str, &'static str)], &'static str);

const NONE: &[(&str, &str)] = &[];

const TABLE: &[Row] = &[
    Row("GET /", NONE, "yyyyyyyy"),
    Row("GET /recherche", NONE, "yyyyyyyy"),
    Row("GET /recherche/filtres", NONE, "yyyyyyyy"),
    Row("GET /recherche/besoin", NONE, "yyyyyyyy"),
    Row("POST /recherche/besoin", NONE, "yyyyyyyy"),
    Row("GET /recherche/carte", NONE, "yyyyyyyy"),
    Row("GET /recherche/suggestions", NONE, "yyyyyyyy"),
    Row("GET /panier", NONE, "yyyyyyyy"),
    Row("POST /panier", NONE, "yyyyyyyy"),
    Row("GET /raccourcis", NONE, "yyyyyyyy"),
    Row("GET /offres/{slug}", NONE, "yyyyyyyy"),
    Row("GET /offres/{slug}.json", NONE, "yyyyyyyy"),
    Row("GET /offres/{slug}.ics", NONE, "yyyyyyyy"),
    Row("GET /offres/{slug}/feuille", NONE, "yyyyyyyy"),
    Row("POST /offres/{slug}/feuille", NONE, "syynnynn"),
    Row("GET /offres/{slug}/signaler", NONE, "yyyyyyyy"),
    Row("POST /offres/{slug}/signaler", NONE, "yyyyyyyy"),
    Row("GET /confirmer/{token}", NONE, "nnnnnnnn"),
    Row("POST /confirmer/{token}", NONE, "nnnnnnnn"),
    Row("GET /structures/{slug}", NONE, "yyyyyyyy"),
    Row("GET /livret", NONE, "yyyyyyyy"),
    Row("GET /livret/{commune}", NONE, "yyyyyyyy"),
    Row("GET /api/v1/offers", NONE, "yyyyyyyy"),
    Row("GET /api/v1/openapi.json", NONE, "yyyyyyyy"),
    Row("GET /static/{path:.*}", NONE, "yyyyyyyy"),
    Row("GET /export", NONE, "yyyyyyyy"),
    Row("GET /export/{name}", NONE, "yyyyyyyy"),
    Row("GET /accessibilite", NONE, "yyyyyyyy"),
    Row("GET /confidentialite", NONE, "yyyyyyyy"),
    Row("GET /transparence", NONE, "yyyyyyyy"),
    Row("GET /transparence/alternatives", NONE, "yyyyyyyy"),
    Row("GET /transparence/classement", NONE, "yyyyyyyy"),
    Row("GET /transparence/classement.toml", NONE, "yyyyyyyy"),
    Row("GET /health", NONE, "yyyyyyyy"),
    Row("GET /connexion", NONE, "yyyyyyyy"),
    Row("POST /connexion", &[("email", "x"), ("password", "y")], "yyyyyyyy"),
    Row("POST /deconnexion", NONE, "yyyyyyyy"),
    Row("GET /invitation/{token}", NONE, "yyyyyyyy"),
    Row("POST /invitation/{token}", &[("password", "a long enough one")], "yyyyyyyy"),
    Row("GET /code", NONE, "yyyyyyyy"),
    Row("POST /code", NONE, "yyyyyyyy"),
    Row("GET /reponse/{token}", NONE, "yyyyyyyy"),
    Row("POST /reponse/{token}", &[("act", "accepter")], "yyyyyyyy"),
    Row("GET /mediation", NONE, "syynnynn"),
    Row("GET /mediation/dossier", NONE, "syynnynn"),
    Row("GET /orienter", NONE, "syynnynn"),
    Row("POST /orienter", NONE, "syynnynn"),
    Row("POST /orienter/garder", &[("unsent", "x")], "syynnynn"),
    Row("POST /orienter/oublier", &[("unsent", "x")], "syynnynn"),
    Row("GET /orientations/{id}", NONE, "synnnynn"),
    Row("GET /orientations/{id}/feuille", NONE, "synnnnnn"),
    Row("POST /orientations/{id}/personne", &[("opening", "other")], "synnnnnn"),
    Row("POST /orientations/{id}/carte", NONE, "synnnnnn"),
    Row("POST /orientations/{id}/envoi", NONE, "synnnynn"),
    Row("POST /orientations/{id}/reponse", &[("note", "oui")], "synnnynn"),
    Row("POST /orientations/{id}/arret", &[("reason", "timing")], "synnnynn"),
    Row("POST /orientations/{id}/erreur", NONE, "synnnynn"),
    Row("POST /orientations/{id}/annuler", NONE, "synnnynn"),
    Row("POST /orientations/{id}/lettre", NONE, "synnnnnn"),
    Row("POST /orientations/{id}/noter", NONE, "synnnynn"),
    Row("GET /permanence", NONE, "snnnnynn"),
    Row("POST /permanence", NONE, "snnnnynn"),
    Row("GET /structure", NONE, "snnyynnn"),
    Row("GET /structure/nouvelle", NONE, "snnyyynn"),
    Row("POST /structure/nouvelle", NONE, "snnyyynn"),
    Row("POST /structure/confirmer", NONE, "snnyyynn"),
    Row("GET /structure/fiche", NONE, "snnyyynn"),
    Row("POST /structure/fiche", NONE, "snnyyynn"),
    Row("GET /structure/proposer", NONE, "snnyyynn"),
    Row("POST /structure/proposer", NONE, "snnyyynn"),
    Row("GET /structure/fiche/historique", NONE, "snnyyynn"),
    Row("POST /structure/fiche/historique", &[("change", "x")], "snnyyynn"),
    Row("GET /structure/lieux/{id}/historique", NONE, "snnynynn"),
    Row("POST /structure/lieux/{id}/historique", &[("change", "x")], "snnynynn"),
    Row("GET /coordination/structures/{id}/fiche/historique", NONE, "snnnnynn"),
    Row("POST /coordination/structures/{id}/fiche/historique", &[("change", "x")], "snnnnynn"),
    Row("GET /structure/fermetures", NONE, "snnyyynn"),
    Row("POST /structure/fermetures", NONE, "snnyyynn"),
    Row("GET /structure/personnes", NONE, "snnyyynn"),
    Row("POST /structure/personnes", NONE, "snnyyynn"),
    // The account is one of another organization: nobody closes it from here.
    Row("POST /structure/personnes/{account}/fermer", NONE, "snnnnnnn"),
    Row("GET /structure/lieux/{id}", NONE, "snnynynn"),
    Row("POST /structure/lieux/{id}", NONE, "snnynynn"),
    Row("GET /structure/offres/{id}", NONE, "snnynynn"),
    Row("POST /structure/offres/{id}", NONE, "snnynynn"),
    Row("GET /structure/offres/{id}/apercu", NONE, "snnynynn"),
    Row("GET /structure/offres/{id}/qualite", NONE, "snnynynn"),
    Row("GET /structure/offres/{id}/historique", NONE, "snnynynn"),
    Row("POST /structure/offres/{id}/historique", &[("change", "x")], "snnynynn"),
    Row("GET /structure/offres/{id}/lieux/{place}", NONE, "snnynynn"),
    Row("GET /structure/semaine", NONE, "snnyyynn"),
    Row("GET /coordination/structures/{id}/semaine", NONE, "snnnnynn"),
    Row("GET /structure/offres/{id}/tournee", NONE, "snnynynn"),
    Row("POST /structure/offres/{id}/tournee", NONE, "snnynynn"),
    Row("POST /structure/offres/{id}/lieux/{place}", NONE, "snnynynn"),
    Row("POST /structure/offres/{id}/capacite", &[("state", "open")], "snnynynn"),
    Row("POST /structure/offres/{id}/confirmer", NONE, "snnynynn"),
    Row("POST /structure/offres/{id}/copie", NONE, "snnynynn"),
    Row("POST /structure/offres/{id}/etat", &[("act", "x")], "snnynynn"),
    Row("GET /coordination/structures/nouvelle", NONE, "snnnnynn"),
    Row("POST /coordination/structures/nouvelle", NONE, "snnnnynn"),
    Row("GET /coordination/structures/{id}", NONE, "snnnnynn"),
    Row("GET /coordination/structures/{id}/nouvelle", NONE, "snnnnynn"),
    Row("POST /coordination/structures/{id}/nouvelle", NONE, "snnnnynn"),
    Row("POST /coordination/structures/{id}/confirmer", NONE, "snnnnynn"),
    Row("GET /coordination/structures/{id}/fiche", NONE, "snnnnynn"),
    Row("POST /coordination/structures/{id}/fiche", NONE, "snnnnynn"),
    Row("GET /coordination/structures/{id}/fermetures", NONE, "snnnnynn"),
    Row("POST /coordination/structures/{id}/fermetures", NONE, "snnnnynn"),
    Row("GET /coordination/structures/{id}/personnes", NONE, "snnnnynn"),
    Row("POST /coordination/structures/{id}/personnes", NONE, "snnnnynn"),
    Row("POST /coordination/structures/{id}/personnes/{account}/fermer", NONE, "snnnnnnn"),
    Row("GET /structure/tentatives/{id}", NONE, "snnynnnn"),
    Row("POST /structure/tentatives/{id}", &[("act", "accepter")], "snnynnnn"),
    Row("GET /coordination", NONE, "snnnnynn"),
    Row("GET /coordination/appels", NONE, "snnnnynn"),
    Row("GET /coordination/appels/{id}", NONE, "snnnnynn"),
    Row("POST /coordination/appels/{id}", &[("result", "no_answer")], "snnnnynn"),
    Row("GET /coordination/besoins", NONE, "snnnnynn"),
    Row("GET /coordination/besoins.csv", NONE, "snnnnynn"),
    Row("GET /coordination/besoins/{id}", NONE, "snnnnynn"),
    Row("POST /coordination/besoins/{id}", &[("act", "prendre")], "snnnnynn"),
    Row("GET /coordination/indicateurs", NONE, "snnnnynn"),
    Row("GET /coordination/indicateurs/{id}", NONE, "snnnnynn"),
    Row("GET /coordination/graphiques", NONE, "snnnnynn"),
    Row("GET /coordination/couverture", NONE, "snnnnynn"),
    Row("GET /coordination/rapport", NONE, "snnnnynn"),
    Row("GET /coordination/rapport/{year}", NONE, "snnnnynn"),
    Row("GET /structure/chiffres", NONE, "snnyynnn"),
    Row("GET /observatoire", NONE, "yyyyyyyy"),
    Row("GET /observatoire/catalogue.jsonld", NONE, "yyyyyyyy"),
    // Nothing is published yet in this scene.
    Row("GET /observatoire/{quarter}", NONE, "nnnnnnnn"),
    Row("GET /observatoire/{quarter}/tableau/{table}", NONE, "nnnnnnnn"),
    Row("GET /observatoire/{quarter}/{file}", NONE, "nnnnnnnn"),
    Row("GET /coordination/signalements", NONE, "snnnnynn"),
    Row("GET /coordination/signalements/{id}", NONE, "snnnnynn"),
    Row("POST /coordination/signalements/{id}", &[("answer", "oui")], "snnnnynn"),
    Row("GET /coordination/import", NONE, "snnnnynn"),
    Row("POST /coordination/import", NONE, "snnnnynn"),
    Row("GET /coordination/import/modele.csv", NONE, "snnnnynn"),
    Row("GET /coordination/import/{id}", NONE, "snnnnynn"),
    Row("POST /coordination/import/{id}/appliquer", NONE, "snnnnynn"),
    Row("POST /coordination/import/{id}/abandonner", NONE, "snnnnynn"),
    Row("POST /coordination/orientations/{id}/prendre", NONE, "snnnnynn"),
    Row("POST /coordination/orientations/{id}/liberer", NONE, "snnnnynn"),
    Row("POST /coordination/orientations/{id}/rendre", NONE, "snnnnynn"),
    Row("POST /coordination/orientations/{id}/reassigner", &[("owner", "pool")], "snnnnynn"),
    Row("POST /coordination/orientations/{id}/relancer", &[("offer", "x")], "snnnnynn"),
    Row("POST /coordination/orientations/{id}/reponse", &[("answer", "accepter")], "snnnnynn"),
    Row("POST /coordination/orientations/{id}/cloturer", &[("closure", "other")], "snnnnynn"),
    Row("POST /coordination/orientations/{id}/doublon", &[("duplicate_of", "x")], "snnnnynn"),
    Row("POST /coordination/orientations/{id}/erreur", NONE, "snnnnynn"),
    Row("GET /coordination/doublons", NONE, "snnnnynn"),
    Row("POST /coordination/doublons/ecarter", &[("kind", "place")], "snnnnnnn"),
    Row("GET /coordination/doublons/fusion", NONE, "snnnnnnn"),
    Row("POST /coordination/doublons/fusion", &[("kind", "place")], "snnnnnnn"),
    Row("POST /coordination/doublons/annuler", &[("merge", "x")], "snnnnnnn"),
    Row("GET /coordination/moderation", NONE, "snnnnynn"),
    Row("POST /coordination/moderation", &[("act", "refuser")], "snnnnynn"),
    Row("GET /coordination/changements", NONE, "snnnnynn"),
    Row("POST /coordination/changements", &[("change", "x")], "snnnnnnn"),
    Row("GET /coordination/membres", NONE, "snnnnynn"),
    Row("POST /coordination/membres", &[("organization", "x")], "snnnnnnn"),
    Row("GET /admin", NONE, "snnnnnyn"),
    Row("POST /admin/comptes", &[("role", "admin")], "snnnnnyn"),
    Row("POST /admin/comptes/{id}/fermer", NONE, "snnnnnyn"),
    Row("GET /admin/reseau", NONE, "snnnnyyn"),
    Row("POST /admin/reseau", NONE, "snnnnyyn"),
    Row("GET /admin/courriels", NONE, "snnnnyyn"),
    Row("POST /admin/courriels/{kind}/{act}", NONE, "snnnnyyn"),
    Row("GET /_components", NONE, "nnnnnnnn"),
    Row("GET /demo/courriels", NONE, "nnnnnnnn"),
    Row("GET /demo/courriels/{id}", NONE, "nnnnnnnn"),
    Row("GET /demo/courriels/{id}/html", NONE, "nnnnnnnn"),
];

/// A referral, everybody who could want something of it, and an account to close.
struct Scene {
    people: Vec<Person>,
    partner: Partner,
    sent: Sent,
    link: String,
    victim: String,
    style: String,
}

async fn scene(site: &Site, partner: &Partner, stranger: &Partner) -> Scene {
    let sent = site.referral_sent_to(&[partner]).await;
    let link = site.answer_link(partner);
    let victim = site.mediator_at("Une autre maison").await.account.unwrap();
    let people = vec![
        site.visitor(),
        site.mediator_at("Maison du Lac").await,
        site.mediator_at("Une maison de plus").await,
        site.partner_of(partner).await,
        site.partner_of(stranger).await,
        site.coordinator().await,
        site.admin().await,
        site.privacy_officer().await,
    ];
    let home = site.visitor().page("/").await.ok();
    let style = home.attributes("link[rel='stylesheet']", "href").remove(0);
    let partner = partner.clone();
    Scene { people, partner, sent, link, victim: victim.id.to_string(), style }
}

impl Scene {
    async fn place(&self, site: &Site) -> String {
        let offer = self.partner.offer.id.clone();
        let places = site.read(move |conn| store::offers::places_of(conn, &offer)).await;
        places[0].place.to_string()
    }

    /// The address of `route` about the things of this scene.
    async fn path(&self, site: &Site, route: &str) -> String {
        let attempt = site.referral(&self.sent.id).await.attempts[0].id.to_string();
        let id = match route {
            one if one.contains("/tentatives/") => attempt,
            one if one.contains("/import/") => staged_import(site).await,
            one if one.contains("/appels/") => self.partner.organization.id.to_string(),
            one if one.contains("/signalements/") => open_report(site, &self.partner).await,
            one if one.contains("/indicateurs/") => "ind-02".to_owned(),
            one if one.contains("/besoins/") => open_need(site).await,
            one if one.contains("/comptes/") => self.victim.clone(),
            one if one.contains("/structures/{id}") => self.partner.organization.id.to_string(),
            one if one.contains("/structure/offres/") => self.partner.offer.id.to_string(),
            one if one.contains("/structure/lieux/") => self.place(site).await,
            _ => self.sent.id.to_string(),
        };
        let slug = match route.contains("/structures/") {
            true => &self.partner.organization.slug,
            false => &self.partner.offer.slug,
        };
        let link = self.link.rsplit('/').next().unwrap();
        let token = if route.contains("/reponse/") { link } else { "made-up" };
        match route.split_once(' ').unwrap().1 {
            "/static/{path:.*}" => self.style.clone(),
            "/export/{name}" => {
                site.app.refresh_exports().await.unwrap();
                "/export/offres.csv".to_owned()
            }
            path => path
                .replace("{place}", "nouveau")
                .replace("{year}", "2026")
                .replace("{account}", &self.victim)
                .replace("{commune}", "geneve")
                .replace("{kind}/{act}", "ask_review/arreter")
                .replace("{id}", &id)
                .replace("{slug}", slug)
                .replace("{token}", token),
        }
    }
}

async fn ask(person: &Person, row: &Row, path: &str) -> Page {
    match row.0.starts_with("POST") {
        true => person.post(path, row.1).await,
        false => person.page(path).await,
    }
}

fn sign(answer: &Page) -> char {
    let to = answer.header("location").unwrap_or_default();
    match answer.status {
        404 => 'n',
        303 if to.starts_with("/connexion") => 's',
        status if status < 500 && status != 403 => 'y',
        _ => '!',
    }
}

#[test]
fn every_route_has_its_row() {
    let listed: BTreeSet<String> = TABLE.iter().map(|row| row.0.to_owned()).collect();
    let routes: BTreeSet<String> = routes::all().into_iter().collect();

    let missing: Vec<_> = routes.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&routes).collect();
    assert!(missing.is_empty() && gone.is_empty(), "no row: {missing:#?}, no route: {gone:#?}");
}

#[tokio::test]
async fn everybody_is_served_what_the_table_says_and_nothing_else() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Atelier du Lac").await;
        let stranger = site.partner_with_offer("Cyber-Grottes").await;
        let mut wrong = vec![];
        for row in TABLE {
            let scene = scene(site, &partner, &stranger).await;
            let path = scene.path(site, row.0).await;
            let before = site.referral(&scene.sent.id).await;
            // Whoever is refused comes first, so that a change by one of them is seen.
            let mut order: Vec<usize> = (0..WHO.len()).collect();
            order.sort_by_key(|at| row.2.as_bytes()[*at] == b'y');
            for at in order {
                let expected = char::from(row.2.as_bytes()[at]);
                let answer = ask(&scene.people[at], row, &path).await;
                if sign(&answer) != expected {
                    wrong.push(format!("{} by {}: not {expected}{answer}", row.0, WHO[at]));
                }
                if expected != 'y' && site.referral(&scene.sent.id).await != before {
                    wrong.push(format!("{} by {} changed it", row.0, WHO[at]));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn what_does_not_exist_looks_like_what_is_not_yours() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Atelier du Lac").await;
        let stranger = site.partner_with_offer("Cyber-Grottes").await;
        let scene = scene(site, &partner, &stranger).await;
        for row in TABLE.iter().filter(|row| row.0.contains("{id}")) {
            let theirs = scene.path(site, row.0).await;
            let made_up = row.0.split_once(' ').unwrap().1.replace("{id}", "0190made0up0");
            for (at, person) in scene.people.iter().enumerate() {
                let unknown = ask(person, row, &made_up).await;
                let is_out = row.2.as_bytes()[at] == b's';
                assert_eq!(unknown.status, if is_out { 303 } else { 404 }, "{} {unknown}", WHO[at]);
                if row.2.as_bytes()[at] == b'n' {
                    let foreign = ask(person, row, &theirs).await;
                    assert_eq!(foreign.text(), unknown.text(), "{}", WHO[at]);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_account_that_may_not_close_others_closes_none() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Atelier du Lac").await;
        let victim = site.mediator_at("Une autre maison").await.account.unwrap();
        let path = format!("/admin/comptes/{}/fermer", victim.id);

        for person in [
            site.visitor(),
            site.mediator_at("Maison du Lac").await,
            site.partner_of(&partner).await,
            site.coordinator().await,
            site.privacy_officer().await,
        ] {
            person.post(&path, NONE).await;
        }

        let found = site.read(move |conn| accounts::find(conn, &victim.id)).await;
        assert!(!found.is_disabled);
    })
    .await;
}
