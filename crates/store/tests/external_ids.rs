//! A second import finds what the first one made.

use store::external_ids::{self, ExternalKind};
use store::testing::each_database;
use store::{Saved, StoreError};

use crate::support::{later, now, read, write};

#[tokio::test]
async fn what_a_source_calls_ours_is_found_again() {
    each_database(|db, _| async move {
        let name = (ExternalKind::Offer, "mednum", "Région_42");
        let saved = write(&db, move |conn| {
            Ok([
                external_ids::put(conn, name, "o1", now())?,
                external_ids::put(conn, name, "o1", later(1))?,
                external_ids::put(conn, (ExternalKind::Place, "mednum", "Région_42"), "p1", now())?,
                external_ids::put(conn, (ExternalKind::Offer, "other", "Région_42"), "o9", now())?,
            ])
        })
        .await
        .unwrap();

        use Saved::{Inserted, Unchanged};
        assert_eq!(saved, [Inserted, Unchanged, Inserted, Inserted]);
        let found = read(&db, |conn| external_ids::load(conn, "mednum")).await;
        assert_eq!(found.offer("Région_42"), Some("o1".into()));
        assert_eq!(found.place("Région_42"), Some("p1".into()));
        assert_eq!(found.organization("Région_42"), None);
        let one =
            read(&db, |conn| external_ids::find(conn, ExternalKind::Offer, "other", "Région_42"));
        assert_eq!(one.await.as_deref(), Some("o9"));
        assert_eq!(
            write(&db, move |conn| external_ids::put(conn, name, "o2", later(2))).await.unwrap(),
            Saved::Updated
        );
    })
    .await;
}

#[tokio::test]
async fn a_name_that_cannot_be_kept_is_refused_and_never_found() {
    each_database(|db, _| async move {
        let name = (ExternalKind::Offer, "mednum", "a\0b");
        let refused = write(&db, move |conn| external_ids::put(conn, name, "o1", now())).await;
        assert!(matches!(refused, Err(StoreError::NulCharacter)), "{refused:?}");
        let found =
            read(&db, |conn| external_ids::find(conn, ExternalKind::Offer, "mednum", "a\0b")).await;
        assert_eq!(found, None);
    })
    .await;
}
