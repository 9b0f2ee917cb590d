//! The rules told case by case, for the page that publishes them.

use super::rules::{Rule, Rules};
use super::score::percent_of;

/// What an offer gets in one case of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detail {
    /// The word of the case, such as `spoken` or `up_to_m`.
    pub case: &'static str,
    /// The greatest number of metres or hours for which the case holds.
    pub limit: Option<u32>,
    /// The points it gives.
    pub points: u8,
}

impl Rules {
    /// Every case of `rule`, most points first; what is not a case gives nothing.
    pub fn details(&self, rule: Rule) -> Vec<Detail> {
        let mut details = match rule {
            Rule::Name | Rule::Description => self.word_details(self.max(rule)),
            Rule::Theme => self.tag_details(self.max(rule)),
            Rule::Distance => self.distance_details(),
            Rule::Opening => self.opening_details(),
            Rule::Language => vec![
                always("spoken", self.language.spoken),
                always("interpreter", self.language.interpreter),
            ],
            Rule::Adjustment => vec![always("prepared", self.adjustment.prepared)],
            Rule::Capacity => vec![
                always("open", self.capacity.open),
                always("few_places", self.capacity.few_places),
                always("unknown", self.capacity.unknown),
                always("full", self.capacity.full),
            ],
            Rule::Freshness => vec![
                always("fresh", self.freshness.fresh),
                always("ask", self.freshness.ask),
                always("to_confirm", self.freshness.to_confirm),
                always("stale", self.freshness.stale),
            ],
        };
        details.sort_by_key(|detail| std::cmp::Reverse(detail.points));
        details
    }

    fn word_details(&self, most: u8) -> Vec<Detail> {
        let words = &self.words;
        let share = |percent: u8| percent_of(most, percent);
        vec![
            always("exact", share(words.exact_percent)),
            always("inflected", share(words.inflected_percent)),
            always("synonym", share(words.synonym_percent)),
            always("corrected", share(words.corrected_percent)),
        ]
    }

    fn tag_details(&self, most: u8) -> Vec<Detail> {
        let words = &self.words;
        vec![
            always("kind", percent_of(most, words.kind_percent)),
            always("theme", percent_of(most, words.theme_percent)),
            always("beside", percent_of(most, words.beside_percent)),
        ]
    }

    fn distance_details(&self) -> Vec<Detail> {
        let steps = self.distance.steps.iter();
        let steps = steps.map(|step| Detail {
            case: "up_to_m",
            limit: Some(step.up_to_m),
            points: step.points,
        });
        steps.chain([always("remote", self.distance.remote)]).collect()
    }

    fn opening_details(&self) -> Vec<Detail> {
        let steps = self.opening.steps.iter();
        let steps = steps.map(|step| Detail {
            case: "within_hours",
            limit: Some(step.within_hours),
            points: step.points,
        });
        [always("now", self.opening.now)].into_iter().chain(steps).collect()
    }
}

fn always(case: &'static str, points: u8) -> Detail {
    Detail { case, limit: None, points }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::PUBLISHED_RULES;

    #[test]
    fn the_best_case_of_each_rule_gives_the_most_the_rule_can_give() {
        let rules = Rules::parse(PUBLISHED_RULES).unwrap();
        for rule in Rule::ALL {
            let details = rules.details(*rule);
            assert_eq!(details[0].points, rules.max(*rule), "{}", rule.word());
        }
        assert_eq!(rules.details(Rule::Distance).len(), 7);
    }
}
