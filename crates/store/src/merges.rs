//! Which rows of the directory were made one, and which pairs are known to be two.
//!
//! **Invariant:** nothing is absorbed twice at one time, so that following merges comes to an
//! end.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::AccountId;
use partner_directory::merging::Choices;
use partner_directory::revision::{ObjectKind, Snapshot};

use crate::error::known;
use crate::schema::{dismissed_pairs, merges};
use crate::text::{kept, key};
use crate::{Conn, StoreError};

mod moved;

pub use moved::{Moved, point_back, repoint};

/// Two rows that were made one.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge {
    /// Names it.
    pub id: String,
    /// From where each field that differed was taken.
    pub choices: Choices,
    /// The row that stays, before.
    pub kept_before: Snapshot,
    /// The row that stays, after.
    pub kept_after: Snapshot,
    /// The other row, before.
    pub absorbed_before: Snapshot,
    /// What pointed to the other row.
    pub moved: Moved,
    /// Who did it.
    pub account: Option<AccountId>,
    /// Who did it, as colleagues call them.
    pub label: String,
    /// When.
    pub merged_at: DateTime<Utc>,
    /// When it was taken back.
    pub undone_at: Option<DateTime<Utc>>,
}

impl Merge {
    /// What sort of rows.
    pub fn kind(&self) -> ObjectKind {
        self.kept_before.kind()
    }
}

/// Keeps a new merge.
///
/// # Errors
/// [`StoreError::Duplicate`] when the other row is absorbed already.
pub fn insert(conn: &mut Conn, merge: &Merge) -> Result<(), StoreError> {
    diesel::insert_into(merges::table).values(Row::new(merge)?).execute(conn)?;
    Ok(())
}

/// Finds one.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn find(conn: &mut Conn, id: &str) -> Result<Merge, StoreError> {
    merges::table.find(key(id)?).select(Row::as_select()).first(conn)?.into_merge()
}

/// The merges since `since` that nobody took back and that somebody else than `but` made, newest
/// first.
///
/// # Errors
/// When the database fails.
pub fn list_since(
    conn: &mut Conn,
    since: DateTime<Utc>,
    but: Option<&AccountId>,
    limit: u32,
) -> Result<Vec<Merge>, StoreError> {
    let but = but.map_or("", AccountId::as_str);
    merges::table
        .filter(merges::account_id.is_null().or(merges::account_id.ne(but)))
        .filter(merges::merged_at.ge(since.naive_utc()).and(merges::undone_at.is_null()))
        .order((merges::merged_at.desc(), merges::id.desc()))
        .limit(limit.into())
        .select(Row::as_select())
        .load(conn)?
        .into_iter()
        .map(Row::into_merge)
        .collect()
}

/// The row that absorbed this one, directly or through others; `None` when it stands for itself.
///
/// # Errors
/// When the database fails.
pub fn successor(
    conn: &mut Conn,
    kind: ObjectKind,
    id: &str,
) -> Result<Option<String>, StoreError> {
    let mut found = None;
    let mut at = id.to_owned();
    while let Some(next) = absorbed_by(conn, kind, &at)? {
        at.clone_from(&next);
        found = Some(next);
    }
    Ok(found)
}

fn absorbed_by(conn: &mut Conn, kind: ObjectKind, id: &str) -> Result<Option<String>, StoreError> {
    let Ok(id) = key(id) else { return Ok(None) };
    let live = merges::undone_at.is_null().and(merges::object_kind.eq(kind.word()));
    Ok(merges::table
        .filter(merges::absorbed_id.eq(id).and(live))
        .select(merges::kept_id)
        .first(conn)
        .optional()?)
}

/// Everything of one sort that was absorbed.
///
/// # Errors
/// When the database fails.
pub fn absorbed(conn: &mut Conn, kind: ObjectKind) -> Result<Vec<String>, StoreError> {
    let live = merges::undone_at.is_null().and(merges::object_kind.eq(kind.word()));
    Ok(merges::table.filter(live).select(merges::absorbed_id).load(conn)?)
}

/// Notes that a merge was taken back; false when it already was.
///
/// # Errors
/// When the database fails.
pub fn mark_undone(conn: &mut Conn, id: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let live = merges::table.find(id).filter(merges::undone_at.is_null());
    let undone = diesel::update(live).set(merges::undone_at.eq(now.naive_utc()));
    Ok(undone.execute(conn)? == 1)
}

/// Remembers that two rows are not the same; a second time changes nothing.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn dismiss(
    conn: &mut Conn,
    kind: ObjectKind,
    (one, other): (&str, &str),
    (account, label): (Option<&AccountId>, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (left, right) = if one < other { (one, other) } else { (other, one) };
    let pair = dismissed_pairs::table.find((kind.word(), key(left)?, key(right)?));
    if diesel::select(diesel::dsl::exists(pair)).get_result(conn)? {
        return Ok(());
    }
    diesel::insert_into(dismissed_pairs::table)
        .values((
            dismissed_pairs::object_kind.eq(kind.word()),
            dismissed_pairs::left_id.eq(kept(left)?),
            dismissed_pairs::right_id.eq(kept(right)?),
            dismissed_pairs::account_id.eq(account.map(AccountId::as_str)),
            dismissed_pairs::actor_label.eq(kept(label)?),
            dismissed_pairs::dismissed_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// The pairs that somebody found to be two; in each, the smaller identifier stands first.
///
/// # Errors
/// When the database fails.
pub fn dismissed(
    conn: &mut Conn,
    kind: ObjectKind,
) -> Result<std::collections::HashSet<(String, String)>, StoreError> {
    let rows: Vec<(String, String)> = dismissed_pairs::table
        .filter(dismissed_pairs::object_kind.eq(kind.word()))
        .select((dismissed_pairs::left_id, dismissed_pairs::right_id))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = merges)]
struct Row {
    id: String,
    object_kind: String,
    kept_id: String,
    absorbed_id: String,
    choices: String,
    kept_before: String,
    kept_after: String,
    absorbed_before: String,
    moved: String,
    account_id: Option<String>,
    actor_label: String,
    merged_at: NaiveDateTime,
    undone_at: Option<NaiveDateTime>,
}

impl Row {
    fn new(merge: &Merge) -> Result<Row, StoreError> {
        Ok(Row {
            id: merge.id.clone(),
            object_kind: merge.kind().word().to_owned(),
            kept_id: merge.kept_before.id().to_owned(),
            absorbed_id: merge.absorbed_before.id().to_owned(),
            choices: json(&merge.choices)?,
            kept_before: json(&merge.kept_before)?,
            kept_after: json(&merge.kept_after)?,
            absorbed_before: json(&merge.absorbed_before)?,
            moved: json(&merge.moved)?,
            account_id: merge.account.as_ref().map(ToString::to_string),
            actor_label: kept(&merge.label)?,
            merged_at: merge.merged_at.naive_utc(),
            undone_at: merge.undone_at.map(|at| at.naive_utc()),
        })
    }

    fn into_merge(self) -> Result<Merge, StoreError> {
        Ok(Merge {
            choices: read("merges.choices", &self.choices)?,
            kept_before: read("merges.kept_before", &self.kept_before)?,
            kept_after: read("merges.kept_after", &self.kept_after)?,
            absorbed_before: read("merges.absorbed_before", &self.absorbed_before)?,
            moved: read("merges.moved", &self.moved)?,
            id: self.id,
            account: self.account_id.map(AccountId::from),
            label: self.actor_label,
            merged_at: self.merged_at.and_utc(),
            undone_at: self.undone_at.map(|at| at.and_utc()),
        })
    }
}

fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    let text = serde_json::to_string(value).ok();
    kept(&known("merges", "a value that cannot be written", text)?)
}

fn read<T: serde::de::DeserializeOwned>(column: &'static str, text: &str) -> Result<T, StoreError> {
    // Only the beginning: the whole value may be long.
    let word: String = text.chars().take(40).collect();
    known(column, &word, serde_json::from_str(text).ok())
}
