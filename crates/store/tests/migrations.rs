//! The tables are the same on both databases, in `schema` and after going back and forth.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use store::testing::{TestDatabase, each_database, migrate_down, migrate_up};
use store::{Conn, Db, Part, StoreError};

use crate::support::read;

/// Table and column, with type and whether it may be empty.
pub(crate) type Columns = BTreeMap<(String, String), (String, bool)>;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    is_nullable: bool,
}

const SQLITE_COLUMNS: &str = "SELECT m.name AS table_name, c.name AS column_name,
        lower(c.type) AS kind, c.\"notnull\" = 0 AS is_nullable
    FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'";

const POSTGRES_COLUMNS: &str = "SELECT table_name::text, column_name::text,
        data_type::text AS kind, is_nullable = 'YES' AS is_nullable
    FROM information_schema.columns WHERE table_schema = current_schema()";

/// Every column of one part, our own tables only.
pub(crate) fn columns(conn: &mut Conn) -> Result<Columns, StoreError> {
    let rows: Vec<Column> = match conn {
        Conn::Postgres(conn) => diesel::sql_query(POSTGRES_COLUMNS).load(conn)?,
        Conn::Sqlite(conn) => diesel::sql_query(SQLITE_COLUMNS).load(conn)?,
    };
    let ours = rows.into_iter().filter(|row| !row.table_name.starts_with("__diesel"));
    Ok(ours
        .map(|row| {
            let kind = match row.kind.as_str() {
                "timestamp without time zone" => "timestamp".to_owned(),
                "double precision" => "double".to_owned(),
                "bytea" | "blob" => "binary".to_owned(),
                "boolean" => "bool".to_owned(),
                other => other.to_owned(),
            };
            ((row.table_name, row.column_name), (kind, row.is_nullable))
        })
        .collect())
}

async fn columns_of(db: &Db) -> Columns {
    read(db, columns).await
}

/// What `schema` says; its macros leave no list behind that a program could read.
fn described() -> Columns {
    let mut found = Columns::new();
    let mut table = None;
    let files = [
        include_str!("../src/schema/people.rs"),
        include_str!("../src/schema/demand.rs"),
        include_str!("../src/schema/directory.rs"),
        include_str!("../src/schema/figures.rs"),
        include_str!("../src/schema/importing.rs"),
        include_str!("../src/schema/keys.rs"),
        include_str!("../src/schema/network.rs"),
        include_str!("../src/schema/tidying.rs"),
        include_str!("../src/schema/tracking.rs"),
        include_str!("../src/schema/upkeep.rs"),
    ];
    for line in files.iter().flat_map(|file| file.lines()).map(str::trim) {
        if let Some((name, rest)) = line.split_once(" (")
            && rest.ends_with(") {")
        {
            table = Some(name.to_owned());
        } else if let (Some(table), Some((column, kind))) = (&table, line.split_once(" -> ")) {
            let kind = kind.trim_end_matches(',');
            let inner = kind.strip_prefix("Nullable<").and_then(|kind| kind.strip_suffix('>'));
            let value = (inner.unwrap_or(kind).to_lowercase(), inner.is_some());

            found.insert((table.clone(), column.to_owned()), value);
        }
    }
    found
}

#[tokio::test]
async fn the_tables_are_those_that_the_program_expects() {
    let mut wanted = described();
    assert!(wanted.len() > 150, "schema was not understood: {wanted:?}");
    // Only touched by name, never read.
    wanted.insert(("write_turn".into(), "id".into()), ("integer".into(), false));
    for database in TestDatabase::each() {
        let (main, keys) = database.open();
        let mut found = columns_of(&main).await;
        found.extend(columns_of(&keys).await);

        let differences: Vec<_> = found
            .iter()
            .filter(|(name, kind)| wanted.get(*name) != Some(kind))
            .chain(wanted.iter().filter(|(name, _)| !found.contains_key(*name)))
            .collect();
        assert!(differences.is_empty(), "{}: {differences:#?}", database.kind());
    }
}

#[tokio::test]
async fn going_back_leaves_nothing_and_coming_again_makes_the_same_tables() {
    each_database(|main, keys| async move {
        for (db, part) in [(main, Part::Main), (keys, Part::Keys)] {
            let before = columns_of(&db).await;
            let indexes = read(&db, leading_index_columns).await;

            read(&db, move |conn| migrate_down(conn, part)).await;
            assert_eq!(columns_of(&db).await, Columns::new());
            read(&db, move |conn| migrate_up(conn, part)).await;

            assert_eq!(columns_of(&db).await, before);
            assert_eq!(read(&db, leading_index_columns).await, indexes);
        }
    })
    .await;
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

const SQLITE_FOREIGN_KEYS: &str = "SELECT m.name || '.' || f.\"from\" AS name
    FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
    WHERE m.type = 'table' AND f.seq = 0";
const POSTGRES_FOREIGN_KEYS: &str = "SELECT c.relname || '.' || a.attname AS name
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace";

const SQLITE_INDEXES: &str = "SELECT m.name || '.' || c.name AS name
    FROM sqlite_master m JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c
    WHERE m.type = 'table' AND c.seqno = 0 AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\'
    UNION SELECT m.name || '.' || t.name FROM sqlite_master m JOIN pragma_table_info(m.name) t
    WHERE m.type = 'table' AND t.pk = 1 AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\'";
const POSTGRES_INDEXES: &str = "SELECT c.relname || '.' || a.attname AS name
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relname NOT LIKE '\\_\\_%'";

fn names(conn: &mut Conn, sqlite: &str, postgres: &str) -> Result<BTreeSet<String>, StoreError> {
    let rows: Vec<Named> = match conn {
        Conn::Postgres(conn) => diesel::sql_query(postgres).load(conn)?,
        Conn::Sqlite(conn) => diesel::sql_query(sqlite).load(conn)?,
    };
    Ok(rows.into_iter().map(|row| row.name).collect())
}

fn leading_index_columns(conn: &mut Conn) -> Result<BTreeSet<String>, StoreError> {
    names(conn, SQLITE_INDEXES, POSTGRES_INDEXES)
}

#[tokio::test]
async fn every_column_that_names_another_row_is_indexed() {
    each_database(|main, _| async move {
        let keys =
            read(&main, |conn| names(conn, SQLITE_FOREIGN_KEYS, POSTGRES_FOREIGN_KEYS)).await;
        let indexed = read(&main, leading_index_columns).await;

        assert!(keys.contains("offers.organization_id"), "{keys:?}");
        let missing: Vec<_> = keys.difference(&indexed).collect();
        assert!(missing.is_empty(), "{missing:#?}");
    })
    .await;
}
