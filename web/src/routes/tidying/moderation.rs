//! Changes that wait until a coordinator looked at them.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Form;
use app::AppError;
use app::moderation::{Decision, ProposalLine};
use kernel::FieldErrors;
use serde::{Deserialize, Serialize};

use super::told;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::due::moment;
use crate::routes::form::Wrong;
use crate::routes::workspace::changes::ChangeRow;
use crate::visit::Visit;

/// How many proposals a page shows; the others follow when these are decided.
const MOST: usize = 10;
/// How many fields of one proposal a page shows.
const MOST_FIELDS: usize = 12;

#[derive(Serialize)]
struct ModerationView {
    count: usize,
    proposals: Vec<ProposalView>,
    /// Which proposal was refused without a reason.
    wrong_id: String,
    message: String,
    wrong: Wrong,
}

#[derive(Serialize)]
struct ProposalView {
    id: String,
    kind: String,
    name: String,
    said: String,
    rows: Vec<ChangeRow>,
    more: usize,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    page(&visit, StatusCode::OK, DecideForm::default(), &FieldErrors::default()).await
}

/// What was decided, as typed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct DecideForm {
    proposal: String,
    act: String,
    message: String,
}

pub(crate) async fn decide(
    visit: Visit,
    form: Form<DecideForm>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let form = form.into_inner();
    let decision = match form.act.as_str() {
        "accepter" => Decision::Accept,
        _ => Decision::Refuse(form.message.clone()),
    };
    let app = &visit.site.app;
    match app.decide_proposal(&visit.actor(), form.proposal.clone(), decision).await {
        Ok(()) => Ok(visit.see_other("/coordination/moderation", Some("flash-moderation-decided"))),
        Err(AppError::Invalid(errors)) => {
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, &errors).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn page(
    visit: &Visit,
    status: StatusCode,
    form: DecideForm,
    errors: &FieldErrors,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let labels = Labels::of(&visit.site);
    let waiting = visit.site.app.proposals(&visit.actor()).await?;
    let view = ModerationView {
        count: visit.site.app.count_proposals(&visit.actor()).await?,
        proposals: waiting.iter().take(MOST).map(|one| proposal(labels, one)).collect(),
        wrong_id: form.proposal,
        message: form.message,
        wrong: Wrong::of(labels, errors),
    };
    let chrome = visit.chrome("moderation-title");
    visit.page_with(status, "pages/tidying/moderation.html", &chrome, &view)
}

fn proposal(labels: Labels<'_>, one: &ProposalLine) -> ProposalView {
    let (rows, more) = told(labels, &one.fields, MOST_FIELDS);
    let args = [
        ("who", one.who.as_str().into()),
        ("organization", one.organization.as_str().into()),
        ("moment", moment(labels, one.at).into()),
    ];
    ProposalView {
        id: one.id.clone(),
        kind: labels.word("object-kind-one", one.kind.word()),
        name: one.name.clone(),
        said: labels.say("moderation-said", &args),
        rows,
        more,
    }
}
