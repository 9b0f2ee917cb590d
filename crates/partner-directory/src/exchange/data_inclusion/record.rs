//! Structures and services, field by field.

use serde_json::{Map, Value, json};

use super::fate::fate;
use super::words;
use super::{Records, Settings};
use crate::exchange::fact::{self, Fact, Fate};
use crate::exchange::loss::{LossReason, LossReport};
use crate::exchange::mednum::french_adjustment;
use crate::exchange::published::{Group, Origins, Published, groups, osm};
use crate::offer::{Coverage, Offer, OfferAtPlace};
use crate::organization::Organization;
use crate::place::Place;
use crate::terms::{IdentifierScheme, Theme};

const NAME_MIN: usize = 3;
const NAME_MAX: usize = 150;
const TEXT_MIN: usize = 5;
const TEXT_MAX: usize = 10_000;
/// The producer of rows from a French file that did not say who produced them.
const FRENCH_SOURCE: &str = "mediation-numerique";

pub(super) fn records(published: &[Published], origins: &Origins, settings: &Settings) -> Records {
    let mut records = Records::default();
    for group in groups(published, origins) {
        let mut writer = Writer::new(settings, &mut records.losses);
        let source =
            writer.source(group.offers.first().map(|(offer, _)| *offer), group.is_from_elsewhere);
        let structure = writer.structure(&source, &group.id, &group);
        records.structures.push(structure);
        for (offer, at_place) in &group.offers {
            let id = origins.offer(&offer.id).filter(|_| group.is_from_elsewhere);
            let key = Key {
                source: &source,
                structure: &group.id,
                id: id.unwrap_or(at_place.id.as_str()),
            };
            let opening = Some((*at_place, group.place));
            records.services.push(writer.service(&key, offer, group.organization, opening));
        }
    }
    for one in published {
        one.note_lost_hours(&mut records.losses);
    }
    let mut seen = std::collections::HashSet::new();
    for one in published.iter().filter(|one| one.places().is_empty()) {
        let (offer, organization) = (one.offer(), one.organization());
        let mut writer = Writer::new(settings, &mut records.losses);
        let source = settings.own_source.clone();
        if seen.insert(organization.id.clone()) {
            records.structures.push(writer.bare_structure(&source, organization, offer));
        }
        let key =
            Key { source: &source, structure: organization.id.as_str(), id: offer.id.as_str() };
        records.services.push(writer.service(&key, offer, organization, None));
    }
    records
}

struct Key<'a> {
    source: &'a str,
    structure: &'a str,
    id: &'a str,
}

struct Writer<'a> {
    settings: &'a Settings,
    losses: &'a mut LossReport,
    fields: Map<String, Value>,
    id: String,
}

impl<'a> Writer<'a> {
    fn new(settings: &'a Settings, losses: &'a mut LossReport) -> Writer<'a> {
        Writer { settings, losses, fields: Map::new(), id: String::new() }
    }

    fn source(&self, offer: Option<&Offer>, is_from_elsewhere: bool) -> String {
        let stated =
            offer.and_then(|offer| offer.source.as_ref()).map(|source| source.name.clone());
        stated.unwrap_or_else(|| match is_from_elsewhere {
            true => FRENCH_SOURCE.to_owned(),
            false => self.settings.own_source.clone(),
        })
    }

    fn begin(&mut self, source: &str, id: &str) {
        self.id = format!("{source}--{id}");
        self.put("source", json!(source));
        self.put("id", json!(self.id));
    }

    fn take(&mut self) -> Value {
        Value::Object(std::mem::take(&mut self.fields))
    }

    fn put(&mut self, field: &str, value: Value) {
        self.fields.insert(field.to_owned(), value);
    }

    fn text(&mut self, field: &str, text: &str) {
        if !text.is_empty() {
            self.put(field, json!(text));
        }
    }

    fn list(&mut self, field: &str, words: &[&str]) {
        if !words.is_empty() {
            self.put(field, json!(words));
        }
    }

    fn lose(&mut self, field: &str, reason: LossReason) {
        self.losses.note(field, reason, &self.id);
    }

    fn lose_word(&mut self, field: &str, word: &str, reason: LossReason) {
        self.losses.note_word(field, word, reason, &self.id);
    }

    fn structure(&mut self, source: &str, id: &str, group: &Group<'_>) -> Value {
        self.begin(source, id);
        let Group { organization, place, offers, .. } = group;
        let name = if place.name.is_empty() { &organization.name } else { &place.name };
        self.name(name, &place.commune);
        let checked = offers.iter().map(|(offer, _)| offer.verified.on).max();
        self.put("date_maj", json!(checked.unwrap_or(self.settings.today)));
        self.organization(organization, offers.iter().map(|(offer, _)| *offer));
        self.address(place);
        let page = place.accessibility_url.as_deref().unwrap_or_default();
        self.text("accessibilite_lieu", page);
        let hours: Vec<String> = offers.iter().map(|(_, at_place)| osm(at_place)).collect();
        if let [first, rest @ ..] = hours.as_slice()
            && rest.iter().all(|other| other == first)
        {
            self.text("horaires_accueil", first);
        }
        self.lose_facts(fact::of_organization(organization));
        self.lose_facts(fact::of_place(place));
        self.take()
    }

    fn bare_structure(
        &mut self,
        source: &str,
        organization: &Organization,
        offer: &Offer,
    ) -> Value {
        self.begin(source, organization.id.as_str());
        self.name(&organization.name, "");
        self.put("date_maj", json!(offer.verified.on));
        self.organization(organization, std::iter::once(offer));
        self.lose_facts(fact::of_organization(organization));
        self.take()
    }

    fn organization<'o>(
        &mut self,
        organization: &Organization,
        offers: impl Iterator<Item = &'o Offer>,
    ) {
        let url = format!("{}/structures/{}", self.settings.public_url, organization.slug);
        self.put("lien_source", json!(url));
        if organization.description.chars().count() >= TEXT_MIN {
            let text = self.cut("organization.description", &organization.description, TEXT_MAX);
            self.text("description", &text);
        }
        match &organization.identifier {
            Some(one) if one.scheme == IdentifierScheme::Siret => self.text("siret", &one.value),
            Some(_) => self.lose("organization.identifier", LossReason::OtherForm),
            None => {}
        }
        self.text("site_web", organization.website.as_deref().unwrap_or_default());
        self.text("telephone", organization.phone.as_deref().unwrap_or_default());
        self.text("courriel", organization.email.as_deref().unwrap_or_default());
        let held = organization.labels.iter().filter(|label| label.holds(self.settings.today));
        let mut names: Vec<&str> = held.map(|label| label.name.as_str()).collect();
        names.extend(offers.flat_map(|offer| offer.programmes.iter().map(String::as_str)));
        let mut networks: Vec<&str> = Vec::new();
        for name in names {
            match words::network(name) {
                Some(word) if networks.contains(&word) => {}
                Some(word) => networks.push(word),
                None => self.lose_word("offer.programmes", name, LossReason::NoWord),
            }
        }
        self.list("reseaux_porteurs", &networks);
    }

    fn service(
        &mut self,
        key: &Key<'_>,
        offer: &Offer,
        organization: &Organization,
        opening: Option<(&OfferAtPlace, &Place)>,
    ) -> Value {
        self.begin(key.source, key.id);
        self.put("structure_id", json!(format!("{}--{}", key.source, key.structure)));
        self.name(&offer.name, opening.map_or("", |(_, place)| &place.commune));
        self.description(offer);
        self.put("date_maj", json!(offer.verified.on));
        let url = format!("{}/offres/{}", self.settings.public_url, offer.slug);
        self.put("lien_source", json!(url));
        self.what(offer);
        self.for_whom(offer);
        self.how(offer, organization);
        if let Some((at_place, place)) = opening {
            self.address(place);
            self.text("horaires_accueil", &osm(at_place));
            self.lose_facts(fact::of_opening(at_place));
        }
        self.lose_facts(fact::of_offer(offer));
        self.take()
    }

    fn name(&mut self, name: &str, commune: &str) {
        // The schema frowns on a full stop at the end, except after "etc".
        let bare = name.strip_suffix('.').filter(|bare| !bare.ends_with("etc")).unwrap_or(name);
        let name = match bare.chars().count() < NAME_MIN {
            true => format!("{bare} ({commune})"),
            false => bare.to_owned(),
        };
        let name = self.cut("offer.name", &name, NAME_MAX);
        self.put("nom", json!(name));
    }

    // In the order of the French job: all there is to know, else the summary, else the themes.
    fn description(&mut self, offer: &Offer) {
        let themes = offer.themes.iter().map(|theme| crate::exchange::mednum::french_label(*theme));
        let themes = themes.collect::<Vec<_>>().join(", ");
        let texts = [&offer.description, &offer.summary, &themes, &offer.name];
        let long_enough = |text: &&&String| text.chars().count() >= TEXT_MIN;
        let text = texts.iter().find(long_enough).map_or("", |text| text.as_str());
        let text = self.cut("offer.description", text, TEXT_MAX);
        self.put("description", json!(text));
        if !offer.description.is_empty() && !offer.summary.is_empty() {
            self.lose("offer.summary", LossReason::OnlyFirst);
        }
    }

    fn what(&mut self, offer: &Offer) {
        self.put("type", json!(words::service_type(offer.kind)));
        self.lose_word("offer.kind", offer.kind.word(), LossReason::Coarser);
        let mut thematics: Vec<&str> = Vec::new();
        for word in offer.themes.iter().flat_map(|theme: &Theme| words::thematics(*theme)) {
            if !thematics.contains(word) {
                thematics.push(word);
            }
        }
        self.list("thematiques", &thematics);
        if let Some(fee) = words::fee(&offer.cost.bands) {
            self.put("frais", json!(fee));
        }
        for band in offer.cost.bands.iter().filter(|band| Some(band.word()) != plain(offer)) {
            self.lose_word("offer.cost", band.word(), LossReason::Coarser);
        }
        self.text("frais_precisions", offer.cost.note.as_deref().unwrap_or_default());
        let mut reception: Vec<&str> = Vec::new();
        for mode in &offer.help_modes {
            let word = words::reception(*mode);
            if !reception.contains(&word) {
                reception.push(word);
            }
        }
        self.list("modes_accueil", &reception);
    }

    fn for_whom(&mut self, offer: &Offer) {
        let mut publics = Vec::new();
        for audience in &offer.audiences {
            match words::public(*audience) {
                Some(word) => publics.push(word),
                None => self.lose_word("offer.audiences", audience.word(), LossReason::NoWord),
            }
        }
        if offer.audiences.is_empty() {
            publics.push(words::EVERYBODY);
        }
        self.list("publics", &publics);
        // What an offer is prepared for does not narrow whom it is for, so it is a remark here.
        let mut prepared = Vec::new();
        for adjustment in &offer.adjustments {
            match french_adjustment(*adjustment) {
                Some(label) => prepared.push(label),
                None => self.lose_word("offer.adjustments", adjustment.word(), LossReason::NoWord),
            }
        }
        self.text("publics_precisions", &prepared.join(", "));
        for language in offer.languages.iter().filter(|one| one.language.as_str() != "fr") {
            self.lose_word("offer.languages", language.language.as_str(), LossReason::NoField);
        }
        let conditions = [&offer.conditions, &offer.documents_to_bring];
        let conditions: Vec<&str> = conditions.iter().filter_map(|one| one.as_deref()).collect();
        self.text("conditions_acces", &conditions.join("\n"));
        if let Coverage::Communes(codes) = &offer.coverage {
            let french: Vec<&str> =
                codes.iter().map(String::as_str).filter(|code| code.len() == 5).collect();
            for code in codes.iter().filter(|code| code.len() != 5) {
                self.lose_word("offer.coverage", code, LossReason::OtherForm);
            }
            self.list("zone_eligibilite", &french);
        }
    }

    fn how(&mut self, offer: &Offer, organization: &Organization) {
        let mut modes: Vec<&str> = Vec::new();
        for mode in &offer.access_modes {
            match words::mobilisation(*mode) {
                Some(word) if modes.contains(&word) => {}
                Some(word) => modes.push(word),
                None => self.lose_word("offer.access_modes", mode.word(), LossReason::NoWord),
            }
        }
        self.list("modes_mobilisation", &modes);
        self.list("mobilisable_par", words::may_ask(offer.who_may_refer));
        self.text("lien_mobilisation", offer.booking_url.as_deref().unwrap_or_default());
        self.text("mobilisation_precisions", offer.human_channel.as_deref().unwrap_or_default());
        self.text("contact_nom_prenom", offer.contact_name.as_deref().unwrap_or_default());
        let phone = offer.contact_phone.as_ref().or(organization.phone.as_ref());
        self.text("telephone", phone.map_or("", String::as_str));
        let email = offer.contact_email.as_ref().or(organization.email.as_ref());
        self.text("courriel", email.map_or("", String::as_str));
    }

    fn address(&mut self, place: &Place) {
        self.text("commune", &place.commune);
        if place.is_address_hidden {
            self.lose("place.address", LossReason::Protected);
        }
        let five = |text: &str| text.chars().count() == 5;
        match place.postcode.as_str() {
            "" => {}
            postcode if five(postcode) => self.text("code_postal", postcode),
            _ => self.lose("place.postcode", LossReason::OtherForm),
        }
        match place.commune_code.as_deref() {
            None => {}
            Some(code) if five(code) => self.text("code_insee", code),
            Some(_) => self.lose("place.commune_code", LossReason::OtherForm),
        }
        self.text("adresse", &place.street);
        self.text("complement_adresse", place.complement.as_deref().unwrap_or_default());
        if let Some(point) = place.point {
            self.put("latitude", json!(point.lat()));
            self.put("longitude", json!(point.lon()));
        }
    }

    fn cut(&mut self, field: &str, text: &str, max: usize) -> String {
        if text.chars().count() <= max {
            return text.to_owned();
        }
        self.lose(field, LossReason::TooLong);
        let kept: String = text.chars().take(max - 1).collect();
        format!("{}…", kept.trim_end())
    }

    fn lose_facts(&mut self, facts: Vec<Fact>) {
        for lost in facts.into_iter().filter(|fact| fate(*fact) == Fate::Lost) {
            self.lose(lost.word(), LossReason::NoField);
        }
    }
}

// The band that the one word of the format says exactly.
fn plain(offer: &Offer) -> Option<&'static str> {
    match words::fee(&offer.cost.bands)? {
        "gratuit" => Some("free"),
        _ => Some("paid"),
    }
}
