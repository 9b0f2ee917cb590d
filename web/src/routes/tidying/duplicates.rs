//! Pairs of rows that may be the same thing, and what was merged.

use actix_web::HttpResponse;
use actix_web::web::{Form, Query};
use app::AppError;
use app::duplicates::{Alike, PairLine};
use app::merging::MergeLine;
use partner_directory::duplicates::Likeness;
use partner_directory::revision::ObjectKind;
use serde::{Deserialize, Serialize};

use super::kind_of;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::due::moment;
use crate::visit::Visit;

/// How many pairs a page shows.
const PER_PAGE: usize = 12;
/// The last page that anybody asks for.
const MOST_PAGES: usize = 100_000;
/// How many merges a page shows.
const MOST_MERGES: usize = 8;

/// What the address may carry.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(rename = "type")]
    kind: Option<String>,
    page: Option<String>,
}

#[derive(Serialize)]
struct DuplicatesView {
    kinds: Vec<KindView>,
    count: usize,
    pairs: Vec<PairView>,
    page: usize,
    pages: usize,
    pages_href: String,
    merges: Vec<MergeView>,
}

#[derive(Serialize)]
struct KindView {
    label: String,
    href: String,
    is_current: bool,
}

#[derive(Serialize)]
struct PairView {
    kind: &'static str,
    left: SideView,
    right: SideView,
    points: u8,
    reasons: Vec<String>,
    merge_href: String,
}

#[derive(Serialize)]
struct SideView {
    id: String,
    name: String,
    hint: String,
    href: Option<String>,
}

#[derive(Serialize)]
struct MergeView {
    id: String,
    kept: String,
    absorbed: String,
    who: String,
    when: String,
}

pub(crate) async fn show(visit: Visit, wanted: Query<Wanted>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor) = (&visit.site.app, visit.actor());
    let labels = Labels::of(&visit.site);
    let kind = kind_of(wanted.kind.as_deref());
    let page = wanted.page.as_deref().and_then(|page| page.parse().ok()).unwrap_or(1);
    let of = |page: usize| (page - 1) * PER_PAGE..page * PER_PAGE;
    let mut page = page.clamp(1, MOST_PAGES);
    let (mut pairs, mut count) = app.pairs(&actor, kind, of(page)).await?;
    if pairs.is_empty() && count > 0 {
        // The last pairs of this page were looked at.
        page = count.div_ceil(PER_PAGE);
        (pairs, count) = app.pairs(&actor, kind, of(page)).await?;
    }
    let merges = app.merges(&actor).await?;
    let view = DuplicatesView {
        kinds: ObjectKind::ALL.iter().map(|one| kind_view(labels, *one, kind)).collect(),
        count,
        pairs: pairs.iter().map(|pair| pair_view(labels, pair)).collect(),
        page,
        pages: count.div_ceil(PER_PAGE).max(1),
        pages_href: format!("/coordination/doublons?type={}&page=", kind.word()),
        merges: merges.iter().take(MOST_MERGES).map(|one| merge_view(labels, one)).collect(),
    };
    visit.page("pages/tidying/duplicates.html", &visit.chrome("duplicates-title"), &view)
}

/// A pair that is two.
#[derive(Deserialize)]
pub(crate) struct DismissForm {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    left: String,
    #[serde(default)]
    right: String,
}

pub(crate) async fn dismiss(
    visit: Visit,
    form: Form<DismissForm>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let form = form.into_inner();
    let kind = ObjectKind::from_word(&form.kind).ok_or(AppError::NotFound)?;
    visit.site.app.dismiss_pair(&visit.actor(), kind, (form.left, form.right)).await?;
    let to = format!("/coordination/doublons?type={}", kind.word());
    Ok(visit.see_other(&to, Some("flash-duplicates-dismissed")))
}

fn kind_view(labels: Labels<'_>, kind: ObjectKind, current: ObjectKind) -> KindView {
    KindView {
        label: labels.word("object-kind", kind.word()),
        href: format!("/coordination/doublons?type={}", kind.word()),
        is_current: kind == current,
    }
}

fn pair_view(labels: Labels<'_>, pair: &PairLine) -> PairView {
    let kind = pair.kind.word();
    let (left, right) = (&pair.left, &pair.right);
    PairView {
        kind,
        merge_href: format!(
            "/coordination/doublons/fusion?type={kind}&garder={}&absorber={}",
            left.id, right.id
        ),
        points: left.likeness.points,
        reasons: reasons(labels, &left.likeness),
        left: side(left),
        right: side(right),
    }
}

/// Why two rows may be one, in words; what speaks against it too.
pub(crate) fn reasons(labels: Labels<'_>, likeness: &Likeness) -> Vec<String> {
    likeness.reasons.iter().map(|(one, _)| labels.word("likeness", one.word())).collect()
}

fn side(one: &Alike) -> SideView {
    SideView {
        id: one.id.clone(),
        name: one.name.clone(),
        hint: one.hint.clone(),
        href: one.href.clone(),
    }
}

fn merge_view(labels: Labels<'_>, one: &MergeLine) -> MergeView {
    MergeView {
        id: one.id.clone(),
        kept: one.kept.clone(),
        absorbed: one.absorbed.clone(),
        who: one.who.clone(),
        when: moment(labels, one.at),
    }
}
