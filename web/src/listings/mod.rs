//! Listings of the directory in words: what addresses ask for, and how offers are shown.
//!
//! **Invariant:** what an address asks for and the address of what is asked for are made
//! here alone, so that every link leads to what it says.

pub(crate) mod ask;
pub(crate) mod booklet;
pub(crate) mod card;
pub(crate) mod checked;
pub(crate) mod checks;
pub(crate) mod contact;
pub(crate) mod hours;
pub(crate) mod labels;
pub(crate) mod offer_facts;
pub(crate) mod offer_page;
pub(crate) mod params;
pub(crate) mod place_hours;
pub(crate) mod place_page;
pub(crate) mod schedule_form;
pub(crate) mod schedule_words;
#[cfg(test)]
pub(crate) mod testing;
