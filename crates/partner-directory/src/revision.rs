//! What changed between two states of an object, field by field, and how changes are joined.
//!
//! **Invariant:** joining never drops what somebody wrote: two different changes of one field
//! are a conflict, and nothing is chosen silently.
//! **Invariant:** field keys are stable: pages translate them and old histories hold them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::closed_list::closed_list;
use crate::offer::{Offer, OfferAtPlace};
use crate::organization::Organization;
use crate::place::Place;

mod words;

closed_list! {
    /// What sort of object has a history.
    ObjectKind {
        Organization = "organization",
        Place = "place",
        Offer = "offer",
    }
}

/// An object of the directory as it stood at one moment, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Snapshot {
    /// A legal body with its labels and closures.
    Organization(Box<Organization>),
    /// A place.
    Place(Box<Place>),
    /// An offer with where and when it is given.
    Offer(Box<WholeOffer>),
}

/// An offer with where and when it is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WholeOffer {
    /// What is offered.
    #[serde(flatten)]
    pub offer: Offer,
    /// Where and when, in the order in which places are shown.
    pub places: Vec<OfferAtPlace>,
}

/// One field that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Its stable key: `offer.name`, `offer.cost.bands`, `place.street`.
    pub field: String,
    /// What it said, one entry for each element of a list; empty when it said nothing. A
    /// schedule, a label, a closure or a point is the JSON text of its parts.
    pub before: Vec<String>,
    /// What it says, in the same form.
    pub after: Vec<String>,
}

/// Two people changed the same fields differently.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("changed twice: {fields:?}")]
pub struct Conflict {
    /// The keys of the fields, such as `offer.name`.
    pub fields: Vec<String>,
}

/// What counts the changes or tells when they were made is no change itself.
const BOOKKEEPING: [&str; 4] = ["id", "version", "created_at", "updated_at"];

impl Snapshot {
    /// What sort of object it is.
    pub fn kind(&self) -> ObjectKind {
        match self {
            Snapshot::Organization(_) => ObjectKind::Organization,
            Snapshot::Place(_) => ObjectKind::Place,
            Snapshot::Offer(_) => ObjectKind::Offer,
        }
    }

    /// The object's identifier.
    pub fn id(&self) -> &str {
        match self {
            Snapshot::Organization(one) => one.id.as_str(),
            Snapshot::Place(one) => one.id.as_str(),
            Snapshot::Offer(one) => one.offer.id.as_str(),
        }
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        match self {
            Snapshot::Organization(one) => &one.name,
            Snapshot::Place(one) => &one.name,
            Snapshot::Offer(one) => &one.offer.name,
        }
    }

    /// How often it was changed; for a place, which has no such number, the instant of its last
    /// change in milliseconds.
    pub fn version(&self) -> i64 {
        match self {
            Snapshot::Organization(one) => i64::from(one.version),
            Snapshot::Place(one) => one.updated_at.timestamp_millis(),
            Snapshot::Offer(one) => i64::from(one.offer.version),
        }
    }

    /// The text to keep; `None` for a number that JSON cannot write.
    pub fn to_json(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// Reads back a kept text; `None` when it is none.
    pub fn from_json(text: &str) -> Option<Snapshot> {
        serde_json::from_str(text).ok()
    }

    fn fields(&self) -> Map<String, Value> {
        let value = match self {
            Snapshot::Organization(one) => serde_json::to_value(one),
            Snapshot::Place(one) => serde_json::to_value(one),
            Snapshot::Offer(one) => serde_json::to_value(one),
        };
        match value {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        }
    }

    fn with(&self, fields: Map<String, Value>) -> Option<Snapshot> {
        let value = Value::Object(fields);
        match self {
            Snapshot::Organization(_) => {
                serde_json::from_value(value).ok().map(Snapshot::Organization)
            }
            Snapshot::Place(_) => serde_json::from_value(value).ok().map(Snapshot::Place),
            Snapshot::Offer(_) => serde_json::from_value(value).ok().map(Snapshot::Offer),
        }
    }
}

/// The fields that differ, in alphabetical order of their keys; all that are said when there
/// was nothing `before`.
pub fn differences(before: Option<&Snapshot>, after: &Snapshot) -> Vec<FieldChange> {
    let old = before.map(|one| words::of(one.kind(), &one.fields())).unwrap_or_default();
    let new = words::of(after.kind(), &after.fields());
    let keys: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let said = |words: &words::Words, key: &String| words.get(key).cloned().unwrap_or_default();
    keys.into_iter()
        .map(|key| FieldChange {
            field: key.clone(),
            before: said(&old, key),
            after: said(&new, key),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

/// `theirs` with the changes that led from `base` to `mine`.
///
/// # Errors
/// [`Conflict`] when both changed a field, and not to the same.
pub fn merge(base: &Snapshot, theirs: &Snapshot, mine: &Snapshot) -> Result<Snapshot, Conflict> {
    let (base, mine) = (base.fields(), mine.fields());
    let mut joined = theirs.fields();
    let mut fields = Vec::new();
    for (key, wanted) in &mine {
        let (was, is) = (base.get(key), joined.get(key));
        if BOOKKEEPING.contains(&key.as_str()) || was == Some(wanted) || is == Some(wanted) {
            continue;
        }
        if was == is {
            joined.insert(key.clone(), wanted.clone());
        } else {
            fields.push(format!("{}.{key}", theirs.kind().word()));
        }
    }
    match theirs.with(joined) {
        Some(joined) if fields.is_empty() => Ok(joined),
        _ => Err(Conflict { fields }),
    }
}

#[cfg(test)]
mod tests;
