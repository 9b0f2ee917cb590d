//! The form of an offer as a page shows it: every list with what is chosen, every text as typed.

use app::workspace::{OfferForm, PlaceForm};
use kernel::Language;
use partner_directory::{
    AccessMode, Adjustment, Audience, CostBand, HelpMode, Kind, LanguageKind, OfferLanguage, Place,
    WhoMayRefer,
};
use serde::Serialize;

use super::offer_form::{NEW_PLACE, NO_PLACE, Where};
use super::place_form::PlaceFields;
use crate::listings::labels::Labels;
use crate::listings::schedule_form::ScheduleEditor;
use crate::routes::form::Choice;

/// The languages that a form proposes; others that an offer has are added to them.
const LANGUAGES: [&str; 16] = [
    "fr:spoken",
    "en:spoken",
    "de:spoken",
    "it:spoken",
    "es:spoken",
    "pt:spoken",
    "sq:spoken",
    "ar:spoken",
    "uk:spoken",
    "ru:spoken",
    "tr:spoken",
    "fa:spoken",
    "ta:spoken",
    "ti:spoken",
    "so:spoken",
    "ssr:signed",
];

/// The fields of the form.
#[derive(Serialize)]
pub(super) struct FieldsView {
    version: i32,
    kinds: Vec<Choice>,
    themes: Vec<Choice>,
    audiences: Vec<Choice>,
    adjustments: Vec<Choice>,
    help_modes: Vec<Choice>,
    access_modes: Vec<Choice>,
    languages: Vec<Choice>,
    cost_bands: Vec<Choice>,
    anonymous: Vec<Choice>,
    anonymous_value: String,
    who: Vec<Choice>,
    who_value: String,
    accepts: Vec<Choice>,
    /// What the form carries along and does not show.
    kept: Vec<Kept>,
    communes: String,
    typed: Typed,
    /// Which disclosures stand open: those where something was typed.
    open: Open,
}

/// One place and its hours, inside the form.
#[derive(Serialize)]
pub(super) struct InlineView {
    pub(super) places: Vec<Choice>,
    pub(super) described: PlaceFields,
    /// True when there is nothing to choose: the new place stands open.
    pub(super) is_described: bool,
    pub(super) schedule: ScheduleEditor,
}

#[derive(Serialize)]
struct Kept {
    name: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Typed {
    name: String,
    kind: String,
    summary: String,
    description: String,
    minimum_age: String,
    maximum_age: String,
    conditions: String,
    cost_amount: String,
    cost_note: String,
    booking_url: String,
    documents_to_bring: String,
    human_channel: String,
    answer_promise_days: String,
    contact_name: String,
    contact_phone: String,
    contact_email: String,
    places_per_week: String,
    alert: String,
    valid_from: String,
    valid_until: String,
}

#[derive(Serialize)]
struct Open {
    words: bool,
    audience: bool,
    how: bool,
    contact: bool,
    referrals: bool,
    dates: bool,
}

/// The fields in the order of the page.
pub(super) const FIELDS: [&str; 38] = [
    "kind",
    "name",
    "themes",
    "place",
    "place_name",
    "place_street",
    "place_postcode",
    "place_locality",
    "schedules",
    "access_modes",
    "human_channel",
    "cost_bands",
    "cost_amount",
    "cost_note",
    "summary",
    "description",
    "documents_to_bring",
    "audiences",
    "minimum_age",
    "maximum_age",
    "conditions",
    "coverage_communes",
    "help_modes",
    "adjustments",
    "languages",
    "is_anonymous_possible",
    "booking_url",
    "contact_name",
    "contact_phone",
    "contact_email",
    "accepts_referrals",
    "who_may_refer",
    "answer_promise_days",
    "places_per_week",
    "alert",
    "valid_from",
    "valid_until",
    "programmes",
];

impl FieldsView {
    /// The form with what it holds.
    pub(super) fn new(labels: Labels<'_>, form: &OfferForm) -> FieldsView {
        let list = |name: &str, all: &[&'static str], chosen: &[String]| -> Vec<Choice> {
            all.iter()
                .map(|word| Choice {
                    value: (*word).to_owned(),
                    label: labels.word(name, word),
                    hint: String::new(),
                    checked: chosen.iter().any(|one| one == word),
                })
                .collect()
        };
        FieldsView {
            version: form.version,
            kinds: list("kind", &words(Kind::ALL, Kind::word), &[]),
            themes: list(
                "theme",
                &words(partner_directory::Theme::ALL, partner_directory::Theme::word),
                &form.themes,
            ),
            audiences: list("audience", &words(Audience::ALL, Audience::word), &form.audiences),
            adjustments: list(
                "adjustment",
                &words(Adjustment::ALL, Adjustment::word),
                &form.adjustments,
            ),
            help_modes: list("help-mode", &words(HelpMode::ALL, HelpMode::word), &form.help_modes),
            access_modes: list(
                "access-mode",
                &words(AccessMode::ALL, AccessMode::word),
                &form.access_modes,
            ),
            languages: languages(labels, &form.languages),
            cost_bands: list("cost", &words(CostBand::ALL, CostBand::word), &form.cost_bands),
            anonymous: anonymous(labels),
            anonymous_value: form.is_anonymous_possible.clone(),
            who: list("who-may-refer", &words(WhoMayRefer::ALL, WhoMayRefer::word), &[]),
            who_value: match form.who_may_refer.as_str() {
                "" => WhoMayRefer::Both.word().to_owned(),
                who => who.to_owned(),
            },
            accepts: vec![Choice::plain(
                "yes",
                &labels.say("workspace-form-accepts", &[]),
                form.accepts_referrals,
            )],
            kept: kept(form),
            communes: commune_names(&form.coverage_communes),
            typed: Typed::new(form),
            open: Open::new(form),
        }
    }
}

impl Typed {
    fn new(form: &OfferForm) -> Typed {
        let form = form.clone();
        Typed {
            name: form.name,
            kind: form.kind,
            summary: form.summary,
            description: form.description,
            minimum_age: form.minimum_age,
            maximum_age: form.maximum_age,
            conditions: form.conditions,
            cost_amount: form.cost_amount,
            cost_note: form.cost_note,
            booking_url: form.booking_url,
            documents_to_bring: form.documents_to_bring,
            human_channel: form.human_channel,
            answer_promise_days: form.answer_promise_days,
            contact_name: form.contact_name,
            contact_phone: form.contact_phone,
            contact_email: form.contact_email,
            places_per_week: form.places_per_week,
            alert: form.alert,
            valid_from: form.valid_from,
            valid_until: form.valid_until,
        }
    }
}

impl Open {
    fn new(form: &OfferForm) -> Open {
        let any = |texts: &[&String]| texts.iter().any(|text| !text.is_empty());
        Open {
            words: any(&[&form.summary, &form.description, &form.documents_to_bring]),
            audience: any(&[&form.minimum_age, &form.maximum_age, &form.conditions])
                || !form.audiences.is_empty()
                || !form.coverage_communes.is_empty(),
            how: !form.adjustments.is_empty() || any(&[&form.is_anonymous_possible]),
            contact: any(&[
                &form.booking_url,
                &form.contact_name,
                &form.contact_phone,
                &form.contact_email,
            ]),
            referrals: any(&[&form.answer_promise_days, &form.places_per_week]),
            dates: any(&[&form.alert, &form.valid_from, &form.valid_until]),
        }
    }
}

/// The places one may choose, a new one, and none.
pub(super) fn place_choices(labels: Labels<'_>, known: &[Place], chosen: &Where) -> Vec<Choice> {
    let mut choices: Vec<Choice> = known
        .iter()
        .map(|place| {
            let address = [place.street.as_str(), place.locality.as_str()];
            let address: Vec<&str> = address.into_iter().filter(|one| !one.is_empty()).collect();
            Choice::plain(place.id.as_str(), &place.name, chosen.place == place.id.as_str())
                .with_hint(address.join(", "))
        })
        .collect();
    for (value, key) in
        [(NEW_PLACE, "workspace-form-place-new"), (NO_PLACE, "workspace-form-place-none")]
    {
        let hint = labels.say(&format!("{key}-hint"), &[]);
        let label = labels.say(key, &[]);
        choices.push(Choice::plain(value, &label, chosen.place == value).with_hint(hint));
    }
    choices
}

/// True when the fields of a new place stand open.
pub(super) fn describes_place(known: &[Place], chosen: &Where, described: &PlaceForm) -> bool {
    known.is_empty() || chosen.place == NEW_PLACE || !described.place_street.is_empty()
}

fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| word(*one)).collect()
}

fn anonymous(labels: Labels<'_>) -> Vec<Choice> {
    let answer = |word: &str| {
        let key = if word.is_empty() { "unknown" } else { word };
        let label = labels.say(&format!("workspace-form-anonymous-{key}"), &[]);
        Choice::plain(word, &label, false)
    };
    ["", "yes", "no"].map(answer).into()
}

fn kept(form: &OfferForm) -> Vec<Kept> {
    let mut kept = vec![
        Kept { name: "itinerance", value: form.itinerance.clone() },
        Kept { name: "cost_currency", value: form.cost_currency.clone() },
    ];
    let programmes = form.programmes.iter().cloned();
    kept.extend(programmes.map(|value| Kept { name: "programmes", value }));
    kept
}

fn languages(labels: Labels<'_>, chosen: &[String]) -> Vec<Choice> {
    let others = chosen.iter().map(String::as_str).filter(|one| !LANGUAGES.contains(one));
    LANGUAGES
        .into_iter()
        .chain(others)
        .map(|value| {
            let label = offered(value).map(|one| labels.offered(&one));
            let is_chosen = chosen.iter().any(|one| one == value);
            Choice::plain(value, label.as_deref().unwrap_or(value), is_chosen)
        })
        .collect()
}

fn offered(value: &str) -> Option<OfferLanguage> {
    let (tag, kind) = value.split_once(':')?;
    Some(OfferLanguage { language: Language::parse(tag)?, kind: LanguageKind::from_word(kind)? })
}

fn commune_names(codes: &[String]) -> String {
    let name = |code: &String| app::communes::commune_name(code).unwrap_or(code).to_owned();
    codes.iter().map(name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;

    #[test]
    fn a_language_that_few_people_speak_stays_in_the_form() {
        let chosen = ["fr:spoken".to_owned(), "bo:interpreter_on_request".to_owned()];
        let choices = languages(at("2026-03-03T09:00:00Z"), &chosen);

        let checked: Vec<_> = choices.iter().filter(|one| one.checked).collect();
        assert_eq!(checked.len(), 2);
        assert!(checked[1].label.contains("interprète"), "{:?}", checked[1]);
    }

    #[test]
    fn communes_are_shown_by_name_and_what_is_unknown_as_it_was_typed() {
        assert_eq!(
            commune_names(&["6621".to_owned(), "Nulle part".to_owned()]),
            "Genève, Nulle part"
        );
    }
}
