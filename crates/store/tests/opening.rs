//! A database that does not fit the program is refused before anything is touched.

use diesel::connection::SimpleConnection;
use store::testing::{TestDatabase, each_database};
use store::{Address, Conn, Db, Migrate, Part, StoreError};

use crate::support::{read, write};

fn open(database: &TestDatabase, migrate: Migrate) -> Result<Db, StoreError> {
    Db::open(&Address::parse(database.url())?, Part::Main, migrate)
}

pub(crate) fn run(conn: &mut Conn, sql: &str) -> Result<(), StoreError> {
    match conn {
        Conn::Postgres(conn) => conn.batch_execute(sql)?,
        Conn::Sqlite(conn) => conn.batch_execute(sql)?,
    }
    Ok(())
}

#[tokio::test]
async fn tables_of_a_newer_program_are_refused_by_name() {
    for database in TestDatabase::each() {
        let (main, _) = database.open();
        let sql = "INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000000')";
        write(&main, move |conn| run(conn, sql)).await.unwrap();

        for migrate in [Migrate::Now, Migrate::Refuse] {
            match open(&database, migrate) {
                Err(StoreError::NewerDatabase { version }) => assert_eq!(version, "99990101000000"),
                Err(other) => panic!("{}: {other:?}", database.kind()),
                Ok(_) => panic!("{} was opened", database.kind()),
            }
        }
    }
}

#[tokio::test]
async fn postgresql_without_tables_waits_for_the_command_to_make_them() {
    let Some(database) = TestDatabase::empty_postgres() else {
        return;
    };
    let refused = open(&database, Migrate::Refuse).map(drop);
    assert!(matches!(refused, Err(StoreError::MigrationNeeded)), "{refused:?}");

    open(&database, Migrate::Now).unwrap();
    open(&database, Migrate::Refuse).unwrap();
}

#[test]
fn sqlite_makes_its_tables_at_every_start() {
    let database = TestDatabase::empty_sqlite();
    open(&database, Migrate::Refuse).unwrap();
    open(&database, Migrate::Refuse).unwrap();
}

#[test]
fn a_folder_where_the_file_should_be_is_refused_and_left_alone() {
    let database = TestDatabase::empty_sqlite();
    let path = database.url().strip_prefix("sqlite:").unwrap();
    std::fs::create_dir(path).unwrap();

    let refused = open(&database, Migrate::Now).map(drop);

    assert!(matches!(refused, Err(StoreError::NotAFile { .. })), "{refused:?}");
    assert_eq!(std::fs::read_dir(path).unwrap().count(), 0);
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let database = TestDatabase::empty_sqlite();
    let path = database.url().strip_prefix("sqlite:").unwrap();
    let text = "This is a letter to my aunt, long enough to be taken for a header.\n".repeat(20);
    std::fs::write(path, &text).unwrap();

    assert!(open(&database, Migrate::Now).is_err());
    assert_eq!(std::fs::read_to_string(path).unwrap(), text);
}

#[tokio::test]
async fn the_two_parts_share_no_table() {
    each_database(|main, keys| async move {
        assert!(db_has(&main, "organizations").await);
        assert!(!db_has(&keys, "organizations").await);
        assert!(db_has(&keys, "referral_keys").await);
        assert!(!db_has(&main, "referral_keys").await);
    })
    .await;
}

async fn db_has(db: &Db, table: &'static str) -> bool {
    let sql = format!("SELECT count(*) FROM {table}");
    read(db, move |conn| Ok(run(conn, &sql).is_ok())).await
}
