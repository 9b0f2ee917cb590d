//! What an export could not say.
//!
//! **Invariant:** a fact that is stated in the directory and not in a file is counted here, so
//! that nobody takes a coarse file for the directory (peers.md 4.4, rule 1).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::closed_list::closed_list;

/// How many identifiers are kept as examples of a loss.
const EXAMPLES: usize = 5;

closed_list! {
    /// Why something is not in the file as the directory has it.
    LossReason {
        /// The format has no field for it.
        NoField = "no_field",
        /// The format's list has no word for it.
        NoWord = "no_word",
        /// The format only has a coarser word for it.
        Coarser = "coarser",
        /// The format holds one value; the others are left out.
        OnlyFirst = "only_first",
        /// Said as dates up to a day about a year ahead, because no rule of the format fits.
        OnlyUntil = "only_until",
        /// Several offers at one place became one record.
        Merged = "merged",
        /// Cut to the length that the format allows.
        TooLong = "too_long",
        /// The format demands a form that the true value does not have; nothing is made up.
        OtherForm = "other_form",
        /// The place is protected; its address leaves the network nowhere (DIR-10).
        Protected = "protected",
        /// The format only knows places, and this offer has none.
        NoPlace = "no_place",
        /// Unknown, and the French files write zeros for that because the column is compulsory.
        Placeholder = "placeholder",
    }
}

/// One kind of loss and how often it happened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Seen {
    count: usize,
    examples: Vec<String>,
}

/// What one export could not say, counted by field, word and reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LossReport {
    seen: BTreeMap<(String, String, LossReason), Seen>,
}

impl LossReport {
    /// Counts that `field` of the record `id` is not said, or not wholly.
    pub fn note(&mut self, field: &str, reason: LossReason, id: &str) {
        self.note_word(field, "", reason, id);
    }

    /// The same for one `word` of a list.
    pub fn note_word(&mut self, field: &str, word: &str, reason: LossReason, id: &str) {
        let seen = self.seen.entry((field.to_owned(), word.to_owned(), reason)).or_default();
        seen.count += 1;
        if seen.examples.len() < EXAMPLES && !seen.examples.iter().any(|one| one == id) {
            seen.examples.push(id.to_owned());
        }
    }

    /// How many losses of any kind.
    pub fn total(&self) -> usize {
        self.seen.values().map(|seen| seen.count).sum()
    }

    /// How often `field` was lost for `reason`, whichever word.
    pub fn count(&self, field: &str, reason: LossReason) -> usize {
        let same = self.seen.iter().filter(|((one, _, why), _)| one == field && *why == reason);
        same.map(|(_, seen)| seen.count).sum()
    }

    /// The report for machines.
    pub fn to_json(&self, file: &str, records: usize) -> Value {
        let losses = self.seen.iter().map(|((field, word, reason), seen)| {
            json!({
                "field": field,
                "word": (!word.is_empty()).then_some(word),
                "reason": reason.word(),
                "count": seen.count,
                "examples": seen.examples,
            })
        });
        json!({ "file": file, "records": records, "losses": losses.collect::<Vec<_>>() })
    }

    /// The report for a reader: one line for each kind of loss, fields side by side.
    pub fn to_text(&self, file: &str, records: usize) -> String {
        let mut text = format!("{file}: {records}\n");
        let named = |(field, word, _): &(String, String, LossReason)| match word.is_empty() {
            true => field.clone(),
            false => format!("{field} = {word}"),
        };
        let width = self.seen.keys().map(|key| named(key).chars().count()).max().unwrap_or(0);
        for (key, seen) in &self.seen {
            let (name, reason) = (named(key), key.2.word());
            let examples = seen.examples.join(" ");
            text.push_str(&format!(
                "{:>6}  {name:<width$}  {reason:<11}  {examples}\n",
                seen.count
            ));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_are_counted_by_kind_and_five_examples_are_kept() {
        let mut report = LossReport::default();
        for number in 0..7 {
            report.note("offer.alert", LossReason::NoField, &format!("id-{number}"));
        }
        report.note_word("offer.audiences", "professionals", LossReason::NoWord, "id-1");

        let json = report.to_json("lieux.csv", 9);

        assert_eq!(report.total(), 8);
        assert_eq!(report.count("offer.alert", LossReason::NoField), 7);
        assert_eq!(json["records"], 9);
        assert_eq!(json["losses"][0]["examples"].as_array().unwrap().len(), 5);
        assert_eq!(json["losses"][1]["word"], "professionals");
        assert!(report.to_text("lieux.csv", 9).contains("offer.audiences = professionals"));
    }
}
