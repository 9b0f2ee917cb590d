//! Who changed what and when, and taking a change back (DIR-08).
//!
//! **Invariant:** taking back is a change like any other: it is in the history, and never
//! removes what somebody wrote later.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use kernel::{Actor, Channel, OfferId, OrganizationId, PlaceId, RevisionId};
use partner_directory::revision::{FieldChange, ObjectKind, Snapshot, differences, merge};
use store::external_ids::ExternalKind;
use store::provenance::{self, Stated};
use store::revisions::{self, Revision};
use store::{Conn, organizations, places};

use super::offers::correct;
use super::places::must_be_editable;
use super::saving::write;
use super::{may_edit, own_offer};
use crate::access::{Right, Scope, scope};
use crate::moderation::hold_back;
use crate::{App, AppError};

/// The most changes of one object that a page shows.
const MOST: u32 = 100;

/// An object that has a history.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ObjectRef {
    Organization(OrganizationId),
    Place(PlaceId),
    Offer(OfferId),
}

/// One change as a page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Names it, to take it back.
    pub id: RevisionId,
    /// What was changed.
    pub object: ObjectRef,
    /// What the object was called after it.
    pub name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// How it was learned.
    pub how: Channel,
    /// The word of the kind of actor.
    pub role: String,
    /// What colleagues call who did it.
    pub who: String,
    /// True when the object was new.
    pub is_first: bool,
    /// What changed; places by their names.
    pub fields: Vec<FieldChange>,
    /// True when it was taken back.
    pub is_undone: bool,
    /// True when it may be taken back; later changes of the same fields may still forbid it.
    pub can_undo: bool,
}

impl ObjectRef {
    /// What sort of object it is.
    pub fn kind(&self) -> ObjectKind {
        match self {
            ObjectRef::Organization(_) => ObjectKind::Organization,
            ObjectRef::Place(_) => ObjectKind::Place,
            ObjectRef::Offer(_) => ObjectKind::Offer,
        }
    }

    /// Its identifier.
    pub fn id(&self) -> &str {
        match self {
            ObjectRef::Organization(id) => id.as_str(),
            ObjectRef::Place(id) => id.as_str(),
            ObjectRef::Offer(id) => id.as_str(),
        }
    }

    fn of(state: &Snapshot) -> ObjectRef {
        match state {
            Snapshot::Organization(one) => ObjectRef::Organization(one.id.clone()),
            Snapshot::Place(one) => ObjectRef::Place(one.id.clone()),
            Snapshot::Offer(one) => ObjectRef::Offer(one.offer.id.clone()),
        }
    }
}

/// What became of the wish to take a change back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undone {
    /// It says what it said before.
    Now,
    /// A coordinator looks at it before it is shown.
    Waiting,
}

impl App {
    /// The changes of one object, newest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn history(&self, actor: &Actor, object: ObjectRef) -> Result<Vec<Change>, AppError> {
        let actor = actor.clone();
        self.db
            .read(move |conn| {
                current(conn, &actor, &object)?;
                let found = revisions::list_of_object(conn, object.kind(), object.id(), MOST)?;
                let mut changes = shown(conn, found)?;
                for change in &mut changes {
                    change.can_undo &= is_of(&actor, &change.fields);
                }
                Ok(changes)
            })
            .await
    }

    /// What other directories said of an object when they were imported last, by field.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn said_elsewhere(
        &self,
        actor: &Actor,
        object: ObjectRef,
    ) -> Result<Vec<Stated>, AppError> {
        let actor = actor.clone();
        self.db
            .read(move |conn| {
                current(conn, &actor, &object)?;
                let kind = match &object {
                    ObjectRef::Organization(_) => ExternalKind::Organization,
                    ObjectRef::Place(_) => ExternalKind::Place,
                    ObjectRef::Offer(_) => ExternalKind::Offer,
                };
                Ok(provenance::of(conn, kind, object.id())?)
            })
            .await
    }

    /// Takes a change back and keeps what was changed since in other fields.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit the object, or a change that made it;
    /// [`AppError::Stale`] when the same fields were changed since, or it was taken back before;
    /// [`AppError::Invalid`] when a public offer would lack what people need to know.
    pub async fn undo_change(&self, actor: &Actor, id: RevisionId) -> Result<Undone, AppError> {
        let who = actor.clone();
        self.edit(actor, move |conn, moment| {
            let revision = revisions::find(conn, &id)?;
            let current = current(conn, &who, &ObjectRef::of(&revision.after))?;
            let before = revision.before.ok_or(AppError::NotFound)?;
            if revision.undone_by.is_some() {
                return Err(AppError::Stale);
            }
            let before = without_check(&revision.after, before);
            let wanted = merge(&revision.after, &current, &before);
            let mut wanted = wanted.map_err(|_| AppError::Stale)?;
            if !is_of(&who, &differences(Some(&current), &wanted)) {
                return Err(AppError::NotFound);
            }
            if hold_back(conn, &who, (Some(&current), &wanted), (moment.now, moment.today))? {
                return Ok(Undone::Waiting);
            }
            if let Snapshot::Offer(wanted) = &mut wanted {
                correct(conn, moment, &who, (&current, wanted))?;
            }
            let by = write(conn, moment, Some(&current), &wanted)?.ok_or(AppError::Stale)?;
            revisions::mark_undone(conn, &id, &by)?;
            Ok(Undone::Now)
        })
        .await
    }
}

/// What only a coordinator decides, and takes back.
const OF_THE_NETWORK: [&str; 4] = [
    "organization.status",
    "organization.is_trusted_sender",
    "organization.agreement.version",
    "organization.agreement.signed_on",
];

/// True when these changes are for `actor` to make.
fn is_of(actor: &Actor, changes: &[FieldChange]) -> bool {
    scope(actor, Right::EditListings) == Some(Scope::All)
        || !changes.iter().any(|one| OF_THE_NETWORK.contains(&one.field.as_str()))
}

/// What was said before a change, without who had checked it: a later check is not taken back
/// with a word. A change that is nothing but a check is taken back as one.
fn without_check(after: &Snapshot, before: Snapshot) -> Snapshot {
    let (Snapshot::Offer(old), Snapshot::Offer(new)) = (&before, after) else { return before };
    let mut said = old.clone();
    said.offer.verified = new.offer.verified.clone();
    said.offer.freshness_since = new.offer.freshness_since;
    said.offer.asked_on = new.offer.asked_on;
    said.offer.doubted_on = new.offer.doubted_on;
    let said = Snapshot::Offer(said);
    match differences(Some(after), &said).is_empty() {
        true => before,
        false => said,
    }
}

/// The object as it stands, for who may edit it.
fn current(conn: &mut Conn, actor: &Actor, object: &ObjectRef) -> Result<Snapshot, AppError> {
    Ok(match object {
        ObjectRef::Organization(id) => {
            may_edit(actor, id)?;
            Snapshot::Organization(Box::new(organizations::find(conn, id)?))
        }
        ObjectRef::Place(id) => {
            must_be_editable(conn, actor, id)?;
            Snapshot::Place(Box::new(places::find(conn, id)?))
        }
        ObjectRef::Offer(id) => Snapshot::Offer(Box::new(own_offer(conn, actor, id)?)),
    })
}

/// Revisions as pages show them.
pub(crate) fn shown(conn: &mut Conn, found: Vec<Revision>) -> Result<Vec<Change>, AppError> {
    let mut changes: Vec<Change> = found.into_iter().map(change).collect();
    let named = |change: &Change| {
        let fields = change.fields.iter().filter(|field| field.field == "offer.places");
        fields.flat_map(|field| field.before.iter().chain(&field.after)).cloned().collect()
    };
    let ids: Vec<PlaceId> =
        changes.iter().flat_map(named as fn(&Change) -> Vec<String>).map(PlaceId::from).collect();
    let names: HashMap<String, String> = places::find_many(conn, &ids)?
        .into_iter()
        .map(|(id, place)| (id.to_string(), place.name))
        .collect();
    let fields = changes.iter_mut().flat_map(|change| &mut change.fields);
    for field in fields.filter(|field| field.field == "offer.places") {
        for word in field.before.iter_mut().chain(&mut field.after) {
            if let Some(name) = names.get(word.as_str()) {
                word.clone_from(name);
            }
        }
    }
    Ok(changes)
}

fn change(revision: Revision) -> Change {
    Change {
        object: ObjectRef::of(&revision.after),
        name: revision.after.name().to_owned(),
        at: revision.changed_at,
        how: revision.how,
        role: revision.role,
        who: revision.label,
        is_first: revision.before.is_none(),
        fields: differences(revision.before.as_ref(), &revision.after),
        is_undone: revision.undone_by.is_some(),
        can_undo: revision.before.is_some() && revision.undone_by.is_none(),
        id: revision.id,
    }
}
