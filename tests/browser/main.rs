//! What people may rely on in a real browser: on a small screen, by keyboard, without script, on
//! paper.
//!
//! They run where `RELAIS_TEST_BROWSER` is set; each opens one browser for all its pages.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops where it stands"
)]

mod booklet;
mod driver;
mod for_hands;
mod keyboard;
mod leaving;
mod pages;
mod paper;
mod scriptless;
mod weight;
