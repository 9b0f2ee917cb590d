//! An offer that says nothing.

use chrono::{DateTime, NaiveDate, Utc};
use partner_directory::{
    Cost, Coverage, Itinerance, Kind, ListedOrganization, ListedPlace, Listing, Offer, OfferStatus,
    StepFree, Verified, VerifiedHow, WhoMayRefer,
};

/// An offer without a word, of a kind because none is without one.
pub(super) fn blank(kind: Kind) -> Listing {
    Listing { offer: offer(kind), organization: organization(), places: vec![place()] }
}

fn offer(kind: Kind) -> Offer {
    Offer {
        id: "".into(),
        slug: String::new(),
        organization: "".into(),
        name: String::new(),
        summary: String::new(),
        description: String::new(),
        kind,
        themes: vec![],
        audiences: vec![],
        adjustments: vec![],
        help_modes: vec![],
        access_modes: vec![],
        languages: vec![],
        cost: Cost::default(),
        booking_url: None,
        documents_to_bring: None,
        human_channel: None,
        is_anonymous_possible: None,
        itinerance: Itinerance::Fixed,
        who_may_refer: WhoMayRefer::Both,
        accepts_referrals: false,
        contact_phone: None,
        contact_email: None,
        programmes: vec![],
        coverage: Coverage::Anywhere,
        capacity: None,
        places_per_week: None,
        status: OfferStatus::Published,
        source: None,
        verified: Verified { on: NaiveDate::default(), how: VerifiedHow::Web, by: None },
        freshness_since: NaiveDate::default(),
        asked_on: None,
        created_at: DateTime::<Utc>::default(),
        updated_at: DateTime::<Utc>::default(),
        version: 0,
    }
}

fn organization() -> ListedOrganization {
    ListedOrganization {
        id: "".into(),
        slug: String::new(),
        name: String::new(),
        is_partner: false,
        website: None,
        phone: None,
        email: None,
    }
}

fn place() -> ListedPlace {
    ListedPlace {
        id: "".into(),
        place: "".into(),
        name: String::new(),
        street: String::new(),
        postcode: String::new(),
        locality: String::new(),
        commune: String::new(),
        commune_code: None,
        point: None,
        step_free: StepFree::Unknown,
        transport_stop: None,
        entrance: None,
        accessibility_url: None,
        has_free_computers: None,
        has_wifi: None,
        has_printing: None,
        is_address_hidden: false,
        schedules: vec![],
        hours: None,
    }
}
