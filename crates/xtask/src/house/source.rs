//! Rust text without what is inside its strings and comments, so that braces can be counted.
//!
//! **Invariant:** the result has as many lines as the text.

/// The text with comments, strings and characters blanked; line ends stay.
pub(super) fn code_only(text: &str) -> String {
    let mut reader = Reader { rest: text, code: String::with_capacity(text.len()) };
    while let Some(first) = reader.rest.chars().next() {
        match reader.hidden_length() {
            Some(length) => reader.hide(length),
            None => reader.keep(first),
        }
    }
    reader.code
}

struct Reader<'a> {
    rest: &'a str,
    code: String,
}

impl Reader<'_> {
    /// Length of the comment, string or character that starts here, if one does.
    fn hidden_length(&self) -> Option<usize> {
        let rest = self.rest;
        if rest.starts_with("//") {
            return Some(rest.find('\n').unwrap_or(rest.len()));
        }
        if rest.starts_with("/*") {
            return Some(block_comment(rest));
        }
        if rest.starts_with('"') {
            return Some(quoted(rest, '"'));
        }
        if rest.starts_with('\'') {
            return character(rest);
        }
        if self.code.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            return None;
        }
        raw_string(rest)
    }

    fn hide(&mut self, length: usize) {
        let (hidden, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.code.extend(hidden.chars().filter(|c| *c == '\n'));
        self.code.push(' ');
        self.rest = rest;
    }

    fn keep(&mut self, first: char) {
        self.code.push(first);
        self.rest = self.rest.get(first.len_utf8()..).unwrap_or_default();
    }
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut skip = false;
    for ((at, a), b) in text.char_indices().zip(text.chars().skip(1)) {
        if skip {
            skip = false;
            continue;
        }
        match (a, b) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => continue,
        }
        skip = true;
        if depth == 0 {
            return at + 2;
        }
    }
    text.len()
}

fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// `'x'` and `'\n'` are characters; `'a` is a lifetime and hides nothing.
fn character(text: &str) -> Option<usize> {
    let mut chars = text.chars().skip(1);
    let is_character = match (chars.next(), chars.next()) {
        (Some('\\'), _) => true,
        (_, after) => after == Some('\''),
    };
    is_character.then(|| quoted(text, '\''))
}

/// `r"…"`, `r#"…"#` and the same after `b` or `c`.
fn raw_string(text: &str) -> Option<usize> {
    let body = text.strip_prefix(['b', 'c']).unwrap_or(text).strip_prefix('r')?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    let inside = body.get(hashes..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let closed = inside.find(&end).map(|at| at + end.len()).unwrap_or(inside.len());
    Some(text.len() - inside.len() + closed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_in_strings_comments_and_characters_disappear() {
        for hidden in [
            "\"{\"",
            "\"\\\"{\"",
            "// {",
            "/* { /* { */ { */",
            "'{'",
            "'\\''",
            "r\"{\\\"",
            "r#\"{\"{\"#",
            "br##\"\"#{\"##",
            "b\"{\"",
        ] {
            let code = code_only(&format!("before {hidden}\n after"));
            assert!(!code.contains(['{', '\'', '"', '*']), "{hidden} left {code}");
            assert!(code.starts_with("before") && code.ends_with("\n after"), "{hidden}: {code}");
        }
    }

    #[test]
    fn lifetimes_and_names_that_end_in_r_stay() {
        let text = "fn a<'a>(b: &'a str) -> Str<'a> { for r in c {} }";
        assert_eq!(code_only(text), text);
    }

    #[test]
    fn an_unfinished_string_ends_with_the_text() {
        assert_eq!(code_only("a \"{\n{"), "a \n ");
        assert_eq!(code_only("a /* {"), "a  ");
    }

    #[test]
    fn the_number_of_lines_stays() {
        let text = "a\n/* b\nc */ d \"e\nf\"\nr#\"g\nh\"#\n";
        assert_eq!(code_only(text).lines().count(), text.lines().count());
    }
}
