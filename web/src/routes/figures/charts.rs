//! Charts as SVG, made here: each with the numbers it is drawn from in a table beside it.
//!
//! **Invariant:** a chart draws nothing that its table does not say; hidden figures have no bar.
//! **Invariant:** what a colour says is also said by the length, the number or the word.

use network_figures::Shown;
use serde::Serialize;

/// The breadth of a bar chart, in its own units.
const BREADTH: f64 = 720.0;
/// Where bars begin: the names stand before.
const BARS_FROM: f64 = 250.0;
/// What is left at the end for the numbers.
const NUMBERS: f64 = 90.0;
/// The height of a row.
const ROW: f64 = 40.0;

/// Bars that lie one under the other.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Bars {
    pub(crate) height: String,
    pub(crate) axis: String,
    pub(crate) bars: Vec<Bar>,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Bar {
    label: String,
    value: String,
    /// The tone that repeats the words: empty, `part` or `bad`.
    kind: &'static str,
    top: String,
    middle: String,
    width: String,
    number_at: String,
}

/// One bar to be drawn.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) count: Shown<u64>,
    pub(crate) kind: &'static str,
}

/// Draws bars as long as their counts are large.
pub(crate) fn bars(wanted: &[Wanted]) -> Bars {
    let most = wanted.iter().filter_map(|one| one.count.number()).max().unwrap_or(0).max(1);
    let room = BREADTH - BARS_FROM - NUMBERS;
    let bars = wanted.iter().enumerate().map(|(row, one)| {
        let count = one.count.number().unwrap_or(0);
        let width = room * count as f64 / most as f64;
        let top = 9.0 + ROW * row as f64;
        Bar {
            label: one.label.clone(),
            value: one.value.clone(),
            kind: one.kind,
            top: whole(top),
            middle: whole(top + 11.0),
            width: whole(width),
            number_at: whole(BARS_FROM + width + 8.0),
        }
    });
    let bars: Vec<Bar> = bars.collect();
    let height = 20.0 + ROW * wanted.len() as f64;
    Bars { height: whole(height), axis: whole(height - 8.0), bars }
}

fn whole(number: f64) -> String {
    format!("{number:.0}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(count: Shown<u64>) -> Wanted {
        Wanted { label: "x".to_owned(), value: "v".to_owned(), count, kind: "" }
    }

    #[test]
    fn the_longest_bar_takes_the_room_and_a_hidden_one_none() {
        let drawn = bars(&[one(Shown::Number(200)), one(Shown::Number(50)), one(Shown::Hidden)]);
        let widths: Vec<&str> = drawn.bars.iter().map(|bar| bar.width.as_str()).collect();
        assert_eq!(widths, ["380", "95", "0"]);
        assert_eq!(drawn.height, "140");
    }

    #[test]
    fn nothing_at_all_can_be_drawn() {
        assert_eq!(bars(&[one(Shown::Number(0))]).bars.first().unwrap().width, "0");
        assert!(bars(&[]).bars.is_empty());
    }
}
