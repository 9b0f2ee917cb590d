//! Which offers are left, what was left out and why, and what would bring more.
//!
//! **Invariant:** what is left is what [`partner_directory::ranking::exclude`] leaves, asked
//! offer by offer; the counts of facets, reasons and offers to relax come from the same sets.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use partner_directory::ranking::Excluded;
use partner_directory::{Capacity, Freshness, Near, Query, freshness};

use crate::bits::Bits;
use crate::facets::{Columns, Facet, chosen};
use crate::map::Nearest;
use crate::moment::Moment;
use crate::results::Dropped;
use crate::snapshot::Snapshot;

/// With fewer results than this, letting go of something is proposed.
const FEW: usize = 5;
/// Offers that a person can be referred to are counted up to this many.
const COUNTED: usize = 100;
/// The distances that a page proposes, in kilometres.
const DISTANCES_KM: [u16; 4] = [1, 3, 5, 10];

/// The conditions of one search, each as the set of the offers that meet it.
pub(crate) struct Narrowed<'a> {
    snapshot: &'a Snapshot,
    moment: &'a Moment,
    /// The words, then the others in the order in which they are named as reasons.
    conditions: Vec<Condition<'a>>,
    /// The offers that meet all of them.
    pub(crate) left: Bits,
}

struct Condition<'a> {
    what: What,
    met_by: Cow<'a, Bits>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Words,
    NotStale,
    HasRoom,
    Covered,
    Radius,
    Organization,
    Filter(Facet),
}

impl<'a> Narrowed<'a> {
    /// `matching` are the offers that match the words, `None` without words; `nearest` is
    /// known for every offer with a point when a place was asked for.
    pub(crate) fn by(
        snapshot: &'a Snapshot,
        moment: &'a Moment,
        query: &'a Query,
        matching: Option<&'a Bits>,
        nearest: &[Nearest],
    ) -> Narrowed<'a> {
        let mut narrowed =
            Narrowed { snapshot, moment, conditions: Vec::new(), left: Bits::default() };
        if let Some(matching) = matching {
            narrowed.require(What::Words, Cow::Borrowed(matching));
        }
        narrowed.require(What::NotStale, Cow::Owned(snapshot.live.without(moment.stale())));
        if query.filters.capacity != Some(Capacity::Full) {
            narrowed.require(What::HasRoom, Cow::Owned(snapshot.live.without(moment.full())));
        }
        if let Some(near) = &query.near {
            narrowed.require(What::Covered, Cow::Owned(covered(snapshot, near)));
        }
        if let (Some(_), Some(radius)) = (&query.near, query.radius_km) {
            let within = within(snapshot, radius, nearest);
            narrowed.require(What::Radius, Cow::Owned(within));
        }
        if let Some(wanted) = &query.organization {
            let is_theirs = |slot: &usize| {
                snapshot.listing(*slot).is_some_and(|one| one.organization.id == *wanted)
            };
            let theirs = snapshot.live.iter().filter(is_theirs).collect();
            narrowed.require(What::Organization, Cow::Owned(theirs));
        }
        for (facet, value) in chosen(&query.filters) {
            let having = narrowed.columns(facet).of(facet, value);
            let having = having.map_or_else(|| Cow::Owned(Bits::default()), Cow::Borrowed);
            narrowed.require(What::Filter(facet), having);
        }
        narrowed.left = match query.hidden {
            Some(wanted) => narrowed.kept_away_by(wanted),
            None => narrowed.leaving_out(|_| false),
        };
        narrowed
    }

    /// The offers whose first reason is `wanted`: as many as [`Narrowed::excluded`] counts.
    fn kept_away_by(&self, wanted: Excluded) -> Bits {
        let mut before = self.snapshot.live.clone();
        for condition in &self.conditions {
            if reason(condition.what) == Some(wanted) {
                return before.without(&condition.met_by);
            }
            before = before.and(&condition.met_by);
        }
        Bits::default()
    }

    /// How many of the offers that are left a person can be referred to, up to [`COUNTED`].
    pub(crate) fn orientable(&self, today: NaiveDate) -> usize {
        let accepting = self.left.and(self.snapshot.columns.accepting());
        let is_ready = |slot: &usize| {
            let listing = self.snapshot.listing(*slot);
            listing.is_some_and(|one| freshness(&one.offer, today) < Freshness::ToConfirm)
        };
        accepting.without(self.moment.full()).iter().filter(is_ready).take(COUNTED).count()
    }

    /// How many results each of the usual distances would give, when a place is known.
    pub(crate) fn distances(&self, near: bool, nearest: &[Nearest]) -> Vec<(u16, usize)> {
        if !near {
            return Vec::new();
        }
        let others = self.leaving_out(|what| what == What::Radius);
        let located = others.common(self.snapshot.map.located());
        let mut counts = DISTANCES_KM.map(|km| (km, others.count() - located));
        for one in nearest.iter().filter(|one| others.has(one.slot())) {
            for (km, count) in &mut counts {
                *count += usize::from(one.is_within(f64::from(*km) * 1000.0));
            }
        }
        counts.to_vec()
    }

    fn require(&mut self, what: What, met_by: Cow<'a, Bits>) {
        self.conditions.push(Condition { what, met_by });
    }

    fn columns(&self, facet: Facet) -> &'a Columns {
        match facet {
            Facet::Open | Facet::Capacity => self.moment.columns(),
            _ => &self.snapshot.columns,
        }
    }

    fn leaving_out(&self, is_left_out: impl Fn(What) -> bool) -> Bits {
        let held = self.conditions.iter().filter(|condition| !is_left_out(condition.what));
        held.fold(self.snapshot.live.clone(), |left, condition| left.and(&condition.met_by))
    }

    /// For each facet, how many results each of its values would give.
    pub(crate) fn facets(&self) -> BTreeMap<Facet, Vec<(String, usize)>> {
        let count = |facet: &Facet| {
            // Whoever asks for full offers is shown them.
            let is_own = |what| {
                what == What::Filter(*facet) || (what, *facet) == (What::HasRoom, Facet::Capacity)
            };
            let others = if self.conditions.iter().any(|condition| is_own(condition.what)) {
                Cow::Owned(self.leaving_out(is_own))
            } else {
                Cow::Borrowed(&self.left)
            };
            let values = self.columns(*facet).values(*facet);
            let counts = values.map(|(value, bits)| (value, others.common(bits)));
            let counts = counts.filter(|(_, count)| *count > 0);
            (*facet, counts.map(|(value, count)| (value.to_owned(), count)).collect())
        };
        Facet::ALL.iter().map(count).collect()
    }

    /// How many offers that match the words each reason keeps away, first reason first.
    pub(crate) fn excluded(&self) -> Vec<(Excluded, usize)> {
        let mut left = self.snapshot.live.clone();
        let mut before = left.count();
        let mut excluded = Vec::new();
        for condition in &self.conditions {
            left = left.and(&condition.met_by);
            let now = left.count();
            let reason = reason(condition.what).filter(|_| now < before);
            excluded.extend(reason.map(|reason| (reason, before - now)));
            before = now;
        }
        excluded
    }

    /// What to let go of when few offers are left, the most fruitful first.
    pub(crate) fn relax(&self) -> Vec<(Dropped, usize)> {
        let total = self.left.count();
        if total >= FEW {
            return Vec::new();
        }
        let mut relax = Vec::new();
        for condition in &self.conditions {
            let Some(dropped) = dropped(condition.what) else { continue };
            let more = self.without(|what| what == condition.what);
            relax.extend((more > total).then_some((dropped, more)));
        }
        relax.sort_by_key(|(_, more)| Reverse(*more));
        if relax.iter().all(|(dropped, _)| *dropped == Dropped::Words) {
            let more = self.without(|what| matches!(what, What::Filter(_) | What::Radius));
            relax.extend((more > total).then_some((Dropped::AllFilters, more)));
        }
        relax
    }

    // Without the filter for full offers they are hidden again.
    fn without(&self, is_left_out: impl Fn(What) -> bool) -> usize {
        let is_room_asked = self.conditions.iter().any(|one| one.what == What::HasRoom);
        let left = self.leaving_out(&is_left_out);
        if is_room_asked || !is_left_out(What::Filter(Facet::Capacity)) {
            left.count()
        } else {
            left.without(self.moment.full()).count()
        }
    }
}

fn covered(snapshot: &Snapshot, near: &Near) -> Bits {
    let is_outside = |slot: &usize| {
        snapshot
            .listing(*slot)
            .is_some_and(|one| !one.offer.coverage.includes(near.commune_code.as_deref()))
    };
    snapshot.live.without(&snapshot.limited.iter().filter(is_outside).collect())
}

// An offer whose point nobody knows, or that needs none, is not far.
fn within(snapshot: &Snapshot, radius_km: u16, nearest: &[Nearest]) -> Bits {
    let radius_m = f64::from(radius_km) * 1000.0;
    let too_far = nearest.iter().filter(|one| !one.is_within(radius_m));
    snapshot.live.without(&too_far.map(|one| one.slot()).collect())
}

fn reason(what: What) -> Option<Excluded> {
    Some(match what {
        What::Words => return None,
        What::NotStale => Excluded::Stale,
        What::HasRoom => Excluded::Full,
        What::Covered => Excluded::OutsideCoverage,
        What::Radius => Excluded::TooFar,
        What::Organization => Excluded::OtherOrganization,
        What::Filter(facet) => match facet {
            Facet::Theme => Excluded::Theme,
            Facet::Kind => Excluded::Kind,
            Facet::Commune => Excluded::OtherCommune,
            Facet::Audience => Excluded::Audience,
            Facet::Language => Excluded::Language,
            Facet::Adjustment => Excluded::Adjustment,
            Facet::Free => Excluded::NotFree,
            Facet::Anonymous => Excluded::NotAnonymous,
            Facet::Open => Excluded::Closed,
            Facet::Appointment => Excluded::Appointment,
            Facet::Capacity => Excluded::Capacity,
        },
    })
}

fn dropped(what: What) -> Option<Dropped> {
    match what {
        What::Words => Some(Dropped::Words),
        What::Radius => Some(Dropped::Radius),
        What::Filter(facet) => Some(Dropped::Filter(facet)),
        What::NotStale | What::HasRoom | What::Covered | What::Organization => None,
    }
}
