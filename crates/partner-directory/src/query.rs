//! What somebody looks for: words, a place, filters.
//!
//! **Invariant:** a query holds nothing about a person; it may be logged and replayed.

use kernel::{Language, OrganizationId};

use crate::closed_list::closed_list;
use crate::geography::Near;
use crate::ranking::Excluded;
use crate::terms::{Adjustment, Audience, Capacity, Kind, Theme};

/// A search of the directory.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// Free words, at most [`Query::WORDS_MAX`] characters.
    pub words: String,
    /// The place from which distance is counted.
    pub near: Option<Near>,
    /// How far away an offer may be; only with `near`.
    pub radius_km: Option<u16>,
    /// Only offers of this organization.
    pub organization: Option<OrganizationId>,
    /// What an offer must be.
    pub filters: Filters,
    /// Only the offers that this reason keeps away, instead of those that are left.
    pub hidden: Option<Excluded>,
    /// The order of the results.
    pub sort: Sort,
    /// The page, from 1; 0 counts as 1.
    pub page: u32,
    /// How many offers one page shows; 0 counts as [`Query::PER_PAGE`].
    pub per_page: u32,
}

impl Query {
    /// The most characters of free words that are looked at; the rest is cut off.
    pub const WORDS_MAX: usize = 200;
    /// How many offers one page shows when nobody says, and at most.
    pub const PER_PAGE: u32 = 20;

    /// How many offers one page shows, within what is allowed.
    pub fn page_size(&self) -> u32 {
        match self.per_page {
            0 => Query::PER_PAGE,
            wanted => wanted.min(Query::PER_PAGE),
        }
    }
}

/// What an offer must be to be shown; an empty filter asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Only offers with this theme.
    pub theme: Option<Theme>,
    /// Only offers of this nature.
    pub kind: Option<Kind>,
    /// Only offers with a place in the commune with this number.
    pub commune: Option<String>,
    /// Only offers for this audience, or for everyone.
    pub audience: Option<Audience>,
    /// Only offers in this language.
    pub language: Option<Language>,
    /// Only offers prepared for this.
    pub adjustment: Option<Adjustment>,
    /// Only offers that are free.
    pub free: bool,
    /// Only offers that help without a name or papers.
    pub anonymous: bool,
    /// Only offers open at that time.
    pub open: Option<OpenFilter>,
    /// `Some(true)`: only by appointment; `Some(false)`: only without.
    pub appointment: Option<bool>,
    /// Only offers with this much room.
    pub capacity: Option<Capacity>,
}

closed_list! {
    /// When an offer must be open.
    OpenFilter {
        Now = "now",
        Today = "today",
        /// After 18:00, on any day of the coming week.
        Evening = "evening",
        /// On the coming Saturday.
        Saturday = "saturday",
    }

    /// The order of the results.
    #[derive(Default)]
    Sort {
        /// By the published points.
        #[default]
        Points = "points",
        Distance = "distance",
        NextOpening = "next_opening",
        Name = "name",
    }
}
