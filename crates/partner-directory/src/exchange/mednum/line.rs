//! One record of the format, put together from all that an organization does at a place.

use std::collections::BTreeMap;

use super::columns::Column;
use super::kind_of;
use super::labels::{self, Labels, People};
use super::programmes::programmes;
use super::strict;
use super::write::{Profile, Settings};
use crate::exchange::fact::{self, Fact, Fate};
use crate::exchange::loss::{LossReason, LossReport};
use crate::exchange::published::{Group, Origins, Published, groups, osm};
use crate::offer::{Offer, OfferLanguage};
use crate::terms::LanguageKind;

/// The French files' own sign for a `pivot` that nobody knows.
const UNKNOWN_PIVOT: &str = "00000000000000";
const SEPARATOR: &str = "|";

/// The cells of one record; those that are not there are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Line(BTreeMap<Column, String>);

impl Line {
    pub(crate) fn get(&self, column: Column) -> &str {
        self.0.get(&column).map_or("", String::as_str)
    }

    pub(super) fn put(&mut self, column: Column, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.0.insert(column, text);
        }
    }

    pub(super) fn clear(&mut self, column: Column) -> Option<String> {
        self.0.remove(&column)
    }
}

pub(crate) fn lines(
    published: &[Published],
    origins: &Origins,
    settings: &Settings,
) -> (Vec<Line>, LossReport) {
    let mut losses = LossReport::default();
    let groups = groups(published, origins);
    let lines = groups.iter().map(|group| {
        let mut writer = LineWriter { group, settings, losses: &mut losses, line: Line::default() };
        writer.write();
        writer.line
    });
    let lines = lines.collect();
    (lines, losses)
}

struct LineWriter<'a> {
    group: &'a Group<'a>,
    settings: &'a Settings,
    losses: &'a mut LossReport,
    line: Line,
}

impl LineWriter<'_> {
    fn write(&mut self) {
        self.line.put(Column::Id, &self.group.id);
        self.names();
        self.address();
        self.contacts();
        self.texts();
        self.hours();
        self.lists();
        self.people();
        self.labels();
        self.provenance();
        self.unsaid();
        if self.settings.profile == Profile::Strict {
            for column in strict::clear(&mut self.line) {
                self.lose(column.word(), LossReason::OtherForm);
            }
        }
    }

    fn lose(&mut self, field: &str, reason: LossReason) {
        self.losses.note(field, reason, &self.group.id);
    }

    fn lose_word(&mut self, field: &str, word: &str, reason: LossReason) {
        self.losses.note_word(field, word, reason, &self.group.id);
    }

    fn offers(&self) -> impl Iterator<Item = &Offer> {
        self.group.offers.iter().map(|(offer, _)| *offer)
    }

    fn names(&mut self) {
        let Group { organization, place, .. } = self.group;
        let nom = if place.name.is_empty() { &organization.name } else { &place.name };
        self.line.put(Column::Nom, nom);
        let differs = crate::fold::words(nom) != crate::fold::words(&organization.name);
        match &organization.identifier {
            Some(identifier) => self.line.put(Column::Pivot, &identifier.value),
            None if place.country == "FR" => {
                self.line.put(Column::Pivot, UNKNOWN_PIVOT);
                self.lose(Column::Pivot.word(), LossReason::Placeholder);
            }
            None => {}
        }
        match &organization.parent_name {
            Some(parent) => self.line.put(Column::StructureParente, parent),
            // Without a number of its own, a reader takes the parent for the organization.
            None if organization.identifier.is_none() && differs => {
                self.line.put(Column::StructureParente, &organization.name);
            }
            None if differs => self.lose("organization.name", LossReason::NoField),
            None => {}
        }
        self.line.put(Column::Typologie, organization.legal_form.as_deref().unwrap_or_default());
        self.line.put(Column::SiteWeb, organization.website.as_deref().unwrap_or_default());
        let named_otherwise = self.offers().filter(|offer| offer.name != *nom).count();
        for _ in 0..named_otherwise {
            self.lose("offer.name", LossReason::NoField);
        }
    }

    fn address(&mut self) {
        let place = self.group.place;
        self.line.put(Column::Commune, &place.commune);
        self.line.put(Column::CodeInsee, place.commune_code.as_deref().unwrap_or_default());
        if place.is_address_hidden {
            self.lose("place.address", LossReason::Protected);
        }
        self.line.put(Column::CodePostal, &place.postcode);
        self.line.put(Column::Adresse, &place.street);
        self.line.put(Column::ComplementAdresse, place.complement.as_deref().unwrap_or_default());
        if let Some(point) = place.point {
            self.line.put(Column::Latitude, point.lat().to_string());
            self.line.put(Column::Longitude, point.lon().to_string());
        }
        let page = place.accessibility_url.as_deref().unwrap_or_default();
        self.line.put(Column::FicheAccesLibre, page);
    }

    fn contacts(&mut self) {
        let organization = self.group.organization;
        let phone = self.first("offer.contact_phone", |offer| offer.contact_phone.clone());
        let phone = phone.or_else(|| organization.phone.clone());
        self.line.put(Column::Telephone, phone.map(|phone| dialled(&phone)).unwrap_or_default());
        let mut emails = self.all(|offer| offer.contact_email.iter().cloned().collect());
        if emails.is_empty() {
            emails.extend(organization.email.clone());
        }
        self.line.put(Column::Courriels, emails.join(SEPARATOR));
        let booking = self.first("offer.booking_url", |offer| offer.booking_url.clone());
        self.line.put(Column::PriseRdv, booking.unwrap_or_default());
    }

    // Several offers become one text, each under its name.
    fn texts(&mut self) {
        let (summary, detail) = match self.group.offers.as_slice() {
            [(offer, _)] => (offer.summary.clone(), offer.description.clone()),
            several => {
                let said = several.iter().map(|(offer, _)| {
                    let text = [&offer.summary, &offer.description];
                    let text =
                        text.iter().filter(|text| !text.is_empty()).map(|text| text.as_str());
                    format!("{}\n{}", offer.name, text.collect::<Vec<_>>().join("\n"))
                });
                let detail = said.collect::<Vec<_>>().join("\n\n");
                self.lose("offer", LossReason::Merged);
                (String::new(), detail)
            }
        };
        self.line.put(Column::PresentationResume, summary);
        self.line.put(Column::PresentationDetail, detail);
    }

    fn hours(&mut self) {
        let mut stated: Vec<String> = Vec::new();
        for (_, at_place) in &self.group.offers {
            let osm = osm(at_place);
            if !osm.is_empty() && !stated.contains(&osm) {
                stated.push(osm);
            }
        }
        let adds_up =
            stated.iter().all(|osm| !osm.contains([';', '|', '"']) && !osm.contains("off"));
        let hours = match stated.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            // A comma adds a rule; a semicolon would replace the hours of the same day.
            several if adds_up => several.join(", "),
            [first, rest @ ..] => {
                for _ in rest {
                    self.lose("schedule.hours", LossReason::OnlyFirst);
                }
                first.clone()
            }
        };
        self.line.put(Column::Horaires, hours);
    }

    fn lists(&mut self) {
        let services = self.labelled(labels::THEMES, |offer| offer.themes.clone());
        self.line.put(Column::Services, services);
        let help = self.labelled(labels::HELP_MODES, |offer| offer.help_modes.clone());
        self.line.put(Column::ModalitesAccompagnement, help);
        let access = self.labelled(labels::ACCESS_MODES, |offer| offer.access_modes.clone());
        self.line.put(Column::ModalitesAcces, access);
        let costs = self.labelled(labels::COSTS, |offer| offer.cost.bands.clone());
        self.line.put(Column::FraisACharge, costs);
        let tours = self.labelled(labels::ITINERANCE, |offer| vec![offer.itinerance]);
        self.line.put(Column::Itinerance, tours);
        let kinds = self.offers().filter(|one| one.kind != kind_of(&one.themes, &one.help_modes));
        let kinds: Vec<&str> = kinds.map(|offer| offer.kind.word()).collect();
        for kind in kinds {
            self.losses.note_word("offer.kind", kind, LossReason::NoField, &self.group.id);
        }
    }

    fn people(&mut self) {
        let (mut audiences, mut care) = (Vec::new(), Vec::new());
        for audience in self.all(|offer| offer.audiences.clone()) {
            match labels::label_of(labels::PEOPLE, People::For(audience)) {
                Some(label) => audiences.push(label),
                None => self.lose_word("offer.audiences", audience.word(), LossReason::NoWord),
            }
        }
        for adjustment in self.all(|offer| offer.adjustments.clone()) {
            match labels::label_of(labels::PEOPLE, People::Prepared(adjustment)) {
                Some(label) => care.push(label),
                None => self.lose_word("offer.adjustments", adjustment.word(), LossReason::NoWord),
            }
        }
        for language in self.all(|offer| offer.languages.clone()) {
            let (label, loss) = spoken(&language);
            if let Some(reason) = loss {
                self.lose_word("offer.languages", language.language.as_str(), reason);
            }
            care.extend(label.filter(|label| !care.contains(label)));
        }
        self.line.put(Column::PublicsSpecifiquementAdresses, audiences.join(SEPARATOR));
        self.line.put(Column::PriseEnChargeSpecifique, care.join(SEPARATOR));
    }

    fn labels(&mut self) {
        let held = self.group.organization.labels.iter();
        let held = held.filter(|label| label.holds(self.settings.today));
        let mut names = self.all(|offer| offer.programmes.clone());
        names.extend(held.map(|label| label.name.clone()));
        for (column, labels) in programmes(&names) {
            self.line.put(column, labels.join(SEPARATOR));
        }
    }

    fn provenance(&mut self) {
        let stated = self.first("offer.source", |offer| offer.source.clone().map(|one| one.name));
        let own = (!self.group.is_from_elsewhere).then(|| self.settings.own_source.clone());
        self.line.put(Column::Source, stated.or(own).unwrap_or_default());
        let checked = self.offers().map(|offer| offer.verified.on).max();
        self.line.put(Column::DateMaj, checked.map(|day| day.to_string()).unwrap_or_default());
    }

    fn unsaid(&mut self) {
        let mut facts = fact::of_organization(self.group.organization);
        facts.extend(fact::of_place(self.group.place));
        for (offer, at_place) in &self.group.offers {
            facts.extend(fact::of_offer(offer));
            facts.extend(fact::of_opening(at_place));
        }
        for lost in facts.into_iter().filter(|fact| fate(*fact) == Fate::Lost) {
            self.lose(lost.word(), LossReason::NoField);
        }
    }

    /// The first value that an offer states; others are losses.
    fn first(&mut self, field: &str, of: impl Fn(&Offer) -> Option<String>) -> Option<String> {
        let mut stated = self.all(|offer| of(offer).into_iter().collect()).into_iter();
        let first = stated.next();
        for _ in stated {
            self.lose(field, LossReason::OnlyFirst);
        }
        first
    }

    /// What any of the offers states, each once, in order.
    fn all<T: PartialEq>(&self, of: impl Fn(&Offer) -> Vec<T>) -> Vec<T> {
        let mut found = Vec::new();
        for value in self.offers().flat_map(of) {
            super::reader::add(&mut found, value);
        }
        found
    }

    fn labelled<T: PartialEq>(&self, labels: Labels<T>, of: impl Fn(&Offer) -> Vec<T>) -> String {
        let values = self.all(of).into_iter();
        let found: Vec<&str> = values.filter_map(|one| labels::label_of(labels, one)).collect();
        found.join(SEPARATOR)
    }
}

/// The word for a language that is offered, and what it does not say.
fn spoken(one: &OfferLanguage) -> (Option<&'static str>, Option<LossReason>) {
    match (one.kind, one.language.as_str()) {
        // Help is given in French unless something else is said.
        (LanguageKind::Spoken, "fr") => (None, None),
        (LanguageKind::Spoken, "en") => (Some("Langues étrangères (anglais)"), None),
        (LanguageKind::Spoken, "mul") => (Some("Langues étrangères (autres)"), None),
        (LanguageKind::Spoken, _) => {
            (Some("Langues étrangères (autres)"), Some(LossReason::Coarser))
        }
        (LanguageKind::Signed | LanguageKind::InterpreterOnRequest, _) => {
            (None, Some(LossReason::NoWord))
        }
    }
}

pub(super) fn fate(fact: Fact) -> Fate {
    match fact {
        Fact::OrganizationLegalForm
        | Fact::OrganizationIdentifier
        | Fact::OrganizationParent
        | Fact::OrganizationWebsite
        | Fact::OrganizationLabels
        | Fact::OfferSummary
        | Fact::OfferDescription
        | Fact::OfferBookingUrl
        | Fact::PlaceAccessibilityUrl
        | Fact::ScheduleHours => Fate::Said,
        Fact::OrganizationShortName
        | Fact::OrganizationDescription
        | Fact::OfferMinimumAge
        | Fact::OfferMaximumAge
        | Fact::OfferConditions
        | Fact::OfferCostAmount
        | Fact::OfferCostNote
        | Fact::OfferDocumentsToBring
        | Fact::OfferHumanChannel
        | Fact::OfferIsAnonymousPossible
        | Fact::OfferWhoMayRefer
        | Fact::OfferContactName
        | Fact::OfferCoverage
        | Fact::OfferCapacity
        | Fact::OfferPlacesPerWeek
        | Fact::OfferAlert
        | Fact::OfferValidFrom
        | Fact::OfferValidUntil
        | Fact::OfferVerifiedHow
        | Fact::PlaceKindOther
        | Fact::PlaceBuildingId
        | Fact::PlaceStepFree
        | Fact::PlaceAccessibleToilet
        | Fact::PlaceTransportStop
        | Fact::PlaceEntrance
        | Fact::PlaceFreeComputers
        | Fact::PlaceWifi
        | Fact::PlacePrinting
        | Fact::ScheduleByAppointment
        | Fact::ScheduleNote => Fate::Lost,
    }
}

// The format knows no spaces between the digits: "+41 22 418 00 00" is "+41224180000".
fn dialled(phone: &str) -> String {
    phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect()
}
