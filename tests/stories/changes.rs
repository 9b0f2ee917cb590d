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
