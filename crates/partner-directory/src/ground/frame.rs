//! The part of the ground that a map shows.

use super::{STEP_M, Spot};

/// How broad a map is for its height.
const ASPECT: f64 = 6.0 / 5.0;
/// The least breadth, in metres: a single house needs its surroundings.
const LEAST_M: f64 = 3_000.0;
/// The room around the points, as a share of what they take.
const ROOM: f64 = 0.2;
/// The lengths that a scale may show, in metres.
const LENGTHS_M: [u32; 11] =
    [200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000];
/// The most a scale takes of the breadth.
const SCALE_SHARE: f64 = 0.3;

/// A rectangle of the grid, in steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// A length to compare with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The length, in metres.
    pub metres: u32,
    /// What it takes of the breadth, in percent.
    pub percent: f64,
}

impl Default for Frame {
    fn default() -> Frame {
        let width = LEAST_M / STEP_M;
        Frame { left: 0.0, top: 0.0, width, height: width / ASPECT }
    }
}

impl Frame {
    pub(super) fn around(spots: impl Iterator<Item = Spot>) -> Option<Frame> {
        let (mut left, mut top) = (f64::MAX, f64::MAX);
        let (mut right, mut bottom) = (f64::MIN, f64::MIN);
        for spot in spots {
            (left, top) = (left.min(spot.x), top.min(spot.y));
            (right, bottom) = (right.max(spot.x), bottom.max(spot.y));
        }
        if right < left {
            return None;
        }
        let wanted = (right - left).max((bottom - top) * ASPECT) * (1.0 + ROOM);
        let width = wanted.max(LEAST_M / STEP_M).ceil();
        let height = width / ASPECT;
        Some(Frame {
            left: ((left + right - width) / 2.0).round(),
            top: ((top + bottom - height) / 2.0).round(),
            width,
            height,
        })
    }

    /// The `viewBox` of SVG.
    pub fn view_box(self) -> String {
        format!("{:.0} {:.0} {:.0} {:.1}", self.left, self.top, self.width, self.height)
    }

    /// Where a spot lies, in percent of the width and of the height.
    pub fn percent(self, spot: Spot) -> (f64, f64) {
        let x = (spot.x - self.left) / self.width * 100.0;
        (x, (spot.y - self.top) / self.height * 100.0)
    }

    /// A round length that takes at most a third of the breadth.
    pub fn scale(self) -> Scale {
        let breadth_m = self.width * STEP_M;
        let fits = |metres: &&u32| f64::from(**metres) <= breadth_m * SCALE_SHARE;
        let metres = LENGTHS_M.iter().rev().find(fits).copied().unwrap_or(200);
        Scale { metres, percent: f64::from(metres) / breadth_m * 100.0 }
    }

    /// True when a box of left, top, right and bottom reaches into the frame.
    pub(super) fn meets(self, [left, top, right, bottom]: [f64; 4]) -> bool {
        left <= self.left + self.width
            && right >= self.left
            && top <= self.top + self.height
            && bottom >= self.top
    }
}

/// Puts points together that are closer than `reach` percent of the breadth, so that no mark
/// covers another; each group begins with the point that came first.
pub fn group(points: &[(f64, f64)], reach: f64) -> Vec<Vec<usize>> {
    let mut groups: Vec<((f64, f64), Vec<usize>)> = Vec::new();
    for (index, point) in points.iter().enumerate() {
        let is_near = |(first, _): &&mut ((f64, f64), Vec<usize>)| {
            (first.0 - point.0).hypot((first.1 - point.1) / ASPECT) < reach
        };
        match groups.iter_mut().find(is_near) {
            Some((_, members)) => members.push(index),
            None => groups.push((*point, vec![index])),
        }
    }
    groups.into_iter().map(|(_, members)| members).collect()
}
