use std::fmt;

use reqwest::Response;
use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};

use crate::Form;

/// What the site answered. Printing it shows the words a person would read.
pub struct Page {
    /// The status of the answer.
    pub status: u16,
    /// The headers of the answer.
    pub headers: HeaderMap,
    /// The body as it came.
    pub body: Vec<u8>,
    asked: String,
}

impl Page {
    pub(crate) async fn read(asked: String, answer: Response) -> Page {
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body = answer.bytes().await.expect("the whole answer").to_vec();
        Page { status, headers, body, asked }
    }

    /// The page itself, after checking that it is one and that nothing failed.
    #[track_caller]
    pub fn ok(self) -> Page {
        self.with_status(200)
    }

    /// The page itself, after checking its status.
    #[track_caller]
    pub fn with_status(self, status: u16) -> Page {
        assert_eq!(self.status, status, "{self}");
        self
    }

    /// Checks that the page shows `text`; how it is spaced does not matter.
    #[track_caller]
    pub fn shows(&self, text: &str) -> &Page {
        assert!(self.text().contains(&squeezed(text)), "{text:?} is not on this page: {self}");
        self
    }

    /// Checks that `text` is nowhere in the answer, seen or not.
    #[track_caller]
    pub fn hides(&self, text: &str) -> &Page {
        assert!(!self.html().contains(text), "{text:?} is in this page: {self}\n{}", self.html());
        assert!(!self.text().contains(&squeezed(text)), "{text:?} is on this page: {self}");
        self
    }

    /// The body as text.
    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header that is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// All words of the body, without style, script and superfluous spaces.
    pub fn text(&self) -> String {
        let document = Html::parse_document(&self.html());
        let mut words = String::new();
        collect(document.root_element(), &mut words);
        squeezed(&words)
    }

    /// The words of the first element that `selector` finds.
    #[track_caller]
    pub fn text_of(&self, selector: &str) -> String {
        let found = self.texts_of(selector).into_iter().next();
        found.unwrap_or_else(|| panic!("no {selector} on this page: {self}"))
    }

    /// The words of every element that `selector` finds.
    pub fn texts_of(&self, selector: &str) -> Vec<String> {
        self.each(selector, |element| Some(squeezed(&element.text().collect::<String>())))
    }

    /// One attribute of every element that `selector` finds and that has it.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.each(selector, |element| element.attr(name).map(str::to_owned))
    }

    /// How many elements `selector` finds.
    pub fn count(&self, selector: &str) -> usize {
        self.each(selector, |_| Some(())).len()
    }

    /// The first form whose address or button contains `words`.
    #[track_caller]
    pub fn form(&self, words: &str) -> Form {
        let document = Html::parse_document(&self.html());
        let path = self.path();
        let found = document
            .select(&chosen("form"))
            .map(|form| Form::read(form, &path, &document))
            .find(|form| form.is_about(words));
        found.unwrap_or_else(|| {
            panic!("no form about {words:?} on this page: {self}\n{}", self.html())
        })
    }

    /// The path and query that were asked for.
    pub fn path(&self) -> String {
        let url = self.asked.split_once("://").map_or("", |(_, rest)| rest);
        url.find('/').and_then(|at| url.get(at..)).unwrap_or("/").to_owned()
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("no JSON: {error} {self}"))
    }

    fn each<T>(&self, selector: &str, read: impl Fn(ElementRef<'_>) -> Option<T>) -> Vec<T> {
        let document = Html::parse_document(&self.html());
        document.select(&chosen(selector)).filter_map(read).collect()
    }
}

impl fmt::Display for Page {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "\n--- {} answered {}", self.asked, self.status)?;
        for (name, value) in &self.headers {
            if matches!(name.as_str(), "location" | "content-type") {
                writeln!(out, "{name}: {}", value.to_str().unwrap_or("…"))?;
            }
        }
        writeln!(out, "{}\n---", self.text())
    }
}

/// A text with single ordinary spaces.
pub(crate) fn squeezed(text: &str) -> String {
    let is_joiner = |sign: &char| matches!(sign, '\u{2060}' | '\u{200b}' | '\u{2068}' | '\u{2069}');
    let plain: String = text.chars().filter(|sign| !is_joiner(sign)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn chosen(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}

fn collect(element: ElementRef<'_>, words: &mut String) {
    for child in element.children() {
        if let Some(inner) = ElementRef::wrap(child) {
            if !matches!(inner.value().name(), "head" | "script" | "style" | "svg" | "template") {
                words.push(' ');
                collect(inner, words);
                words.push(' ');
            }
        } else if let Some(text) = child.value().as_text() {
            words.push_str(text);
        }
    }
}
