//! What anyone may read about offers.

use std::time::Instant;

use partner_directory::{Holidays, Listing, Offer, OfferStatus, Organization, Place};
use store::testing::{TestDatabase, each_database};
use store::{StoreError, listings, offers, organizations, places};

use crate::support::{
    Example, at_place, example, full_offer, full_organization, full_place, later, now, offer,
    place, read, write,
};

async fn all(db: &store::Db) -> Vec<Listing> {
    read(db, |conn| listings::list_all(conn, &Holidays::default())).await
}

#[tokio::test]
async fn a_published_offer_is_listed_with_its_organization_and_places() {
    each_database(|db, _| async move {
        let Example { organization, place, offer, at_place } = example(&db).await;

        let id = offer.id.clone();
        let many = read(&db, move |conn| {
            listings::find_many(conn, &[id, "gone".into()], &Holidays::default())
        })
        .await;
        let one =
            read(&db, |conn| listings::find_by_slug(conn, "permanence", &Holidays::default()))
                .await;

        for found in [all(&db).await, many, vec![one]] {
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].offer, offer);
            assert_eq!(found[0].organization.id, organization.id);
            assert!(found[0].organization.is_partner);
            assert_eq!(found[0].places.len(), 1);
            assert_eq!(found[0].places[0].place, place.id);
            assert_eq!(found[0].places[0].point, place.point);
            assert_eq!(found[0].places[0].schedules, at_place.schedules);
        }
    })
    .await;
}

#[tokio::test]
async fn an_offer_that_is_not_published_is_not_listed() {
    each_database(|db, _| async move {
        let example = example(&db).await;
        let hidden = [OfferStatus::Draft, OfferStatus::Paused, OfferStatus::Archived];
        for (version, status) in (1..).zip(hidden) {
            let changed = Offer { status, version, ..example.offer.clone() };
            write(&db, move |conn| offers::update(conn, &changed, later(1))).await.unwrap();

            assert!(all(&db).await.is_empty(), "{status:?}");
            let id = example.offer.id.clone();
            let many =
                read(&db, move |conn| listings::find_many(conn, &[id], &Holidays::default())).await;
            assert!(many.is_empty(), "{status:?}");
            let one = db
                .read(|conn| listings::find_by_slug(conn, "permanence", &Holidays::default()))
                .await;
            assert!(matches!(one, Err(StoreError::NotFound)), "{status:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_address_of_a_protected_place_is_not_in_the_listing() {
    each_database(|db, _| async move {
        let example = example(&db).await;
        let protected = Place { is_address_hidden: true, ..example.place };
        write(&db, move |conn| places::update(conn, &protected, later(1))).await.unwrap();

        let found = format!("{:?}", all(&db).await);
        assert!(!found.contains("Servette") && !found.contains("46.2"), "{found}");
    })
    .await;
}

#[tokio::test]
async fn more_offers_than_one_question_holds_are_all_found() {
    each_database(|db, _| async move {
        let of = full_organization("eclair");
        let wanted: Vec<Offer> =
            (0..1201).map(|number| offer(&of, &format!("offer-{number}"))).collect();
        let kept = wanted.clone();
        write(&db, move |conn| {
            organizations::insert(conn, &of)?;
            kept.iter().try_for_each(|offer| offers::insert(conn, offer))
        })
        .await
        .unwrap();

        let ids: Vec<_> = wanted.iter().map(|offer| offer.id.clone()).collect();
        let asked = ids.clone();
        let some =
            read(&db, move |conn| listings::find_many(conn, &asked, &Holidays::default())).await;
        assert_eq!(some.len(), 1201);
        assert_eq!(all(&db).await.len(), 1201);
        let found = read(&db, move |conn| offers::find_many(conn, &ids)).await;
        assert!(wanted.iter().all(|offer| found.get(&offer.id) == Some(offer)));
    })
    .await;
}

#[tokio::test]
#[ignore = "measures: cargo test -p store --release -- --ignored --nocapture twenty_thousand"]
async fn twenty_thousand_offers_load_within_the_budget() {
    for database in TestDatabase::each() {
        let (db, _) = database.open();
        write(&db, fill).await.unwrap();

        let started = Instant::now();
        let count = all(&db).await.len();

        eprintln!("{}: {count} listings in {:?}", database.kind(), started.elapsed());
        assert_eq!(count, 20_000);
    }
}

fn fill(conn: &mut store::Conn) -> Result<(), StoreError> {
    for number in 0..4_000 {
        let of = Organization { ..full_organization(&format!("organization-{number}")) };
        organizations::insert(conn, &of)?;
        let first = full_place("Maison");
        let second = place("Annexe");
        places::insert(conn, &first)?;
        places::insert(conn, &second)?;
        for count in 0..5 {
            let offer = full_offer(&of, &format!("offer-{number}-{count}"));
            offers::insert(conn, &offer)?;
            let at = [
                at_place(&offer, &first, "Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-12:00; PH off"),
                at_place(&offer, &second, "Tu[1] 14:00-16:00"),
            ];
            offers::set_places(conn, &offer.id, &at, now())?;
        }
    }
    Ok(())
}
