//! What may be the same as what is entered, before anything is kept.

use app::duplicates::Alike;
use app::workspace::{AlikeToForm, Workspace};
use serde::Serialize;

use crate::listings::labels::Labels;
use crate::routes::tidying::duplicates::reasons;
use crate::visit::Visit;

/// A row that may be the same.
#[derive(Serialize)]
pub(super) struct AlikeView {
    /// Names it in the form.
    id: String,
    name: String,
    hint: String,
    reasons: Vec<String>,
    /// Where one goes on when it is the same; empty when it cannot be named.
    href: String,
}

/// What may be the same as an offer and its place.
#[derive(Serialize)]
pub(super) struct AlikeToFormView {
    offers: Vec<AlikeView>,
    places: Vec<AlikeView>,
    /// The button that was pressed.
    then: String,
}

impl AlikeView {
    pub(super) fn new(labels: Labels<'_>, one: &Alike, href: String) -> AlikeView {
        AlikeView {
            id: one.id.clone(),
            name: one.name.clone(),
            hint: one.hint.clone(),
            reasons: reasons(labels, &one.likeness),
            href,
        }
    }
}

/// `alike` in words; an offer of one's own is edited, others are looked at.
pub(super) fn alike_view(
    visit: &Visit,
    workspace: &Workspace,
    alike: &AlikeToForm,
    then: &str,
) -> AlikeToFormView {
    let labels = Labels::of(&visit.site);
    let offer = |one: &Alike| {
        let is_own = workspace.offers.iter().any(|line| line.offer.id.as_str() == one.id);
        let href = match is_own {
            true => format!("/structure/offres/{}", one.id),
            false => one.href.clone().unwrap_or_default(),
        };
        AlikeView::new(labels, one, href)
    };
    AlikeToFormView {
        offers: alike.offers.iter().map(offer).collect(),
        places: alike.places.iter().map(|one| AlikeView::new(labels, one, String::new())).collect(),
        then: then.to_owned(),
    }
}
