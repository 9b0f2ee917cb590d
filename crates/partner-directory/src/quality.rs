//! How complete and recent a listing is: 0 to 100 by ten published criteria (DIR-03).
//!
//! The method is that of data·inclusion, version 1.0.10 of the package `data-inclusion-schema`
//! (module `v1/score_qualite.py`, MIT): ten criteria of equal weight, those that do not apply are
//! left out, the score is the mean of the others. Here each criterion is worth ten whole points.
//!
//! Where this differs, and why:
//! - *Address*: each place of the offer needs its street; some of several give half. A protected
//!   address that the network knows counts. Telephone lines and home visits need none.
//! - *Access*: who may ask is always known here, so the second half goes to the human channel,
//!   without which nobody can publish (FEA-8).
//! - *Audience*: no audience means everyone here; only where no person has checked an import yet
//!   is it silence.
//! - *Contact*, *email* and *phone*: what the organization gives counts for its offers.
//! - *Email* is asked for when a referral form is sent by mail, too.
//! - *Cost*: "free on conditions" needs its conditions, as a price needs its amount or its note.
//! - *Description*: the summary counts, for readers see both; an empty one is zero, not an error.
//! - *Recent*: the day of exactly six months still counts in full. This is about data that others
//!   reuse; whether an offer is shown and asked is [`crate::freshness()`].
//!
//! **Invariant:** the same values on the same day give the same points, and `score` is 100 exactly
//! when nothing is missing.

use chrono::{Months, NaiveDate};

use crate::closed_list::closed_list;
use crate::offer::{Cost, Offer, OfferAtPlace};
use crate::organization::Organization;
use crate::place::Place;
use crate::terms::{AccessMode, CostBand, HelpMode, Kind, VerifiedHow};

closed_list! {
    /// What is looked at, in the order in which it is shown.
    Criterion {
        Description = "description",
        Theme = "theme",
        Audience = "audience",
        Access = "access",
        Contact = "contact",
        Phone = "phone",
        Email = "email",
        Address = "address",
        Cost = "cost",
        Recent = "recent",
    }
}

/// What a criterion is worth.
pub const CRITERION_MAX: u8 = 10;

/// How good a listing is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quality {
    /// 0 to 100: the share of the points of the criteria that apply, rounded down.
    pub score: u8,
    /// The criteria that apply, in the order of [`Criterion::ALL`].
    pub criteria: Vec<CriterionPoints>,
}

/// The points of one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CriterionPoints {
    /// What was looked at.
    pub criterion: Criterion,
    /// Whole points, 0 to `max`.
    pub points: u8,
    /// The most there is: [`CRITERION_MAX`].
    pub max: u8,
}

impl Quality {
    /// What would bring more points, and how many it lacks, in the order of the criteria.
    pub fn missing(&self) -> impl Iterator<Item = (Criterion, u8)> + '_ {
        let lacking = self.criteria.iter().map(|one| (one.criterion, one.max - one.points));
        lacking.filter(|(_, lack)| *lack > 0)
    }
}

/// The quality of `offer` on the local date `today`; of `places` only those that `at_places` names
/// are looked at.
pub fn quality(
    offer: &Offer,
    organization: &Organization,
    at_places: &[OfferAtPlace],
    places: &[Place],
    today: NaiveDate,
) -> Quality {
    let points = |criterion: Criterion| match criterion {
        Criterion::Description => Some(description(offer)),
        Criterion::Theme => Some(whole(!offer.themes.is_empty())),
        Criterion::Audience => Some(whole(is_audience_known(offer))),
        Criterion::Access => Some(access(offer)),
        Criterion::Contact => Some(whole(
            phone(offer, organization).is_some()
                || email(offer, organization).is_some()
                || is_said(offer.booking_url.as_deref()),
        )),
        Criterion::Phone => reached_by(offer, &[AccessMode::Phone])
            .then(|| whole(phone(offer, organization).is_some())),
        Criterion::Email => reached_by(offer, &[AccessMode::Mail, AccessMode::ReferralFormMail])
            .then(|| whole(email(offer, organization).is_some())),
        Criterion::Address => is_visited(offer).then(|| address(at_places, places)),
        Criterion::Cost => Some(cost(&offer.cost)),
        Criterion::Recent => Some(recent(offer.freshness_since, today)),
    };
    let criteria: Vec<CriterionPoints> = Criterion::ALL
        .iter()
        .filter_map(|one| {
            points(*one).map(|points| CriterionPoints {
                criterion: *one,
                points,
                max: CRITERION_MAX,
            })
        })
        .collect();
    let reached: u32 = criteria.iter().map(|one| u32::from(one.points)).sum();
    let most: u32 = criteria.iter().map(|one| u32::from(one.max)).sum();
    let score = u8::try_from(100 * reached / most.max(1)).unwrap_or(0);
    Quality { score, criteria }
}

const HALF: u8 = CRITERION_MAX / 2;

fn whole(is_met: bool) -> u8 {
    if is_met { CRITERION_MAX } else { 0 }
}

fn is_said(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// 200 to 1,999 characters are what people read; a shorter or longer text gives half, under 50
/// characters it says nothing.
fn description(offer: &Offer) -> u8 {
    let (summary, description) = (offer.summary.trim(), offer.description.trim());
    // A summary taken over from the description is not read twice.
    let summary = if description.contains(summary) { "" } else { summary };
    match summary.chars().count() + description.chars().count() {
        0..50 => 0,
        200..2000 => CRITERION_MAX,
        _ => HALF,
    }
}

fn is_audience_known(offer: &Offer) -> bool {
    !offer.audiences.is_empty()
        || offer.minimum_age.is_some()
        || offer.maximum_age.is_some()
        || offer.verified.how != VerifiedHow::Import
}

fn access(offer: &Offer) -> u8 {
    let modes = if offer.access_modes.is_empty() { 0 } else { HALF };
    let human = if is_said(offer.human_channel.as_deref()) { HALF } else { 0 };
    modes + human
}

fn reached_by(offer: &Offer, modes: &[AccessMode]) -> bool {
    offer.access_modes.iter().any(|mode| modes.contains(mode))
}

fn phone<'a>(offer: &'a Offer, organization: &'a Organization) -> Option<&'a str> {
    let known = [offer.contact_phone.as_deref(), organization.phone.as_deref()];
    known.into_iter().find(|one| is_said(*one)).flatten()
}

fn email<'a>(offer: &'a Offer, organization: &'a Organization) -> Option<&'a str> {
    let known = [offer.contact_email.as_deref(), organization.email.as_deref()];
    known.into_iter().find(|one| is_said(*one)).flatten()
}

// Somebody who goes there needs the address.
fn is_visited(offer: &Offer) -> bool {
    let goes = |mode: &HelpMode| *mode != HelpMode::Remote;
    let comes_home = matches!(offer.kind, Kind::TelephoneLine | Kind::HomeVisit);
    reached_by(offer, &[AccessMode::WalkIn]) || (!comes_home && offer.help_modes.iter().any(goes))
}

fn address(at_places: &[OfferAtPlace], places: &[Place]) -> u8 {
    let street = |at_place: &OfferAtPlace| {
        places.iter().any(|place| place.id == at_place.place && !place.street.trim().is_empty())
    };
    match at_places.iter().filter(|one| street(one)).count() {
        0 => 0,
        some if some == at_places.len() => CRITERION_MAX,
        _ => HALF,
    }
}

fn cost(cost: &Cost) -> u8 {
    let is_explained = is_said(cost.note.as_deref()) || cost.amount.is_some();
    let needs_words =
        [CostBand::FreeConditional, CostBand::Paid].iter().any(|band| cost.bands.contains(band));
    match (cost.bands.is_empty(), needs_words && !is_explained) {
        (true, _) => 0,
        (false, true) => HALF,
        (false, false) => CRITERION_MAX,
    }
}

/// Full for six months, then down in a straight line to nothing after two years.
fn recent(since: NaiveDate, today: NaiveDate) -> u8 {
    let after = |months| since.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
    let (full, none) = (after(6), after(24));
    if today <= full {
        return CRITERION_MAX;
    }
    if today >= none {
        return 0;
    }
    let share = i64::from(CRITERION_MAX) * (none - today).num_days() / (none - full).num_days();
    u8::try_from(share).unwrap_or(0)
}

#[cfg(test)]
mod tests;
