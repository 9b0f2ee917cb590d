use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Makes a fresh identifier (UUID v7); later ones sort after earlier ones.
            pub fn fresh() -> Self {
                Self(uuid::Uuid::now_v7().simple().to_string())
            }

            /// The text kept in the database and shown in addresses.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// Names one organization of the directory.
    OrganizationId
    /// Names one place where help is given.
    PlaceId
    /// Names one offer: one kind of help by one organization.
    OfferId
    /// Names one offer at one place (HSDS `service_at_location`).
    OfferPlaceId
    /// Names one schedule of an offer at a place.
    ScheduleId
    /// Names one referral: one need of one person handed to the network.
    ReferralId
    /// Names one attempt: one offer asked within a referral.
    AttemptId
    /// Names one recorded consent.
    ConsentId
    /// Names one line of the event log.
    EventId
    /// Names one handout: a slip given without personal data.
    HandoutId
    /// Names one change of an object of the directory.
    RevisionId
    /// Names one file of another directory on its way in.
    ImportRunId
    /// Names one account of a person who works in the network.
    AccountId
}
