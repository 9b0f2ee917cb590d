//! Cells that a spreadsheet would run as a formula, made harmless in CSV (OWASP, CSV injection).
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a return gets an apostrophe in front; our
//! readers take it off again. Bare numbers are left alone, telephone numbers such as
//! `+41224180000` among them: they run nothing, and validators want them as they are.
//!
//! **Invariant:** `restored(neutralised(text)) == text` for every text.

use std::borrow::Cow;

const MARK: char = '\'';

/// `text` as a cell of a CSV file.
pub fn neutralised(text: &str) -> Cow<'_, str> {
    if needs_mark(text) { Cow::Owned(format!("{MARK}{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell that [`neutralised`] wrote; any other cell stays as it is.
pub fn restored(cell: &str) -> &str {
    match cell.strip_prefix(MARK) {
        Some(text) if needs_mark(text) => text,
        _ => cell,
    }
}

// A text that begins with marks before such a sign gets one more, so that reading takes off no
// mark that its author wrote.
fn needs_mark(text: &str) -> bool {
    let bare = text.trim_start_matches(MARK);
    let is_dangerous = bare.starts_with(['=', '+', '-', '@', '\t', '\r']);
    is_dangerous && (bare.len() < text.len() || !is_number(text))
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_spreadsheet_would_run_becomes_plain_text() {
        for text in ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1", "\r=1", "+41 22 1"] {
            assert_eq!(neutralised(text), format!("'{text}"));
        }
        for text in ["Rue de Lyon 1", "+41224180000", "-0.331217", "'t Hof", "", "a=b", "-5"] {
            assert_eq!(neutralised(text), text);
        }
    }

    proptest! {
        #[test]
        fn every_text_is_read_back_as_it_was(text in "[=+@'\t\r0-9a.\\-]{0,8}") {
            let cell = neutralised(&text);
            prop_assert_eq!(restored(&cell), text.as_str());
        }

        #[test]
        fn no_cell_begins_with_a_sign_unless_it_is_a_number(text in "[=+@'\t\r0-9a.\\-]{0,8}") {
            let cell = neutralised(&text);
            let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            prop_assert!(!runs || is_number(&cell));
        }
    }
}
