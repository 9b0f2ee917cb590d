use std::collections::BTreeMap;

use crate::{News, Notice};

/// What was told to whom in one life or many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Notices by what they are: the word, and for news what is told.
    pub told: BTreeMap<String, u64>,
    /// News for people who cannot read mail: a human calls or waits for them (REF-15).
    pub human_tasks: u64,
    /// Steps that the rules refused.
    pub refused: u64,
    /// Times at which the invariants did not hold; must stay 0.
    pub broken: u64,
}

impl Tally {
    /// Counts the notices of one change.
    pub(super) fn count(&mut self, notices: &[Notice], is_hard_to_reach: bool) {
        for notice in notices {
            let word = match notice.detail() {
                Some(detail) => format!("{} {detail}", notice.word()),
                None => notice.word().to_owned(),
            };
            *self.told.entry(word).or_default() += 1;
            let is_news = matches!(notice, Notice::TellPerson(news) if *news != News::Asked);
            self.human_tasks += u64::from(is_news && is_hard_to_reach);
        }
    }

    /// Adds what another life told.
    pub fn add(&mut self, other: &Tally) {
        for (word, count) in &other.told {
            *self.told.entry(word.clone()).or_default() += count;
        }
        self.human_tasks += other.human_tasks;
        self.refused += other.refused;
        self.broken += other.broken;
    }
}
