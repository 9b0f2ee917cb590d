//! One search, from the offers that match the words to a page of results.

use partner_directory::ranking::{
    Asked, Candidate, Ranked, Rotation, Rules, Score, Shown, WordQuery, order, result_hash,
};
use partner_directory::{Query, Sort};

use crate::bits::Bits;
use crate::choose::SCORED;
use crate::index::OfferKey;
use crate::map::Nearest;
use crate::matching::Matching;
use crate::moment::Moment;
use crate::narrow::Narrowed;
use crate::results::{Hit, Results};
use crate::snapshot::{Order, Snapshot};

/// What one search works with.
pub(crate) struct Search<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) moment: &'a Moment,
    pub(crate) rules: &'a Rules,
    pub(crate) asked: Asked<'a>,
}

impl Search<'_> {
    /// `matching` are the offers that answer the words, `None` without words; `backend` found
    /// them, perhaps in the place of another engine.
    pub(crate) fn run(
        &self,
        matching: Option<Matching>,
        (backend, is_fallback): (&'static str, bool),
    ) -> Results {
        let Search { snapshot, moment, rules, asked } = self;
        let query = asked.query;
        let near = query.near.as_ref().map(|near| snapshot.map.nearest(near.point));
        let near = near.unwrap_or_default();
        let all = matching.as_ref().map(|matching| &matching.all);
        let narrowed = Narrowed::by(snapshot, moment, query, all, &near);

        let page = query.page.max(1);
        let rotation = Rotation::new(asked.today, &need(asked));
        let (slots, first) = self.page(&narrowed.left, matching.as_ref(), &near, page, &rotation);
        // What is hidden is looked at as it is: nothing narrows it any further.
        let (facets, excluded, relax, distances) = match query.hidden {
            Some(_) => Default::default(),
            None => {
                let distances = narrowed.distances(query.near.is_some(), &near);
                (narrowed.facets(), narrowed.excluded(), narrowed.relax(), distances)
            }
        };
        Results {
            total: narrowed.left.count(),
            page,
            per_page: query.page_size(),
            items: self.hits(&slots, first),
            facets,
            distances,
            orientable: narrowed.orientable(asked.today),
            excluded,
            relax,
            corrected: corrected(asked.words),
            backend,
            is_fallback,
            rules_version: rules.version().to_owned(),
            rotation,
            hash: result_hash(query, rules, &snapshot.data_version(), asked.today),
        }
    }

    /// The slots of a page, and the first of all when points decide the order.
    fn page(
        &self,
        left: &Bits,
        matching: Option<&Matching>,
        near: &[Nearest],
        page: u32,
        rotation: &Rotation,
    ) -> (Vec<usize>, Option<usize>) {
        let size = self.asked.query.page_size() as usize;
        let start = (page as usize - 1).saturating_mul(size);
        if start >= left.count() {
            return (Vec::new(), None);
        }
        let sort = self.asked.query.sort;
        if sort == Sort::Name {
            let named = self.snapshot.by_name().iter().copied();
            let slots = named.filter(|slot| left.has(*slot)).skip(start).take(size);
            return (slots.collect(), None);
        }
        let mut chosen = self.choose(left, matching, near, start.saturating_add(size));
        let rest = chosen.split_off(SCORED.min(chosen.len()));
        let mut ranked: Vec<Ranked> =
            chosen.into_iter().filter_map(|slot| self.rank(slot)).collect();
        order(&mut ranked, sort, rotation);
        let mut ordered = ranked.iter().map(|one| one.slot as usize);
        let first = ordered.clone().next().filter(|_| sort == Sort::Points);
        (ordered.by_ref().chain(rest).skip(start).take(size).collect(), first)
    }

    /// Every offer by the points that it has without any words.
    pub(crate) fn standing(&self) -> Order {
        self.snapshot.standing(self.asked.now, || {
            let (query, words) = (Query::default(), WordQuery::default());
            let asked = Asked { query: &query, words: &words, ..self.asked };
            let search = Search { asked, ..*self };
            let mut ranked: Vec<Ranked> =
                self.snapshot.live.iter().filter_map(|slot| search.rank(slot)).collect();
            order(&mut ranked, Sort::Points, &Rotation::new(self.asked.today, ""));
            ranked
        })
    }

    pub(crate) fn key(&self, slot: usize) -> Option<OfferKey> {
        self.snapshot.item(slot).map(|item| item.key)
    }

    fn rank(&self, slot: usize) -> Option<Ranked> {
        let item = self.snapshot.item(slot)?;
        let candidate = self.candidate(slot)?;
        let query = self.asked.query;
        // By points neither is looked at.
        let shown = match query.sort {
            Sort::Distance | Sort::NextOpening => {
                Shown::of(query, candidate.listing, candidate.openings)
            }
            Sort::Points | Sort::Name => None,
        };
        Some(Ranked {
            slot: u32::try_from(slot).ok()?,
            total: self.rules.tally(&self.asked, &candidate).total(),
            distance_m: shown.and_then(|shown| shown.distance_m),
            opens: shown.and_then(|shown| shown.opening).map(|span| span.from),
            key: item.key.number(),
        })
    }

    fn hits(&self, slots: &[usize], first: Option<usize>) -> Vec<Hit> {
        let best = first.and_then(|slot| self.score(slot));
        let hit = |slot: &usize| {
            let candidate = self.candidate(*slot)?;
            let score = self.score(*slot)?;
            let others = best.as_ref().filter(|_| first != Some(*slot));
            Some(Hit {
                listing: self.snapshot.item(*slot)?.listing.clone(),
                shown: Shown::of(self.asked.query, candidate.listing, candidate.openings),
                to_be_first: others.map(|best| self.rules.to_be_first(&self.asked, &score, best)),
                score,
            })
        };
        slots.iter().filter_map(hit).collect()
    }

    fn score(&self, slot: usize) -> Option<Score> {
        Some(self.rules.score(&self.asked, &self.candidate(slot)?))
    }

    fn candidate(&self, slot: usize) -> Option<Candidate<'_>> {
        let item = self.snapshot.item(slot)?;
        let openings = self.moment.openings(slot);
        Some(Candidate { listing: &item.listing, words: &item.words, openings })
    }
}

// Without words the theme is the need.
fn need(asked: &Asked<'_>) -> String {
    if !asked.words.is_empty() {
        return asked.words.need();
    }
    let filters = &asked.query.filters;
    let theme = filters.theme.map(|theme| theme.word());
    theme.or(filters.kind.map(|kind| kind.word())).unwrap_or_default().to_owned()
}

fn corrected(words: &WordQuery) -> Vec<(String, Vec<String>)> {
    let corrected = words.terms().iter().filter(|term| term.is_corrected);
    corrected
        .map(|term| (term.typed.clone(), term.tokens.iter().skip(1).cloned().collect()))
        .collect()
}
