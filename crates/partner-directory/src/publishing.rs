//! What an offer needs to be published, and to receive referrals.

use chrono::NaiveDate;

use crate::capacity::is_full;
use crate::closed_list::closed_list;
use crate::freshness::{Freshness, freshness};
use crate::offer::{Coverage, Offer, OfferAtPlace};
use crate::organization::Organization;
use crate::terms::{AccessMode, HelpMode, Kind, OfferStatus};

closed_list! {
    /// The eight fields without which nobody can publish an offer (DIR-03, FEA-8).
    Compulsory {
        Name = "name",
        /// Always present, because every offer has one; listed for the form.
        Kind = "kind",
        Theme = "theme",
        Place = "place",
        Hours = "hours",
        Access = "access",
        HumanChannel = "human_channel",
        Price = "price",
    }

    /// Why a person cannot be referred to an offer; a handout is always possible.
    NotOrientable {
        NotPublished = "not_published",
        NoAgreement = "no_agreement",
        /// No letter can reach the organization: silence would mean nothing.
        NoAddress = "no_address",
        ReferralsNotAccepted = "referrals_not_accepted",
        ToConfirm = "to_confirm",
        Full = "full",
        /// It was asked as often this week as it takes people.
        WeekFull = "week_full",
    }
}

/// The compulsory fields that are still missing, in the order of the form.
///
/// This binds people who publish, not imports (decisions.md 10).
pub fn missing_to_publish(offer: &Offer, places: &[OfferAtPlace]) -> Vec<Compulsory> {
    let is_missing = |field: &Compulsory| match field {
        Compulsory::Name => offer.name.trim().is_empty(),
        Compulsory::Kind => false,
        Compulsory::Theme => offer.themes.is_empty(),
        Compulsory::Place => places.is_empty() && !reaches_people(offer),
        Compulsory::Hours => !has_hours(offer, places),
        Compulsory::Access => offer.access_modes.is_empty(),
        Compulsory::HumanChannel => {
            offer.human_channel.as_deref().is_none_or(|channel| channel.trim().is_empty())
        }
        Compulsory::Price => offer.cost.bands.is_empty(),
    };
    Compulsory::ALL.iter().copied().filter(is_missing).collect()
}

// At home, by telephone or in named communes: no place is needed.
fn reaches_people(offer: &Offer) -> bool {
    matches!(offer.coverage, Coverage::Communes(_))
        || matches!(offer.kind, Kind::TelephoneLine | Kind::HomeVisit)
        || offer.help_modes.contains(&HelpMode::Remote)
}

fn has_hours(offer: &Offer, places: &[OfferAtPlace]) -> bool {
    let stated = places.iter().flat_map(|at_place| &at_place.schedules).any(|schedule| {
        schedule.osm.is_some()
            || !schedule.rules.is_empty()
            || schedule.is_by_appointment == Some(true)
            || schedule.note.is_some()
    });
    // "Sur appel": reached by telephone, at a place or not.
    stated || offer.access_modes.contains(&AccessMode::Phone)
}

/// True when `offer` is not shown any more on the local date `today`: its last day is past, or
/// nobody confirmed it in time.
pub fn is_out_of_date(offer: &Offer, today: NaiveDate) -> bool {
    is_over(offer, today) || freshness(offer, today) == Freshness::Stale
}

fn is_over(offer: &Offer, today: NaiveDate) -> bool {
    offer.valid_until.is_some_and(|until| until < today)
}

/// `Ok` when a person may be referred to `offer` of `organization` today.
///
/// # Errors
/// The first reason that stands in the way, the most lasting one first.
pub fn orientable(
    offer: &Offer,
    organization: &Organization,
    today: NaiveDate,
) -> Result<(), NotOrientable> {
    if offer.status != OfferStatus::Published || is_over(offer, today) {
        return Err(NotOrientable::NotPublished);
    }
    if !organization.is_partner() {
        return Err(NotOrientable::NoAgreement);
    }
    if organization.letter_address().is_none() {
        return Err(NotOrientable::NoAddress);
    }
    if !offer.accepts_referrals {
        return Err(NotOrientable::ReferralsNotAccepted);
    }
    if freshness(offer, today) >= Freshness::ToConfirm {
        return Err(NotOrientable::ToConfirm);
    }
    if is_full(offer, today) {
        return Err(NotOrientable::Full);
    }
    Ok(())
}

/// `Ok` when `offer`, which `asked` people already take a place of this week, can be asked for
/// one more (FEA-9). An offer that names no number of places has room.
///
/// # Errors
/// [`NotOrientable::WeekFull`].
pub fn room_this_week(offer: &Offer, asked: i64) -> Result<(), NotOrientable> {
    match offer.places_per_week {
        Some(places) if asked >= i64::from(places) => Err(NotOrientable::WeekFull),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{at_place, day, offer, partner};
    use crate::offer::CapacityStatement;
    use crate::terms::Capacity;

    #[test]
    fn an_offer_whose_last_day_is_past_is_neither_shown_nor_asked() {
        let ended = Offer { valid_until: Some(day("2026-03-02")), ..offer() };

        assert!(!is_out_of_date(&ended, day("2026-03-02")), "the last day counts");
        assert!(is_out_of_date(&ended, day("2026-03-03")));
        let asked = orientable(&ended, &partner(), day("2026-03-03"));
        assert_eq!(asked, Err(NotOrientable::NotPublished));
    }

    #[test]
    fn a_complete_offer_can_be_published() {
        assert_eq!(missing_to_publish(&offer(), &[at_place("Mo 09:00-12:00")]), []);
    }

    #[test]
    fn each_missing_field_is_named_and_the_human_channel_is_one_of_them() {
        let mut offer = offer();
        offer.name = " ".to_owned();
        offer.themes.clear();
        offer.access_modes.clear();
        offer.human_channel = Some(" ".to_owned());
        offer.cost.bands.clear();

        let missing = missing_to_publish(&offer, &[]);

        assert_eq!(missing.len(), 7, "all but the kind: {missing:?}");
        assert!(missing.contains(&Compulsory::HumanChannel));
    }

    #[test]
    fn a_telephone_line_needs_no_place() {
        let mut line = offer();
        line.kind = Kind::TelephoneLine;
        line.access_modes = vec![AccessMode::Phone];

        assert_eq!(missing_to_publish(&line, &[]), []);
    }

    #[test]
    fn referrals_go_only_to_partners_with_fresh_published_offers_that_have_room() {
        let today = day("2026-03-03");
        assert_eq!(orientable(&offer(), &partner(), today), Ok(()));

        let mut paused = offer();
        paused.status = OfferStatus::Paused;
        assert_eq!(orientable(&paused, &partner(), today), Err(NotOrientable::NotPublished));

        let mut stranger = partner();
        stranger.agreement = None;
        assert_eq!(orientable(&offer(), &stranger, today), Err(NotOrientable::NoAgreement));

        let mut unreachable = partner();
        unreachable.referral_email = None;
        assert_eq!(orientable(&offer(), &unreachable, today), Err(NotOrientable::NoAddress));
        unreachable.email = Some("info@example.org".to_owned());
        assert_eq!(orientable(&offer(), &unreachable, today), Ok(()));

        let mut closed = offer();
        closed.accepts_referrals = false;
        assert_eq!(
            orientable(&closed, &partner(), today),
            Err(NotOrientable::ReferralsNotAccepted)
        );

        let mut old = offer();
        old.freshness_since = day("2025-01-01");
        assert_eq!(orientable(&old, &partner(), today), Err(NotOrientable::ToConfirm));

        let mut full = offer();
        full.capacity =
            Some(CapacityStatement { state: Capacity::Full, until: None, stated_on: today });
        assert_eq!(orientable(&full, &partner(), today), Err(NotOrientable::Full));
    }

    #[test]
    fn an_offer_with_five_places_a_week_is_not_asked_for_a_sixth_person() {
        let mut five = offer();
        five.places_per_week = Some(5);

        assert_eq!(room_this_week(&five, 4), Ok(()));
        assert_eq!(room_this_week(&five, 5), Err(NotOrientable::WeekFull));
        five.places_per_week = None;
        assert_eq!(room_this_week(&five, 500), Ok(()));
    }
}
