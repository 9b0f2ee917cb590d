//! What is wrong with a form of these pages, in their own words where they have some.

use app::workspace::field_of;
use kernel::FieldErrors;
use partner_directory::Compulsory;

use crate::listings::labels::Labels;
use crate::routes::form::Wrong;

/// Each error in words, the summary in the order of `fields`.
pub(super) fn wrong(labels: Labels<'_>, errors: &FieldErrors, fields: &[&str]) -> Wrong {
    let mut all = Wrong::default();
    for error in errors.iter() {
        let code = error.code.replace('_', "-");
        let field = error.field.replace('_', "-");
        let own = labels.say(&format!("workspace-error-{field}-{code}"), &[]);
        let text = match own.is_empty() {
            true => labels.say(&format!("field-error-{code}"), &[]),
            false => own,
        };
        all.add(error.field, text);
    }
    all.sort(fields);
    all
}

/// What stands between a draft and its publication, each at the field that lacks it.
pub(super) fn missing(missing: &[Compulsory]) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for one in missing {
        errors.add(field_of(*one), "required");
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;

    #[test]
    fn every_missing_answer_is_named_in_words_that_say_what_to_do() {
        let labels = at("2026-03-03T09:00:00Z");
        let all = wrong(labels, &missing(Compulsory::ALL), &[]);

        assert_eq!(all.list.len(), 8);
        for one in Compulsory::ALL {
            let key = format!("workspace-error-{}-required", field_of(*one).replace('_', "-"));
            assert!(!labels.say(&key, &[]).is_empty(), "no text {key}");
        }
    }
}
