//! What the database says of itself.

use store::testing::{TestDatabase, each_database};
use store::{Part, health};

use crate::opening::run;
use crate::support::read;

#[tokio::test]
async fn a_sound_database_says_so() {
    each_database(|main, keys| async move {
        for (db, part) in [(main, Part::Main), (keys, Part::Keys)] {
            read(&db, health::ping).await;
            let state = read(&db, move |conn| health::migration_state(conn, part)).await;
            assert!(state.is_current && state.latest.is_some(), "{state:?}");
            assert_eq!(read(&db, health::integrity_check).await, Vec::<String>::new());
        }
    })
    .await;
}

#[tokio::test]
async fn a_migration_that_was_not_run_shows() {
    each_database(|main, _| async move {
        let state = read(&main, |conn| {
            run(conn, "DELETE FROM __diesel_schema_migrations")?;
            health::migration_state(conn, Part::Main)
        })
        .await;
        assert_eq!(state, health::MigrationState { latest: None, is_current: false });
    })
    .await;
}

#[tokio::test]
async fn a_row_that_points_nowhere_is_found() {
    let database = TestDatabase::sqlite();
    let (main, _) = database.open();
    let found = read(&main, |conn| {
        run(
            conn,
            "PRAGMA foreign_keys = OFF;
             INSERT INTO offer_terms VALUES ('ghost', 'theme', 'safe_use', 0);",
        )?;
        health::integrity_check(conn)
    })
    .await;

    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("offer_terms") && found[0].contains("offers"), "{found:?}");
}
