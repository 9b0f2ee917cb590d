//! How far a hidden cell can be narrowed down by whoever knows all shown cells and all sums.
//!
//! Raising one cell by one lowers another of its row and another of its column, and so on
//! round a ring of hidden cells. How far that goes is the largest flow through them: from the
//! column to the row of the cell to raise it, from the row to the column to lower it.

use std::collections::VecDeque;

use super::Mask;
use crate::Cross;

/// The values that a hidden cell may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The row of the cell.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// The smallest value that fits.
    pub lowest: u64,
    /// The largest value that fits.
    pub highest: u64,
}

/// The range of each hidden cell.
pub fn ranges(table: &Cross, mask: &Mask) -> Vec<Range> {
    let mut found = Vec::new();
    for (row, hidden) in mask.iter().enumerate() {
        for (column, is_hidden) in hidden.iter().enumerate() {
            if *is_hidden {
                let cell = cell(table, row, column);
                let lowest = cell - flow(table, mask, (row, column), Way::Lower, cell);
                let most = table.total();
                let highest = cell + flow(table, mask, (row, column), Way::Raise, most);
                found.push(Range { row, column, lowest, highest });
            }
        }
    }
    found
}

/// True when the cell keeps a range of `least` steps.
pub(super) fn is_wide(table: &Cross, mask: &Mask, at: (usize, usize), least: u64) -> bool {
    let up = flow(table, mask, at, Way::Raise, least);
    let cell = cell(table, at.0, at.1);
    up >= least || up + flow(table, mask, at, Way::Lower, cell.min(least - up)) >= least
}

pub(super) fn cell(table: &Cross, row: usize, column: usize) -> u64 {
    table.cells.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or(0)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Raise,
    Lower,
}

/// How far the cell can go in one way, up to `most`.
fn flow(table: &Cross, mask: &Mask, of: (usize, usize), way: Way, most: u64) -> u64 {
    let (rows, columns) = (table.rows.len(), table.columns.len());
    // What was moved so far: positive where a cell was raised.
    let mut moved: Vec<Vec<i128>> = vec![vec![0; columns]; rows];
    let mut total = 0;
    while total < most {
        let Some(path) = path(table, mask, of, way, &moved) else { break };
        let room = |(row, column, is_raise): &(usize, usize, bool)| match is_raise {
            true => u64::MAX,
            false => left(table, &moved, *row, *column),
        };
        let step = path.iter().map(room).min().unwrap_or(0).min(most - total);
        for (row, column, is_raise) in path {
            if let Some(one) = moved.get_mut(row).and_then(|row| row.get_mut(column)) {
                *one += if is_raise { i128::from(step) } else { -i128::from(step) };
            }
        }
        total += step;
    }
    total
}

/// What is left of a cell to be lowered by.
fn left(table: &Cross, moved: &[Vec<i128>], row: usize, column: usize) -> u64 {
    let by = moved.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0);
    u64::try_from(i128::from(cell(table, row, column)) + by).unwrap_or(0)
}

/// The shortest way round: steps from a row to a column raise a cell, the others lower one.
fn path(
    table: &Cross,
    mask: &Mask,
    of: (usize, usize),
    way: Way,
    moved: &[Vec<i128>],
) -> Option<Vec<(usize, usize, bool)>> {
    let (rows, columns) = (table.rows.len(), table.columns.len());
    let (row_of, column_of) = (of.0, rows + of.1);
    let (from, to) = match way {
        Way::Raise => (column_of, row_of),
        Way::Lower => (row_of, column_of),
    };
    let mut came: Vec<Option<usize>> = vec![None; rows + columns];
    let mut next = VecDeque::from([from]);
    while let Some(node) = next.pop_front() {
        if node == to {
            break;
        }
        let is_row = node < rows;
        let others = if is_row { rows..rows + columns } else { 0..rows };
        for other in others {
            let (row, column) = if is_row { (node, other - rows) } else { (other, node - rows) };
            let is_hidden = mask.get(row).and_then(|one| one.get(column)) == Some(&true);
            let has_room = is_row || left(table, moved, row, column) > 0;
            let is_new = other != from && came.get(other).is_some_and(Option::is_none);
            if (row, column) != of && is_hidden && has_room && is_new {
                if let Some(slot) = came.get_mut(other) {
                    *slot = Some(node);
                }
                next.push_back(other);
            }
        }
    }
    let mut steps = Vec::new();
    let mut node = to;
    while node != from {
        let before = came.get(node).copied().flatten()?;
        let is_raise = before < rows;
        let (row, column) = if is_raise { (before, node - rows) } else { (node, before - rows) };
        steps.push((row, column, is_raise));
        node = before;
    }
    Some(steps)
}

/// The ring of cells through one cell that costs the least people; hidden cells cost nothing,
/// cells of zero are never part of it. `None` when there is no ring.
pub(super) fn cheapest_ring(
    table: &Cross,
    mask: &Mask,
    of: (usize, usize),
) -> Option<Vec<(usize, usize)>> {
    let (rows, columns) = (table.rows.len(), table.columns.len());
    let nodes = rows + columns;
    let cost = |row: usize, column: usize| -> Option<u64> {
        let cell = cell(table, row, column);
        let is_hidden = mask.get(row).and_then(|one| one.get(column)) == Some(&true);
        // One more for each cell: of two ways that hide as many people, the shorter.
        ((row, column) != of && cell > 0).then_some(if is_hidden { 0 } else { cell + 1 })
    };
    let mut best: Vec<Option<(u64, usize)>> = vec![None; nodes];
    let mut done = vec![false; nodes];
    if let Some(first) = best.get_mut(of.0) {
        *first = Some((0, of.0));
    }
    loop {
        let open = (0..nodes).filter(|node| done.get(*node) == Some(&false));
        let reached =
            open.filter_map(|node| best.get(node).copied().flatten().map(|(cost, _)| (cost, node)));
        let Some((so_far, node)) = reached.min() else { break };
        if let Some(one) = done.get_mut(node) {
            *one = true;
        }
        let others = if node < rows { rows..nodes } else { 0..rows };
        for other in others {
            let (row, column) =
                if node < rows { (node, other - rows) } else { (other, node - rows) };
            let Some(step) = cost(row, column) else { continue };
            let total = so_far + step;
            if let Some(slot) = best.get_mut(other)
                && slot.is_none_or(|(known, _)| total < known)
            {
                *slot = Some((total, node));
            }
        }
    }
    let mut ring = vec![of];
    let mut node = rows + of.1;
    while node != of.0 {
        let (_, before) = best.get(node).copied().flatten()?;
        let (row, column) =
            if before < rows { (before, node - rows) } else { (node, before - rows) };
        ring.push((row, column));
        node = before;
    }
    Some(ring)
}
