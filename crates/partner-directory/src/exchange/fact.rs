//! The facts a listing may state, so that each format says of each whether it carries it.
//!
//! **Invariant:** a new fact does not compile until every format has decided its fate.

use super::published::osm;
use crate::closed_list::closed_list;
use crate::offer::{Coverage, Offer, OfferAtPlace};
use crate::organization::Organization;
use crate::place::Place;
use crate::terms::{PlaceKind, StepFree, WhoMayRefer};

closed_list! {
    /// One public fact, beside those that every format must carry (names, themes, commune).
    Fact {
        OrganizationShortName = "organization.short_name",
        OrganizationDescription = "organization.description",
        OrganizationLegalForm = "organization.legal_form",
        OrganizationIdentifier = "organization.identifier",
        OrganizationParent = "organization.parent_name",
        OrganizationWebsite = "organization.website",
        OrganizationLabels = "organization.labels",
        OfferSummary = "offer.summary",
        OfferDescription = "offer.description",
        OfferMinimumAge = "offer.minimum_age",
        OfferMaximumAge = "offer.maximum_age",
        OfferConditions = "offer.conditions",
        OfferCostAmount = "offer.cost_amount",
        OfferCostNote = "offer.cost_note",
        OfferBookingUrl = "offer.booking_url",
        OfferDocumentsToBring = "offer.documents_to_bring",
        OfferHumanChannel = "offer.human_channel",
        OfferIsAnonymousPossible = "offer.is_anonymous_possible",
        OfferWhoMayRefer = "offer.who_may_refer",
        OfferContactName = "offer.contact_name",
        OfferCoverage = "offer.coverage",
        OfferCapacity = "offer.capacity",
        OfferPlacesPerWeek = "offer.places_per_week",
        OfferAlert = "offer.alert",
        OfferValidFrom = "offer.valid_from",
        OfferValidUntil = "offer.valid_until",
        OfferVerifiedHow = "offer.verified_how",
        PlaceKindOther = "place.kind",
        PlaceBuildingId = "place.building_id",
        PlaceStepFree = "place.step_free",
        PlaceAccessibleToilet = "place.has_accessible_toilet",
        PlaceTransportStop = "place.transport_stop",
        PlaceEntrance = "place.entrance",
        PlaceFreeComputers = "place.has_free_computers",
        PlaceWifi = "place.has_wifi",
        PlacePrinting = "place.has_printing",
        PlaceAccessibilityUrl = "place.accessibility_url",
        ScheduleHours = "schedule.hours",
        ScheduleByAppointment = "schedule.is_by_appointment",
        ScheduleNote = "schedule.note",
    }
}

/// Whether a format carries a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Said,
    Lost,
}

/// The facts of `organization` that are stated.
pub(super) fn of_organization(organization: &Organization) -> Vec<Fact> {
    stated([
        (Fact::OrganizationShortName, organization.short_name.is_some()),
        (Fact::OrganizationDescription, !organization.description.is_empty()),
        (Fact::OrganizationLegalForm, organization.legal_form.is_some()),
        (Fact::OrganizationIdentifier, organization.identifier.is_some()),
        (Fact::OrganizationParent, organization.parent_name.is_some()),
        (Fact::OrganizationWebsite, organization.website.is_some()),
        (Fact::OrganizationLabels, !organization.labels.is_empty()),
    ])
}

/// The facts of `offer` that are stated.
pub(super) fn of_offer(offer: &Offer) -> Vec<Fact> {
    stated([
        (Fact::OfferSummary, !offer.summary.is_empty()),
        (Fact::OfferDescription, !offer.description.is_empty()),
        (Fact::OfferMinimumAge, offer.minimum_age.is_some()),
        (Fact::OfferMaximumAge, offer.maximum_age.is_some()),
        (Fact::OfferConditions, offer.conditions.is_some()),
        (Fact::OfferCostAmount, offer.cost.amount.is_some()),
        (Fact::OfferCostNote, offer.cost.note.is_some()),
        (Fact::OfferBookingUrl, offer.booking_url.is_some()),
        (Fact::OfferDocumentsToBring, offer.documents_to_bring.is_some()),
        (Fact::OfferHumanChannel, offer.human_channel.is_some()),
        (Fact::OfferIsAnonymousPossible, offer.is_anonymous_possible.is_some()),
        (Fact::OfferWhoMayRefer, offer.who_may_refer != WhoMayRefer::Both),
        (Fact::OfferContactName, offer.contact_name.is_some()),
        (Fact::OfferCoverage, offer.coverage != Coverage::Anywhere),
        (Fact::OfferCapacity, offer.capacity.is_some()),
        (Fact::OfferPlacesPerWeek, offer.places_per_week.is_some()),
        (Fact::OfferAlert, offer.alert.is_some()),
        (Fact::OfferValidFrom, offer.valid_from.is_some()),
        (Fact::OfferValidUntil, offer.valid_until.is_some()),
        (Fact::OfferVerifiedHow, true),
    ])
}

/// The facts of `place` that are stated.
pub(super) fn of_place(place: &Place) -> Vec<Fact> {
    stated([
        (Fact::PlaceKindOther, place.kind != PlaceKind::Physical),
        (Fact::PlaceBuildingId, place.building_id.is_some()),
        (Fact::PlaceStepFree, place.step_free != StepFree::Unknown),
        (Fact::PlaceAccessibleToilet, place.has_accessible_toilet.is_some()),
        (Fact::PlaceTransportStop, place.transport_stop.is_some()),
        (Fact::PlaceEntrance, place.entrance.is_some()),
        (Fact::PlaceFreeComputers, place.has_free_computers.is_some()),
        (Fact::PlaceWifi, place.has_wifi.is_some()),
        (Fact::PlacePrinting, place.has_printing.is_some()),
        (Fact::PlaceAccessibilityUrl, place.accessibility_url.is_some()),
    ])
}

/// The facts of the opening of an offer at a place that are stated.
pub(super) fn of_opening(at_place: &OfferAtPlace) -> Vec<Fact> {
    let any = |is_stated: fn(&crate::Schedule) -> bool| at_place.schedules.iter().any(is_stated);
    stated([
        (Fact::ScheduleHours, !osm(at_place).is_empty()),
        (Fact::ScheduleByAppointment, any(|one| one.is_by_appointment.is_some())),
        (Fact::ScheduleNote, any(|one| one.note.is_some())),
    ])
}

fn stated<const N: usize>(facts: [(Fact, bool); N]) -> Vec<Fact> {
    facts.into_iter().filter(|(_, is_stated)| *is_stated).map(|(fact, _)| fact).collect()
}
