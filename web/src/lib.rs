//! Placeholder.

pub mod assets;
pub mod pages;
pub mod texts;
