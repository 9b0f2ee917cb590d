//! Counts, shares and times, and what may be shown of them.

use chrono::Duration;

/// A figure as a page may show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown<T> {
    /// The figure itself.
    Number(T),
    /// One sign instead, because too few people stand behind it.
    Hidden,
}

impl<T> Shown<T> {
    /// The figure after `change`; what is hidden stays hidden.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Shown<U> {
        match self {
            Shown::Number(value) => Shown::Number(change(value)),
            Shown::Hidden => Shown::Hidden,
        }
    }

    /// The figure, or nothing.
    pub fn number(self) -> Option<T> {
        match self {
            Shown::Number(value) => Some(value),
            Shown::Hidden => None,
        }
    }
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many have it.
    pub part: u64,
    /// Of how many.
    pub whole: u64,
}

impl Share {
    /// How many of those for whom `has` answers: `None` is not counted at all.
    pub fn of(answers: impl Iterator<Item = Option<bool>>) -> Share {
        let mut share = Share::default();
        for has in answers.flatten() {
            share.whole += 1;
            share.part += u64::from(has);
        }
        share
    }

    /// The share in percent, rounded half up, hidden when the whole is below `least`.
    pub fn percent(self, least: u64) -> Shown<u64> {
        match (200 * self.part + self.whole).checked_div(2 * self.whole) {
            Some(percent) if self.whole >= least => Shown::Number(percent),
            _ => Shown::Hidden,
        }
    }

    /// The same for everybody: the whole is 20 at least, and neither those who have it nor
    /// those who do not are so few that the percentage would tell them (LAW-20).
    pub fn public_percent(self, least: u64) -> Shown<u64> {
        let is_small = |count: u64| (1..least).contains(&count);
        if is_small(self.part) || is_small(self.whole - self.part) {
            return Shown::Hidden;
        }
        self.percent(crate::LEAST_PERCENT)
    }
}

/// How long something took, for those for whom it happened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Times {
    /// In minutes, ascending.
    sorted: Vec<u32>,
    /// For how many it did not happen in time.
    pub missed: u64,
}

impl Times {
    /// From minutes in any order.
    pub fn new(mut minutes: Vec<u32>, missed: u64) -> Times {
        minutes.sort_unstable();
        Times { sorted: minutes, missed }
    }

    /// For how many it happened.
    pub fn count(&self) -> u64 {
        self.sorted.len() as u64
    }

    /// The time within which half of them were served; hidden when they are fewer than `least`.
    pub fn median(&self, least: u64) -> Shown<Duration> {
        let upper = self.sorted.get(self.sorted.len() / 2);
        let lower = self.sorted.get(self.sorted.len().saturating_sub(1) / 2);
        match (lower, upper) {
            (Some(lower), Some(upper)) if self.count() >= least => {
                Shown::Number(Duration::minutes((i64::from(*lower) + i64::from(*upper)) / 2))
            }
            _ => Shown::Hidden,
        }
    }

    /// The time within which nine out of ten were served (nearest rank).
    pub fn p90(&self, least: u64) -> Shown<Duration> {
        let rank = (9 * self.sorted.len()).div_ceil(10);
        match self.sorted.get(rank.saturating_sub(1)) {
            Some(time) if self.count() >= least => {
                Shown::Number(Duration::minutes(i64::from(*time)))
            }
            _ => Shown::Hidden,
        }
    }

    /// How many took less than each of `bounds` (minutes, ascending) and not less than the one
    /// before, and at the end how many took longer than all.
    pub fn within(&self, bounds: &[u32]) -> Vec<u64> {
        let below = |bound: &u32| self.sorted.partition_point(|time| time < bound) as u64;
        let mut counts: Vec<u64> = Vec::with_capacity(bounds.len() + 1);
        let mut before = 0;
        for upto in bounds.iter().map(below).chain([self.count()]) {
            counts.push(upto - before);
            before = upto;
        }
        counts
    }
}

/// What one figure is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// How many.
    Count(u64),
    /// How many of how many.
    Share(Share),
    /// How long, by median and nine out of ten.
    Times(Times),
    /// A sum over a number of cases: the mean is shown with one decimal.
    Mean {
        /// Of all cases together.
        sum: u64,
        /// How many cases.
        count: u64,
    },
    /// One number of the middle of several, such as an age in days.
    Median {
        /// The number; empty when there is no case.
        value: Option<u64>,
        /// How many cases.
        count: u64,
    },
}

impl Measure {
    /// How many cases stand behind it.
    pub fn cases(&self) -> u64 {
        match self {
            Measure::Count(count) => *count,
            Measure::Share(share) => share.whole,
            Measure::Times(times) => times.count() + times.missed,
            Measure::Mean { count, .. } | Measure::Median { count, .. } => *count,
        }
    }

    /// The figure as one number to compare with another period: percent, minutes of the
    /// median, tenths of the mean; hidden below `least` cases.
    pub fn level(&self, least: u64) -> Shown<i64> {
        let whole = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
        match self {
            Measure::Count(0) => Shown::Number(0),
            Measure::Count(count) if *count >= least => Shown::Number(whole(*count)),
            Measure::Count(_) => Shown::Hidden,
            Measure::Share(share) => share.percent(least).map(whole),
            Measure::Times(times) => times.median(least).map(|time| time.num_minutes()),
            Measure::Mean { sum, count } if *count >= least.max(1) => {
                Shown::Number(whole((10 * sum + count / 2) / count))
            }
            Measure::Median { value: Some(value), count } if *count >= least => {
                Shown::Number(whole(*value))
            }
            Measure::Mean { .. } | Measure::Median { .. } => Shown::Hidden,
        }
    }
}

/// The middle one of some numbers.
pub fn median_of(mut values: Vec<u64>) -> Measure {
    values.sort_unstable();
    let value = values.get(values.len() / 2).copied();
    Measure::Median { value, count: values.len() as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(all: &[u32]) -> Times {
        Times::new(all.iter().map(|hours| hours * 60).collect(), 0)
    }

    fn minutes(shown: Shown<Duration>) -> i64 {
        shown.number().map_or(-1, |time| time.num_minutes())
    }

    #[test]
    fn the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assert_eq!(minutes(hours(&[9, 1, 4, 2]).median(1)), 180);
        assert_eq!(minutes(hours(&[1, 2, 4, 9]).p90(1)), 540);
        assert_eq!(minutes(hours(&(1..=10).collect::<Vec<_>>()).p90(1)), 540);
        assert_eq!(hours(&[]).median(0), Shown::Hidden, "nothing has no median");
        assert_eq!(hours(&[1, 2, 3, 4]).median(5), Shown::Hidden, "four are too few for five");
    }

    #[test]
    fn a_share_of_few_is_hidden_and_others_are_rounded() {
        let share = |part, whole| Share { part, whole };
        assert_eq!(share(1, 4).percent(5), Shown::Hidden);
        assert_eq!(share(1, 8).percent(5), Shown::Number(13));
        assert_eq!(share(8, 8).percent(5), Shown::Number(100));
        assert_eq!(share(0, 0).percent(0), Shown::Hidden);
    }

    #[test]
    fn a_public_percentage_tells_neither_few_who_have_it_nor_few_who_do_not() {
        let share = |part, whole| Share { part, whole };
        assert_eq!(share(9, 100).public_percent(10), Shown::Hidden);
        assert_eq!(share(91, 100).public_percent(10), Shown::Hidden);
        assert_eq!(share(10, 100).public_percent(10), Shown::Number(10));
        assert_eq!(share(0, 100).public_percent(10), Shown::Number(0));
        assert_eq!(share(0, 19).public_percent(10), Shown::Hidden, "19 are not 20");
    }

    #[test]
    fn times_fall_into_their_span_and_the_bound_belongs_to_the_next() {
        assert_eq!(hours(&[1, 4, 9, 10, 30]).within(&[240, 600]), [1, 2, 2]);
    }

    #[test]
    fn a_mean_has_one_decimal_and_a_small_count_no_level() {
        assert_eq!(Measure::Mean { sum: 14, count: 8 }.level(5), Shown::Number(18));
        assert_eq!(Measure::Count(4).level(5), Shown::Hidden);
        assert_eq!(Measure::Count(0).level(5), Shown::Number(0));
        assert_eq!(median_of(vec![9, 1, 5]), Measure::Median { value: Some(5), count: 3 });
    }
}
