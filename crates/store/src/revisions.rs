//! What people changed in the directory, newest last, with the states before and after (DIR-08).
//!
//! **Invariant:** a revision is written in the transaction of its change and never altered,
//! except that it learns by which other one it was undone.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::{AccountId, Channel, OrganizationId, RevisionId};
use partner_directory::revision::{ObjectKind, Snapshot};

use crate::error::known;
use crate::schema::revisions::{self, dsl};
use crate::text::{kept, key};
use crate::{Conn, StoreError};

/// One change of one object.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// Its identifier.
    pub id: RevisionId,
    /// Whose object it is; none for a place that nobody uses.
    pub organization: Option<OrganizationId>,
    /// When it was made.
    pub changed_at: DateTime<Utc>,
    /// The word of the kind of actor.
    pub role: String,
    /// The account, if somebody was signed in.
    pub account: Option<AccountId>,
    /// What colleagues call who did it.
    pub label: String,
    /// How it was learned.
    pub how: Channel,
    /// The object before; none when it is new.
    pub before: Option<Snapshot>,
    /// The object after.
    pub after: Snapshot,
    /// The revision that took it back.
    pub undone_by: Option<RevisionId>,
}

/// Appends one.
///
/// # Errors
/// [`StoreError::Duplicate`] when the object has a revision with that version.
pub fn insert(conn: &mut Conn, revision: &Revision) -> Result<(), StoreError> {
    diesel::insert_into(revisions::table).values(Row::new(revision)?).execute(conn)?;
    Ok(())
}

/// Finds one.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn find(conn: &mut Conn, id: &RevisionId) -> Result<Revision, StoreError> {
    let row = revisions::table.find(key(id.as_str())?);
    row.select(Row::as_select()).first(conn)?.into_revision()
}

/// The newest revisions of one object, newest first.
///
/// # Errors
/// When the database fails.
pub fn list_of_object(
    conn: &mut Conn,
    kind: ObjectKind,
    id: &str,
    limit: u32,
) -> Result<Vec<Revision>, StoreError> {
    revisions::table
        .filter(dsl::object_kind.eq(kind.word()).and(dsl::object_id.eq(key(id)?)))
        .order((dsl::version_after.desc(), dsl::id.desc()))
        .limit(limit.into())
        .select(Row::as_select())
        .load(conn)?
        .into_iter()
        .map(Row::into_revision)
        .collect()
}

/// The newest revisions of everything from `since` on that somebody else than `but` made, newest
/// first.
///
/// # Errors
/// When the database fails.
pub fn list_since(
    conn: &mut Conn,
    since: DateTime<Utc>,
    but: Option<&AccountId>,
    limit: u32,
) -> Result<Vec<Revision>, StoreError> {
    let but = but.map_or("", AccountId::as_str);
    revisions::table
        .filter(dsl::changed_at.ge(since.naive_utc()))
        .filter(dsl::account_id.is_null().or(dsl::account_id.ne(but)))
        .order((dsl::changed_at.desc(), dsl::id.desc()))
        .limit(limit.into())
        .select(Row::as_select())
        .load(conn)?
        .into_iter()
        .map(Row::into_revision)
        .collect()
}

/// The object as it stood at `version`; `None` when that state was not kept.
///
/// # Errors
/// When the database fails.
pub fn state_at(
    conn: &mut Conn,
    kind: ObjectKind,
    id: &str,
    version: i64,
) -> Result<Option<Snapshot>, StoreError> {
    let of = dsl::object_kind.eq(kind.word()).and(dsl::object_id.eq(key(id)?));
    let either = dsl::version_before.eq(version).or(dsl::version_after.eq(version));
    let row =
        revisions::table.filter(of.and(either)).select(Row::as_select()).first(conn).optional()?;
    let Some(revision) = row.map(Row::into_revision).transpose()? else { return Ok(None) };
    let is_after = revision.after.version() == version;
    Ok(if is_after { Some(revision.after) } else { revision.before })
}

/// Notes that one revision was taken back by another; false when it already was.
///
/// # Errors
/// When the database fails.
pub fn mark_undone(conn: &mut Conn, id: &RevisionId, by: &RevisionId) -> Result<bool, StoreError> {
    let live = revisions::table.find(id.as_str()).filter(dsl::undone_by.is_null());
    Ok(diesel::update(live).set(dsl::undone_by.eq(by.as_str())).execute(conn)? == 1)
}

/// Deletes what was changed before an instant; how many changes that were.
///
/// # Errors
/// When the database fails.
pub fn delete_before(conn: &mut Conn, instant: DateTime<Utc>) -> Result<usize, StoreError> {
    let old = revisions::table.filter(dsl::changed_at.lt(instant.naive_utc()));
    Ok(diesel::delete(old).execute(conn)?)
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = revisions)]
struct Row {
    id: String,
    object_kind: String,
    object_id: String,
    organization_id: Option<String>,
    version_before: Option<i64>,
    version_after: i64,
    changed_at: NaiveDateTime,
    actor_role: String,
    account_id: Option<String>,
    actor_label: String,
    channel: String,
    state_before: Option<String>,
    state_after: String,
    undone_by: Option<String>,
}

impl Row {
    fn new(revision: &Revision) -> Result<Row, StoreError> {
        let after = &revision.after;
        Ok(Row {
            id: revision.id.to_string(),
            object_kind: after.kind().word().to_owned(),
            object_id: kept(after.id())?,
            organization_id: revision.organization.as_ref().map(ToString::to_string),
            version_before: revision.before.as_ref().map(Snapshot::version),
            version_after: after.version(),
            changed_at: revision.changed_at.naive_utc(),
            actor_role: kept(&revision.role)?,
            account_id: revision.account.as_ref().map(ToString::to_string),
            actor_label: kept(&revision.label)?,
            channel: revision.how.word().to_owned(),
            state_before: revision.before.as_ref().map(written).transpose()?,
            state_after: written(after)?,
            undone_by: revision.undone_by.as_ref().map(ToString::to_string),
        })
    }

    fn into_revision(self) -> Result<Revision, StoreError> {
        Ok(Revision {
            how: known("revisions.channel", &self.channel, Channel::from_word(&self.channel))?,
            before: self.state_before.as_deref().map(read).transpose()?,
            after: read(&self.state_after)?,
            id: self.id.into(),
            organization: self.organization_id.map(OrganizationId::from),
            changed_at: self.changed_at.and_utc(),
            role: self.actor_role,
            account: self.account_id.map(AccountId::from),
            label: self.actor_label,
            undone_by: self.undone_by.map(RevisionId::from),
        })
    }
}

fn written(state: &Snapshot) -> Result<String, StoreError> {
    let text = state.to_json().ok_or_else(|| unreadable("state that cannot be written"))?;
    kept(&text)
}

fn read(text: &str) -> Result<Snapshot, StoreError> {
    Snapshot::from_json(text).ok_or_else(|| unreadable(text))
}

fn unreadable(text: &str) -> StoreError {
    // Only the beginning: the whole state may be long.
    let word = text.chars().take(40).collect();
    StoreError::UnknownWord { column: "revisions.state", word }
}
