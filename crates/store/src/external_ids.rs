//! What other directories call our rows; makes a second import of the same row an update.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use kernel::{OfferId, OrganizationId, PlaceId};

use crate::error::known;
use crate::schema::external_ids;
use crate::text::{kept, key};
use crate::{Conn, StoreError};

/// What an external identifier names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ExternalKind {
    Organization,
    Place,
    Offer,
}

impl ExternalKind {
    /// Every kind.
    pub const ALL: &'static [ExternalKind] =
        &[ExternalKind::Organization, ExternalKind::Place, ExternalKind::Offer];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            ExternalKind::Organization => "organization",
            ExternalKind::Place => "place",
            ExternalKind::Offer => "offer",
        }
    }

    /// Reads back a [`ExternalKind::word`].
    pub fn from_word(word: &str) -> Option<ExternalKind> {
        ExternalKind::ALL.iter().copied().find(|kind| kind.word() == word)
    }
}

/// All identifiers of one source, for an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExternalIds(HashMap<ExternalKind, HashMap<String, String>>);

impl ExternalIds {
    /// The organization that the source calls `external_id`.
    pub fn organization(&self, external_id: &str) -> Option<OrganizationId> {
        self.get(ExternalKind::Organization, external_id).map(OrganizationId::from)
    }

    /// The place that the source calls `external_id`.
    pub fn place(&self, external_id: &str) -> Option<PlaceId> {
        self.get(ExternalKind::Place, external_id).map(PlaceId::from)
    }

    /// The offer that the source calls `external_id`.
    pub fn offer(&self, external_id: &str) -> Option<OfferId> {
        self.get(ExternalKind::Offer, external_id).map(OfferId::from)
    }

    /// Our identifier for what the source calls `external_id`.
    pub fn get(&self, kind: ExternalKind, external_id: &str) -> Option<&str> {
        self.0.get(&kind)?.get(external_id).map(String::as_str)
    }

    /// Notes one more, so that later rows of the same import find it.
    pub fn note(&mut self, kind: ExternalKind, external_id: &str, object: &str) {
        self.0.entry(kind).or_default().insert(external_id.to_owned(), object.to_owned());
    }
}

/// Our identifier for what `source` calls `external_id`.
///
/// # Errors
/// When the database fails.
pub fn find(
    conn: &mut Conn,
    kind: ExternalKind,
    source: &str,
    external_id: &str,
) -> Result<Option<String>, StoreError> {
    let (Ok(source), Ok(external_id)) = (key(source), key(external_id)) else {
        return Ok(None);
    };
    Ok(external_ids::table
        .find((kind.word(), source, external_id))
        .select(external_ids::object_id)
        .first(conn)
        .optional()?)
}

/// The identifiers of `source` that are among `names`, of every kind.
///
/// # Errors
/// When the database fails.
pub fn load_some<'a>(
    conn: &mut Conn,
    source: &str,
    names: impl Iterator<Item = &'a str>,
) -> Result<ExternalIds, StoreError> {
    let names: Vec<&str> = names.filter_map(|name| key(name).ok()).collect();
    let mut found = ExternalIds::default();
    for some in names.chunks(500) {
        let rows: Vec<(String, String, String)> = external_ids::table
            .filter(external_ids::source.eq(kept(source)?))
            .filter(external_ids::external_id.eq_any(some))
            .filter(external_ids::kind.eq_any(ExternalKind::ALL.iter().map(|kind| kind.word())))
            .select((external_ids::kind, external_ids::external_id, external_ids::object_id))
            .load(conn)?;
        for (kind, external_id, object) in rows {
            let kind = known("external_ids.kind", &kind, ExternalKind::from_word(&kind))?;
            found.note(kind, &external_id, &object);
        }
    }
    Ok(found)
}

/// The name by which `source` called each of `objects` first; after a merge an object has
/// several, and the others say what the first one says.
///
/// # Errors
/// When the database fails.
pub fn first_names(
    conn: &mut Conn,
    source: &str,
    objects: &[&str],
) -> Result<HashMap<(ExternalKind, String), String>, StoreError> {
    let mut found = HashMap::new();
    for some in objects.chunks(500) {
        let rows: Vec<(String, String, String)> = external_ids::table
            .filter(external_ids::object_id.eq_any(some))
            .filter(external_ids::source.eq(kept(source)?))
            .order((external_ids::linked_at, external_ids::external_id))
            .select((external_ids::kind, external_ids::object_id, external_ids::external_id))
            .load(conn)?;
        for (kind, object, external_id) in rows {
            let kind = known("external_ids.kind", &kind, ExternalKind::from_word(&kind))?;
            found.entry((kind, object)).or_insert(external_id);
        }
    }
    Ok(found)
}

/// Keeps names of `source` that it never said before, each with what it calls so.
///
/// # Errors
/// [`StoreError::Duplicate`] when one is known; [`StoreError::NulCharacter`].
pub fn put_new(
    conn: &mut Conn,
    source: &str,
    names: &[(ExternalKind, String, String)],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = |(kind, external_id, object): &(ExternalKind, String, String)| {
        Ok::<_, StoreError>((
            external_ids::kind.eq(kind.word()),
            external_ids::source.eq(kept(source)?),
            external_ids::external_id.eq(kept(external_id)?),
            external_ids::object_id.eq(kept(object)?),
            external_ids::linked_at.eq(now.naive_utc()),
        ))
    };
    for some in names.chunks(500) {
        let rows = some.iter().map(row).collect::<Result<Vec<_>, StoreError>>()?;
        // Many rows at once can only be said to one of the two.
        let new = diesel::insert_into(external_ids::table);
        match conn {
            Conn::Postgres(conn) => new.values(rows).execute(conn)?,
            Conn::Sqlite(conn) => new.values(rows).execute(conn)?,
        };
    }
    Ok(())
}
