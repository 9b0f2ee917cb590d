//! An organization keeps its own listings: the first offer, one press for the usual, two people
//! at once, taking back.

use blackbox::{Page, Partner, Person, Site, each_site};
use kernel::Role;
use partner_directory::{Capacity, OfferStatus, VerifiedHow};
use store::{accounts, offers};

/// A browser whose every step is counted: opening an address, following a link, pressing a button.
struct Counted<'a> {
    person: &'a Person,
    clicks: usize,
}

impl Counted<'_> {
    async fn open(&mut self, path: &str) -> Page {
        self.clicks += 1;
        self.person.page(path).await
    }

    /// Presses a button; the redirection that follows is no click.
    async fn press(&mut self, form: &blackbox::Form) -> Page {
        self.clicks += 1;
        let answer = self.person.submit(form).await;
        match answer.status {
            303 => self.person.page(answer.header("location").unwrap()).await,
            _ => answer,
        }
    }
}

/// Everything that must be answered to publish a drop-in at a new place.
fn filled(page: &Page) -> blackbox::Form {
    page.form("/nouvelle")
        .fill("name", "Aide aux impôts du mardi")
        .choose("place", "new")
        .fill("place_street", "Rue de Lyon 42")
        .fill("place_postcode", "1203")
        .fill("place_locality", "Genève")
        .tick("rule-1-days", "TU")
        .fill("rule-1-opens", "14:00")
        .fill("rule-1-closes", "17:00")
        .fill("human_channel", "Au guichet, ou au 022 555 11 11")
        .tick("cost_bands", "free")
}

#[tokio::test]
async fn a_new_partner_publishes_its_first_offer_and_finds_it_in_the_search() {
    each_site(async |site| {
        let organization = site.organization("Les Cordées numériques").await;
        let admin = site.admin().await;
        let invited = admin.page("/admin").await.form("/admin/comptes");
        let invited = invited
            .fill("name", "Nora")
            .fill("email", "nora@cordees.example")
            .choose("role", "partner")
            .choose("organization", organization.id.as_str())
            .press("Envoyer");
        assert_eq!(admin.submit(&invited).await.status, 303);
        site.run_jobs().await;
        let link = site.link_in(&site.letter_to("nora@cordees.example"));

        let nora = site.visitor();
        let mut nora = Counted { person: &nora, clicks: 0 };
        let page = nora.open(&link).await.ok();
        let welcome = nora
            .press(&page.form("/invitation").fill("password", "quatre mots faciles à retenir"))
            .await
            .ok();
        welcome.shows("Publiez votre première offre");
        let model = nora.open("/structure/nouvelle?modele=digital_drop_in").await.ok();
        let listed = nora.press(&filled(&model).press("Publier")).await.ok();

        listed.shows("Votre offre est publiée");
        assert_eq!(nora.clicks, 4, "the link, the password, the template, publish");
        site.app.refresh_catalog().await.unwrap();
        let found = site.visitor().page("/recherche?q=imp%C3%B4ts").await.ok();
        found.shows("Aide aux impôts du mardi");
    })
    .await;
}

#[tokio::test]
async fn everything_is_confirmed_with_two_clicks() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Atelier du Lac").await;
        let someone = site.partner_of(&partner).await;
        site.clock.advance(chrono::Duration::days(130));
        let someone_again = site.signed_in_at(&someone.account.unwrap().email).await;
        let mut someone = Counted { person: &someone_again, clicks: 0 };

        let page = someone.open("/structure").await.ok();
        page.shows("il y a 4 mois");
        let after = someone.press(&page.form("/structure/confirmer")).await.ok();

        assert_eq!(someone.clicks, 2);
        after.shows("Vérifiée aujourd’hui");
        let offer = kept(site, &partner).await;
        assert_eq!(offer.verified.how, VerifiedHow::Web);
        assert_eq!(offer.verified.on, site.now().date_naive());
    })
    .await;
}

#[tokio::test]
async fn room_is_stated_with_one_click_and_full_until_needs_its_day() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Atelier du Lac").await;
        let someone = site.partner_of(&partner).await;
        let page = someone.page("/structure").await.ok();

        let set = someone.submit(&page.form("/capacite").press("Complet")).await;
        assert_eq!(set.status, 303, "{set}");
        let capacity = kept(site, &partner).await.capacity.unwrap();
        assert_eq!((capacity.state, capacity.until), (Capacity::Full, None));

        let page = someone.page("/structure").await.ok();
        let without = page.form("/capacite").press("Enregistrer cette date");
        let wrong = someone.submit(&without).await;
        assert_eq!(wrong.status, 422, "{wrong}");
        wrong.shows("Choisissez le dernier jour complet");
        let until = page.form("/capacite").fill("until", "2026-04-30").press("Enregistrer cette");
        assert_eq!(someone.submit(&until).await.status, 303);
        let until = kept(site, &partner).await.capacity.unwrap().until;
        assert_eq!(until, Some("2026-04-30".parse().unwrap()));
    })
    .await;
}

#[tokio::test]
async fn an_offer_without_a_human_channel_stays_a_draft_and_loses_nothing() {
    each_site(async |site| {
        let organization = site.organization("Les Cordées numériques").await;
        let someone = site.signed_in(Role::Partner, organization.id.clone()).await;
        let model = someone.page("/structure/nouvelle?modele=digital_drop_in").await.ok();
        let form = filled(&model).fill("human_channel", " ").press("Publier");

        let answer = someone.submit(&form).await;
        let page = someone.page(answer.header("location").unwrap()).await.ok();

        page.shows("Dites à qui parler sans Internet");
        let form = page.form("/structure/offres/");
        assert_eq!(form.value("name"), Some("Aide aux impôts du mardi"));
        page.shows("mardi");
        let id = organization.id.clone();
        let kept = site.read(move |conn| offers::list_of(conn, &id)).await;
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].status, OfferStatus::Draft);

        let form = form.fill("human_channel", "Au guichet").press("Publier");
        let listed = Counted { person: &someone, clicks: 0 }.press(&form).await.ok();
        listed.shows("Votre offre est publiée");
    })
    .await;
}

#[tokio::test]
async fn wrong_answers_come_back_with_everything_that_was_typed() {
    each_site(async |site| {
        let organization = site.organization("Les Cordées numériques").await;
        let someone = site.signed_in(Role::Partner, organization.id.clone()).await;
        let model = someone.page("/structure/nouvelle?modele=digital_drop_in").await.ok();
        let form = filled(&model)
            .fill("minimum_age", "douze")
            .fill("description", "Avec une <b>balise</b>.")
            .fill("rule-1-closes", "13:00")
            .press("Publier");

        let page = someone.submit(&form).await;

        assert_eq!(page.status, 422, "{page}");
        let form = page.form("/nouvelle");
        assert_eq!(form.value("name"), Some("Aide aux impôts du mardi"));
        assert_eq!(form.value("place_street"), Some("Rue de Lyon 42"));
        assert_eq!(form.value("rule-1-closes"), Some("13:00"));
        assert_eq!(form.value("minimum_age"), Some("douze"));
        let id = organization.id.clone();
        assert!(site.read(move |conn| offers::list_of(conn, &id)).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn of_two_people_who_edit_at_once_the_second_sees_both_versions() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Atelier du Lac").await;
        let (first, second) = (site.partner_of(&partner).await, site.coordinator().await);
        let path = format!("/structure/offres/{}", partner.offer.id);
        let one = first.page(&path).await.ok().form(&path).fill("name", "Le nom de la première");
        let two = second.page(&path).await.ok().form(&path).fill("name", "Le nom de la seconde");

        assert_eq!(first.submit(&one.press("Enregistrer")).await.status, 303);
        let page = second.submit(&two.press("Enregistrer")).await;

        assert_eq!(page.status, 409, "{page}");
        page.shows("Quelqu’un d’autre a modifié la même chose");
        page.shows("Le nom de la première");
        let again = page.form(&path);
        assert_eq!(again.value("name"), Some("Le nom de la seconde"));
        assert_eq!(kept(site, &partner).await.name, "Le nom de la première");

        assert_eq!(second.submit(&again.press("Enregistrer")).await.status, 303);
        assert_eq!(kept(site, &partner).await.name, "Le nom de la seconde");
    })
    .await;
}

#[tokio::test]
async fn a_change_is_seen_with_before_and_after_and_taken_back() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Atelier du Lac").await;
        let someone = site.partner_of(&partner).await;
        let path = format!("/structure/offres/{}", partner.offer.id);
        let form = someone.page(&path).await.ok().form(&path).fill("name", "Un autre nom");
        assert_eq!(someone.submit(&form.press("Enregistrer")).await.status, 303);

        let history = someone.page(&format!("{path}/historique")).await.ok();
        history.shows("Permanence Atelier du Lac → Un autre nom");
        let undo = history.form("/historique").press("Annuler ce changement");
        assert_eq!(someone.submit(&undo).await.status, 303);

        assert_eq!(kept(site, &partner).await.name, "Permanence Atelier du Lac");
        let history = someone.page(&format!("{path}/historique")).await.ok();
        history.shows("Annulé");
    })
    .await;
}

#[tokio::test]
async fn what_belongs_to_another_organization_is_not_there() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Atelier du Lac").await;
        let stranger = site.partner_with_offer("Cyber-Grottes").await;
        let someone = site.partner_of(&stranger).await;
        let offer = format!("/structure/offres/{}", partner.offer.id);
        let organization = format!("/coordination/structures/{}", partner.organization.id);
        for path in [
            offer.clone(),
            format!("{offer}/apercu"),
            format!("{offer}/qualite"),
            format!("{offer}/historique"),
            format!("{offer}/lieux/nouveau"),
            organization.clone(),
            format!("{organization}/fiche"),
        ] {
            assert_eq!(someone.page(&path).await.status, 404, "{path}");
        }
        for path in ["capacite", "confirmer", "copie", "etat"] {
            let answer = someone.post(&format!("{offer}/{path}"), &[("state", "full")]).await;
            assert_eq!(answer.status, 404, "{path}");
        }
        assert_eq!(kept(site, &partner).await.version, partner.offer.version);
        let coordinator = site.coordinator().await;
        coordinator.page(&organization).await.ok().shows("Permanence Atelier du Lac");
    })
    .await;
}

#[tokio::test]
async fn closures_are_announced_and_taken_back() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Atelier du Lac").await;
        let someone = site.partner_of(&partner).await;
        let page = someone.page("/structure/fermetures").await.ok();
        let form = page.form("/structure/fermetures");
        let wrong = form.clone().fill("from", "2026-04-10").fill("until", "2026-04-01");
        let wrong = someone.submit(&wrong.press("Annoncer")).await;
        assert_eq!(wrong.status, 422, "{wrong}");
        assert_eq!(wrong.form("Annoncer").value("from"), Some("2026-04-10"));

        let right = form.fill("from", "2026-04-01").fill("until", "2026-04-10");
        let page = Counted { person: &someone, clicks: 0 }.press(&right.press("Annoncer")).await;
        page.ok().shows("1er avril");
        let page = someone.page("/structure/fermetures").await.ok();
        let remove = page.form("Retirer").press("Retirer");
        let page = Counted { person: &someone, clicks: 0 }.press(&remove).await;
        page.ok().shows("Aucune fermeture annoncée");
    })
    .await;
}

#[tokio::test]
async fn a_colleague_is_invited_and_leaves() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Atelier du Lac").await;
        let someone = site.partner_of(&partner).await;
        let page = someone.page("/structure/personnes").await.ok();
        let form = page.form("Envoyer").fill("name", "Samir").fill("email", "samir@lac.example");
        assert_eq!(someone.submit(&form.press("Envoyer")).await.status, 303);
        site.run_jobs().await;
        site.letter_to("samir@lac.example");

        let page = someone.page("/structure/personnes").await.ok();
        page.shows("samir@lac.example");
        assert_eq!(someone.submit(&page.form("/fermer").press("Fermer")).await.status, 303);
        let samir =
            site.read(|conn| accounts::find_by_email(conn, "samir@lac.example")).await.unwrap();
        assert!(samir.is_disabled);
    })
    .await;
}

async fn kept(site: &Site, partner: &Partner) -> partner_directory::Offer {
    let id = partner.offer.id.clone();
    site.read(move |conn| offers::find(conn, &id)).await
}

#[tokio::test]
async fn changes_of_a_public_page_are_looked_at_before_they_are_saved_and_can_be_gone_on_with() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let person = site.partner_of(&partner).await;
        let href = format!("/structure/offres/{}", partner.offer.id);
        let public = format!("/offres/{}", partner.offer.slug);
        let form = person.page(&href).await.ok().form(&href);
        let form =
            form.fill("summary", "On vous montre, sans hâte.").tick("languages", "pt:spoken");

        let look = form.press("Voir avant d’enregistrer");
        let page = person.submit(&look).await.ok();
        page.shows("Rien n’est encore enregistré").shows("On vous montre, sans hâte.");
        site.visitor().page(&public).await.ok().hides("On vous montre, sans hâte.");

        let back = page.form(&href).press("Continuer à modifier");
        let again = person.submit(&back).await.ok().form(&href);
        assert_eq!(again.value("summary"), Some("On vous montre, sans hâte."));
        let saved = person.submit(&page.form(&href).press("Enregistrer")).await;
        assert_eq!(saved.status, 303);
        let shown = site.visitor().page(&public).await.ok();
        shown.shows("On vous montre, sans hâte.").shows("portugais");

        let wrong = person.page(&href).await.ok().form(&href).fill("name", "");
        let wrong = person.submit(&wrong.press("Voir avant d’enregistrer")).await;
        wrong.with_status(422).shows("On vous montre, sans hâte.");
    })
    .await;
}
