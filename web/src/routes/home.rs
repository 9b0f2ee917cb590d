//! The first page.

use actix_web::HttpResponse;
use app::directory::{Facet, Results};
use partner_directory::{OpenFilter, Query};
use serde::Serialize;

use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

/// The needs that most people come with: key of the texts, address, drawing.
const NEEDS: [(&str, &str, &str); 8] = [
    ("procedure", "/recherche?theme=administrative_help", "form"),
    ("computer", "/recherche?q=apprendre%20ordinateur", "screen"),
    ("mobile", "/recherche?q=smartphone", "mobile"),
    ("device", "/recherche?theme=affordable_equipment", "price"),
    ("internet", "/recherche?theme=internet_access_equipment", "network"),
    ("print", "/recherche?q=imprimer", "print"),
    ("work", "/recherche?theme=job_search", "work"),
    ("safety", "/recherche?theme=safe_use", "shield"),
];

#[derive(Serialize)]
struct HomeView {
    needs: Vec<NeedView>,
    open_now: Option<String>,
    figures: Vec<FigureView>,
}

#[derive(Serialize)]
struct NeedView {
    label: String,
    hint: String,
    href: &'static str,
    icon: &'static str,
}

#[derive(Serialize)]
struct FigureView {
    label: String,
    value: String,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let all = visit.site.app.search(&Query::default()).await?;
    let figure = |key: &str, count: usize| FigureView {
        label: labels.say(&format!("home-figure-{key}"), &[("count", count.into())]),
        value: labels.words().number(i64::try_from(count).unwrap_or(i64::MAX)),
    };
    let open_now = count(&all, Facet::Open, OpenFilter::Now.word());
    let view = HomeView {
        needs: NEEDS.iter().map(|need| NeedView::new(need, labels)).collect(),
        open_now: (open_now > 0)
            .then(|| labels.say("home-open-now-count", &[("count", open_now.into())])),
        figures: vec![
            figure("offers", all.total),
            figure("free", count(&all, Facet::Free, "true")),
            figure("without-appointment", count(&all, Facet::Appointment, "false")),
            figure("languages", all.facets.get(&Facet::Language).map_or(0, Vec::len)),
        ],
    };
    visit.page("pages/home/show.html", &visit.chrome("home-title"), &view)
}

fn count(results: &Results, facet: Facet, wanted: &str) -> usize {
    let values = results.facets.get(&facet).into_iter().flatten();
    values.filter(|(value, _)| value == wanted).map(|(_, count)| *count).sum()
}

impl NeedView {
    fn new(
        (key, href, icon): &(&'static str, &'static str, &'static str),
        labels: Labels<'_>,
    ) -> Self {
        NeedView {
            label: labels.say(&format!("home-need-{key}"), &[]),
            hint: labels.say(&format!("home-need-{key}-hint"), &[]),
            href,
            icon,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::ask::{Meaning, ask};
    use crate::listings::labels::tests::at;
    use crate::listings::params::{Names, Typed};

    struct NoPlaces;

    impl Meaning for NoPlaces {
        fn place(&self, _: &str) -> Option<partner_directory::Near> {
            None
        }

        fn knows_language(&self, _: &str) -> bool {
            false
        }

        fn knows_commune(&self, _: &str) -> bool {
            false
        }
    }

    #[test]
    fn every_need_leads_to_a_search_that_is_understood() {
        for (key, href, _) in NEEDS {
            let query = href.strip_prefix("/recherche?").unwrap();
            let asked = ask(&Typed::read(query, Names::French).unwrap(), &NoPlaces);

            assert_eq!(asked.remarks, [], "{key}");
            assert_ne!(asked.query, partner_directory::Query { page: 1, ..Default::default() });
        }
    }

    #[test]
    fn every_need_has_its_words() {
        for need in NEEDS {
            let view = NeedView::new(&need, at("2026-03-03T09:00:00Z"));
            assert!(!view.label.is_empty() && !view.hint.is_empty(), "{}", need.0);
        }
    }
}
