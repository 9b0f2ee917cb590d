//! The published rules and their weights, read from their file.

use serde::Deserialize;
use thiserror::Error;

use crate::closed_list::closed_list;

closed_list! {
    /// A rule that gives points.
    Rule {
        Words = "words",
        Name = "name",
        Theme = "theme",
        Description = "description",
        Distance = "distance",
        Opening = "opening",
        Language = "language",
        Adjustment = "adjustment",
        Capacity = "capacity",
        Freshness = "freshness",
    }
}

/// The most points an offer can have.
pub(super) const TOTAL_MAX: u32 = 100;

/// The rules with their weights.
///
/// **Invariant:** the greatest points of all rules add up to at most 100.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    version: String,
    pub(super) words: Words,
    pub(super) distance: Distance,
    pub(super) opening: Opening,
    pub(super) language: Language,
    pub(super) adjustment: Adjustment,
    pub(super) capacity: Capacity,
    pub(super) freshness: Freshness,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) anywhere: u8,
    pub(super) name: u8,
    pub(super) theme: u8,
    pub(super) description: u8,
    pub(super) exact_percent: u8,
    pub(super) inflected_percent: u8,
    pub(super) synonym_percent: u8,
    pub(super) corrected_percent: u8,
    pub(super) partly_percent: u8,
    pub(super) description_percent: u8,
    pub(super) around_percent: u8,
    pub(super) tags_percent: u8,
    pub(super) kind_percent: u8,
    pub(super) kinds_at_most: u8,
    pub(super) only_theme_percent: u8,
    pub(super) one_of_two_themes_percent: u8,
    pub(super) one_of_many_themes_percent: u8,
    pub(super) people_percent: u8,
    pub(super) beside_percent: u8,
    pub(super) for_professionals_percent: u8,
    pub(super) first_times: u8,
    pub(super) least_weight: u8,
    pub(super) enough_offers: u16,
    pub(super) rare: Vec<RareStep>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RareStep {
    pub(super) up_to_permille: u32,
    pub(super) times: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Distance {
    pub(super) same_commune: u8,
    pub(super) remote: u8,
    pub(super) steps: Vec<DistanceStep>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DistanceStep {
    pub(super) up_to_m: u32,
    pub(super) points: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opening {
    pub(super) now: u8,
    pub(super) steps: Vec<OpeningStep>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OpeningStep {
    pub(super) within_hours: u32,
    pub(super) points: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Language {
    pub(super) spoken: u8,
    pub(super) interpreter: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Adjustment {
    pub(super) prepared: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Capacity {
    pub(super) open: u8,
    pub(super) few_places: u8,
    pub(super) unknown: u8,
    pub(super) full: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Freshness {
    pub(super) fresh: u8,
    pub(super) ask: u8,
    pub(super) to_confirm: u8,
    pub(super) stale: u8,
}

/// A rules file that cannot be used.
#[derive(Debug, Error)]
pub enum RulesError {
    /// Not TOML, or not of the right form.
    #[error("the rules file has the wrong form")]
    Form(#[from] toml::de::Error),
    /// More than 100 points could be reached.
    #[error("the rules add up to {0} points, more than {TOTAL_MAX}")]
    TooMany(u32),
    /// A share above 100.
    #[error("a share of {0} percent is more than the whole")]
    Percent(u8),
    /// Steps that are not in order, or give more for less.
    #[error("the steps of {} are not in falling order", .0.word())]
    Steps(Rule),
}

impl Rules {
    /// Reads a rules file.
    ///
    /// # Errors
    /// [`RulesError`] when a score by these rules could not be explained.
    pub fn parse(text: &str) -> Result<Rules, RulesError> {
        let rules: Rules = toml::from_str(text)?;
        let total: u32 = Rule::ALL.iter().map(|rule| u32::from(rules.max(*rule))).sum();
        if total > TOTAL_MAX {
            return Err(RulesError::TooMany(total));
        }
        let words = &rules.words;
        let percents = [
            words.exact_percent,
            words.inflected_percent,
            words.synonym_percent,
            words.corrected_percent,
            words.partly_percent,
            words.description_percent,
            words.around_percent,
            words.tags_percent,
            words.kind_percent,
            words.only_theme_percent,
            words.one_of_two_themes_percent,
            words.one_of_many_themes_percent,
            words.people_percent,
            words.beside_percent,
            words.for_professionals_percent,
        ];
        if let Some(percent) = percents.into_iter().find(|percent| *percent > 100) {
            return Err(RulesError::Percent(percent));
        }
        let distances = rules.distance.steps.iter().map(|step| (step.up_to_m, step.points));
        let openings = rules.opening.steps.iter().map(|step| (step.within_hours, step.points));
        let rare = words.rare.iter().map(|step| (step.up_to_permille, step.times));
        let all_steps: [(Rule, Vec<(u32, u8)>); 3] = [
            (Rule::Distance, distances.collect()),
            (Rule::Opening, openings.collect()),
            (Rule::Name, rare.collect()),
        ];
        for (rule, steps) in all_steps {
            let mut pairs = steps.iter().zip(steps.iter().skip(1));
            if !pairs.all(|(one, next)| one.0 < next.0 && one.1 >= next.1) {
                return Err(RulesError::Steps(rule));
            }
        }
        Ok(rules)
    }

    /// The version of the file, shown with every score.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// With so many offers that answer more of the words, those that answer less are left out.
    pub fn enough_offers(&self) -> usize {
        self.words.enough_offers.into()
    }

    /// The most points that `rule` can give.
    pub fn max(&self, rule: Rule) -> u8 {
        let most = |points: &[u8]| points.iter().copied().max().unwrap_or(0);
        match rule {
            Rule::Words => self.words.anywhere,
            Rule::Name => self.words.name,
            Rule::Theme => self.words.theme,
            Rule::Description => self.words.description,
            Rule::Distance => {
                let steps = self.distance.steps.iter().map(|step| step.points).max();
                steps.unwrap_or(0).max(self.distance.remote).max(self.distance.same_commune)
            }
            Rule::Opening => {
                let steps = self.opening.steps.iter().map(|step| step.points).max();
                steps.unwrap_or(0).max(self.opening.now)
            }
            Rule::Language => most(&[self.language.spoken, self.language.interpreter]),
            Rule::Adjustment => self.adjustment.prepared,
            Rule::Capacity => {
                let capacity = &self.capacity;
                most(&[capacity.open, capacity.few_places, capacity.unknown, capacity.full])
            }
            Rule::Freshness => {
                let freshness = &self.freshness;
                most(&[freshness.fresh, freshness.ask, freshness.to_confirm, freshness.stale])
            }
        }
    }
}
