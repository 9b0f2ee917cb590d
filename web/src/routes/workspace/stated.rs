//! What other directories say of a listing, in the words of the pages.

use app::workspace::Stated;
use kernel::ScheduleId;
use partner_directory::Schedule;
use partner_directory::exchange::difference::LIST_SEPARATOR;
use serde::Serialize;

use super::changes::{label, said};
use crate::listings::labels::Labels;

/// What a directory says of itself, or what only programs read.
const SILENT: [&str; 3] = ["offer.source", "place.point", "place.commune_code"];

/// One source and what it said last.
#[derive(Debug, Serialize)]
pub(super) struct SourceView {
    source: String,
    date: String,
    facts: Vec<FactView>,
}

#[derive(Debug, Serialize)]
struct FactView {
    label: String,
    value: String,
}

/// Each source once, by name.
pub(super) fn sources(labels: Labels<'_>, stated: &[Stated]) -> Vec<SourceView> {
    let mut names: Vec<&str> = stated.iter().map(|one| one.source.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let of = |name: &str| {
        let all: Vec<&Stated> = stated.iter().filter(|one| one.source == name).collect();
        let seen = all.iter().map(|one| one.seen_at).max();
        let told = all.iter().filter(|one| !SILENT.contains(&one.field.as_str()));
        SourceView {
            source: name.to_owned(),
            date: seen.map(|at| labels.date(labels.local(at).date())).unwrap_or_default(),
            facts: told
                .map(|one| FactView {
                    label: field(labels, &one.field),
                    value: value(labels, &one.field, &one.value),
                })
                .collect(),
        }
    };
    names.into_iter().map(of).collect()
}

/// What a field of an imported row is called.
pub(crate) fn field(labels: Labels<'_>, field: &str) -> String {
    label(labels, ours(field))
}

/// What an imported row says in one field.
pub(crate) fn value(labels: Labels<'_>, field: &str, value: &str) -> String {
    match (field, value) {
        ("schedule.osm", osm) if !osm.is_empty() => {
            let read = Schedule::of_hours(ScheduleId::from("read"), osm.to_owned());
            labels.list(&labels.any_words(&read))
        }
        (_, "") => said(labels, field, &[]),
        (list, words) if is_list(list) => {
            let words: Vec<String> = words.split(LIST_SEPARATOR).map(str::to_owned).collect();
            said(labels, ours(list), &words)
        }
        (_, text) => said(labels, ours(field), &[text.to_owned()]),
    }
}

/// The same field where it is edited here.
fn ours(field: &str) -> &str {
    match field {
        "offer.cost" => "offer.cost.bands",
        "offer.source" => "offer.source.name",
        "offer.verified_on" => "offer.verified.on",
        "organization.identifier" => "organization.identifier.value",
        "schedule.osm" => "offer.schedules",
        same => same,
    }
}

fn is_list(field: &str) -> bool {
    matches!(
        field,
        "offer.themes"
            | "offer.audiences"
            | "offer.adjustments"
            | "offer.help_modes"
            | "offer.access_modes"
            | "offer.languages"
            | "offer.cost"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;
    use crate::listings::testing::NOW;

    #[test]
    fn lists_and_hours_of_other_directories_are_read_in_words() {
        let said = |field: &str, text: &str| value(at(NOW), field, text);

        assert!(said("schedule.osm", "Tu[2] 14:30-16:30").starts_with("chaque 2e mardi du mois"));
        assert_eq!(said("offer.cost", "free"), "Gratuit");
        let themes = said("offer.themes", "administrative_help, job_search");
        assert!(themes.contains(", ") && !themes.contains('_'), "{themes}");
        assert_eq!(said("offer.languages", "fr, pt"), "français, portugais");
        assert!(!said("offer.summary", "").is_empty(), "nothing is said in a word");
    }
}
