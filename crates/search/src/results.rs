//! What a search answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use partner_directory::{ListedPlace, Listing, Span};

use crate::Score;
use crate::facets::Facet;

/// One page of results, with what was counted beside it.
#[derive(Debug, Clone)]
pub struct Results {
    /// How many offers the words and all filters leave.
    pub total: usize,
    /// The page, from 1.
    pub page: u32,
    /// How many offers a full page has.
    pub per_page: u32,
    /// The offers of the page, in order.
    pub items: Vec<Hit>,
    /// For each filter, its values with the number of results each would give.
    pub facets: BTreeMap<Facet, Vec<(String, usize)>>,
    /// What else matched and why it is not shown; an offer counts under its first reason.
    pub excluded: Vec<(Excluded, usize)>,
    /// What to let go of for more results, with the total it would give; only when few are left.
    pub relax: Vec<(Dropped, usize)>,
    /// Which engine answered.
    pub backend: &'static str,
    /// The same for the same offers in the same order with the same points.
    pub hash: String,
}

/// One offer found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The offer with its organization and places.
    pub listing: Arc<Listing>,
    /// The position of the place to show among those of the listing; `None` without places.
    pub nearest: Option<usize>,
    /// How far that place is; only when a place was asked for and its point is known.
    pub distance_m: Option<u32>,
    /// The opening under way there, or the next one.
    pub next_opening: Option<Span>,
    /// Its points under the published rules.
    pub score: Score,
}

impl Hit {
    /// The place to show.
    pub fn place(&self) -> Option<&ListedPlace> {
        self.listing.places.get(self.nearest?)
    }
}

/// Why an offer that matches the words is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Excluded {
    /// Nobody confirmed it for a year.
    Stale,
    /// It helps only people of other communes.
    OtherCommunes,
    /// It is beyond the radius.
    TooFar,
    /// A filter leaves it out.
    Filter(Facet),
}

impl Excluded {
    /// The word used in answers to machines and in text keys.
    pub fn word(self) -> &'static str {
        match self {
            Excluded::Stale => "stale",
            Excluded::OtherCommunes => "other_communes",
            Excluded::TooFar => "too_far",
            Excluded::Filter(facet) => facet.word(),
        }
    }
}

/// What a search could do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dropped {
    /// The words.
    Words,
    /// The radius around the place.
    Radius,
    /// One filter.
    Filter(Facet),
    /// All filters and the radius; named when letting go of one of them is not enough.
    AllFilters,
}

impl Dropped {
    /// The word used in answers to machines and in text keys.
    pub fn word(self) -> &'static str {
        match self {
            Dropped::Words => "words",
            Dropped::Radius => "radius",
            Dropped::Filter(facet) => facet.word(),
            Dropped::AllFilters => "all_filters",
        }
    }
}
