//! Which offers are left, what was left out and why, and what would bring more.
//!
//! **Invariant:** the counts beside the values of a facet, the reasons of exclusion and the
//! offers to relax all come from the same sets as the total.

use std::borrow::Cow;
use std::collections::BTreeMap;

use partner_directory::{Near, Query};

use crate::bits::Bits;
use crate::facets::{Columns, Facet, chosen};
use crate::map::Nearest;
use crate::moment::Moment;
use crate::results::{Dropped, Excluded};
use crate::snapshot::Snapshot;

/// With fewer results than this, letting go of something is proposed.
const FEW: usize = 5;

/// The conditions of one search, each as the set of the offers that meet it.
pub(crate) struct Narrowed<'a> {
    snapshot: &'a Snapshot,
    moment: &'a Moment,
    shown: Bits,
    conditions: Vec<(Dropped, Cow<'a, Bits>)>,
    /// The offers that meet all of them.
    pub(crate) left: Bits,
}

impl<'a> Narrowed<'a> {
    /// `matching` are the offers that match the words, `None` without words; `nearest` is
    /// known for every offer with a point when a place was asked for.
    pub(crate) fn by(
        snapshot: &'a Snapshot,
        moment: &'a Moment,
        query: &'a Query,
        matching: Option<Bits>,
        nearest: &[Nearest],
    ) -> Narrowed<'a> {
        let shown = snapshot.live.without(moment.stale());
        let mut narrowed =
            Narrowed { snapshot, moment, shown, conditions: Vec::new(), left: Bits::default() };
        if let Some(matching) = matching {
            narrowed.conditions.push((Dropped::Words, Cow::Owned(matching)));
        }
        if let (Some(near), Some(radius)) = (&query.near, query.radius_km) {
            let within = narrowed.within(near, radius, nearest);
            narrowed.conditions.push((Dropped::Radius, Cow::Owned(within)));
        }
        for (facet, value) in chosen(&query.filters) {
            let having = narrowed.columns(facet).of(facet, value);
            let having = having.map_or_else(|| Cow::Owned(Bits::default()), Cow::Borrowed);
            narrowed.conditions.push((Dropped::Filter(facet), having));
        }
        narrowed.left = narrowed.leaving_out(|_| false);
        narrowed
    }

    fn columns(&self, facet: Facet) -> &'a Columns {
        match facet {
            Facet::Open | Facet::Capacity => self.moment.columns(),
            _ => &self.snapshot.columns,
        }
    }

    // What has no place comes to people by telephone or at home. What has a place that nobody
    // located counts as near only in the same commune.
    fn within(&self, near: &Near, radius_km: u16, nearest: &[Nearest]) -> Bits {
        let radius_m = f64::from(radius_km) * 1000.0;
        let located: Bits = nearest.iter().map(|one| one.slot).collect();
        let unlocated = self.snapshot.live.without(&located);
        let in_reach = unlocated.iter().filter(|slot| {
            self.snapshot.listing(*slot).is_some_and(|listing| {
                let mut places = listing.places.iter();
                listing.places.is_empty()
                    || places.any(|one| {
                        one.commune_code.is_some() && one.commune_code == near.commune_code
                    })
            })
        });
        let by_distance = nearest.iter().filter(|one| one.metres <= radius_m);
        by_distance.map(|one| one.slot).chain(in_reach).collect()
    }

    fn leaving_out(&self, is_left_out: impl Fn(Dropped) -> bool) -> Bits {
        let held = self.conditions.iter().filter(|(what, _)| !is_left_out(*what));
        held.fold(self.shown.clone(), |left, (_, bits)| left.and(bits))
    }

    /// For each facet, how many results each of its values would give.
    pub(crate) fn facets(&self) -> BTreeMap<Facet, Vec<(String, usize)>> {
        let count = |facet: &Facet| {
            let own = Dropped::Filter(*facet);
            let is_chosen = self.conditions.iter().any(|(what, _)| *what == own);
            let others = if is_chosen {
                Cow::Owned(self.leaving_out(|what| what == own))
            } else {
                Cow::Borrowed(&self.left)
            };
            let values = self.columns(*facet).values(*facet);
            let counts = values.map(|(value, bits)| (value.to_owned(), others.common(bits)));
            (*facet, counts.filter(|(_, count)| *count > 0).collect())
        };
        Facet::ALL.iter().map(count).collect()
    }

    /// How many offers that match the words each reason keeps away, first reason first.
    pub(crate) fn excluded(&self) -> Vec<(Excluded, usize)> {
        let matching = self.conditions.iter().find(|(what, _)| *what == Dropped::Words);
        let matching = matching.map_or(&self.snapshot.live, |(_, bits)| bits);
        let mut left = matching.and(&self.shown);
        let mut excluded = vec![(Excluded::Stale, matching.count() - left.count())];
        for (what, bits) in &self.conditions {
            let reason = match what {
                Dropped::Radius => Excluded::TooFar,
                Dropped::Filter(facet) => Excluded::Filter(*facet),
                Dropped::Words | Dropped::AllFilters => continue,
            };
            let still = left.and(bits);
            excluded.push((reason, left.count() - still.count()));
            left = still;
        }
        excluded.retain(|(_, count)| *count > 0);
        excluded
    }

    /// What to let go of when few offers are left, the most fruitful first.
    pub(crate) fn relax(&self) -> Vec<(Dropped, usize)> {
        let total = self.left.count();
        if total >= FEW {
            return Vec::new();
        }
        let alone = self.conditions.iter().map(|(what, _)| *what);
        let without =
            |dropped: Dropped| (dropped, self.leaving_out(|what| what == dropped).count());
        let mut relax: Vec<_> = alone.map(without).filter(|(_, more)| *more > total).collect();
        relax.sort_by_key(|(_, more)| std::cmp::Reverse(*more));
        if relax.iter().all(|(dropped, _)| *dropped == Dropped::Words) {
            let words_only = self.leaving_out(|what| what != Dropped::Words).count();
            relax.extend((words_only > total).then_some((Dropped::AllFilters, words_only)));
        }
        relax
    }
}
