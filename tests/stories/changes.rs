//! What others changed since yesterday.

use app::workspace::SavePlace;
use blackbox::{Partner, Site, each_site};
use chrono::Duration;
use kernel::{Channel, PlaceId, RevisionId, Role};
use partner_directory::revision::Snapshot;
use store::revisions::{self, Revision};
use store::{offers, places};

async fn place_of(site: &Site, partner: &Partner) -> partner_directory::Place {
    let offer = partner.offer.id.clone();
    let id = site.read(move |conn| offers::places_of(conn, &offer)).await.remove(0).place;
    site.read(move |conn| places::find(conn, &id)).await
}

#[tokio::test]
async fn ones_own_changes_never_push_out_those_of_others() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Atelier du Lac").await;
        let place = place_of(site, &partner).await;
        let author = site.account(Role::Partner, partner.organization.id.clone()).await.actor();
        let mut form = site.app.place_for_edit(&author, place.id.clone()).await.unwrap().form;
        form.place_name = "Salle du port".to_owned();
        let saved = site.app.save_place(&author, place.id.clone(), form).await.unwrap();
        assert!(matches!(saved, SavePlace::Saved { .. }), "{saved:?}");

        let coordinator = site.coordinator().await;
        let own = coordinator.account.as_ref().unwrap().id.clone();
        let (of, now) = (partner.organization.id.clone(), site.now());
        let place = place_of(site, &partner).await;
        site.write(move |conn| {
            for number in 1..=210 {
                let (id, name) = (PlaceId::fresh(), format!("Mon travail {number}"));
                let after = partner_directory::Place { id, name, ..place.clone() };
                let revision = Revision {
                    id: RevisionId::fresh(),
                    organization: Some(of.clone()),
                    changed_at: now + Duration::minutes(1),
                    role: "coordinator".to_owned(),
                    account: Some(own.clone()),
                    label: "Moi".to_owned(),
                    how: Channel::Web,
                    before: None,
                    after: Snapshot::Place(Box::new(after)),
                    undone_by: None,
                };
                revisions::insert(conn, &revision)?;
            }
            Ok(())
        })
        .await;

        let page = coordinator.page("/coordination/changements").await.ok();
        page.shows("Salle du port").shows("Atelier du Lac").hides("Mon travail");
    })
    .await;
}

#[tokio::test]
async fn who_saves_after_somebody_else_reads_that_both_are_kept() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Atelier du Lac").await;
        let place = place_of(site, &partner).await;
        let person = site.partner_of(&partner).await;
        let path = format!("/structure/lieux/{}", place.id);
        let form = person.page(&path).await.ok().form(&path);
        let form = form.fill("place_street", "Rue du Lac 3");
        let colleague = person.account.as_ref().unwrap().actor();
        let mut other = site.app.place_for_edit(&colleague, place.id.clone()).await.unwrap().form;
        other.place_name = "Salle du port".to_owned();
        site.app.save_place(&colleague, place.id.clone(), other).await.unwrap();

        let saved = person.submit(&form).await.with_status(303);
        person.follow(&saved).await.ok().shows("Quelqu’un d’autre a changé autre chose");
        let now = place_of(site, &partner).await;
        assert_eq!((now.street.as_str(), now.name.as_str()), ("Rue du Lac 3", "Salle du port"));

        let form = person.page(&path).await.ok().form(&path).fill("place_street", "Rue du Lac 5");
        let saved = person.submit(&form).await.with_status(303);
        person.follow(&saved).await.ok().hides("Quelqu’un d’autre");
    })
    .await;
}
