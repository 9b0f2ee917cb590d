//! Fresh databases for tests: always SQLite, and PostgreSQL when `RELAIS_TEST_POSTGRES` holds
//! the address of a server's `postgres` database.
//!
//! **Invariant:** each test has databases of its own, and they are gone when it ends, also when
//! it fails. What a killed run leaves on the server, the next run clears.

#![expect(clippy::expect_used, reason = "a test that has no database stops where it stands")]

use std::future::Future;
use std::path::PathBuf;
use std::sync::LazyLock;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_migrations::MigrationHarness;
use kernel::OfferId;

use crate::db::migrations_of;
use crate::{Address, Conn, Db, Migrate, Part, StoreError, backup};

/// Runs `body` on a fresh pair of stores, main and keys, of each kind of database.
pub async fn each_database<F, Running>(body: F)
where
    F: Fn(Db, Db) -> Running,
    Running: Future<Output = ()>,
{
    for database in TestDatabase::each() {
        // Shown by the test runner when the test fails.
        eprintln!("on {}", database.kind());
        let (main, keys) = database.open();
        body(main, keys).await;
    }
}

/// Runs `body` with the address of a fresh, migrated database of each kind.
pub async fn each_url<F, Running>(body: F)
where
    F: Fn(String) -> Running,
    Running: Future<Output = ()>,
{
    for database in TestDatabase::each() {
        eprintln!("on {}", database.kind());
        body(database.url().to_owned()).await;
    }
}

/// Takes all tables away again, newest first.
///
/// # Errors
/// [`StoreError::Migration`] when one cannot be undone.
pub fn migrate_down(conn: &mut Conn, part: Part) -> Result<(), StoreError> {
    let undone = conn.revert_all_migrations(migrations_of(part));
    undone.map(drop).map_err(StoreError::Migration)
}

/// Makes all tables that are missing.
///
/// # Errors
/// [`StoreError::Migration`] when one cannot be made.
pub fn migrate_up(conn: &mut Conn, part: Part) -> Result<(), StoreError> {
    let run = conn.run_pending_migrations(migrations_of(part));
    run.map(drop).map_err(StoreError::Migration)
}

/// A fresh database that is removed when it is dropped.
#[derive(Debug)]
pub struct TestDatabase {
    url: String,
    traces: Traces,
}

#[derive(Debug)]
enum Traces {
    Folder(PathBuf),
    OnServer(String),
}

impl TestDatabase {
    /// One migrated database of each kind that this run tests, made when its turn comes.
    pub fn each() -> impl Iterator<Item = TestDatabase> {
        std::iter::once_with(TestDatabase::sqlite)
            .chain(std::iter::once_with(TestDatabase::postgres).flatten())
    }

    /// A migrated SQLite file in a folder of its own.
    pub fn sqlite() -> TestDatabase {
        let database = TestDatabase::empty_sqlite();
        for (part, bytes) in SQLITE_FILES.iter() {
            std::fs::write(database.file(*part), bytes).expect("a file for the test's database");
        }
        database
    }

    /// The address of an SQLite file that does not exist yet, in a folder of its own.
    pub fn empty_sqlite() -> TestDatabase {
        let folder = std::env::temp_dir().join(fresh_name("test"));
        std::fs::create_dir(&folder).expect("a folder for the test's database");
        let url = format!("sqlite:{}", folder.join("relais.db").display());
        TestDatabase { url, traces: Traces::Folder(folder) }
    }

    /// A migrated PostgreSQL database; `None` when this run tests SQLite only.
    pub fn postgres() -> Option<TestDatabase> {
        let server = SERVER.as_ref()?;
        let name = fresh_name("test");
        server.run(&format!("CREATE DATABASE {name} TEMPLATE {}", server.template));
        Some(TestDatabase { url: server.url_of(&name), traces: Traces::OnServer(name) })
    }

    /// A PostgreSQL database without tables; `None` when this run tests SQLite only.
    pub fn empty_postgres() -> Option<TestDatabase> {
        let server = SERVER.as_ref()?;
        let name = fresh_name("test");
        server.run(&format!("CREATE DATABASE {name}"));
        Some(TestDatabase { url: server.url_of(&name), traces: Traces::OnServer(name) })
    }

    /// What `RELAIS_DATABASE_URL` would hold.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The name of the kind, for messages.
    pub fn kind(&self) -> &'static str {
        match self.traces {
            Traces::Folder(_) => "SQLite",
            Traces::OnServer(_) => "PostgreSQL",
        }
    }

    /// Opens both parts, with all tables.
    pub fn open(&self) -> (Db, Db) {
        let address = Address::parse(&self.url).expect("the address of a test database");
        let open = |part| Db::open(&address, part, Migrate::Now).expect("a fresh database opens");
        (open(Part::Main), open(Part::Keys))
    }
}

impl TestDatabase {
    fn file(&self, part: Part) -> PathBuf {
        match Address::parse(&self.url).map(|address| address.of(part)) {
            Ok(Address::Sqlite(path)) => path,
            _ => panic!("{} has no file", self.kind()),
        }
    }
}

/// Migrated files, made once: making all tables takes longer than most tests.
static SQLITE_FILES: LazyLock<[(Part, Vec<u8>); 2]> = LazyLock::new(|| {
    let template = TestDatabase::empty_sqlite();
    drop(template.open());
    [Part::Main, Part::Keys].map(|part| {
        let file = template.file(part);
        let copy = file.with_extension("copy");
        let conn = SqliteConnection::establish(&file.to_string_lossy()).expect("a connection");
        backup::copy_to(&mut Conn::Sqlite(conn), &copy).expect("a copy of the tables");
        (part, std::fs::read(copy).expect("the copy that was just made"))
    })
});

impl Drop for TestDatabase {
    fn drop(&mut self) {
        match (&self.traces, SERVER.as_ref()) {
            (Traces::Folder(folder), _) => {
                // A folder that is left behind must not hide why a test failed.
                let _ = std::fs::remove_dir_all(folder);
            }
            (Traces::OnServer(name), Some(server)) => server.drop_database(name),
            (Traces::OnServer(_), None) => {}
        }
    }
}

static SERVER: LazyLock<Option<Server>> = LazyLock::new(|| {
    #[expect(clippy::disallowed_methods, reason = "the only setting of a test run")]
    let url = std::env::var("RELAIS_TEST_POSTGRES").ok()?;
    Some(Server::prepare(url))
});

struct Server {
    url: String,
    template: String,
}

impl Server {
    /// Makes the database that all others of this process are copied from.
    fn prepare(url: String) -> Server {
        let template = fresh_name("template");
        let server = Server { url, template };
        server.clear_leftovers();
        server.run(&format!("CREATE DATABASE {}", server.template));
        let address = Address::parse(&server.url_of(&server.template)).expect("an address");
        for part in [Part::Main, Part::Keys] {
            drop(Db::open(&address, part, Migrate::Now).expect("the tables are made"));
        }
        // A database somebody is connected to cannot be copied.
        server.run(&format!(
            "ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false;
             SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
            name = server.template
        ));
        server
    }

    fn url_of(&self, database: &str) -> String {
        let (base, settings) = match self.url.split_once('?') {
            Some((base, settings)) => (base, format!("?{settings}")),
            None => (self.url.as_str(), String::new()),
        };
        let (server, _) = base.rsplit_once('/').expect("an address that ends in /postgres");
        format!("{server}/{database}{settings}")
    }

    fn connect(&self) -> PgConnection {
        PgConnection::establish(&self.url).expect("the server of RELAIS_TEST_POSTGRES answers")
    }

    fn run(&self, sql: &str) {
        let mut conn = self.connect();
        for statement in sql.split(';') {
            conn.batch_execute(statement).expect("the server does what a test run needs");
        }
    }

    fn drop_database(&self, name: &str) {
        // A database that is left behind must not hide why a test failed.
        let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        let _ = PgConnection::establish(&self.url).map(|mut conn| conn.batch_execute(&sql));
    }

    /// Drops what processes that are gone have left: names hold the number of the process.
    fn clear_leftovers(&self) {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = Text)]
            name: String,
        }
        let query = "SELECT datname::text AS name FROM pg_database WHERE datname LIKE 'relais_%'";
        let rows: Vec<Row> =
            diesel::sql_query(query).load(&mut self.connect()).expect("the list of databases");
        for Row { name } in rows {
            let process = name.split('_').nth(2).filter(|number| number.parse::<u32>().is_ok());
            let is_gone =
                process.is_some_and(|number| !PathBuf::from(format!("/proc/{number}")).exists());
            if is_gone {
                self.drop_database(&name);
            }
        }
    }
}

fn fresh_name(what: &str) -> String {
    // Any fresh identifier would do; the process number tells who left a database behind.
    format!("relais_{what}_{}_{}", std::process::id(), OfferId::fresh())
}
