//! What changed, field by field, in the words of the pages.

use kernel::{Currency, Language, Money};
use partner_directory::revision::FieldChange;
use partner_directory::{LanguageKind, OfferLanguage};
use serde::Serialize;

use crate::listings::labels::Labels;

/// One field that is not what it was.
#[derive(Debug, Serialize)]
pub(crate) struct ChangeRow {
    label: String,
    before: String,
    after: String,
}

impl ChangeRow {
    /// What the field is called, what it said and what it says.
    pub(crate) fn into_parts(self) -> (String, String, String) {
        (self.label, self.before, self.after)
    }
}

/// What changes by itself with every check says nothing to a reader.
const SILENT: [&str; 6] = [
    "offer.slug",
    "offer.freshness_since",
    "offer.asked_on",
    "offer.capacity.stated_on",
    "place.point.lat",
    "organization.slug",
];

/// Each change in words, those that mean something.
pub(crate) fn rows(labels: Labels<'_>, changes: &[FieldChange]) -> Vec<ChangeRow> {
    let told = changes.iter().filter(|one| !SILENT.contains(&one.field.as_str()));
    told.map(|change| ChangeRow {
        label: label(labels, &change.field),
        before: said(labels, &change.field, &change.before),
        after: said(labels, &change.field, &change.after),
    })
    .collect()
}

fn label(labels: Labels<'_>, field: &str) -> String {
    let key = format!("change-{}", field.replace(['.', '_'], "-"));
    match labels.say(&key, &[]) {
        text if text.is_empty() => labels.say("change-other", &[]),
        text => text,
    }
}

fn said(labels: Labels<'_>, field: &str, values: &[String]) -> String {
    if values.is_empty() {
        return labels.say("change-nothing", &[]);
    }
    let words = values.iter().map(|value| word(labels, field, value));
    words.collect::<Vec<_>>().join(", ")
}

fn word(labels: Labels<'_>, field: &str, value: &str) -> String {
    if let Some(list) = list_of(field) {
        return labels.word(list, value);
    }
    match (field, value) {
        ("offer.languages", _) => language(labels, value),
        ("offer.cost.amount", _) => amount(labels, value),
        ("offer.coverage.Communes", code) => {
            app::communes::commune_name(code).unwrap_or(code).to_owned()
        }
        (_, "true") => labels.say("change-yes", &[]),
        (_, "false") => labels.say("change-no", &[]),
        _ => match value.parse() {
            Ok(day) => labels.words().date_medium(day),
            Err(_) => value.to_owned(),
        },
    }
}

/// The closed list whose words a field holds.
fn list_of(field: &str) -> Option<&'static str> {
    let list = match field {
        "offer.kind" => "kind",
        "offer.themes" => "theme",
        "offer.audiences" => "audience",
        "offer.adjustments" => "adjustment",
        "offer.help_modes" => "help-mode",
        "offer.access_modes" => "access-mode",
        "offer.cost.bands" => "cost",
        "offer.status" => "offer-status",
        "offer.itinerance" => "itinerance",
        "offer.who_may_refer" => "who-may-refer",
        "offer.capacity.state" => "capacity",
        "offer.verified.how" => "verified-how",
        "place.step_free" => "step-free",
        "organization.status" => "organization-status",
        "organization.data_regime" => "data-regime",
        "organization.identifier.scheme" => "identifier-scheme",
        _ => return None,
    };
    Some(list)
}

fn language(labels: Labels<'_>, value: &str) -> String {
    let (one, other) = value.split_once(' ').unwrap_or((value, "spoken"));
    // The two parts stand in either order.
    let (tag, kind) = match LanguageKind::from_word(one) {
        Some(kind) => (other, kind),
        None => (one, LanguageKind::from_word(other).unwrap_or(LanguageKind::Spoken)),
    };
    match Language::parse(tag) {
        Some(language) => labels.offered(&OfferLanguage { language, kind }),
        None => value.to_owned(),
    }
}

fn amount(labels: Labels<'_>, value: &str) -> String {
    let read = value.split_once(' ').and_then(|(cents, currency)| {
        Some(Money { cents: cents.parse().ok()?, currency: Currency::from_word(currency)? })
    });
    read.map_or_else(|| value.to_owned(), |money| labels.words().money(money))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;

    fn row(field: &str, before: &[&str], after: &[&str]) -> ChangeRow {
        let list = |values: &[&str]| values.iter().map(|one| (*one).to_owned()).collect();
        let change =
            FieldChange { field: field.to_owned(), before: list(before), after: list(after) };
        rows(at("2026-03-03T09:00:00Z"), &[change]).remove(0)
    }

    #[test]
    fn a_change_is_told_in_the_words_of_the_pages() {
        let kind = row("offer.kind", &["repair"], &["home_visit"]);
        assert_eq!((kind.before.as_str(), kind.after.as_str()), ("Réparation", "Aide à domicile"));
        let price = row("offer.cost.amount", &[], &["1250 CHF"]);
        assert_eq!(price.after.replace('\u{a0}', " "), "12,50 CHF");
        assert!(!price.before.is_empty(), "nothing is said, too");
        let until = row("offer.valid_until", &[], &["2026-04-01"]);
        assert_eq!(until.after.replace('\u{a0}', " "), "1er avril 2026");
        assert_eq!(row("offer.languages", &[], &["pt spoken"]).after, "portugais");
    }

    #[test]
    fn what_only_counts_or_dates_a_check_is_not_told() {
        let change = FieldChange {
            field: "offer.freshness_since".to_owned(),
            before: vec!["2026-01-01".to_owned()],
            after: vec!["2026-03-03".to_owned()],
        };
        assert!(rows(at("2026-03-03T09:00:00Z"), &[change]).is_empty());
    }
}
