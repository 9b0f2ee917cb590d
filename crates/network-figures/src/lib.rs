//! Figures over the whole network: what is counted, how, and what may be shown of it.
//!
//! Coded facts go in, figures come out: no clock, database or file.
//!
//! - [`fact`]: what is known of one referral, of one need, of the searches of one day.
//! - [`cut`]: which of them are looked at.
//! - [`indicators`]: the published indicators, each with a version, in one place.
//! - [`measure`]: counts, shares and times, with the sign that takes the place of a small one.
//! - [`disclosure`]: which cells of a table are hidden, so that none can be worked out.
//! - [`observatory`]: the frozen tables of one quarter, for everybody.
//!
//! **Invariant:** duplicates, mistakes and what was never handed over count nowhere.
//! **Invariant:** a figure behind which too few people stand is one sign, never a number.

pub mod cross;
pub mod cut;
pub mod disclosure;
pub mod fact;
pub mod indicators;
pub mod measure;
pub mod observatory;

pub use cross::Cross;
pub use cut::{Cut, Period};
pub use fact::{AttemptFact, Fact, NeedFact, SearchCount};
pub use indicators::{Basis, Figure, Indicator};
pub use measure::{Measure, Share, Shown, Times};

/// Below so many the coordinators' pages hide a figure (LAW-20).
pub const LEAST_INSIDE: u64 = 5;

/// Below so many a public table hides a cell that two facts about people make (LAW-20).
pub const LEAST_PUBLIC: u64 = 10;

/// Below so many a public table hides a cell about offers (LAW-20).
pub const LEAST_OFFERS: u64 = 5;

/// A public percentage needs so many behind it (LAW-20).
pub const LEAST_PERCENT: u64 = 20;

/// Public counts are rounded to a multiple of this (LAW-20).
pub const STEP: u64 = 5;
