//! Which cells of a table are hidden, so that no small one can be worked out from its sums.
//!
//! All sums of rows and columns are published, so hiding one cell alone hides nothing. For each
//! small cell the cheapest ring of other cells is hidden with it; then every hidden cell that
//! is not needed is shown again. Small cells and those hidden for their sake carry the same
//! sign: with two signs, « small » would narrow the rest (LAW-21).
//!
//! **Invariant:** whatever fits the published cells and sums leaves each hidden cell a range
//! of at least `least` values.
//! **Invariant:** a zero is shown; it tells nothing about anybody who was counted.

mod range;

use crate::measure::Shown;
use crate::{Cross, STEP};
pub use range::{Range, ranges};

/// Which cells of a table stay hidden.
pub type Mask = Vec<Vec<bool>>;

/// The cells of `table` that are hidden so that none between 1 and `least - 1` can be worked
/// out; every cell that is not zero when there is no smaller way.
pub fn hidden(table: &Cross, least: u64) -> Mask {
    let is_small = |cell: &u64| (1..least).contains(cell);
    let mut mask: Mask = table.cells.iter().map(|row| row.iter().map(is_small).collect()).collect();
    loop {
        let open = unprotected(table, &mask, least);
        if open.is_empty() {
            break;
        }
        for place in open {
            if range::is_wide(table, &mask, place, least) {
                continue;
            }
            let Some(ring) = range::cheapest_ring(table, &mask, place) else {
                return all_but_zeros(table);
            };
            let mut is_new = false;
            for (row, column) in ring {
                is_new |= !std::mem::replace(at(&mut mask, row, column), true);
            }
            // The cheapest ring is hidden already and still too narrow: widen it.
            if !is_new && !hide_next(table, &mut mask) {
                return mask;
            }
        }
    }
    show_needless(table, &mut mask, least);
    mask
}

/// The table as coordinators see it: hidden cells as one sign.
pub fn masked(table: &Cross, least: u64) -> Vec<Vec<Shown<u64>>> {
    let mask = hidden(table, least);
    let cell = |(cell, is_hidden): (&u64, &bool)| match is_hidden {
        true => Shown::Hidden,
        false => Shown::Number(*cell),
    };
    let row = |(cells, mask): (&Vec<u64>, &Vec<bool>)| cells.iter().zip(mask).map(cell).collect();
    table.cells.iter().zip(&mask).map(row).collect()
}

/// Counts as a page may show them beside their total: those from 1 to `least - 1` are hidden,
/// and when that is a single one, the next smallest too, or the total would give it away.
pub fn hide_small(counts: &[u64], least: u64) -> Vec<Shown<u64>> {
    let is_small = |count: u64| (1..least).contains(&count);
    let second = if counts.iter().filter(|count| is_small(**count)).count() == 1 {
        let others = counts.iter().enumerate().filter(|(_, count)| **count >= least);
        others.min_by_key(|(_, count)| **count).map(|(index, _)| index)
    } else {
        None
    };
    let shown = |(index, count): (usize, &u64)| {
        let is_hidden = is_small(*count) || second == Some(index);
        if is_hidden { Shown::Hidden } else { Shown::Number(*count) }
    };
    counts.iter().enumerate().map(shown).collect()
}

/// A public count: the nearest multiple of five, halves do not happen (LAW-20).
pub fn rounded(count: u64) -> u64 {
    (count + STEP / 2) / STEP * STEP
}

/// True when each hidden cell keeps a range of `least`; a table for which that cannot be had
/// is not published cell by cell.
pub fn is_safe(table: &Cross, mask: &Mask, least: u64) -> bool {
    unprotected(table, mask, least).is_empty()
}

fn unprotected(table: &Cross, mask: &Mask, least: u64) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (row, cells) in table.cells.iter().enumerate() {
        for column in 0..cells.len() {
            let is_hidden = mask.get(row).and_then(|one| one.get(column)) == Some(&true);
            if is_hidden && !range::is_wide(table, mask, (row, column), least) {
                open.push((row, column));
            }
        }
    }
    // The smallest first: what protects it protects others on the way.
    open.sort_by_key(|(row, column)| range::cell(table, *row, *column));
    open
}

fn all_but_zeros(table: &Cross) -> Mask {
    table.cells.iter().map(|row| row.iter().map(|cell| *cell > 0).collect()).collect()
}

/// Hides the smallest cell that is shown and not zero; false when there is none.
fn hide_next(table: &Cross, mask: &mut Mask) -> bool {
    let mut shown: Vec<(u64, usize, usize)> = Vec::new();
    for (row, cells) in table.cells.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let is_shown = mask.get(row).and_then(|one| one.get(column)) == Some(&false);
            if *cell > 0 && is_shown {
                shown.push((*cell, row, column));
            }
        }
    }
    match shown.into_iter().min() {
        Some((_, row, column)) => {
            *at(mask, row, column) = true;
            true
        }
        None => false,
    }
}

/// Shows again what can be shown, the largest first.
fn show_needless(table: &Cross, mask: &mut Mask, least: u64) {
    let mut helpers: Vec<(u64, usize, usize)> = Vec::new();
    for (row, cells) in table.cells.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            if *cell >= least && *at(mask, row, column) {
                helpers.push((*cell, row, column));
            }
        }
    }
    helpers.sort_unstable_by(|one, other| other.cmp(one));
    for (_, row, column) in helpers {
        *at(mask, row, column) = false;
        if !unprotected(table, mask, least).is_empty() {
            *at(mask, row, column) = true;
        }
    }
}

#[expect(clippy::indexing_slicing, reason = "a mask has the shape of its table")]
fn at(mask: &mut Mask, row: usize, column: usize) -> &mut bool {
    &mut mask[row][column]
}

#[cfg(test)]
mod tests;
