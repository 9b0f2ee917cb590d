//! Queries and the offers that fit them.

use partner_directory::Listing;
use partner_directory::fold::words;
use serde::Deserialize;

/// A file of judged queries.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Set {
    pub(crate) query: Vec<Judged>,
}

/// What somebody asked, and what should come first: offers by name, or by what they must have.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Judged {
    /// The words as they were typed.
    pub(crate) words: String,
    /// The place that was typed beside them.
    pub(crate) near: Option<String>,
    /// Slugs of the offers to which a mediator would hand the person over.
    pub(crate) best: Vec<String>,
    /// Slugs of offers that help too.
    pub(crate) good: Vec<String>,
    themes: Vec<String>,
    communes: Vec<String>,
    name: Option<String>,
    help_modes: Vec<String>,
    audiences: Vec<String>,
    adjustments: Vec<String>,
}

/// To what a mediator would hand the person over.
const BEST: f64 = 3.0;
/// What helps too.
const GOOD: f64 = 1.0;

impl Set {
    /// Reads a file; it must judge every query.
    pub(crate) fn parse(text: &str) -> Set {
        let set: Set = toml::from_str(text).expect("a set of judged queries");
        for judged in &set.query {
            assert!(judged.is_judged(), "nothing fits {:?}", judged.words);
        }
        set
    }
}

impl Judged {
    fn is_judged(&self) -> bool {
        !self.best.is_empty() || self.facts(None).iter().any(Option::is_some)
    }

    /// How much an offer helps.
    pub(crate) fn gain(&self, listing: &Listing) -> f64 {
        let is_in = |list: &[String]| list.contains(&listing.offer.slug);
        if !self.best.is_empty() {
            return if is_in(&self.best) {
                BEST
            } else if is_in(&self.good) {
                GOOD
            } else {
                0.0
            };
        }
        let facts: Vec<bool> = self.facts(Some(listing)).into_iter().flatten().collect();
        if facts.iter().all(|holds| *holds) {
            BEST
        } else if facts.iter().any(|holds| *holds) {
            GOOD
        } else {
            0.0
        }
    }

    /// True when a mediator would hand the person over to it.
    pub(crate) fn is_best(&self, listing: &Listing) -> bool {
        self.gain(listing) >= BEST
    }

    /// Which of the facts that are asked for hold; `None` for those that are not asked for.
    fn facts(&self, listing: Option<&Listing>) -> Vec<Option<bool>> {
        let any = |wanted: &[String], has: &dyn Fn(&Listing, &str) -> bool| {
            let holds = |one: &Listing| wanted.iter().any(|word| has(one, word));
            (!wanted.is_empty()).then(|| listing.is_some_and(holds))
        };
        vec![
            any(&self.themes, &|one, word| one.offer.themes.iter().any(|it| it.word() == word)),
            any(&self.communes, &|one, word| {
                one.places.iter().any(|place| words(&place.commune) == words(word))
            }),
            any(self.name.as_slice(), &|one, word| {
                words(&one.offer.name).join(" ").contains(&words(word).join(" "))
            }),
            any(&self.help_modes, &|one, word| {
                one.offer.help_modes.iter().any(|it| it.word() == word)
            }),
            any(&self.audiences, &|one, word| {
                one.offer.audiences.iter().any(|it| it.word() == word)
            }),
            any(&self.adjustments, &|one, word| {
                one.offer.adjustments.iter().any(|it| it.word() == word)
            }),
        ]
    }
}
