//! A copy is whole, new and private.

use std::os::unix::fs::PermissionsExt;

use store::testing::TestDatabase;
use store::{Address, Db, Migrate, Part, StoreError, backup, offers};

use crate::support::{example, offer, read, write};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_copy_made_while_others_write_holds_one_moment() {
    let database = TestDatabase::sqlite();
    let (main, _) = database.open();
    let example = example(&main).await;
    let (db, of) = (main.clone(), example.organization.clone());
    let writer = tokio::spawn(async move {
        for number in 0..50 {
            let offer = offer(&of, &format!("offer-{number}"));
            write(&db, move |conn| offers::insert(conn, &offer)).await.unwrap();
        }
    });
    let url = format!("{}.copy", database.url());
    let path = url.strip_prefix("sqlite:").unwrap().to_owned();

    let to = path.clone();
    read(&main, move |conn| backup::copy_to(conn, to.as_ref())).await;
    writer.await.unwrap();

    let copy = Db::open(&Address::parse(&url).unwrap(), Part::Main, Migrate::Refuse).unwrap();
    assert_eq!(read(&copy, store::health::integrity_check).await, Vec::<String>::new());
    let id = example.offer.id.clone();
    assert_eq!(read(&copy, move |conn| offers::find(conn, &id)).await, example.offer);
    let of = example.organization.id.clone();
    let copied = read(&copy, move |conn| offers::list_of(conn, &of)).await.len() as i64;
    assert_eq!(read(&copy, store::changes::latest).await, copied + 1, "offers and their numbers");
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test]
async fn a_copy_never_replaces_a_file() {
    let database = TestDatabase::sqlite();
    let (main, keys) = database.open();
    let path = format!("{}.copy", database.url().strip_prefix("sqlite:").unwrap());
    std::fs::write(&path, "precious").unwrap();

    for db in [main, keys] {
        let to = path.clone();
        let refused = db.read(move |conn| backup::copy_to(conn, to.as_ref())).await;
        assert!(matches!(refused, Err(StoreError::Copy(_))), "{refused:?}");
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "precious");
}

#[tokio::test]
async fn a_copy_into_a_folder_that_is_missing_says_why() {
    let database = TestDatabase::sqlite();
    let (main, _) = database.open();
    let refused: Result<(), StoreError> =
        main.read(|conn| backup::copy_to(conn, "/nowhere/at/all.db".as_ref())).await;
    assert!(matches!(refused, Err(StoreError::Copy(_))), "{refused:?}");
}

#[tokio::test]
async fn postgresql_is_left_to_its_own_tool() {
    let Some(database) = TestDatabase::postgres() else {
        return;
    };
    let (main, _) = database.open();
    let folder = TestDatabase::empty_sqlite();
    let path = folder.url().strip_prefix("sqlite:").unwrap().to_owned();
    let to = path.clone();
    let refused = main.read(move |conn| backup::copy_to(conn, to.as_ref())).await;
    assert!(matches!(refused, Err(StoreError::Copy(_))), "{refused:?}");
    assert!(!std::path::Path::new(&path).exists());
}
