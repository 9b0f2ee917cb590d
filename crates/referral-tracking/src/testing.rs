//! Random histories and the invariants they must keep.
