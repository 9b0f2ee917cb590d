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
    counts: Vec<String>,
    excluded: Vec<String>,
}

#[derive(Serialize)]
struct TermsView {
    groups: Vec<super::network::DecidedGroup>,
}

#[derive(Serialize)]
struct RuleView {
    label: String,
    max: u8,
    cases: Vec<String>,
}

pub(crate) async fn transparency(visit: Visit) -> Result<HttpResponse, PageError> {
    let policy = visit.site.app.policy().await?;
    let groups = super::network::decided(Labels::of(&visit.site), &policy);
    reading(
        &visit,
        "pages/about/transparency.html",
        "about-transparency-title",
        &TermsView { groups },
    )
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
            counts: counts(rules, labels),
            excluded: Excluded::ALL
                .iter()
                .map(|one| labels.word("never-shown", one.word()))
                .collect(),
        }
    }
}

/// How much each of several words counts, one sentence each.
fn counts(rules: &Rules, labels: Labels<'_>) -> Vec<String> {
    let counts = rules.word_counts();
    let say = |key: &str, args: &[(&str, usize)]| {
        let args: Vec<_> = args.iter().map(|(name, number)| (*name, (*number).into())).collect();
        labels.say(&format!("about-ranking-count-{key}"), &args)
    };
    let rare = |(permille, times): &(u32, u8)| {
        say("rare", &[("permille", *permille as usize), ("times", usize::from(*times))])
    };
    let others = [
        say("else", &[]),
        say("first", &[("times", counts.first_times.into())]),
        say("faint", &[]),
        say("unknown", &[]),
        say("least", &[("least", counts.least.into())]),
        say("kinds", &[("kinds", counts.kinds_at_most.into())]),
        say("professionals", &[("percent", counts.for_professionals_percent.into())]),
        say("enough", &[("enough", rules.enough_offers())]),
    ];
    counts.rare.iter().map(rare).chain(others).collect()
}

fn case(rule: Rule, detail: &Detail, labels: Labels<'_>) -> String {
    let group = match rule {
        Rule::Words | Rule::Name | Rule::Description => "words",
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
        assert!(told.contains(&"à 1 km au plus : 18 points".to_owned()), "{told:?}");
        assert!(told.contains(&"ouverte maintenant : 3 points".to_owned()), "{told:?}");
        assert!(view.excluded.iter().all(|one| !one.contains('_')), "{:?}", view.excluded);
    }

    #[test]
    fn no_number_of_the_rules_file_can_change_without_the_page() {
        let said = |rules: &Rules| {
            let view = RankingView::new(rules, at("2026-03-03T09:00:00Z"));
            serde_json::to_string(&view).unwrap()
        };
        let published = said(&Rules::parse(PUBLISHED_RULES).unwrap());
        let mut changed = 0;
        for (at, line) in PUBLISHED_RULES.lines().enumerate() {
            let (setting, comment) = line.split_once('#').unwrap_or((line, ""));
            if setting.starts_with("version") {
                continue;
            }
            for (start, digits) in numbers(setting) {
                let number: u32 = digits.parse().unwrap();
                // Far enough that no rounding hides it, near enough that it stays a rule.
                let others = [number.saturating_sub(1), number / 2, number * 3 / 4, number + 1, 0];
                let differs = others.into_iter().filter(|other| *other != number).any(|other| {
                    let (before, after) = setting.split_at(start);
                    let after = &after[digits.len()..];
                    let line = format!("{before}{other}{after}#{comment}");
                    let lines = PUBLISHED_RULES.lines().enumerate();
                    let lines = lines.map(|(row, old)| if row == at { line.as_str() } else { old });
                    let file = lines.collect::<Vec<_>>().join("\n");
                    Rules::parse(&file).is_ok_and(|rules| said(&rules) != published)
                });
                assert!(differs, "{digits} in {line:?} is not said");
                changed += 1;
            }
        }
        assert!(changed > 50, "{changed} numbers");
    }

    fn numbers(text: &str) -> Vec<(usize, &str)> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(start) = text[at..].find(|sign: char| sign.is_ascii_digit()) {
            let start = at + start;
            let rest = &text[start..];
            let length = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
            found.push((start, &rest[..length]));
            at = start + length;
        }
        found
    }
}
