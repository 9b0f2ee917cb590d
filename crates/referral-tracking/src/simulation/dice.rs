use chrono::Duration;

/// Numbers that look drawn and depend on their start only (`SplitMix64`).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The numbers of `seed`.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// The numbers that belong to a word.
    pub fn of(word: &str) -> Dice {
        let fold = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        Dice(word.bytes().fold(0xCBF2_9CE4_8422_2325, fold))
    }

    /// The next number, anywhere in its range.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number below `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        self.number().checked_rem(end).unwrap_or(0)
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A duration between two numbers of minutes; short ones come more often than long ones.
    pub fn minutes(&mut self, (from, until): (i64, i64)) -> Duration {
        let share = (self.number() >> 11) as f64 / (1_u64 << 53) as f64;
        let span = (until - from).max(0) as f64;
        Duration::minutes(from + (share * share * span) as i64)
    }

    /// One of `things`, each as often as the others.
    pub fn one<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        let index = self.below(things.len() as u64);
        usize::try_from(index).ok().and_then(|index| things.get(index))
    }

    /// One of `things`, as often as its weight says.
    pub fn weighted<T: Copy>(&mut self, things: &[(u64, T)]) -> Option<T> {
        let mut left = self.below(things.iter().map(|(weight, _)| weight).sum());
        for (weight, thing) in things {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return Some(*thing),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_start_gives_the_same_numbers_and_another_start_others() {
        let numbers = |seed| {
            let mut dice = Dice::new(seed);
            (0..8).map(|_| dice.number()).collect::<Vec<_>>()
        };
        assert_eq!(numbers(7), numbers(7));
        assert_ne!(numbers(7), numbers(8));
        assert_eq!(Dice::of("atelier").number(), Dice::of("atelier").number());
        assert_ne!(Dice::of("atelier").number(), Dice::of("biblio").number());
    }

    #[test]
    fn weights_hold_and_what_has_none_never_comes() {
        let mut dice = Dice::new(1);
        let drawn: Vec<_> =
            (0..10_000).filter_map(|_| dice.weighted(&[(90, 'a'), (10, 'b'), (0, 'c')])).collect();
        let often = |letter| drawn.iter().filter(|one| **one == letter).count();

        assert!((8_700..9_300).contains(&often('a')), "{}", often('a'));
        assert_eq!(often('a') + often('b'), 10_000);
        assert_eq!(dice.weighted::<char>(&[]), None);
    }
}
