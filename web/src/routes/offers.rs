//! One offer: its page, and the same for machines and calendars.

use actix_web::HttpResponse;
use actix_web::web::Path;
use kernel::Role;

use partner_directory::exchange::icalendar;
use partner_directory::revision::ObjectKind;

use crate::api_json;
use crate::error::PageError;
use crate::listings::card::can_be_asked;
use crate::listings::labels::Labels;
use crate::listings::offer_page::{Around, OfferView};
use crate::routes::basket::Basket;
use crate::visit::{Visit, moved};

pub(crate) async fn show(visit: Visit, slug: Path<String>) -> Result<HttpResponse, PageError> {
    if let Some(to) = visit.site.app.moved_to(ObjectKind::Offer, slug.clone()).await? {
        return Ok(moved(&format!("/offres/{to}")));
    }
    let listing = visit.site.app.listing(&slug).await?;
    let labels = Labels::of(&visit.site);
    let role = visit.account.as_ref().map(|account| account.role);
    let may_refer = matches!(role, Some(Role::Mediator | Role::Coordinator));
    let around = Around {
        refer_href: (may_refer && can_be_asked(&listing, labels))
            .then(|| format!("/orienter?offre={}", listing.offer.slug)),
        checks: labels.checks(&visit.site.app.checks_of(&listing.offer.id).await?),
        is_in_basket: Basket::of(visit.request()).holds(&listing.offer.slug),
        ..Around::default()
    };
    let view = OfferView::new(&listing, around, labels);
    visit.page("pages/offers/show.html", &visit.chrome("offers-title"), &view)
}

/// The same offer for machines.
pub(crate) async fn json(visit: Visit, slug: Path<String>) -> Result<HttpResponse, PageError> {
    let listing = visit.site.app.listing(&slug).await?;
    let labels = Labels::of(&visit.site);
    let holidays = visit.site.app.holidays().await?;
    let offer = api_json::offer(&listing, labels.now(), labels.today(), &holidays);
    Ok(HttpResponse::Ok().json(offer))
}

/// Its openings for the calendar of a telephone or a computer.
pub(crate) async fn calendar(visit: Visit, slug: Path<String>) -> Result<HttpResponse, PageError> {
    let app = &visit.site.app;
    if let Some(to) = app.moved_to(ObjectKind::Offer, slug.clone()).await? {
        return Ok(moved(&format!("/offres/{to}.ics")));
    }
    let listing = app.listing(&slug).await?;
    let labels = Labels::of(&visit.site);
    let holidays = app.holidays().await?;
    let moment =
        icalendar::Moment { now: labels.now(), today: labels.today(), holidays: &holidays };
    let url = format!("{}/offres/{}", app.settings().public_url, listing.offer.slug);
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header(("content-disposition", format!("inline; filename=\"{slug}.ics\"")))
        .body(icalendar::calendar(&listing, &url, moment)))
}
