//! What an import would change in the directory, and what it may change.
//!
//! **Invariant:** an import never overwrites a human check that is as fresh as the imported
//! row, nor anything of an organization that signed the agreement (DIR-09).

use kernel::{OfferId, OfferPlaceId, OrganizationId, PlaceId, ScheduleId};

use crate::offer::{Offer, OfferAtPlace};
use crate::organization::Organization;
use crate::place::Place;
use crate::terms::VerifiedHow;

/// What one imported row is about: an offer by an organization at a place.
#[derive(Debug, Clone, PartialEq)]
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

/// One field that an import would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Whose field: `organization`, `place`, `offer` or `schedule`, then a dot and its name.
    pub field: &'static str,
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
        let changes: Vec<Change> = pairs
            .filter(|((_, before), (_, after))| before != after)
            .map(|((field, before), (_, after))| Change { field, before, after })
            .filter(|change| !(is_shared && change.field.starts_with("organization.")))
            .collect();
        match changes.is_empty() {
            true => Difference::Unchanged,
            false if self.is_protected_from(imported) => Difference::Protected(changes),
            false => Difference::Changed(changes),
        }
    }

    /// The entry as it is after the import: the imported facts under the identifiers,
    /// addresses and human statements of this one. Freshness is counted from the import.
    pub fn updated_by(self, imported: Entry) -> Entry {
        let Entry { organization, place, offer, at_place } = self;
        let schedule_id = at_place.schedules.first().map(|schedule| schedule.id.clone());
        let mut schedules = imported.at_place.schedules;
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

    fn is_protected_from(&self, imported: &Entry) -> bool {
        let checked = &self.offer.verified;
        checked.how != VerifiedHow::Import && checked.on >= imported.offer.verified.on
    }
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
        human_channel: existing.human_channel,
        is_anonymous_possible: existing.is_anonymous_possible,
        who_may_refer: existing.who_may_refer,
        accepts_referrals: existing.accepts_referrals,
        coverage: existing.coverage,
        capacity: existing.capacity,
        places_per_week: existing.places_per_week,
        status: existing.status,
        asked_on: existing.asked_on,
        created_at: existing.created_at,
        version: existing.version,
        ..imported
    }
}

// One line for each field that an import may write.
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
        ("offer.itinerance", offer.itinerance.word().to_owned()),
        ("offer.contact_phone", text(offer.contact_phone.as_ref())),
        ("offer.contact_email", text(offer.contact_email.as_ref())),
        ("offer.programmes", join(offer.programmes.iter().map(String::as_str))),
        ("offer.source", text(offer.source.as_ref().map(|source| &source.name))),
        ("offer.verified_on", offer.verified.on.to_string()),
    ]
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

fn join<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{at, at_place, day, offer, partner, place};

    fn imported() -> Entry {
        let mut organization = partner();
        organization.agreement = None;
        let mut offer = offer();
        offer.verified.how = VerifiedHow::Import;
        Entry { organization, place: place(), offer, at_place: at_place("Mo 09:00-12:00") }
    }

    #[test]
    fn the_same_row_on_another_day_changes_nothing() {
        let mut again = imported();
        again.offer.freshness_since = day("2026-06-01");
        again.offer.updated_at = at("2026-06-01T08:00:00Z");
        again.organization.slug = "autre".to_owned();

        assert_eq!(imported().difference(&again), Difference::Unchanged);
    }

    #[test]
    fn each_changed_field_is_shown_before_and_after() {
        let mut newer = imported();
        newer.place.street = "Rue de Lyon 3".to_owned();
        newer.at_place.schedules.clear();

        let Difference::Changed(changes) = imported().difference(&newer) else { panic!() };

        assert_eq!(changes.len(), 2);
        assert_eq!(changes[0].field, "place.street");
        assert_eq!(
            (changes[0].before.as_str(), changes[0].after.as_str()),
            ("Rue de Lyon 1", "Rue de Lyon 3")
        );
        assert_eq!(changes[1].field, "schedule.osm");
    }

    #[test]
    fn a_fresher_check_by_a_person_is_not_overwritten() {
        let mut checked = imported();
        checked.offer.verified.how = VerifiedHow::Phone;
        checked.offer.name = "Permanence du mardi".to_owned();

        assert!(matches!(checked.difference(&imported()), Difference::Protected(_)));
        let mut newer = imported();
        newer.offer.verified.on = day("2026-04-01");
        assert!(matches!(checked.difference(&newer), Difference::Changed(_)));
    }

    #[test]
    fn an_update_keeps_identifiers_addresses_and_what_people_stated() {
        let mut existing = imported();
        existing.offer.human_channel = Some("Au guichet".to_owned());
        existing.offer.slug = "adresse-connue".to_owned();
        let mut newer = imported().with_ids(EntryIds {
            organization: "o".into(),
            place: "p".into(),
            offer: "f".into(),
            at_place: "a".into(),
            schedule: "s".into(),
        });
        newer.offer.name = "Nouveau nom".to_owned();
        newer.offer.human_channel = None;

        let updated = existing.clone().updated_by(newer.clone());

        assert_eq!(updated.offer.name, "Nouveau nom");
        assert_eq!(updated.offer.slug, "adresse-connue");
        assert_eq!(updated.offer.human_channel, existing.offer.human_channel);
        assert_eq!(updated.at_place.id, existing.at_place.id);
        assert_eq!(updated.at_place.schedules[0].id, existing.at_place.schedules[0].id);
        assert_eq!(updated.difference(&newer), Difference::Unchanged);
    }

    #[test]
    fn a_partner_keeps_its_own_words_about_itself() {
        let mut existing = imported();
        existing.organization = partner();
        let mut newer = imported();
        newer.organization.name = "MAISON DE QUARTIER".to_owned();

        assert_eq!(existing.difference(&newer), Difference::Unchanged);
        assert_eq!(existing.updated_by(newer).organization.name, "Maison de quartier");
    }
}
