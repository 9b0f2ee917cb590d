//! One search, from the offers that match the words to a page of results.

use partner_directory::ranking::{
    Asked, Candidate, Ranked, Rotation, Rules, Shown, WordQuery, order, result_hash,
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
        let slots = self.page(&narrowed.left, matching.as_ref(), &near, page, &rotation);
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
            items: slots.into_iter().filter_map(|slot| self.hit(slot)).collect(),
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

    fn page(
        &self,
        left: &Bits,
        matching: Option<&Matching>,
        near: &[Nearest],
        page: u32,
        rotation: &Rotation,
    ) -> Vec<usize> {
        let size = self.asked.query.page_size() as usize;
        let start = (page as usize - 1).saturating_mul(size);
        if start >= left.count() {
            return Vec::new();
        }
        let sort = self.asked.query.sort;
        if sort == Sort::Name {
            let named = self.snapshot.by_name().iter().copied();
            return named.filter(|slot| left.has(*slot)).skip(start).take(size).collect();
        }
        let mut chosen = self.choose(left, matching, near, start.saturating_add(size));
        let rest = chosen.split_off(SCORED.min(chosen.len()));
        let mut ranked: Vec<Ranked> =
            chosen.into_iter().filter_map(|slot| self.rank(slot)).collect();
        order(&mut ranked, sort, rotation);
        let ordered = ranked.iter().map(|one| one.slot as usize);
        ordered.chain(rest).skip(start).take(size).collect()
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

    fn hit(&self, slot: usize) -> Option<Hit> {
        let candidate = self.candidate(slot)?;
        Some(Hit {
            listing: self.snapshot.item(slot)?.listing.clone(),
            shown: Shown::of(self.asked.query, candidate.listing, candidate.openings),
            score: self.rules.score(&self.asked, &candidate),
        })
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
