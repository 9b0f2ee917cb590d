//! Hours that came from another directory, and days away, are told in words wherever people read
//! them, and hours written here are told to machines.

use blackbox::{Partner, Site, each_site};
use kernel::Role;
use partner_directory::Schedule;
use partner_directory::schedule::Rule;
use store::offers;

/// What no rule of ours says.
const HARD: &str = "Mar,Jun,Sep,Dec: Th[2] 19:30-21:00";

async fn keep_hours(site: &Site, partner: &Partner, schedule: Schedule) {
    let editor = site.account(Role::Partner, partner.organization.id.clone()).await.actor();
    let (id, now) = (partner.offer.id.clone(), site.now());
    let found = site.app.offer_for_edit(&editor, id.clone()).await.unwrap();
    let mut at = found.line.places[0].0.clone();
    at.schedules = vec![schedule];
    site.write(move |conn| offers::set_places(conn, &id, &[at], now).map(drop)).await;
    site.app.refresh_catalog().await.unwrap();
}

fn imported(osm: &str) -> Schedule {
    Schedule::of_hours("imported".into(), osm.to_owned())
}

#[tokio::test]
async fn imported_hours_are_read_in_words_by_the_public_the_organization_and_who_telephones() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let (someone, coordinator) = (site.partner_of(&partner).await, site.coordinator().await);
        let public = format!("/offres/{}", partner.offer.slug);
        let own = format!("/structure/offres/{}", partner.offer.id);
        let call = format!("/coordination/appels/{}", partner.organization.id);

        keep_hours(site, &partner, imported("Tu 14:00-17:00; SH off")).await;
        let words = "mardi, 14 h – 17 h, sauf vacances scolaires";
        site.visitor().page(&public).await.ok().shows(words);
        someone.page(&own).await.ok().shows(words).hides("Aucun horaire");
        coordinator.page(&call).await.ok().shows(words);

        keep_hours(site, &partner, imported(HARD)).await;
        for page in [
            site.visitor().page(&public).await.ok(),
            someone.page(&own).await.ok(),
            coordinator.page(&call).await.ok(),
        ] {
            page.shows("19 h 30 – 21 h").hides("Th[2]").hides("Aucun horaire");
        }
    })
    .await;
}

#[tokio::test]
async fn hours_written_here_are_read_by_machines_and_days_away_by_everybody() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let rule = Rule::from_line("monthly[2] TH 14:00-17:00 school=closed").unwrap();
        keep_hours(site, &partner, Schedule::of_rules("own".into(), vec![rule])).await;
        let public = format!("/offres/{}", partner.offer.slug);
        let said = site.visitor().page(&format!("{public}.json")).await.ok().json();
        let hours = &said["service_at_locations"][0]["schedules"][0]["opening_hours"];
        assert_eq!(hours, "Th[2] 14:00-17:00; SH off", "{said}");

        let someone = site.partner_of(&partner).await;
        let form = someone.page("/structure/fermetures").await.ok().form("/structure/fermetures");
        let day = |ahead| (site.now() + chrono::Duration::days(ahead)).date_naive().to_string();
        let form = form.fill("from", &day(20)).fill("until", &day(21)).press("Annoncer");
        assert_eq!(someone.submit(&form).await.status, 303);
        site.app.refresh_catalog().await.unwrap();
        site.visitor().page(&public).await.ok().shows("Fermé du");
        let far = someone.page("/structure/fermetures").await.ok().form("Annoncer");
        let far = far.fill("from", "2026-12-01").fill("until", "9999-12-31").press("Annoncer");
        let page = someone.submit(&far).await.with_status(422);
        page.shows("trop loin").hides("ne se lit pas");
    })
    .await;
}

#[tokio::test]
async fn a_coordinator_reads_whose_offers_these_are_and_who_wrote_the_other_version() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let (someone, coordinator) = (site.partner_of(&partner).await, site.coordinator().await);
        let list = format!("/coordination/structures/{}", partner.organization.id);
        coordinator.page(&list).await.ok().shows("Les offres de la structure").hides("Vos offres");

        let path = format!("/structure/offres/{}", partner.offer.id);
        let mine = coordinator.page(&path).await.ok().form(&path).fill("name", "La mienne");
        let theirs = someone.page(&path).await.ok().form(&path).fill("name", "La leur");
        assert_eq!(someone.submit(&theirs.press("Enregistrer")).await.status, 303);
        let page = coordinator.submit(&mine.press("Enregistrer")).await.with_status(409);
        page.shows("Modifié par").shows("L’autre version : La leur");
    })
    .await;
}
