//! Making one of two rows that are the same thing, and taking that back for 90 days.
//!
//! What is asked stays what it was: an attempt goes on pointing to the offer that was asked,
//! whose address leads to the one that stays. What will be asked, who answers and what an
//! import finds goes with the row that stays.
//!
//! **Invariant:** only a person merges. Nothing is deleted, and all of it happens in one
//! transaction.
//! **Invariant:** merges are taken back from the outside in: as long as the row that stays is
//! itself absorbed by another, what it absorbed before cannot be given back.

mod carry_out;
mod undo;

use chrono::{DateTime, Duration, Utc};
use kernel::{Actor, FieldErrors, OfferId, OrganizationId, PlaceId};
use partner_directory::duplicates::Likeness;
use partner_directory::merging::{Choices, MergeField, merge_fields};
use partner_directory::revision::{ObjectKind, Snapshot};
use store::merges::{self, Merge};
use store::{Conn, offers, organizations, places};

use crate::access::{Right, scope};
use crate::revising::whole_offer;
use crate::{App, AppError, duplicates};

/// How long a merge can be taken back.
pub const UNDO_DAYS: i64 = 90;
/// How many merges a page lists.
const MOST: u32 = 50;

/// Two rows that shall be one, as a page asked for it.
#[derive(Debug, Clone, PartialEq)]
pub struct MergeForm {
    /// What sort of rows.
    pub kind: ObjectKind,
    /// The row that stays, and its version when the page was made.
    pub kept: (String, i64),
    /// The other row, and its version.
    pub absorbed: (String, i64),
    /// From where each field is taken.
    pub choices: Choices,
}

/// What the page shows before two rows become one.
#[derive(Debug, Clone)]
pub struct MergePage {
    /// The row that stays.
    pub kept: Snapshot,
    /// The other row.
    pub absorbed: Snapshot,
    /// Where they differ.
    pub fields: Vec<MergeField>,
    /// How alike they are.
    pub likeness: Likeness,
}

/// One merge in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct MergeLine {
    /// Names it.
    pub id: String,
    /// What sort of rows.
    pub kind: ObjectKind,
    /// What the row that stays is called.
    pub kept: String,
    /// What the other one was called.
    pub absorbed: String,
    /// Who did it.
    pub who: String,
    /// When.
    pub at: DateTime<Utc>,
    /// From where each field that differed was taken.
    pub choices: Choices,
}

impl App {
    /// Two rows side by side.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate, and for a row that was absorbed.
    pub async fn merge_page(
        &self,
        actor: &Actor,
        kind: ObjectKind,
        (kept, absorbed): (String, String),
    ) -> Result<MergePage, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        self.db
            .read(move |conn| {
                for id in [&kept, &absorbed] {
                    if kept == absorbed || merges::successor(conn, kind, id)?.is_some() {
                        return Err(AppError::NotFound);
                    }
                }
                let likeness = duplicates::likeness(conn, kind, (&kept, &absorbed))?;
                let kept = snapshot(conn, kind, &kept)?;
                let absorbed = snapshot(conn, kind, &absorbed)?;
                let fields = merge_fields(&kept, &absorbed);
                Ok(MergePage { kept, absorbed, fields, likeness })
            })
            .await
    }

    /// Makes one of two rows; the identifier of the merge, to take it back.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate; [`AppError::Stale`] when somebody
    /// changed one of them since the page was made; [`AppError::Invalid`] when one of them was
    /// absorbed already.
    pub async fn merge(&self, actor: &Actor, form: MergeForm) -> Result<String, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let id =
            self.edit(actor, move |conn, moment| carry_out::merge(conn, moment, &form)).await?;
        self.refresh_catalog().await?;
        Ok(id)
    }

    /// Takes a merge back; what was written since stays.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate; [`AppError::Invalid`] at `merge`
    /// with `merged_since`, `too_late` or `undone_before`.
    pub async fn undo_merge(&self, actor: &Actor, id: String) -> Result<(), AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        self.edit(actor, move |conn, moment| {
            let merge = merges::find(conn, &id)?;
            undo::undo(conn, moment, &merge)
        })
        .await?;
        self.refresh_catalog().await
    }

    /// The merges that can still be taken back, newest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate.
    pub async fn merges(&self, actor: &Actor) -> Result<Vec<MergeLine>, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let since = self.clock.now() - Duration::days(UNDO_DAYS);
        let found = self.db.read(move |conn| merges::list_since(conn, since, None, MOST)).await?;
        Ok(found.into_iter().map(MergeLine::of).collect())
    }

    /// The address of the offer or organization that took the place of the one with this slug.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn moved_to(
        &self,
        kind: ObjectKind,
        slug: String,
    ) -> Result<Option<String>, AppError> {
        self.db.read(move |conn| successor_slug(conn, kind, &slug)).await
    }
}

impl MergeLine {
    pub(crate) fn of(merge: Merge) -> MergeLine {
        MergeLine {
            kind: merge.kind(),
            kept: merge.kept_after.name().to_owned(),
            absorbed: merge.absorbed_before.name().to_owned(),
            id: merge.id,
            who: merge.label,
            at: merge.merged_at,
            choices: merge.choices,
        }
    }
}

fn successor_slug(
    conn: &mut Conn,
    kind: ObjectKind,
    slug: &str,
) -> Result<Option<String>, AppError> {
    let id = match kind {
        ObjectKind::Organization => {
            organizations::find_by_slug(conn, slug).map(|one| one.id.to_string())
        }
        ObjectKind::Offer => offers::find_by_slug(conn, slug).map(|one| one.id.to_string()),
        ObjectKind::Place => return Ok(None),
    };
    let id = match id {
        Err(store::StoreError::NotFound) => return Ok(None),
        id => id?,
    };
    let Some(next) = merges::successor(conn, kind, &id)? else { return Ok(None) };
    Ok(match snapshot(conn, kind, &next)? {
        Snapshot::Organization(one) => Some(one.slug),
        Snapshot::Offer(one) => Some(one.offer.slug),
        Snapshot::Place(_) => None,
    })
}

/// A row as it stands.
pub(crate) fn snapshot(conn: &mut Conn, kind: ObjectKind, id: &str) -> Result<Snapshot, AppError> {
    Ok(match kind {
        ObjectKind::Organization => {
            Snapshot::Organization(Box::new(organizations::find(conn, &OrganizationId::from(id))?))
        }
        ObjectKind::Place => Snapshot::Place(Box::new(places::find(conn, &PlaceId::from(id))?)),
        ObjectKind::Offer => Snapshot::Offer(Box::new(whole_offer(conn, &OfferId::from(id))?)),
    })
}

fn refused(code: &'static str) -> AppError {
    let mut errors = FieldErrors::default();
    errors.add("merge", code);
    AppError::Invalid(errors)
}
