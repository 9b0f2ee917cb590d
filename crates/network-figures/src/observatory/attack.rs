//! A program that tries to work out hidden cells from everything that is published.
//!
//! It knows the rules: which counts were rounded to what, that a zero that is shown is a zero,
//! that the themes of all tables of a quarter have the same sums. It adds and subtracts until
//! nothing narrows any more.

use std::collections::BTreeMap;

use super::{Edition, EditionTable};
use crate::{LEAST_PUBLIC, STEP};

/// A cell of which the program found out that it is small.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The quarter.
    pub quarter: String,
    /// The table, or two tables that were subtracted.
    pub table: String,
    /// The words of row and column.
    pub cell: (String, String),
    /// The smallest value that fits.
    pub lowest: u64,
    /// The largest value that fits.
    pub highest: u64,
}

type Span = (u64, u64);

/// No count is as large; keeps sums from running over.
const MOST: u64 = u64::MAX / 1024;

/// Everything that can be worked out about counts from 1 to `LEAST_PUBLIC - 1`.
pub fn attack(editions: &[Edition]) -> Vec<Finding> {
    let mut found = Vec::new();
    for edition in editions {
        found.extend(narrowed(edition));
    }
    for (at, one) in editions.iter().enumerate() {
        for other in editions.iter().skip(at + 1) {
            found.extend(subtracted(one, other));
        }
    }
    found
}

/// Two editions of one quarter with different counts: what changed in between is told.
fn subtracted(one: &Edition, other: &Edition) -> Vec<Finding> {
    let mut found = Vec::new();
    if one.quarter != other.quarter {
        // The people of two quarters are different people.
        return found;
    }
    for table in &one.tables {
        let same = other.tables.iter().filter(|two| two.columns_are == table.columns_are);
        for (cell, left, right) in same.flat_map(|two| shared(table, two)) {
            let change = left.abs_diff(right);
            if change > 0 {
                found.push(Finding {
                    quarter: one.quarter.clone(),
                    table: format!("{0} - {0}", table.columns_are),
                    cell,
                    lowest: change.saturating_sub(STEP - 1),
                    highest: change + STEP - 1,
                });
            }
        }
    }
    found
}

type Pair = ((String, String), u64, u64);

fn shared(one: &EditionTable, two: &EditionTable) -> Vec<Pair> {
    let (one, two) = (shown(one), shown(two));
    let both = one.into_iter().filter_map(|(cell, count)| Some((two.get(&cell)?, cell, count)));
    both.map(|(other, cell, count)| (cell, count, *other)).collect()
}

fn shown(table: &EditionTable) -> BTreeMap<(String, String), u64> {
    let mut cells = BTreeMap::new();
    for (row, counts) in table.rows.iter().zip(&table.cells) {
        for (column, count) in table.columns.iter().zip(counts) {
            if let Some(count) = count {
                cells.insert((row.clone(), column.clone()), *count);
            }
        }
    }
    cells
}

/// What a published number says: a zero is one, others were rounded, none is small.
fn span(published: Option<u64>) -> Span {
    match published {
        None => (0, MOST),
        Some(0) => (0, 0),
        Some(count) => (count.saturating_sub(STEP / 2).max(LEAST_PUBLIC), count + STEP / 2),
    }
}

/// The cells of one table with their sums.
struct Known {
    name: String,
    rows: Vec<String>,
    columns: Vec<String>,
    cells: Vec<Vec<Span>>,
    row_sums: Vec<Span>,
    column_sums: Vec<Span>,
    total: Span,
}

fn narrowed(edition: &Edition) -> Vec<Finding> {
    let mut tables: Vec<Known> = edition.tables.iter().map(Known::read).collect();
    let mut is_new = true;
    while is_new {
        is_new = tables.iter_mut().fold(false, |is_new, table| table.narrow() | is_new);
        is_new |= link(&mut tables);
    }
    let mut found = Vec::new();
    for table in &tables {
        for (row, cells) in table.rows.iter().zip(&table.cells) {
            for (column, (lowest, highest)) in table.columns.iter().zip(cells) {
                if *highest > 0 && *highest < LEAST_PUBLIC {
                    found.push(Finding {
                        quarter: edition.quarter.clone(),
                        table: table.name.clone(),
                        cell: (row.clone(), column.clone()),
                        lowest: *lowest,
                        highest: *highest,
                    });
                }
            }
        }
    }
    found
}

/// The tables of one quarter have the same themes and the same total.
fn link(tables: &mut [Known]) -> bool {
    let mut themes: BTreeMap<String, Span> = BTreeMap::new();
    let mut total = (0, MOST);
    for table in tables.iter() {
        meet(&mut total, table.total);
        for (row, sum) in table.rows.iter().zip(&table.row_sums) {
            meet(themes.entry(row.clone()).or_insert((0, MOST)), *sum);
        }
    }
    let mut is_new = false;
    for table in tables {
        is_new |= meet(&mut table.total, total);
        for (row, sum) in table.rows.iter().zip(&mut table.row_sums) {
            is_new |= themes.get(row).is_some_and(|known| meet(sum, *known));
        }
    }
    is_new
}

impl Known {
    fn read(table: &EditionTable) -> Known {
        let spans = |sums: &[u64]| sums.iter().map(|sum| span(Some(*sum))).collect();
        let row = |cells: &Vec<Option<u64>>| cells.iter().copied().map(span).collect();
        Known {
            name: table.columns_are.clone(),
            rows: table.rows.clone(),
            columns: table.columns.clone(),
            cells: table.cells.iter().map(row).collect(),
            row_sums: spans(&table.row_sums),
            column_sums: spans(&table.column_sums),
            total: span(Some(table.total)),
        }
    }

    /// Each part is its sum without the others; true when something became narrower.
    fn narrow(&mut self) -> bool {
        let mut is_new = false;
        for (cells, sum) in self.cells.iter_mut().zip(&mut self.row_sums) {
            is_new |= balance(&mut cells.iter_mut().collect::<Vec<_>>(), sum);
        }
        for (at, sum) in self.column_sums.iter_mut().enumerate() {
            let mut column: Vec<&mut Span> =
                self.cells.iter_mut().filter_map(|row| row.get_mut(at)).collect();
            is_new |= balance(&mut column, sum);
        }
        is_new |= balance(&mut self.row_sums.iter_mut().collect::<Vec<_>>(), &mut self.total);
        is_new | balance(&mut self.column_sums.iter_mut().collect::<Vec<_>>(), &mut self.total)
    }
}

fn balance(parts: &mut [&mut Span], sum: &mut Span) -> bool {
    let lowest: u64 = parts.iter().map(|part| part.0).sum();
    let highest: u64 = parts.iter().map(|part| part.1.min(MOST)).fold(0, u64::saturating_add);
    let mut is_new = meet(sum, (lowest, highest.min(MOST)));
    for part in parts.iter_mut() {
        let others_lowest = lowest - part.0;
        let others_highest = highest.saturating_sub(part.1);
        let limits = (sum.0.saturating_sub(others_highest), sum.1.saturating_sub(others_lowest));
        is_new |= meet(part, limits);
        if is_new {
            // The sums above are of before; the next round counts them anew.
            return true;
        }
    }
    is_new
}

fn meet(span: &mut Span, with: Span) -> bool {
    let met = (span.0.max(with.0), span.1.min(with.1));
    let is_new = met != *span && met.0 <= met.1;
    if is_new {
        *span = met;
    }
    is_new
}
