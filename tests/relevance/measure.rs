//! nDCG@10 and success@3, as the field counts them.

use std::fmt;

use partner_directory::Listing;

use crate::judged::Judged;

/// How many results count.
const COUNTED: usize = 10;

/// How one query came out.
pub(crate) struct Outcome {
    query: String,
    first: Vec<String>,
    ndcg: f64,
    is_success: bool,
}

/// How a whole set came out.
pub(crate) struct Figures {
    outcomes: Vec<Outcome>,
}

impl Outcome {
    /// `found` are the first results, best first; `all` is the whole directory.
    pub(crate) fn of(judged: &Judged, found: &[&Listing], all: &[&Listing]) -> Outcome {
        let mut ideal: Vec<f64> = all.iter().map(|listing| judged.gain(listing)).collect();
        ideal.sort_by(|one, other| other.total_cmp(one));
        let gains = found.iter().map(|listing| judged.gain(listing));
        let near = judged.near.as_ref().map(|near| format!(" @ {near}")).unwrap_or_default();
        Outcome {
            query: format!("{}{near}", judged.words),
            first: found.iter().take(3).map(|listing| listing.offer.slug.clone()).collect(),
            ndcg: share(discounted(gains), discounted(ideal.into_iter())),
            is_success: found.iter().take(3).any(|listing| judged.is_best(listing))
                || !all.iter().any(|listing| judged.is_best(listing)),
        }
    }
}

impl Figures {
    pub(crate) fn of(outcomes: Vec<Outcome>) -> Figures {
        Figures { outcomes }
    }

    /// The share of queries with a best offer among the first three.
    pub(crate) fn success_at_3(&self) -> f64 {
        self.mean(|outcome| if outcome.is_success { 1.0 } else { 0.0 })
    }

    /// The mean of the discounted gains of the first ten, of 1.
    pub(crate) fn ndcg_at_10(&self) -> f64 {
        self.mean(|outcome| outcome.ndcg)
    }

    fn mean(&self, value: impl Fn(&Outcome) -> f64) -> f64 {
        self.outcomes.iter().map(value).sum::<f64>() / self.outcomes.len() as f64
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, success, ndcg) = (self.outcomes.len(), self.success_at_3(), self.ndcg_at_10());
        writeln!(f, "{count} queries, success@3 {success:.3}, nDCG@10 {ndcg:.3}")?;
        for outcome in self.outcomes.iter().filter(|outcome| !outcome.is_success) {
            writeln!(f, "  failed: {:?} found {}", outcome.query, outcome.first.join(", "))?;
        }
        Ok(())
    }
}

// Nothing fits in a directory without such an offer: whatever is found is as good.
fn share(found: f64, ideal: f64) -> f64 {
    if ideal > 0.0 { found / ideal } else { 1.0 }
}

fn discounted(gains: impl Iterator<Item = f64>) -> f64 {
    gains.take(COUNTED).enumerate().map(|(rank, gain)| gain / (rank as f64 + 2.0).log2()).sum()
}

#[test]
fn an_ideal_order_gives_one_and_a_late_find_little() {
    let ideal = discounted([3.0, 1.0].into_iter());

    assert_eq!(discounted([3.0, 1.0].into_iter()) / ideal, 1.0);
    assert!(discounted([1.0, 3.0].into_iter()) / ideal < 1.0);
    assert_eq!(discounted([].into_iter()), 0.0);
    let late = std::iter::repeat_n(0.0, COUNTED).chain([3.0]);
    assert_eq!(discounted(late), 0.0, "the eleventh is not counted");
}
