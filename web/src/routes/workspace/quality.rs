//! How good a listing is: ten criteria, what is done and what to do.

use actix_web::HttpResponse;
use actix_web::web::Path;
use kernel::OfferId;
use partner_directory::Criterion;
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
    points: u8,
    max: u8,
    is_done: bool,
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
    let criteria = quality.criteria.iter().map(|one| {
        let is_done = one.points == one.max;
        CriterionView {
            label: labels.word("quality", one.criterion.word()),
            points: one.points,
            max: one.max,
            is_done,
            to_do: match is_done {
                true => String::new(),
                false => labels.word("quality-missing", one.criterion.word()),
            },
            field_href: format!("{href}#{}", field_of(one.criterion)),
        }
    });
    let view = QualityView {
        criteria: criteria.collect(),
        score: quality.score,
        name: found.line.offer.name,
        href,
    };
    let chrome = visit.chrome("workspace-quality-title");
    visit.page("pages/workspace/quality.html", &chrome, &view)
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
