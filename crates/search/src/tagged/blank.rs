//! An offer that says nothing.

use chrono::{DateTime, NaiveDate};
use partner_directory::{
    Kind, ListedOrganization, ListedPlace, Listing, Offer, OfferStatus, PlaceKind, StepFree,
};

/// An offer without a word, of a kind because none is without one.
pub(super) fn blank(kind: Kind) -> Listing {
    Listing { offer: offer(kind), organization: organization(), places: vec![place()] }
}

fn offer(kind: Kind) -> Offer {
    let (now, today) = (DateTime::default(), NaiveDate::default());
    let nothing = (String::new(), String::new());
    Offer {
        status: OfferStatus::Published,
        ..Offer::draft("".into(), "".into(), nothing, kind, (now, today))
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
        labels: vec![],
        answer_promise_days: None,
    }
}

fn place() -> ListedPlace {
    ListedPlace {
        country: String::new(),
        id: "".into(),
        place: "".into(),
        kind: PlaceKind::Physical,
        name: String::new(),
        street: String::new(),
        complement: None,
        postcode: String::new(),
        locality: String::new(),
        commune: String::new(),
        commune_code: None,
        point: None,
        step_free: StepFree::Unknown,
        has_accessible_toilet: None,
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
