use proptest::prelude::*;

use super::*;

fn table(cells: &[&[u64]]) -> Cross {
    let names = |count: usize| (0..count).map(|number| number.to_string()).collect();
    Cross {
        rows: names(cells.len()),
        columns: names(cells.first().map_or(0, |row| row.len())),
        cells: cells.iter().map(|row| row.to_vec()).collect(),
    }
}

fn signs(table: &Cross, least: u64) -> Vec<String> {
    let sign = |shown: Shown<u64>| shown.number().map_or("·".to_owned(), |n| n.to_string());
    let rows = masked(table, least).into_iter();
    rows.map(|row| row.into_iter().map(sign).collect::<Vec<_>>().join(",")).collect()
}

#[test]
fn the_worked_example_of_the_law_hides_these_six_cells_and_no_other() {
    let table = table(&[&[12, 3, 0, 25], &[7, 9, 14, 6], &[30, 8, 2, 11]]);

    assert_eq!(signs(&table, 5), ["·,·,0,25", "·,9,·,6", "30,·,·,11"]);
}

#[test]
fn every_hidden_cell_of_the_worked_example_keeps_a_range_of_ten() {
    let table = table(&[&[12, 3, 0, 25], &[7, 9, 14, 6], &[30, 8, 2, 11]]);
    let ranges = ranges(&table, &hidden(&table, 5));

    assert_eq!(ranges.len(), 6);
    for range in ranges {
        assert_eq!(range.highest - range.lowest, 10, "{range:?}");
    }
}

#[test]
fn a_table_without_small_cells_is_shown_whole_zeros_included() {
    let table = table(&[&[10, 0], &[0, 5]]);
    assert_eq!(signs(&table, 5), ["10,0", "0,5"]);
}

#[test]
fn where_no_ring_exists_nothing_but_zeros_is_shown() {
    assert_eq!(signs(&table(&[&[3, 40, 50]]), 5), ["·,·,·"]);
    assert_eq!(signs(&table(&[&[2, 0], &[0, 30]]), 5), ["·,0", "0,·"]);
}

#[test]
fn one_sign_stands_for_small_cells_and_for_those_hidden_for_their_sake() {
    let signs = signs(&table(&[&[1, 50, 60], &[70, 80, 90]]), 5).join(",");
    assert_eq!(signs.matches('·').count(), 4);
    assert!(!signs.contains('<'));
}

#[test]
fn a_single_small_count_takes_the_next_one_along_so_that_the_total_does_not_tell() {
    use Shown::{Hidden, Number};

    assert_eq!(hide_small(&[0, 3, 40, 12], 5), [Number(0), Hidden, Number(40), Hidden]);
    assert_eq!(hide_small(&[1, 3, 40, 12], 5), [Hidden, Hidden, Number(40), Number(12)]);
    assert_eq!(hide_small(&[0, 5, 40], 5), [Number(0), Number(5), Number(40)]);
    assert_eq!(hide_small(&[0, 3], 5), [Number(0), Hidden]);
}

#[test]
fn public_counts_are_multiples_of_five() {
    for (count, shown) in [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10), (13, 15), (100, 100)]
    {
        assert_eq!(rounded(count), shown, "{count}");
    }
}

/// The range of a cell by trying every table that fits: slow, and sure to be right.
fn tried(table: &Cross, mask: &Mask) -> Vec<Range> {
    let free: Vec<(usize, usize)> = (0..table.rows.len())
        .flat_map(|row| (0..table.columns.len()).map(move |column| (row, column)))
        .filter(|(row, column)| mask[*row][*column])
        .collect();
    let mut seen: Vec<(u64, u64)> = vec![(u64::MAX, 0); free.len()];
    let mut values = vec![0; free.len()];
    try_next(table, &free, &mut values, 0, &mut seen);
    let range = |((row, column), (lowest, highest)): (&(usize, usize), (u64, u64))| Range {
        row: *row,
        column: *column,
        lowest,
        highest,
    };
    free.iter().zip(seen).map(range).collect()
}

fn try_next(
    table: &Cross,
    free: &[(usize, usize)],
    values: &mut Vec<u64>,
    at: usize,
    seen: &mut [(u64, u64)],
) {
    if at == free.len() {
        let mut other = table.clone();
        for ((row, column), value) in free.iter().zip(values.iter()) {
            other.cells[*row][*column] = *value;
        }
        let fits =
            other.row_sums() == table.row_sums() && other.column_sums() == table.column_sums();
        if fits {
            for (slot, value) in seen.iter_mut().zip(values.iter()) {
                *slot = (slot.0.min(*value), slot.1.max(*value));
            }
        }
        return;
    }
    let most: u64 = free
        .iter()
        .filter(|(row, _)| *row == free[at].0)
        .map(|(row, column)| table.cells[*row][*column])
        .sum();
    for value in 0..=most {
        values[at] = value;
        try_next(table, free, values, at + 1, seen);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_range_is_what_trying_every_table_finds(
        cells in proptest::collection::vec(proptest::collection::vec(0_u64..6, 3), 2),
        mask in proptest::collection::vec(proptest::collection::vec(any::<bool>(), 3), 2),
    ) {
        let rows: Vec<&[u64]> = cells.iter().map(Vec::as_slice).collect();
        let table = table(&rows);
        prop_assert_eq!(ranges(&table, &mask), tried(&table, &mask));
    }

    #[test]
    fn no_hidden_cell_is_ever_narrower_than_the_threshold(
        cells in proptest::collection::vec(proptest::collection::vec(
            prop_oneof![2 => 0_u64..8, 1 => Just(0_u64), 3 => 8_u64..90], 2..7), 2..9),
        least in prop_oneof![Just(5_u64), Just(10_u64)],
    ) {
        let width = cells.iter().map(Vec::len).min().unwrap();
        let rows: Vec<&[u64]> = cells.iter().map(|row| &row[..width]).collect();
        let table = table(&rows);
        let mask = hidden(&table, least);
        let small = |cell: u64| (1..least).contains(&cell);
        for (row, cells) in table.cells.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                prop_assert!(!small(*cell) || mask[row][column], "a small cell is shown");
                prop_assert!(*cell > 0 || !mask[row][column], "a zero is hidden");
            }
        }
        let is_all = table.cells.iter().flatten().zip(mask.iter().flatten()).all(|(c, m)| *c == 0 || *m);
        for range in ranges(&table, &mask) {
            // Where even hiding everything leaves too little, the table as a whole is the
            // matter of who publishes it.
            prop_assert!(is_all || range.highest - range.lowest >= least, "{:?}", range);
        }
    }
}
