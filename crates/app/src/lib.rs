//! Everything a person or a scheduled job can do, one function each.
//!
//! A function here reads, asks the rules, writes and queues letters, in that
//! order and in one transaction. It knows nothing of HTTP, HTML or diesel.

pub mod access;
pub mod secrets;
