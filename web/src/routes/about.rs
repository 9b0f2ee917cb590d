//! What the service says about itself: its rules, its limits, and what it keeps.

use actix_web::HttpResponse;
use partner_directory::ranking::{Detail, Excluded, PUBLISHED_RULES, Rule, Rules};
use serde::Serialize;

use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::pages::Width;
use crate::visit::Visit;

#[derive(Serialize)]
struct RankingView {
    version: String,
    rules: Vec<RuleView>,
    total: u32,
    enough: usize,
    excluded: Vec<String>,
}

#[derive(Serialize)]
struct RuleView {
    label: String,
    max: u8,
    cases: Vec<String>,
}

pub(crate) async fn transparency(visit: Visit) -> Result<HttpResponse, PageError> {
    reading(&visit, "pages/about/transparency.html", "about-transparency-title", &())
}

pub(crate) async fn ranking(visit: Visit) -> Result<HttpResponse, PageError> {
    let view = RankingView::new(visit.site.app.ranking_rules(), Labels::of(&visit.site));
    visit.page("pages/about/ranking.html", &visit.chrome("about-ranking-title"), &view)
}

/// The rules as the program reads them.
pub(crate) async fn ranking_file() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(PUBLISHED_RULES)
}

pub(crate) async fn accessibility(visit: Visit) -> Result<HttpResponse, PageError> {
    reading(&visit, "pages/about/accessibility.html", "about-accessibility-title", &())
}

pub(crate) async fn privacy(visit: Visit) -> Result<HttpResponse, PageError> {
    reading(&visit, "pages/about/privacy.html", "about-privacy-title", &())
}

fn reading(
    visit: &Visit,
    template: &str,
    title_key: &str,
    view: &impl Serialize,
) -> Result<HttpResponse, PageError> {
    let mut chrome = visit.chrome(title_key);
    chrome.width = Width::Narrow;
    visit.page(template, &chrome, view)
}

impl RankingView {
    fn new(rules: &Rules, labels: Labels<'_>) -> RankingView {
        let rule = |rule: &Rule| RuleView {
            label: labels.word("rule", rule.word()),
            max: rules.max(*rule),
            cases: rules.details(*rule).iter().map(|one| case(*rule, one, labels)).collect(),
        };
        RankingView {
            version: rules.version().to_owned(),
            rules: Rule::ALL.iter().map(rule).collect(),
            total: Rule::ALL.iter().map(|rule| u32::from(rules.max(*rule))).sum(),
            enough: rules.enough_offers(),
            excluded: Excluded::ALL
                .iter()
                .map(|one| labels.word("never-shown", one.word()))
                .collect(),
        }
    }
}

fn case(rule: Rule, detail: &Detail, labels: Labels<'_>) -> String {
    let group = match rule {
        Rule::Name | Rule::Description => "words",
        rule => rule.word(),
    };
    let limit = match (rule, detail.limit) {
        (Rule::Distance, Some(metres)) => labels.words().distance(metres),
        (_, Some(hours)) => labels.words().duration(chrono::TimeDelta::hours(hours.into())),
        (_, None) => String::new(),
    };
    let key = format!("about-ranking-{group}-{}", detail.case.replace('_', "-"));
    let what = labels.say(&key, &[("limit", limit.into())]);
    let args = [("what", what.into()), ("points", detail.points.into())];
    labels.say("about-ranking-case", &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;

    #[test]
    fn the_published_page_says_every_number_of_the_rules_file() {
        let rules = Rules::parse(PUBLISHED_RULES).unwrap();
        let view = RankingView::new(&rules, at("2026-03-03T09:00:00Z"));

        assert_eq!(view.total, 100);
        assert_eq!(view.rules.len(), Rule::ALL.len());
        for rule in &view.rules {
            assert!(!rule.cases.is_empty() && rule.cases.iter().all(|case| !case.is_empty()));
            assert!(rule.cases.iter().all(|case| !case.starts_with('\u{a0}')), "{:?}", rule.cases);
        }
        let told: Vec<String> = view.rules.iter().flat_map(|rule| rule.cases.clone()).collect();
        let told: Vec<String> = told.iter().map(|case| case.replace('\u{a0}', " ")).collect();
        assert!(told.contains(&"à 1 km au plus : 20 points".to_owned()), "{told:?}");
        assert!(told.contains(&"ouverte maintenant : 5 points".to_owned()), "{told:?}");
        assert!(view.excluded.iter().all(|one| !one.contains('_')), "{:?}", view.excluded);
    }
}
