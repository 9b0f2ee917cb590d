//! What a search answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use partner_directory::ranking::{Excluded, Rotation, Score, Shown, ToBeFirst};
use partner_directory::{ListedPlace, Listing};

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
    /// For each of the usual distances in kilometres, how many results it would give; empty
    /// without a place.
    pub distances: Vec<(u16, usize)>,
    /// How many of the results a person can be referred to; 100 stands for more, too.
    pub orientable: usize,
    /// What else matched and why it is not shown; an offer counts under its first reason.
    pub excluded: Vec<(Excluded, usize)>,
    /// What to let go of for more results, with the total it would give; only when few are left.
    pub relax: Vec<(Dropped, usize)>,
    /// What unknown words were corrected to, as typed and as understood.
    pub corrected: Vec<(String, Vec<String>)>,
    /// Which engine answered.
    pub backend: &'static str,
    /// True when it stood in for one that was away.
    pub is_fallback: bool,
    /// The version of the rules that gave the points.
    pub rules_version: String,
    /// Who comes first among equals: the day and the need that decide it.
    pub rotation: Rotation,
    /// Equal for the same query, rules, data and day, and so for the same order.
    pub hash: String,
}

/// One offer found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The offer with its organization and places.
    pub listing: Arc<Listing>,
    /// The place to show, how far it is and when it opens; `None` for an offer without places.
    pub shown: Option<Shown>,
    /// Its points under the published rules.
    pub score: Score,
    /// What it lacks to be the first of all results; `None` for the first, and where points do
    /// not decide the order.
    pub to_be_first: Option<ToBeFirst>,
}

impl Hit {
    /// The place to show.
    pub fn place(&self) -> Option<&ListedPlace> {
        self.listing.places.get(self.shown?.index)
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
