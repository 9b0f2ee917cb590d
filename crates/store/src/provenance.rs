//! Which source said what of an organization, a place or an offer last.
//!
//! **Invariant:** one row for each object and source, with all that the source said of it
//! when it was last seen; what it no longer says is gone.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::external_ids::ExternalKind;
use crate::schema::provenance;
use crate::text::{kept, key};
use crate::{Conn, StoreError};

/// One value that a source gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The source, as it calls itself.
    pub source: String,
    /// Whose field: `organization.name`, `place.street`, `offer.themes`, `schedule.osm`.
    pub field: String,
    /// What it said, as text; words of lists are joined by a comma.
    pub value: String,
    /// When it was last imported.
    pub seen_at: DateTime<Utc>,
}

/// What one source says of one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What sort of object.
    pub kind: ExternalKind,
    /// Which one.
    pub object: String,
    /// The source, as it calls itself.
    pub source: String,
    /// Field and value, empty ones left out.
    pub values: BTreeMap<String, String>,
}

/// Keeps what sources say in place of what they said before.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn put(
    conn: &mut Conn,
    statements: &[Statement],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut rows: BTreeMap<(&str, &str, &str), Row> = BTreeMap::new();
    for one in statements {
        let place = (one.kind.word(), one.object.as_str(), one.source.as_str());
        rows.insert(place, Row::new(one, now)?);
    }
    let rows: Vec<Row> = rows.into_values().collect();
    for some in rows.chunks(500) {
        delete(conn, some)?;
        // Many rows at once can only be said to one of the two.
        match conn {
            Conn::Postgres(conn) => {
                diesel::insert_into(provenance::table).values(some).execute(conn)?
            }
            Conn::Sqlite(conn) => {
                diesel::insert_into(provenance::table).values(some).execute(conn)?
            }
        };
    }
    Ok(())
}

/// What each source said last of one object, by field, then by source.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, kind: ExternalKind, object: &str) -> Result<Vec<Stated>, StoreError> {
    let rows: Vec<(String, String, NaiveDateTime)> = provenance::table
        .filter(provenance::object_kind.eq(kind.word()).and(provenance::object_id.eq(key(object)?)))
        .order(provenance::source)
        .select((provenance::source, provenance::stated, provenance::seen_at))
        .load(conn)?;
    let mut found = Vec::new();
    for (source, stated, seen_at) in rows {
        let values: BTreeMap<String, String> = serde_json::from_str(&stated)
            .map_err(|_| StoreError::UnknownWord { column: "provenance.stated", word: stated })?;
        found.extend(values.into_iter().map(|(field, value)| Stated {
            source: source.clone(),
            field,
            value,
            seen_at: seen_at.and_utc(),
        }));
    }
    found.sort_by(|one, other| (&one.field, &one.source).cmp(&(&other.field, &other.source)));
    Ok(found)
}

// Rows of one source at a time, because both databases compare pairs differently.
fn delete(conn: &mut Conn, rows: &[Row]) -> Result<(), StoreError> {
    let mut groups: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for row in rows {
        groups.entry((&row.object_kind, &row.source)).or_default().push(&row.object_id);
    }
    for ((kind, source), objects) in groups {
        let old = provenance::table
            .filter(provenance::object_kind.eq(kind).and(provenance::source.eq(source)))
            .filter(provenance::object_id.eq_any(objects));
        diesel::delete(old).execute(conn)?;
    }
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = provenance)]
struct Row {
    object_kind: String,
    object_id: String,
    source: String,
    stated: String,
    seen_at: NaiveDateTime,
}

impl Row {
    fn new(one: &Statement, now: DateTime<Utc>) -> Result<Row, StoreError> {
        let stated = serde_json::to_string(&one.values).map_err(|_| StoreError::NulCharacter)?;
        Ok(Row {
            object_kind: one.kind.word().to_owned(),
            object_id: kept(&one.object)?,
            source: kept(&one.source)?,
            stated,
            seen_at: now.naive_utc(),
        })
    }
}
