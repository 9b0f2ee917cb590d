//! All components with their examples on one page, for people who write pages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tera::Context;

use super::{Chrome, Pages, RenderError, source};

/// One example of a component, from `components/<name>.examples.toml`.
#[derive(Debug, Deserialize)]
pub(crate) struct Example {
    /// What the example shows.
    name: String,
    /// HTML put into the component's body.
    body: Option<String>,
    /// Arguments by name.
    #[serde(default)]
    args: BTreeMap<String, serde_json::Value>,
}

#[derive(Debug, Deserialize)]
struct Examples {
    example: Vec<Example>,
}

#[derive(Serialize)]
struct Shown {
    component: String,
    examples: Vec<Drawn>,
}

#[derive(Serialize)]
struct Drawn {
    name: String,
    html: String,
}

#[derive(Serialize)]
struct GalleryView {
    components: Vec<Shown>,
}

impl Pages {
    /// A page with every component and every example, inside the frame `chrome`.
    pub fn gallery(&self, chrome: &Chrome) -> Result<String, RenderError> {
        let mut components = Vec::new();
        for component in self.component_names() {
            let mut examples = Vec::new();
            for example in examples_of(&component)? {
                let html = self.draw(&component, &example, &chrome.lang)?;
                examples.push(Drawn { name: example.name, html });
            }
            components.push(Shown { component, examples });
        }
        self.render("layouts/gallery.html", chrome, &GalleryView { components })
    }

    pub(crate) fn component_names(&self) -> Vec<String> {
        let mut names: Vec<_> = self.tera.get_component_names().map(str::to_owned).collect();
        names.sort();
        names
    }

    fn draw(&self, component: &str, example: &Example, lang: &str) -> Result<String, RenderError> {
        let failed = |source| RenderError::Template {
            template: format!("components/{component}.html, {}", example.name),
            source,
        };
        let args = Context::from_serialize(&example.args).map_err(failed)?;
        let mut implicits = Context::new();
        implicits.insert("lang", lang);
        self.tera
            .render_component_with_implicits(
                component,
                &args,
                &implicits,
                example.body.as_deref(),
                true,
            )
            .map_err(failed)
    }
}

pub(crate) fn examples_of(component: &str) -> Result<Vec<Example>, RenderError> {
    let wrong = |reason: String| RenderError::Example { component: component.to_owned(), reason };
    let path = format!("components/{component}.examples.toml");
    let text = source(&path)?;
    let examples: Examples = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    Ok(examples.example)
}
