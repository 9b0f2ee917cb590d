//! Which terms are answered by what an offer is and has, apart from its texts.
//!
//! Each tag is shown to the rules on an offer that has nothing else. Which terms that offer
//! answers is which terms the tag answers, so that a search asks for some sixty tags instead
//! of for every offer.
//!
//! **Invariant:** the rules alone say what answers a term; nothing of them is repeated here.

mod blank;

use std::sync::LazyLock;

use partner_directory::ranking::{Feature, ListingWords, Tags, Vocabulary, WordQuery};
use partner_directory::{Adjustment, Audience, CostBand, HelpMode, Kind, Listing, Theme};

use crate::bits::Bits;
use blank::blank;

/// Every tag, with offers that have it and nothing else but their kind.
static ALL: LazyLock<Vec<Tag>> = LazyLock::new(all);

/// No offer is without a kind. A term that one of these answers is looked at with another;
/// no word stands for all three.
const KINDS: [Kind; 3] = [Kind::Interpreting, Kind::Connection, Kind::PublicWriter];

struct Tag {
    tags: Tags,
    /// The words of an offer with the tag and of one without it.
    samples: Vec<(ListingWords, ListingWords)>,
}

/// For each tag the slots that have it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tagged(Vec<Bits>);

impl Tagged {
    /// Makes the tags of a slot those of `listing`, or none at all.
    pub(crate) fn put(&mut self, slot: usize, listing: Option<&Listing>) {
        let tags = listing.map(Tags::of).unwrap_or_default();
        self.0.resize(ALL.len(), Bits::default());
        for (bits, tag) in self.0.iter_mut().zip(ALL.iter()) {
            bits.set(slot, tags.meets(tag.tags));
        }
    }

    /// The slots that answer `term`, a query of one term, by what they are and have.
    pub(crate) fn answering(&self, term: &WordQuery) -> Bits {
        let answering = self.0.iter().zip(ALL.iter()).filter(|(_, tag)| tag.answers(term));
        answering.fold(Bits::default(), |all, (bits, _)| all.or(bits))
    }
}

impl Tag {
    fn answers(&self, term: &WordQuery) -> bool {
        self.samples
            .iter()
            .find(|(_, without)| term.answered_by(without) == 0)
            .is_some_and(|(with, _)| term.answered_by(with) > 0)
    }
}

fn all() -> Vec<Tag> {
    let kind = |kind: &Kind| {
        let with = words_of(&blank(*kind));
        Tag { tags: tags_of("kind", kind.word()), samples: vec![(with, ListingWords::default())] }
    };
    let mut all: Vec<Tag> = Kind::ALL.iter().map(kind).collect();
    for theme in Theme::ALL {
        all.push(tag("theme", theme.word(), |one| one.offer.themes.push(*theme)));
    }
    for audience in Audience::ALL {
        all.push(tag("audience", audience.word(), |one| one.offer.audiences.push(*audience)));
    }
    for adjustment in Adjustment::ALL {
        let add = |one: &mut Listing| one.offer.adjustments.push(*adjustment);
        all.push(tag("adjustment", adjustment.word(), add));
    }
    for feature in Feature::ALL {
        all.push(tag("feature", feature.word(), |one| add(one, *feature)));
    }
    all
}

fn tag(list: &str, word: &str, add: impl Fn(&mut Listing)) -> Tag {
    let sample = |kind: Kind| {
        let without = blank(kind);
        let mut with = without.clone();
        add(&mut with);
        (words_of(&with), words_of(&without))
    };
    Tag { tags: tags_of(list, word), samples: KINDS.into_iter().map(sample).collect() }
}

fn add(listing: &mut Listing, feature: Feature) {
    let offer = &mut listing.offer;
    let places = listing.places.iter_mut();
    match feature {
        Feature::Free => offer.cost.bands.push(CostBand::Free),
        Feature::Anonymous => offer.is_anonymous_possible = Some(true),
        Feature::Remote => offer.help_modes.push(HelpMode::Remote),
        Feature::Printing => places.for_each(|place| place.has_printing = Some(true)),
        Feature::Wifi => places.for_each(|place| place.has_wifi = Some(true)),
        Feature::Computers => places.for_each(|place| place.has_free_computers = Some(true)),
    }
}

fn tags_of(list: &str, word: &str) -> Tags {
    Tags::named(list, word).unwrap_or_default()
}

fn words_of(listing: &Listing) -> ListingWords {
    ListingWords::of(listing, &mut Vocabulary::default())
}

#[cfg(test)]
mod tests {
    use partner_directory::ranking::{Lexicon, PUBLISHED_SYNONYMS, PUBLISHED_THEME_WORDS};

    use super::*;

    #[test]
    fn every_tag_is_known_and_shown_alone() {
        for tag in ALL.iter() {
            assert!(!tag.tags.is_empty());
            assert!(tag.samples.iter().all(|(with, without)| with != without));
        }
        let count = [Kind::ALL.len(), Theme::ALL.len(), Audience::ALL.len()].iter().sum::<usize>();
        assert_eq!(ALL.len(), count + Adjustment::ALL.len() + Feature::ALL.len());
    }

    #[test]
    fn no_published_word_stands_for_all_kinds_that_samples_have() {
        let lexicon = Lexicon::published().unwrap();
        let vocabulary = Vocabulary::new(&lexicon);
        let published = [PUBLISHED_THEME_WORDS, PUBLISHED_SYNONYMS].concat();
        for text in published.split('"').skip(1).step_by(2) {
            for part in text.split(' ').chain([text]) {
                let term = WordQuery::parse(&format!("{part} "), &lexicon, &vocabulary);
                let answers = |kind: &Kind| term.answered_by(&words_of(&blank(*kind))) > 0;
                assert!(!KINDS.iter().all(answers), "{part}");
            }
        }
    }
}
