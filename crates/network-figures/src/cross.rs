//! A table of counts by two coded facts, with its sums.

use std::collections::BTreeMap;

/// Counts by two coded words; the sums are those of its cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cross {
    /// The words of the rows.
    pub rows: Vec<String>,
    /// The words of the columns.
    pub columns: Vec<String>,
    /// As many rows as `rows`, as many cells in each as `columns`.
    pub cells: Vec<Vec<u64>>,
}

/// The word for what is too rare to have a row of its own, and for what nobody said.
pub const OTHER: &str = "other";

impl Cross {
    /// Counts `pairs` of row and column; rows and columns in order of their words.
    pub fn count<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Cross {
        let mut counts: BTreeMap<(&str, &str), u64> = BTreeMap::new();
        for pair in pairs {
            *counts.entry(pair).or_default() += 1;
        }
        let sorted = |mut words: Vec<&'a str>| {
            words.sort_unstable();
            words.dedup();
            words
        };
        let rows = sorted(counts.keys().map(|(row, _)| *row).collect());
        let columns = sorted(counts.keys().map(|(_, column)| *column).collect());
        let cell = |row: &&'a str| {
            let one = |column: &&'a str| counts.get(&(*row, *column)).copied().unwrap_or(0);
            columns.iter().map(one).collect()
        };
        let cells = rows.iter().map(cell).collect();
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Cross { rows: owned(&rows), columns: owned(&columns), cells }
    }

    /// The sum of each row.
    pub fn row_sums(&self) -> Vec<u64> {
        self.cells.iter().map(|row| row.iter().sum()).collect()
    }

    /// The sum of each column.
    pub fn column_sums(&self) -> Vec<u64> {
        let mut sums = vec![0; self.columns.len()];
        for row in &self.cells {
            for (sum, cell) in sums.iter_mut().zip(row) {
                *sum += cell;
            }
        }
        sums
    }

    /// The sum of all cells.
    pub fn total(&self) -> u64 {
        self.row_sums().iter().sum()
    }

    /// With rows and columns exchanged.
    #[must_use]
    pub fn turned(&self) -> Cross {
        let column = |at: usize| {
            self.cells.iter().map(|row| row.get(at).copied().unwrap_or(0)).collect::<Vec<u64>>()
        };
        Cross {
            rows: self.columns.clone(),
            columns: self.rows.clone(),
            cells: (0..self.columns.len()).map(column).collect(),
        }
    }

    /// With every row whose sum is below `least` put into [`OTHER`], and, while that one is
    /// itself too small, the next smallest too. Rare words are grouped before anything is
    /// shown (LAW-23).
    #[must_use]
    pub fn grouped(&self, least: u64) -> Cross {
        let mut kept: Vec<(String, Vec<u64>)> = Vec::new();
        let mut other = vec![0; self.columns.len()];
        let add = |to: &mut Vec<u64>, row: &[u64]| {
            for (sum, cell) in to.iter_mut().zip(row) {
                *sum += cell;
            }
        };
        for (word, row) in self.rows.iter().zip(&self.cells) {
            match row.iter().sum::<u64>() >= least && word != OTHER {
                true => kept.push((word.clone(), row.clone())),
                false => add(&mut other, row),
            }
        }
        while (1..least).contains(&other.iter().sum::<u64>()) {
            let sizes = kept.iter().enumerate();
            let Some((at, _)) = sizes.min_by_key(|(_, (_, row))| row.iter().sum::<u64>()) else {
                break;
            };
            let (_, row) = kept.remove(at);
            add(&mut other, &row);
        }
        if other.iter().sum::<u64>() > 0 {
            kept.push((OTHER.to_owned(), other));
        }
        let (rows, cells) = kept.into_iter().unzip();
        Cross { rows, columns: self.columns.clone(), cells }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Cross {
        let pairs = [("a", "x"); 12].into_iter().chain([("b", "y"); 3]).chain([("c", "x"); 4]);
        Cross::count(pairs.chain([("d", "y"); 20]))
    }

    #[test]
    fn rows_and_columns_add_up_to_the_same_total() {
        let table = table();
        assert_eq!(table.row_sums(), [12, 3, 4, 20]);
        assert_eq!(table.column_sums(), [16, 23]);
        assert_eq!((table.total(), table.turned().total()), (39, 39));
        assert_eq!(table.turned().turned(), table);
    }

    #[test]
    fn rare_rows_become_one_that_is_itself_not_rare() {
        let grouped = table().grouped(10);
        assert_eq!(grouped.rows, ["d", "other"], "7 are too few alone, so 12 joined them");
        assert_eq!(grouped.row_sums(), [20, 19]);
        assert_eq!(table().grouped(5).rows, ["a", "d", "other"]);
        assert_eq!(table().grouped(100).rows, ["other"], "nothing is lost");
        assert_eq!(table().grouped(100).total(), 39);
    }
}
