//! The coordinators keep the directory tidy: duplicates, proposals, changes, members.

pub(crate) mod changes;
pub(crate) mod duplicates;
pub(crate) mod members;
pub(crate) mod merging;
pub(crate) mod moderation;

use partner_directory::revision::{FieldChange, ObjectKind};

use super::workspace::changes::{ChangeRow, rows};
use crate::listings::labels::Labels;

/// The sort of rows that an address names; places unless it says otherwise.
fn kind_of(word: Option<&str>) -> ObjectKind {
    word.and_then(ObjectKind::from_word).unwrap_or(ObjectKind::Place)
}

/// Fields in words, at most `most` of them, and how many more there are.
fn told(labels: Labels<'_>, fields: &[FieldChange], most: usize) -> (Vec<ChangeRow>, usize) {
    // What a new one starts with is no news.
    let is_news = |one: &&FieldChange| {
        !one.before.is_empty() || (one.after != ["false"] && one.field != "organization.status")
    };
    let fields: Vec<FieldChange> = fields.iter().filter(is_news).cloned().collect();
    let mut rows = rows(labels, &fields);
    let more = rows.len().saturating_sub(most);
    rows.truncate(most);
    (rows, more)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;

    #[test]
    fn what_every_new_organization_starts_with_is_not_told() {
        let change = |field: &str, before: &[&str], after: &[&str]| FieldChange {
            field: field.to_owned(),
            before: before.iter().map(|one| (*one).to_owned()).collect(),
            after: after.iter().map(|one| (*one).to_owned()).collect(),
        };
        let fields = [
            change("organization.is_trusted", &[], &["false"]),
            change("organization.status", &[], &["active"]),
            change("organization.name", &[], &["Les Cordées"]),
            change("organization.is_trusted", &["true"], &["false"]),
        ];
        let (rows, more) = told(at("2026-03-03T09:00:00Z"), &fields, 12);
        assert_eq!((rows.len(), more), (2, 0));
    }
}
