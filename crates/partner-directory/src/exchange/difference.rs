//! What an import would change in the directory, and what it may change.
//!
//! **Invariant:** an import never overwrites a human check that is as fresh as the imported
//! row, nor anything of an organization that signed the agreement (DIR-09).

#[cfg(test)]
mod tests;

use kernel::{OfferId, OfferPlaceId, OrganizationId, PlaceId, ScheduleId};
use serde::{Deserialize, Serialize};

use crate::offer::{Cost, Offer, OfferAtPlace, OfferLanguage};
use crate::organization::Organization;
use crate::place::Place;
use crate::schedule::Schedule;
use crate::terms::{CostBand, LanguageKind, VerifiedHow};

/// What one imported row is about: an offer by an organization at a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the types say it")]
pub struct Entry {
    pub organization: Organization,
    pub place: Place,
    pub offer: Offer,
    pub at_place: OfferAtPlace,
}

/// The real identifiers of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types say it")]
pub struct EntryIds {
    pub organization: OrganizationId,
    pub place: PlaceId,
    pub offer: OfferId,
    pub at_place: OfferPlaceId,
    /// Given to the schedule when there is one.
    pub schedule: ScheduleId,
}

/// What stands between the words of a field that holds several.
pub const LIST_SEPARATOR: &str = ", ";

/// One field that an import would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Whose field: `organization`, `place`, `offer` or `schedule`, then a dot and its name.
    pub field: String,
    /// What the directory holds, as text.
    pub before: String,
    /// What the file says, as text.
    pub after: String,
}

/// How an imported entry compares with the one in the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// They say the same.
    Unchanged,
    /// The import may write these fields.
    Changed(Vec<Change>),
    /// These differ, but somebody checked the entry since.
    Protected(Vec<Change>),
}

impl Entry {
    /// The same entry under its real identifiers.
    pub fn with_ids(mut self, ids: EntryIds) -> Entry {
        self.organization.id = ids.organization.clone();
        self.place.id = ids.place.clone();
        self.offer.id = ids.offer.clone();
        self.offer.organization = ids.organization;
        self.at_place.id = ids.at_place;
        self.at_place.offer = ids.offer;
        self.at_place.place = ids.place;
        for schedule in &mut self.at_place.schedules {
            schedule.id = ids.schedule.clone();
        }
        self
    }

    /// Compares what an import may write; identifiers, dates of change and what only people
    /// state (capacity, referral contacts) are left out.
    pub fn difference(&self, imported: &Entry) -> Difference {
        let pairs = fields(self).into_iter().zip(fields(imported));
        let is_shared = self.organization.agreement.is_some();
        let has_own_hours = has_own_hours(&self.at_place);
        let has_own_channel = self.offer.human_channel.is_some();
        let changes: Vec<Change> = pairs
            .filter(|((_, before), (_, after))| before != after)
            .map(|((field, before), (_, after))| Change { field: field.to_owned(), before, after })
            .filter(|change| !(is_shared && change.field.starts_with("organization.")))
            .filter(|change| !(has_own_hours && change.field == "schedule.osm"))
            .filter(|change| !(has_own_channel && change.field == "offer.human_channel"))
            // A file that does not say it does not take it away.
            .filter(|change| !(change.after.is_empty() && change.field == "offer.human_channel"))
            .collect();
        match changes.is_empty() {
            true => Difference::Unchanged,
            false if self.is_protected_from(imported) => Difference::Protected(changes),
            false => Difference::Changed(changes),
        }
    }

    /// The entry as it is after the import: the imported facts under the identifiers,
    /// addresses and human statements of this one. Freshness is counted from the import.
    /// What files do not say, such as an amount, stays.
    /// Hours that somebody wrote here stay.
    pub fn updated_by(self, imported: Entry) -> Entry {
        let Entry { organization, place, offer, at_place } = self;
        let schedule_id = at_place.schedules.first().map(|schedule| schedule.id.clone());
        let mut schedules = match has_own_hours(&at_place) {
            true => at_place.schedules.clone(),
            false => imported.at_place.schedules,
        };
        if let (Some(id), Some(schedule)) = (schedule_id, schedules.first_mut()) {
            schedule.id = id;
        }
        Entry {
            organization: updated_organization(organization, imported.organization),
            place: updated_place(place, imported.place),
            offer: updated_offer(offer, imported.offer),
            at_place: OfferAtPlace { schedules, ..at_place },
        }
    }

    /// What the row says, as text: each field that is not empty, as in [`Change::field`].
    pub fn stated(&self) -> Vec<(&'static str, String)> {
        fields(self).into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    fn is_protected_from(&self, imported: &Entry) -> bool {
        let checked = &self.offer.verified;
        checked.how != VerifiedHow::Import && checked.on >= imported.offer.verified.on
    }
}

// More than the one line of text that an import can give.
fn has_own_hours(at_place: &OfferAtPlace) -> bool {
    let is_written_here =
        |one: &Schedule| !one.rules.is_empty() || !one.exceptions.is_empty() || one.osm.is_none();
    at_place.schedules.len() > 1 || at_place.schedules.iter().any(is_written_here)
}

fn updated_organization(existing: Organization, imported: Organization) -> Organization {
    if existing.agreement.is_some() {
        return existing;
    }
    Organization {
        name: imported.name,
        legal_form: imported.legal_form,
        identifier: imported.identifier,
        parent_name: imported.parent_name,
        website: imported.website,
        updated_at: imported.updated_at,
        ..existing
    }
}

fn updated_place(existing: Place, imported: Place) -> Place {
    Place {
        id: existing.id,
        kind: existing.kind,
        parent: existing.parent,
        building_id: existing.building_id,
        step_free: existing.step_free,
        has_accessible_toilet: existing.has_accessible_toilet,
        transport_stop: existing.transport_stop,
        entrance: existing.entrance,
        has_free_computers: existing.has_free_computers,
        has_wifi: existing.has_wifi,
        has_printing: existing.has_printing,
        is_address_hidden: existing.is_address_hidden,
        ..imported
    }
}

fn updated_offer(existing: Offer, imported: Offer) -> Offer {
    Offer {
        id: existing.id,
        slug: existing.slug,
        organization: existing.organization,
        minimum_age: existing.minimum_age,
        maximum_age: existing.maximum_age,
        conditions: existing.conditions,
        answer_promise_days: existing.answer_promise_days,
        contact_name: existing.contact_name,
        alert: existing.alert,
        valid_from: existing.valid_from,
        valid_until: existing.valid_until,
        documents_to_bring: existing.documents_to_bring,
        human_channel: existing.human_channel.or(imported.human_channel.clone()),
        cost: updated_cost(existing.cost, imported.cost),
        languages: updated_languages(&existing.languages, imported.languages),
        is_anonymous_possible: existing.is_anonymous_possible,
        who_may_refer: existing.who_may_refer,
        accepts_referrals: existing.accepts_referrals,
        coverage: existing.coverage,
        capacity: existing.capacity,
        places_per_week: existing.places_per_week,
        status: existing.status,
        asked_on: existing.asked_on,
        doubted_on: existing.doubted_on,
        created_at: existing.created_at,
        version: existing.version,
        ..imported
    }
}

// One line for each field that an import may write.
/// No file says an amount or a condition: they stay as long as something can cost.
fn updated_cost(existing: Cost, imported: Cost) -> Cost {
    let may_cost = imported.bands.iter().any(|band| *band != CostBand::Free);
    Cost {
        bands: imported.bands,
        amount: existing.amount.filter(|_| may_cost),
        note: existing.note.filter(|_| may_cost),
    }
}

/// Few files say how a language is served, by an interpreter or on demand: a bare name takes
/// nothing away from what is known.
fn updated_languages(
    existing: &[OfferLanguage],
    imported: Vec<OfferLanguage>,
) -> Vec<OfferLanguage> {
    let mut languages = Vec::with_capacity(imported.len());
    for new in imported {
        let known = existing.iter().filter(|one| one.language == new.language);
        let known: Vec<OfferLanguage> = known.cloned().collect();
        match known.is_empty() || new.kind != LanguageKind::Spoken {
            true => languages.push(new),
            false => languages.extend(known),
        }
    }
    languages.dedup();
    languages
}

fn fields(entry: &Entry) -> Vec<(&'static str, String)> {
    let Entry { organization, place, offer, at_place } = entry;
    let mut fields = organization_fields(organization);
    fields.extend(place_fields(place));
    fields.extend(offer_fields(offer));
    let osm = at_place.schedules.iter().filter_map(|schedule| schedule.osm.as_deref());
    fields.push(("schedule.osm", osm.collect::<Vec<_>>().join("; ")));
    fields
}

fn organization_fields(organization: &Organization) -> Vec<(&'static str, String)> {
    let identifier = organization.identifier.as_ref();
    vec![
        ("organization.name", organization.name.clone()),
        ("organization.legal_form", text(organization.legal_form.as_ref())),
        ("organization.identifier", text(identifier.map(|one| &one.value))),
        ("organization.parent_name", text(organization.parent_name.as_ref())),
        ("organization.website", text(organization.website.as_ref())),
    ]
}

fn place_fields(place: &Place) -> Vec<(&'static str, String)> {
    let point = place.point.map(|point| format!("{}, {}", point.lat(), point.lon()));
    vec![
        ("place.name", place.name.clone()),
        ("place.street", place.street.clone()),
        ("place.complement", text(place.complement.as_ref())),
        ("place.postcode", place.postcode.clone()),
        ("place.locality", place.locality.clone()),
        ("place.commune", place.commune.clone()),
        ("place.commune_code", text(place.commune_code.as_ref())),
        ("place.point", point.unwrap_or_default()),
        ("place.accessibility_url", text(place.accessibility_url.as_ref())),
    ]
}

fn offer_fields(offer: &Offer) -> Vec<(&'static str, String)> {
    let languages = offer.languages.iter().map(|one| one.language.as_str());
    vec![
        ("offer.name", offer.name.clone()),
        ("offer.summary", offer.summary.clone()),
        ("offer.description", offer.description.clone()),
        ("offer.kind", offer.kind.word().to_owned()),
        ("offer.themes", join(offer.themes.iter().map(|one| one.word()))),
        ("offer.audiences", join(offer.audiences.iter().map(|one| one.word()))),
        ("offer.adjustments", join(offer.adjustments.iter().map(|one| one.word()))),
        ("offer.help_modes", join(offer.help_modes.iter().map(|one| one.word()))),
        ("offer.access_modes", join(offer.access_modes.iter().map(|one| one.word()))),
        ("offer.languages", join(languages)),
        ("offer.cost", join(offer.cost.bands.iter().map(|one| one.word()))),
        ("offer.booking_url", text(offer.booking_url.as_ref())),
        ("offer.human_channel", text(offer.human_channel.as_ref())),
        ("offer.itinerance", offer.itinerance.word().to_owned()),
        ("offer.contact_phone", text(offer.contact_phone.as_ref())),
        ("offer.contact_email", text(offer.contact_email.as_ref())),
        ("offer.programmes", sorted(&offer.programmes)),
        ("offer.source", text(offer.source.as_ref().map(|source| &source.name))),
        ("offer.verified_on", offer.verified.on.to_string()),
    ]
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

// Files have several columns for programmes, so their order says nothing.
fn sorted(names: &[String]) -> String {
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_unstable();
    names.join(LIST_SEPARATOR)
}

fn join<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(LIST_SEPARATOR)
}
