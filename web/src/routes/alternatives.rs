//! What can be done without a screen, for each function of the platform (FEA-8).
//!
//! **Invariant:** every address of the site stands in `alternatives.toml`; a test fails on one that
//! does not, so that no function comes without a way by telephone, on paper or at a desk.

use actix_web::HttpResponse;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::pages::Width;
use crate::visit::Visit;

const MANIFEST: &str = include_str!("../../alternatives.toml");

/// The functions of the platform.
#[derive(Deserialize)]
struct Manifest {
    function: Vec<Function>,
}

/// What somebody does with some addresses, and by which other ways it is done.
#[derive(Deserialize)]
struct Function {
    word: String,
    by: Vec<Way>,
    #[cfg(test)]
    routes: Vec<String>,
}

/// A way that needs no screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Way {
    Phone,
    Paper,
    Desk,
    Letter,
}

#[derive(Serialize)]
struct AlternativesView {
    functions: Vec<FunctionView>,
}

#[derive(Serialize)]
struct FunctionView {
    name: String,
    instead: String,
    by: String,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    let mut chrome = visit.chrome("alternatives-title");
    chrome.width = Width::Narrow;
    let view = AlternativesView { functions: functions(Labels::of(&visit.site)) };
    visit.page("pages/about/alternatives.html", &chrome, &view)
}

fn functions(labels: Labels<'_>) -> Vec<FunctionView> {
    // A file that is part of the program; the test below reads it.
    let manifest = toml::from_str(MANIFEST).unwrap_or(Manifest { function: Vec::new() });
    let view = |function: &Function| {
        let ways: Vec<String> = function.by.iter().map(|way| way.say(labels)).collect();
        FunctionView {
            name: labels.say(&format!("alternatives-{}", function.word), &[]),
            instead: labels.say(&format!("alternatives-{}-instead", function.word), &[]),
            by: ways.join(", "),
        }
    };
    manifest.function.iter().map(view).collect()
}

impl Way {
    fn say(self, labels: Labels<'_>) -> String {
        let key = match self {
            Way::Phone => "alternatives-by-phone",
            Way::Paper => "alternatives-by-paper",
            Way::Desk => "alternatives-by-desk",
            Way::Letter => "alternatives-by-letter",
        };
        labels.say(key, &[])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::listings::labels::tests::at;
    use crate::listings::testing::NOW;

    #[test]
    fn every_function_says_what_to_do_without_a_screen() {
        let manifest: Manifest = toml::from_str(MANIFEST).unwrap();

        assert!(manifest.function.len() >= 10);
        for function in &manifest.function {
            assert!(!function.by.is_empty(), "{} has no other way", function.word);
            assert!(!function.routes.is_empty(), "{} has no address", function.word);
        }
        for shown in functions(at(NOW)) {
            assert!(shown.name.len() > 5 && shown.instead.len() > 40, "{}", shown.name);
        }
    }

    #[test]
    fn no_address_stands_twice() {
        let manifest: Manifest = toml::from_str(MANIFEST).unwrap();
        let routes: Vec<&String> = manifest.function.iter().flat_map(|one| &one.routes).collect();

        assert_eq!(routes.iter().collect::<BTreeSet<_>>().len(), routes.len());
    }
}
