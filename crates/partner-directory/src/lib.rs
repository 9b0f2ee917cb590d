//! Who helps with what, where and when: the directory's words and rules.
//!
//! **Invariant:** this crate is pure. It reads no clock, no file and no database; the
//! exchange formats work on bytes that the caller read.
//! **Invariant:** nothing here knows referrals or people who ask for help.

mod closed_list;
pub mod geography;
pub mod hours;
pub mod listing;
pub mod offer;
pub mod organization;
pub mod place;
pub mod query;
pub mod schedule;
pub mod terms;

pub use geography::{Near, Point};
pub use hours::{Holidays, Hours};
pub use listing::{ListedOrganization, ListedPlace, Listing};
pub use offer::{
    CapacityStatement, Cost, Coverage, Offer, OfferAtPlace, OfferLanguage, Source, Verified,
};
pub use organization::{Agreement, Identifier, Organization};
pub use place::Place;
pub use query::{Filters, OpenFilter, Query, Sort};
pub use schedule::Schedule;
pub use terms::*;
