//! No page may load anything from another origin (a link that a person follows is fine).

use super::Finding;

/// Attributes whose address the browser fetches by itself.
const FETCHED: [&str; 6] = ["src", "href", "srcset", "poster", "data", "xlink:href"];
/// Elements whose `href` is followed only when a person asks for it.
const FOLLOWED: [&str; 2] = ["a", "area"];
/// How an address of another origin starts.
const FOREIGN: [&str; 3] = ["http://", "https://", "//"];

/// Each asset in a template, style sheet or picture that comes from another origin.
pub(super) fn foreign(path: &str, text: &str) -> Vec<Finding> {
    let tags = tags(text).filter(|(_, tag)| fetches(tag)).map(|(at, _)| at);
    let styles = ["url(", "@import "].into_iter().flat_map(|start| {
        let places = text.match_indices(start);
        places.filter(move |(at, _)| is_foreign(text.get(at + start.len()..).unwrap_or_default()))
    });
    let places = tags.chain(styles.map(|(at, _)| at));
    places
        .map(|at| {
            let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
            Finding::at(path, line, "loads something from another origin")
        })
        .collect()
}

/// Each opening tag with its place, from its name to its end.
fn tags(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('<').filter_map(|(at, _)| {
        let tag = text.get(at + 1..)?;
        tag.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| (at, until_end(tag)))
    })
}

/// A `>` inside quotes or inside `{{ }}` or `{% %}` does not end the tag.
fn until_end(tag: &str) -> &str {
    let mut quote = None;
    let mut braces = 0_usize;
    for (at, c) in tag.char_indices() {
        match c {
            '{' => braces += 1,
            '}' => braces = braces.saturating_sub(1),
            _ if braces > 0 => {}
            '"' | '\'' if quote == Some(c) => quote = None,
            '"' | '\'' if quote.is_none() => quote = Some(c),
            '>' if quote.is_none() => return tag.get(..at).unwrap_or(tag),
            _ => {}
        }
    }
    tag
}

fn fetches(tag: &str) -> bool {
    let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    let name = name.to_ascii_lowercase();
    FETCHED.iter().any(|attribute| {
        let follows = *attribute == "href" && FOLLOWED.contains(&name.as_str());
        !follows && values(tag, attribute).any(|value| has_foreign(attribute, value))
    })
}

/// What follows each `attribute=` of the tag.
fn values<'a>(tag: &'a str, attribute: &str) -> impl Iterator<Item = &'a str> {
    tag.match_indices(attribute).filter_map(move |(at, found)| {
        let before = tag.get(..at)?;
        let value = tag.get(at + found.len()..)?.trim_start().strip_prefix('=')?;
        before.ends_with(char::is_whitespace).then(|| value.trim_start())
    })
}

fn has_foreign(attribute: &str, value: &str) -> bool {
    match attribute {
        "srcset" => {
            let quote = value.chars().next().filter(|c| "\"'".contains(*c)).unwrap_or(' ');
            let list = value.trim_start_matches(quote).split(quote).next().unwrap_or_default();
            list.split(',').any(is_foreign)
        }
        _ => is_foreign(value),
    }
}

fn is_foreign(value: &str) -> bool {
    let value = value.trim_start_matches([' ', '"', '\'', '(', '\n', '\t']).to_ascii_lowercase();
    let value = value.strip_prefix("url(").unwrap_or(&value).trim_start_matches(['"', '\'']);
    FOREIGN.iter().any(|start| value.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_of_another_origin_is_found_with_its_line() {
        for text in [
            "<script src=\"https://cdn.example/x.js\"></script>",
            "<link rel=\"stylesheet\" href=\"http://cdn.example/x.css\">",
            "<link rel=stylesheet href=//cdn.example/x.css>",
            "<img alt='a > b'\n  src='HTTPS://tiles.example/1.png'>",
            "<img class=\"{% if a > b %}x{% endif %}\" src=\"https://x.example/y\">",
            "<img srcset=\"/a.png 1x, https://x.example/b.png 2x\">",
            "<iframe src = \"https://x.example\"></iframe>",
            "<svg><use xlink:href=\"https://x.example/i.svg#a\"/></svg>",
            "<style>a { background: url('https://x.example/a.png') }</style>",
            "@import \"https://fonts.example/x.css\";",
            "@import url(//fonts.example/x.css);",
        ] {
            let found = foreign("a.html", &format!("<p>\n{text}"));
            assert!(!found.is_empty(), "{text}");
            assert_eq!(found.first().unwrap().place, "a.html:2", "{text}");
        }
    }

    #[test]
    fn links_to_follow_and_own_assets_are_fine() {
        for text in [
            "<a href=\"https://example.org\">site</a>",
            "<a class=\"x\" href=\"https://example.org\"><img src=\"/static/a.png\" alt=\"\"></a>",
            "<link rel=\"stylesheet\" href=\"/static/relais.css\">",
            "<img src=\"{{ picture }}\" data-src=\"https://example.org\">",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>",
            "<p>if a < b and src=\"https://example.org\" is text</p>",
            "a { background: url(data:image/svg+xml;base64,AAAA) }",
        ] {
            assert_eq!(foreign("a.html", text), [], "{text}");
        }
    }
}
