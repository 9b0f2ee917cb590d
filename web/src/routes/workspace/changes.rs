//! What changed, field by field, in the words of the pages.

use app::workspace::ObjectRef;
use kernel::{Closure, Currency, Language, Money};
use partner_directory::geography::Point;
use partner_directory::organization::Label;
use partner_directory::revision::FieldChange;
use partner_directory::{LanguageKind, OfferLanguage, Schedule};
use serde::Serialize;

use crate::error::PageError;
use crate::listings::contact::register_number;
use crate::listings::labels::Labels;
use crate::routes::due::moment;
use crate::visit::Visit;

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

/// What somebody else wrote while a form was open.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Theirs {
    /// Who changed it last, and when.
    by: String,
    rows: Vec<ChangeRow>,
}

impl Theirs {
    /// The changes of others to `object` in words.
    pub(super) async fn read(
        visit: &Visit,
        object: ObjectRef,
        changes: &[FieldChange],
    ) -> Result<Theirs, PageError> {
        let labels = Labels::of(&visit.site);
        let history = visit.site.app.history(&visit.actor(), object).await?;
        let by = history.first().map(|last| {
            let at = moment(labels, last.at);
            let args = [("who", last.who.as_str().into()), ("moment", at.into())];
            labels.say("workspace-theirs-by", &args)
        });
        Ok(Theirs { by: by.unwrap_or_default(), rows: rows(labels, changes) })
    }
}

/// What changes by itself with every check says nothing to a reader.
const SILENT: [&str; 9] = [
    "offer.slug",
    "offer.organization",
    "offer.freshness_since",
    "offer.asked_on",
    "offer.doubted_on",
    "offer.capacity.stated_on",
    "place.parent",
    "place.commune_code",
    "organization.slug",
];

/// Each change in words, those that mean something.
pub(crate) fn rows(labels: Labels<'_>, changes: &[FieldChange]) -> Vec<ChangeRow> {
    let told = changes.iter().filter(|one| !SILENT.contains(&one.field.as_str()));
    told.map(|change| match change.field.as_str() {
        "place.point" => moved(labels, change),
        field => ChangeRow {
            label: label(labels, field),
            before: said(labels, field, &change.before),
            after: said(labels, field, &change.after),
        },
    })
    .collect()
}

/// How far a place was moved on the map: nobody reads coordinates.
fn moved(labels: Labels<'_>, change: &FieldChange) -> ChangeRow {
    let point = |said: &[String]| serde_json::from_str::<Point>(said.first()?).ok();
    let say = |key: &str| labels.say(key, &[]);
    let (before, after) = match (point(&change.before), point(&change.after)) {
        (Some(before), Some(after)) => {
            let far = labels.words().distance(before.distance_m(after).round() as u32);
            let moved = labels.say("change-point-moved", &[("distance", far.into())]);
            (say("change-point-before"), moved)
        }
        (None, Some(_)) => (say("change-nothing"), say("change-point-set")),
        _ => (say("change-point-set"), say("change-nothing")),
    };
    ChangeRow { label: label(labels, &change.field), before, after }
}

/// What a field is called.
pub(super) fn label(labels: Labels<'_>, field: &str) -> String {
    let key = format!("change-{}", field.replace(['.', '_'], "-"));
    match labels.say(&key, &[]) {
        text if text.is_empty() => labels.say("change-other", &[]),
        text => text,
    }
}

/// What a field says.
pub(super) fn said(labels: Labels<'_>, field: &str, values: &[String]) -> String {
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
        ("offer.schedules", _) => schedule(labels, value),
        ("organization.labels", _) => held(labels, value),
        ("organization.closures", _) => closed(labels, value),
        ("organization.identifier.value", number) => register_number(number),
        ("offer.coverage", _) => labels.say("offers-coverage-anywhere", &[]),
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
        "place.kind" => "place-kind",
        "place.step_free" => "step-free",
        "organization.status" => "organization-status",
        "organization.data_regime" => "data-regime",
        "organization.identifier.scheme" => "identifier-scheme",
        _ => return None,
    };
    Some(list)
}

fn schedule(labels: Labels<'_>, value: &str) -> String {
    match serde_json::from_str::<Schedule>(value) {
        Ok(one) => {
            let words = labels.list(&labels.any_words(&one));
            let booking = one.is_by_appointment.map(|is_booked| match is_booked {
                true => labels.say("offers-with-appointment", &[]),
                false => labels.say("offers-without-appointment", &[]),
            });
            let note = one
                .note
                .map(|note| labels.say("change-schedule-note", &[("note", note.trim().into())]));
            let parts = [Some(words), booking, note].into_iter().flatten();
            parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        }
        Err(_) => value.to_owned(),
    }
}

fn held(labels: Labels<'_>, value: &str) -> String {
    match serde_json::from_str::<Label>(value) {
        Ok(one) => labels.held(std::slice::from_ref(&one)).pop().unwrap_or(one.name),
        Err(_) => value.to_owned(),
    }
}

fn closed(labels: Labels<'_>, value: &str) -> String {
    match serde_json::from_str::<Closure>(value) {
        Ok(one) => super::list::closed(labels, &one),
        Err(_) => value.to_owned(),
    }
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
    use crate::listings::testing::city;
    use crate::texts::Texts;
    use partner_directory::offer::Source;
    use partner_directory::{Capacity, CapacityStatement, Organization, Place};

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
    fn a_moved_point_is_a_distance_and_a_closure_is_two_days() {
        let point = |lat: &str| format!("{{\"lat\":{lat},\"lon\":6.14}}");
        let moved = row("place.point", &[&point("46.2")], &[&point("46.20315")]);
        assert_eq!(moved.after.replace('\u{a0}', " "), "déplacé de 350 m");
        let days = "{\"from\":\"2026-12-24\",\"until\":\"2027-01-03\"}";
        let closed = row("organization.closures", &[], &[days]).after;
        assert!(closed.contains("24") && !closed.contains('{'), "{closed}");
    }

    #[test]
    fn every_field_of_every_object_has_a_name_of_its_own() {
        let mut listing = city().remove(0);
        let day = "2026-03-03".parse().unwrap();
        listing.offer.source = Some(Source { name: "S".to_owned(), url: Some("u".to_owned()) });
        listing.offer.capacity =
            Some(CapacityStatement { state: Capacity::Open, until: Some(day), stated_on: day });
        let texts = Texts::load().unwrap();
        let mut keys: Vec<String> = Vec::new();
        let mut add = |kind: &str, value: serde_json::Value| {
            for (key, value) in value.as_object().unwrap() {
                match value.as_object().filter(|_| key != "point") {
                    None => keys.push(format!("{kind}.{key}")),
                    Some(parts) => keys.extend(parts.keys().map(|p| format!("{kind}.{key}.{p}"))),
                }
            }
        };
        let now = "2026-03-03T09:00:00Z".parse().unwrap();
        let place = Place::named("p".into(), "P".to_owned(), "Genève".to_owned(), now);
        add("offer", serde_json::to_value(&listing.offer).unwrap());
        let body = Organization::named("o".into(), "o".to_owned(), "O".to_owned(), now);
        add("organization", serde_json::to_value(&body).unwrap());
        add("place", serde_json::to_value(&place).unwrap());
        let counting = ["id", "version", "created_at", "updated_at"];
        // Parts of these have names of their own.
        let whole = ["organization.identifier", "organization.agreement", "offer.capacity"];
        for key in keys {
            let last = key.rsplit('.').next().unwrap();
            if counting.contains(&last) || SILENT.contains(&&*key) || whole.contains(&&*key) {
                continue;
            }
            let text = format!("change-{}", key.replace(['.', '_'], "-"));
            assert!(texts.has("fr", &text), "{text}");
        }
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
