//! Which facts the schema has a field for.

use crate::exchange::fact::{Fact, Fate};

pub(super) fn fate(fact: Fact) -> Fate {
    match fact {
        Fact::OrganizationDescription
        | Fact::OrganizationIdentifier
        | Fact::OrganizationWebsite
        | Fact::OrganizationLabels
        | Fact::OfferSummary
        | Fact::OfferDescription
        | Fact::OfferConditions
        | Fact::OfferCostNote
        | Fact::OfferBookingUrl
        | Fact::OfferDocumentsToBring
        | Fact::OfferHumanChannel
        | Fact::OfferWhoMayRefer
        | Fact::OfferContactName
        | Fact::OfferCoverage
        | Fact::PlaceAccessibilityUrl
        | Fact::ScheduleHours => Fate::Said,
        Fact::OrganizationShortName
        | Fact::OrganizationLegalForm
        | Fact::OrganizationParent
        | Fact::OfferMinimumAge
        | Fact::OfferMaximumAge
        | Fact::OfferCostAmount
        | Fact::OfferIsAnonymousPossible
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
