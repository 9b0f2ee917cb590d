//! Who helps with what, where and when: the directory's words and rules.
//!
//! **Invariant:** this crate is pure. It reads no clock, no file and no database; the
//! exchange formats work on bytes that the caller read.
//! **Invariant:** nothing here knows referrals or people who ask for help.

pub mod capacity;
pub mod checks;
mod closed_list;
pub mod demand;
pub mod duplicates;
pub mod exchange;
#[cfg(test)]
mod fixtures;
pub mod fold;
pub mod freshness;
pub mod gazetteer;
pub mod geography;
pub mod ground;
pub mod hours;
pub mod identifier;
pub mod listing;
pub mod merging;
pub mod moderation;
pub mod offer;
pub mod organization;
pub mod place;
pub mod publishing;
pub mod quality;
pub mod query;
pub mod ranking;
pub mod recognize;
pub mod revision;
pub mod schedule;
pub mod slug;
mod template;
pub mod terms;
pub mod upkeep;

pub use capacity::{CapacityNow, capacity};
pub use freshness::{Freshness, freshness};
pub use gazetteer::{Gazetteer, Locality};
pub use geography::{Near, Point};
pub use hours::{CountryHolidays, Holidays, Hours, Span};
pub use listing::{ListedOrganization, ListedPlace, Listing};
pub use offer::{
    CapacityStatement, Cost, Coverage, Offer, OfferAtPlace, OfferLanguage, Source, Verified,
};
pub use organization::{Agreement, Identifier, Label, Organization};
pub use place::Place;
pub use publishing::{
    Compulsory, NotOrientable, is_out_of_date, missing_to_publish, orientable, room_this_week,
};
pub use quality::{Criterion, CriterionPoints, Quality, quality};
pub use query::{Filters, OpenFilter, Query, Sort};
pub use schedule::Schedule;
pub use template::{KindGroup, Template};
pub use terms::*;
pub use upkeep::{CallReason, CallResult, CheckResult, ReportOrigin, ReportOutcome, ReportReason};
