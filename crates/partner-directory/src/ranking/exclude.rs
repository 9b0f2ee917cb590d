//! What a search does not show, and why; pages count and say it.

use chrono::NaiveDate;

use super::score::Candidate;
use crate::capacity::{capacity, is_full};
use crate::closed_list::closed_list;
use crate::geography::Near;
use crate::listing::Listing;
use crate::publishing::is_out_of_date;
use crate::query::{Filters, OpenFilter, Query};
use crate::terms::{Capacity, OfferStatus};

closed_list! {
    /// Why a listing is not shown; the first that applies counts.
    Excluded {
        NotPublished = "not_published",
        Stale = "stale",
        Full = "full",
        OutsideCoverage = "outside_coverage",
        TooFar = "too_far",
        OtherOrganization = "other_organization",
        Theme = "theme",
        Kind = "kind",
        OtherCommune = "other_commune",
        Audience = "audience",
        Language = "language",
        Adjustment = "adjustment",
        NotFree = "not_free",
        NotAnonymous = "not_anonymous",
        Closed = "closed",
        Appointment = "appointment",
        Capacity = "capacity",
    }
}

/// Why `candidate` is not shown for `query`; `None` when it is.
pub fn exclude(
    candidate: &Candidate<'_>,
    query: &Query,
    now: chrono::DateTime<chrono::Utc>,
    today: NaiveDate,
) -> Option<Excluded> {
    let listing = candidate.listing;
    let filters = &query.filters;
    by_itself(listing, filters, today)
        .or_else(|| query.near.as_ref().and_then(|near| by_place(listing, near, query.radius_km)))
        .or_else(|| {
            let wanted = query.organization.as_ref()?;
            (listing.organization.id != *wanted).then_some(Excluded::OtherOrganization)
        })
        .or_else(|| by_terms(listing, filters))
        .or_else(|| by_hours(candidate, filters, now))
        .or_else(|| {
            let wanted = filters.capacity?;
            (capacity(&listing.offer, today).state != Some(wanted)).then_some(Excluded::Capacity)
        })
}

fn by_itself(listing: &Listing, filters: &Filters, today: NaiveDate) -> Option<Excluded> {
    let offer = &listing.offer;
    if offer.status != OfferStatus::Published {
        return Some(Excluded::NotPublished);
    }
    if is_out_of_date(offer, today) {
        return Some(Excluded::Stale);
    }
    let is_hidden = is_full(offer, today) && filters.capacity != Some(Capacity::Full);
    is_hidden.then_some(Excluded::Full)
}

fn by_place(listing: &Listing, near: &Near, radius_km: Option<u16>) -> Option<Excluded> {
    if !listing.offer.coverage.includes(near.commune_code.as_deref()) {
        return Some(Excluded::OutsideCoverage);
    }
    let radius_m = f64::from(radius_km?) * 1000.0;
    let mut points = listing.places.iter().filter_map(|place| place.point).peekable();
    // An offer whose point nobody knows, or that needs none, is not far.
    points.peek()?;
    let is_near = points.any(|point| near.point.distance_m(point) <= radius_m);
    (!is_near).then_some(Excluded::TooFar)
}

fn by_terms(listing: &Listing, filters: &Filters) -> Option<Excluded> {
    let offer = &listing.offer;
    let is_missing = [
        (filters.theme.is_some_and(|one| !offer.themes.contains(&one)), Excluded::Theme),
        (filters.kind.is_some_and(|one| offer.kind != one), Excluded::Kind),
        (
            filters.commune.as_deref().is_some_and(|one| !listing.is_in_commune(one)),
            Excluded::OtherCommune,
        ),
        (
            filters
                .audience
                .is_some_and(|one| !offer.audiences.is_empty() && !offer.audiences.contains(&one)),
            Excluded::Audience,
        ),
        (
            filters
                .language
                .as_ref()
                .is_some_and(|wanted| !offer.languages.iter().any(|one| one.language == *wanted)),
            Excluded::Language,
        ),
        (
            filters.adjustment.is_some_and(|one| !offer.adjustments.contains(&one)),
            Excluded::Adjustment,
        ),
        (filters.free && !offer.cost.is_free(), Excluded::NotFree),
        (filters.anonymous && offer.is_anonymous_possible != Some(true), Excluded::NotAnonymous),
    ];
    is_missing.into_iter().find(|(is_missing, _)| *is_missing).map(|(_, why)| why)
}

fn by_hours(
    candidate: &Candidate<'_>,
    filters: &Filters,
    now: chrono::DateTime<chrono::Utc>,
) -> Option<Excluded> {
    let places = &candidate.listing.places;
    if let Some(wanted) = filters.open {
        let is_open = places.iter().zip(candidate.openings).any(|(place, opening)| {
            match (wanted, opening, &place.hours) {
                (OpenFilter::Now, Some(span), _) => span.from <= now && now < span.until,
                (wanted, Some(_), Some(hours)) => hours.opens(wanted, now),
                _ => false,
            }
        });
        if !is_open {
            return Some(Excluded::Closed);
        }
    }
    let wanted = filters.appointment?;
    let stated = places.iter().flat_map(|place| &place.schedules);
    let mut fits = stated.filter(|schedule| schedule.is_by_appointment == Some(wanted));
    fits.next().is_none().then_some(Excluded::Appointment)
}
