//! The rules: who may do what, what it leads to, and what follows when nobody acts.
//!
//! `may` says who, `table` says from where to where, `course` carries one call through. What
//! the moves mean is in a module each: `asking` organizations, their `answers`, the work of
//! `coordination`, `closing`, and the passing of time in `tick`.
//!
//! **Invariant:** who comes before what: somebody who has no say gets the same refusal in
//! every state.
//!
//! **Invariant:** a state changes only through the table, and every change leaves an event.

mod answers;
mod asking;
mod closing;
mod coordination;
mod course;
mod may;
mod table;
mod tick;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use table::{Move, Row, diagram, table};
