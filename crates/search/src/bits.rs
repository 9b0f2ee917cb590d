//! Sets of slots, one bit each, so that counting a facet is a few hundred machine words.
//!
//! **Invariant:** a bit beyond the written length reads as absent; sets of different lengths
//! may meet.

/// A set of slots of the catalog.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    /// The set of the slots whose turn in `members` is true.
    pub(crate) fn of(members: impl IntoIterator<Item = bool>) -> Bits {
        let (mut words, mut word, mut slot) = (Vec::new(), 0, 0);
        for is_member in members {
            word |= u64::from(is_member) << (slot % 64);
            slot += 1;
            if slot % 64 == 0 {
                words.push(std::mem::take(&mut word));
            }
        }
        words.push(word);
        Bits(words)
    }

    pub(crate) fn set(&mut self, slot: usize, is_member: bool) {
        let (word, bit) = (slot / 64, 1 << (slot % 64));
        if word >= self.0.len() {
            if !is_member {
                return;
            }
            self.0.resize(word + 1, 0);
        }
        if let Some(word) = self.0.get_mut(word) {
            *word = if is_member { *word | bit } else { *word & !bit };
        }
    }

    pub(crate) fn has(&self, slot: usize) -> bool {
        self.0.get(slot / 64).is_some_and(|word| word >> (slot % 64) & 1 == 1)
    }

    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many members both have, without making the set.
    pub(crate) fn common(&self, other: &Bits) -> usize {
        self.0.iter().zip(&other.0).map(|(one, two)| (one & two).count_ones() as usize).sum()
    }

    pub(crate) fn and(&self, other: &Bits) -> Bits {
        Bits(self.0.iter().zip(&other.0).map(|(one, two)| one & two).collect())
    }

    pub(crate) fn or(&self, other: &Bits) -> Bits {
        let (long, short) =
            if self.0.len() < other.0.len() { (other, self) } else { (self, other) };
        let rest = long.0.iter().skip(short.0.len()).copied();
        Bits(long.0.iter().zip(&short.0).map(|(one, two)| one | two).chain(rest).collect())
    }

    pub(crate) fn without(&self, other: &Bits) -> Bits {
        let absent = other.0.iter().copied().chain(std::iter::repeat(0));
        Bits(self.0.iter().zip(absent).map(|(one, two)| one & !two).collect())
    }

    /// The members, smallest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(index, word)| Ones(*word).map(move |b| index * 64 + b))
    }
}

impl FromIterator<usize> for Bits {
    fn from_iter<I: IntoIterator<Item = usize>>(slots: I) -> Bits {
        let mut bits = Bits::default();
        slots.into_iter().for_each(|slot| bits.set(slot, true));
        bits
    }
}

struct Ones(u64);

impl Iterator for Ones {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let lowest = (self.0 != 0).then(|| self.0.trailing_zeros() as usize)?;
        self.0 &= self.0 - 1;
        Some(lowest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bits(slots: &[usize]) -> Bits {
        slots.iter().copied().collect()
    }

    #[test]
    fn sets_of_different_lengths_meet_as_if_both_were_endless() {
        let (short, long) = (bits(&[0, 3, 63]), bits(&[3, 63, 64, 200]));

        for (one, two) in [(&short, &long), (&long, &short)] {
            assert_eq!(one.and(two).iter().collect::<Vec<_>>(), [3, 63]);
            assert_eq!(one.or(two).iter().collect::<Vec<_>>(), [0, 3, 63, 64, 200]);
            assert_eq!(one.common(two), 2);
        }
        assert_eq!(long.without(&short).iter().collect::<Vec<_>>(), [64, 200]);
        assert_eq!(short.without(&long).iter().collect::<Vec<_>>(), [0]);
        assert!(!short.has(5_000));
    }

    #[test]
    fn a_set_can_be_told_slot_by_slot() {
        for count in [0, 1, 63, 64, 65, 130] {
            let every_third = Bits::of((0..count).map(|slot| slot % 3 == 0));
            assert!(every_third.iter().eq((0..count).step_by(3)), "{count}");
        }
    }

    #[test]
    fn a_member_taken_out_is_gone() {
        let mut set = bits(&[1, 70]);
        set.set(70, false);
        set.set(900, false);
        assert_eq!(set.iter().collect::<Vec<_>>(), [1]);
    }
}
