//! How long a file and a function may be.

use super::source::code_only;
use super::{Finding, Report};

const FILE_LIMIT: usize = 400;
const FUNCTION_LIMIT: usize = 60;
/// Above this a function still passes and is named in a note.
const FUNCTION_GOAL: usize = 40;

/// Reports a Rust file that is too long and each function in it that is.
pub(super) fn measure(path: &str, text: &str, report: &mut Report) {
    let lines = text.lines().count();
    if lines > FILE_LIMIT {
        report.findings.push(Finding::new(path, format!("{lines} lines, at most {FILE_LIMIT}")));
    }
    for function in functions(text) {
        let Function { name, line, length } = &function;
        if *length > FUNCTION_LIMIT {
            let what = format!("`{name}` has {length} lines, at most {FUNCTION_LIMIT}");
            report.findings.push(Finding::at(path, *line, what));
        } else if *length > FUNCTION_GOAL {
            let what = format!("`{name}` has {length} lines, better {FUNCTION_GOAL}");
            report.notes.push(Finding::at(path, *line, what));
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Function {
    name: String,
    line: usize,
    length: usize,
}

/// Every function with a body, from the line of its `fn` to the line of its last brace.
fn functions(text: &str) -> Vec<Function> {
    let code = code_only(text);
    let starts = code.match_indices("fn ").filter(|(at, _)| {
        let before = code.get(..*at).unwrap_or_default();
        !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
    });
    starts.filter_map(|(at, _)| function(&code, at)).collect()
}

fn function(code: &str, at: usize) -> Option<Function> {
    let (before, from) = code.split_at_checked(at)?;
    let name: String = from
        .strip_prefix("fn ")?
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    if name.is_empty() {
        // `fn (u8)` is a type.
        return None;
    }
    let body = from.get(..end_of_body(from)?)?;
    let line = before.matches('\n').count() + 1;
    Some(Function { name, line, length: body.matches('\n').count() + 1 })
}

/// Where the body ends that follows a `fn`; `None` for a function without one.
fn end_of_body(from: &str) -> Option<usize> {
    let mut braces = 0_usize;
    let mut brackets = 0_usize;
    for (at, c) in from.char_indices() {
        match c {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets = brackets.saturating_sub(1),
            ';' if braces == 0 && brackets == 0 => return None,
            '{' => braces += 1,
            '}' => {
                braces = braces.checked_sub(1)?;
                if braces == 0 && brackets == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function_of(lines: usize) -> String {
        format!("fn long() {{\n{}}}\n", "    work();\n".repeat(lines - 2))
    }

    fn report(text: &str) -> Report {
        let mut report = Report::default();
        measure("a.rs", text, &mut report);
        report
    }

    #[test]
    fn a_file_may_have_400_lines_and_not_one_more() {
        assert!(report(&"\n".repeat(FILE_LIMIT)).findings.is_empty());
        assert_eq!(report(&"\n".repeat(FILE_LIMIT + 1)).findings.len(), 1);
    }

    #[test]
    fn a_function_is_noted_above_40_lines_and_refused_above_60() {
        for (lines, notes, findings) in [(40, 0, 0), (41, 1, 0), (60, 1, 0), (61, 0, 1)] {
            let report = report(&function_of(lines));
            assert_eq!((report.notes.len(), report.findings.len()), (notes, findings), "{lines}");
        }
    }

    #[test]
    fn functions_are_found_inside_others_and_with_every_kind_of_head() {
        let text = "trait A {\n    fn no_body(&self, at: [u8; 2]);\n}\n\
            pub(crate) async fn outer(\n    f: fn(u8) -> u8,\n) -> [u8; 3]\nwhere\n    A: B,\n{\n\
            \x20   fn inner() {}\n    let s = \"} fn text() {\";\n}\n";
        let found = functions(text);
        let seen: Vec<_> = found.iter().map(|f| (f.name.as_str(), f.line, f.length)).collect();
        assert_eq!(seen, [("outer", 4, 9), ("inner", 10, 1)]);
    }
}
