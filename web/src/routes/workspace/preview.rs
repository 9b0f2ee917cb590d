//! The public page of an offer before the public reads it: of a draft, and of changes that nobody
//! saved yet. What was typed travels through the page in hidden fields, so that nothing is kept on
//! the way.

use actix_web::HttpResponse;
use actix_web::web::Path;
use kernel::OfferId;
use partner_directory::{Listing, OfferStatus};
use serde::Serialize;

use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::listings::offer_page::{Around, OfferView};
use crate::routes::form::Pairs;
use crate::visit::Visit;

/// What the button sends that goes back to the fields.
pub(super) const GO_BACK: &str = "edit";

#[derive(Serialize)]
struct PreviewView {
    #[serde(flatten)]
    offer: OfferView,
    edit_href: String,
    is_published: bool,
    /// The form as it was typed, but for the button; none when it says what is saved.
    typed: Option<Vec<(String, String)>>,
}

/// The public page as it is saved, with a banner that says so.
pub(crate) async fn show(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = OfferId::from(id.into_inner());
    let listing = visit.site.app.offer_preview(&visit.actor(), id).await?;
    page(&visit, &listing, None).await
}

/// The public page as the form has it.
pub(super) async fn unsaved(
    visit: &Visit,
    listing: &Listing,
    pairs: &Pairs,
) -> Result<HttpResponse, PageError> {
    page(visit, listing, Some(pairs.without("act"))).await
}

async fn page(
    visit: &Visit,
    listing: &Listing,
    typed: Option<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let checks = labels.checks(&visit.site.app.checks_of(&listing.offer.id).await?);
    let around = Around { checks, is_preview: true, ..Around::default() };
    let view = PreviewView {
        offer: OfferView::new(listing, around, labels),
        edit_href: format!("/structure/offres/{}", listing.offer.id),
        is_published: listing.offer.status == OfferStatus::Published,
        typed,
    };
    visit.page("pages/workspace/preview.html", &visit.chrome("offers-title"), &view)
}
