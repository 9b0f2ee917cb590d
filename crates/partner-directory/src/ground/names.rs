//! Which names of communes have room on a map.
//!
//! **Invariant:** no two names shown together cover each other, and none covers a mark.

use super::{Area, Frame};

/// A name with its middle, in percent of the width and height of a frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Name<'a> {
    /// The name.
    pub text: &'a str,
    /// The middle, from the left.
    pub x: f64,
    /// The middle, from the top.
    pub y: f64,
    /// True when there is room on large screens only.
    pub is_for_large: bool,
}

/// What one letter, one line and one mark take of a screen, in percent.
#[derive(Clone, Copy)]
struct Letters {
    letter: f64,
    line: f64,
    mark: (f64, f64),
}

/// Letters of 16 pixels on a map of 280 by 233 pixels, then of 640 by 533.
const SMALL: Letters = Letters { letter: 3.1, line: 9.0, mark: (11.0, 14.0) };
const LARGE: Letters = Letters { letter: 1.35, line: 4.2, mark: (6.0, 7.0) };

/// Left, top, right and bottom.
type Box = [f64; 4];

/// The largest communes choose first.
pub(super) fn fit<'a>(areas: &'a [Area], frame: Frame, taken: &[(f64, f64)]) -> Vec<Name<'a>> {
    let mut largest: Vec<&Area> = areas.iter().filter(|one| !one.name.is_empty()).collect();
    largest.sort_by(|one, other| other.size.total_cmp(&one.size));
    let mut names: Vec<Name<'a>> = Vec::new();
    for (letters, is_for_large) in [(SMALL, false), (LARGE, true)] {
        let mut full: Vec<Box> = taken.iter().map(|at| around(*at, letters.mark)).collect();
        full.extend(names.iter().map(|name| letters.of(name.text, name.x, name.y)));
        for area in &largest {
            if names.iter().any(|name| name.text == area.name) {
                continue;
            }
            let (x, y) = frame.percent(area.middle);
            // Beside a mark a name may stand a line higher or lower.
            let lines = [0.0, 1.0, -1.0].map(|lines| y + lines * letters.line);
            let free =
                lines.into_iter().map(|y| (y, letters.of(&area.name, x, y))).find(|(_, needed)| {
                    is_inside(*needed) && !full.iter().any(|one| cover(*one, *needed))
                });
            if let Some((y, needed)) = free {
                full.push(needed);
                names.push(Name { text: &area.name, x, y, is_for_large });
            }
        }
    }
    names
}

impl Letters {
    fn of(self, text: &str, x: f64, y: f64) -> Box {
        around((x, y), (text.chars().count() as f64 * self.letter, self.line))
    }
}

fn around((x, y): (f64, f64), (width, height): (f64, f64)) -> Box {
    [x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0]
}

fn is_inside([left, top, right, bottom]: Box) -> bool {
    left >= 0.0 && top >= 0.0 && right <= 100.0 && bottom <= 100.0
}

fn cover(one: Box, other: Box) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}
