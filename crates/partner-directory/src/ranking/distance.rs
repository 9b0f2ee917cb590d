//! How many slips of the finger lie between two words.

/// The slips that are forgiven in a word of this many letters.
pub(super) fn forgiven(letters: usize) -> usize {
    match letters {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// The least number of letters added, left out, changed or swapped with their neighbour that
/// turns one word into the other; `None` when it is more than `most`.
pub(super) fn slips(one: &str, other: &str, most: usize) -> Option<usize> {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut line = Vec::with_capacity(other.len() + 1);
        line.push(row + 1);
        for (column, against) in other.iter().enumerate() {
            let at =
                |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX / 2);
            let changed = at(&last, column) + usize::from(letter != against);
            let mut least = changed.min(at(&last, column + 1) + 1).min(at(&line, column) + 1);
            let is_swapped = row > 0
                && column > 0
                && one.get(row - 1) == Some(against)
                && other.get(column - 1) == Some(letter);
            if is_swapped {
                least = least.min(at(&before_last, column - 1) + 1);
            }
            line.push(least);
        }
        if line.iter().all(|slips| *slips > most) {
            return None;
        }
        before_last = std::mem::replace(&mut last, line);
    }
    last.last().copied().filter(|slips| *slips <= most)
}

/// One bit for each letter of the word; words far apart differ in many.
pub(super) fn letters_of(word: &str) -> u32 {
    word.bytes().fold(0, |letters, byte| letters | 1 << (byte & 31))
}

/// True when so many slips might be enough, judged by the letters alone.
pub(super) fn may_be_near(one: u32, other: u32, slips: usize) -> bool {
    (one ^ other).count_ones() as usize <= 2 * slips
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_slip_counts_one() {
        let fixtures = [
            ("imprimer", "imprimer", Some(0)),
            ("imprimmer", "imprimer", Some(1)),
            ("imprmer", "imprimer", Some(1)),
            ("inprimer", "imprimer", Some(1)),
            ("imrpimer", "imprimer", Some(1)),
            ("ordinateru", "ordinateur", Some(1)),
            ("odrinaterr", "ordinateur", Some(2)),
            ("chat", "chien", Some(3)),
        ];
        for (one, other, expected) in fixtures {
            assert_eq!(slips(one, other, 3), expected, "{one} {other}");
            assert_eq!(slips(other, one, 3), expected, "{other} {one}");
        }
        assert_eq!(slips("chat", "chien", 2), None);
        assert_eq!(slips("a", "abcdef", 2), None);
    }

    #[test]
    fn the_letters_never_rule_out_what_the_slips_allow() {
        let words = ["imprimer", "imprimante", "impots", "imprimmer", "scanner", "ecran", "ecrna"];
        for one in words {
            for other in words {
                if let Some(count) = slips(one, other, 2) {
                    assert!(
                        may_be_near(letters_of(one), letters_of(other), count),
                        "{one} {other}"
                    );
                }
            }
        }
    }
}
