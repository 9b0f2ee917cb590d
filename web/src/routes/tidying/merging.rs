//! Making one of two rows, field by field, and taking that back.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Query};
use app::AppError;
use app::merging::{MergeForm, MergePage};
use kernel::FieldErrors;
use partner_directory::merging::{Choices, MergeField, Side};
use partner_directory::revision::{FieldChange, ObjectKind};
use serde::{Deserialize, Serialize};

use super::duplicates::reasons;
use super::told;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::form::{Choice, Wrong};
use crate::visit::Visit;

/// What the address carries.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    garder: String,
    #[serde(default)]
    absorber: String,
}

#[derive(Serialize)]
struct MergeView {
    kind: &'static str,
    kept: RowView,
    absorbed: RowView,
    swap_href: String,
    reasons: Vec<String>,
    fields: Vec<FieldView>,
    back: String,
    wrong: Wrong,
    is_stale: bool,
}

#[derive(Serialize)]
struct RowView {
    id: String,
    version: i64,
    name: String,
}

#[derive(Serialize)]
struct FieldView {
    name: String,
    label: String,
    options: Vec<Choice>,
}

pub(crate) async fn show(visit: Visit, wanted: Query<Wanted>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let kind = ObjectKind::from_word(&wanted.kind);
    let kind = kind.ok_or(AppError::NotFound)?;
    let wanted = wanted.into_inner();
    let ids = (wanted.garder, wanted.absorber);
    let found = visit.site.app.merge_page(&visit.actor(), kind, ids).await?;
    page(&visit, StatusCode::OK, &found, &Choices::new(), (&FieldErrors::default(), false))
}

pub(crate) async fn merge(
    visit: Visit,
    pairs: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor) = (&visit.site.app, visit.actor());
    let form = read(&pairs.into_inner()).ok_or(AppError::NotFound)?;
    let (kind, ids) = (form.kind, (form.kept.0.clone(), form.absorbed.0.clone()));
    let choices = form.choices.clone();
    match app.merge(&actor, form).await {
        Ok(_) => {
            let to = format!("/coordination/doublons?type={}", kind.word());
            Ok(visit.see_other(&to, Some("flash-duplicates-merged")))
        }
        Err(AppError::Stale) => {
            let found = app.merge_page(&actor, kind, ids).await?;
            let none = FieldErrors::default();
            page(&visit, StatusCode::CONFLICT, &found, &choices, (&none, true))
        }
        Err(AppError::Invalid(errors)) => refused(&visit, &errors),
        Err(other) => Err(other.into()),
    }
}

/// Which merge to take back.
#[derive(Deserialize)]
pub(crate) struct UndoForm {
    #[serde(default)]
    merge: String,
}

pub(crate) async fn undo(visit: Visit, form: Form<UndoForm>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    match visit.site.app.undo_merge(&visit.actor(), form.into_inner().merge).await {
        Ok(()) => Ok(visit.see_other("/coordination/doublons", Some("flash-duplicates-undone"))),
        Err(AppError::Invalid(errors)) => refused(&visit, &errors),
        Err(other) => Err(other.into()),
    }
}

#[derive(Serialize)]
struct RefusedView {
    wrong: Wrong,
}

/// Why two rows cannot be made one, or two again.
fn refused(visit: &Visit, errors: &FieldErrors) -> Result<HttpResponse, PageError> {
    let view = RefusedView { wrong: Wrong::of(Labels::of(&visit.site), errors) };
    let chrome = visit.chrome("merge-refused-title");
    visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, "pages/tidying/refused.html", &chrome, &view)
}

fn read(pairs: &[(String, String)]) -> Option<MergeForm> {
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, one)| one.as_str());
    let version = |name: &str| value(name).and_then(|one| one.parse().ok()).unwrap_or(-1);
    let chosen = pairs.iter().filter_map(|(key, side)| {
        Some((key.strip_prefix("field-")?.to_owned(), Side::from_word(side)?))
    });
    Some(MergeForm {
        kind: ObjectKind::from_word(value("kind")?)?,
        kept: (value("kept")?.to_owned(), version("kept_version")),
        absorbed: (value("absorbed")?.to_owned(), version("absorbed_version")),
        choices: chosen.collect(),
    })
}

fn page(
    visit: &Visit,
    status: StatusCode,
    found: &MergePage,
    choices: &Choices,
    (errors, is_stale): (&FieldErrors, bool),
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let (kept, absorbed) = (&found.kept, &found.absorbed);
    let kind = kept.kind().word();
    let row = |one: &partner_directory::revision::Snapshot| RowView {
        id: one.id().to_owned(),
        version: one.version(),
        name: one.name().to_owned(),
    };
    let view = MergeView {
        kind,
        swap_href: format!(
            "/coordination/doublons/fusion?type={kind}&garder={}&absorber={}",
            absorbed.id(),
            kept.id()
        ),
        kept: row(kept),
        absorbed: row(absorbed),
        reasons: reasons(labels, &found.likeness),
        fields: found.fields.iter().filter_map(|one| field(labels, one, choices)).collect(),
        back: format!("/coordination/doublons?type={kind}"),
        wrong: Wrong::of(labels, errors),
        is_stale,
    };
    visit.page_with(status, "pages/tidying/merge.html", &visit.chrome("merge-title"), &view)
}

/// One field to choose; `None` for one that says nothing to a reader.
fn field(labels: Labels<'_>, one: &MergeField, choices: &Choices) -> Option<FieldView> {
    let change = FieldChange {
        field: one.field.clone(),
        before: one.kept.clone(),
        after: one.absorbed.clone(),
    };
    let row = told(labels, &[change], 1).0.pop()?;
    let (label, kept, absorbed) = row.into_parts();
    let side = choices.get(&one.field).copied().unwrap_or(one.proposed);
    let option = |this: Side, text: &str| Choice::plain(this.word(), text, this == side);
    Some(FieldView {
        name: format!("field-{}", one.field),
        label,
        options: vec![option(Side::Kept, &kept), option(Side::Absorbed, &absorbed)],
    })
}
