//! Fields of an object as words that can be compared and read.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{BOOKKEEPING, ObjectKind};

/// What each field says, by its key; a field that says nothing is missing.
pub(super) type Words = BTreeMap<String, Vec<String>>;

/// The words of every field that may change.
pub(super) fn of(kind: ObjectKind, fields: &Map<String, Value>) -> Words {
    let mut words = Words::new();
    for (key, value) in fields.iter().filter(|(key, _)| !BOOKKEEPING.contains(&key.as_str())) {
        let key = format!("{}.{key}", kind.word());
        match value {
            // Where and when are two questions.
            Value::Array(places) if key == "offer.places" => {
                add(&mut words, &key, places.iter().filter_map(place).collect());
                add(&mut words, "offer.schedules", places.iter().flat_map(schedules).collect());
            }
            // Each is one thing of several parts: whoever words it needs the parts.
            Value::Object(_) if key == "place.point" => {
                add(&mut words, &key, vec![value.to_string()]);
            }
            Value::Array(values) if WHOLE.contains(&key.as_str()) => {
                add(&mut words, &key, values.iter().map(Value::to_string).collect());
            }
            Value::Object(parts) => {
                for (part, value) in parts {
                    add(&mut words, &format!("{key}.{part}"), list(value));
                }
            }
            value => add(&mut words, &key, list(value)),
        }
    }
    words
}

/// Fields whose elements are kept as JSON texts.
const WHOLE: [&str; 2] = ["organization.labels", "organization.closures"];

fn add(words: &mut Words, key: &str, said: Vec<String>) {
    if !said.is_empty() {
        words.insert(key.to_owned(), said);
    }
}

fn place(at_place: &Value) -> Option<String> {
    at_place.get("place")?.as_str().map(str::to_owned)
}

/// Each schedule as a JSON text with an empty identifier, which changes without meaning.
fn schedules(at_place: &Value) -> Vec<String> {
    let mut all = at_place.get("schedules").and_then(Value::as_array).cloned().unwrap_or_default();
    for one in &mut all {
        if let Some(id) = one.get_mut("id") {
            *id = Value::String(String::new());
        }
    }
    all.iter().map(Value::to_string).collect()
}

fn list(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().map(word).filter(|word| !word.is_empty()).collect(),
        value => Some(word(value)).filter(|word| !word.is_empty()).into_iter().collect(),
    }
}

/// One element: the parts of an object stand side by side, without its identifier.
fn word(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(values) => joined(values.iter()),
        Value::Object(parts) => {
            joined(parts.iter().filter(|(key, _)| *key != "id").map(|(_, value)| value))
        }
    }
}

fn joined<'a>(values: impl Iterator<Item = &'a Value>) -> String {
    let words: Vec<String> = values.map(word).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}
