//! Random histories of referrals, and the invariants that every step of them keeps.
//!
//! The same seed gives the same history everywhere, so that tests of the rules and of the
//! databases replay the same ones:
//!
//! ```ignore
//! let world = World::new();
//! let mut history = History::new(seed);
//! let change = history.begin(&world);            // a draft
//! for _ in 0..60 {
//!     let step = history.step(&referral, &world); // who does what, and when
//!     if let Ok(change) = step.apply(&referral, &world) { /* keep, read back, compare */ }
//! }
//! ```
//!
//! **Invariant:** nothing here reads a clock or a source of chance.

mod check;
mod history;
mod world;

pub use check::check;
pub use history::{History, Step};
pub use world::World;
