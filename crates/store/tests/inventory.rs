//! Every column is listed in `inventory.toml` with its purpose, readers and retention.

use std::collections::{BTreeMap, BTreeSet};

use store::testing::TestDatabase;
use toml::{Table, Value};

use crate::migrations::columns;
use crate::support::read;

/// What the file says of each column, with what its table says for all.
fn inventory() -> BTreeMap<(String, String), Table> {
    let tables: Table = include_str!("../inventory.toml").parse().unwrap();
    let mut entries = BTreeMap::new();
    for (table, said) in tables {
        let mut said = said.as_table().unwrap().clone();
        let columns = said.remove("columns").unwrap();
        assert!(said.remove("about").is_some_and(|about| about.is_str()), "{table}");
        for (column, entry) in columns.as_table().unwrap().clone() {
            let mut whole = said.clone();
            match entry {
                Value::Table(own) => whole.extend(own),
                purpose => drop(whole.insert("purpose".to_owned(), purpose)),
            }
            entries.insert((table.clone(), column), whole);
        }
    }
    entries
}

#[tokio::test]
async fn the_inventory_names_every_column_and_no_other() {
    let listed: BTreeSet<_> = inventory().into_keys().collect();
    for database in TestDatabase::each() {
        let (main, keys) = database.open();
        let mut live: BTreeSet<_> = read(&main, columns).await.into_keys().collect();
        live.extend(read(&keys, columns).await.into_keys());

        let missing: Vec<_> = live.difference(&listed).collect();
        let gone: Vec<_> = listed.difference(&live).collect();
        assert!(missing.is_empty(), "not in inventory.toml: {missing:?}");
        assert!(gone.is_empty(), "in inventory.toml only: {gone:?}");
    }
}

#[test]
fn every_entry_says_why_who_how_long_and_whether_it_is_personal() {
    for ((table, column), entry) in inventory() {
        let text = |key| entry.get(key).and_then(Value::as_str).unwrap_or_default();
        for key in ["purpose", "seen_by", "kept"] {
            assert!(!text(key).is_empty(), "{table}.{column} lacks `{key}`");
        }
        assert!(entry.get("personal").is_some_and(Value::is_bool), "{table}.{column}");
        assert_eq!(entry.len(), 4, "{table}.{column} says more than is understood");
    }
}
