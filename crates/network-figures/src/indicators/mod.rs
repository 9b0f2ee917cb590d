//! The published indicators (IND-01 to IND-24): each one definition, one version, one place.
//!
//! Pages, tables to download and the observatory all call [`Indicator::figures`].
//!
//! **Invariant:** a version changes when a formula does; figures of different versions are not
//! compared.

mod counting;
mod listings;
mod register;

use chrono::{DateTime, Utc};

use crate::fact::{Fact, NeedFact, SearchCount};
use crate::measure::Measure;
use crate::{Cut, fact::AttemptFact};
pub use counting::first_answers;
pub use listings::{Covered, ListingFact, Reach, coverage};

/// One published indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Indicator(u8);

/// From what an indicator is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Referrals handed over in the period.
    Referrals,
    /// The register of needs that nobody could meet.
    Register,
    /// The searches of the period.
    Searches,
    /// The listings as they are today; the period does not matter.
    Listings,
    /// Nothing yet: the network does not collect it.
    NotCollected,
}

/// One figure of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it says, as a part of text keys.
    pub name: &'static str,
    /// The list and the word of the group it is about; `None` for all.
    pub of: Option<(&'static str, String)>,
    /// The figure.
    pub measure: Measure,
}

impl Figure {
    pub(crate) fn new(name: &'static str, measure: Measure) -> Figure {
        Figure { name, of: None, measure }
    }

    pub(crate) fn of(mut self, list: &'static str, word: &str) -> Figure {
        self.of = Some((list, word.to_owned()));
        self
    }
}

/// Everything that indicators are counted from, narrowed to what is looked at.
pub struct Counted<'a> {
    /// What was asked for.
    pub cut: &'a Cut,
    /// The present instant.
    pub now: DateTime<Utc>,
    /// The referrals that the cut takes.
    pub facts: Vec<&'a Fact>,
    /// Slips given without personal data in the period.
    pub handouts: u64,
    /// The register of needs.
    pub needs: &'a [NeedFact],
    /// The searches of the period.
    pub searches: &'a [SearchCount],
    /// The published offers.
    pub listings: &'a [ListingFact],
    /// The communes of the territory.
    pub communes: &'a [Reach],
}

impl<'a> Counted<'a> {
    /// Every attempt that the cut looks at.
    pub(crate) fn attempts(&self) -> impl Iterator<Item = &'a AttemptFact> + '_ {
        let all = self.facts.iter().flat_map(|fact| fact.attempts.iter());
        all.filter(|attempt| self.cut.asks(attempt))
    }

    /// The first attempt of each referral, where the cut looks at it.
    pub(crate) fn first_attempts(&self) -> impl Iterator<Item = &'a AttemptFact> + '_ {
        let all = self.facts.iter().filter_map(|fact| fact.attempts.first());
        all.filter(|attempt| self.cut.asks(attempt))
    }

    /// The same of some referrals only.
    fn narrowed(&self, keep: impl Fn(&Fact) -> bool) -> Counted<'a> {
        Counted {
            facts: self.facts.iter().copied().filter(|fact| keep(fact)).collect(),
            cut: self.cut,
            now: self.now,
            handouts: 0,
            needs: &[],
            searches: &[],
            listings: &[],
            communes: &[],
        }
    }
}

impl Indicator {
    /// All of them, in the order of their numbers.
    pub fn all() -> impl Iterator<Item = Indicator> {
        (1..=24).map(Indicator)
    }

    /// Reads `ind-02`.
    pub fn from_id(id: &str) -> Option<Indicator> {
        Indicator::all().find(|one| one.id() == id)
    }

    /// `ind-02`, as it stands in addresses and text keys.
    pub fn id(self) -> String {
        format!("ind-{:02}", self.0)
    }

    /// `IND-02`, as people read it.
    pub fn code(self) -> String {
        format!("IND-{:02}", self.0)
    }

    /// The version of its formula.
    pub fn version(self) -> u32 {
        match self.0 {
            // Counts those at least 60 days old of any period, not those of 60 to 120 days ago.
            9 => 2,
            // Whoever stopped before the deadline was not left without answer.
            4 => 2,
            _ => 1,
        }
    }

    /// From what it is counted.
    pub fn basis(self) -> Basis {
        match self.0 {
            11 => Basis::Register,
            12 => Basis::Searches,
            13..=15 => Basis::Listings,
            8 | 17..=19 | 22..=24 => Basis::NotCollected,
            _ => Basis::Referrals,
        }
    }

    /// True when a lower figure is better; `None` when neither is.
    pub fn is_lower_better(self) -> Option<bool> {
        match self.0 {
            2 | 3 | 4 | 6 | 7 | 11 | 12 => Some(true),
            5 | 9 | 10 | 13 | 14 | 15 | 20 => Some(false),
            _ => None,
        }
    }

    /// Its figures; the first is the one an overview shows. Empty when it is not collected.
    pub fn figures(self, counted: &Counted<'_>) -> Vec<Figure> {
        match self.0 {
            1 => counting::volume(counted),
            2 => counting::time_to_first_answer(counted),
            3 => counting::no_answer(counted),
            4 => counting::left_without_answer(counted),
            5 => counting::acceptance(counted),
            6 => counting::rerouting(counted),
            7 => counting::time_to_contact(counted),
            9 => counting::closed_within_60_days(counted),
            10 => counting::need_met(counted),
            11 => register::open_needs(counted),
            12 => register::searches_without_result(counted),
            13 => listings::freshness(counted),
            14 => listings::completeness(counted),
            15 => listings::reach(counted),
            16 => listings::pressure(counted),
            20 => counting::urgent(counted),
            21 => counting::equity(counted),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
pub(crate) mod cases;
#[cfg(test)]
mod tests;
