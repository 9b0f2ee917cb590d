//! The form of an offer: what is typed, and what it means.
//!
//! **Invariant:** a form filled from an offer and sent back unchanged means the same offer.

use kernel::{FieldErrors, Language, PlaceId};
use partner_directory::revision::WholeOffer;
use partner_directory::{
    AccessMode, Adjustment, Audience, Cost, CostBand, Coverage, HelpMode, Itinerance, Kind,
    LanguageKind, Offer, OfferLanguage, Schedule, Template, Theme, WhoMayRefer,
};

use super::PlaceForm;
use super::reader::{LINE, LONG, Reader, SHORT, answer_word, typed};

/// What somebody typed about an offer; lists hold the words of closed lists.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "the fields of `Offer`, as typed")]
pub struct OfferForm {
    /// The version of the offer from which the form was filled.
    pub version: i32,
    pub name: String,
    pub kind: String,
    pub summary: String,
    pub description: String,
    pub themes: Vec<String>,
    pub audiences: Vec<String>,
    pub minimum_age: String,
    pub maximum_age: String,
    pub conditions: String,
    pub adjustments: Vec<String>,
    pub help_modes: Vec<String>,
    pub access_modes: Vec<String>,
    /// Tag and kind: `fr:spoken`.
    pub languages: Vec<String>,
    pub cost_bands: Vec<String>,
    /// `12.50`.
    pub cost_amount: String,
    /// ISO 4217 code; empty means CHF.
    pub cost_currency: String,
    pub cost_note: String,
    pub booking_url: String,
    pub documents_to_bring: String,
    pub human_channel: String,
    /// `yes`, `no` or empty.
    pub is_anonymous_possible: String,
    pub itinerance: String,
    pub who_may_refer: String,
    pub accepts_referrals: bool,
    pub answer_promise_days: String,
    pub contact_name: String,
    pub contact_phone: String,
    pub contact_email: String,
    pub programmes: Vec<String>,
    /// Numbers of communes; none means anywhere.
    pub coverage_communes: Vec<String>,
    pub places_per_week: String,
    pub alert: String,
    pub valid_from: String,
    pub valid_until: String,
    pub places: Vec<AtPlaceForm>,
    /// True when the form does not speak of places and hours: they stay.
    pub places_stay: bool,
    /// A place that is not in the directory yet.
    pub new_place: Option<PlaceForm>,
    pub new_place_schedules: Vec<Schedule>,
}

/// A place at which the offer is given, and when.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct AtPlaceForm {
    pub place: PlaceId,
    pub schedules: Vec<Schedule>,
}

/// The form of a new offer of `kind`, filled with what such offers nearly always say.
///
/// `name` is the text of the kind in the language of the page.
pub fn new_offer_form(kind: Kind, name: String) -> OfferForm {
    let template = Template::of(kind);
    OfferForm {
        name,
        kind: kind.word().to_owned(),
        themes: words(template.themes, Theme::word),
        access_modes: words(template.access_modes, AccessMode::word),
        help_modes: words(template.help_modes, HelpMode::word),
        languages: vec!["fr:spoken".to_owned()],
        ..OfferForm::default()
    }
}

fn words<T: Copy>(values: &[T], word: fn(T) -> &'static str) -> Vec<String> {
    values.iter().map(|value| word(*value).to_owned()).collect()
}

impl OfferForm {
    /// The form that says what `whole` says.
    pub fn of(whole: &WholeOffer) -> OfferForm {
        let offer = &whole.offer;
        let amount = offer.cost.amount;
        let language = |one: &OfferLanguage| format!("{}:{}", one.language, one.kind.word());
        let at_place = |one: &partner_directory::OfferAtPlace| AtPlaceForm {
            place: one.place.clone(),
            schedules: one.schedules.clone(),
        };
        OfferForm {
            places_stay: false,
            version: offer.version,
            name: offer.name.clone(),
            kind: offer.kind.word().to_owned(),
            summary: offer.summary.clone(),
            description: offer.description.clone(),
            themes: words(&offer.themes, Theme::word),
            audiences: words(&offer.audiences, Audience::word),
            minimum_age: typed(&offer.minimum_age),
            maximum_age: typed(&offer.maximum_age),
            conditions: typed(&offer.conditions),
            adjustments: words(&offer.adjustments, Adjustment::word),
            help_modes: words(&offer.help_modes, HelpMode::word),
            access_modes: words(&offer.access_modes, AccessMode::word),
            languages: offer.languages.iter().map(language).collect(),
            cost_bands: words(&offer.cost.bands, CostBand::word),
            cost_amount: amount
                .map(|money| format!("{}.{:02}", money.cents / 100, money.cents % 100))
                .unwrap_or_default(),
            cost_currency: amount.map(|money| money.currency.to_string()).unwrap_or_default(),
            cost_note: typed(&offer.cost.note),
            booking_url: typed(&offer.booking_url),
            documents_to_bring: typed(&offer.documents_to_bring),
            human_channel: typed(&offer.human_channel),
            is_anonymous_possible: answer_word(offer.is_anonymous_possible),
            itinerance: offer.itinerance.word().to_owned(),
            who_may_refer: offer.who_may_refer.word().to_owned(),
            accepts_referrals: offer.accepts_referrals,
            answer_promise_days: typed(&offer.answer_promise_days),
            contact_name: typed(&offer.contact_name),
            contact_phone: typed(&offer.contact_phone),
            contact_email: typed(&offer.contact_email),
            programmes: offer.programmes.clone(),
            coverage_communes: match &offer.coverage {
                Coverage::Anywhere => Vec::new(),
                Coverage::Communes(codes) => codes.clone(),
            },
            places_per_week: typed(&offer.places_per_week),
            alert: typed(&offer.alert),
            valid_from: typed(&offer.valid_from),
            valid_until: typed(&offer.valid_until),
            places: whole.places.iter().map(at_place).collect(),
            new_place: None,
            new_place_schedules: Vec::new(),
        }
    }

    /// `offer` as the form wants it; what the form does not ask stays.
    ///
    /// # Errors
    /// What is wrong with each field.
    pub fn read(&self, offer: &Offer) -> Result<Offer, FieldErrors> {
        let mut reader = Reader::default();
        let mut wanted = offer.clone();
        self.read_texts(&mut reader, &mut wanted);
        self.read_people(&mut reader, &mut wanted);
        self.read_access(&mut reader, &mut wanted);
        self.read_terms(&mut reader, &mut wanted);
        reader.finish(wanted)
    }

    fn read_texts(&self, reader: &mut Reader, offer: &mut Offer) {
        offer.name = reader.required("name", &self.name, LINE);
        match Kind::from_word(self.kind.trim()) {
            Some(kind) => offer.kind = kind,
            None if self.kind.trim().is_empty() => reader.wrong("kind", "required"),
            None => reader.wrong("kind", "unknown"),
        }
        offer.summary = reader.text("summary", &self.summary, Offer::SUMMARY_MAX);
        offer.description = reader.text("description", &self.description, LONG);
        offer.documents_to_bring =
            reader.optional("documents_to_bring", &self.documents_to_bring, SHORT);
        offer.human_channel = reader.optional("human_channel", &self.human_channel, SHORT);
        offer.alert = reader.optional("alert", &self.alert, SHORT);
    }

    fn read_people(&self, reader: &mut Reader, offer: &mut Offer) {
        offer.themes = reader.words("themes", &self.themes, Theme::from_word);
        offer.audiences = reader.words("audiences", &self.audiences, Audience::from_word);
        offer.minimum_age = reader.number("minimum_age", &self.minimum_age, 0..=120);
        offer.maximum_age = reader.number("maximum_age", &self.maximum_age, 0..=120);
        reader.in_order("maximum_age", offer.minimum_age, offer.maximum_age);
        offer.conditions = reader.optional("conditions", &self.conditions, SHORT);
        offer.adjustments = reader.words("adjustments", &self.adjustments, Adjustment::from_word);
        offer.languages = reader.words("languages", &self.languages, language);
        let codes = reader.words("coverage_communes", &self.coverage_communes, commune);
        offer.coverage = match codes.is_empty() {
            true => Coverage::Anywhere,
            false => Coverage::Communes(codes),
        };
    }

    fn read_access(&self, reader: &mut Reader, offer: &mut Offer) {
        let was = offer.clone();
        offer.help_modes = reader.words("help_modes", &self.help_modes, HelpMode::from_word);
        offer.access_modes =
            reader.words("access_modes", &self.access_modes, AccessMode::from_word);
        offer.booking_url =
            reader.web_page("booking_url", &self.booking_url, was.booking_url.as_deref());
        offer.is_anonymous_possible =
            reader.answer("is_anonymous_possible", &self.is_anonymous_possible);
        offer.itinerance =
            reader.word("itinerance", &self.itinerance, Itinerance::from_word, Itinerance::Fixed);
        offer.who_may_refer = reader.word(
            "who_may_refer",
            &self.who_may_refer,
            WhoMayRefer::from_word,
            WhoMayRefer::Both,
        );
        offer.accepts_referrals = self.accepts_referrals;
        offer.contact_name = reader.optional("contact_name", &self.contact_name, LINE);
        offer.contact_phone =
            reader.phone("contact_phone", &self.contact_phone, was.contact_phone.as_deref());
        offer.contact_email =
            reader.email("contact_email", &self.contact_email, was.contact_email.as_deref());
    }

    fn read_terms(&self, reader: &mut Reader, offer: &mut Offer) {
        offer.cost = Cost {
            bands: reader.words("cost_bands", &self.cost_bands, CostBand::from_word),
            amount: reader.price("cost_amount", &self.cost_amount, &self.cost_currency),
            note: reader.optional("cost_note", &self.cost_note, SHORT),
        };
        offer.answer_promise_days =
            reader.number("answer_promise_days", &self.answer_promise_days, 1..=30);
        offer.places_per_week = reader.number("places_per_week", &self.places_per_week, 0..=999);
        let programme = |text: &str| (text.chars().count() <= LINE).then(|| text.to_owned());
        offer.programmes = reader.words("programmes", &self.programmes, programme);
        offer.valid_from = reader.date("valid_from", &self.valid_from);
        offer.valid_until = reader.date("valid_until", &self.valid_until);
        reader.in_order("valid_until", offer.valid_from, offer.valid_until);
    }
}

fn language(word: &str) -> Option<OfferLanguage> {
    let (tag, kind) = word.split_once(':')?;
    let kind = LanguageKind::from_word(kind)?;
    Some(OfferLanguage { language: Language::parse(tag)?, kind })
}

/// A commune that is known here, or a number as the registers write it.
fn commune(code: &str) -> Option<String> {
    let is_number = (1..=5).contains(&code.len())
        && code.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, 'A' | 'B'));
    is_number.then(|| code.to_owned())
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
