//! The fictional city of `relais demo`, read from `seed-data/city` into the directory's words.
//!
//! Dates in the files are days before or after today, so that the demo never grows old.
//!
//! **Invariant:** identifiers are derived from the keys in the files; reading the city twice
//! gives the same ones, whatever the day.

mod build;
mod error;
mod files;
mod mix;
mod parse;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use kernel::{AccountId, OrganizationId, Role};
use partner_directory::{Offer, OfferAtPlace, Organization, Place};
use sha2::{Digest, Sha256};
use store::network::NetworkSettings;

pub use error::CityError;
pub use mix::{AnswerHours, ReferralMix, StateMix, Weights};

/// Everything the demo shows before somebody touches it, past referrals excepted.
#[derive(Debug, Clone)]
pub struct City {
    /// Partners and others; the coordinating one comes first.
    pub organizations: Vec<Organization>,
    /// Where help is given.
    pub places: Vec<Place>,
    /// What is offered, drafts included.
    pub offers: Vec<Offer>,
    /// Where and when each offer is given; offers at home have none.
    pub offer_places: Vec<OfferAtPlace>,
    /// The people who can sign in.
    pub accounts: Vec<CityAccount>,
    /// What the coordinators would have set.
    pub network: NetworkSettings,
    /// How past referrals are distributed.
    pub mix: ReferralMix,
}

/// Somebody who can sign in to the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CityAccount {
    /// Derived from the key in the file.
    pub id: AccountId,
    /// The name to sign in with.
    pub email: String,
    /// What colleagues call them.
    pub name: String,
    /// What they do in the network.
    pub role: Role,
    /// Whom they work for.
    pub organization: OrganizationId,
}

impl City {
    /// Reads the city as it stands on `today`, a local date.
    ///
    /// # Errors
    /// [`CityError`] when a file is malformed, uses a word that no list knows, or names
    /// something that does not exist.
    pub fn read(today: NaiveDate) -> Result<City, CityError> {
        build::city(files::Files::read()?, today)
    }
}

/// The identifier of the organization with this key in the files.
pub(super) fn organization_id(key: &str) -> OrganizationId {
    derived_id("organization", key).into()
}

/// The identifier of what has `key` among things of one `kind`: 32 hexadecimal digits.
fn derived_id(kind: &str, key: &str) -> String {
    let digest = Sha256::digest(format!("relais demo/{kind}/{key}"));
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
