//! Organizations, places and offers come back as they were kept.

use partner_directory::{Offer, Organization, Place, Schedule};
use store::testing::each_database;
use store::{Page, Saved, StoreError, offers, organizations, places};

use crate::support::{
    at_place, example, full_offer, full_organization, full_place, later, now, offer, organization,
    place, read, write,
};

#[tokio::test]
async fn everything_an_organization_says_comes_back() {
    each_database(|db, _| async move {
        for wanted in [organization("nothing"), full_organization("everything")] {
            let kept = wanted.clone();
            write(&db, move |conn| organizations::insert(conn, &kept)).await.unwrap();

            let (id, slug) = (wanted.id.clone(), wanted.slug.clone());
            let found = read(&db, move |conn| organizations::find(conn, &id)).await;
            assert_eq!(found, wanted);
            assert_eq!(
                read(&db, move |conn| organizations::find_by_slug(conn, &slug)).await,
                wanted
            );
        }
    })
    .await;
}

#[tokio::test]
async fn everything_a_place_says_comes_back() {
    each_database(|db, _| async move {
        for wanted in [place("nothing"), full_place("everything")] {
            let (kept, id) = (wanted.clone(), wanted.id.clone());
            write(&db, move |conn| places::insert(conn, &kept)).await.unwrap();

            assert_eq!(read(&db, move |conn| places::find(conn, &id)).await, wanted);
        }
    })
    .await;
}

#[tokio::test]
async fn everything_an_offer_says_comes_back_in_the_same_order() {
    each_database(|db, _| async move {
        let of = organization("eclair");
        let wanted = [offer(&of, "nothing"), full_offer(&of, "everything")];
        let kept = wanted.clone();
        write(&db, move |conn| {
            organizations::insert(conn, &of)?;
            kept.iter().try_for_each(|offer| offers::insert(conn, offer))
        })
        .await
        .unwrap();

        for wanted in wanted {
            let (id, slug) = (wanted.id.clone(), wanted.slug.clone());
            assert_eq!(read(&db, move |conn| offers::find(conn, &id)).await, wanted);
            assert_eq!(read(&db, move |conn| offers::find_by_slug(conn, &slug)).await, wanted);
        }
    })
    .await;
}

#[tokio::test]
async fn a_changed_offer_loses_what_it_no_longer_says() {
    each_database(|db, _| async move {
        let example = example(&db).await;
        let emptied = Offer {
            id: example.offer.id.clone(),
            ..offer(&example.organization, &example.offer.slug)
        };
        let kept = emptied.clone();
        write(&db, move |conn| offers::update(conn, &kept, later(5))).await.unwrap();

        let id = emptied.id.clone();
        let found = read(&db, move |conn| offers::find(conn, &id)).await;
        assert_eq!(found, Offer { version: 2, updated_at: later(5), ..emptied });
    })
    .await;
}

#[tokio::test]
async fn of_two_editors_the_second_is_told() {
    each_database(|db, _| async move {
        let read = example(&db).await;

        let both = read.clone();
        write(&db, move |conn| {
            organizations::update(conn, &both.organization, later(1))?;
            offers::update(conn, &both.offer, later(1))?;
            // The same millisecond as the last change still counts as later.
            places::update(conn, &both.place, both.place.updated_at)
        })
        .await
        .unwrap();

        let late = read.clone();
        let stale = write(&db, move |conn| offers::update(conn, &late.offer, later(2))).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        let late = read.clone();
        let stale =
            write(&db, move |conn| organizations::update(conn, &late.organization, later(2))).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        let stale = write(&db, move |conn| places::update(conn, &read.place, later(2))).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
    })
    .await;
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    each_database(|db, _| async move {
        for id in ["", "nobody", "a\0b", "'; DROP TABLE offers; --"] {
            let found = db.read(move |conn| offers::find(conn, &id.into())).await;
            assert!(matches!(found, Err(StoreError::NotFound)), "{id:?}: {found:?}");
            let found = db.read(move |conn| organizations::find_by_slug(conn, id)).await;
            assert!(matches!(found, Err(StoreError::NotFound)), "{id:?}: {found:?}");
            let found = db.read(move |conn| places::find_many(conn, &[id.into()])).await;
            assert!(found.unwrap().is_empty(), "{id:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_is_given_once_and_a_free_one_is_proposed() {
    each_database(|db, _| async move {
        let wanted = |slug: &'static str| {
            let db = db.clone();
            async move { read(&db, move |conn| organizations::free_slug(conn, slug)).await }
        };
        assert_eq!(wanted("mairie").await, "mairie");
        for slug in ["mairie", "mairie-2", "mairie-annexe"] {
            let kept = organization(slug);
            write(&db, move |conn| organizations::insert(conn, &kept)).await.unwrap();
        }

        assert_eq!(wanted("mairie").await, "mairie-3");
        assert_eq!(wanted("mair").await, "mair");
        let twice = write(&db, |conn| organizations::insert(conn, &organization("mairie"))).await;
        assert!(matches!(twice, Err(StoreError::Duplicate)), "{twice:?}");
    })
    .await;
}

#[tokio::test]
async fn organizations_are_listed_by_name_without_accents_page_by_page() {
    each_database(|db, _| async move {
        write(&db, |conn| {
            for (slug, name) in
                [("d", "zénith"), ("a", "Éclair"), ("c", "L’Usine"), ("b", "ecluse"), ("e", "Lac")]
            {
                let named = Organization { name: name.to_owned(), ..organization(slug) };
                organizations::insert(conn, &named)?;
            }
            Ok(())
        })
        .await
        .unwrap();

        let mut names = vec![];
        for number in [1, 2, 3, 4] {
            let page = Page { number, size: 2 };
            let (found, total) = read(&db, move |conn| organizations::list(conn, page)).await;
            assert_eq!(total, 5);
            names.extend(found.into_iter().map(|one| one.name));
        }
        assert_eq!(names, ["Éclair", "ecluse", "L’Usine", "Lac", "zénith"]);
    })
    .await;
}

#[tokio::test]
async fn saving_what_is_there_already_writes_nothing() {
    each_database(|db, _| async move {
        let example = example(&db).await;
        let before = read(&db, store::changes::latest).await;

        let same = example.clone();
        let saved = write(&db, move |conn| {
            let again = Offer {
                themes: [same.offer.themes.clone(), same.offer.themes.clone()].concat(),
                updated_at: later(9),
                version: 7,
                ..same.offer.clone()
            };
            Ok([
                organizations::save(conn, Some(&same.organization), &same.organization, later(9))?,
                places::save(conn, Some(&same.place), &same.place, later(9))?,
                offers::save(conn, Some(&same.offer), &again, later(9))?,
                offers::set_places(
                    conn,
                    &same.offer.id,
                    std::slice::from_ref(&same.at_place),
                    later(9),
                )?,
            ])
        })
        .await
        .unwrap();

        assert_eq!(saved, [Saved::Unchanged; 4]);
        assert_eq!(read(&db, store::changes::latest).await, before);
        let id = example.offer.id.clone();
        assert_eq!(read(&db, move |conn| offers::find(conn, &id)).await, example.offer);
    })
    .await;
}

#[tokio::test]
async fn saving_something_new_or_different_writes_it() {
    each_database(|db, _| async move {
        let example = example(&db).await;
        let known = example.clone();
        let saved = write(&db, move |conn| {
            let place = Place { street: "Quai 1".to_owned(), ..known.place.clone() };
            let offer = Offer { name: "Atelier".to_owned(), ..known.offer.clone() };
            let other = organization("other");
            Ok([
                organizations::save(conn, None, &other, now())?,
                places::save(conn, Some(&known.place), &place, later(1))?,
                offers::save(conn, Some(&known.offer), &offer, later(1))?,
            ])
        })
        .await
        .unwrap();

        assert_eq!(saved, [Saved::Inserted, Saved::Updated, Saved::Updated]);
        let id = example.place.id.clone();
        let place = read(&db, move |conn| places::find(conn, &id)).await;
        assert_eq!((place.street.as_str(), place.updated_at), ("Quai 1", later(1)));
    })
    .await;
}

#[tokio::test]
async fn places_of_an_offer_are_replaced_and_keep_their_order_and_identity() {
    each_database(|db, _| async move {
        let example = example(&db).await;
        let other = place("Annexe");
        let mut moved = example.at_place.clone();
        moved.schedules = vec![Schedule { osm: None, ..moved.schedules[0].clone() }];
        let wanted = vec![at_place(&example.offer, &other, "Sa 10:00-12:00"), moved];

        let (kept, offer) = (wanted.clone(), example.offer.id.clone());
        let saved = write(&db, move |conn| {
            places::insert(conn, &other)?;
            offers::set_places(conn, &offer, &kept, later(1))
        })
        .await
        .unwrap();

        assert_eq!(saved, Saved::Updated);
        let offer = example.offer.id.clone();
        assert_eq!(read(&db, move |conn| offers::places_of(conn, &offer)).await, wanted);

        let offer = example.offer.id.clone();
        write(&db, move |conn| offers::set_places(conn, &offer, &[], later(2))).await.unwrap();
        assert_eq!(read(&db, move |conn| offers::places_of(conn, &example.offer.id)).await, vec![]);
    })
    .await;
}

#[tokio::test]
async fn an_offer_of_nobody_is_refused() {
    each_database(|db, _| async move {
        let orphan = offer(&organization("never-kept"), "orphan");
        let refused = write(&db, move |conn| offers::insert(conn, &orphan)).await;
        assert!(matches!(refused, Err(StoreError::Database(_))), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn the_offers_of_an_organization_are_listed_by_name() {
    each_database(|db, _| async move {
        let example = example(&db).await;
        let first = Offer { name: "Écrire".to_owned(), ..offer(&example.organization, "z") };
        let kept = first.clone();
        write(&db, move |conn| offers::insert(conn, &kept)).await.unwrap();

        let of = example.organization.id.clone();
        let found = read(&db, move |conn| offers::list_of(conn, &of)).await;
        assert_eq!(found, vec![first, example.offer]);
    })
    .await;
}
