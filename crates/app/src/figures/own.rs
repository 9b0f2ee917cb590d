//! What an organization sees of itself: its own figures beside the network's median (IND-R3).
//!
//! **Invariant:** nobody sees the figures of another organization; the median is shown only
//! when enough organizations stand behind it.

use std::collections::HashMap;

use chrono::Duration;
use kernel::{Actor, OrganizationId};
use network_figures::indicators::Counted;
use network_figures::{Cut, Fact, Indicator, LEAST_INSIDE, Measure, Period, Shown};

use crate::access::{Right, Scope, scope};
use crate::{App, AppError};

/// The indicators that say something about how one organization answers.
const OWN: [&str; 4] = ["ind-02", "ind-03", "ind-05", "ind-07"];
/// How far back they reach.
const DAYS: i64 = 365;

/// One figure of an organization.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnFigure {
    /// Which indicator.
    pub indicator: Indicator,
    /// The figure over its own attempts.
    pub own: Measure,
    /// The level of the middle one of all organizations that were asked often enough.
    pub median: Shown<i64>,
}

impl App {
    /// The figures of the actor's own organization over the last year.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not answer for an organization.
    pub async fn own_figures(&self, actor: &Actor) -> Result<Vec<OwnFigure>, AppError> {
        if scope(actor, Right::AnswerAttempts) != Some(Scope::OwnOrganization) {
            return Err(AppError::NotFound);
        }
        let own = actor.organization().cloned().ok_or(AppError::NotFound)?;
        let app = self.clone();
        self.db
            .read(move |conn| {
                let now = app.clock.now();
                let today = app.today();
                let from = today - Duration::days(DAYS - 1);
                let period = Period::new(from, today).ok_or(AppError::NotFound)?;
                app.with_facts(conn, |facts| figures(facts, &own, period, now))
            })
            .await
    }
}

fn figures(
    facts: &[Fact],
    own: &OrganizationId,
    period: Period,
    now: chrono::DateTime<chrono::Utc>,
) -> Vec<OwnFigure> {
    let all = Cut::all(period);
    let mut by_partner: HashMap<&str, Vec<&Fact>> = HashMap::new();
    for fact in facts.iter().filter(|fact| all.takes(fact)) {
        for attempt in &fact.attempts {
            let asked = by_partner.entry(&attempt.partner).or_default();
            if asked.last().is_none_or(|last| !std::ptr::eq(*last, fact)) {
                asked.push(fact);
            }
        }
    }
    let measure = |indicator: Indicator, partner: &str| {
        let cut = Cut { partner: Some(partner.to_owned()), ..all.clone() };
        let facts = by_partner.get(partner).cloned().unwrap_or_default();
        let counted = Counted {
            cut: &cut,
            now,
            facts,
            handouts: 0,
            needs: &[],
            searches: &[],
            listings: &[],
            communes: &[],
        };
        indicator.figures(&counted).into_iter().next().map(|figure| figure.measure)
    };
    let levels = |indicator: Indicator| {
        let known = by_partner.keys().filter_map(|partner| measure(indicator, partner));
        known.filter_map(|one| one.level(LEAST_INSIDE).number()).collect::<Vec<i64>>()
    };
    OWN.iter()
        .filter_map(|id| Indicator::from_id(id))
        .filter_map(|indicator| {
            let own = measure(indicator, own.as_str())?;
            Some(OwnFigure { indicator, own, median: median(levels(indicator)) })
        })
        .collect()
}

/// The middle level, when enough organizations stand behind it that none can be told.
fn median(mut levels: Vec<i64>) -> Shown<i64> {
    if (levels.len() as u64) < LEAST_INSIDE {
        return Shown::Hidden;
    }
    levels.sort_unstable();
    levels.get(levels.len() / 2).map_or(Shown::Hidden, |level| Shown::Number(*level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_organizations_are_too_few_for_a_median() {
        assert_eq!(median(vec![1, 2, 3, 4]), Shown::Hidden);
        assert_eq!(median(vec![9, 1, 5, 2, 3]), Shown::Number(3));
    }
}
