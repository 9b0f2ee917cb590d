//! Numbers that look drawn and are the same at every start.

use super::city::Weights;

/// A run of numbers that depends on its start only (`SplitMix64`).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number below `end`; 0 when `end` is 0.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next().checked_rem(end).unwrap_or(0)
    }

    /// A number from 0 up to, but not including, 1.
    pub(super) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One word, as often as its weight says; empty when there is none.
    pub(super) fn word<'a>(&mut self, weights: &'a Weights) -> &'a str {
        let sum = weights.values().map(|weight| u64::from(*weight)).sum();
        let mut left = self.below(sum);
        for (word, weight) in weights {
            match left.checked_sub(u64::from(*weight)) {
                Some(rest) => left = rest,
                None => return word,
            }
        }
        ""
    }

    /// One of `things`.
    pub(super) fn one<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        things.get(usize::try_from(self.below(things.len() as u64)).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_as_often_as_their_weights_say() {
        let weights = Weights::from([("often".to_owned(), 9), ("seldom".to_owned(), 1)]);
        let mut dice = Dice::new(7);

        let often = (0..1000).filter(|_| dice.word(&weights) == "often").count();

        assert!((850..950).contains(&often), "{often}");
    }

    #[test]
    fn the_same_start_draws_the_same_numbers() {
        let draw = || {
            let mut dice = Dice::new(42);
            [0; 5].map(|_| dice.below(1000))
        };

        assert_eq!(draw(), draw());
    }
}
