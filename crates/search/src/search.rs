//! One search, from the offers that match the words to a page of results.

use partner_directory::ranking::{
    Asked, Candidate, Ranked, Rotation, Rules, Shown, WordQuery, order, result_hash,
};
use partner_directory::{Query, Sort};

use crate::bits::Bits;
use crate::choose::{Hints, SCORED, choose, fewest_terms};
use crate::index::{Candidates, Match};
use crate::map::Nearest;
use crate::moment::Moment;
use crate::narrow::Narrowed;
use crate::results::{Hit, Results};
use crate::snapshot::Snapshot;

/// What one search works with.
pub(crate) struct Search<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) moment: &'a Moment,
    pub(crate) rules: &'a Rules,
    pub(crate) asked: Asked<'a>,
}

/// The offers that answer the words.
#[derive(Default)]
struct Matching {
    all: Bits,
    /// Those that the engine puts first, best first.
    best: Vec<usize>,
}

/// What answers when there are no words to find.
const WITHOUT_WORDS: &str = "embedded";

impl Search<'_> {
    /// `found` is what the engine says of the words; `None` without words.
    pub(crate) fn run(&self, found: Option<Candidates>) -> Results {
        let Search { snapshot, moment, rules, asked } = self;
        let query = asked.query;
        let near = query.near.as_ref().map(|near| snapshot.map.nearest(near.point));
        let near = near.unwrap_or_default();
        let (matching, best) = match found.as_ref().map(|found| self.matching(found)) {
            Some(matching) => (Some(matching.all), matching.best),
            None => (None, Vec::new()),
        };
        let narrowed = Narrowed::by(snapshot, moment, query, matching, &near);

        let page = query.page.max(1);
        let rotation = Rotation::new(asked.today, &need(asked));
        let slots = self.page(&narrowed.left, &best, &near, page, &rotation);
        Results {
            total: narrowed.left.count(),
            page,
            per_page: query.page_size(),
            items: slots.into_iter().filter_map(|slot| self.hit(slot)).collect(),
            facets: narrowed.facets(),
            excluded: narrowed.excluded(),
            relax: narrowed.relax(),
            corrected: corrected(asked.words),
            backend: found.map_or(WITHOUT_WORDS, |found| found.backend),
            rules_version: rules.version().to_owned(),
            rotation,
            hash: result_hash(query, rules, &snapshot.data_version(), asked.today),
        }
    }

    // An engine may find a word within a phrase that means something else; the rules say what
    // answers a term. What this state of the directory does not know is left out.
    fn matching(&self, found: &Candidates) -> Matching {
        let by_rules = |slot: usize| {
            let terms = self.asked.words.answered_by(&self.snapshot.item(slot)?.words);
            Some(u8::try_from(terms).unwrap_or(u8::MAX))
        };
        let answered = |found: &Match| {
            let slot = self.snapshot.slot(found.offer)?;
            Some((slot, found.answered.or_else(|| by_rules(slot))?))
        };
        let best: Vec<(usize, u8)> = found.best.iter().filter_map(answered).collect();
        let others: Vec<(usize, u8)> = found.others.iter().filter_map(answered).collect();
        let both = || best.iter().chain(&others);
        let least = fewest_terms(both().map(|(_, terms)| *terms));
        let fits = |(slot, terms): &(usize, u8)| (*terms >= least).then_some(*slot);
        Matching {
            all: both().filter_map(fits).collect(),
            best: best.iter().filter_map(fits).collect(),
        }
    }

    fn page(
        &self,
        left: &Bits,
        best: &[usize],
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
        let mut chosen = self.choose(left, best, near, start + size);
        let rest = chosen.split_off(SCORED.min(chosen.len()));
        let mut ranked: Vec<Ranked> =
            chosen.into_iter().filter_map(|slot| self.rank(slot)).collect();
        order(&mut ranked, sort, rotation);
        let ordered = ranked.iter().map(|one| one.slot as usize);
        ordered.chain(rest).skip(start).take(size).collect()
    }

    fn choose(&self, left: &Bits, best: &[usize], near: &[Nearest], limit: usize) -> Vec<usize> {
        if left.count() <= SCORED {
            return choose(left, &Hints::default(), limit);
        }
        let hints = match self.asked.query.sort {
            Sort::NextOpening => {
                Hints { by_words: &[], nearest: &[], standing: &self.by_opening(left) }
            }
            Sort::Distance if !near.is_empty() => {
                Hints { by_words: &[], nearest: near, standing: &self.standing() }
            }
            _ => Hints { by_words: best, nearest: near, standing: &self.standing() },
        };
        choose(left, &hints, limit)
    }

    fn by_opening(&self, left: &Bits) -> Vec<usize> {
        let opens = |slot: usize| {
            let openings = self.moment.openings(slot).iter().flatten();
            openings.map(|span| span.from.timestamp()).min().unwrap_or(i64::MAX)
        };
        let key = |slot: usize| self.snapshot.item(slot).map(|item| item.key);
        let mut slots: Vec<_> = left.iter().map(|slot| (opens(slot), key(slot), slot)).collect();
        slots.sort_unstable();
        slots.into_iter().map(|(.., slot)| slot).collect()
    }

    /// Every offer by the points that it has without any words.
    fn standing(&self) -> std::sync::Arc<[usize]> {
        self.snapshot.standing(self.asked.now, || {
            let (query, words) = (Query::default(), WordQuery::default());
            let asked = Asked { query: &query, words: &words, ..self.asked };
            let search = Search { asked, ..*self };
            let mut ranked: Vec<Ranked> =
                self.snapshot.live.iter().filter_map(|slot| search.rank(slot)).collect();
            order(&mut ranked, Sort::Points, &Rotation::new(self.asked.today, ""));
            ranked.iter().map(|one| one.slot as usize).collect()
        })
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
