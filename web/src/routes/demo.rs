//! What only a demonstration shows: the letters it would have sent, and all components.

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, ContentType};
use actix_web::web::Path;
use app::AppError;
use app::demo_letters::StoredLetter;
use serde::Serialize;

use super::due::moment;
use super::queue::{Cell, Head, Row};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::pages::Width;
use crate::visit::Visit;

/// A letter is somebody else's HTML: no script, no form, no picture, only links to follow.
const LETTER_CSP: &str = "sandbox allow-top-navigation-by-user-activation allow-popups; \
                          default-src 'none'; style-src 'unsafe-inline'";

#[derive(Serialize)]
struct LettersView {
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct LetterView {
    id: String,
    subject: String,
    to: String,
    at: Option<String>,
    parts: Vec<Part>,
}

/// A piece of the text; what leads somewhere on this site is a link.
#[derive(Debug, PartialEq, Serialize)]
struct Part {
    text: String,
    is_link: bool,
}

pub(crate) async fn letters(visit: Visit) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let letters = visit.site.app.demo_letters().await?;
    let view = LettersView { rows: letters.iter().map(|one| row(labels, one)).collect() };
    visit.page("pages/demo/letters.html", &visit.chrome("demo-letters-title"), &view)
}

pub(crate) async fn letter(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    let letter = visit.site.app.demo_letter(&id).await?;
    let labels = Labels::of(&visit.site);
    let view = LetterView {
        to: recipient(&letter),
        at: letter.at.map(|at| moment(labels, at)),
        parts: parts(&letter.text, &visit.site.app.settings().public_url),
        id: letter.id,
        subject: letter.subject,
    };
    let mut chrome = visit.chrome("demo-letter-title");
    chrome.width = Width::Narrow;
    visit.page("pages/demo/letter.html", &chrome, &view)
}

pub(crate) async fn letter_html(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    let letter = visit.site.app.demo_letter(&id).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_SECURITY_POLICY, LETTER_CSP))
        .content_type(ContentType::html())
        .body(letter.html))
}

pub(crate) async fn components(visit: Visit) -> Result<HttpResponse, PageError> {
    if !visit.site.app.settings().is_demo {
        return Err(AppError::NotFound.into());
    }
    let html = visit.site.pages.gallery(&visit.chrome("gallery-title"))?;
    Ok(HttpResponse::Ok().content_type(ContentType::html()).body(html))
}

fn row(labels: Labels<'_>, letter: &StoredLetter) -> Row {
    let when = letter.at.map(|at| moment(labels, at)).unwrap_or_default();
    Row {
        head: Head {
            text: letter.subject.clone(),
            href: Some(format!("/demo/courriels/{}", letter.id)),
            hint: String::new(),
        },
        cells: vec![
            Cell { text: recipient(letter), ..Cell::default() },
            Cell { text: when, ..Cell::default() },
        ],
        action: None,
    }
}

fn recipient(letter: &StoredLetter) -> String {
    match &letter.to_name {
        Some(name) => format!("{name} <{}>", letter.to),
        None => letter.to.clone(),
    }
}

/// Cuts a text where an address of this site begins and ends.
fn parts(text: &str, site: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut push = |text: &str, is_link| {
        if !text.is_empty() {
            parts.push(Part { text: text.to_owned(), is_link });
        }
    };
    let start = format!("{site}/");
    let mut left = text;
    while let Some((before, from)) = left.find(&start).and_then(|at| left.split_at_checked(at)) {
        let end = from.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'));
        let (link, after) = from.split_at(end.unwrap_or(from.len()));
        push(before, false);
        push(link, true);
        left = after;
    }
    push(left, false);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<String> {
        let parts = parts(text, "http://localhost:8080");
        assert_eq!(parts.iter().map(|part| part.text.as_str()).collect::<String>(), text);
        parts.into_iter().filter(|part| part.is_link).map(|part| part.text).collect()
    }

    #[test]
    fn the_links_of_a_letter_can_be_followed() {
        let text = "Bonjour\nhttp://localhost:8080/reponse/abc\net http://localhost:8080/x fin";
        assert_eq!(links(text), ["http://localhost:8080/reponse/abc", "http://localhost:8080/x"]);
    }

    #[test]
    fn an_address_of_another_site_stays_text() {
        assert!(links("voir https://evil.example/ et http://localhost:80800/").is_empty());
    }
}
