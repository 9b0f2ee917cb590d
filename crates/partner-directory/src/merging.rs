//! Making one object of two, field by field, and taking that back.
//!
//! **Invariant:** what identifies the object that stays, its address and its place in the
//! network among it, is never a choice.
//! **Invariant:** an address that was protected stays protected.
//! **Invariant:** taking a merge back never drops what somebody wrote since.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::closed_list::closed_list;
use crate::revision::{FieldChange, Snapshot, differences};

closed_list! {
    /// From which of the two objects a field is taken.
    Side {
        Kept = "kept",
        Absorbed = "absorbed",
    }
}

/// From where each field that differed was taken, by its key such as `place.street`.
pub type Choices = BTreeMap<String, Side>;

/// One field in which the two objects differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeField {
    /// Its stable key: `offer.name`, `offer.cost`, `place.street`.
    pub field: String,
    /// What the object that stays says; empty when it says nothing.
    pub kept: Vec<String>,
    /// What the other one says.
    pub absorbed: Vec<String>,
    /// What is taken unless somebody chooses: what the one that stays says, if it says anything.
    pub proposed: Side,
}

/// What the object that stays always keeps. Where an offer is given is joined elsewhere; who
/// checked it, and when, says something about the listing that was checked.
const FIXED: &[&str] = &[
    "id",
    "slug",
    "version",
    "created_at",
    "updated_at",
    "status",
    "organization",
    "places",
    "verified",
    "freshness_since",
    "asked_on",
    "doubted_on",
    "source",
    "is_trusted_sender",
    "parent",
    HIDDEN,
];

/// That an address is protected: true as soon as one of the two says so.
const HIDDEN: &str = "is_address_hidden";

/// The fields to choose from, in alphabetical order of their keys; empty for objects of
/// different sorts.
pub fn merge_fields(kept: &Snapshot, absorbed: &Snapshot) -> Vec<MergeField> {
    if kept.kind() != absorbed.kind() {
        return Vec::new();
    }
    let mut fields: BTreeMap<String, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for FieldChange { field, before, after } in differences(Some(kept), absorbed) {
        let Some(key) = choosable(&field) else { continue };
        let (ours, theirs) = fields.entry(key).or_default();
        ours.extend(before);
        theirs.extend(after);
    }
    let field = |(field, (kept, absorbed)): (String, (Vec<String>, Vec<String>))| MergeField {
        proposed: if kept.is_empty() { Side::Absorbed } else { Side::Kept },
        field,
        kept,
        absorbed,
    };
    fields.into_iter().map(field).collect()
}

/// The object that stays, with the fields that `choices` takes from the other one; a field that
/// nobody chose is as proposed. `None` for objects of different sorts.
pub fn merged(kept: &Snapshot, absorbed: &Snapshot, choices: &Choices) -> Option<Snapshot> {
    let (word, mut fields) = parts(kept)?;
    let (other_word, other) = parts(absorbed)?;
    if word != other_word {
        return None;
    }
    if other.get(HIDDEN) == Some(&Value::Bool(true)) {
        fields.insert(HIDDEN.to_owned(), Value::Bool(true));
    }
    for field in merge_fields(kept, absorbed) {
        let side = choices.get(&field.field).copied().unwrap_or(field.proposed);
        let key = field.field.split_once('.').map_or("", |(_, key)| key);
        if side == Side::Absorbed
            && let Some(value) = other.get(key)
        {
            fields.insert(key.to_owned(), value.clone());
        }
    }
    whole(word, fields)
}

/// `now` as it stood before a change that led from `before` to `after`, except for fields that
/// somebody changed again since. `None` for objects of different sorts.
pub fn taken_back(before: &Snapshot, after: &Snapshot, now: &Snapshot) -> Option<Snapshot> {
    let (_, old) = parts(before)?;
    let (_, new) = parts(after)?;
    let (word, mut fields) = parts(now)?;
    for (key, value) in &old {
        let is_bookkeeping = matches!(key.as_str(), "id" | "version" | "created_at" | "updated_at");
        if !is_bookkeeping && new.get(key) != Some(value) && fields.get(key) == new.get(key) {
            fields.insert(key.clone(), value.clone());
        }
    }
    whole(word, fields)
}

fn choosable(field: &str) -> Option<String> {
    let mut parts = field.split('.');
    let (kind, name) = (parts.next()?, parts.next()?);
    let is_fixed = FIXED.contains(&name) || name == "schedules";
    (!is_fixed).then(|| format!("{kind}.{name}"))
}

/// The word of the sort of object, and its fields as they are kept.
fn parts(snapshot: &Snapshot) -> Option<(String, Map<String, Value>)> {
    let Value::Object(outer) = serde_json::to_value(snapshot).ok()? else { return None };
    match outer.into_iter().next()? {
        (word, Value::Object(fields)) => Some((word, fields)),
        _ => None,
    }
}

fn whole(word: String, fields: Map<String, Value>) -> Option<Snapshot> {
    let outer = Map::from_iter([(word, Value::Object(fields))]);
    serde_json::from_value(Value::Object(outer)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;
    use crate::fixtures::{partner, place};

    fn snapshot(change: impl FnOnce(&mut Place)) -> Snapshot {
        let mut place = place();
        change(&mut place);
        Snapshot::Place(Box::new(place))
    }

    fn other() -> Snapshot {
        snapshot(|place| {
            place.id = "place-2".into();
            place.name = "Maison du quartier".to_owned();
            place.entrance = Some("Par la cour".to_owned());
        })
    }

    fn place_of(snapshot: Option<Snapshot>) -> Place {
        match snapshot {
            Some(Snapshot::Place(place)) => *place,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_the_one_that_stays_does_not_say_is_proposed_from_the_other() {
        let fields = merge_fields(&snapshot(|_| ()), &other());

        let seen: Vec<_> = fields.iter().map(|one| (one.field.as_str(), one.proposed)).collect();
        assert_eq!(seen, [("place.entrance", Side::Absorbed), ("place.name", Side::Kept)]);
        assert_eq!(fields[1].absorbed, ["Maison du quartier"]);
    }

    #[test]
    fn each_field_is_taken_from_where_it_was_chosen_and_the_identity_stays() {
        let choices = Choices::from([
            ("place.name".to_owned(), Side::Absorbed),
            ("place.entrance".to_owned(), Side::Kept),
        ]);

        let place = place_of(merged(&snapshot(|_| ()), &other(), &choices));

        assert_eq!((place.id.as_str(), place.name.as_str()), ("place-1", "Maison du quartier"));
        assert_eq!(place.entrance, None);
    }

    #[test]
    fn an_address_that_one_of_them_protects_stays_protected_whatever_is_chosen() {
        let hidden = snapshot(|place| {
            place.id = "place-2".into();
            place.is_address_hidden = true;
        });
        let visible = Choices::from([("place.is_address_hidden".to_owned(), Side::Kept)]);

        let joined = place_of(merged(&snapshot(|_| ()), &hidden, &visible));
        let other_way = place_of(merged(&hidden, &snapshot(|_| ()), &Choices::new()));

        assert!(joined.is_address_hidden && other_way.is_address_hidden);
        assert_eq!(merge_fields(&snapshot(|_| ()), &hidden), [], "it is no choice");
    }

    #[test]
    fn taking_back_keeps_what_was_written_since() {
        let before = snapshot(|_| ());
        let after =
            merged(&before, &other(), &Choices::from([("place.name".to_owned(), Side::Absorbed)]))
                .unwrap();
        let mut now = place_of(Some(after.clone()));
        now.entrance = Some("Au fond du couloir".to_owned());
        now.has_wifi = Some(true);

        let place = place_of(taken_back(&before, &after, &Snapshot::Place(Box::new(now))));

        assert_eq!(place.name, "Maison de quartier");
        assert_eq!(place.entrance.as_deref(), Some("Au fond du couloir"));
        assert_eq!(place.has_wifi, Some(true));
    }

    #[test]
    fn a_place_and_an_organization_are_never_made_one() {
        let organization = Snapshot::Organization(Box::new(partner()));

        assert_eq!(merged(&snapshot(|_| ()), &organization, &Choices::new()), None);
        assert!(merge_fields(&organization, &snapshot(|_| ())).is_empty());
    }
}
