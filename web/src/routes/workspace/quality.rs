//! How good a listing is: ten criteria, what is done and what to do.

use actix_web::HttpResponse;
use actix_web::web::Path;
use kernel::OfferId;
use partner_directory::{Criterion, Quality};
use serde::Serialize;

use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

#[derive(Serialize)]
struct QualityView {
    href: String,
    name: String,
    score: u8,
    criteria: Vec<CriterionView>,
}

#[derive(Serialize)]
struct CriterionView {
    label: String,
    /// Its points in words, or why it does not count for this offer.
    said: String,
    is_done: bool,
    counts: bool,
    /// What would bring the rest; empty when nothing is missing.
    to_do: String,
    /// Where that is done.
    field_href: String,
}

pub(crate) async fn show(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = OfferId::from(id.into_inner());
    let found = visit.site.app.offer_for_edit(&visit.actor(), id.clone()).await?;
    let labels = Labels::of(&visit.site);
    let href = format!("/structure/offres/{id}");
    let quality = found.line.quality;
    let is_for_all = found.line.offer.audiences.is_empty();
    let criterion = |one: &Criterion| CriterionView::new(labels, &quality, *one, is_for_all, &href);
    let view = QualityView {
        criteria: Criterion::ALL.iter().map(criterion).collect(),
        score: quality.score,
        name: found.line.offer.name,
        href,
    };
    let chrome = visit.chrome("workspace-quality-title");
    visit.page("pages/workspace/quality.html", &chrome, &view)
}

impl CriterionView {
    fn new(
        labels: Labels<'_>,
        quality: &Quality,
        criterion: Criterion,
        is_for_all: bool,
        href: &str,
    ) -> CriterionView {
        let word = criterion.word();
        let points = quality.criteria.iter().find(|one| one.criterion == criterion);
        let is_done = points.is_some_and(|one| one.points == one.max);
        let said = match points {
            None => labels.word("quality-apart", word),
            Some(_) if is_done && is_for_all && criterion == Criterion::Audience => {
                labels.say("quality-for-all", &[])
            }
            Some(one) => {
                let args = [("points", one.points.into()), ("max", one.max.into())];
                labels.say("workspace-quality-points", &args)
            }
        };
        CriterionView {
            label: labels.word("quality", word),
            said,
            is_done,
            counts: points.is_some(),
            to_do: match points {
                Some(_) if !is_done => labels.word("quality-missing", word),
                _ => String::new(),
            },
            field_href: format!("{href}#{}", field_of(criterion)),
        }
    }
}

/// The field of the form at which a criterion is met.
fn field_of(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Description => "summary",
        Criterion::Theme => "themes",
        Criterion::Audience => "audiences",
        Criterion::Access => "access_modes",
        Criterion::Contact => "contact_name",
        Criterion::Phone => "contact_phone",
        Criterion::Email => "contact_email",
        Criterion::Address => "place",
        Criterion::Cost => "cost_bands",
        Criterion::Recent => "main",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;
    use crate::listings::testing::{NOW, page};
    use partner_directory::quality::CriterionPoints;

    #[test]
    fn all_ten_criteria_are_shown_and_those_that_do_not_count_say_why() {
        let apart = [Criterion::Phone, Criterion::Email, Criterion::Address];
        let counted = Criterion::ALL.iter().filter(|one| !apart.contains(one));
        let full = |one: &Criterion| CriterionPoints { criterion: *one, points: 10, max: 10 };
        let quality = Quality { score: 100, criteria: counted.map(full).collect() };
        let criterion = |one: &Criterion| {
            CriterionView::new(at(NOW), &quality, *one, true, "/structure/offres/o")
        };
        let view = QualityView {
            href: "/structure/offres/o".to_owned(),
            name: "Permanence".to_owned(),
            score: 100,
            criteria: Criterion::ALL.iter().map(criterion).collect(),
        };
        let html = page("pages/workspace/quality.html", &view);
        assert_eq!(html.matches("Ne compte pas ici").count(), 3, "{html}");
        assert_eq!(html.matches("10 sur 10").count(), 7, "{html}");
        assert!(html.contains("Tout public"), "nobody chose an audience: {html}");
        assert!(html.contains("moyenne"), "how the note is made: {html}");
    }
}
