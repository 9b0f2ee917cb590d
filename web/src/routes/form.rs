//! What every form shows again when something is wrong: what was typed, and what to change.

use std::collections::BTreeMap;

use kernel::FieldErrors;
use serde::Serialize;

use crate::listings::labels::Labels;

/// One line of a list to choose from.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Choice {
    /// What is sent.
    pub(crate) value: String,
    /// What is read.
    pub(crate) label: String,
    /// More for those who want it; may be empty.
    pub(crate) hint: String,
    /// True when it is the present answer.
    pub(crate) checked: bool,
}

impl Choice {
    /// One word of a closed list, with its text.
    pub(crate) fn word(labels: Labels<'_>, list: &str, word: &str, chosen: &str) -> Choice {
        Choice {
            value: word.to_owned(),
            label: labels.word(list, word),
            hint: String::new(),
            checked: word == chosen,
        }
    }

    /// A value with its own label.
    pub(crate) fn plain(value: &str, label: &str, is_chosen: bool) -> Choice {
        Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            hint: String::new(),
            checked: is_chosen,
        }
    }

    /// The same with more words beside it.
    pub(crate) fn with_hint(self, hint: String) -> Choice {
        Choice { hint, ..self }
    }
}

/// What is wrong with a form, in words.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Wrong {
    /// In the order of the form, for the summary.
    pub(crate) list: Vec<WrongField>,
    /// By field, for the place where it can be changed.
    pub(crate) at: BTreeMap<String, String>,
}

/// What is wrong with one field.
#[derive(Debug, Serialize)]
pub(crate) struct WrongField {
    field: String,
    text: String,
}

impl Wrong {
    /// Each error in words.
    pub(crate) fn of(labels: Labels<'_>, errors: &FieldErrors) -> Wrong {
        let mut wrong = Wrong::default();
        for error in errors.iter() {
            // A field may have words of its own for what is usual elsewhere.
            let code = error.code.replace('_', "-");
            let own =
                labels.say(&format!("field-error-{}-{code}", error.field.replace('_', "-")), &[]);
            let text = match own.is_empty() {
                true => labels.say(&format!("field-error-{code}"), &[]),
                false => own,
            };
            wrong.add(error.field, text);
        }
        wrong
    }

    /// Puts the summary into the order in which the page shows `fields`; others come last.
    pub(crate) fn sort(&mut self, fields: &[&str]) {
        let place = |field: &str| fields.iter().position(|one| *one == field);
        self.list.sort_by_key(|one| place(&one.field).unwrap_or(usize::MAX));
    }

    /// Adds one in words.
    pub(crate) fn add(&mut self, field: &str, text: String) {
        self.list.push(WrongField { field: field.to_owned(), text: text.clone() });
        self.at.entry(field.to_owned()).or_insert(text);
    }
}

/// The pairs of a form or a query, in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// What was sent.
    pub(crate) fn new(pairs: Vec<(String, String)>) -> Pairs {
        Pairs(pairs)
    }

    /// The first value of a name; empty without one.
    pub(crate) fn one(&self, name: &str) -> String {
        self.all(name).into_iter().next().unwrap_or_default()
    }

    /// Everything but one name, to be sent again by hidden fields.
    pub(crate) fn without(&self, name: &str) -> Vec<(String, String)> {
        self.0.iter().filter(|(key, _)| key != name).cloned().collect()
    }

    /// All values of a name that are not empty, each once.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        let mut values: Vec<String> = Vec::new();
        for (key, value) in &self.0 {
            if key == name && !value.is_empty() && !values.contains(value) {
                values.push(value.clone());
            }
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;

    #[test]
    fn an_error_is_said_in_the_words_of_its_field_when_it_has_some() {
        let mut errors = FieldErrors::default();
        errors.add("consent", "required");
        errors.add("anything", "too_long");

        let wrong = Wrong::of(at("2026-03-03T09:00:00Z"), &errors);

        assert_eq!(wrong.list.len(), 2);
        assert!(wrong.at["consent"].contains("accord"), "{:?}", wrong.at);
        assert!(!wrong.at["anything"].is_empty());
    }

    #[test]
    fn values_keep_their_order_and_come_once() {
        let sent = [("offre", "b"), ("x", ""), ("offre", "a"), ("offre", "b"), ("offre", "")];
        let pairs = Pairs::new(sent.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec());

        assert_eq!(pairs.all("offre"), ["b", "a"]);
        assert_eq!(pairs.one("x"), "");
        assert_eq!(pairs.one("nothing"), "");
    }
}
