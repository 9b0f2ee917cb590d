//! The rules told case by case, for the page that publishes them.

use super::rules::{Rule, Rules};
use super::word_points::percent_of;

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

/// How much each of several words counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordCounts {
    /// A word in so many of 1,000 offers or fewer, and how many times it counts; rarest first.
    pub rare: Vec<(u32, u8)>,
    /// How many times more the first word counts that says something.
    pub first_times: u8,
    /// How many times the words must count together to give all points.
    pub least: u8,
    /// How many kinds of help a word may name to count as the name of one.
    pub kinds_at_most: u8,
    /// The part of the points, of 100, that an offer for professionals only gets when nobody
    /// asked for one.
    pub for_professionals_percent: u8,
}

impl Rules {
    /// How much each of several words counts.
    pub fn word_counts(&self) -> WordCounts {
        let words = &self.words;
        WordCounts {
            rare: words.rare.iter().map(|step| (step.up_to_permille, step.times)).collect(),
            first_times: words.first_times,
            least: words.least_weight,
            kinds_at_most: words.kinds_at_most,
            for_professionals_percent: words.for_professionals_percent,
        }
    }

    /// Every case of `rule`, most points first; what is not a case gives nothing.
    pub fn details(&self, rule: Rule) -> Vec<Detail> {
        let mut details = match rule {
            Rule::Name => self.word_details(self.max(rule)),
            Rule::Words => self.anywhere_details(self.max(rule)),
            Rule::Description => self.description_details(self.max(rule)),
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
            always("partly", share(words.partly_percent)),
        ]
    }

    fn anywhere_details(&self, most: u8) -> Vec<Detail> {
        let words = &self.words;
        let mut details = self.word_details(most);
        details.push(always("by_tags", percent_of(most, words.tags_percent)));
        details
    }

    fn description_details(&self, most: u8) -> Vec<Detail> {
        let words = &self.words;
        let mut details = self.word_details(most);
        details.extend([
            always("in_description", percent_of(most, words.description_percent)),
            always("around", percent_of(most, words.around_percent)),
        ]);
        details
    }

    fn tag_details(&self, most: u8) -> Vec<Detail> {
        let words = &self.words;
        vec![
            always("kind", percent_of(most, words.kind_percent)),
            always("only_theme", percent_of(most, words.only_theme_percent)),
            always("one_of_two_themes", percent_of(most, words.one_of_two_themes_percent)),
            always("one_of_many_themes", percent_of(most, words.one_of_many_themes_percent)),
            always("people", percent_of(most, words.people_percent)),
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
        let others = [
            always("same_commune", self.distance.same_commune),
            always("remote", self.distance.remote),
        ];
        steps.chain(others).collect()
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
        assert_eq!(rules.details(Rule::Distance).len(), 8);
    }
}
