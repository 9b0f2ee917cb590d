//! Names that go on with what somebody began to type in the search box.
//!
//! **Invariant:** the answer depends on the words alone, so that it may be kept by anyone; it
//! holds nothing about who asks.

use std::sync::{Arc, PoisonError, RwLock};

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Query};
use app::suggestions::{Named, Names, Suggestion};
use chrono::{DateTime, TimeDelta, Utc};
use partner_directory::{Kind, Theme};
use serde::{Deserialize, Serialize};

use super::encode;
use crate::listings::labels::Labels;
use crate::site::Site;

/// How long the names are kept, so that typing costs nothing.
const KEPT: TimeDelta = TimeDelta::seconds(60);
const MAY_BE_KEPT: &str = "public, max-age=60";

/// The names as of some instant.
#[derive(Default)]
pub(crate) struct Kept(RwLock<Option<(DateTime<Utc>, Arc<Names>)>>);

#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    q: String,
}

#[derive(Serialize)]
struct Answer {
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    text: String,
    /// What it is, in the language of the page.
    what: String,
    href: String,
}

pub(crate) async fn list(site: Data<Site>, wanted: Query<Wanted>) -> HttpResponse {
    let labels = Labels::of(&site);
    let names = site.suggestions.names(&site, labels);
    let item = |one: &Suggestion| Item {
        text: one.text.clone(),
        what: labels.word("suggestion", one.named.word()),
        href: href(one),
    };
    let items = names.find(&wanted.q).into_iter().map(item).collect();
    HttpResponse::Ok().insert_header((CACHE_CONTROL, MAY_BE_KEPT)).json(Answer { items })
}

impl Kept {
    fn names(&self, site: &Site, labels: Labels<'_>) -> Arc<Names> {
        let now = labels.now();
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((at, names)) = kept
            && (at..at + KEPT).contains(&now)
        {
            return names;
        }
        let names = Arc::new(Names::new(coded(labels).chain(site.app.nameable())));
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((now, Arc::clone(&names)));
        names
    }
}

/// The themes and kinds under the names that people read.
fn coded(labels: Labels<'_>) -> impl Iterator<Item = Suggestion> {
    let one = move |named: Named, word: &str| Suggestion {
        named,
        text: labels.word(named.word(), word),
        value: word.to_owned(),
    };
    let themes = Theme::ALL.iter().map(move |theme| one(Named::Theme, theme.word()));
    themes.chain(Kind::ALL.iter().map(move |kind| one(Named::Kind, kind.word())))
}

fn href(one: &Suggestion) -> String {
    let value = encode(&one.value);
    match one.named {
        Named::Theme => format!("/recherche?theme={value}"),
        Named::Kind => format!("/recherche?nature={value}"),
        Named::Commune => format!("/recherche?lieu={value}"),
        Named::Organization => format!("/structures/{value}"),
        Named::Offer => format!("/offres/{value}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::listings::labels::tests::at;
    use crate::listings::testing::NOW;

    #[test]
    fn every_sort_of_name_is_said_in_words_and_leads_somewhere() {
        let labels = at(NOW);
        let all = [Named::Theme, Named::Kind, Named::Commune, Named::Organization, Named::Offer];
        let hrefs: BTreeMap<String, Named> = all
            .into_iter()
            .map(|named| {
                assert!(!labels.say(&format!("suggestion-{}", named.word()), &[]).is_empty());
                let one = Suggestion { named, text: String::new(), value: "à b&c".to_owned() };
                (href(&one), named)
            })
            .collect();

        assert_eq!(hrefs.len(), all.len());
        assert!(hrefs.keys().all(|href| href.ends_with("%C3%A0%20b%26c")), "{hrefs:?}");
    }

    #[test]
    fn themes_and_kinds_are_found_by_the_names_that_people_read() {
        let labels = at(NOW);
        let names = Names::new(coded(labels));

        let theme = labels.word("theme", Theme::JobSearch.word());
        assert!(names.find(&theme).iter().any(|one| one.value == "job_search"), "{theme}");
    }
}
