//! A second import finds what the first one made.

use store::StoreError;
use store::external_ids::{self, ExternalKind};
use store::testing::each_database;

use crate::support::{later, now, read, write};

fn name(kind: ExternalKind, name: &str, object: &str) -> (ExternalKind, String, String) {
    (kind, name.to_owned(), object.to_owned())
}

#[tokio::test]
async fn what_a_source_calls_ours_is_found_again() {
    each_database(|db, _| async move {
        use ExternalKind::{Offer, Place};
        write(&db, |conn| {
            let names = [name(Offer, "Région_42", "o1"), name(Place, "Région_42", "p1")];
            external_ids::put_new(conn, "mednum", &names, now())?;
            external_ids::put_new(conn, "other", &[name(Offer, "Région_42", "o9")], now())
        })
        .await
        .unwrap();

        let found = read(&db, |conn| {
            external_ids::load_some(conn, "mednum", ["Région_42", "Région_43"].into_iter())
        })
        .await;
        assert_eq!(found.offer("Région_42"), Some("o1".into()));
        assert_eq!(found.place("Région_42"), Some("p1".into()));
        assert_eq!(found.organization("Région_42"), None);
        let one = read(&db, |conn| external_ids::find(conn, Offer, "other", "Région_42"));
        assert_eq!(one.await.as_deref(), Some("o9"));
        let again = write(&db, |conn| {
            external_ids::put_new(conn, "mednum", &[name(Offer, "Région_42", "o2")], later(2))
        });
        assert!(matches!(again.await, Err(StoreError::Duplicate)));
    })
    .await;
}

#[tokio::test]
async fn a_name_that_cannot_be_kept_is_refused_and_never_found() {
    each_database(|db, _| async move {
        let refused = write(&db, move |conn| {
            let names = [name(ExternalKind::Offer, "a\0b", "o1")];
            external_ids::put_new(conn, "mednum", &names, now())
        });
        let refused = refused.await;
        assert!(matches!(refused, Err(StoreError::NulCharacter)), "{refused:?}");
        let found =
            read(&db, |conn| external_ids::find(conn, ExternalKind::Offer, "mednum", "a\0b")).await;
        assert_eq!(found, None);
    })
    .await;
}
