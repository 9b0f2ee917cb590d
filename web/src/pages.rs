//! The page engine: templates, their frame and their components.
//!
//! A page is `templates/pages/<noun>/<action>.html`. It sees `lang`, `dir`,
//! `chrome` ([`Chrome`]) and `view` (what the route gives). A component is
//! `templates/components/<name>.html`; it sees its arguments only, and the
//! language when it declares `@lang`.
//!
//! **Invariant:** a template that names an unknown component, function or parent
//! stops the start; an undefined variable, a missing text or a wrong argument is
//! an error and never an empty place on a page.

mod chrome;
mod functions;
mod gallery;

#[cfg(test)]
mod checks;

use std::sync::Arc;

use rust_embed::Embed;
use serde::Serialize;
use tera::{Context, Tera};

pub use chrome::{AccountView, Chrome, Flash, NavItem, NetworkView, Tone, Width};

use crate::phrases::{Books, PhraseError, Phrases};
use crate::texts::{TextError, Texts};

#[derive(Embed)]
#[folder = "templates/"]
pub(crate) struct Templates;

/// Why the templates cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A text file is wrong.
    #[error(transparent)]
    Texts(#[from] TextError),
    /// The phrase book is wrong.
    #[error(transparent)]
    Phrases(#[from] PhraseError),
    /// A template is not there or not valid UTF-8.
    #[error("template {0} cannot be read")]
    Unreadable(String),
    /// A template is wrong, or names something that does not exist.
    #[error("templates cannot be read")]
    Templates(#[source] tera::Error),
}

/// Why one page could not be written; the person gets the page for failures.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The template failed: an undefined variable, a wrong argument or a missing text.
    #[error("template {template} failed")]
    Template {
        /// Which template.
        template: String,
        /// What the engine says.
        #[source]
        source: tera::Error,
    },
    /// The templates on disk are wrong; only [`Pages::live`] meets this.
    #[error("templates changed on disk and cannot be read")]
    Reload(#[from] LoadError),
    /// An example of a component is not valid.
    #[error("examples of component {component}: {reason}")]
    Example {
        /// Which component.
        component: String,
        /// What is wrong.
        reason: String,
    },
}

/// All templates, checked once at start.
pub struct Pages {
    tera: Tera,
    texts: Arc<Texts>,
    books: Books,
    is_live: bool,
}

impl Pages {
    /// Reads every template and text; a mistake in one of them stops the start.
    pub fn load() -> Result<Pages, LoadError> {
        let texts = Arc::new(Texts::load()?);
        let mut tera = Tera::default();
        functions::register(&mut tera, &texts);
        tera.add_raw_templates(sources()?).map_err(LoadError::Templates)?;
        Ok(Pages { tera, texts, books: Books::load()?, is_live: false })
    }

    /// Like [`Pages::load`], but a debug build reads the files again for each page.
    pub fn live() -> Result<Pages, LoadError> {
        Ok(Pages { is_live: cfg!(debug_assertions), ..Pages::load()? })
    }

    /// The texts, for what is written outside of a template.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// What a person reads in another language: with drafts in a demonstration, else only what
    /// native readers have signed.
    pub(crate) fn phrases(&self, settings: &app::Settings) -> Phrases<'_> {
        match settings.is_demo {
            true => self.books.with_drafts(),
            false => self.books.signed(),
        }
    }

    /// Writes the page `name`, such as `pages/offers/show.html`.
    pub fn render(
        &self,
        name: &str,
        chrome: &Chrome,
        view: &impl Serialize,
    ) -> Result<String, RenderError> {
        let mut context = Context::new();
        context.insert("lang", &chrome.lang);
        context.insert("dir", &chrome.dir);
        context.insert("chrome", chrome);
        context.insert("view", view);
        self.fill(name, &context)
    }

    /// Writes what has no frame, such as `letters/answer.txt`; only `.html` is escaped.
    pub fn render_letter(
        &self,
        name: &str,
        lang: &str,
        view: &impl Serialize,
    ) -> Result<String, RenderError> {
        let mut context = Context::new();
        context.insert("lang", lang);
        context.insert("dir", &self.texts.words(lang).direction());
        context.insert("view", view);
        self.fill(name, &context)
    }

    fn fill(&self, name: &str, context: &Context) -> Result<String, RenderError> {
        let failed = |source| RenderError::Template { template: name.to_owned(), source };
        match self.is_live {
            true => Pages::load()?.tera.render(name, context).map_err(failed),
            false => self.tera.render(name, context).map_err(failed),
        }
    }
}

/// Every template with its path below `templates/`.
fn sources() -> Result<Vec<(String, String)>, LoadError> {
    Templates::iter()
        .filter(|path| path.ends_with(".html") || path.ends_with(".txt"))
        .map(|path| Ok((path.to_string(), source(&path)?)))
        .collect()
}

fn source(path: &str) -> Result<String, LoadError> {
    let unreadable = || LoadError::Unreadable(path.to_owned());
    let file = Templates::get(path).ok_or_else(unreadable)?;
    String::from_utf8(file.data.into_owned()).map_err(|_| unreadable())
}
