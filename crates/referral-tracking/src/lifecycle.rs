//! The rules: who may do what, what it leads to, and what follows when nobody acts.
//!
//! `may` says who, `table` says from where to where, `course` carries one call through, with
//! the answers of organizations, the work of senders and coordinators, and the passing of time
//! in a module each.
//!
//! **Invariant:** who comes before what: somebody who has no say gets the same refusal in
//! every state.

mod course;
mod table;

pub use table::{Move, Row, diagram, table};
