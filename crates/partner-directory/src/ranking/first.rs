//! What an offer would need to be shown first.
//!
//! **Invariant:** with all that is named here, and nothing else changed, the offer has more points
//! than the one that is first.

use std::cmp::Reverse;

use super::rules::{Rule, Rules};
use super::score::{Asked, Point, ReasonCode, Score};

/// What stands between an offer and the first place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToBeFirst {
    /// It has as many points: they take turns, one day after the other.
    Turn,
    /// The rules by which it would have to get all that they can give here; as few as possible,
    /// and of several single ones that with the smallest step.
    With(Vec<Rule>),
    /// Even all points of all rules would not be enough.
    Never,
}

impl Rules {
    /// What `score` lacks against `first`, the score of the offer that is shown first.
    pub fn to_be_first(&self, asked: &Asked<'_>, score: &Score, first: &Score) -> ToBeFirst {
        if score.total >= first.total {
            return ToBeFirst::Turn;
        }
        let mut gains: Vec<(Rule, u32)> =
            score.points.iter().map(|point| (point.rule, self.gain(asked, point))).collect();
        gains.retain(|(_, gain)| *gain > 0);
        gains.sort_by_key(|(_, gain)| Reverse(*gain));
        // One small step is better told than one large.
        let enough = |gain: u32| score.total + gain > first.total;
        if let Some((rule, _)) = gains.iter().rev().find(|(_, gain)| enough(*gain)) {
            return ToBeFirst::With(vec![*rule]);
        }
        let (mut total, mut rules) = (score.total, Vec::new());
        for (rule, gain) in gains {
            total += gain;
            rules.push(rule);
            if total > first.total {
                return ToBeFirst::With(rules);
            }
        }
        ToBeFirst::Never
    }

    /// How many points more a rule can give for this query.
    fn gain(&self, asked: &Asked<'_>, point: &Point) -> u32 {
        if point.reason.code == ReasonCode::NotAsked {
            return 0;
        }
        let most = match point.rule {
            Rule::Words | Rule::Name | Rule::Theme | Rule::Description => {
                self.most_for(point.rule, asked.words)
            }
            rule => self.max(rule),
        };
        u32::from(most.saturating_sub(point.points))
    }
}
