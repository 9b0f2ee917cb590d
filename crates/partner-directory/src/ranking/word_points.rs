//! Points for the words of a search: where a word is found, how, and how much it says.

use super::listing_words::{Field, ListingWords};
use super::rules::{Rule, Rules};
use super::score::ReasonCode;
use super::word_query::{How, Term, WordQuery};

impl Rules {
    /// How many times `term` counts among the words: more when it is rare, not at all when no
    /// offer knows it.
    pub fn weight(&self, words: &WordQuery, term: &Term) -> u8 {
        if !term.is_known() {
            return 0;
        }
        if term.is_faint() {
            return 1;
        }
        let permille = words.permille(term);
        let step = self.words.rare.iter().find(|step| permille <= step.up_to_permille);
        let first = if term.is_first() { self.words.first_times } else { 0 };
        step.map_or(1, |step| step.times) + first
    }

    // The mean over all terms, so that an offer that answers all of them comes first.
    pub(super) fn word_points(
        &self,
        rule: Rule,
        words: &WordQuery,
        listing: &ListingWords,
    ) -> (u8, ReasonCode) {
        let terms = words.terms();
        if terms.is_empty() {
            return (0, ReasonCode::NotAsked);
        }
        let (mut percents, mut weights, mut best) = (0_usize, 0_usize, None);
        for term in terms {
            let weight = usize::from(self.weight(words, term));
            weights += weight;
            if let Some((how, share)) = self.share(rule, term, listing) {
                percents += weight * usize::from(share);
                best = Some(best.map_or(how, |best: How| best.min(how)));
            }
        }
        let is_for_others = listing.tags.is_for_professionals() && !words.asks_for_professionals();
        if is_for_others {
            percents = percents * usize::from(self.words.for_professionals_percent) / 100;
        }
        let whole = self.whole(rule, weights);
        let points = (usize::from(self.max(rule)) * percents + whole / 2) / whole;
        (u8::try_from(points).unwrap_or(u8::MAX), best.map_or(ReasonCode::Absent, How::code))
    }

    /// The most points that a rule for words can give for these.
    pub(super) fn most_for(&self, rule: Rule, words: &WordQuery) -> u8 {
        let weights = words.terms().iter().map(|term| usize::from(self.weight(words, term)));
        let weights: usize = weights.sum();
        let whole = self.whole(rule, weights).max(1);
        let points = (usize::from(self.max(rule)) * 100 * weights + whole / 2) / whole;
        u8::try_from(points).unwrap_or(u8::MAX)
    }

    /// What the shares of all words are measured by, in hundredths.
    fn whole(&self, rule: Rule, weights: usize) -> usize {
        let least = if rule == Rule::Theme { 1 } else { self.words.least_weight };
        100 * weights.max(usize::from(least))
    }

    /// How a term is found by one rule, and the share of its points that this gives, of 100.
    fn share(&self, rule: Rule, term: &Term, listing: &ListingWords) -> Option<(How, u8)> {
        let best = |shares: &[Option<(How, u8)>]| {
            shares.iter().copied().flatten().max_by_key(|(_, share)| *share)
        };
        let weaker = |found: Option<(How, u8)>, percent| {
            found.map(|(how, share)| (how, percent_of(share, percent)))
        };
        let around = || weaker(self.in_text(term, &listing.around), self.words.around_percent);
        match rule {
            Rule::Name => self.in_text(term, &listing.name),
            Rule::Theme => self.by_tags(term, listing),
            Rule::Words => best(&[
                self.in_text(term, &listing.name),
                self.in_text(term, &listing.summary),
                self.in_text(term, &listing.description),
                weaker(self.by_tags(term, listing), self.words.tags_percent),
                around(),
            ]),
            _ => best(&[
                self.in_text(term, &listing.summary),
                weaker(self.in_text(term, &listing.description), self.words.description_percent),
                around(),
            ]),
        }
    }

    fn in_text(&self, term: &Term, field: &Field) -> Option<(How, u8)> {
        if let Some(how) = term.in_field(field) {
            return Some((how, self.percent(how)));
        }
        let (found, all) = term.parts_in(field);
        let share = percent_of(self.percent(How::Partly), hundredths(found, all));
        (found > 0).then_some((How::Partly, share))
    }

    fn by_tags(&self, term: &Term, listing: &ListingWords) -> Option<(How, u8)> {
        let how = term.in_tags(listing.tags)?;
        // By what an offer is there is no more or less exact word, only a nearer or farther tag.
        let met = term.tags();
        let words = &self.words;
        let names_the_kind = met.kinds().count() <= u32::from(words.kinds_at_most);
        let tag = if names_the_kind && met.kinds().meets(listing.tags) {
            words.kind_percent
        } else if met.themes().meets(listing.tags) || met.kinds().meets(listing.tags) {
            match listing.tags.themes().count() {
                0 | 1 => words.only_theme_percent,
                2 => words.one_of_two_themes_percent,
                _ => words.one_of_many_themes_percent,
            }
        } else if met.people().meets(listing.tags) {
            words.people_percent
        } else {
            words.beside_percent
        };
        match how {
            How::Corrected => Some((how, percent_of(tag, words.corrected_percent))),
            How::Exact | How::Inflected | How::Synonym | How::Partly => Some((how, tag)),
        }
    }

    fn percent(&self, how: How) -> u8 {
        match how {
            How::Exact => self.words.exact_percent,
            How::Inflected => self.words.inflected_percent,
            How::Synonym => self.words.synonym_percent,
            How::Corrected => self.words.corrected_percent,
            How::Partly => self.words.partly_percent,
        }
    }
}

impl How {
    fn code(self) -> ReasonCode {
        match self {
            How::Exact => ReasonCode::Exact,
            How::Inflected => ReasonCode::Inflected,
            How::Synonym => ReasonCode::Synonym,
            How::Corrected => ReasonCode::Corrected,
            How::Partly => ReasonCode::Partly,
        }
    }
}

/// The terms that a rule finds, as they were typed.
pub(super) fn found_terms(rule: Rule, words: &WordQuery, listing: &ListingWords) -> String {
    let is_in =
        |term: &&Term, field: &Field| term.in_field(field).is_some() || term.parts_in(field).0 > 0;
    let found = words.terms().iter().filter(|term| match rule {
        Rule::Name => is_in(term, &listing.name),
        Rule::Theme => term.in_tags(listing.tags).is_some(),
        Rule::Words => term.is_answered_by(listing),
        _ => listing.texts().iter().any(|field| is_in(term, field)),
    });
    found.map(|term| term.typed.as_str()).collect::<Vec<_>>().join(", ")
}

pub(super) fn percent_of(number: u8, percent: u8) -> u8 {
    let share = (u16::from(number) * u16::from(percent) + 50) / 100;
    u8::try_from(share).unwrap_or(u8::MAX)
}

fn hundredths(part: usize, whole: usize) -> u8 {
    u8::try_from(100 * part / whole.max(1)).unwrap_or(100)
}
