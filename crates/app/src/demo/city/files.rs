//! The files as they are written: text and numbers, nothing checked yet.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::error::CityError;
use super::mix::ReferralMix;

/// All files of the city.
pub(super) struct Files {
    pub(super) organizations: Vec<OrganizationEntry>,
    pub(super) places: Vec<PlaceEntry>,
    pub(super) offers: Vec<OfferEntry>,
    pub(super) accounts: Vec<AccountEntry>,
    pub(super) network: NetworkEntry,
    pub(super) mix: ReferralMix,
}

macro_rules! seed {
    ($file:literal) => {
        ($file, include_str!(concat!("../../../../../seed-data/", $file)))
    };
}

impl Files {
    pub(super) fn read() -> Result<Files, CityError> {
        Ok(Files {
            organizations: read::<Organizations>(seed!("city/organizations.toml"))?.organization,
            places: read::<Places>(seed!("city/places.toml"))?.place,
            offers: read::<Offers>(seed!("city/offers.toml"))?.offer,
            accounts: read::<Accounts>(seed!("city/people.toml"))?.account,
            network: read(seed!("city/network.toml"))?,
            mix: read(seed!("city/referrals.toml"))?,
        })
    }
}

fn read<T: DeserializeOwned>((file, text): (&'static str, &str)) -> Result<T, CityError> {
    toml::from_str(text).map_err(|error| CityError::Malformed { file, reason: error.to_string() })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Organizations {
    organization: Vec<OrganizationEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Places {
    place: Vec<PlaceEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Offers {
    offer: Vec<OfferEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Accounts {
    account: Vec<AccountEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganizationEntry {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) legal_form: Option<String>,
    pub(super) data_regime: Option<String>,
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) website: Option<String>,
    pub(super) referral_email: Option<String>,
    pub(super) referral_phone: Option<String>,
    pub(super) answer_promise_days: Option<u8>,
    pub(super) agreement_days_ago: Option<i64>,
    #[serde(default)]
    pub(super) trusted: bool,
    pub(super) status: Option<String>,
    #[serde(default)]
    pub(super) closures: Vec<ClosureEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClosureEntry {
    pub(super) from_in_days: i64,
    pub(super) days: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceEntry {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) street: String,
    pub(super) complement: Option<String>,
    pub(super) postcode: String,
    pub(super) locality: String,
    pub(super) commune: String,
    pub(super) commune_code: String,
    pub(super) country: String,
    pub(super) lat: f64,
    pub(super) lon: f64,
    pub(super) step_free: String,
    pub(super) transport_stop: Option<String>,
    pub(super) entrance: Option<String>,
    pub(super) has_free_computers: Option<bool>,
    pub(super) has_wifi: Option<bool>,
    pub(super) has_printing: Option<bool>,
    #[serde(default)]
    pub(super) is_address_hidden: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfferEntry {
    pub(super) key: String,
    pub(super) organization: String,
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) description: String,
    pub(super) kind: String,
    pub(super) themes: Vec<String>,
    #[serde(default)]
    pub(super) audiences: Vec<String>,
    #[serde(default)]
    pub(super) adjustments: Vec<String>,
    pub(super) help_modes: Vec<String>,
    pub(super) access_modes: Vec<String>,
    #[serde(default)]
    pub(super) languages: Vec<String>,
    #[serde(default)]
    pub(super) signed_languages: Vec<String>,
    #[serde(default)]
    pub(super) interpreter_languages: Vec<String>,
    pub(super) cost: Vec<String>,
    pub(super) price_cents: Option<i64>,
    pub(super) currency: Option<String>,
    pub(super) cost_note: Option<String>,
    pub(super) booking_url: Option<String>,
    pub(super) documents_to_bring: Option<String>,
    pub(super) human_channel: String,
    pub(super) is_anonymous_possible: Option<bool>,
    pub(super) itinerance: Option<String>,
    pub(super) who_may_refer: Option<String>,
    pub(super) accepts_referrals: bool,
    #[serde(default)]
    pub(super) programmes: Vec<String>,
    #[serde(default)]
    pub(super) communes: Vec<String>,
    pub(super) capacity: String,
    pub(super) capacity_days_ago: i64,
    pub(super) full_until_in_days: Option<i64>,
    pub(super) places_per_week: Option<u16>,
    pub(super) verified_days_ago: i64,
    pub(super) asked_days_ago: Option<i64>,
    pub(super) verified_how: String,
    pub(super) verified_by: Option<String>,
    pub(super) status: Option<String>,
    #[serde(default)]
    pub(super) at: Vec<AtEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AtEntry {
    pub(super) place: String,
    /// OpenStreetMap text; empty where there are `rules`.
    #[serde(default)]
    pub(super) hours: String,
    /// Lines of rules, as they are stored.
    #[serde(default)]
    pub(super) rules: Vec<String>,
    #[serde(default)]
    pub(super) exceptions: Vec<ExceptionEntry>,
    pub(super) is_by_appointment: Option<bool>,
    pub(super) note: Option<String>,
}

/// Days on which the rules do not hold, counted from today.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExceptionEntry {
    pub(super) in_days: u64,
    pub(super) lasts_days: u64,
    pub(super) reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AccountEntry {
    pub(super) key: String,
    pub(super) email: String,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) organization: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NetworkEntry {
    pub(super) name: String,
    pub(super) helpdesk_phone: String,
    pub(super) helpdesk_email: String,
    pub(super) helpdesk_hours_note: String,
    pub(super) languages: Vec<String>,
    pub(super) country: String,
    pub(super) moderation: partner_directory::moderation::Moderation,
    pub(super) coordinating_organization: String,
    pub(super) agreement_version: String,
}
