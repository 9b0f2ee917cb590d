//! Offers: one kind of help by one organization, and where it is given.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Language, Money, OfferId, OfferPlaceId, OrganizationId, PlaceId};
use serde::{Deserialize, Serialize};

use crate::schedule::Schedule;
use crate::terms::{
    AccessMode, Adjustment, Audience, Capacity, CostBand, HelpMode, Itinerance, Kind, LanguageKind,
    OfferStatus, Theme, VerifiedHow, WhoMayRefer,
};

/// One kind of help by one organization (HSDS service).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Its identifier, never reused.
    pub id: OfferId,
    /// The last part of its address, stable once published.
    pub slug: String,
    /// Who gives the help.
    pub organization: OrganizationId,
    /// Its name as its source writes it.
    pub name: String,
    /// Plain words, at most [`Offer::SUMMARY_MAX`] characters; may be empty.
    pub summary: String,
    /// All there is to know; may be empty.
    pub description: String,
    /// Its nature.
    pub kind: Kind,
    /// What it helps with.
    pub themes: Vec<Theme>,
    /// For whom it is meant; empty means everyone.
    pub audiences: Vec<Audience>,
    /// The youngest age that is helped, in years.
    #[serde(default)]
    pub minimum_age: Option<u8>,
    /// The oldest age that is helped, in years.
    #[serde(default)]
    pub maximum_age: Option<u8>,
    /// What else people must fulfil, in plain words.
    #[serde(default)]
    pub conditions: Option<String>,
    /// What it is prepared for.
    pub adjustments: Vec<Adjustment>,
    /// How help is given.
    pub help_modes: Vec<HelpMode>,
    /// How to reach it; empty means that nobody said.
    pub access_modes: Vec<AccessMode>,
    /// Languages in which help is given, besides those that nobody stated.
    pub languages: Vec<OfferLanguage>,
    /// What it asks for.
    pub cost: Cost,
    /// Where to book online.
    pub booking_url: Option<String>,
    /// What the person should bring.
    pub documents_to_bring: Option<String>,
    /// How a person without internet reaches a human being (FEA-8).
    pub human_channel: Option<String>,
    /// Whether help is given without a name or papers; `None` when nobody said.
    pub is_anonymous_possible: Option<bool>,
    /// Whether it tours.
    pub itinerance: Itinerance,
    /// Who may ask for it.
    pub who_may_refer: WhoMayRefer,
    /// True when the organization takes referrals for it.
    pub accepts_referrals: bool,
    /// The opening days within which this offer is answered, before the organization's promise.
    #[serde(default)]
    pub answer_promise_days: Option<u8>,
    /// Whom to ask for; public.
    #[serde(default)]
    pub contact_name: Option<String>,
    /// A public telephone number for this offer, before that of the organization.
    pub contact_phone: Option<String>,
    /// A public address for mail for this offer, before that of the organization.
    pub contact_email: Option<String>,
    /// National programmes and labels, as their source writes them.
    pub programmes: Vec<String>,
    /// Where people must live.
    pub coverage: Coverage,
    /// Room for new people; `None` when nobody said.
    pub capacity: Option<CapacityStatement>,
    /// How many new people a week it can take; `None` when nobody said.
    pub places_per_week: Option<u16>,
    /// What readers must know today, such as works at the entrance.
    #[serde(default)]
    pub alert: Option<String>,
    /// The first local date on which it is given.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// The last local date on which it is given.
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
    /// Where it stands.
    pub status: OfferStatus,
    /// The directory it was imported from.
    pub source: Option<Source>,
    /// Who last checked it, when and how.
    pub verified: Verified,
    /// The local date from which its freshness is counted: the last check, or the import.
    pub freshness_since: NaiveDate,
    /// The local date on which somebody was last asked to confirm it.
    pub asked_on: Option<NaiveDate>,
    /// The local date on which visitors who found its door closed put it in doubt.
    #[serde(default)]
    pub doubted_on: Option<NaiveDate>,
    /// When it entered the directory.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Counts up with every change, so that two editors cannot overwrite each other.
    pub version: i32,
}

impl Offer {
    /// The most characters a summary may have.
    pub const SUMMARY_MAX: usize = 280;

    /// A draft that says nothing but its name and kind; its freshness counts from `today`.
    pub fn draft(
        id: OfferId,
        organization: OrganizationId,
        (slug, name): (String, String),
        kind: Kind,
        (now, today): (DateTime<Utc>, NaiveDate),
    ) -> Offer {
        Offer {
            id,
            slug,
            organization,
            name,
            summary: String::new(),
            description: String::new(),
            kind,
            themes: Vec::new(),
            audiences: Vec::new(),
            minimum_age: None,
            maximum_age: None,
            conditions: None,
            adjustments: Vec::new(),
            help_modes: Vec::new(),
            access_modes: Vec::new(),
            languages: Vec::new(),
            cost: Cost::default(),
            booking_url: None,
            documents_to_bring: None,
            human_channel: None,
            is_anonymous_possible: None,
            itinerance: Itinerance::Fixed,
            who_may_refer: WhoMayRefer::Both,
            accepts_referrals: false,
            answer_promise_days: None,
            contact_name: None,
            contact_phone: None,
            contact_email: None,
            programmes: Vec::new(),
            coverage: Coverage::Anywhere,
            capacity: None,
            places_per_week: None,
            alert: None,
            valid_from: None,
            valid_until: None,
            status: OfferStatus::Draft,
            source: None,
            verified: Verified { on: today, how: VerifiedHow::Web, by: None },
            freshness_since: today,
            asked_on: None,
            doubted_on: None,
            created_at: now,
            updated_at: now,
            version: 1,
        }
    }
}

/// A language in which help is given.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct OfferLanguage {
    pub language: Language,
    pub kind: LanguageKind,
}

/// What an offer asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// The bands that apply; none means that nobody said.
    pub bands: Vec<CostBand>,
    /// The price, when there is one amount.
    pub amount: Option<Money>,
    /// Conditions and proof needed.
    pub note: Option<String>,
}

impl Cost {
    /// True when at least somebody gets it for nothing without proof.
    pub fn is_free(&self) -> bool {
        self.bands.contains(&CostBand::Free)
    }
}

/// Where people must live to be helped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Coverage {
    /// Nobody is turned away for where they live, as far as is known.
    Anywhere,
    /// Only people of these communes, by federal (BFS) or INSEE number.
    Communes(Vec<String>),
}

impl Coverage {
    /// True when people of the commune are helped; a commune that is not known counts as covered.
    pub fn includes(&self, commune_code: Option<&str>) -> bool {
        match (self, commune_code) {
            (Coverage::Anywhere, _) | (_, None) => true,
            (Coverage::Communes(codes), Some(code)) => codes.iter().any(|one| one == code),
        }
    }
}

/// What an organization said about room for new people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapacityStatement {
    /// Room for new people.
    pub state: Capacity,
    /// The last local date on which it holds, when one was named.
    pub until: Option<NaiveDate>,
    /// The local date of the statement.
    pub stated_on: NaiveDate,
}

/// The directory from which an offer was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The name the directory gives itself.
    pub name: String,
    /// Where the entry can be read there.
    pub url: Option<String>,
}

/// The last check of an offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// The local date of the check, or the date the imported row bears.
    pub on: NaiveDate,
    /// How it was checked.
    pub how: VerifiedHow,
    /// Who checked, as shown to readers.
    pub by: Option<String>,
}

/// An offer at one of its places (HSDS `service_at_location`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferAtPlace {
    /// Its identifier, never reused.
    pub id: OfferPlaceId,
    /// What is offered.
    pub offer: OfferId,
    /// Where it is offered.
    pub place: PlaceId,
    /// When it is open; empty means that nobody said.
    pub schedules: Vec<Schedule>,
}
